"""How severe a finding is: a word, an icon and a colour role, never the colour alone."""

from dataclasses import dataclass
from typing import Final

from meso_desktop.domain.assessment import Assessment, Certainty, Finding
from meso_desktop.domain.plan import ResponseKind
from meso_desktop.domain.rules import RuleOutcome
from meso_desktop.ui.theme import Role


@dataclass(frozen=True, kw_only=True)
class Severity:
    """The role of the colour, the icon, and the key of the word."""

    role: Role
    icon: str
    word: str


_LOOKS: Final = {
    RuleOutcome.STOP: (Role.STOP, "stop"),
    RuleOutcome.DEFER: (Role.DEFER, "defer"),
    RuleOutcome.LETTER: (Role.WARN, "letter"),
    RuleOutcome.REASON: (Role.WARN, "warn"),
    RuleOutcome.INFORM: (Role.MUTED, "inform"),
}
_ORDER: Final = tuple(RuleOutcome)


def severity(finding: Finding) -> Severity:
    """Return how a finding shows; one that is answered is calm."""
    if is_settled(finding):
        return Severity(role=Role.OK, icon="ok", word=f"rule_outcome.{finding.outcome}")
    role, icon = _LOOKS[finding.outcome]
    if finding.certainty is not Certainty.PRESENT:
        return Severity(role=Role.DEFER if finding.bars else Role.MUTED, icon="missing", word=f"rule_outcome.{finding.outcome}")
    return Severity(role=role, icon=icon, word=f"rule_outcome.{finding.outcome}")


def outcome_look(outcome: RuleOutcome) -> tuple[str, Role]:
    """Return the icon and the colour of an outcome by itself."""
    role, icon = _LOOKS[outcome]
    return icon, role


def is_settled(finding: Finding) -> bool:
    """Tell whether the doctor has answered and the answer counts."""
    return finding.response is not None and not finding.bars


def panel_order(finding: Finding) -> tuple[bool, int, str]:
    """Return the place of a finding in the panel: open ones first, strictest first."""
    return (is_settled(finding), _ORDER.index(finding.outcome), finding.key)


def is_answerable(finding: Finding) -> bool:
    """Tell whether the panel offers a response now."""
    if finding.takes is None:
        return False
    return finding.certainty is Certainty.PRESENT or finding.takes is ResponseKind.OVERRIDE


def count_open(assessment: Assessment, outcome: RuleOutcome) -> int:
    """Return how many findings of this outcome bar the plan now."""
    found = (f for f in assessment.findings if f.outcome is outcome and f.certainty is Certainty.PRESENT)
    return sum(1 for f in found if not is_settled(f))
