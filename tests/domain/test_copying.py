"""Same as last time: what is filled in, what is left out, and that nothing copied is signed before it was accepted."""

from decimal import Decimal
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from meso_desktop.domain import edits
from meso_desktop.domain.accepting import accept, not_accepted, settled, without_copied
from meso_desktop.domain.areas import Aim, BodyMark, Deposit, Graded, Point, Side, TargetArea, Zone
from meso_desktop.domain.codec import decode_consultation, encode_consultation
from meso_desktop.domain.consultation import Consultation, OutcomeKind, Step
from meso_desktop.domain.copying import copied_plan, left_out, may_copy, may_copy_areas
from meso_desktop.domain.drawing.grid import redrawn
from meso_desktop.domain.history import Answer, Answered, EarlierTreatment, TreatedOn
from meso_desktop.domain.ids import ConsultationId, LineId, PatientId, TargetId
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.message import message
from meso_desktop.domain.people import Jurisdiction
from meso_desktop.domain.plan import Anaesthetic, AnaestheticChoice, OwnPart, OwnPreparation, Placement, PlanLine
from meso_desktop.domain.quantity import thickness
from meso_desktop.domain.rules import Family
from tests.domain.builders import VISIT_ON, an_id, clinic, consultation, extent, line, patient, target
from tests.domain.ready import assessed, consented, ended, with_all_answered
from tests.domain.small_knowledge import small_knowledge
from tests.domain.test_gate_properties import ANAESTHETICS, LINES, TARGETS
from tests.services.opening import Counting

PACK: Final = small_knowledge()
LAST: Final = VISIT_ON.replace(year=2025)
_LIDOCAINE: Final = Anaesthetic(
    choice=AnaestheticChoice.INFILTRATED, agent="lidocaine_plain", strength_mg_per_ml=Decimal(10), volume_ml=Decimal(5),
)
_ZONE: Final = Zone(kind="nerve", corners=(Point(0, 0), Point(30, 0), Point(0, 30)))


def earlier() -> Consultation:
    """Return a signed consultation of a year ago: the chin and both flanks, with everything that may and may not be copied."""
    chin = replace(
        target(1, of=replace(extent("4", "3"), is_confirmed=True)), pinch=thickness("14"), mark=BodyMark(view="front", x=10, y=20),
        grades=(Graded(scale="any", grade=2),), answers=(Answered(question="site_infection", answer=Answer.NO),), note="by the scar",
        zones=(_ZONE,),
    )
    flanks = target(2, area="flank", side=Side.BOTH, of=extent("10", "6"))
    chin_line = replace(
        line(1, sessions=2), spacing_cm=Decimal("1.2"), placement=Placement(turn_degrees=30, removed=(Point(0, 0),)), minutes=20,
        needle_gauge="30G", depth_mm=Decimal(6), dates=(LAST,), note="slowly",
    )
    both = line(2, protocol="meso_point", preparation="meso_mix", interval_days=21)
    document = consultation(targets=(chin, flanks), lines=(chin_line, both), anaesthetic=_LIDOCAINE, visit_on=LAST)
    return redrawn(replace(document, consultation_id=ConsultationId(an_id(950))), PACK)


def copied(document: Consultation | None = None, of: Consultation | None = None, *, knowledge: Knowledge = PACK) -> Consultation:
    return copied_plan(document or consultation(), of or earlier(), knowledge=knowledge, new_id=Counting(3_000))


def _names(document: Consultation, prefix: str) -> list[str]:
    return [path.rpartition(".")[2] for path in not_accepted(document, prefix)]


