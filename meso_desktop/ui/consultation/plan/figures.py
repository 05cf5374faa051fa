"""Reads the figures of a plan line and of the anaesthetic as a person types them."""

import re
from decimal import Decimal
from typing import Final

from meso_desktop.domain.errors import UserError
from meso_desktop.domain.message import message
from meso_desktop.domain.quantity import Bounds, Unit, si_value, typed_decimal, volume_ml
from meso_desktop.domain.text import one_line

_SPACING_CM: Final = Bounds(low=Decimal("0.1"), high=Decimal(10))
_COUNTS: Final = {"sessions": (1, 30), "interval_days": (1, 365), "minutes": (1, 600)}
_BOUNDED: Final = {
    "strength_mg_per_ml": (Bounds(low=Decimal("0.1"), high=Decimal(500)), "mg/mL"),
    "reduction_percent": (Bounds(low=Decimal(0), high=Decimal(100)), "%"),
    "needle_length_mm": (Bounds(low=Decimal(1), high=Decimal(150)), "mm"),
    "depth_mm": (Bounds(low=Decimal("0.1"), high=Decimal(100)), "mm"),
}
_GAUGES: Final = (10, 40)
_GAUGE: Final = re.compile(r"([0-9]{1,2})\s*[gG]?")


def read_figure(name: str, text: str) -> Decimal | int | None:
    """Return the figure typed, None for an empty field; raises UserError when it is refused.

    Names are the fields of a plan line and of the anaesthetic.
    """
    cleaned = text.strip()
    if not cleaned:
        return None
    if name in _COUNTS:
        return _count(cleaned, *_COUNTS[name])
    if name in _BOUNDED:
        bounds, unit = _BOUNDED[name]
        return _bounded(typed_decimal(cleaned), bounds, cleaned, unit)
    return _bounded(si_value(cleaned, Unit.CM), _SPACING_CM, cleaned, "cm") if name == "spacing_cm" else volume_ml(cleaned)


def read_field(name: str, text: str) -> Decimal | int | str | None:
    """Return what was typed into a field of a plan line, words included; raises UserError when it is refused."""
    if name == "technique":
        return one_line(text)
    return read_gauge(text) if name == "needle_gauge" else read_figure(name, text)


def read_gauge(text: str) -> str:
    """Return the gauge of a needle as it is written, such as ``30G``, empty for an empty field; raises UserError when it is none."""
    cleaned = text.strip()
    if not cleaned:
        return ""
    found = _GAUGE.fullmatch(cleaned)
    low, high = _GAUGES
    if found is None or not cleaned.isascii() or not low <= int(found[1]) <= high:
        raise UserError(message("consultation.gauge_unreadable", typed=cleaned, low=low, high=high, example="30G"))
    return f"{int(found[1])}G"


def _count(text: str, low: int, high: int) -> int:
    if not text.isascii() or not text.isdecimal() or not low <= int(text) <= high:
        raise UserError(message("consultation.count_unreadable", typed=text, low=low, high=high))
    return int(text)


def _bounded(value: Decimal, bounds: Bounds, text: str, unit: str) -> Decimal:
    if not bounds.low <= value <= bounds.high:
        raise UserError(message("number.out_of_range", typed=text, low=bounds.low, high=bounds.high, unit=unit))
    return value
