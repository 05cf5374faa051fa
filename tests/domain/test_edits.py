"""Edits: each changes what it names and nothing else."""

from msgspec.structs import asdict, replace

from meso_desktop.domain import edits
from meso_desktop.domain.consultation import Consultation, Step
from meso_desktop.domain.history import Answer
from meso_desktop.domain.ids import PatientId
from meso_desktop.domain.plan import ResponseKind
from tests.domain.builders import an_id, patient, target
from tests.domain.ready import answer_to, assessed, ready


def _changed(before: Consultation, after: Consultation) -> set[str]:
    return {name for name, value in asdict(before).items() if asdict(after)[name] != value}


def test_an_answer_replaces_the_earlier_one_and_none_takes_it_back() -> None:
    document = ready()
    told = edits.answer_question(document, question="diabetes", answer=Answer.YES, note="since 2010")
    assert _changed(document, told) == {"history"}
    assert [(a.answer, a.note) for a in told.history.answers if a.question == "diabetes"] == [(Answer.YES, "since 2010")]
    untold = edits.answer_question(told, question="diabetes", answer=None)
    assert "diabetes" not in {a.question for a in untold.history.answers}


def test_a_note_outlives_every_change_of_its_answer_and_the_answer_taken_back() -> None:
    told = edits.answer_question(ready(), question="diabetes", answer=Answer.YES, note="since 2010")
    untold = edits.answer_question(told, question="diabetes", answer=None)
    assert edits.note_on(untold, "diabetes") == "since 2010"
    longer = edits.note_question(untold, question="diabetes", note="since 2010, insulin")
    assert "diabetes" not in {a.question for a in longer.history.answers}
    again = edits.answer_question(longer, question="diabetes", answer=Answer.NO)
    assert again.history.notes == ()
    assert next(a for a in again.history.answers if a.question == "diabetes").note == "since 2010, insulin"
    assert edits.note_question(untold, question="diabetes", note="").history.notes == ()


def test_removing_a_target_takes_its_lines_and_their_refused_entries_along_and_no_others() -> None:
    document = edits.put_target(ready(), target(2))
    [first, second], [line] = document.target_areas, document.plan.lines
    for field in (f"line.{line.line_id}.sessions", f"target.{first.target_id}.length", f"target.{second.target_id}.length", "note"):
        document = edits.refuse_entry(document, field=field, text="1e3")
    left = edits.remove_target(document, first.target_id)
    assert left.target_areas == (second,)
    assert left.plan.lines == ()
    assert [e.field for e in left.refused_entries] == [f"target.{second.target_id}.length", "note"]


def test_putting_a_target_or_line_again_replaces_it_in_its_place() -> None:
    document = edits.put_target(ready(), target(2))
    first = replace(document.target_areas[0], note="left of the scar")
    assert edits.put_target(document, first).target_areas == (first, document.target_areas[1])
    line = replace(document.plan.lines[0], note="slowly")
    assert edits.put_line(document, line).plan.lines == (line,)


def test_a_response_replaces_the_one_to_the_same_finding_and_can_be_withdrawn() -> None:
    document = edits.answer_question(ready(), question="diabetes", answer=Answer.YES)
    [finding] = assessed(document).findings
    once = edits.respond(document, answer_to(finding, ResponseKind.REASON))
    twice = edits.respond(once, answer_to(finding, ResponseKind.OVERRIDE))
    assert [r.kind for r in twice.responses] == [ResponseKind.OVERRIDE]
    assert edits.withdraw_response(twice, finding.key) == document


def test_what_was_refused_stays_until_its_field_is_accepted() -> None:
    document = edits.refuse_entry(ready(), field="examination.weight", text="900")
    document = edits.refuse_entry(document, field="examination.weight", text="9000")
    assert [e.text for e in document.refused_entries] == ["9000"]
    assert edits.accept_entry(document, "examination.weight") == ready()


def test_the_note_of_a_step_goes_with_its_text() -> None:
    noted = edits.set_step_note(ready(), step=Step.PLAN, text="slowly")
    assert _changed(ready(), noted) == {"step_notes"}
    assert edits.set_step_note(noted, step=Step.PLAN, text="") == ready()


def test_moving_to_another_patient_keeps_everything_recorded_but_the_consent_of_the_one_before() -> None:
    other = replace(patient(), patient_id=PatientId(an_id(77)))
    moved = edits.set_patient(ready(), other)
    assert _changed(ready(), moved) == {"patient", "consent"}
    assert moved.consent is None
    assert not assessed(moved).may_sign
    assert edits.set_patient(edits.set_patient(ready(), None), other).consent is None


def test_the_consent_stays_with_its_patient() -> None:
    renamed = replace(patient(), family_name="Renamed")
    assert edits.set_patient(ready(), renamed).consent == ready().consent
    chosen_late = edits.set_patient(replace(ready(), patient=None), patient())
    assert chosen_late.consent == ready().consent
