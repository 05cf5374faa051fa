"""Whether the cap of a local anaesthetic is to be reduced for this patient, by how much, and on what ground."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from msgspec import Struct

from meso_desktop.domain.assessment import Certainty, Finding
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.evidence import Confidence
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.message import Message
from meso_desktop.domain.plan import AnaestheticChoice

REDUCTION_RULE: Final = "anaesthetic_dose_reduction"
"""The rule of the pack that says for whom: it holds the age and the illnesses, with their sources."""
_OF_AGENT: Final = "because.anaesthetic"


class ProposedReduction(Struct, frozen=True, kw_only=True):
    """The percent that the agent's sources propose; `is_indicated` when the rule holds for the patient, `because` of these."""

    percent: Decimal
    is_indicated: bool
    because: tuple[Message, ...]
    sources: tuple[str, ...]
    confidence: Confidence


def proposed_reduction(document: Consultation, knowledge: Knowledge, findings: Iterable[Finding]) -> ProposedReduction | None:
    """Return the reduction that may be taken for the agent infiltrated; None where no source proposes one for it."""
    chosen = document.plan.anaesthetic
    if chosen is None or chosen.choice is not AnaestheticChoice.INFILTRATED:
        return None
    agent = knowledge.anaesthetics.get(chosen.agent or "")
    if agent is None or agent.proposed_reduction_percent is None:
        return None
    held = next((f for f in findings if f.rule == REDUCTION_RULE and f.certainty is Certainty.PRESENT), None)
    because = () if held is None else tuple(reason for reason in held.because if reason.id != _OF_AGENT)
    return ProposedReduction(
        percent=agent.proposed_reduction_percent, is_indicated=held is not None, because=because,
        sources=agent.sources if held is None else held.sources, confidence=agent.confidence if held is None else held.confidence,
    )
