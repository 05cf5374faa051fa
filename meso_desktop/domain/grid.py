"""The grid of each plan line, drawn anew from what it follows: the target's extent and the spacing."""

from msgspec.structs import replace

from meso_desktop.domain.areas import Point, TargetArea
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.geometry import lattice
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.plan import PlanLine
from meso_desktop.domain.protocols import CountedBy, Protocol


def drawn_points(line: PlanLine, target: TargetArea | None, protocol: Protocol | None) -> tuple[Point, ...]:
    """Return the grid of one side; empty when it cannot be drawn, or the technique is not counted by point."""
    if target is None or target.extent is None or protocol is None or protocol.counted_by is not CountedBy.POINT:
        return ()
    spacing_cm = protocol.spacing_cm if line.spacing_cm is None else line.spacing_cm
    return () if spacing_cm is None else lattice(target.extent, spacing_cm)


def redrawn(document: Consultation, knowledge: Knowledge) -> Consultation:
    """Return the consultation with every line's grid as it follows now; the same value when nothing moved."""
    targets = {target.target_id: target for target in document.target_areas}
    lines = tuple(_redrawn(line, targets.get(line.target_id), knowledge.protocols.get(line.protocol)) for line in document.plan.lines)
    if lines == document.plan.lines:
        return document
    return replace(document, plan=replace(document.plan, lines=lines))


def _redrawn(line: PlanLine, target: TargetArea | None, protocol: Protocol | None) -> PlanLine:
    points = drawn_points(line, target, protocol)
    return line if points == line.points else replace(line, points=points)
