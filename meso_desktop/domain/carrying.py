"""What comes over from the signed consultations, how long it holds, and its confirmation; nothing of it counts before."""

from collections.abc import Iterable
from datetime import date
from typing import Final, TypeVar

from msgspec.structs import replace

from meso_desktop.domain.calendar import add_months
from meso_desktop.domain.consultation import Consultation, OutcomeKind
from meso_desktop.domain.edits import answer_question, note_on
from meso_desktop.domain.history import HAD_EARLIER, HAS_ALLERGIES, TAKES_MEDICINES, Answer, Answered, Carried, ToldOn
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.rules import QuestionScope, Validity

_MONTHS: Final = {Validity.SIX_MONTHS: 6, Validity.YEAR: 12}

_Entry = TypeVar("_Entry")


def is_valid(valid: Validity, *, answer: Answer = Answer.YES, told_on: date, visit_on: date) -> bool:
    """Tell whether an answer given on one visit is offered again at another; the same day of the last month is still within.

    What was once so stays so for life; what was not, or was not known, may have come about since: that holds for a year.
    """
    if visit_on < told_on or valid is Validity.EVERY_VISIT:
        return False
    if valid is Validity.LIFE:
        if answer is Answer.YES:
            return True
        valid = Validity.YEAR
    return visit_on <= add_months(told_on, _MONTHS[valid])


def carried_from(signed: Consultation, *, visit_on: date, knowledge: Knowledge) -> Carried | None:
    """Return what a signed consultation offers to a visit; None when nothing of it holds, or when it is dated later."""
    told = signed.history
    answers = tuple(
        a for a in told.answers
        if _holds(a, told_on=signed.visit_on, visit_on=visit_on, knowledge=knowledge)
        and not (_is_agreed(signed) and _says_never_treated(a))
    )
    if not answers:
        return None
    kept = {a.question for a in answers}
    return Carried(
        visit_on=signed.visit_on, answers=answers,
        allergies=told.allergies if HAS_ALLERGIES in kept else (),
        medicines=told.medicines if TAKES_MEDICINES in kept else (),
        earlier_treatments=told.earlier_treatments if HAD_EARLIER in kept else (),
    )


def carried_over(signed: Iterable[Consultation], *, visit_on: date, knowledge: Knowledge) -> Carried | None:
    """Return what the signed consultations of a patient, the last first, offer to a visit.

    A question is offered as it was answered last; one that a short visit left out, from the visit before, with its own date.
    """
    whole: Carried | None = None
    covered: set[str] = set()
    is_treated = False
    for told in signed:
        part = carried_from(told, visit_on=visit_on, knowledge=knowledge)
        if part is not None:
            fresh = tuple(a for a in part.answers if a.question not in covered and not (is_treated and _says_never_treated(a)))
            whole = _joined_to(whole, replace(part, answers=fresh)) if fresh else whole
        covered.update(a.question for a in told.history.answers)
        is_treated = is_treated or _is_agreed(told)
    return whole


def _joined_to(whole: Carried | None, part: Carried) -> Carried:
    """Put the answers of an earlier visit behind those of the later ones, each with its own list."""
    questions = {a.question for a in part.answers}
    if whole is None:
        whole = replace(part, answers=(), allergies=(), medicines=(), earlier_treatments=())
        older = whole.older
    else:
        older = (*whole.older, *(ToldOn(question=a.question, on=part.visit_on) for a in part.answers))
    return replace(
        whole, answers=(*whole.answers, *part.answers), older=older,
        allergies=part.allergies if HAS_ALLERGIES in questions else whole.allergies,
        medicines=part.medicines if TAKES_MEDICINES in questions else whole.medicines,
        earlier_treatments=part.earlier_treatments if HAD_EARLIER in questions else whole.earlier_treatments,
    )


def set_carried(document: Consultation, carried: Carried | None) -> Consultation:
    """Offer these earlier answers in place of those offered before."""
    return replace(document, history=replace(document.history, carried=carried))


def waiting(document: Consultation) -> dict[str, Answered]:
    """Return the earlier answers that wait to be confirmed, by question."""
    history = document.history
    if history.carried is None:
        return {}
    given = {a.question for a in history.answers}
    return {a.question: a for a in history.carried.answers if a.question not in given}


def confirm_answers(document: Consultation, questions: Iterable[str]) -> Consultation:
    """Answer these questions as they were answered before, each with its note and its list; one that has an answer keeps it."""
    offered, wanted = waiting(document), frozenset(questions)
    for question, earlier in offered.items():
        if question in wanted:
            note = note_on(document, question) or earlier.note
            document = answer_question(document, question=question, answer=earlier.answer, note=note)
            document = _with_list(document, question)
    return document


def _holds(answered: Answered, *, told_on: date, visit_on: date, knowledge: Knowledge) -> bool:
    question = knowledge.questions.get(answered.question)
    if question is None or question.scope is not QuestionScope.PATIENT:
        return False
    return is_valid(question.valid, answer=answered.answer, told_on=told_on, visit_on=visit_on)


def _is_agreed(signed: Consultation) -> bool:
    return signed.outcome is not None and signed.outcome.kind is OutcomeKind.TREAT


def _says_never_treated(answered: Answered) -> bool:
    """Tell whether an answer says what a treatment agreed on since would make untrue."""
    return answered.question == HAD_EARLIER and answered.answer is not Answer.YES


def _with_list(document: Consultation, question: str) -> Consultation:
    history, carried = document.history, document.history.carried
    assert carried is not None  # noqa: S101  # narrows for the type checker: only what is carried is confirmed
    if question == HAS_ALLERGIES:
        history = replace(history, allergies=_joined(history.allergies, carried.allergies))
    elif question == TAKES_MEDICINES:
        history = replace(history, medicines=_joined(history.medicines, carried.medicines))
    elif question == HAD_EARLIER:
        history = replace(history, earlier_treatments=_joined(history.earlier_treatments, carried.earlier_treatments))
    return replace(document, history=history)


def _joined(own: tuple[_Entry, ...], earlier: tuple[_Entry, ...]) -> tuple[_Entry, ...]:
    return (*own, *(entry for entry in earlier if entry not in own))
