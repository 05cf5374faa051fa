"""What the protocol proposes for the figures of a plan line, and the range its sources give."""

from decimal import Decimal

from meso_desktop.domain.assessment import LineEstimate
from meso_desktop.domain.errors import UserError
from meso_desktop.domain.protocols import Protocol, Span
from meso_desktop.knowledge.wording import Wording
from meso_desktop.ui.consultation.figures import read_figure


def proposed(name: str, protocol: Protocol | None, estimate: LineEstimate) -> Decimal | None:
    """Return what holds while the field of this figure is empty; None where the doctor has to give it."""
    match name:
        case "sessions":
            return None if estimate.sessions.proposed is None else Decimal(estimate.sessions.proposed)
        case "interval_days":
            return Decimal(protocol.interval_days) if protocol is not None and protocol.interval_days is not None else None
        case "spacing_cm":
            return protocol.spacing_cm if protocol is not None else None
        case "volume_per_point_ml":
            return protocol.volume_per_point_ml if protocol is not None else None
        case _:
            return None


def span(name: str, protocol: Protocol | None) -> Span | None:
    """Return the range that the sources of the protocol give."""
    if protocol is None:
        return None
    spans = {
        "spacing_cm": protocol.spacing_span_cm, "volume_per_point_ml": protocol.volume_per_point_span_ml,
        "volume_ml": protocol.volume_span_ml,
        "sessions": protocol.sessions, "interval_days": protocol.interval_span_days,
    }
    return spans.get(name)


def is_same(text: str, name: str, value: Decimal | int | None) -> bool:
    """Tell whether the text typed reads as the value held, so that it may stay as typed."""
    try:
        return bool(text.strip()) and read_figure(name, text) == value
    except UserError:
        return False


def span_text(span: Span, wording: Wording) -> str:
    """Return a range as it is written."""
    low, high = wording.number(f"{span.low:f}"), wording.number(f"{span.high:f}")
    return low if span.low == span.high else f"{low}–{high}"
