"""Reads the figures of a plan line and of the anaesthetic as a person types them."""

from decimal import Decimal
from typing import Final

from meso_desktop.domain.errors import UserError
from meso_desktop.domain.message import message
from meso_desktop.domain.quantity import Bounds, Unit, si_value, typed_decimal, volume_ml

_SPACING_CM: Final = Bounds(low=Decimal("0.1"), high=Decimal(10))
_COUNTS: Final = {"sessions": (1, 30), "interval_days": (1, 365)}
_STRENGTH: Final = Bounds(low=Decimal("0.1"), high=Decimal(500))
_PERCENT: Final = Bounds(low=Decimal(0), high=Decimal(100))


def read_figure(name: str, text: str) -> Decimal | int | None:
    """Return the figure typed, None for an empty field; raises UserError when it is refused.

    Names are the fields of a plan line and of the anaesthetic.
    """
    cleaned = text.strip()
    if not cleaned:
        return None
    match name:
        case "sessions" | "interval_days":
            return _count(cleaned, *_COUNTS[name])
        case "spacing_cm":
            return _bounded(si_value(cleaned, Unit.CM), _SPACING_CM, cleaned, "cm")
        case "strength_mg_per_ml":
            return _bounded(typed_decimal(cleaned), _STRENGTH, cleaned, "mg/mL")
        case "reduction_percent":
            return _bounded(typed_decimal(cleaned), _PERCENT, cleaned, "%")
        case _:
            return volume_ml(cleaned)


def _count(text: str, low: int, high: int) -> int:
    if not text.isascii() or not text.isdecimal() or not low <= int(text) <= high:
        raise UserError(message("consultation.count_unreadable", typed=text, low=low, high=high))
    return int(text)


def _bounded(value: Decimal, bounds: Bounds, text: str, unit: str) -> Decimal:
    if not bounds.low <= value <= bounds.high:
        raise UserError(message("number.out_of_range", typed=text, low=bounds.low, high=bounds.high, unit=unit))
    return value
