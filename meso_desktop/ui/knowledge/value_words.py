"""The words for a value that a clinic can change, and for what it is called."""

from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from meso_desktop.domain.changeable import ChangeableField, FieldKind
from meso_desktop.domain.clinic_changes import Value
from meso_desktop.domain.message import Term, message
from meso_desktop.domain.products import Limit, LimitMeasure
from meso_desktop.domain.rules import Family, Validity
from meso_desktop.knowledge.wording import Wording

_COUNTED = frozenset({"d", "months", "min"})


def _tr(text: str) -> str:
    return QCoreApplication.translate("knowledge", text)


def field_name(path: str, wording: Wording) -> str:
    """Return what a changeable value is called, such as a family for its outcome."""
    first, _, rest = path.partition(".")
    match first:
        case "outcomes":
            return wording.label(f"family.{rest}")
        case "ingredients":
            return wording.label(f"ingredient.{rest.partition('.')[0]}")
        case "limits" | "needle":
            return wording.term(f"changed_field.{rest.rpartition('.')[2]}")
        case _:
            return wording.term(f"changed_field.{path.replace('.', '_')}")


def value_words(field: ChangeableField, value: Value, wording: Wording) -> str:
    """Return a value of this field in words, with its unit."""
    match field.kind:
        case FieldKind.SWITCH:
            return _tr("Yes") if value else _tr("No, switched off")
        case FieldKind.OUTCOME:
            return _tr("Nothing") if value is None else wording.term(f"rule_outcome.{value}")
        case FieldKind.FAMILIES:
            names = value if isinstance(value, tuple) else ()
            return ", ".join(wording.term(f"knowledge.family.{family}") for family in Family if family.value in names) or _tr("No family")
        case FieldKind.CHOICE:
            return _tr("Nothing") if value is None else wording.label(choice_key(field.path, str(value)))
        case FieldKind.NUMBER | FieldKind.COUNT:
            return _tr("Left to the doctor") if value is None else amount(Decimal(str(value)), field.unit, wording)
        case FieldKind.TEXT:
            return str(value or "") or _tr("Not stated")


def choice_key(path: str, value: str) -> str:
    """Return the key of the word for one choice of a field."""
    if path.endswith("kind"):
        return f"limit_kind.{value}"
    return f"validity.{value}" if value in set(Validity) else f"legal.{value}"


def amount(value: Decimal, unit: str, wording: Wording) -> str:
    """Return a figure with its unit."""
    plain = value.normalize() if value else value
    key = f"knowledge.amount.{unit}" if unit else "knowledge.amount"
    name = "count" if unit in _COUNTED else "value"
    return wording.text(message(key, **{name: Decimal(f"{plain:f}")}))


def limit_name(limit: Limit, wording: Wording) -> str:
    """Return what a limit counts, and over what."""
    key = f"knowledge.limit.{limit.measure}.{limit.per}"
    if limit.measure is LimitMeasure.MG and limit.ingredient is not None:
        told = wording.text(message(key, ingredient=Term(f"ingredient.{limit.ingredient}")))
        return told[:1].upper() + told[1:]
    return wording.term(key)


def limit_bound(limit: Limit, unit: str, wording: Wording) -> str:
    """Return the bound of a limit with its unit."""
    low, high = limit.at_least, limit.at_most
    if low is not None and high is not None:
        return wording.text(message("knowledge.bound.between", low=amount(low, "", wording), high=amount(high, unit, wording)))
    if high is not None:
        return wording.text(message("knowledge.bound.at_most", bound=amount(high, unit, wording)))
    return wording.text(message("knowledge.bound.at_least", bound="" if low is None else amount(low, unit, wording)))


def unit_of(limit: Limit) -> str:
    """Return the unit that a limit's bound is counted in; empty for plain numbers."""
    return {
        LimitMeasure.VOLUME_ML: "mL", LimitMeasure.MG: "mg", LimitMeasure.INTERVAL_DAYS: "d", LimitMeasure.INTERVAL_MONTHS: "months",
        LimitMeasure.SPACING_CM: "cm", LimitMeasure.VOLUME_PER_POINT_ML: "mL", LimitMeasure.DAYS_BETWEEN_AREAS: "d",
    }.get(limit.measure, "")


