"""How the points of a grid come to their number: the lattice, what was put in by hand and taken out, what zones keep out."""

from collections import Counter
from typing import Final

from msgspec import Struct

from meso_desktop.domain.areas import TargetArea
from meso_desktop.domain.geometry import lattice
from meso_desktop.domain.grid import drawn_points, kept_out
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.message import Term
from meso_desktop.domain.plan import PlanLine
from meso_desktop.domain.protocols import Protocol
from meso_desktop.domain.remembered import remembered_by

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


def _what_counts(line: PlanLine, target: TargetArea | None, protocol: Protocol | None) -> tuple[object, ...]:
    return line, target, protocol


@remembered_by(_what_counts)
def grid_counts(line: PlanLine, target: TargetArea | None, protocol: Protocol | None) -> GridCounts:
    """Return how the grid of one side comes to its points; nothing but 0 where none can be drawn."""
    spacing = line.spacing_cm if line.spacing_cm is not None or protocol is None else protocol.spacing_cm
    drawn = len(drawn_points(line, target, protocol))
    zoned = kept_out(line, target, protocol) if target is not None and target.zones else ()
    if target is None or target.extent is None or spacing is None or not (drawn or zoned):
        return GridCounts()
    placed, held = line.placement, Counter(zone.kind for _, zone in zoned)
    points = lattice(target.extent, spacing, turn_degrees=placed.turn_degrees, shift=placed.shift)
    taken_out = len(frozenset(placed.removed).intersection(points)) if placed.removed else 0
    return GridCounts(
        lattice=len(points),
        put_in=drawn + len(zoned) - (len(points) - taken_out),
        taken_out=taken_out,
        kept_out=tuple((kind, held[kind]) for kind in dict.fromkeys(zone.kind for zone in target.zones) if held[kind]),
        drawn=drawn,
    )


def zone_term(kind: str, knowledge: Knowledge) -> Term | str:
    """Return what a kind of zone is called where it keeps points out; a kind that no pack knows as it was written."""
    known = {*ANY_AREAS, *(area.exclusion for area in knowledge.areas.values())}
    return Term(f"kept_out.{kind}") if kind in known else kind
