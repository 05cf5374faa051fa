"""The assessment as a whole: the sign gate, what bars a line, what is missing."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from msgspec.structs import replace

from meso_desktop.domain.areas import Aim, Extent, Outline, Point, Side
from meso_desktop.domain.assessment import Assessment
from meso_desktop.domain.consent import ConsentKind
from meso_desktop.domain.consultation import Consultation, Outcome, OutcomeKind, Step
from meso_desktop.domain.drawing.grid import redrawn
from meso_desktop.domain.edits import (
    accept_entry,
    answer_question,
    put_line,
    put_target,
    refuse_entry,
    remove_line,
    remove_target,
    respond,
    set_anaesthetic,
    set_consent,
    set_earlier_treatments,
    set_examination,
    set_first_session,
    set_medicines,
    set_outcome,
    set_patient,
)
from meso_desktop.domain.history import Answer, CodedEntry, EarlierTreatment
from meso_desktop.domain.people import Jurisdiction
from meso_desktop.domain.plan import Anaesthetic, AnaestheticChoice, ResponseKind
from meso_desktop.domain.quantity import Length, Unit
from tests.domain.builders import VISIT_ON, consultation, examination, extent, line, target
from tests.domain.ready import (
    answer_to,
    assessed,
    consented,
    ended,
    ready,
    with_every_response,
    with_line,
    with_target,
)
from tests.domain.small_knowledge import small_knowledge

CLOSED = [kind for kind in OutcomeKind if kind is not OutcomeKind.TREAT]


def _missing(assessment: Assessment) -> dict[str, bool]:
    return {m.text.id: m.bars_signing for m in assessment.missing}


def _barriers(document: Consultation) -> set[str]:
    return {b.text.id for b in assessed(document).barriers}


def test_a_complete_consultation_may_be_signed_as_treat() -> None:
    assessment = assessed(ready())
    assert assessment.missing == ()
    assert assessment.barriers == ()
    assert assessment.unasked == 0
    assert assessment.may_sign


@pytest.mark.parametrize("kind", CLOSED)
def test_a_bare_consultation_may_always_be_closed_without_treatment(kind: OutcomeKind) -> None:
    assert assessed(ended(consultation(), kind, reason="As agreed")).may_sign


def test_nothing_is_signed_without_patient_or_outcome_or_with_a_refused_entry() -> None:
    for document in (ready(), ended(ready(), OutcomeKind.DECLINED)):
        assert not assessed(set_patient(document, None)).may_sign
        assert not assessed(set_outcome(document, None)).may_sign
        refused = refuse_entry(document, field="examination.weight", text="900")
        assert not assessed(refused).may_sign
        assert assessed(accept_entry(refused, "examination.weight")).may_sign


def test_a_refused_entry_is_named_by_its_field_and_kept_as_typed() -> None:
    [wanted] = assessed(refuse_entry(ready(), field="examination.weight", text="900")).missing
    assert {v.name: v.value for v in wanted.text.values} == {"field": "field.examination", "text": "900"}
    assert (wanted.step, wanted.bars_signing) == (Step.EXAMINATION, True)


def test_a_deferral_needs_a_reason_or_a_day() -> None:
    assert not assessed(ended(ready(), OutcomeKind.DEFER)).may_sign
    assert assessed(ended(ready(), OutcomeKind.DEFER, reason="Fever")).may_sign
    assert assessed(set_outcome(ready(), Outcome(kind=OutcomeKind.DEFER, eligible_on=date(2026, 4, 1)))).may_sign


@pytest.mark.parametrize("kind", [OutcomeKind.DEFER, OutcomeKind.NOT_TREATED])
@pytest.mark.parametrize(("days", "may_sign"), [(-1, False), (0, False), (1, True)])
def test_the_day_from_which_the_patient_is_eligible_comes_after_the_visit(kind: OutcomeKind, *, days: int, may_sign: bool) -> None:
    assessment = assessed(set_outcome(ready(), Outcome(kind=kind, reason="Fever", eligible_on=VISIT_ON + timedelta(days=days))))
    assert assessment.may_sign is may_sign
    assert ("missing.eligible_after_visit" in _missing(assessment)) is not may_sign


@pytest.mark.parametrize(
    ("kind", "expected"),
    [(OutcomeKind.DEFER, date(2026, 4, 1)), (OutcomeKind.NOT_TREATED, date(2026, 4, 1)), (OutcomeKind.TREAT, None)],
)
def test_the_day_from_which_the_patient_is_eligible_is_that_of_a_deferral(kind: OutcomeKind, expected: date | None) -> None:
    document = set_outcome(ready(), Outcome(kind=kind, eligible_on=date(2026, 4, 1)))
    assert assessed(document).eligible_on == expected


def test_treat_needs_a_plan_line() -> None:
    document = ready()
    bare = remove_line(document, document.plan.lines[0].line_id)
    assert not assessed(bare).may_sign
    assert _missing(assessed(bare))["missing.plan"]
    assert not assessed(remove_target(document, document.target_areas[0].target_id)).may_sign


@pytest.mark.parametrize(("kind", "may_sign"), [(ConsentKind.ON_PAPER, True), (ConsentKind.LATER, True), (ConsentKind.DECLINED, False)])
def test_consent_later_does_not_hold_up_a_plan_and_consent_declined_does(kind: ConsentKind, *, may_sign: bool) -> None:
    assert assessed(set_consent(ready(), consented(kind))).may_sign is may_sign


@pytest.mark.parametrize("change", [{"text_version": "0"}, {"paragraphs": ()}])
def test_a_consent_to_another_text_bars_the_treatment(change: dict[str, object]) -> None:
    other = replace(consented(), **change)
    assert not assessed(set_consent(ready(), other)).may_sign
    assert "missing.consent_changed" in {m.text.id for m in assessed(set_consent(ready(), other)).missing}
    assert assessed(set_consent(ready(), replace(other, kind=ConsentKind.LATER))).may_sign


def test_consent_not_recorded_or_signed_with_a_dot_holds_up_treatment_only() -> None:
    dot = replace(consented(), strokes=((Point(x=1, y=1),),))
    for consent in (None, dot):
        document = set_consent(ready(), consent)
        assert not assessed(document).may_sign
        assert assessed(ended(document, OutcomeKind.THINKING)).may_sign


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        (lambda d: answer_question(d, question="faints_at_needles", answer=None), "missing.questions"),
        (lambda d: with_target(d, answers=()), "missing.target.questions"),
        (lambda d: set_examination(d, examination(height_cm=None)), "missing.height"),
        (lambda d: set_examination(d, examination(weight_kg=None)), "missing.weight"),
        (lambda d: with_target(d, aim=None), "missing.target.aim"),
        (lambda d: with_target(d, extent=None), "missing.target.extent"),
        (lambda d: with_target(d, deposit=None), "missing.target.deposit"),
        (lambda d: set_anaesthetic(d, None), "missing.anaesthetic.choice"),
        (lambda d: answer_question(d, question="had_earlier_treatment", answer=Answer.YES), "missing.list.earlier_treatment"),
        (lambda d: set_earlier_treatments(d, (EarlierTreatment(product="dca_10", area="submental"),)), "missing.earlier_date"),
        (lambda d: set_earlier_treatments(d, (EarlierTreatment(product=None, area=None),)), "missing.earlier_date_unknown_product"),
        (lambda d: answer_question(d, question="takes_medicines", answer=Answer.YES), "missing.list.medicine"),
    ],
)
def test_what_is_missing_is_named_and_holds_up_treatment_only(change, wanted: str) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001  # a row of the table
    document = change(ready())
    assert _missing(assessed(document))[wanted] is True
    assert not assessed(document).may_sign
    closed = assessed(ended(document, OutcomeKind.NOT_TREATED))
    assert closed.may_sign
    assert not any(_missing(closed).values())


@pytest.mark.parametrize("field", ["spacing_cm", "volume_per_point_ml", "sessions", "interval_days"])
def test_a_figure_that_the_protocol_does_not_give_is_required_by_name(field: str) -> None:
    knowledge = small_knowledge()
    gap = replace(
        knowledge.protocols["submental_label"], spacing_cm=None, volume_per_point_ml=None, sessions=None, interval_days=None,
    )
    knowledge = replace(knowledge, protocols={**knowledge.protocols, gap.id: gap})
    given = {"spacing_cm": Decimal(1), "volume_per_point_ml": Decimal("0.2"), "sessions": 2, "interval_days": 28}
    complete = with_line(ready(), **given)
    assert assessed(complete, knowledge).may_sign
    lacking = with_line(complete, **{field: None})
    if field == "spacing_cm":
        lacking = replace(lacking, plan=replace(lacking.plan, lines=(replace(lacking.plan.lines[0], points=()),)))
    assessment = assessed(lacking, knowledge)
    assert f"missing.line.{field}" in _missing(assessment)
    assert f"missing.line.{field}" in {b.text.id for b in assessment.barriers}
    assert not assessment.may_sign


@pytest.mark.parametrize(("days", "may_sign"), [(-1, False), (0, True), (1, True)])
def test_no_session_is_planned_before_the_visit(*, days: int, may_sign: bool) -> None:
    day = VISIT_ON + timedelta(days=days)
    for document in (set_first_session(ready(), day), with_line(ready(), sessions=1, dates=(day,))):
        answered = assessed(with_every_response(document, small_knowledge()))
        assert answered.may_sign is may_sign
        assert ("missing.session_after_visit" in {b.text.id for b in answered.barriers}) is not may_sign
        assert assessed(ended(document, OutcomeKind.DECLINED)).may_sign


def test_a_first_session_before_the_visit_bars_even_where_each_line_has_its_own_days() -> None:
    document = with_line(ready(), sessions=1, dates=(VISIT_ON,))
    assert not assessed(with_every_response(set_first_session(document, VISIT_ON - timedelta(days=1)), small_knowledge())).may_sign


def test_one_session_needs_no_interval() -> None:
    knowledge = small_knowledge()
    gap = replace(knowledge.protocols["submental_label"], interval_days=None)
    knowledge = replace(knowledge, protocols={**knowledge.protocols, gap.id: gap})
    document = with_every_response(with_line(ready(), sessions=1), knowledge)
    assert assessed(document, knowledge).may_sign


def test_a_volume_technique_needs_its_volume() -> None:
    document = with_line(ready(), protocol="meso_nappage", preparation="vitamin_c")
    document = with_target(document, area="scalp", aim=Aim.SCALP)
    assert "missing.line.volume_ml" in _missing(assessed(document))


@pytest.mark.parametrize("gap", ["agent", "strength_mg_per_ml", "volume_ml"])
def test_an_infiltrated_anaesthetic_is_complete_only_with_agent_strength_and_volume(gap: str) -> None:
    whole = Anaesthetic(
        choice=AnaestheticChoice.INFILTRATED, agent="lidocaine_plain", strength_mg_per_ml=Decimal(10), volume_ml=Decimal(2),
    )
    assert assessed(set_anaesthetic(ready(), whole)).may_sign
    document = set_anaesthetic(ready(), replace(whole, **{gap: None}))
    assert _missing(assessed(document))[f"missing.anaesthetic.{gap}"]
    assert not assessed(document).may_sign


def test_a_topical_anaesthetic_is_complete_only_with_its_agent() -> None:
    unnamed = set_anaesthetic(ready(), Anaesthetic(choice=AnaestheticChoice.TOPICAL))
    assert _missing(assessed(unnamed))["missing.anaesthetic.agent"]
    assert not assessed(unnamed).may_sign
    assert assessed(set_anaesthetic(ready(), Anaesthetic(choice=AnaestheticChoice.TOPICAL, agent="lidocaine_plain"))).may_sign


def test_an_anaesthetic_that_the_pack_does_not_have_is_kept_and_holds_up_treatment() -> None:
    document = set_anaesthetic(ready(), Anaesthetic(choice=AnaestheticChoice.TOPICAL, agent="nonsense"))
    assert _missing(assessed(document))["missing.anaesthetic.unknown_agent"]
    assert not assessed(document).may_sign


def test_an_area_without_a_line_is_named_and_holds_up_nothing() -> None:
    document = put_target(ready(), replace(target(2, area="flank", of=extent("4", "3")), answers=ready().target_areas[0].answers))
    assessment = assessed(document)
    assert _missing(assessment) == {"missing.target.line": False}
    assert assessment.may_sign


def test_what_is_told_needs_its_tick() -> None:
    document = answer_question(ready(), question="faints_at_needles", answer=Answer.YES)
    assert _missing(assessed(document)) == {"rule.faints.doctor": True}
    assert not assessed(document).may_sign
    assert assessed(with_every_response(document, small_knowledge())).may_sign


def test_an_uncoded_medicine_is_named_and_its_reason_stays_open_without_barring() -> None:
    document = set_medicines(answer_question(ready(), question="takes_medicines", answer=Answer.YES), (CodedEntry(text="a pill"),))
    assessment = assessed(document)
    assert _missing(assessment) == {"missing.code.medicine": False}
    assert [(f.key, f.is_open, f.bars) for f in assessment.findings] == [("anticoagulant/reason", True, False)]
    assert assessment.may_sign


@pytest.mark.parametrize(
    ("values", "barrier"),
    [
        ({"protocol": "nonsense"}, "barrier.unknown_protocol"),
        ({"preparation": "nonsense"}, "barrier.unknown_preparation"),
        ({"preparation": "vitamin_c"}, "barrier.preparation_not_taken"),
        ({"protocol": "jowl_close"}, "barrier.area_not_covered"),
        ({"target_id": target(9).target_id}, "barrier.no_target"),
    ],
)
def test_a_line_that_does_not_fit_is_kept_as_typed_and_barred(values: dict[str, object], barrier: str) -> None:
    document = with_every_response(with_line(ready(), **values), small_knowledge())
    assert barrier in _barriers(document)
    assert not assessed(document).may_sign
    assert assessed(ended(document, OutcomeKind.NOT_TREATED)).may_sign


@pytest.mark.parametrize(
    ("values", "barrier"), [({"area": "nonsense"}, "barrier.unknown_area"), ({"aim": Aim.SKIN}, "barrier.aim_not_covered")],
)
def test_a_target_that_does_not_fit_its_line_bars_it(values: dict[str, object], barrier: str) -> None:
    document = with_every_response(with_target(ready(), **values), small_knowledge())
    assert barrier in _barriers(document)
    assert not assessed(document).may_sign


def test_a_product_that_was_withdrawn_after_it_was_planned_bars_the_line() -> None:
    knowledge = small_knowledge()
    gone = replace(knowledge.products["dca_10"], not_selectable="withdrawn")
    knowledge = replace(knowledge, products={**knowledge.products, "dca_10": gone})
    assessment = assessed(ready(), knowledge)
    assert [b.text.id for b in assessment.barriers] == ["barrier.not_selectable"]
    assert not assessment.may_sign


def test_a_grid_that_is_not_the_lattice_bars_the_line() -> None:
    document = ready()
    [first] = document.plan.lines
    fewer = put_line(document, replace(first, points=first.points[1:]))
    assert _barriers(fewer) == {"barrier.grid_out_of_date"}
    assert not assessed(fewer).may_sign


def test_a_grid_too_fine_to_draw_bars_the_line() -> None:
    document = with_every_response(with_line(ready(), spacing_cm=Decimal("0.01")), small_knowledge())
    assert document.plan.lines[0].points == ()
    assert "barrier.grid_not_drawn" in _barriers(document)
    assert not assessed(document).may_sign


@pytest.mark.parametrize(
    ("values", "wanted"),
    [
        ({"spacing_cm": Decimal(0)}, "missing.line.spacing_cm"),
        ({"volume_per_point_ml": Decimal(0)}, "missing.line.volume_per_point_ml"),
        ({"sessions": 0}, "missing.line.sessions"),
        ({"sessions": -1}, "missing.line.sessions"),
        ({"interval_days": 0}, "missing.line.interval_days"),
        ({"interval_days": -28}, "missing.line.interval_days"),
        ({"sessions": 300}, "missing.line.dates"),
    ],
)
def test_a_figure_that_is_none_at_all_does_not_stand_in_for_one(values: dict[str, object], wanted: str) -> None:
    document = with_every_response(with_line(ready(), **values), small_knowledge())
    assert wanted in _missing(assessed(document))
    assert not assessed(document).may_sign


def test_a_measure_of_zero_was_not_measured() -> None:
    zero = Length(cm=Decimal(0), typed="0", unit=Unit.CM)
    flat = Extent(outline=Outline.RECTANGLE, length=zero, width=zero)
    assert "missing.target.extent" in _missing(assessed(with_target(ready(), extent=flat)))
    assert "missing.height" in _missing(assessed(set_examination(ready(), replace(examination(), height=zero))))


@pytest.mark.parametrize("side", [Side.LEFT, Side.RIGHT, Side.BOTH])
def test_an_area_in_the_midline_is_treated_on_no_side(side: Side) -> None:
    document = with_every_response(with_target(ready(), side=side), small_knowledge())
    assert "barrier.side_does_not_fit" in _barriers(document)
    assert not assessed(document).may_sign


def _flanks(*sides: Side) -> Consultation:
    document = replace(ready(), target_areas=(), plan=replace(ready().plan, lines=()))
    for number, side in enumerate(sides, start=1):
        one = replace(target(number, area="flank", side=side, of=extent("4", "3")), answers=ready().target_areas[0].answers)
        document = put_line(put_target(document, one), line(number, protocol="flank_dca"))
    return with_every_response(redrawn(document, small_knowledge()), small_knowledge())


@pytest.mark.parametrize("sides", [(Side.LEFT,), (Side.RIGHT,), (Side.BOTH,), (Side.LEFT, Side.RIGHT)])
def test_an_area_with_sides_is_treated_on_each_of_them(sides: tuple[Side, ...]) -> None:
    assert assessed(_flanks(*sides)).may_sign


def test_an_area_with_sides_is_not_treated_in_the_midline() -> None:
    assert _barriers(_flanks(Side.MIDLINE)) == {"barrier.side_does_not_fit"}
    assert not assessed(_flanks(Side.MIDLINE)).may_sign


@pytest.mark.parametrize("sides", [(Side.LEFT, Side.LEFT), (Side.BOTH, Side.LEFT), (Side.RIGHT, Side.BOTH), (Side.BOTH, Side.BOTH)])
def test_two_targets_that_share_a_place_bar_each_line_once(sides: tuple[Side, ...]) -> None:
    document = _flanks(*sides)
    twice = [b.line for b in assessed(document).barriers if b.text.id == "barrier.area_twice"]
    assert twice == [one.line_id for one in document.plan.lines]
    assert not assessed(document).may_sign


def test_a_midline_area_chosen_twice_bars_its_line_though_the_other_has_none() -> None:
    document = put_target(ready(), replace(target(2, of=extent("2", "2")), answers=ready().target_areas[0].answers))
    assert _barriers(document) == {"barrier.area_twice"}
    assert not assessed(document).may_sign


def test_two_targets_with_one_id_bar_their_line() -> None:
    twice = replace(ready(), target_areas=ready().target_areas * 2)
    assert "barrier.target_twice" in _barriers(twice)
    assert not assessed(twice).may_sign


def test_two_lines_with_one_id_are_barred() -> None:
    document = ready()
    twice = replace(document, plan=replace(document.plan, lines=document.plan.lines * 2))
    assert "barrier.line_twice" in _barriers(twice)
    assert not assessed(twice).may_sign


def test_a_barring_finding_bars_each_line_it_concerns_by_its_key() -> None:
    document = put_target(ready(), replace(target(2, of=extent("2", "2")), answers=ready().target_areas[0].answers))
    document = put_line(document, line(2, sessions=2))
    document = answer_question(document, question="pregnancy", answer=Answer.YES)
    barred = {b.line for b in assessed(document).barriers if b.finding == "pregnancy/stop"}
    assert barred == {one.line_id for one in document.plan.lines}


def test_a_pregnant_patient_is_closed_as_not_treated_and_never_signed_as_treat() -> None:
    document = answer_question(ready(), question="pregnancy", answer=Answer.YES)
    [finding] = assessed(document).findings
    for kind in ResponseKind:
        assert not assessed(respond(document, answer_to(finding, kind))).may_sign
    assert assessed(ended(document, OutcomeKind.NOT_TREATED)).may_sign


def test_sixty_points_are_barred_whatever_is_answered() -> None:
    document = with_every_response(with_target(ready(), extent=extent("10", "6")), small_knowledge())
    assessment = assessed(document)
    crossed = {f.rule for f in assessment.findings if f.is_hard}
    assert {"dca_points", "dca_volume"} <= crossed
    assert not assessment.may_sign


def test_a_soft_limit_is_signed_with_a_reason() -> None:
    document = replace(ready(), clinic=replace(ready().clinic, jurisdiction=Jurisdiction.US))
    document = with_target(with_line(document, protocol="pcdc_body", preparation="pcdc_50_42"), extent=extent("6", "6"))
    document = with_line(document, volume_per_point_ml=Decimal("0.5"))
    assert "pcdc_dc_mg" in {f.rule for f in assessed(document).findings if f.bars}
    assert not assessed(document).may_sign
    assert assessed(with_every_response(document, small_knowledge())).may_sign
