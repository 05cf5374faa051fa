"""What a drawing comes to while the hand still moves: the figures of the line on a document that is not yet the consultation's."""

from dataclasses import dataclass
from datetime import date

from msgspec.structs import replace

from meso_desktop.domain.areas import Point, TargetArea
from meso_desktop.domain.assessment import LineEstimate
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.drawing.grid_shown import GridShown, grid_shown
from meso_desktop.domain.estimate import estimate_line
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.plan import PlanLine
from meso_desktop.ui.canvas.drawn import Drawn


@dataclass(frozen=True, kw_only=True)
class Tried:
    """What is drawn and, where there is a line of the plan, its figures."""

    drawn: Drawn
    estimate: LineEstimate | None


def tried(  # noqa: PLR0913  # one argument for each thing that it depends on
    document: Consultation, target: TargetArea, line: PlanLine | None, *, knowledge: Knowledge, today: date, origin: Point,
) -> Tried:
    """Return a target of `document` as it is drawn with its grid; `origin` is where the centre of its extent lies on the paper."""
    if line is None:
        return Tried(drawn=Drawn(extent=target.extent, zones=target.zones, origin=origin), estimate=None)
    shown = grid_shown(line, target, knowledge.protocols.get(line.protocol))
    counted = replace(line, points=(*shown.points, *shown.put_in))
    estimate = estimate_line(counted, document, knowledge, today=today)
    return Tried(drawn=_drawn(target, shown, origin), estimate=estimate)


def _drawn(target: TargetArea, shown: GridShown, origin: Point) -> Drawn:
    return Drawn(
        extent=target.extent, zones=target.zones, points=shown.points, put_in=shown.put_in, kept_out=shown.kept_out,
        taken_out=shown.taken_out, origin=origin,
    )
