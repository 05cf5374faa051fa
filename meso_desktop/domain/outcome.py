"""How a consultation ends: the one gate that signing asks, and from when a patient may be treated."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from meso_desktop.domain.assessment import Barrier, Missing
from meso_desktop.domain.consultation import Consultation, OutcomeKind
from meso_desktop.domain.refusals import standing_refusals

_WITH_ELIGIBLE_DAY: Final = frozenset({OutcomeKind.DEFER, OutcomeKind.NOT_TREATED})


def may_treat(document: Consultation) -> bool:
    """Tell whether the consultation may still end in treatment: that outcome is chosen, or none yet."""
    return document.outcome is None or document.outcome.kind is OutcomeKind.TREAT


def may_sign(document: Consultation, *, barriers: Iterable[Barrier], missing: Iterable[Missing]) -> bool:
    """Tell whether the consultation may be signed; findings bar plan lines, and so only *treat*, never the record."""
    if document.patient is None or document.outcome is None or standing_refusals(document):
        return False
    if any(m.bars_signing for m in missing):
        return False
    return document.outcome.kind is not OutcomeKind.TREAT or (bool(document.plan.lines) and not tuple(barriers))


def eligible_on(document: Consultation) -> date | None:
    """Return the first day on which a patient not treated today may be."""
    outcome = document.outcome
    return outcome.eligible_on if outcome is not None and outcome.kind in _WITH_ELIGIBLE_DAY else None
