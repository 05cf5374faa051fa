"""The short form, where nothing is planned: how the visit ended, why, from when treatment may be possible, whom to call."""

from typing import Final

from reportlab.platypus import Flowable

from meso_desktop.documents.agreed import whom_to_call
from meso_desktop.documents.blocks import Beside, Stack, section
from meso_desktop.documents.clinic_notes import clinic_notes
from meso_desktop.documents.findings import signed_by
from meso_desktop.documents.flow import Words
from meso_desktop.documents.letterhead import not_worded, opening
from meso_desktop.documents.paper import PlanPaper
from meso_desktop.documents.sheet import text_width
from meso_desktop.documents.style import BODY, HEADING, LEAD, SMALL
from meso_desktop.domain.assessment import Certainty, Finding
from meso_desktop.domain.condition import AimIs, AllOf, AnyOf, AreaIn, IngredientIn, LegalStatusIs, Mixture, NotThat, OffLabel, ProductIn
from meso_desktop.domain.consultation import OutcomeKind
from meso_desktop.domain.evaluate import walk
from meso_desktop.domain.rules import RuleOutcome

_BULLET = BODY._replace(indent=11, after=2)
_ENDED_BY_FINDINGS: Final = frozenset({OutcomeKind.DEFER, OutcomeKind.NOT_TREATED, OutcomeKind.REFERRED})
_OF_THE_LINE = AimIs | AreaIn | IngredientIn | LegalStatusIs | Mixture | OffLabel | ProductIn


def outcome_page(paper: PlanPaper) -> list[Flowable]:
    """Return the short form."""
    width = text_width(paper.document.clinic.paper)
    outcome = paper.document.outcome
    kind = "open" if outcome is None else outcome.kind.value
    story = opening(paper, title=paper.say("title.outcome"))
    story += section(Words(paper.say("heading.outcome"), HEADING), Words(paper.say(f"outcome.{kind}"), LEAD), width=width)
    reasons: list[Flowable] = [Words(text, _BULLET, bullet="•") for text in _reasons(paper)]
    story += section(Words(paper.say("heading.reasons"), HEADING), *reasons, width=width)
    eligible = _eligible(paper)
    if eligible:
        story += section(Words(paper.say("heading.eligible"), HEADING), Words(eligible, LEAD), width=width)
    if paper.document.advice.extra.strip():
        heading = Words(paper.say("heading.from_doctor", doctor=paper.doctor_name), HEADING, most=3)
        story += section(heading, Words(paper.document.advice.extra, BODY), width=width)
    story += [Beside(whom_to_call(paper), Stack(), left_share=0.58, before=18), signed_by(paper, before=14)]
    story += [Words(said, SMALL) for said in not_worded(paper)]
    return [*story, *clinic_notes(paper.for_doctor, width)]


def _eligible(paper: PlanPaper) -> str:
    """Return from when treatment may be possible: as this visit sets it, or an earlier one whose day still lies ahead."""
    outcome = paper.document.outcome
    if outcome is None or outcome.kind is OutcomeKind.TREAT:
        return ""
    day = paper.assessment.eligible_on or outcome.eligible_on or paper.still_waiting
    if day is None:
        return paper.say("eligible_unknown") if outcome.kind is OutcomeKind.DEFER else ""
    return paper.say("eligible", day=day)


def _reasons(paper: PlanPaper) -> list[str]:
    """Return the doctor's own reason, then what still stands in the way of the patient.

    What stands in the way of a line alone, such as the law, is told only where nothing else says why: the line was merely begun.
    """
    outcome = paper.document.outcome
    if outcome is None:
        return []
    own = [outcome.reason] if outcome.reason.strip() else []
    if outcome.kind not in _ENDED_BY_FINDINGS:
        return own
    standing = [finding for finding in paper.assessment.findings if _stands(finding)]
    reasons = own + _told(paper, [finding for finding in standing if not _is_of_the_line(paper, finding)])
    if not reasons and outcome.kind is not OutcomeKind.DEFER:
        reasons = _told(paper, standing)
    return list(dict.fromkeys(reasons))


def _told(paper: PlanPaper, findings: list[Finding]) -> list[str]:
    keys = (f"rule.{finding.rule}.patient" for finding in findings)
    return [paper.wording.term(key) for key in keys if paper.wording.has(key)]


def _stands(finding: Finding) -> bool:
    """Tell whether a finding is present and bars, with no answer of the doctor's that counts."""
    return finding.certainty is Certainty.PRESENT and finding.outcome in {RuleOutcome.STOP, RuleOutcome.DEFER} and finding.response is None


def _is_of_the_line(paper: PlanPaper, finding: Finding) -> bool:
    """Tell whether a finding rests on what a line injects, where and for what, and on nothing about the patient."""
    rule = paper.knowledge.rules.get(finding.rule)
    if rule is None:
        return False
    return all(isinstance(part, _OF_THE_LINE) for part in walk(rule.when) if not isinstance(part, AllOf | AnyOf | NotThat))
