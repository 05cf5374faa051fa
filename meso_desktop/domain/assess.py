"""The assessment: the one pure function from a consultation to everything that is said of it."""

from datetime import date

from msgspec import Struct

from meso_desktop.domain.assessment import Assessment, Measures
from meso_desktop.domain.consultation import Consultation, OutcomeKind
from meso_desktop.domain.knowledge import Knowledge


class Context(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an assessment depends on beside document and knowledge."""

    today: date


def assess(document: Consultation, knowledge: Knowledge, context: Context) -> Assessment:
    """Return the assessment of the consultation; total: whatever the document holds, it answers."""
    del knowledge, context
    outcome = document.outcome
    is_closed = outcome is not None and outcome.kind is not OutcomeKind.TREAT
    may_sign = document.patient is not None and is_closed and not document.refused_entries
    return Assessment(
        measures=Measures(), findings=(), lines=(), sessions=(), limits=(), anaesthetic=None, missing=(), barriers=(),
        course_doses=(), unasked=0, eligible_on=None if outcome is None else outcome.eligible_on, may_sign=may_sign,
    )
