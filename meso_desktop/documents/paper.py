"""Everything that a printed plan is made from, and how its words are said."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from meso_desktop.domain.areas import Side, TargetArea
from meso_desktop.domain.assessment import Assessment, LineEstimate
from meso_desktop.domain.body import Body
from meso_desktop.domain.consultation import Consultation, OutcomeKind
from meso_desktop.domain.ids import LineId, TargetId
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.local_time import clinic_time, offset_text
from meso_desktop.domain.message import Message, Term, message
from meso_desktop.domain.own_preparations import preparation_term
from meso_desktop.domain.people import Language, PractitionerCard
from meso_desktop.domain.plan import PlanLine
from meso_desktop.domain.rules import Family


class Wording(Protocol):
    """The catalogue of one language, as pages need it."""

    def text(self, text: Message, /) -> str:
        """Return the sentence of a message."""
        ...

    def term(self, key: str, /) -> str:
        """Return the words for a key such as ``area.submental``."""
        ...

    def has(self, key: str, /) -> bool:
        """Tell whether the catalogue holds the key."""
        ...


class Signature(Struct, frozen=True, kw_only=True):
    """Who signed the record and when, the head of the chain of seals, and whether the seal holds now."""

    by: PractitionerCard
    at: datetime
    head: str
    holds: bool


class PaperAddendum(Struct, frozen=True, kw_only=True):
    """An addendum to the record as it is printed."""

    text: str
    reason: str
    by: PractitionerCard
    at: datetime
    holds: bool


class PlanPaper(Struct, frozen=True, kw_only=True):
    """A plan to print; `signature` None is a draft, `logo` PNG or JPEG as stored.

    `wording` is the patient's language, `doctor_wording` that of the doctor's pages, the same where it is None. `not_worded` is the
    patient's language when there are no words in it. `eligible_before` is the day that an earlier visit set for treatment.
    """

    document: Consultation
    assessment: Assessment
    knowledge: Knowledge
    wording: Wording
    doctor_wording: Wording | None = None
    not_worded: Language | None = None
    eligible_before: date | None = None
    body: Body | None = None
    logo: bytes | None = None
    signature: Signature | None = None
    addenda: tuple[PaperAddendum, ...] = ()

    @property
    def for_doctor(self) -> "PlanPaper":
        """The same paper in the doctor's words."""
        return self if self.doctor_wording is None else replace(self, wording=self.doctor_wording, doctor_wording=None)

    def say(self, message_id: str, **values: str | int | Decimal | date | Term) -> str:
        """Return the sentence ``paper.<message_id>``."""
        shown = {name: _short(value) if isinstance(value, Decimal) else value for name, value in values.items()}
        said = self.wording.text(message(f"paper.{message_id}", **shown))
        for value in values.values():
            if isinstance(value, date) and message_id != "day":
                day = self.day(value)
                said = said.replace(day.replace("\u00a0", " "), day)
        return said

    def day(self, day: date | None) -> str:
        """Return a date in words that stay on one line."""
        return self.say("none") if day is None else self.say("day", day=day).replace(" ", "\u00a0")

    def instant(self, at: datetime) -> str:
        """Return an instant in words on the clinic's clocks, with how they stood to universal time."""
        local = clinic_time(at, utc_offset=self.document.utc_offset)
        offset = local.utcoffset() or timedelta()
        return self.say("instant", day=local.date(), time=f"{local:%H:%M}", offset=offset_text(offset) if offset else "")

    def number(self, value: Decimal | int | None) -> str:
        """Return a number, or that it is not known."""
        return self.say("unknown") if value is None else self.say("number", value=value)

    def quantity(self, value: Decimal | int | None, unit: str) -> str:
        """Return a number with its unit, such as *2.4 mL*, or that it is not known."""
        return self.say("unknown") if value is None else self.say(f"unit.{unit}", value=value)

    def named(self, target: TargetArea) -> str:
        """Return an area with its side."""
        if target.side is Side.MIDLINE:
            return self.wording.term(f"area.{target.area}")
        return self.say("area_on_side", area=Term(f"area.{target.area}"), side=Term(f"side.{target.side.value}"))

    def preparation(self, name: str) -> str:
        """Return how a preparation is called, the clinic's own by the name it was given."""
        term = preparation_term(name, self.document, self.knowledge)
        return self.wording.term(term.key) if isinstance(term, Term) else term

    def sources(self, names: tuple[str, ...], confidence: str) -> str:
        """Return where a figure comes from, with its confidence."""
        return self.say("sources", sources=", ".join(names) or "–", confidence=Term(f"confidence.{confidence}"))

    @property
    def lines(self) -> tuple["PaperLine", ...]:
        """The lines of the plan with their areas and figures."""
        targets: Mapping[TargetId, TargetArea] = {target.target_id: target for target in self.document.target_areas}
        figures: Mapping[LineId, LineEstimate] = {figure.line: figure for figure in self.assessment.lines}
        lines = self.document.plan.lines
        return tuple(
            PaperLine(number=number, line=line, target=targets[line.target_id], figures=figures[line.line_id])
            for number, line in enumerate(lines, start=1)
            if line.target_id in targets and line.line_id in figures
        )

    @property
    def families(self) -> tuple[Family, ...]:
        """The families of the planned lines."""
        planned = {line.figures.family for line in self.lines}
        return tuple(family for family in Family if family in planned)

    @property
    def is_plan(self) -> bool:
        """Whether there is something planned to print, rather than an outcome alone."""
        outcome = self.document.outcome
        return bool(self.lines) and (outcome is None or outcome.kind in {OutcomeKind.TREAT, OutcomeKind.THINKING})

    @property
    def still_waiting(self) -> date | None:
        """The day that an earlier visit set for treatment, while it lies after this one."""
        set_before = self.eligible_before
        return set_before if set_before is not None and set_before > self.document.visit_on else None

    @property
    def patient_name(self) -> str:
        """The patient's name, family name last, or that there is no patient yet."""
        card = self.document.patient
        return self.say("no_patient") if card is None else f"{card.given_name} {card.family_name}".strip()

    @property
    def doctor_name(self) -> str:
        """The doctor with title."""
        return titled(self.document.practitioner)


class PaperLine(Struct, frozen=True, kw_only=True):
    """A line of the plan with its number on the page, its area and its figures."""

    number: int
    line: PlanLine
    target: TargetArea
    figures: LineEstimate


def titled(card: PractitionerCard) -> str:
    """Return a practitioner's name with title."""
    return f"{card.title} {card.name}".strip()


def unbroken(text: str) -> str:
    """Return text that stays on one line, a telephone number for instance."""
    return text.replace(" ", "\u00a0")


def _short(value: Decimal) -> Decimal:
    whole = value.to_integral_value()
    return whole if whole == value else value.normalize()