def test_areas_lines_and_anaesthetic_come_over_and_what_was_of_that_day_does_not() -> None:
    last, document = earlier(), copied()
    chin, flanks = document.target_areas
    assert (chin.area, chin.side, chin.aim, chin.deposit, chin.mark) == ("submental", Side.MIDLINE, Aim.FAT, Deposit.SMALL, chin.mark)
    assert chin.extent == extent("4", "3")
    assert chin.zones == (_ZONE,)
    assert (chin.pinch, chin.grades, chin.answers, chin.note) == (None, (), (), "")
    first, second = document.plan.lines
    assert (first.target_id, second.target_id) == (chin.target_id, flanks.target_id)
    assert first.placement == last.plan.lines[0].placement
    assert first.points == last.plan.lines[0].points
    assert (first.sessions, first.minutes, first.needle_gauge, first.depth_mm) == (2, 20, "30G", Decimal(6))
    assert (first.dates, first.note, second.interval_days, second.sessions) == ((), "", 21, None)
    assert document.plan.anaesthetic == _LIDOCAINE
    assert document.plan.first_session_on is None
    old = {t.target_id for t in last.target_areas} | {one.line_id for one in last.plan.lines}
    assert old.isdisjoint({chin.target_id, flanks.target_id, first.line_id, second.line_id})
    assert left_out(consultation(), last, knowledge=PACK) == (message("copied.left_out.days", day=LAST),)
    assert decode_consultation(encode_consultation(document)) == document


def test_every_copied_value_waits_under_its_path_and_nothing_else_does() -> None:
    document = copied()
    chin, flanks = document.target_areas
    first, second = document.plan.lines
    assert document.copied is not None
    assert (document.copied.consultation_id, document.copied.visit_on) == (earlier().consultation_id, LAST)
    assert _names(document, f"target.{chin.target_id}") == ["area", "aim", "extent", "zones", "deposit", "mark"]
    assert _names(document, f"target.{flanks.target_id}") == ["area", "side", "aim", "extent", "deposit"]
    wanted = ["protocol", "preparation", "spacing_cm", "sessions", "placement", "needle_gauge", "depth_mm", "minutes"]
    assert _names(document, f"line.{first.line_id}") == wanted
    assert _names(document, f"line.{second.line_id}") == ["protocol", "preparation", "interval_days"]
    assert _names(document, "anaesthetic") == ["choice", "agent", "strength_mg_per_ml", "volume_ml"]
    assert len(not_accepted(document)) == len(set(not_accepted(document))) == 6 + 5 + 8 + 3 + 4


def test_applied_twice_it_adds_nothing_accepted_or_not() -> None:
    once = copied()
    assert not may_copy(once, earlier(), knowledge=PACK)
    assert copied(once) == once
    accepted = accept(once, not_accepted(once))
    assert not_accepted(accepted) == ()
    assert copied(accepted) == accepted


def test_what_was_chosen_today_stays_as_it_is() -> None:
    today = target(7, area="flank", side=Side.LEFT, aim=Aim.CELLULITE, of=extent("8", "5"), deposit=None)
    own = Anaesthetic(choice=AnaestheticChoice.ICE)
    document = copied(consultation(targets=(today,), anaesthetic=own))
    assert [t.area for t in document.target_areas] == ["flank", "submental"]
    assert document.target_areas[0] == today
    assert not_accepted(document, f"target.{today.target_id}") == ()
    assert document.plan.anaesthetic == own
    taken = next(one for one in document.plan.lines if one.target_id == today.target_id)
    assert (taken.protocol, taken.interval_days, taken.placement) == ("meso_point", 21, Placement())
    assert _names(document, f"line.{taken.line_id}") == ["protocol", "preparation", "interval_days"]


def test_a_line_planned_today_stays_and_its_area_takes_no_second() -> None:
    today = target(7, of=extent("5", "5"))
    planned = line(7, sessions=3)
    document = copied(redrawn(consultation(targets=(today,), lines=(planned,)), PACK))
    lines = [one for one in document.plan.lines if one.target_id == today.target_id]
    assert [one.sessions for one in lines] == [3]
    assert not_accepted(document, f"line.{planned.line_id}") == ()


def test_the_volume_of_both_sides_is_not_taken_for_one() -> None:
    last = earlier()
    nappage = line(2, protocol="meso_nappage", preparation="meso_mix", volume_ml="8")
    last = replace(last, plan=replace(last.plan, lines=(last.plan.lines[0], nappage)))
    one_side = copied(consultation(targets=(target(7, area="flank", side=Side.RIGHT),)), last)
    both = copied(consultation(targets=(target(7, area="flank", side=Side.BOTH),)), last)
    assert [document.plan.lines[1].volume_ml for document in (one_side, both)] == [None, Decimal(8)]


def test_a_grid_that_would_fall_on_other_points_is_laid_anew() -> None:
    document = copied(consultation(targets=(target(7, of=extent("5", "5")),)))
    [chin_line] = [one for one in document.plan.lines if one.protocol == "submental_label"]
    assert chin_line.placement == Placement()
    assert "placement" not in _names(document, f"line.{chin_line.line_id}")


