"""Where a field stands: the step and the name that the first part of its path gives it."""

from typing import Final

from meso_desktop.domain.consultation import Step
from meso_desktop.domain.message import Term

_STEP_OF_FIELD: Final = {
    "patient": Step.PATIENT, "request": Step.PATIENT, "visit_on": Step.PATIENT,
    "history": Step.HISTORY, "allergy": Step.HISTORY, "medicine": Step.HISTORY, "earlier_treatment": Step.HISTORY,
    "examination": Step.EXAMINATION,
    "target": Step.AREAS,
    "line": Step.PLAN, "plan": Step.PLAN, "anaesthetic": Step.PLAN,
    "advice": Step.ADVICE, "consent": Step.ADVICE,
    "outcome": Step.REVIEW,
}  # fmt: skip
FIELD_NAMES: Final = (*_STEP_OF_FIELD, "other")
"""What a refused entry can be named after, as ``field.<name>`` in the catalogues."""


def step_of_field(path: str) -> Step:
    """Return the step on which the field stands; what belongs nowhere is looked at in the review."""
    return _STEP_OF_FIELD.get(path.partition(".")[0], Step.REVIEW)


def field_term(path: str) -> Term:
    """Return the name of the field in the catalogues."""
    first = path.partition(".")[0]
    return Term(f"field.{first if first in _STEP_OF_FIELD else 'other'}")
