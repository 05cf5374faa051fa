"""The steps of a consultation: each done, open or blocked, and why; any may be visited at any time."""

from enum import StrEnum
from itertools import chain
from typing import Final

from msgspec import Struct

from meso_desktop.domain.assessment import Assessment, Barrier, Missing
from meso_desktop.domain.consultation import Consultation, RefusedEntry, Step
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.message import Message, Term, message

_ORDER: Final = tuple(Step)
_STEP_OF_FIELD: Final = {
    "patient": Step.PATIENT, "request": Step.PATIENT, "visit_on": Step.PATIENT,
    "history": Step.HISTORY, "allergy": Step.HISTORY, "medicine": Step.HISTORY, "earlier_treatment": Step.HISTORY,
    "examination": Step.EXAMINATION,
    "target": Step.AREAS,
    "line": Step.PLAN, "plan": Step.PLAN, "anaesthetic": Step.PLAN,
    "advice": Step.ADVICE, "consent": Step.ADVICE,
    "outcome": Step.REVIEW,
}


class StepStatus(StrEnum):
    """How far a step is; `BLOCKED` means barred plan lines or refused entries there."""

    DONE = "done"
    OPEN = "open"
    BLOCKED = "blocked"


class StepState(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One step with its status and the sentences that say why it is not done."""

    step: Step
    status: StepStatus
    why: tuple[Message, ...] = ()


def steps(document: Consultation, assessment: Assessment, knowledge: Knowledge) -> tuple[StepState, ...]:
    """Return the state of all seven steps, in order."""
    del knowledge  # the assessment already says all that the pack asks for
    return tuple(_state(step, document, assessment) for step in _ORDER)


def next_step(step: Step) -> Step | None:
    """Return the step after this one; None after the last."""
    place = _ORDER.index(step) + 1
    return _ORDER[place] if place < len(_ORDER) else None


def previous_step(step: Step) -> Step | None:
    """Return the step before this one; None before the first."""
    place = _ORDER.index(step)
    return _ORDER[place - 1] if place else None


def step_of_field(field: str) -> Step:
    """Return the step on which the field with this path stands; what belongs nowhere is looked at in the review."""
    return _STEP_OF_FIELD.get(field.partition(".")[0], Step.REVIEW)


def refused(entry: RefusedEntry) -> Message:
    """Return the sentence that names a refused entry."""
    first = entry.field.partition(".")[0]
    named = first if first in _STEP_OF_FIELD else "other"
    return message("missing.refused", field=Term(f"field.{named}"), text=entry.text)


def _state(step: Step, document: Consultation, assessment: Assessment) -> StepState:
    refusals = [refused(e) for e in document.refused_entries if step_of_field(e.field) is step]
    missing = [m for m in assessment.missing if m.step is step]
    barred = _barred(assessment.barriers, assessment.missing) if step is Step.PLAN else []
    why = tuple(dict.fromkeys(chain(refusals, (b.text for b in barred), (m.text for m in missing))))
    status = StepStatus.BLOCKED if refusals or barred else StepStatus.OPEN if missing else StepStatus.DONE
    return StepState(step=step, status=status, why=why)


def _barred(barriers: tuple[Barrier, ...], missing: tuple[Missing, ...]) -> list[Barrier]:
    """Return the barriers that are more than something still missing, which leaves the plan open, not blocked."""
    told = {(m.line, m.text) for m in missing}
    return [b for b in barriers if b.finding is not None or (b.line, b.text) not in told]
