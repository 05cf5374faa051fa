"""The assessment: the one pure function from a consultation to everything that is said of it."""

from datetime import date

from msgspec import Struct

from meso_desktop.domain.anaesthetic import estimate_anaesthetic
from meso_desktop.domain.asking import unanswered, unanswered_of_target
from meso_desktop.domain.assessment import Assessment
from meso_desktop.domain.barriers import barriers
from meso_desktop.domain.clinic_notes import clinic_notes
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.course import course_total
from meso_desktop.domain.estimate import estimate_line
from meso_desktop.domain.exposure import exposures_of
from meso_desktop.domain.facts import facts_of
from meso_desktop.domain.findings import in_order, limit_findings, rule_findings
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.limits import check_limits
from meso_desktop.domain.measures import assess_measures
from meso_desktop.domain.missing import Gathered, missing
from meso_desktop.domain.outcome import eligible_on, may_sign
from meso_desktop.domain.placing import placed_lines
from meso_desktop.domain.totals import session_totals
from meso_desktop.domain.waiting import waits


class Context(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an assessment depends on beside document and knowledge."""

    today: date


def assess(document: Consultation, knowledge: Knowledge, context: Context) -> Assessment:
    """Return the assessment of the consultation; total: whatever the document holds, it answers."""
    today = context.today
    measures = assess_measures(document, knowledge, today=today)
    lines = tuple(estimate_line(line, document, knowledge, today=today) for line in document.plan.lines)
    sessions = session_totals(document, knowledge, lines)
    course = course_total(document, knowledge, lines, sessions)
    anaesthetic, caps = estimate_anaesthetic(document, knowledge, sessions)
    limits = (*check_limits(document, knowledge, lines, sessions), *caps)
    placed = placed_lines(document, knowledge)
    facts = facts_of(document, knowledge, age_years=measures.age_years)
    ruled = rule_findings(facts, placed)
    # Limits first: of equal strictness, what no answer can lift is read first.
    is_counted = all(estimate.volume_ml is not None for estimate in lines)
    findings = in_order((*limit_findings(limits, document, placed, is_counted=is_counted), *ruled))
    gathered = Gathered(placed=placed, estimates=lines, findings=findings)
    wanted = missing(document, knowledge, gathered)
    barring = barriers(document, knowledge, gathered, missing=wanted)
    waiting = waits(findings, visit_on=document.visit_on, knowledge=knowledge)
    return Assessment(
        measures=measures, findings=findings, lines=lines, sessions=sessions, limits=limits, anaesthetic=anaesthetic,
        missing=wanted, barriers=barring, course_doses=course.doses,
        unasked=_unasked(document, knowledge), eligible_on=eligible_on(document),
        may_sign=may_sign(document, barriers=barring, missing=wanted), clinic_notes=clinic_notes(facts, placed),
        wait_until=waiting[0].until if waiting else None, course=course, exposures=exposures_of(document, knowledge, lines),
    )


def _unasked(document: Consultation, knowledge: Knowledge) -> int:
    of_areas = sum(len(unanswered_of_target(target, document, knowledge)) for target in document.target_areas)
    return len(unanswered(document, knowledge)) + of_areas