@pytest.mark.parametrize(
    ("gone", "said"),
    [
        ({"areas": ("submental",)}, {"copied.left_out.area"}), ({"protocols": ("submental_label",)}, {"copied.left_out.protocol"}),
        ({"preparations": ("dca_10",)}, {"copied.left_out.preparation"}),
        ({"anaesthetics": ("lidocaine_plain",)}, {"copied.left_out.anaesthetic"}), ({}, set()),
    ],
)
def test_what_the_pack_no_longer_offers_is_left_out_and_said(gone: dict[str, tuple[str, ...]], said: set[str]) -> None:
    pack = PACK
    for topic, names in gone.items():
        pack = replace(pack, **{topic: {key: value for key, value in getattr(pack, topic).items() if key not in names}})
    document = copied(knowledge=pack)
    assert {told.id for told in left_out(consultation(), earlier(), knowledge=pack)} == {"copied.left_out.days", *said}
    assert all(t.area in pack.areas for t in document.target_areas)
    assert all(one.protocol in pack.protocols and one.preparation in {"", *pack.preparations} for one in document.plan.lines)
    assert (document.plan.anaesthetic is None) is ("anaesthetics" in gone)
    assert not may_copy(document, earlier(), knowledge=pack)


def test_a_product_that_cannot_be_chosen_any_more_leaves_the_line_without_its_preparation() -> None:
    products = {**PACK.products, "dca_10": replace(PACK.products["dca_10"], not_selectable="withdrawn")}
    document = copied(knowledge=replace(PACK, products=products))
    chin_line = document.plan.lines[0]
    assert (chin_line.protocol, chin_line.preparation) == ("submental_label", "")
    assert "preparation" not in _names(document, f"line.{chin_line.line_id}")


def test_a_protocol_that_does_not_fit_todays_aim_is_left_out_and_said() -> None:
    document = consultation(targets=(target(7, aim=Aim.SKIN),))
    assert all(one.protocol != "submental_label" for one in copied(document).plan.lines)
    said = {told.id for told in left_out(document, earlier(), knowledge=PACK)}
    assert said == {"copied.left_out.days", "copied.left_out.protocol_not_fitting"}


def test_the_clinics_own_preparation_comes_along_once() -> None:
    own = OwnPreparation(id="own.1", name="Mine", family=Family.MESO, parts=(OwnPart(product="vitamin_c", volume_ml=Decimal(3)),))
    last = earlier()
    lines = (last.plan.lines[0], replace(last.plan.lines[1], preparation=own.id))
    last = replace(last, plan=replace(last.plan, lines=lines, preparations=(own,)))
    assert copied(of=last).plan.preparations == (own,)
    assert without_copied(copied(of=last)).plan.preparations == ()


def test_a_copied_line_injects_what_it_did_and_todays_preparation_of_that_id_stays() -> None:
    own = OwnPreparation(id="own.1", name="Mine", family=Family.MESO, parts=(OwnPart(product="vitamin_c", volume_ml=Decimal(3)),))
    last = earlier()
    lines = (last.plan.lines[0], replace(last.plan.lines[1], preparation=own.id))
    last = replace(last, plan=replace(last.plan, lines=lines, preparations=(own,)))
    changed = replace(own, parts=(*own.parts, OwnPart(product="lidocaine_1", volume_ml=Decimal(1))))
    document = consultation()
    document = copied(replace(document, plan=replace(document.plan, preparations=(changed,))), last)
    kept, brought = document.plan.preparations
    assert kept == changed
    assert replace(brought, id=own.id) == own
    assert document.plan.lines[1].preparation == brought.id != own.id


def test_another_earlier_record_takes_the_place_of_what_was_not_accepted_of_the_first() -> None:
    other = replace(earlier(), consultation_id=ConsultationId(an_id(951)), target_areas=earlier().target_areas[:1])
    other = replace(other, plan=replace(other.plan, lines=other.plan.lines[:1]))
    document = copied(copied(), other)
    assert [t.area for t in document.target_areas] == ["submental"]
    assert document.copied is not None
    assert document.copied.consultation_id == other.consultation_id


