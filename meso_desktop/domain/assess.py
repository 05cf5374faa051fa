"""The assessment: the one pure function from a consultation to everything that is said of it."""

from datetime import date

from msgspec import Struct

from meso_desktop.domain.asking import unanswered, unanswered_of_target
from meso_desktop.domain.assessment import Assessment, LineEstimate, SessionsEstimate
from meso_desktop.domain.barriers import barriers
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.facts import facts_of
from meso_desktop.domain.findings import in_order, limit_findings, rule_findings
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.measures import assess_measures
from meso_desktop.domain.missing import Gathered, missing
from meso_desktop.domain.outcome import eligible_on, may_sign
from meso_desktop.domain.placing import PlacedLine, placed_lines


class Context(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an assessment depends on beside document and knowledge."""

    today: date


def assess(document: Consultation, knowledge: Knowledge, context: Context) -> Assessment:
    """Return the assessment of the consultation; total: whatever the document holds, it answers."""
    today = context.today
    measures = assess_measures(document, knowledge, today=today)
    placed = placed_lines(document, knowledge)
    lines = tuple(_figures(one) for one in placed)
    ruled = rule_findings(facts_of(document, knowledge, age_years=measures.age_years), placed)
    # Limits first: of equal strictness, what no answer can lift is read first.
    findings = in_order((*limit_findings((), document, placed), *ruled))
    wanted = missing(document, knowledge, Gathered(placed=placed, estimates=lines, findings=findings))
    barring = barriers(placed, knowledge, findings=findings, missing=wanted)
    return Assessment(
        measures=measures, findings=findings, lines=lines, sessions=(), limits=(), anaesthetic=None,
        missing=wanted, barriers=barring, course_doses=(),
        unasked=_unasked(document, knowledge), eligible_on=eligible_on(document),
        may_sign=may_sign(document, barriers=barring, missing=wanted),
    )


def _unasked(document: Consultation, knowledge: Knowledge) -> int:
    of_areas = sum(len(unanswered_of_target(target, document, knowledge)) for target in document.target_areas)
    return len(unanswered(document, knowledge)) + of_areas


def _figures(placed: PlacedLine) -> LineEstimate:
    line, protocol = placed.line, placed.protocol
    return LineEstimate(
        line=line.line_id, target=line.target_id, family=placed.family, volume_ml=line.volume_ml,
        spacing_cm=line.spacing_cm or (None if protocol is None else protocol.spacing_cm),
        volume_per_point_ml=line.volume_per_point_ml or (None if protocol is None else protocol.volume_per_point_ml),
        sessions=SessionsEstimate(chosen=line.sessions),
        interval_days=line.interval_days or (None if protocol is None else protocol.interval_days),
    )
