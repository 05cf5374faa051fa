"""Figures of the patient: age, body-mass index, Devine's ideal weight and the distance from it."""

from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Final

from meso_desktop.domain.assessment import Measures
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.examination import Examination
from meso_desktop.domain.knowledge import BmiBand, Devine, Knowledge
from meso_desktop.domain.message import Message, message
from meso_desktop.domain.people import Sex

_SHOWN: Final = Decimal("0.1")
_CM_PER_INCH: Final = Decimal("2.54")  # exact by definition, International yard and pound agreement of 1959
_CM_PER_M: Final = 100
_PERCENT: Final = 100


def age_on(birth_on: date, day: date) -> int:
    """Return the whole years of age on `day`; who was born on 29 February is a year older on 1 March in common years."""
    had_birthday = (day.month, day.day) >= (birth_on.month, birth_on.day)
    return day.year - birth_on.year - (0 if had_birthday else 1)


def exact_bmi(examination: Examination) -> Decimal | None:
    """Return the body-mass index in kg/m², unrounded; None when height or weight was not measured, or the height is 0."""
    if examination.height is None or examination.weight is None or not examination.height.cm:
        return None
    metres = examination.height.cm / _CM_PER_M
    return examination.weight.kg / (metres * metres)


def bmi_band(bmi: Decimal, *, bands: tuple[BmiBand, ...]) -> str | None:
    """Return the id of the band that the unrounded `bmi` lies in."""
    reached = [band for band in bands if band.at_least <= bmi]
    return max(reached, key=_lower_end).id if reached else None


def exact_ideal_weight(document: Consultation, knowledge: Knowledge) -> Decimal | None:
    """Return Devine's ideal weight in kg, unrounded; None where it is not defined or height was not measured."""
    height = document.examination.height
    if height is None or why_no_ideal_weight(document, knowledge) is not None:
        return None
    devine = knowledge.devine
    sex = document.patient.sex if document.patient else Sex.NOT_STATED
    base = devine.base_male_kg if sex is Sex.MALE else devine.base_female_kg
    return base + devine.per_inch_kg * (height.cm / _CM_PER_INCH - devine.from_inches)


def exact_over_ideal(document: Consultation, knowledge: Knowledge) -> Decimal | None:
    """Return how far the weight lies above the ideal weight, in percent of it, unrounded; negative below it."""
    ideal, weight = exact_ideal_weight(document, knowledge), document.examination.weight
    if ideal is None or weight is None:
        return None
    return (weight.kg - ideal) * _PERCENT / ideal


def why_no_ideal_weight(document: Consultation, knowledge: Knowledge) -> Message | None:
    """Return why Devine's weight is not defined for this patient; None where it is, or would be once height is measured."""
    if document.patient is None or document.patient.sex is Sex.NOT_STATED:
        return message("measures.no_sex")
    height = document.examination.height
    if height is None or _is_defined(height.cm, knowledge.devine):
        return None
    return message("measures.outside_devine", height=height.cm, low=knowledge.devine.low_cm, high=knowledge.devine.high_cm)


def assess_measures(document: Consultation, knowledge: Knowledge, *, today: date) -> Measures:
    """Return the patient's figures for show; the age is that on the day of the visit, or `today` for a later visit."""
    bmi = exact_bmi(document.examination)
    return Measures(
        age_years=_age(document, today),
        bmi=_shown(bmi),
        bmi_band=None if bmi is None else bmi_band(bmi, bands=knowledge.bmi_bands),
        ideal_weight_kg=_shown(exact_ideal_weight(document, knowledge)),
        over_ideal_percent=_shown(exact_over_ideal(document, knowledge)),
        no_ideal_weight=why_no_ideal_weight(document, knowledge),
    )


def _age(document: Consultation, today: date) -> int | None:
    if document.patient is None:
        return None
    age = age_on(document.patient.birth_on, min(document.visit_on, today))
    return age if age >= 0 else None


def _is_defined(height_cm: Decimal, devine: Devine) -> bool:
    return devine.low_cm <= height_cm <= devine.high_cm


def _lower_end(band: BmiBand) -> Decimal:
    return band.at_least


def _shown(value: Decimal | None) -> Decimal | None:
    return None if value is None else value.quantize(_SHOWN, rounding=ROUND_HALF_EVEN)
