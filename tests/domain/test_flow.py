"""The steps: done, open or blocked, and the way from one to the next."""

import pytest

from meso_desktop.domain.consultation import Consultation, OutcomeKind, RefusedEntry, Step
from meso_desktop.domain.edits import answer_question, refuse_entry, set_consent, set_outcome, set_patient
from meso_desktop.domain.fields import FIELD_NAMES, field_term, step_of_field
from meso_desktop.domain.flow import StepState, StepStatus, next_step, previous_step, steps
from meso_desktop.domain.history import Answer
from tests.domain.builders import consultation
from tests.domain.ready import assessed, ended, ready, with_target
from tests.domain.small_knowledge import small_knowledge

_TARGET, _LINE = ready().target_areas[0].target_id, ready().plan.lines[0].line_id


def _steps(document: Consultation) -> dict[Step, StepState]:
    return {s.step: s for s in steps(document, assessed(document), small_knowledge())}


def _status(document: Consultation) -> dict[Step, StepStatus]:
    return {step: state.status for step, state in _steps(document).items()}


def test_a_complete_consultation_has_every_step_done() -> None:
    assert set(_status(ready()).values()) == {StepStatus.DONE}


def test_an_empty_consultation_has_its_steps_in_order_and_says_why_each_is_open() -> None:
    states = steps(set_patient(consultation(), None), assessed(set_patient(consultation(), None)), small_knowledge())
    assert [s.step for s in states] == list(Step)
    assert all(bool(s.why) is (s.status is not StepStatus.DONE) for s in states)


def test_unanswered_questions_leave_the_history_open() -> None:
    assert _status(answer_question(ready(), question="faints_at_needles", answer=None))[Step.HISTORY] is StepStatus.OPEN


def test_no_area_leaves_the_areas_open_until_nothing_is_to_be_treated() -> None:
    document = consultation()
    assert _status(document)[Step.AREAS] is StepStatus.OPEN
    assert _status(ended(document, OutcomeKind.NOT_TREATED))[Step.AREAS] is StepStatus.DONE


def test_a_barred_line_blocks_the_plan_and_no_other_step() -> None:
    status = _status(answer_question(ready(), question="pregnancy", answer=Answer.YES))
    assert status.pop(Step.PLAN) is StepStatus.BLOCKED
    assert set(status.values()) == {StepStatus.DONE}


def test_a_figure_still_missing_leaves_the_plan_open_not_blocked() -> None:
    document = ready()
    assert _status(with_target(document, extent=None))[Step.AREAS] is StepStatus.OPEN
    assert _status(set_consent(document, None))[Step.ADVICE] is StepStatus.OPEN
    assert _status(set_outcome(document, None))[Step.REVIEW] is StepStatus.OPEN


@pytest.mark.parametrize(
    ("field", "step"),
    [
        ("patient.birth_on", Step.PATIENT), ("history.note", Step.HISTORY), ("examination.weight", Step.EXAMINATION),
        (f"target.{_TARGET}.length", Step.AREAS), (f"line.{_LINE}.volume_ml", Step.PLAN), ("anaesthetic.volume_ml", Step.PLAN),
        ("consent.kind", Step.ADVICE), ("outcome.eligible_on", Step.REVIEW), ("nonsense", Step.REVIEW), ("", Step.REVIEW),
    ],
)
def test_a_refused_entry_blocks_the_step_it_was_typed_on_and_is_told_there(field: str, step: Step) -> None:
    document = refuse_entry(ready(), field=field, text="1,234")
    state = _steps(document)[step]
    assert state.status is StepStatus.BLOCKED
    assert [said.id for said in state.why] == ["missing.refused"]
    others = {s for s, status in _status(document).items() if status is not StepStatus.DONE}
    assert others == {step}


def test_what_was_refused_for_something_removed_blocks_no_step() -> None:
    for field in ("target.1.length", "line.1.volume_ml", f"target.{_TARGET}.outline"):
        assert _status(refuse_entry(ready(), field=field, text="1,234")) == _status(ready())


def test_every_field_has_a_name() -> None:
    assert field_term("examination.weight").key == "field.examination"
    assert field_term("nonsense.weight").key == "field.other"
    assert all(step_of_field(name) in Step for name in FIELD_NAMES)
    assert RefusedEntry(field="x", text="y").field == "x"


def test_a_consultation_closed_without_treatment_asks_for_no_plan() -> None:
    status = _status(ended(consultation(), OutcomeKind.NOT_TREATED))
    assert status[Step.PLAN] is StepStatus.DONE
    assert status[Step.ADVICE] is StepStatus.DONE


def test_back_then_next_returns_and_the_ends_are_ends() -> None:
    for step in Step:
        before = previous_step(step)
        after = next_step(step)
        assert before is None or next_step(before) is step
        assert after is None or previous_step(after) is step
    assert previous_step(Step.PATIENT) is None
    assert next_step(Step.REVIEW) is None
