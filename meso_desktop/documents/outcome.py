"""The short form, where nothing is planned: how the visit ended, why, from when treatment may be possible, whom to call."""

from reportlab.platypus import Flowable

from meso_desktop.documents.agreed import whom_to_call
from meso_desktop.documents.blocks import Beside, Stack, section
from meso_desktop.documents.findings import signed_by
from meso_desktop.documents.flow import Words
from meso_desktop.documents.letterhead import not_worded, opening
from meso_desktop.documents.paper import PlanPaper
from meso_desktop.documents.sheet import text_width
from meso_desktop.documents.style import BODY, HEADING, LEAD, SMALL
from meso_desktop.domain.assessment import Certainty, Finding
from meso_desktop.domain.consultation import OutcomeKind
from meso_desktop.domain.rules import RuleOutcome

_BULLET = BODY._replace(indent=11, after=2)


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
    return [*story, *(Words(said, SMALL) for said in not_worded(paper))]


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
    outcome = paper.document.outcome
    reasons = [outcome.reason] if outcome is not None and outcome.reason.strip() else []
    for finding in paper.assessment.findings:
        if outcome is not None and outcome.kind in {OutcomeKind.DEFER, OutcomeKind.NOT_TREATED, OutcomeKind.REFERRED} and _tells(finding):
            key = f"rule.{finding.rule}.patient"
            if paper.wording.has(key):
                reasons.append(paper.wording.term(key))
    return list(dict.fromkeys(reasons))


def _tells(finding: Finding) -> bool:
    return finding.certainty is Certainty.PRESENT and finding.outcome in {RuleOutcome.STOP, RuleOutcome.DEFER}
