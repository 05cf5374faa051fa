"""How long the deferrals of a consultation last, and what a day set by an earlier one means now."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Final

from msgspec import Struct

from meso_desktop.domain.assessment import Certainty, Finding
from meso_desktop.domain.calendar import earliest_after
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.rules import RuleOutcome

JUST_COME_DAYS: Final = 30
"""How long the day from which a patient may be treated is still told once it has come, when nobody has treated them since."""


class Standing(StrEnum):
    """How the day from which a patient may be treated lies to today."""

    AHEAD = "ahead"
    COME = "come"


class Wait(Struct, frozen=True, kw_only=True):
    """That a rule defers until a day: the first on which treatment is possible again."""

    rule: str
    finding: str
    until: date


def waits(findings: Iterable[Finding], *, visit_on: date, knowledge: Knowledge) -> tuple[Wait, ...]:
    """Return the deferrals that hold now and whose rule knows how long they last, longest first.

    What is not known, and what the doctor overrides, asks nobody to wait.
    """
    found = [
        Wait(rule=f.rule, finding=f.key, until=until)
        for f in findings
        if f.bars and (until := waits_until(f, visit_on=visit_on, knowledge=knowledge)) is not None
    ]
    return tuple(sorted(found, key=lambda wait: wait.until, reverse=True))


def waits_until(finding: Finding, *, visit_on: date, knowledge: Knowledge) -> date | None:
    """Return the first day that a deferral present allows, counted from the visit; None where its rule knows none."""
    rule = knowledge.rules.get(finding.rule)
    if rule is None or rule.wait_days is None:
        return None
    if finding.outcome is not RuleOutcome.DEFER or finding.certainty is not Certainty.PRESENT:
        return None
    return earliest_after(visit_on, interval_days=rule.wait_days)


def standing(eligible_on: date | None, *, today: date) -> Standing | None:
    """Tell whether a day from which a patient may be treated lies ahead or has just come; None when it says nothing any more."""
    if eligible_on is None:
        return None
    if eligible_on > today:
        return Standing.AHEAD
    return Standing.COME if (today - eligible_on).days <= JUST_COME_DAYS else None
