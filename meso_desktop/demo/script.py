"""The script of a demo: what a doctor enters in one consultation, read strictly from TOML."""

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from meso_desktop.domain.areas import Aim, Deposit, Outline, Side
from meso_desktop.domain.consent import ConsentKind
from meso_desktop.domain.consultation import OutcomeKind, Step
from meso_desktop.domain.errors import UserError
from meso_desktop.domain.history import Answer
from meso_desktop.domain.message import message
from meso_desktop.domain.people import Jurisdiction, Language, Paper, Sex
from meso_desktop.domain.plan import AnaestheticChoice
from meso_desktop.domain.ways_out import WayOutKind

_AT: Final = re.compile(r"(?P<fault>.*) - at `\$\.?(?P<key>.*)`", re.DOTALL)
_UNKNOWN: Final = re.compile(r"Object contains unknown field `(.*)`")
_LINE: Final = re.compile(r"at line ([0-9]+)")
_MISSING: Final = re.compile(r"Object missing required field `(.*)`")


class Clinic(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The sample clinic that the consultation takes place in."""

    jurisdiction: Jurisdiction = Jurisdiction.OTHER
    paper: Paper = Paper.A4


class Patient(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The patient to enter; text as typed."""

    family_name: str
    given_name: str
    birth_on: date
    former_name: str = ""
    sex: Sex = Sex.NOT_STATED
    telephone: str = ""
    email: str = ""
    address: str = ""
    language: Language = Language.ENGLISH
    file_number: str = ""


class Listed(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An allergy or a medicine as typed, and the code to choose for it."""

    text: str
    code: str | None = None


class Earlier(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An earlier treatment; `treated_on` as typed: a day in the order of the clinic's country, a month or a year."""

    product: str | None = None
    area: str | None = None
    treated_on: str = ""
    volume_ml: str = ""
    session_number: str = ""
    reaction: str = ""


class History(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Answers by question id; every other question asked gets `others`, unless that is left out."""

    answers: dict[str, Answer] = {}
    others: Answer | None = Answer.NO
    allergies: tuple[Listed, ...] = ()
    medicines: tuple[Listed, ...] = ()
    earlier_treatments: tuple[Earlier, ...] = ()


class Examination(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Measures as typed, in the clinic's units."""

    height: str = ""
    weight: str = ""
    systolic: str = ""
    diastolic: str = ""
    skin_type: int | None = None
    girths: dict[str, str] = {}


Corner = tuple[str, str]
"""A corner in cm from the middle of the paper, to the patient's left and upwards, as seen from the front."""


class KeptFree(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A zone to draw that no point may stand in."""

    kind: str
    corners: tuple[Corner, ...]


class Area(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A target area with its measures as typed; an outline drawn by hand has `corners` instead of length and width."""

    area: str
    side: Side = Side.MIDLINE
    aim: Aim = Aim.FAT
    outline: Outline = Outline.RECTANGLE
    length: str = ""
    width: str = ""
    corners: tuple[Corner, ...] = ()
    zones: tuple[KeptFree, ...] = ()
    pinch: str = ""
    deposit: Deposit | None = None
    answers: dict[str, Answer] = {}
    others: Answer | None = Answer.NO
    note: str = ""


class Part(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A product's share of a preparation that is composed; figures as typed, strengths by ingredient."""

    product: str
    volume: str
    strengths: dict[str, str] = {}


class OwnPreparation(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A preparation to compose and keep where a line first asks for it by its name."""

    name: str
    parts: tuple[Part, ...]


class Line(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The plan of an area; figures as typed, empty for the protocol's own. `preparation` is the pack's, or the name of one composed."""

    area: str
    protocol: str
    preparation: str
    spacing: str = ""
    volume_per_point: str = ""
    volume: str = ""
    sessions: str = ""
    interval: str = ""
    turn: str = ""


class Response(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the doctor does about each finding of a rule or limit; `letter_on` only for a letter."""

    rule: str
    text: str = ""
    letter_on: date | None = None


class Way(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The way out to choose where the plan crosses a limit."""

    limit: str
    take: WayOutKind


class Anaesthetic(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The local anaesthetic."""

    choice: AnaestheticChoice
    agent: str | None = None
    strength: str = ""
    volume: str = ""


class Consent(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How consent is given; ``signed_here`` is drawn with the mouse."""

    kind: ConsentKind


class Outcome(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How the consultation ends."""

    kind: OutcomeKind
    reason: str = ""
    eligible_on: date | None = None


class Script(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One consultation, from greeting to signature."""

    patient: Patient
    outcome: Outcome
    today: date = date(2026, 3, 16)
    clinic: Clinic = Clinic()
    request: str = ""
    history: History = History()
    examination: Examination = Examination()
    areas: tuple[Area, ...] = ()
    preparations: tuple[OwnPreparation, ...] = ()
    plan: tuple[Line, ...] = ()
    first_session: date | None = None
    ways: tuple[Way, ...] = ()
    responses: tuple[Response, ...] = ()
    anaesthetic: Anaesthetic | None = None
    advice: tuple[str, ...] = ()
    consent: Consent | None = None
    notes: dict[Step, str] = {}
    note: str = ""


def load_script(file: Path) -> Script:
    """Read a script; raises UserError naming file and key."""
    text = ""
    try:
        text = file.read_text(encoding="utf-8")
        raw = tomllib.loads(text)
    except FileNotFoundError:
        raise UserError(message("cli.file_missing", file=str(file))) from None
    except OSError as error:
        raise UserError(message("cli.file_unreadable", file=str(file), reason=error.strerror or str(error))) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UserError(message("script.not_toml", file=str(file), key=_key_at(str(error), text), fault=str(error))) from error
    try:
        return msgspec.convert(raw, Script, strict=True)
    except msgspec.ValidationError as error:
        raise UserError(message("script.refused", file=str(file), fault=_fault(str(error)))) from error


def _key_at(fault: str, text: str) -> str:
    """Return the key on the line that a TOML fault names."""
    line = _LINE.search(fault)
    return text.splitlines()[int(line[1]) - 1].partition("=")[0].strip() if line else ""


def _fault(text: str) -> str:
    """Name key and fault of a validation error, the key first: ``patient.birth: not a known key``."""
    placed = _AT.fullmatch(text)
    fault, key = (placed["fault"], placed["key"]) if placed else (text, "")
    for pattern, words in ((_UNKNOWN, "not a known key"), (_MISSING, "missing")):
        named = pattern.fullmatch(fault)
        if named:
            return f"{'.'.join(filter(None, (key, named[1])))}: {words}"
    return f"{key}: {fault[:1].lower()}{fault[1:]}"
