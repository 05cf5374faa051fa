"""The facts that conditions ask for, each as a verdict with its grounds."""

from decimal import ROUND_DOWN, Decimal
from functools import lru_cache
from typing import Final

from msgspec import Struct

from meso_desktop.domain.areas import TargetArea
from meso_desktop.domain.asking import answers_of, is_asked_for, is_asked_of
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.history import Answer
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.logic import Truth, Verdict, any_of
from meso_desktop.domain.measures import exact_bmi, exact_over_ideal, why_no_ideal_weight
from meso_desktop.domain.message import Message, Term, message
from meso_desktop.domain.placing import PlacedLine, named
from meso_desktop.domain.rules import Question, QuestionScope

_SHOWN: Final = Decimal("0.01")


class Facts(Struct, frozen=True, kw_only=True):
    """What is known of the patient, and of one plan line when `placed` is given."""

    document: Consultation
    knowledge: Knowledge
    answers: dict[str, Answer]
    figures: dict[str, Decimal | None]
    undefined: frozenset[str]
    placed: PlacedLine | None = None


def facts_of(document: Consultation, knowledge: Knowledge, *, age_years: int | None) -> Facts:
    """Return the facts of the patient; `age_years` is that of the measures."""
    seen = document.examination
    figures: dict[str, Decimal | None] = {
        "age_years": _decimal(age_years),
        "bmi": exact_bmi(seen),
        "over_ideal_percent": exact_over_ideal(document, knowledge),
        "systolic_mmhg": _decimal(seen.systolic_mmhg),
        "diastolic_mmhg": _decimal(seen.diastolic_mmhg),
        "skin_type": _decimal(seen.skin_type),
    }
    has_no_ideal = document.patient is not None and why_no_ideal_weight(document, knowledge) is not None
    undefined = frozenset({"over_ideal_percent"} if has_no_ideal else ())
    answers = answers_of(document.history.answers)
    return Facts(document=document, knowledge=knowledge, answers=answers, figures=figures, undefined=undefined)


def answer_verdict(facts: Facts, *, question_id: str, wanted: Answer) -> Verdict:
    """Compare the answer to a question, of the patient or of the line's area by the question's own scope."""
    question = facts.knowledge.questions.get(question_id)
    if question is None:
        return Verdict(Truth.UNKNOWN, (), (f"answer:{question_id}=?",))
    if question.scope is QuestionScope.PATIENT:
        return _compared(question, facts, facts.answers, None, wanted)
    targets = facts.document.target_areas if facts.placed is None else () if facts.placed.target is None else (facts.placed.target,)
    if not targets:
        return Verdict(Truth.NOT_ASKED, (_not_asked(question_id),), (f"answer:{question_id}=not_asked",))
    verdicts = [_compared(question, facts, answers_of(t.answers), t, wanted) for t in targets]
    return verdicts[0] if len(verdicts) == 1 else any_of(verdicts)


def figure_verdict(
    facts: Facts, *, figure: str, at_least: Decimal | None, above: Decimal | None, below: Decimal | None,
) -> Verdict:
    """Compare a figure with its bounds; one that is not defined is false, one not measured is a question not asked."""
    if figure in facts.undefined:
        return Verdict(Truth.FALSE, (), (f"figure:{figure}=undefined",))
    value = _figure(facts, figure)
    if value is None:
        return Verdict(Truth.NOT_ASKED, (message("because.figure_missing", figure=Term(f"figure.{figure}")),), (f"figure:{figure}=?",))
    is_in = (at_least is None or value >= at_least) and (above is None or value > above) and (below is None or value < below)
    shown = message("because.figure", figure=Term(f"figure.{figure}"), value=_shown(value))
    return Verdict(Truth.TRUE if is_in else Truth.FALSE, (shown,), (f"figure:{figure}={value.normalize():f}",))


def _decimal(value: int | None) -> Decimal | None:
    return None if value is None else Decimal(int(value))


def _figure(facts: Facts, figure: str) -> Decimal | None:
    if figure != "pinch_mm":
        return facts.figures.get(figure)
    target = None if facts.placed is None else facts.placed.target
    return None if target is None or target.pinch is None else target.pinch.mm


def _shown(value: Decimal) -> Decimal:
    # Never rounded up: a figure just below a bound must not look as if it had reached it.
    cut = value.quantize(_SHOWN, rounding=ROUND_DOWN).normalize()
    return cut.quantize(Decimal(1)) if cut == cut.to_integral_value() else cut


def _compared(question: Question, facts: Facts, answers: dict[str, Answer], target: TargetArea | None, wanted: Answer) -> Verdict:
    if target is not None and not is_asked_for(question, target.area):
        return Verdict(Truth.FALSE, (), (f"answer:{question.id}@{target.area}=not_applicable",))
    truth, ground = _truth(question, facts, answers, wanted)
    given = answers.get(ground)
    place = "" if target is None else f"@{target.area}/{target.side.value}"
    fact = f"answer:{ground}{place}={'not_asked' if given is None else given.value}"
    if question.asked_of and not is_asked_of(question, facts.document):
        return Verdict(truth, (), (f"answer:{question.id}=not_applicable",))
    if target is None:
        return Verdict(truth, (_not_asked(ground) if given is None else _answered(ground, given),), (fact,))
    area = named("area", target.area, facts.knowledge.areas)
    side = Term(f"side.{target.side.value}")
    if given is None:
        return Verdict(truth, (message("because.area_not_asked", question=Term(f"question.{ground}"), area=area, side=side),), (fact,))
    told = message(
        "because.area_answer", question=Term(f"question.{ground}"), answer=Term(f"answer.{given.value}"), area=area, side=side,
    )
    return Verdict(truth, (told,), (fact,))


def _truth(question: Question, facts: Facts, answers: dict[str, Answer], wanted: Answer) -> tuple[Truth, str]:
    """Return what the answer comes to, and the question that decided it: a follow-up is decided by an unmet parent."""
    if not is_asked_of(question, facts.document):
        return Truth.FALSE, question.id
    parent = None if question.follows is None else facts.knowledge.questions.get(question.follows)
    if parent is not None:
        met, ground = _truth(parent, facts, answers, Answer.YES)
        if met is not Truth.TRUE:
            return met, ground
    given = answers.get(question.id)
    if given is None:
        return Truth.NOT_ASKED, question.id
    if given is wanted:
        return Truth.TRUE, question.id
    return (Truth.UNKNOWN if given is Answer.UNKNOWN else Truth.FALSE), question.id


@lru_cache(maxsize=1024)
def _not_asked(question_id: str) -> Message:
    return message("because.not_asked", question=Term(f"question.{question_id}"))


@lru_cache(maxsize=2048)
def _answered(question_id: str, answer: Answer) -> Message:
    return message("because.answer", question=Term(f"question.{question_id}"), answer=Term(f"answer.{answer.value}"))
