"""What comes over from the last signed consultation: how long it holds, that it counts for nothing, and its confirmation."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from meso_desktop.domain.asking import questions_shown, questions_to_ask
from meso_desktop.domain.carrying import carried_from, carried_over, confirm_answers, is_valid, set_carried, waiting
from meso_desktop.domain.consultation import Consultation, OutcomeKind
from meso_desktop.domain.edits import (
    answer_question,
    note_question,
    set_allergies,
    set_earlier_treatments,
    set_medicines,
    set_patient,
    set_visit_on,
)
from meso_desktop.domain.history import Answer, Answered, Carried, CodedEntry, EarlierTreatment, History
from meso_desktop.domain.ids import PatientId
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.rules import Validity
from tests.domain.builders import an_id, consultation, patient
from tests.domain.ready import assessed, ended, ready
from tests.domain.small_knowledge import small_knowledge

_SIGNED_ON = date(2025, 9, 2)
_LATEX = CodedEntry(text="gloves", code="latex")
_WARFARIN = CodedEntry(text="warfarin", code="anticoagulant")
_FLANK = EarlierTreatment(product=None, area="flank")


def _lasting(valid: Validity) -> Knowledge:
    knowledge = small_knowledge()
    return replace(knowledge, questions={q.id: replace(q, valid=valid) for q in knowledge.questions.values()})


def _signed(*answers: Answered, visit_on: date = _SIGNED_ON) -> Consultation:
    return replace(consultation(visit_on=visit_on), history=History(answers=answers))


def _told(question: str, answer: Answer = Answer.NO, note: str = "") -> Answered:
    return Answered(question=question, answer=answer, note=note)


@pytest.mark.parametrize(
    ("valid", "told_on", "last"),
    [
        (Validity.SIX_MONTHS, date(2025, 9, 2), date(2026, 3, 2)), (Validity.SIX_MONTHS, date(2025, 8, 31), date(2026, 2, 28)),
        (Validity.SIX_MONTHS, date(2023, 8, 29), date(2024, 2, 29)), (Validity.SIX_MONTHS, date(2023, 8, 31), date(2024, 2, 29)),
        (Validity.SIX_MONTHS, date(2024, 2, 29), date(2024, 8, 29)), (Validity.YEAR, date(2025, 3, 2), date(2026, 3, 2)),
        (Validity.YEAR, date(2024, 2, 29), date(2025, 2, 28)), (Validity.YEAR, date(2023, 2, 28), date(2024, 2, 28)),
    ],
)
def test_an_answer_holds_to_the_same_day_of_its_last_month_and_not_a_day_longer(valid: Validity, told_on: date, last: date) -> None:
    assert is_valid(valid, told_on=told_on, visit_on=told_on)
    assert is_valid(valid, told_on=told_on, visit_on=last)
    assert not is_valid(valid, told_on=told_on, visit_on=date.fromordinal(last.toordinal() + 1))


@pytest.mark.parametrize("answer", [Answer.NO, Answer.UNKNOWN])
def test_what_was_not_so_or_not_known_for_life_is_offered_for_a_year_alone(answer: Answer) -> None:
    assert is_valid(Validity.LIFE, answer=answer, told_on=date(2025, 3, 2), visit_on=date(2026, 3, 2))
    assert not is_valid(Validity.LIFE, answer=answer, told_on=date(2025, 3, 2), visit_on=date(2026, 3, 3))


def test_an_answer_for_life_never_ends_and_one_for_the_visit_never_begins() -> None:
    assert is_valid(Validity.LIFE, told_on=date(1990, 1, 1), visit_on=date(2090, 1, 1))
    assert not is_valid(Validity.EVERY_VISIT, told_on=_SIGNED_ON, visit_on=_SIGNED_ON)


@pytest.mark.parametrize("valid", Validity)
def test_nothing_is_offered_before_it_was_said(valid: Validity) -> None:
    assert not is_valid(valid, told_on=date(2026, 3, 3), visit_on=date(2026, 3, 2))


def test_what_still_holds_is_offered_with_its_date_note_and_list() -> None:
    signed = _signed(
        _told("diabetes", Answer.YES, "since 2010"), _told("has_allergies", Answer.YES), _told("takes_medicines", Answer.YES),
    )
    signed = set_medicines(set_allergies(signed, (_LATEX,)), (_WARFARIN,))
    knowledge = _lasting(Validity.YEAR)
    passing = replace(knowledge.questions["takes_medicines"], valid=Validity.EVERY_VISIT)
    knowledge = replace(knowledge, questions={**knowledge.questions, "takes_medicines": passing})
    carried = carried_from(signed, visit_on=date(2026, 3, 2), knowledge=knowledge)
    assert carried == Carried(
        visit_on=_SIGNED_ON, answers=(_told("diabetes", Answer.YES, "since 2010"), _told("has_allergies", Answer.YES)), allergies=(_LATEX,),
    )


def test_a_question_that_the_pack_no_longer_has_or_now_asks_of_an_area_is_dropped() -> None:
    signed = _signed(_told("no_longer_asked"), _told("site_infection"), _told("fever"))
    carried = carried_from(signed, visit_on=_SIGNED_ON, knowledge=_lasting(Validity.LIFE))
    assert carried is not None
    assert [a.question for a in carried.answers] == ["fever"]


def test_never_treated_is_not_offered_once_a_treatment_was_agreed_on() -> None:
    agreed = ended(_signed(_told("had_earlier_treatment", Answer.NO), _told("fever")), OutcomeKind.TREAT)
    carried = carried_from(agreed, visit_on=_SIGNED_ON, knowledge=_lasting(Validity.LIFE))
    assert carried is not None
    assert [a.question for a in carried.answers] == ["fever"]
    had = ended(_signed(_told("had_earlier_treatment", Answer.YES)), OutcomeKind.TREAT)
    assert carried_from(had, visit_on=_SIGNED_ON, knowledge=_lasting(Validity.LIFE)) is not None
    waiting = ended(_signed(_told("had_earlier_treatment", Answer.NO)), OutcomeKind.DEFER)
    assert carried_from(waiting, visit_on=_SIGNED_ON, knowledge=_lasting(Validity.LIFE)) is not None


_BEFORE = date(2025, 4, 7)


def _visited(*answers: Answered, on: date, kind: OutcomeKind = OutcomeKind.THINKING) -> Consultation:
    return ended(_signed(*answers, visit_on=on), kind)


def test_what_a_short_visit_left_out_is_offered_from_the_visit_before_with_its_own_date() -> None:
    first = set_allergies(_visited(_told("has_allergies", Answer.YES), _told("diabetes", Answer.YES), on=_BEFORE), (_LATEX,))
    short = _visited(_told("diabetes", Answer.NO), on=_SIGNED_ON)
    carried = carried_over((short, first), visit_on=date(2026, 3, 2), knowledge=_lasting(Validity.LIFE))
    assert carried is not None
    assert {a.question: a.answer for a in carried.answers} == {"diabetes": Answer.NO, "has_allergies": Answer.YES}
    assert (carried.told_on("diabetes"), carried.told_on("has_allergies")) == (_SIGNED_ON, _BEFORE)
    assert carried.allergies == (_LATEX,)


def test_the_last_word_on_a_question_hides_the_earlier_ones_even_when_it_is_offered_no_more() -> None:
    first, last = _visited(_told("diabetes", Answer.YES), on=_BEFORE), _visited(_told("diabetes", Answer.NO), on=_SIGNED_ON)
    assert carried_over((last, first), visit_on=date(2030, 1, 1), knowledge=_lasting(Validity.LIFE)) is None


def test_never_treated_is_not_offered_from_before_a_treatment_either() -> None:
    never = _visited(_told("had_earlier_treatment", Answer.NO), _told("fever"), on=_BEFORE)
    agreed = _visited(_told("diabetes", Answer.YES), on=_SIGNED_ON, kind=OutcomeKind.TREAT)
    carried = carried_over((agreed, never), visit_on=_SIGNED_ON, knowledge=_lasting(Validity.LIFE))
    assert carried is not None
    assert [a.question for a in carried.answers] == ["diabetes", "fever"]
    assert carried_over((), visit_on=_SIGNED_ON, knowledge=_lasting(Validity.LIFE)) is None


def test_nothing_to_offer_is_none() -> None:
    assert carried_from(_signed(_told("fever")), visit_on=_SIGNED_ON, knowledge=_lasting(Validity.EVERY_VISIT)) is None
    later = _signed(_told("fever"), visit_on=date(2026, 4, 1))
    assert carried_from(later, visit_on=date(2026, 3, 2), knowledge=_lasting(Validity.LIFE)) is None


_QUESTIONS = tuple(q for q in small_knowledge().questions if q != "site_infection")
_ANSWERS = st.lists(
    st.builds(_told, st.sampled_from(_QUESTIONS), st.sampled_from(Answer), st.sampled_from(("", "since spring"))),
    unique_by=lambda told: told.question, max_size=len(_QUESTIONS),
)
_CARRIED = st.builds(
    Carried, visit_on=st.just(_SIGNED_ON), answers=_ANSWERS.map(tuple),
    allergies=st.sampled_from(((), (_LATEX,), (_LATEX, CodedEntry(text="blue cream")))),
    medicines=st.sampled_from(((), (_WARFARIN,))), earlier_treatments=st.sampled_from(((), (_FLANK,))),
)


@settings(max_examples=150, deadline=None)
@given(own=_ANSWERS, carried=_CARRIED)
def test_no_carried_answer_ever_changes_an_assessment(own: list[Answered], carried: Carried) -> None:
    document = replace(ready(), history=History(answers=tuple(own)))
    offered = set_carried(document, carried)
    assert assessed(offered) == assessed(document)
    assert questions_to_ask(offered, small_knowledge()) == questions_to_ask(document, small_knowledge())


def _listed(document: Consultation, question: str, carried: Carried) -> Consultation:
    match question:
        case "has_allergies":
            return set_allergies(document, carried.allergies)
        case "takes_medicines":
            return set_medicines(document, carried.medicines)
        case "had_earlier_treatment":
            return set_earlier_treatments(document, carried.earlier_treatments)
        case _:
            return document


@settings(max_examples=150, deadline=None)
@given(own=_ANSWERS, carried=_CARRIED)
def test_confirming_all_equals_answering_the_same(own: list[Answered], carried: Carried) -> None:
    document = replace(consultation(), history=History(answers=tuple(own)))
    offered = set_carried(document, carried)
    typed, given_now = document, {a.question for a in own}
    for told in carried.answers:
        if told.question not in given_now:
            typed = answer_question(typed, question=told.question, answer=told.answer, note=told.note)
            typed = _listed(typed, told.question, carried)
    confirmed = confirm_answers(offered, _QUESTIONS)
    assert set_carried(confirmed, None) == typed
    assert waiting(confirmed) == {}
    assert confirm_answers(confirmed, _QUESTIONS) == confirmed


@settings(max_examples=100, deadline=None)
@given(own=_ANSWERS, carried=_CARRIED, chosen=st.sets(st.sampled_from(_QUESTIONS)))
def test_only_what_is_named_is_confirmed_and_what_was_answered_anew_stays(own: list[Answered], carried: Carried, chosen: set[str]) -> None:
    document = set_carried(replace(consultation(), history=History(answers=tuple(own))), carried)
    confirmed = confirm_answers(document, chosen)
    assert confirmed.history.answers[:len(own)] == tuple(own)
    assert {a.question for a in confirmed.history.answers} - {a.question for a in own} <= chosen & {a.question for a in carried.answers}


def test_a_list_comes_over_once_and_beside_what_was_entered_anew() -> None:
    carried = Carried(visit_on=_SIGNED_ON, answers=(_told("has_allergies", Answer.YES),), allergies=(_LATEX,))
    document = set_carried(set_allergies(consultation(), (CodedEntry(text="soya", code="soy"), _LATEX)), carried)
    confirmed = confirm_answers(document, ["has_allergies"])
    assert [e.text for e in confirmed.history.allergies] == ["soya", "gloves"]
    again = confirm_answers(answer_question(confirmed, question="has_allergies", answer=None), ["has_allergies"])
    assert again.history == confirmed.history


def test_a_note_written_at_this_visit_is_not_replaced_by_the_earlier_one() -> None:
    carried = Carried(visit_on=_SIGNED_ON, answers=(_told("diabetes", Answer.YES, "since 2010"),))
    document = note_question(set_carried(consultation(), carried), question="diabetes", note="type 2")
    [told] = confirm_answers(document, ["diabetes"]).history.answers
    assert (told.answer, told.note) == (Answer.YES, "type 2")


def test_a_follow_up_of_an_earlier_yes_is_shown_and_not_asked_until_the_yes_is_confirmed() -> None:
    carried = Carried(visit_on=_SIGNED_ON, answers=(_told("thyroid", Answer.YES), _told("thyroid_autoimmune")))
    document, knowledge = set_carried(consultation(), carried), small_knowledge()
    assert "thyroid_autoimmune" in {q.id for q in questions_shown(document, knowledge)}
    assert "thyroid_autoimmune" not in {q.id for q in questions_to_ask(document, knowledge)}
    anew = answer_question(document, question="thyroid", answer=Answer.NO)
    assert "thyroid_autoimmune" not in {q.id for q in questions_shown(anew, knowledge)}


def test_another_patient_is_offered_nothing_of_what_the_first_one_said_and_confirmed_answers_stay() -> None:
    carried = Carried(visit_on=_SIGNED_ON, answers=(_told("diabetes", Answer.YES), _told("fever")))
    document = confirm_answers(set_carried(consultation(), carried), ["diabetes"])
    other = replace(patient(), patient_id=PatientId(an_id(77)))
    moved = set_patient(document, other)
    assert moved.history.carried is None
    assert [a.question for a in moved.history.answers] == ["diabetes"]
    assert set_patient(document, None).history.carried is None
    assert set_patient(document, replace(patient(), family_name="Renamed")).history.carried == carried


def test_a_visit_dated_before_what_was_said_is_offered_nothing() -> None:
    carried = Carried(visit_on=_SIGNED_ON, answers=(_told("fever"),))
    document = set_carried(consultation(), carried)
    assert set_visit_on(document, _SIGNED_ON).history.carried == carried
    assert set_visit_on(document, date(2025, 9, 1)).history.carried is None