def test_only_areas_are_offered_where_areas_are_chosen() -> None:
    document = copied()
    without_lines = replace(document, plan=replace(document.plan, lines=()))
    assert may_copy(without_lines, earlier(), knowledge=PACK)
    assert not may_copy_areas(without_lines, earlier(), knowledge=PACK)
    assert not may_copy(consultation(), consultation(), knowledge=PACK)


# --- accepting


def test_a_changed_value_counts_as_accepted_and_its_neighbours_do_not() -> None:
    before = copied()
    chin = before.target_areas[0]
    after = settled(before, edits.put_target(before, replace(chin, deposit=Deposit.MEDIUM)))
    assert set(not_accepted(before)) - set(not_accepted(after)) == {f"target.{chin.target_id}.deposit"}
    assert settled(after, after) == after
    assert settled(consultation(), before) == before


def test_what_is_removed_takes_its_paths_away_and_what_is_put_in_its_place_is_the_doctors() -> None:
    before = copied()
    chin, flanks = before.target_areas
    after = settled(before, edits.remove_target(before, chin.target_id))
    assert not [path for path in not_accepted(after) if str(chin.target_id) in path]
    assert len(not_accepted(after, f"target.{flanks.target_id}")) == 5
    assert not_accepted(after, f"line.{before.plan.lines[0].line_id}") == ()
    undosed = settled(before, edits.set_anaesthetic(before, None))
    assert not_accepted(undosed, "anaesthetic") == ()
    other = settled(before, edits.set_anaesthetic(before, Anaesthetic(choice=AnaestheticChoice.ICE)))
    assert not_accepted(other, "anaesthetic") == ()


def test_an_own_preparation_composed_anew_is_accepted_with_the_line_that_names_it() -> None:
    own = OwnPreparation(id="own.1", name="Mine", family=Family.MESO, parts=(OwnPart(product="vitamin_c", volume_ml=Decimal(3)),))
    last = earlier()
    last = replace(last, plan=replace(last.plan, lines=(replace(last.plan.lines[1], preparation=own.id),), preparations=(own,)))
    before = copied(of=last)
    [one] = before.plan.lines
    assert "preparation" in _names(before, f"line.{one.line_id}")
    parts = (OwnPart(product="vitamin_c", volume_ml=Decimal(4)),)
    after = settled(before, replace(before, plan=replace(before.plan, preparations=(replace(own, parts=parts),))))
    assert "preparation" not in _names(after, f"line.{one.line_id}")


def test_accepting_takes_what_is_named_and_no_more() -> None:
    document = copied()
    chin = document.target_areas[0]
    paths = not_accepted(document, f"target.{chin.target_id}")
    assert not_accepted(accept(document, paths[:1]), f"target.{chin.target_id}") == paths[1:]
    assert accept(document, ["target.nobody.area"]) is document
    assert accept(consultation(), paths) == consultation()


def _complete(document: Consultation) -> Consultation:
    document = replace(document, clinic=clinic(jurisdiction=Jurisdiction.US))
    document = with_all_answered(document, PACK)
    return ended(edits.set_consent(document, consented()), OutcomeKind.TREAT)


def _signable() -> Consultation:
    """Return an earlier consultation about a chin alone, with nothing that needs a reason."""
    last = earlier()
    chin, chin_line = replace(last.target_areas[0], zones=()), replace(last.plan.lines[0], placement=Placement())
    ice = Anaesthetic(choice=AnaestheticChoice.ICE)
    return redrawn(replace(last, target_areas=(chin,), plan=replace(last.plan, lines=(chin_line,), anaesthetic=ice)), PACK)


def test_treat_is_not_signed_while_a_copied_value_is_not_accepted() -> None:
    document = _complete(copied(of=_signable()))
    told = [m for m in assessed(document).missing if m.text.id.startswith("missing.copied.")]
    assert [(m.step, m.bars_signing) for m in told] == [(Step.AREAS, True), (Step.PLAN, True), (Step.PLAN, True)]
    paths = not_accepted(document)
    for left in paths:
        almost = accept(document, [path for path in paths if path != left])
        assert not_accepted(almost) == (left,)
        assert not assessed(almost).may_sign, left
    assert assessed(accept(document, paths)).may_sign


