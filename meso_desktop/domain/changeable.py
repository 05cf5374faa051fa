"""What a clinic may change in an entry of the packs, and how a value is found there."""

from collections.abc import Iterator
from decimal import Decimal
from enum import Enum, StrEnum
from typing import Final

from msgspec import Struct

from meso_desktop.domain.clinic_changes import IS_ON, Value
from meso_desktop.domain.errors import UserError
from meso_desktop.domain.message import message
from meso_desktop.domain.patient_texts import AdviceEntry, AdviceKind
from meso_desktop.domain.products import AnaestheticAgent, LegalStatus, Limit, LimitKind, LimitMeasure, Product
from meso_desktop.domain.protocols import BodyArea, Protocol
from meso_desktop.domain.quantity import plain_decimal
from meso_desktop.domain.rules import Family, Question, Rule, RuleOutcome, Validity
from meso_desktop.domain.text import one_line

LEGAL_STATUSES: Final = ("labelled", "device", "unapproved", "not_known", "prohibited")
"""The statuses of a family in a jurisdiction, loosest first."""

_MOST: Final = 10_000
_UNITS: Final = {
    LimitMeasure.VOLUME_ML: "mL", LimitMeasure.MG: "mg", LimitMeasure.INTERVAL_DAYS: "d", LimitMeasure.SPACING_CM: "cm",
    LimitMeasure.VOLUME_PER_POINT_ML: "mL", LimitMeasure.DAYS_BETWEEN_AREAS: "d",
}


class FieldKind(StrEnum):
    """How a changeable value is shown and typed."""

    OUTCOME = "outcome"
    FAMILIES = "families"
    NUMBER = "number"
    COUNT = "count"
    CHOICE = "choice"
    SWITCH = "switch"
    TEXT = "text"


class ChangeableField(Struct, frozen=True, kw_only=True):
    """One value of an entry that a clinic may change; `choices` of an outcome or a choice, None among them where it may be empty."""

    path: str
    kind: FieldKind
    value: Value
    unit: str = ""
    choices: tuple[Value, ...] = ()


def changeable_fields(entry: Struct) -> tuple[ChangeableField, ...]:
    """Return what a clinic may change of an entry, in reading order; nothing of the kinds that are not offered."""
    return tuple(_fields(entry))


def changeable_field(entry: Struct, path: str) -> ChangeableField | None:
    """Return one changeable value of an entry; None when the path is not offered."""
    return next((field for field in _fields(entry) if field.path == path), None)


def limit_of(entry: Struct, path: str) -> Limit | None:
    """Return the limit that a path such as ``limits.dca_volume.at_most`` lies in."""
    parts = path.split(".")
    limits: tuple[Limit, ...] = getattr(entry, "limits", ())
    return next((limit for limit in limits if parts[0] == "limits" and limit.id == parts[1]), None)


def fitting(field: ChangeableField, value: Value, *, entry: str) -> Value:
    """Return `value` as it is kept at this field; the shipped one where both say the same.

    Raises UserError ``change.wrong_value`` for a choice that is not offered, a number that is not plain, or another kind of value.
    """
    if not _fits(field, value):
        shown = ", ".join(value) if isinstance(value, tuple) else str(value)
        raise UserError(message("change.wrong_value", value=shown, field=field.path, entry=entry))
    match field.kind, value:
        case FieldKind.FAMILIES, tuple():
            return tuple(str(choice) for choice in field.choices if choice in value)
        case FieldKind.NUMBER, str() if field.value is not None and Decimal(value) == Decimal(str(field.value)):
            return field.value
        case FieldKind.TEXT, str():
            return one_line(value)
        case _:
            return value


def plain_value(value: object) -> Value:
    """Return a value of an entry as a pack writes it."""
    match value:
        case Enum():
            return str(value.value)
        case Decimal():
            return f"{value:f}"
        case tuple():
            return tuple(str(plain_value(item)) for item in value)
        case None | bool() | int() | str():
            return value
        case _:
            reason = f"not a value that can be changed: {value!r}"
            raise TypeError(reason)


def _fits(field: ChangeableField, value: Value) -> bool:
    fits = False
    match field.kind:
        case FieldKind.OUTCOME | FieldKind.CHOICE:
            fits = value in field.choices
        case FieldKind.FAMILIES:
            fits = isinstance(value, tuple) and set(value) <= set(field.choices)
        case FieldKind.SWITCH:
            fits = isinstance(value, bool)
        case FieldKind.COUNT:
            fits = value is None or (type(value) is int and 0 <= value <= _MOST)
        case FieldKind.NUMBER:
            fits = value is None or (isinstance(value, str) and _is_plain(value))
        case FieldKind.TEXT:
            fits = isinstance(value, str)
    return fits


