"""What the program proposes for each figure of a line that the doctor may replace, and how far the doctor's is from it."""

from datetime import date
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.drawing.grid import drawn_points
from meso_desktop.domain.estimate import estimate_line
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.needle import HowInjected, needle_of
from meso_desktop.domain.placing import PlacedLine, placed_line
from meso_desktop.domain.plan import Placement, PlanLine
from meso_desktop.domain.protocols import Protocol, Span


class ProposedFigures(Struct, frozen=True, kw_only=True):
    """What holds where the doctor gives nothing; None where the doctor has to.

    `injections` are the grid untouched by hand over all sides, at the spacing that holds; `volume_ml` what they come to at the
    proposed mL a point. `dates` are those proposed for the proposed sessions.
    """

    spacing_cm: Decimal | None = None
    volume_per_point_ml: Decimal | None = None
    injections: int | None = None
    volume_ml: Decimal | None = None
    sessions: int | None = None
    interval_days: int | None = None
    dates: tuple[date, ...] = ()
    minutes: Span | None = None
    needle: HowInjected = HowInjected()


def proposed_figures(line: PlanLine, document: Consultation, knowledge: Knowledge) -> ProposedFigures:
    """Return what the program proposes for the line, as if the doctor had given none of its figures."""
    placed = placed_line(line, document, knowledge)
    protocol = placed.protocol
    untouched = replace(
        line, spacing_cm=None, volume_per_point_ml=None, volume_ml=None, sessions=None, interval_days=None, dates=(), points=(),
        placement=Placement(), minutes=None,
    )
    found = estimate_line(untouched, document, knowledge, today=document.visit_on)
    injections = _untouched_grid(placed)
    per_point = found.volume_per_point_ml
    return ProposedFigures(
        spacing_cm=found.spacing_cm,
        volume_per_point_ml=per_point,
        injections=injections,
        volume_ml=None if injections is None or per_point is None else injections * per_point,
        sessions=found.sessions.proposed,
        interval_days=found.interval_days,
        dates=found.dates,
        minutes=None if protocol is None else protocol.minutes,
        needle=needle_of(line, protocol).proposed,
    )


def difference(proposed: Decimal | int | None, chosen: Decimal | int | None) -> Decimal | None:
    """Return by how much the chosen figure is more than the proposed one, below 0 where it is less; None where either is not known."""
    return None if proposed is None or chosen is None else Decimal(chosen) - Decimal(proposed)


def sourced_span(name: str, protocol: Protocol | None) -> Span | None:
    """Return the range that the sources of the protocol give for the figure of this name, a field of the line."""
    if protocol is None:
        return None
    spans = {
        "spacing_cm": protocol.spacing_span_cm, "volume_per_point_ml": protocol.volume_per_point_span_ml,
        "volume_ml": protocol.volume_span_ml, "sessions": protocol.sessions, "interval_days": protocol.interval_span_days,
        "depth_mm": protocol.depth_mm, "minutes": protocol.minutes,
    }
    return spans.get(name)


def _untouched_grid(placed: PlacedLine) -> int | None:
    if placed.target is None:
        return None
    laid = replace(placed.line, placement=Placement(), points=())
    return len(drawn_points(laid, placed.target, placed.protocol)) * placed.target.side.places or None