def test_a_line_with_copied_values_is_barred_and_a_visit_without_treatment_is_not() -> None:
    document = _complete(copied(of=_signable()))
    [one] = document.plan.lines
    assert "missing.copied.line" in {b.text.id for b in assessed(document).barriers if b.line == one.line_id}
    assert assessed(ended(document, OutcomeKind.THINKING)).may_sign


_Filled = tuple[list[TargetArea], list[PlanLine], Anaesthetic | None]


def _holding(parts: _Filled) -> Consultation:
    """Return a consultation with these areas and lines, each id once."""
    targets = {one.target_id: one for one in parts[0]}
    lines = {one.line_id: one for one in parts[1]}
    return redrawn(consultation(targets=tuple(targets.values()), lines=tuple(lines.values()), anaesthetic=parts[2]), PACK)


_IDS: Final = st.integers(min_value=0, max_value=30)


@settings(max_examples=80, deadline=None)
@given(accepted=st.lists(_IDS, max_size=10), deposits=st.lists(st.sampled_from(list(Deposit)), max_size=3), is_applied_again=st.booleans())
def test_no_sequence_of_edits_signs_a_copied_value_that_was_neither_accepted_nor_changed(
    accepted: list[int], deposits: list[Deposit], *, is_applied_again: bool,
) -> None:
    document = _complete(copied(of=_signable()))
    started = document
    for number in accepted:
        paths = not_accepted(document)
        document = accept(document, paths[number : number + 1])
    for deposit in deposits:
        document = settled(document, edits.put_target(document, replace(document.target_areas[0], deposit=deposit)))
    if is_applied_again:
        document = copied(document, _signable())
    still = set(not_accepted(document))
    assert assessed(document).may_sign is not bool(still)
    for path in set(not_accepted(started)) - still:
        is_deposit = path.endswith(".deposit") and any(d is not Deposit.SMALL for d in deposits)
        assert is_deposit or accepted


@settings(max_examples=120, deadline=None)
@given(
    last=st.tuples(st.lists(TARGETS, max_size=3), st.lists(LINES, max_size=4), st.none() | ANAESTHETICS),
    now=st.tuples(st.lists(TARGETS, max_size=2), st.lists(LINES, max_size=2), st.none() | ANAESTHETICS),
)
def test_whatever_stood_in_the_last_record_is_filled_once_marked_whole_and_taken_back_whole(last: _Filled, now: _Filled) -> None:
    of = replace(_holding(last), consultation_id=ConsultationId(an_id(950)), visit_on=LAST)
    document = _holding(now)
    filled = copied(document, of)
    assert copied(filled, of) == filled
    assert may_copy(document, of, knowledge=PACK) is (filled != document)
    assert filled.target_areas[: len(document.target_areas)] == document.target_areas
    assert filled.plan.lines[: len(document.plan.lines)] == document.plan.lines
    new = {f"target.{t.target_id}" for t in filled.target_areas} - {f"target.{t.target_id}" for t in document.target_areas}
    new |= {f"line.{one.line_id}" for one in filled.plan.lines} - {f"line.{one.line_id}" for one in document.plan.lines}
    new |= {"anaesthetic"} if filled.plan.anaesthetic != document.plan.anaesthetic else set()
    assert {path.rpartition(".")[0] for path in not_accepted(filled)} == new
    assert settled(filled, filled) == filled
    assert without_copied(filled) == document
    assert not assessed(ended(filled, OutcomeKind.TREAT)).may_sign or not new
    assert decode_consultation(encode_consultation(filled)) == filled


# --- another patient, another day


def test_another_patient_loses_what_was_copied_and_keeps_what_was_accepted_or_measured_today() -> None:
    document = copied()
    other = replace(patient(), patient_id=PatientId(an_id(990)))
    assert edits.set_patient(document, document.patient).copied == document.copied
    bare = edits.set_patient(document, other)
    assert (bare.target_areas, bare.plan.lines, bare.plan.anaesthetic, bare.copied) == ((), (), None, None)
    chin, flanks = document.target_areas
    measured = edits.put_target(document, replace(chin, pinch=thickness("9")))
    [left] = edits.set_patient(measured, other).target_areas
    assert (left.target_id, left.area, left.extent, left.aim, left.pinch) == (chin.target_id, "submental", None, None, thickness("9"))
    first, second = document.plan.lines
    accepted = accept(document, not_accepted(document, f"line.{second.line_id}"))
    kept = edits.set_patient(accepted, other)
    assert [t.target_id for t in kept.target_areas] == [flanks.target_id]
    assert [(one.line_id, one.interval_days) for one in kept.plan.lines] == [(second.line_id, 21)]
    assert first.line_id not in {one.line_id for one in kept.plan.lines}


