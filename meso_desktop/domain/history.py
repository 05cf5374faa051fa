"""What the patient tells: tri-state answers, coded lists with free text beside, earlier treatments."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from msgspec import Struct

HAS_ALLERGIES: Final = "has_allergies"
TAKES_MEDICINES: Final = "takes_medicines"
HAD_EARLIER: Final = "had_earlier_treatment"


class Answer(StrEnum):
    """The answer to a question; a question with no entry was not asked, which is never *no*."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Answered(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One question of the questionnaire with its answer and what was said beside it."""

    question: str
    answer: Answer
    note: str = ""


OTHER_CODE = "other"
"""The code of an entry that a doctor has read and found to be none of the coded ones."""


class CodedEntry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An allergy or a medicine: the words used, and its code once a doctor has chosen one."""

    text: str
    code: str | None = None


class TreatedOn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """When an earlier treatment took place: a day, or a month, or a year."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        """Refuse a date that does not exist."""
        if self.month is None and self.day is not None:
            reason = "a day needs its month"
            raise ValueError(reason)
        date(self.year, self.month or 1, self.day or 1)


class EarlierTreatment(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One treatment session before this consultation, here or elsewhere; `product` None is *not known*."""

    product: str | None
    area: str | None
    treated_on: TreatedOn | None = None
    volume_ml: Decimal | None = None
    session_number: int | None = None
    is_elsewhere: bool = True
    reaction: str = ""


class ToldOn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """That a question was answered on an earlier visit than the last one."""

    question: str
    on: date


class Carried(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What signed consultations said, offered again until confirmed; nothing of it counts before.

    `answers` are those that still hold on the day of this visit; one that has an answer of this visit waits no longer. They were told
    on `visit_on`, those in `older` on a visit before. Each list goes with the answer to its question.
    """

    visit_on: date
    answers: tuple[Answered, ...] = ()
    allergies: tuple[CodedEntry, ...] = ()
    medicines: tuple[CodedEntry, ...] = ()
    earlier_treatments: tuple[EarlierTreatment, ...] = ()
    older: tuple[ToldOn, ...] = ()

    def told_on(self, question: str) -> date:
        """Return the visit on which a question was answered."""
        return next((told.on for told in self.older if told.question == question), self.visit_on)


class QuestionNote(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What was written beside a question that has no answer now; an answer takes it up again."""

    question: str
    note: str


class History(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything asked about the patient's health.

    `allergies` and `medicines` speak only together with the answers to ``has_allergies`` and ``takes_medicines``;
    `earlier_treatments` with ``had_earlier_treatment``. `notes` are those beside questions without an answer.
    """

    answers: tuple[Answered, ...] = ()
    allergies: tuple[CodedEntry, ...] = ()
    medicines: tuple[CodedEntry, ...] = ()
    earlier_treatments: tuple[EarlierTreatment, ...] = ()
    notes: tuple[QuestionNote, ...] = ()
    carried: Carried | None = None
