"""What earlier treatments say to a condition: what is not known of one cannot be ruled out."""

from datetime import date

from meso_desktop.domain.calendar import earliest_day, latest_day
from meso_desktop.domain.condition import TreatedBefore
from meso_desktop.domain.facts import Facts
from meso_desktop.domain.history import Answer, EarlierTreatment, TreatedOn
from meso_desktop.domain.logic import Truth, Verdict, all_of, any_of
from meso_desktop.domain.message import Message, Term, message
from meso_desktop.domain.placing import named

_QUESTION = "had_earlier_treatment"


def treated_verdict(condition: TreatedBefore, facts: Facts) -> Verdict:
    """Look for an earlier treatment as the condition describes it."""
    history = facts.document.history
    answer = facts.answers.get(_QUESTION)
    given = f"answer:{_QUESTION}={'not_asked' if answer is None else answer.value}"
    verdict = any_of(_of_treatment(condition, treatment, facts) for treatment in history.earlier_treatments)
    if verdict.truth is not Truth.FALSE or (history.earlier_treatments and answer is Answer.YES):
        return Verdict(verdict.truth, verdict.because, (*verdict.facts, given))
    return Verdict(*_by_answer(answer), (given,))


def _by_answer(answer: Answer | None) -> tuple[Truth, tuple[Message, ...]]:
    question = Term(f"question.{_QUESTION}")
    match answer:
        case None:
            return Truth.NOT_ASKED, (message("because.not_asked", question=question),)
        case Answer.UNKNOWN:
            return Truth.UNKNOWN, (message("because.answer", question=question, answer=Term("answer.unknown")),)
        case Answer.YES:
            return Truth.UNKNOWN, (message("because.list_empty", question=question),)
        case Answer.NO:
            return Truth.FALSE, ()


def _of_treatment(condition: TreatedBefore, treatment: EarlierTreatment, facts: Facts) -> Verdict:
    area = "" if facts.placed is None else facts.placed.area
    parts = [Truth.TRUE]
    if condition.products:
        known = treatment.product if treatment.product in facts.knowledge.products else None
        parts.append(_is_one_of(known, condition.products))
    if condition.is_same_area:
        parts.append(_is_one_of(treatment.area, (area,)))
    if condition.within_days is not None:
        parts.append(_is_within(treatment.treated_on, condition.within_days, visit_on=facts.document.visit_on))
    if condition.had_reaction:
        parts.append(Truth.TRUE if treatment.reaction.strip() else Truth.FALSE)
    truth = all_of(Verdict(part) for part in parts).truth
    told = message(
        "because.treated",
        product=Term("answer.unknown") if treatment.product is None else named("product", treatment.product, facts.knowledge.products),
        area=Term("answer.unknown") if treatment.area is None else named("area", treatment.area, facts.knowledge.areas),
        on=_written(treatment.treated_on),
    )
    fact = f"treated:{treatment.product}@{treatment.area}/{_written(treatment.treated_on)}/{treatment.reaction}"
    return Verdict(truth, (told,), (fact,))


def _is_one_of(found: str | None, wanted: tuple[str, ...]) -> Truth:
    if found is None:
        return Truth.UNKNOWN
    return Truth.TRUE if found in wanted else Truth.FALSE


def _is_within(treated_on: TreatedOn | None, days: int, *, visit_on: date) -> Truth:
    """Tell whether the treatment lies at most `days` before the visit; a month or a year alone may lie on both sides."""
    if treated_on is None:
        return Truth.UNKNOWN
    if (visit_on - latest_day(treated_on, no_later_than=visit_on)).days > days:
        return Truth.FALSE
    return Truth.TRUE if (visit_on - earliest_day(treated_on)).days <= days else Truth.UNKNOWN


def _written(treated_on: TreatedOn | None) -> str:
    if treated_on is None:
        return "?"
    parts = (f"{treated_on.year}", treated_on.month and f"{treated_on.month:02d}", treated_on.day and f"{treated_on.day:02d}")
    return "-".join(part for part in parts if part)