def test_what_was_refused_in_an_area_that_goes_goes_with_it() -> None:
    document = copied()
    chin, first = document.target_areas[0], document.plan.lines[0]
    for field in (f"target.{chin.target_id}.pinch", f"line.{first.line_id}.sessions", "note"):
        document = edits.refuse_entry(document, field=field, text="1e3")
    left = without_copied(document)
    assert [entry.field for entry in left.refused_entries] == ["note"]


def test_a_day_before_the_visit_copied_from_takes_the_copy_back_and_any_later_one_does_not() -> None:
    document = copied()
    assert edits.set_visit_on(document, LAST).copied == document.copied
    before = edits.set_visit_on(document, LAST.replace(month=1))
    assert (before.target_areas, before.copied) == ((), None)


def test_ids_of_targets_and_lines_stay_apart() -> None:
    document = copied()
    ids: list[TargetId | LineId] = [t.target_id for t in document.target_areas]
    ids += [one.line_id for one in document.plan.lines]
    assert len(ids) == len(set(ids))


def _asked_about_sessions_since(document: Consultation) -> list[bool]:
    return [m.bars_signing for m in assessed(document).missing if m.text.id == "missing.earlier_since_copied"]


def test_a_copied_plan_asks_for_the_sessions_given_since_until_one_is_listed() -> None:
    document = _complete(copied(of=_signable()))
    assert _asked_about_sessions_since(document) == [False]
    assert _asked_about_sessions_since(accept(document, not_accepted(document))) == [False]
    given = EarlierTreatment(product="dca_10", area="submental", treated_on=TreatedOn(year=2026, month=1))
    assert not _asked_about_sessions_since(replace(document, history=replace(document.history, earlier_treatments=(given,))))
    assert not _asked_about_sessions_since(replace(document, copied=None))
    assert not _asked_about_sessions_since(replace(document, plan=replace(document.plan, lines=())))


def test_where_treatments_are_told_their_list_is_asked_for_and_nothing_twice() -> None:
    document = edits.answer_question(_complete(copied(of=_signable())), question="had_earlier_treatment", answer=Answer.YES)
    assert not _asked_about_sessions_since(document)


def test_days_of_areas_that_took_turns_are_said_not_to_come_over() -> None:
    last = earlier()
    first, second = last.plan.lines
    apart = replace(last, plan=replace(last.plan, lines=(first, replace(second, dates=(LAST.replace(month=6),)))))
    assert left_out(consultation(), apart, knowledge=PACK) == (message("copied.left_out.days_in_turn", day=LAST),)
    proposed = replace(last, plan=replace(last.plan, lines=(replace(first, dates=()), second)))
    assert left_out(consultation(), proposed, knowledge=PACK) == ()


def test_the_line_of_a_pair_goes_to_both_sides_that_stand_apart_today_mirrored_on_the_right() -> None:
    last = earlier()
    laid = replace(last.plan.lines[1], placement=Placement(turn_degrees=30, shift=Point(20, 10)))
    last = redrawn(replace(last, plan=replace(last.plan, lines=(laid,))), PACK)
    sides = tuple(target(n, area="flank", side=side, of=extent("10", "6")) for n, side in ((7, Side.LEFT), (8, Side.RIGHT)))
    document = copied(consultation(targets=sides), last)
    left, right = (next(one for one in document.plan.lines if one.target_id == side.target_id) for side in sides)
    assert (left.protocol, right.protocol) == ("meso_point", "meso_point")
    assert left.placement == laid.placement
    assert right.placement == Placement(turn_degrees=330, shift=Point(-20, 10))
    assert sorted(right.points) == sorted(Point(-point.x, point.y) for point in left.points)
    assert len({one.line_id for one in document.plan.lines}) == len(document.plan.lines)
    assert copied(document, last) == document
    assert not may_copy(document, last, knowledge=PACK)
