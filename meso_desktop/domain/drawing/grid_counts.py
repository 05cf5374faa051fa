"""How the points of a grid come to their number: the lattice, what was put in by hand and taken out, what zones keep out."""

from collections import Counter
from typing import Final

from msgspec import Struct

from meso_desktop.domain.areas import TargetArea
from meso_desktop.domain.drawing.geometry import lattice
from meso_desktop.domain.drawing.grid_shown import grid_shown, spacing_of
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.message import Term
from meso_desktop.domain.plan import PlanLine
from meso_desktop.domain.protocols import Protocol

ANY_AREAS: Final = ("lesion", "scar", "vessel", "nerve", "implant", "other")
"""The kinds of zone that any area can have, beside those that the pack names."""


class GridCounts(Struct, frozen=True, kw_only=True):
    """The points of one side: `lattice` + `put_in` − `taken_out` − those `kept_out`, by the kind of their zone, are those drawn."""

    lattice: int = 0
    put_in: int = 0
    taken_out: int = 0
    kept_out: tuple[tuple[str, int], ...] = ()
    drawn: int = 0

    @property
    def all_kept_out(self) -> int:
        """How many points zones keep out."""
        return sum(count for _, count in self.kept_out)

    @property
    def is_untouched(self) -> bool:
        """Whether the points are those of the lattice."""
        return not (self.put_in or self.taken_out or self.kept_out)


def grid_counts(line: PlanLine, target: TargetArea | None, protocol: Protocol | None) -> GridCounts:
    """Return how the grid of one side comes to its points; nothing but 0 where none can be drawn."""
    spacing = spacing_of(line, protocol)
    if target is None or target.extent is None or spacing is None:
        return GridCounts()
    shown, placed = grid_shown(line, target, protocol), line.placement
    held = Counter(zone.kind for _, zone in shown.kept_out)
    points = len(lattice(target.extent, spacing, turn_degrees=placed.turn_degrees, shift=placed.shift))
    drawn, taken_out = len(shown.points) + len(shown.put_in), len(shown.taken_out)
    return GridCounts(
        lattice=points,
        put_in=drawn + held.total() - (points - taken_out),
        taken_out=taken_out,
        kept_out=tuple((kind, held[kind]) for kind in dict.fromkeys(zone.kind for zone in target.zones) if held[kind]),
        drawn=drawn,
    )


def zone_term(kind: str, knowledge: Knowledge) -> Term | str:
    """Return what a kind of zone is called where it keeps points out; a kind that no pack knows as it was written."""
    known = {*ANY_AREAS, *(area.exclusion for area in knowledge.areas.values())}
    return Term(f"kept_out.{kind}") if kind in known else kind
