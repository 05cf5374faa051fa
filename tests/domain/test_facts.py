"""What conditions come to over a document: answers, figures, lists and lines."""

from datetime import date
from decimal import Decimal

import pytest
from msgspec.structs import replace

from meso_desktop.domain.areas import Aim, Deposit
from meso_desktop.domain.condition import (
    AimIs,
    AllergyIn,
    AnaestheticAllergy,
    AnaestheticIs,
    AnswerIs,
    Condition,
    DepositIs,
    FigureBetween,
    IngredientAllergy,
    LegalStatusIs,
    MedicineIn,
    Mixture,
    NotThat,
    OffLabel,
)
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.edits import (
    answer_for_target,
    answer_question,
    set_allergies,
    set_anaesthetic,
    set_examination,
    set_medicines,
    set_patient,
)
from meso_desktop.domain.evaluate import evaluate
from meso_desktop.domain.facts import facts_of
from meso_desktop.domain.history import OTHER_CODE, Answer, CodedEntry
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.logic import Truth, Verdict
from meso_desktop.domain.message import Message
from meso_desktop.domain.people import Jurisdiction, Sex
from meso_desktop.domain.placing import placed_lines
from meso_desktop.domain.plan import Anaesthetic, AnaestheticChoice
from tests.domain.builders import consultation, examination, line, patient, target
from tests.domain.small_knowledge import small_knowledge

T, F, U, N = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN, Truth.NOT_ASKED
SOY = AllergyIn(codes=("soy",))
CLOTTING = MedicineIn(classes=("anticoagulant",))


def _of_patient(condition: Condition, document: Consultation, *, age_years: int | None = 40) -> Verdict:
    return evaluate(condition, facts_of(document, small_knowledge(), age_years=age_years))


def _of_line(condition: Condition, document: Consultation, knowledge: Knowledge | None = None) -> Verdict:
    pack = knowledge or small_knowledge()
    facts = facts_of(document, pack, age_years=40)
    [placed, *_] = placed_lines(document, pack)
    return evaluate(condition, replace(facts, placed=placed))


def _answered(**answers: Answer) -> Consultation:
    document = consultation()
    for question, answer in answers.items():
        document = answer_question(document, question=question, answer=answer)
    return document


def _ids(verdict: Verdict) -> list[str]:
    return [said.id for said in verdict.because]


def _values(said: Message) -> dict[str, str]:
    return {v.name: v.value for v in said.values}


@pytest.mark.parametrize(
    ("given", "expected"), [(Answer.YES, T), (Answer.NO, F), (Answer.UNKNOWN, U)],
)
def test_an_answer_is_true_false_or_unknown(given: Answer, expected: Truth) -> None:
    verdict = _of_patient(AnswerIs(question="diabetes", answer=Answer.YES), _answered(diabetes=given))
    assert verdict.truth is expected
    assert _values(verdict.because[0]) == {"question": "question.diabetes", "answer": f"answer.{given.value}"}


def test_a_question_with_no_answer_was_not_asked_whatever_is_looked_for() -> None:
    for wanted in Answer:
        verdict = _of_patient(AnswerIs(question="diabetes", answer=wanted), consultation())
        assert verdict.truth is N
        assert _ids(verdict) == ["because.not_asked"]


def test_a_follow_up_is_decided_by_its_parent_until_that_is_yes() -> None:
    follow_up = AnswerIs(question="thyroid_autoimmune", answer=Answer.YES)
    assert _of_patient(follow_up, consultation()).truth is N
    assert _of_patient(follow_up, _answered(thyroid=Answer.NO)).truth is F
    assert _of_patient(follow_up, _answered(thyroid=Answer.UNKNOWN)).truth is U
    assert _of_patient(follow_up, _answered(thyroid=Answer.YES)).truth is N
    assert _of_patient(follow_up, _answered(thyroid=Answer.NO, thyroid_autoimmune=Answer.YES)).truth is F
    assert _of_patient(follow_up, _answered(thyroid=Answer.YES, thyroid_autoimmune=Answer.YES)).truth is T


