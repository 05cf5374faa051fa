"""The steps of a consultation: each done, open or blocked, and why; any may be visited at any time."""

from enum import StrEnum
from itertools import chain
from typing import Final

from msgspec import Struct

from meso_desktop.domain.assessment import Assessment, Barrier
from meso_desktop.domain.consultation import Consultation, OutcomeKind, Step
from meso_desktop.domain.fields import step_of_field
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.message import Message, message
from meso_desktop.domain.refusals import standing_refusals

_ORDER: Final = tuple(Step)


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


def _state(step: Step, document: Consultation, assessment: Assessment) -> StepState:
    is_refused = any(step_of_field(entry.field) is step for entry in standing_refusals(document))
    missing = [m.text for m in assessment.missing if m.step is step]
    if step is Step.AREAS and not document.target_areas and _may_still_treat(document):
        missing.append(message("missing.target"))
    barred = [b.text for b in _blocking(assessment)] if step is Step.PLAN else []
    why = tuple(dict.fromkeys(chain(barred, missing)))
    if is_refused or barred:
        return StepState(step=step, status=StepStatus.BLOCKED, why=why)
    return StepState(step=step, status=StepStatus.OPEN if why else StepStatus.DONE, why=why)


def _may_still_treat(document: Consultation) -> bool:
    return document.outcome is None or document.outcome.kind is OutcomeKind.TREAT


def _blocking(assessment: Assessment) -> list[Barrier]:
    """Return the barriers that are more than a figure still missing, which leaves the plan open, not blocked."""
    wanted = {(m.line, m.text) for m in assessment.missing}
    return [b for b in assessment.barriers if b.finding is not None or (b.line, b.text) not in wanted]