def _is_plain(text: str) -> bool:
    try:
        plain_decimal(text)
    except ValueError:
        return False
    return True


def _fields(entry: Struct) -> Iterator[ChangeableField]:  # noqa: C901  # one case for each kind of entry
    match entry:
        case Rule():
            yield _switch()
            for family in Family:
                yield _field(entry.outcomes, family.value, FieldKind.OUTCOME, path=f"outcomes.{family}", choices=(*RuleOutcome, None))
            yield _field(entry, "override_allowed", FieldKind.FAMILIES, choices=tuple(Family))
            if any(getattr(entry.outcomes, family.value) is RuleOutcome.DEFER for family in Family):
                yield _field(entry, "wait_days", FieldKind.COUNT, unit="d")
        case Question():
            yield _field(entry, "valid", FieldKind.CHOICE, choices=tuple(Validity))
        case Product():
            yield from _of_product(entry)
        case Protocol():
            yield from _of_protocol(entry)
        case BodyArea():
            yield _field(entry, "plausible_cm", FieldKind.NUMBER, unit="cm")
        case LegalStatus():
            yield _field(entry, "status", FieldKind.CHOICE, choices=LEGAL_STATUSES)
        case AnaestheticAgent():
            yield _field(entry, "cap_mg_per_kg", FieldKind.NUMBER, unit="mg/kg")
            yield _field(entry, "cap_mg", FieldKind.NUMBER, unit="mg")
            yield _field(entry, "proposed_reduction_percent", FieldKind.NUMBER, unit="%")
        case AdviceEntry() if entry.kind is not AdviceKind.RED_FLAG:
            yield _switch()  # when to call is never left out
        case _:
            return


def _of_product(product: Product) -> Iterator[ChangeableField]:
    if product.not_selectable is None:
        yield _switch()
    yield _field(product, "vial_ml", FieldKind.NUMBER, unit="mL")
    for strength in product.ingredients:
        yield _field(strength, "mg_per_ml", FieldKind.NUMBER, path=f"ingredients.{strength.ingredient}.mg_per_ml", unit="mg/mL")
    yield from _of_limits(product.limits)


def _of_protocol(protocol: Protocol) -> Iterator[ChangeableField]:
    yield _switch()
    yield _field(protocol, "spacing_cm", FieldKind.NUMBER, unit="cm")
    yield from _span(protocol, "spacing_span_cm", unit="cm")
    yield _field(protocol, "volume_per_point_ml", FieldKind.NUMBER, unit="mL")
    yield from _span(protocol, "volume_per_point_span_ml", unit="mL")
    yield from _span(protocol, "volume_span_ml", unit="mL")
    yield from _span(protocol, "sessions")
    yield _field(protocol, "interval_days", FieldKind.COUNT, unit="d")
    yield from _span(protocol, "interval_span_days", unit="d")
    yield from _span(protocol, "depth_mm", unit="mm")
    for name in ("gauge", "length_mm"):
        yield _field(protocol.needle, name, FieldKind.TEXT, path=f"needle.{name}")
    yield from _span(protocol, "minutes", unit="min")
    yield from _of_limits(protocol.limits)


def _of_limits(limits: tuple[Limit, ...]) -> Iterator[ChangeableField]:
    for limit in limits:
        path, unit = f"limits.{limit.id}", _UNITS.get(limit.measure, "")
        yield _switch(f"{path}.{IS_ON}")
        yield _field(limit, "kind", FieldKind.CHOICE, path=f"{path}.kind", choices=tuple(LimitKind))
        for bound in ("at_least", "at_most"):
            if getattr(limit, bound) is not None:
                yield _field(limit, bound, FieldKind.NUMBER, path=f"{path}.{bound}", unit=unit)


def _span(entry: Struct, name: str, *, unit: str = "") -> Iterator[ChangeableField]:
    span = getattr(entry, name)
    for end in ("low", "high"):
        value = None if span is None else plain_value(getattr(span, end))
        yield ChangeableField(path=f"{name}.{end}", kind=FieldKind.NUMBER, value=value, unit=unit)


def _switch(path: str = IS_ON) -> ChangeableField:
    return ChangeableField(path=path, kind=FieldKind.SWITCH, value=True)


def _field(  # noqa: PLR0913  # one argument a part of the field
    holder: Struct, name: str, kind: FieldKind, *, path: str = "", unit: str = "", choices: tuple[Enum | str | None, ...] = (),
) -> ChangeableField:
    plain = tuple(plain_value(choice) for choice in choices)
    return ChangeableField(path=path or name, kind=kind, value=plain_value(getattr(holder, name)), unit=unit, choices=plain)