def test_what_is_not_asked_of_this_sex_is_false_even_if_an_old_answer_stands() -> None:
    pregnant = AnswerIs(question="pregnancy", answer=Answer.YES)
    document = _answered(pregnancy=Answer.YES)
    assert _of_patient(pregnant, document).truth is T
    assert _of_patient(pregnant, set_patient(document, patient(sex=Sex.MALE))).truth is F
    assert _of_patient(pregnant, set_patient(document, patient(sex=Sex.NOT_STATED))).truth is T


def test_a_question_that_the_pack_does_not_have_cannot_be_ruled_out() -> None:
    assert _of_patient(AnswerIs(question="nonsense", answer=Answer.YES), consultation()).truth is U


def test_a_figure_counts_from_its_lower_bound_up_to_below_its_upper() -> None:
    between = FigureBetween(figure="age_years", at_least=Decimal(18), below=Decimal(65))
    assert [_of_patient(between, consultation(), age_years=age).truth for age in (17, 18, 64, 65)] == [F, T, T, F]
    above = FigureBetween(figure="age_years", above=Decimal(18))
    assert [_of_patient(above, consultation(), age_years=age).truth for age in (18, 19)] == [F, T]


def test_a_figure_not_measured_is_not_asked_and_one_not_defined_is_false() -> None:
    bmi = FigureBetween(figure="bmi", at_least=Decimal(30))
    over = FigureBetween(figure="over_ideal_percent", above=Decimal(10))
    unmeasured = set_examination(consultation(), examination(height_cm=None))
    assert _of_patient(bmi, unmeasured).truth is N
    assert _of_patient(over, unmeasured).truth is N
    short = set_examination(consultation(), examination(height_cm="150"))
    assert _of_patient(over, short).truth is F
    assert _of_patient(over, set_patient(unmeasured, patient(sex=Sex.NOT_STATED))).truth is F
    assert _of_patient(over, set_patient(unmeasured, None)).truth is N
    assert _of_patient(FigureBetween(figure="age_years", below=Decimal(18)), set_patient(unmeasured, None), age_years=None).truth is N


def test_the_bmi_is_compared_unrounded_and_never_shown_as_if_it_had_reached_the_bound() -> None:
    # 86.69 kg at 1.70 m is 29.996…, which rounds to 30.0 and is below it.
    document = set_examination(consultation(), examination(height_cm="170", weight_kg="86.69"))
    verdict = _of_patient(NotThat(that=FigureBetween(figure="bmi", at_least=Decimal(30))), document)
    assert verdict.truth is T
    assert _values(verdict.because[0])["value"] == "29.99"


@pytest.mark.parametrize(
    ("asked", "entries", "expected"),
    [
        (None, (), N),
        (Answer.NO, (), F),
        (Answer.UNKNOWN, (), U),
        (Answer.YES, (), U),
        (Answer.YES, (CodedEntry(text="soya", code="soy"),), T),
        (None, (CodedEntry(text="soya", code="soy"),), T),
        (Answer.NO, (CodedEntry(text="soya", code="soy"),), T),
        (Answer.YES, (CodedEntry(text="latex", code="latex"),), F),
        (Answer.YES, (CodedEntry(text="nuts", code=OTHER_CODE),), F),
        (Answer.YES, (CodedEntry(text="some cream"),), U),
        (Answer.NO, (CodedEntry(text="some cream"),), U),
        (Answer.YES, (CodedEntry(text="some cream", code="no_such_code"),), U),
        (Answer.UNKNOWN, (CodedEntry(text="latex", code="latex"),), U),
        (None, (CodedEntry(text="latex", code="latex"),), N),
        (Answer.YES, (CodedEntry(text="some cream"), CodedEntry(text="soya", code="soy")), T),
    ],
)
def test_an_allergy_is_ruled_out_only_by_a_list_that_was_asked_for_and_coded(
    asked: Answer | None, entries: tuple[CodedEntry, ...], expected: Truth,
) -> None:
    document = set_allergies(answer_question(consultation(), question="has_allergies", answer=asked), entries)
    assert _of_patient(SOY, document).truth is expected


