"""What the canvas paints of the consultation: outline, zones, and the points of the grid by what became of them."""

from dataclasses import dataclass

from meso_desktop.domain.areas import Extent, Point, Zone

_CENTRE = Point(0, 0)


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """One target as it is drawn; all places are counted from `origin`, the centre of the extent on the paper as it lies.

    `points` are those of the lattice, `put_in` those set by hand, `kept_out` those that would stand in a zone, `taken_out` those
    that the doctor took out.
    """

    extent: Extent | None = None
    zones: tuple[Zone, ...] = ()
    points: tuple[Point, ...] = ()
    put_in: tuple[Point, ...] = ()
    kept_out: tuple[tuple[Point, Zone], ...] = ()
    taken_out: tuple[Point, ...] = ()
    origin: Point = _CENTRE

    @property
    def standing(self) -> tuple[Point, ...]:
        """Every point that is injected."""
        return (*self.points, *self.put_in)
