"""Findings that ask the same of several lines: the reason given to one can be given to the others, each held by its own basis."""

from collections.abc import Iterable

from msgspec.structs import replace

from meso_desktop.domain.assessment import Certainty, Finding
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.edits import respond
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.plan import ResponseKind


def open_alike(finding: Finding, findings: Iterable[Finding], knowledge: Knowledge) -> tuple[Finding, ...]:
    """Return the findings still open to which the reason that counts for `finding` would be the same answer.

    They are of the same rule with the same outcome, family, sentence and grounds, and present; never a stop, nor a limit, whose
    figures are each line's own, nor one that has been answered before.
    """
    if finding.response is None or not _takes_reason(finding, knowledge):
        return ()
    return tuple(
        other for other in findings
        if other.key != finding.key and other.is_open and other.lapsed is None and _asked(other) == _asked(finding)
    )  # fmt: skip


def give_same_reason(document: Consultation, *, finding: Finding, others: Iterable[Finding]) -> Consultation:
    """Answer the others as `finding` is answered; each answer stands by itself and lapses with what its own line injects."""
    given = finding.response
    if given is None:
        return document
    for other in others:
        document = respond(document, replace(given, finding=other.key, basis=other.basis))
    return document


def _takes_reason(finding: Finding, knowledge: Knowledge) -> bool:
    is_of_rule = finding.rule in knowledge.rules
    return is_of_rule and finding.takes is ResponseKind.REASON and finding.certainty is Certainty.PRESENT and bool(finding.lines)


def _asked(finding: Finding) -> tuple[object, ...]:
    return (
        finding.rule, finding.rule_digest, finding.outcome, finding.takes, finding.certainty, finding.families, finding.text,
        finding.because,
    )