@pytest.mark.parametrize(
    ("asked", "entries", "expected"),
    [
        (None, (), N),
        (Answer.NO, (), F),
        (Answer.YES, (), U),
        (Answer.YES, (CodedEntry(text="Coumadin", code="anticoagulant"),), T),
        (Answer.YES, (CodedEntry(text="Aspirin", code="antiplatelet"),), F),
        (Answer.YES, (CodedEntry(text="a white pill"),), U),
    ],
)
def test_a_medicine_is_ruled_out_only_by_a_list_that_was_asked_for_and_coded(
    asked: Answer | None, entries: tuple[CodedEntry, ...], expected: Truth,
) -> None:
    document = set_medicines(answer_question(consultation(), question="takes_medicines", answer=asked), entries)
    assert _of_patient(CLOTTING, document).truth is expected


def _planned(**values: object) -> Consultation:
    return consultation(targets=(replace(target(1), **values),), lines=(line(1),))


def test_an_ingredient_allergy_looks_at_excipients_too() -> None:
    document = answer_question(_planned(), question="has_allergies", answer=Answer.YES)
    document = set_allergies(document, (CodedEntry(text="benzyl", code="benzyl_alcohol"),))
    assert _of_line(IngredientAllergy(), document).truth is T
    document = set_allergies(document, (CodedEntry(text="soya", code="soy"),))
    assert _of_line(IngredientAllergy(), document).truth is F


@pytest.mark.parametrize(
    ("asked", "entries", "expected"),
    [
        (Answer.YES, (CodedEntry(text="some cream"),), U),
        (Answer.YES, (), U),
        (Answer.UNKNOWN, (), U),
        (None, (), N),
        (Answer.NO, (), F),
        (Answer.YES, (CodedEntry(text="strawberries", code=OTHER_CODE),), F),
    ],
)
def test_an_ingredient_that_no_coded_allergy_answers_to_is_ruled_out_by_the_list_alone(
    asked: Answer | None, entries: tuple[CodedEntry, ...], expected: Truth,
) -> None:
    document = consultation(targets=(target(1),), lines=(line(1, protocol="meso_point", preparation="vitamin_c"),))
    document = set_allergies(answer_question(document, question="has_allergies", answer=asked), entries)
    assert _of_line(IngredientAllergy(), document).truth is expected


def test_a_preparation_that_the_pack_does_not_have_may_hold_anything() -> None:
    document = consultation(targets=(target(1),), lines=(line(1, preparation="nonsense"),))
    assert _of_line(IngredientAllergy(), document).truth is U


def test_an_answer_for_an_area_speaks_for_its_own_line() -> None:
    infected = AnswerIs(question="site_infection", answer=Answer.YES)
    document = consultation(targets=(target(1), target(2, area="flank")), lines=(line(1), line(2)))
    document = answer_for_target(document, target_id=target(2).target_id, question="site_infection", answer=Answer.YES)
    verdict = _of_line(infected, document)
    assert verdict.truth is N
    assert _values(verdict.because[0]) == {"question": "question.site_infection", "area": "area.submental", "side": "side.midline"}
    document = answer_for_target(document, target_id=target(1).target_id, question="site_infection", answer=Answer.NO)
    assert _of_line(infected, document).truth is F


def test_a_question_not_asked_for_an_area_is_false_there() -> None:
    knowledge = small_knowledge()
    narrow = replace(knowledge.questions["site_infection"], areas=("flank",))
    knowledge = replace(knowledge, questions={**knowledge.questions, "site_infection": narrow})
    infected = AnswerIs(question="site_infection", answer=Answer.YES)
    assert _of_line(infected, _planned(area="submental"), knowledge).truth is F
    assert _of_line(infected, _planned(area="flank"), knowledge).truth is N


def test_a_mixture_holds_more_than_one_product() -> None:
    assert _of_line(Mixture(), _planned()).truth is F
    assert _of_line(Mixture(), _meso_in(Jurisdiction.FR, Aim.SKIN)).truth is T
    lost = consultation(targets=(target(1),), lines=(line(1, preparation="gone"),))
    assert _of_line(Mixture(), lost).truth is U


def test_deposit_and_aim_are_unknown_until_judged() -> None:
    large = DepositIs(size=Deposit.LARGE)
    assert _of_line(large, _planned(deposit=Deposit.LARGE)).truth is T
    assert _of_line(large, _planned(deposit=Deposit.SMALL)).truth is F
    assert _of_line(large, _planned(deposit=None)).truth is U
    assert _of_line(AimIs(aim=Aim.SKIN), _planned(aim=Aim.SKIN)).truth is T
    assert _of_line(AimIs(aim=Aim.SKIN), _planned(aim=None)).truth is U


