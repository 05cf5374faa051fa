"""Which questions stand on the page."""

from msgspec.structs import replace

from meso_desktop.domain.asking import area_questions, questions_to_ask, unanswered, unanswered_of_target
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.edits import answer_for_target, answer_question, put_target, set_patient
from meso_desktop.domain.history import Answer
from meso_desktop.domain.people import Sex
from tests.domain.builders import consultation, patient, target
from tests.domain.small_knowledge import small_knowledge


def _asked(document: Consultation) -> list[str]:
    return [q.id for q in questions_to_ask(document, small_knowledge())]


def test_a_follow_up_is_asked_only_after_yes() -> None:
    document = consultation()
    assert "thyroid_autoimmune" not in _asked(document)
    assert "thyroid_autoimmune" not in _asked(answer_question(document, question="thyroid", answer=Answer.UNKNOWN))
    assert "thyroid_autoimmune" in _asked(answer_question(document, question="thyroid", answer=Answer.YES))


def test_a_question_of_one_sex_is_not_asked_of_the_other_and_is_asked_when_sex_is_not_stated() -> None:
    assert "pregnancy" not in _asked(set_patient(consultation(), patient(sex=Sex.MALE)))
    assert "pregnancy" in _asked(set_patient(consultation(), patient(sex=Sex.FEMALE)))
    assert "pregnancy" in _asked(set_patient(consultation(), patient(sex=Sex.NOT_STATED)))
    assert "pregnancy" in _asked(set_patient(consultation(), None))


def test_a_sex_that_is_not_stated_rules_nothing_out_even_when_the_pack_names_one_sex_alone() -> None:
    knowledge = small_knowledge()
    narrow = replace(knowledge.questions["pregnancy"], asked_of=(Sex.FEMALE,))
    knowledge = replace(knowledge, questions={**knowledge.questions, "pregnancy": narrow})
    document = set_patient(consultation(), patient(sex=Sex.NOT_STATED))
    assert narrow in questions_to_ask(document, knowledge)


def test_questions_of_an_area_are_asked_for_each_area_and_not_of_the_patient() -> None:
    assert "site_infection" not in _asked(consultation())
    assert [q.id for q in area_questions(small_knowledge())] == ["site_infection"]
    document = put_target(consultation(), target(1))
    [left] = document.target_areas
    assert [q.id for q in unanswered_of_target(left, document, small_knowledge())] == ["site_infection"]
    document = answer_for_target(document, target_id=left.target_id, question="site_infection", answer=Answer.NO)
    assert unanswered_of_target(document.target_areas[0], document, small_knowledge()) == ()


def test_a_question_about_some_areas_is_asked_of_those_alone() -> None:
    knowledge = small_knowledge()
    hernia = replace(knowledge.questions["site_infection"], id="site_hernia", areas=("flank",))
    knowledge = replace(knowledge, questions={**knowledge.questions, "site_hernia": hernia})
    document = put_target(put_target(consultation(), target(1)), target(2, area="flank"))
    asked = [[q.id for q in unanswered_of_target(one, document, knowledge)] for one in document.target_areas]
    assert asked == [["site_infection"], ["site_infection", "site_hernia"]]


def test_not_known_is_an_answer_and_taking_it_back_asks_again() -> None:
    document = answer_question(consultation(), question="diabetes", answer=Answer.UNKNOWN)
    assert "diabetes" not in {q.id for q in unanswered(document, small_knowledge())}
    document = answer_question(document, question="diabetes", answer=None)
    assert "diabetes" in {q.id for q in unanswered(document, small_knowledge())}
