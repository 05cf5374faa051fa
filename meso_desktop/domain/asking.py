"""Which questions are asked: by sex, by what was answered before, once or for each target area."""

from collections.abc import Iterable, Mapping

from meso_desktop.domain.areas import TargetArea
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.history import Answer, Answered
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.people import Sex
from meso_desktop.domain.rules import Question, QuestionScope


def questions_to_ask(document: Consultation, knowledge: Knowledge) -> tuple[Question, ...]:
    """Return the questions that stand on the history page now, in the order of the pack."""
    answers = answers_of(document.history.answers)
    return _visible(QuestionScope.PATIENT, answers, document, knowledge)


def questions_shown(document: Consultation, knowledge: Knowledge) -> tuple[Question, ...]:
    """Return the questions to ask and those that follow from an earlier answer not yet confirmed, in the order of the pack."""
    history = document.history
    earlier = answers_of(() if history.carried is None else history.carried.answers)
    return _visible(QuestionScope.PATIENT, {**earlier, **answers_of(history.answers)}, document, knowledge)


def area_questions(knowledge: Knowledge) -> tuple[Question, ...]:
    """Return the questions that are asked for each target area, in the order of the pack."""
    return tuple(q for q in knowledge.questions.values() if q.scope is QuestionScope.AREA)


def target_questions(target: TargetArea, document: Consultation, knowledge: Knowledge) -> tuple[Question, ...]:
    """Return the questions that stand beside one target area now."""
    visible = _visible(QuestionScope.AREA, answers_of(target.answers), document, knowledge)
    return tuple(question for question in visible if is_asked_for(question, target.area))


def unanswered(document: Consultation, knowledge: Knowledge) -> tuple[Question, ...]:
    """Return the patient's questions that are to be asked and have no answer yet."""
    answers = answers_of(document.history.answers)
    return tuple(q for q in questions_to_ask(document, knowledge) if q.id not in answers)


def unanswered_of_target(target: TargetArea, document: Consultation, knowledge: Knowledge) -> tuple[Question, ...]:
    """Return the questions of one target area that have no answer yet."""
    answers = answers_of(target.answers)
    return tuple(q for q in target_questions(target, document, knowledge) if q.id not in answers)


def is_asked_of(question: Question, document: Consultation) -> bool:
    """Tell whether the question concerns this patient; a sex that is not stated rules nothing out."""
    sex = Sex.NOT_STATED if document.patient is None else document.patient.sex
    return not question.asked_of or sex is Sex.NOT_STATED or sex in question.asked_of


def is_asked_for(question: Question, area: str) -> bool:
    """Tell whether a question about an area concerns this one."""
    return not question.areas or area in question.areas


def answers_of(answered: Iterable[Answered]) -> dict[str, Answer]:
    """Return the answers by question."""
    return {a.question: a.answer for a in answered}


def _visible(
    scope: QuestionScope, answers: Mapping[str, Answer], document: Consultation, knowledge: Knowledge,
) -> tuple[Question, ...]:
    visible: dict[str, Question] = {}
    for question in knowledge.questions.values():
        follows = question.follows
        is_next = follows is None or (answers.get(follows) is Answer.YES and (follows in visible or scope is QuestionScope.AREA))
        if question.scope is scope and is_next and is_asked_of(question, document):
            visible[question.id] = question
    return tuple(visible.values())
