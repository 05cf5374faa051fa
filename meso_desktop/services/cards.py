"""Cleans and checks the cards that people type: patient, practitioner, clinic."""

import re
from datetime import date
from typing import Final, TypeVar

from msgspec import Struct
from msgspec.structs import asdict, replace

from meso_desktop.domain.errors import UserError
from meso_desktop.domain.message import message
from meso_desktop.domain.people import ClinicCard, PatientCard, PractitionerCard
from meso_desktop.domain.text import many_lines, one_line

_Card = TypeVar("_Card", bound=Struct)
_SEVERAL_LINES: Final = frozenset({"address", "note", "letterhead", "family_doctor"})
_LONGEST_LINE: Final = 200
_LONGEST_TEXT: Final = 20_000
_FIRST_BIRTH: Final = date(1900, 1, 1)
_EMAIL: Final = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
_TELEPHONE: Final = re.compile(r"[0-9 +().,/x#*;=a-zA-Z-]*")
_LEAST_DIGITS: Final = 3
_WEEK: Final = range(1, 8)


def checked_patient(card: PatientCard, *, today: date) -> PatientCard:
    """Return the card cleaned. Raises UserError ``patient.*`` with the field as value `field`."""
    cleaned = _cleaned(card, "patient")
    if not cleaned.family_name:
        raise _wrong(field="family_name", problem="patient.family_name_missing")
    if cleaned.birth_on > today:
        raise _wrong(field="birth_on", problem="patient.birth_in_future")
    if cleaned.birth_on < _FIRST_BIRTH:
        raise _wrong(field="birth_on", problem="patient.birth_too_early")
    if cleaned.email and not _EMAIL.fullmatch(cleaned.email):
        raise _wrong(field="email", problem="patient.email_unreadable")
    _check_telephone(cleaned.telephone, "patient", "telephone")
    return cleaned


def checked_practitioner(card: PractitionerCard) -> PractitionerCard:
    """Return the card cleaned. Raises UserError ``practitioner.*`` with the field as value `field`."""
    cleaned = _cleaned(card, "practitioner")
    if not cleaned.name:
        raise _wrong(field="name", problem="practitioner.name_missing")
    return cleaned


def checked_clinic(card: ClinicCard) -> ClinicCard:
    """Return the card cleaned. Raises UserError ``clinic.*`` with the field as value `field`."""
    cleaned = _cleaned(card, "clinic")
    if not cleaned.name:
        raise _wrong(field="name", problem="clinic.name_missing")
    days = tuple(sorted(set(cleaned.working_days)))
    if not days or any(day not in _WEEK for day in days):
        raise _wrong(field="working_days", problem="clinic.working_days_missing")
    _check_telephone(cleaned.telephone, "clinic", "telephone")
    _check_telephone(cleaned.urgent_telephone, "clinic", "urgent_telephone")
    return replace(cleaned, working_days=days)


def _cleaned(card: _Card, what: str) -> _Card:
    changes: dict[str, str] = {}
    for field, value in asdict(card).items():
        if type(value) is not str:
            continue
        several = field in _SEVERAL_LINES
        changes[field] = many_lines(value) if several else one_line(value)
        limit = _LONGEST_TEXT if several else _LONGEST_LINE
        if len(changes[field]) > limit:
            raise UserError(message(f"{what}.too_long", field=field, limit=limit))
    return replace(card, **changes)


def _check_telephone(telephone: str, what: str, field: str) -> None:
    digits = sum(c.isdigit() for c in telephone)
    if telephone and (digits < _LEAST_DIGITS or not _TELEPHONE.fullmatch(telephone)):
        raise _wrong(field=field, problem=f"{what}.telephone_unreadable")


def _wrong(*, field: str, problem: str) -> UserError:
    return UserError(message(problem, field=field))
