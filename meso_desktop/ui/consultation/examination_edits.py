"""What typing on the examination does to the document: a figure read, accepted or refused."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from msgspec.structs import replace

from meso_desktop.domain import edits
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.errors import UserError
from meso_desktop.domain.examination import Examination, Girth
from meso_desktop.domain.message import message
from meso_desktop.domain.people import Units
from meso_desktop.domain.quantity import BODY_HEIGHT_CM, GIRTH_CM, Length, Unit, length, mass

Change = Callable[[Examination], Examination]

_MMHG_LOW: Final = 30
_MMHG_HIGH: Final = 300


def read_mmhg(text: str) -> int | None:
    """Return a blood pressure in mmHg, None for an empty field; raises UserError."""
    cleaned = text.strip()
    if not cleaned:
        return None
    if not cleaned.isascii() or not cleaned.isdecimal() or not _MMHG_LOW <= int(cleaned) <= _MMHG_HIGH:
        raise UserError(message("consultation.mmhg_unreadable", typed=cleaned, low=_MMHG_LOW, high=_MMHG_HIGH))
    return int(cleaned)


@dataclass(frozen=True, kw_only=True)
class TypedUnits:
    """The units in which a clinic types lengths and masses."""

    length: Unit
    mass: Unit


def typed_units(units: Units) -> TypedUnits:
    """Return the units of a clinic."""
    if units is Units.IMPERIAL:
        return TypedUnits(length=Unit.IN, mass=Unit.LB)
    return TypedUnits(length=Unit.CM, mass=Unit.KG)


def examination_change(path: str, text: str, *, units: TypedUnits) -> Change:
    """Return what the text typed into a field does to the examination; raises UserError when it is refused."""
    cleaned = text.strip()
    match path.split(".")[1:]:
        case ["height"]:
            height = length(cleaned, units.length, bounds=BODY_HEIGHT_CM) if cleaned else None
            return partial(replace, height=height)
        case ["weight"]:
            return partial(replace, weight=mass(cleaned, units.mass) if cleaned else None)
        case ["systolic"]:
            return partial(replace, systolic_mmhg=read_mmhg(cleaned))
        case ["diastolic"]:
            return partial(replace, diastolic_mmhg=read_mmhg(cleaned))
        case ["girth", site]:
            girth = length(cleaned, units.length, bounds=GIRTH_CM) if cleaned else None
            return partial(_with_girth, site=site, girth=girth)
        case other:
            raise AssertionError(other)


def examined(document: Consultation, change: Change) -> Consultation:
    """Change the examination."""
    return edits.set_examination(document, change(document.examination))


def accepted(document: Consultation, path: str, change: Change) -> Consultation:
    """Change the examination by what was accepted for the field at `path`."""
    return edits.accept_entry(examined(document, change), path)


def refused(document: Consultation, path: str, text: str, emptied: Change) -> Consultation:
    """Empty the field at `path` and keep what was refused there."""
    return edits.refuse_entry(examined(document, emptied), field=path, text=text)


def _with_girth(examination: Examination, site: str, girth: Length | None) -> Examination:
    kept = tuple(g for g in examination.girths if g.site != site)
    return replace(examination, girths=kept if girth is None else (*kept, Girth(site=site, length=girth)))
