"""Quantities: exact decimals in plain notation, and measured values kept as typed beside their SI value."""

import re
from collections.abc import Mapping
from decimal import ROUND_HALF_EVEN, Decimal
from enum import StrEnum
from typing import Final

from msgspec import Struct

from meso_desktop.domain.errors import UserError
from meso_desktop.domain.message import message

PLACES: Final[Mapping[str, int]] = {
    "kg": 4, "cm": 4, "mm": 4, "ml": 4, "mg": 4, "mg_per_ml": 4, "mg_per_kg": 4, "percent": 2,
    "cm2": 4, "kg_per_m2": 4,
}
"""Decimal places a stored quantity may have, by the unit its field name ends in."""

_PLAIN: Final = re.compile(r"(?:0|[1-9][0-9]{0,8})(?:\.[0-9]{1,4})?")
_TYPED: Final = re.compile(r"[0-9]{1,6}(?:[.,][0-9]{1,2})?")
_AMBIGUOUS: Final = re.compile(r"[0-9]{1,3}[.,][0-9]{3}")
_STORED: Final = Decimal("0.0001")


class Unit(StrEnum):
    """A unit a doctor may type in."""

    KG = "kg"
    LB = "lb"
    CM = "cm"
    IN = "in"
    MM = "mm"
    ML = "ml"


# International yard and pound agreement of 1959: exact by definition.
_TO_SI: Final[Mapping[Unit, Decimal]] = {
    Unit.KG: Decimal(1), Unit.LB: Decimal("0.45359237"),
    Unit.CM: Decimal(1), Unit.IN: Decimal("2.54"),
    Unit.MM: Decimal(1), Unit.ML: Decimal(1),
}


def plain_decimal(text: str, *, places: int = 4) -> Decimal:
    """Return the decimal that `text` writes in plain notation.

    Raises ValueError for signs, exponents, thousands marks, leading zeros, NaN, or more than `places` places.
    """
    if not _PLAIN.fullmatch(text) or len(text.partition(".")[2]) > places:
        reason = f"not a plain decimal with at most {places} places: {text!r}"
        raise ValueError(reason)
    return Decimal(text)


def typed_decimal(text: str) -> Decimal:
    """Return the decimal a person typed, with one comma or point and at most two digits after it.

    Raises UserError: ``number.ambiguous`` for "1,234" (both readings shown), ``number.unreadable`` for the rest.
    """
    cleaned = text.strip()
    if _AMBIGUOUS.fullmatch(cleaned):
        whole, fraction = re.split("[.,]", cleaned)
        raise UserError(message("number.ambiguous", typed=cleaned, large=f"{whole}{fraction}", small=f"{whole}.{fraction}"))
    if not _TYPED.fullmatch(cleaned):
        raise UserError(message("number.unreadable", typed=cleaned))
    return Decimal(cleaned.replace(",", "."))


def si_value(typed: str, unit: Unit) -> Decimal:
    """Return what `typed` in `unit` is in kg, cm, mm or mL, to 0.0001, without trailing zeros."""
    value = (typed_decimal(typed) * _TO_SI[unit]).quantize(_STORED, rounding=ROUND_HALF_EVEN).normalize()
    return value.quantize(Decimal(1)) if value.as_tuple().exponent > 0 else value  # type: ignore[operator]  # finite: exponent is an int


def _check(si: Decimal, typed: str, unit: Unit, *, units: frozenset[Unit]) -> None:
    if unit not in units:
        reason = f"unit {unit.value} does not measure this"
        raise ValueError(reason)
    try:
        expected = si_value(typed, unit)
    except UserError as error:
        reason = f"typed value {typed!r} is not a number"
        raise ValueError(reason) from error
    if expected != si:
        reason = f"{typed} {unit.value} is {expected}, not {si}"
        raise ValueError(reason)


class Mass(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A mass in kg, with what was typed and its unit."""

    kg: Decimal
    typed: str
    unit: Unit

    def __post_init__(self) -> None:
        """Refuse a value that is not what was typed."""
        _check(self.kg, self.typed, self.unit, units=frozenset({Unit.KG, Unit.LB}))


class Length(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A length in cm, with what was typed and its unit."""

    cm: Decimal
    typed: str
    unit: Unit

    def __post_init__(self) -> None:
        """Refuse a value that is not what was typed."""
        _check(self.cm, self.typed, self.unit, units=frozenset({Unit.CM, Unit.IN}))


class Thickness(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A skin-fold thickness in mm, with what was typed."""

    mm: Decimal
    typed: str
    unit: Unit = Unit.MM

    def __post_init__(self) -> None:
        """Refuse a value that is not what was typed."""
        _check(self.mm, self.typed, self.unit, units=frozenset({Unit.MM}))


class Bounds(Struct, frozen=True, kw_only=True):
    """What a field accepts, both ends included, in the SI unit of the field."""

    low: Decimal
    high: Decimal


BODY_MASS_KG: Final = Bounds(low=Decimal(20), high=Decimal(350))
BODY_HEIGHT_CM: Final = Bounds(low=Decimal(100), high=Decimal(250))
GIRTH_CM: Final = Bounds(low=Decimal(5), high=Decimal(250))
EXTENT_CM: Final = Bounds(low=Decimal("0.1"), high=Decimal(80))
PINCH_MM: Final = Bounds(low=Decimal(1), high=Decimal(150))
VOLUME_ML: Final = Bounds(low=Decimal("0.01"), high=Decimal(500))


def mass(typed: str, unit: Unit, *, bounds: Bounds = BODY_MASS_KG) -> Mass:
    """Return the mass typed in kg or lb; raises UserError when unreadable or out of `bounds`."""
    value = _within(si_value(typed, unit), bounds, typed, unit)
    return Mass(kg=value, typed=typed.strip(), unit=unit)


def length(typed: str, unit: Unit, *, bounds: Bounds) -> Length:
    """Return the length typed in cm or in; raises UserError when unreadable or out of `bounds`."""
    value = _within(si_value(typed, unit), bounds, typed, unit)
    return Length(cm=value, typed=typed.strip(), unit=unit)


def thickness(typed: str, *, bounds: Bounds = PINCH_MM) -> Thickness:
    """Return the thickness typed in mm; raises UserError when unreadable or out of `bounds`."""
    value = _within(si_value(typed, Unit.MM), bounds, typed, Unit.MM)
    return Thickness(mm=value, typed=typed.strip())


def volume_ml(typed: str, *, bounds: Bounds = VOLUME_ML) -> Decimal:
    """Return the volume typed in mL; raises UserError when unreadable or out of `bounds`."""
    return _within(si_value(typed, Unit.ML), bounds, typed, Unit.ML)


def in_unit(si: Decimal, unit: Unit) -> Decimal:
    """Return an SI value (kg, cm, mm, mL) in `unit`, to two places."""
    return (si / _TO_SI[unit]).quantize(Decimal("0.01"), rounding=ROUND_HALF_EVEN)


def _within(value: Decimal, bounds: Bounds, typed: str, unit: Unit) -> Decimal:
    if bounds.low <= value <= bounds.high:
        return value
    low, high = in_unit(bounds.low, unit), in_unit(bounds.high, unit)
    raise UserError(message("number.out_of_range", typed=typed.strip(), low=_short(low), high=_short(high), unit=unit.value))


def _short(value: Decimal) -> Decimal:
    whole = value.to_integral_value()
    return whole if whole == value else value.normalize()