def _meso_in(jurisdiction: Jurisdiction, aim: Aim | None) -> Consultation:
    at = replace(target(1), aim=aim)
    return consultation(targets=(at,), lines=(line(1, protocol="meso_point", preparation="meso_mix"),), jurisdiction=jurisdiction)


def test_the_status_of_a_family_follows_the_aim() -> None:
    prohibited, open_ = LegalStatusIs(status=("prohibited",)), LegalStatusIs(status=("not_known",))
    assert _of_line(prohibited, _meso_in(Jurisdiction.FR, Aim.FAT)).truth is T
    assert _of_line(prohibited, _meso_in(Jurisdiction.FR, Aim.SKIN)).truth is F
    assert _of_line(open_, _meso_in(Jurisdiction.FR, Aim.SKIN)).truth is T
    assert _of_line(prohibited, _meso_in(Jurisdiction.FR, None)).truth is U


def test_where_the_pack_says_nothing_the_status_is_not_known() -> None:
    assert _of_line(LegalStatusIs(status=("not_known",)), _meso_in(Jurisdiction.OTHER, Aim.FAT)).truth is T


def test_off_label_is_a_labelled_product_outside_its_area() -> None:
    assert _of_line(OffLabel(), _planned()).truth is F
    assert _of_line(OffLabel(), _planned(area="flank")).truth is T
    unlabelled = consultation(targets=(target(1, area="flank"),), lines=(line(1, protocol="pcdc_body", preparation="pcdc_50_42"),))
    assert _of_line(OffLabel(), unlabelled).truth is F


def test_an_anaesthetic_answers_to_the_allergy_of_its_class_infiltrated_or_topical() -> None:
    document = answer_question(consultation(), question="has_allergies", answer=Answer.YES)
    document = set_allergies(document, (CodedEntry(text="dentist's injection", code="amide_anaesthetic"),))
    assert _of_patient(AnaestheticAllergy(), document).truth is F
    for choice in (AnaestheticChoice.INFILTRATED, AnaestheticChoice.TOPICAL):
        chosen = Anaesthetic(choice=choice, agent="lidocaine_plain")
        assert _of_patient(AnaestheticAllergy(), set_anaesthetic(document, chosen)).truth is T
        other = Anaesthetic(choice=choice, agent="procaine_plain")
        assert _of_patient(AnaestheticAllergy(), set_anaesthetic(document, other)).truth is F
        nonsense = Anaesthetic(choice=choice, agent="nonsense")
        assert _of_patient(AnaestheticAllergy(), set_anaesthetic(document, nonsense)).truth is U
        unnamed = _of_patient(AnaestheticAllergy(), set_anaesthetic(document, Anaesthetic(choice=choice)))
        assert (unnamed.truth, _ids(unnamed)) == (U, ["because.anaesthetic_missing"])
    ice = Anaesthetic(choice=AnaestheticChoice.ICE, agent="lidocaine_plain")
    assert _of_patient(AnaestheticAllergy(), set_anaesthetic(document, ice)).truth is F


def test_only_an_infiltrated_anaesthetic_is_one_of_the_agents() -> None:
    procaine = AnaestheticIs(agents=("procaine_plain",))
    given = Anaesthetic(choice=AnaestheticChoice.INFILTRATED, agent="procaine_plain")
    assert _of_patient(procaine, set_anaesthetic(consultation(), given)).truth is T
    assert _of_patient(procaine, set_anaesthetic(consultation(), replace(given, choice=AnaestheticChoice.TOPICAL))).truth is F
    assert _of_patient(procaine, consultation()).truth is F


def test_a_line_without_its_target_cannot_be_ruled_out() -> None:
    document = consultation(lines=(line(1),))
    assert _of_line(DepositIs(size=Deposit.LARGE), document).truth is U
    assert _of_line(AnswerIs(question="site_infection", answer=Answer.YES), document).truth is N


def test_a_birth_date_decides_the_age_of_the_measures_alone() -> None:
    document = set_patient(consultation(), patient(birth_on=date(2015, 1, 1)))
    assert _of_patient(FigureBetween(figure="age_years", below=Decimal(18)), document, age_years=11).truth is T
