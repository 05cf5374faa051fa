"""The sign gate by itself: each of its conditions holds even if nothing else noticed."""

import pytest

from meso_desktop.domain.assessment import Barrier, Missing
from meso_desktop.domain.consultation import Consultation, OutcomeKind, Step
from meso_desktop.domain.edits import refuse_entry, remove_line, set_outcome, set_patient
from meso_desktop.domain.message import message
from meso_desktop.domain.outcome import may_sign, may_treat
from tests.domain.ready import ended, ready

BARRIER = Barrier(line=ready().plan.lines[0].line_id, text=message("some.barrier"))
OPTIONAL = Missing(step=Step.PLAN, text=message("some.gap"), bars_signing=False)
REQUIRED = Missing(step=Step.PLAN, text=message("some.gap"), bars_signing=True)


def _may_sign(document: Consultation, *, barriers: tuple[Barrier, ...] = (), missing: tuple[Missing, ...] = ()) -> bool:
    return may_sign(document, barriers=barriers, missing=missing)


def test_a_whole_consultation_is_signed() -> None:
    assert _may_sign(ready(), missing=(OPTIONAL,))


@pytest.mark.parametrize("kind", list(OutcomeKind))
def test_patient_outcome_and_readable_entries_are_needed_for_every_ending(kind: OutcomeKind) -> None:
    document = ended(ready(), kind)
    assert _may_sign(document)
    assert not _may_sign(set_patient(document, None))
    assert not _may_sign(set_outcome(document, None))
    assert not _may_sign(refuse_entry(document, field="note", text="1e3"))
    assert not _may_sign(document, missing=(REQUIRED,))


def test_a_barrier_holds_up_treatment_alone() -> None:
    for kind in OutcomeKind:
        assert _may_sign(ended(ready(), kind), barriers=(BARRIER,)) is (kind is not OutcomeKind.TREAT)


def test_treatment_needs_a_line() -> None:
    document = remove_line(ready(), ready().plan.lines[0].line_id)
    for kind in OutcomeKind:
        assert _may_sign(ended(document, kind)) is (kind is not OutcomeKind.TREAT)


def test_until_an_outcome_is_chosen_treatment_is_still_possible() -> None:
    assert may_treat(set_outcome(ready(), None))
    assert may_treat(ready())
    assert not may_treat(ended(ready(), OutcomeKind.DEFER))
