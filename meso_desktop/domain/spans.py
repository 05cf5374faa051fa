"""Checks a line's figures against the sourced ranges of its protocol; outside one, the doctor gives a reason."""

from collections.abc import Iterator
from decimal import Decimal

from meso_desktop.domain.assessment import LimitCheck
from meso_desktop.domain.exact import to_decimal
from meso_desktop.domain.injected import Injected
from meso_desktop.domain.message import Term, message
from meso_desktop.domain.products import LimitKind, LimitMeasure
from meso_desktop.domain.protocols import Protocol, Span


def span_checks(one: Injected) -> Iterator[LimitCheck]:
    """Yield a soft check for each figure of the line that lies outside its protocol's range; both ends are inside.

    An interval that is too short is left to the protocol's own limit where it has one, which counts days and earlier treatments too.
    """
    protocol, line, estimate = one.placed.protocol, one.placed.line, one.estimate
    if protocol is None:
        return
    spacing = None if line.spacing_cm is None else estimate.spacing_cm
    per_point = None if line.volume_per_point_ml is None else estimate.volume_per_point_ml
    sessions = estimate.sessions.chosen if line.sessions is not None or line.dates else None
    figures = (
        ("spacing_cm", spacing, protocol.spacing_span_cm),
        ("volume_per_point_ml", per_point, protocol.volume_per_point_span_ml),
        ("volume_ml", estimate.volume_ml, protocol.volume_span_ml),
        ("sessions", _decimal(sessions), protocol.sessions),
        ("interval_days", _decimal(line.interval_days), protocol.interval_span_days),
    )
    for name, value, span in figures:
        if value is None or span is None or span.low <= value <= span.high:
            continue
        if name == "interval_days" and value < span.low and _limits_interval(protocol, span.low):
            continue
        yield _outside(name, value, span, one, protocol)


def _limits_interval(protocol: Protocol, low: Decimal) -> bool:
    return any(
        limit.measure is LimitMeasure.INTERVAL_DAYS and limit.kind is not LimitKind.NOTE and (limit.at_least or 0) >= low
        and not limit.areas and not limit.jurisdictions
        for limit in protocol.limits
    )


def _outside(name: str, value: Decimal, span: Span, one: Injected, protocol: Protocol) -> LimitCheck:
    is_upper = value > span.high
    owner = Term(f"protocol.{protocol.id}")
    text = f"limit.span.{name}" if span.low < span.high else f"limit.span.{name}.one"
    return LimitCheck(
        limit=f"{protocol.id}.{name}",
        kind=LimitKind.SOFT,
        text=message(text, owner=owner, value=to_decimal(value), low=to_decimal(span.low), high=to_decimal(span.high)),
        value=value,
        bound=span.high if is_upper else span.low,
        is_upper=is_upper,
        is_crossed=True,
        sources=protocol.sources,
        confidence=protocol.confidence,
        lines=(one.placed.line_id,),
        is_interval=name == "interval_days",
    )


def _decimal(value: int | None) -> Decimal | None:
    return None if value is None else Decimal(value)
