"""Reads the invented patients and their stories from the resource file, strictly."""

import tomllib
from datetime import date
from pathlib import Path

import msgspec
from msgspec import Struct

from meso_desktop.domain.areas import Aim, Deposit, Side
from meso_desktop.domain.people import Language, Sex


class SampleVisit(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One visit, counted back from today; `outcome` is an outcome of a consultation, or ``draft``."""

    days_ago: int
    outcome: str
    story: str = ""


class SamplePatient(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An invented patient with measures and visits, oldest first."""

    family_name: str
    given_name: str
    birth_on: date
    sex: Sex
    language: Language
    telephone: str
    height_cm: str
    weight_kg: str
    file_number: str
    visits: tuple[SampleVisit, ...]
    former_name: str = ""
    email: str = ""
    address: str = ""
    family_doctor: str = ""
    note: str = ""


class Story(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a visit was about: answers that were yes, and where something was planned, the plan."""

    request: str
    yes: tuple[str, ...] = ()
    medicines: tuple[tuple[str, str], ...] = ()
    reason: str = ""
    eligible_in: int | None = None
    area: str = ""
    side: Side = Side.MIDLINE
    aim: Aim | None = None
    deposit: Deposit | None = None
    pinch: str = ""
    length: str = ""
    width: str = ""
    protocol: str = ""
    preparation: str = ""
    volume_per_point: str = ""
    sessions: int | None = None


class SampleFile(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole file."""

    patients: tuple[SamplePatient, ...]
    stories: dict[str, Story]


def read_samples(file: Path) -> SampleFile:
    """Return the invented patients; a fault in the file is a bug."""
    return msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")), SampleFile)
