"""What is still missing, on which step, and whether signing waits for it."""

from collections.abc import Iterator
from itertools import chain
from typing import Final

from msgspec import Struct

from meso_desktop.domain.advised import consent_paragraphs
from meso_desktop.domain.areas import Aim, Extent, TargetArea
from meso_desktop.domain.asking import unanswered, unanswered_of_target
from meso_desktop.domain.assessment import Certainty, Finding, LineEstimate, Missing
from meso_desktop.domain.begun_preparation import begun_line
from meso_desktop.domain.condition import FigureBetween
from meso_desktop.domain.consent import Consent, ConsentKind, is_signature
from meso_desktop.domain.consultation import Consultation, OutcomeKind, Step
from meso_desktop.domain.copied_gate import still_to_accept
from meso_desktop.domain.drawing.grid import outside_of
from meso_desktop.domain.drawing.outlines import extent_fault, zone_fault
from meso_desktop.domain.drawing.plausible import asks_back
from meso_desktop.domain.drawing.unfinished import begun_target
from meso_desktop.domain.evaluate import walk
from meso_desktop.domain.fields import field_term, step_of_field
from meso_desktop.domain.history import Answer
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.listed import is_coded
from meso_desktop.domain.message import Message, Term, message
from meso_desktop.domain.outcome import eligible_on, may_treat
from meso_desktop.domain.placing import PlacedLine, named
from meso_desktop.domain.plan import AnaestheticChoice, PlanLine
from meso_desktop.domain.protocols import BodyArea, CountedBy
from meso_desktop.domain.refusals import standing_refusals
from meso_desktop.domain.rules import RuleOutcome

_TEXT_READ: Final = frozenset({ConsentKind.SIGNED_HERE, ConsentKind.ON_PAPER})


class Gathered(Struct, frozen=True, kw_only=True):
    """What the rest of the assessment found, as far as it tells what is missing."""

    placed: tuple[PlacedLine, ...]
    estimates: tuple[LineEstimate, ...]
    findings: tuple[Finding, ...]


def missing(document: Consultation, knowledge: Knowledge, gathered: Gathered) -> tuple[Missing, ...]:
    """Return everything still missing, in the order of the steps.

    What only a treatment needs holds up the signature while the outcome is *treat* or not chosen yet.
    """
    treats = may_treat(document)
    found = chain(
        _patient(document),
        _history(document, knowledge, gathered, treats=treats),
        _examination(document, knowledge, treats=treats),
        _areas(document, knowledge, treats=treats),
        _plan(document, gathered, knowledge, treats=treats),
        _anaesthetic(document, knowledge, treats=treats),
        still_to_accept(document, gathered.placed, knowledge, treats=treats),
        _told(gathered.findings, treats=treats),
        _consent(document, knowledge, treats=treats),
        _outcome(document),
        _refused(document, knowledge),
    )
    return tuple(found)


def _patient(document: Consultation) -> Iterator[Missing]:
    if document.patient is None:
        yield Missing(step=Step.PATIENT, text=message("missing.patient"), bars_signing=True, field="patient")


def _history(document: Consultation, knowledge: Knowledge, gathered: Gathered, *, treats: bool) -> Iterator[Missing]:
    history = document.history
    count = len(unanswered(document, knowledge))
    if count:
        yield Missing(step=Step.HISTORY, text=message("missing.questions", count=count), bars_signing=treats, field="history")
    answered = {a.question for a in history.answers if a.answer is Answer.YES}
    lists = (
        ("allergy", "has_allergies", history.allergies),
        ("medicine", "takes_medicines", history.medicines),
        ("earlier_treatment", "had_earlier_treatment", history.earlier_treatments),
    )
    for field, question, entries in lists:
        if question in answered and question in knowledge.questions and not entries:
            yield Missing(step=Step.HISTORY, text=message(f"missing.list.{field}"), bars_signing=treats, field=field)
    for field, entries, codes in (
        ("allergy", history.allergies, knowledge.allergens),
        ("medicine", history.medicines, knowledge.medicine_classes),
    ):
        for entry in entries:
            if not is_coded(entry, codes):
                yield Missing(step=Step.HISTORY, text=message(f"missing.code.{field}", text=entry.text), bars_signing=False, field=field)
    planned = {product.id for placed in gathered.placed for product in placed.products}
    for earlier in history.earlier_treatments:
        if earlier.treated_on is None and earlier.product in planned:
            text = message("missing.earlier_date", product=Term(f"product.{earlier.product}"))
            yield Missing(step=Step.HISTORY, text=text, bars_signing=treats, field="earlier_treatment")
    places = {None, *(placed.area for placed in gathered.placed)}
    if planned and any(e.treated_on is None and e.product is None and e.area in places for e in history.earlier_treatments):
        # A product not known counts for the interval like the product planned.
        text = message("missing.earlier_date_unknown_product")
        yield Missing(step=Step.HISTORY, text=text, bars_signing=treats, field="earlier_treatment")


def _examination(document: Consultation, knowledge: Knowledge, *, treats: bool) -> Iterator[Missing]:
    figures = {c.figure for rule in knowledge.rules.values() for c in walk(rule.when) if isinstance(c, FigureBetween)}
    chosen = document.plan.anaesthetic
    is_dosed = chosen is not None and chosen.choice is AnaestheticChoice.INFILTRATED
    height, weight = document.examination.height, document.examination.weight
    if (height is None or not height.cm) and figures & {"bmi", "over_ideal_percent"}:
        yield Missing(step=Step.EXAMINATION, text=message("missing.height"), bars_signing=treats, field="examination.height")
    if (weight is None or not weight.kg) and (is_dosed or figures & {"bmi", "over_ideal_percent"}):
        yield Missing(step=Step.EXAMINATION, text=message("missing.weight"), bars_signing=treats, field="examination.weight")


def _areas(document: Consultation, knowledge: Knowledge, *, treats: bool) -> Iterator[Missing]:
    planned = {line.target_id for line in document.plan.lines}
    for target in document.target_areas:
        for gap, field in _gaps(target, knowledge.areas.get(target.area)):
            yield _of_target(target, f"missing.target.{gap}", knowledge, bars=treats, field=field)
        count = len(unanswered_of_target(target, document, knowledge))
        if count:
            yield _of_target(target, "missing.target.questions", knowledge, bars=treats, field="answers", count=count)
        if target.target_id not in planned:
            yield _of_target(target, "missing.target.line", knowledge, bars=False, field="line", step=Step.PLAN)


def _gaps(target: TargetArea, area: BodyArea | None) -> Iterator[tuple[str, str]]:
    """Yield what is missing of an area, each with the field where it is put right."""
    extent = target.extent
    if target.aim is None:
        yield "aim", "aim"
    if extent is None or not is_measured(extent):
        yield "extent", "extent"
    elif extent_fault(extent) is not None:
        yield "outline", "extent"
    elif asks_back(extent, area) is not None:
        yield "extent_confirm", "extent"
    if any(zone_fault(zone) is not None for zone in target.zones):
        yield "zones", "zones"
    if target.deposit is None and target.aim is Aim.FAT:
        yield "deposit", "deposit"


def is_measured(extent: Extent | None) -> bool:
    """Tell whether length and width were measured; 0 is not a measure."""
    return extent is not None and bool(extent.length.cm) and bool(extent.width.cm)


def _of_target(  # noqa: PLR0913  # one argument a field
    target: TargetArea, text: str, knowledge: Knowledge, *, bars: bool, field: str, step: Step = Step.AREAS, **values: int,
) -> Missing:
    told = message(text, area=named("area", target.area, knowledge.areas), side=Term(f"side.{target.side.value}"), **values)
    return Missing(step=step, text=told, bars_signing=bars, field=f"target.{target.target_id}.{field}")


def _plan(document: Consultation, gathered: Gathered, knowledge: Knowledge, *, treats: bool) -> Iterator[Missing]:
    if treats and not document.plan.lines:
        # An undecided consultation may still end without a plan; only *treat* needs one.
        yield Missing(step=Step.PLAN, text=message("missing.plan"), bars_signing=document.outcome is not None, field="plan")
    first = document.plan.first_session_on
    if first is not None and first < document.visit_on:
        text = message("missing.session_after_visit", day=first, visit=document.visit_on)
        yield Missing(step=Step.PLAN, text=text, bars_signing=treats, field="plan.first_session_on")
    for placed, estimate in zip(gathered.placed, gathered.estimates, strict=True):
        early = min(estimate.dates, default=document.visit_on)
        if early < document.visit_on:
            text = message("missing.session_after_visit", day=early, visit=document.visit_on)
            yield Missing(step=Step.PLAN, text=text, bars_signing=treats, line=placed.line_id, field=f"line.{placed.line_id}.dates")
        if placed.protocol is None:
            continue
        area = named("area", placed.area, knowledge.areas)
        side = Term("side.midline") if placed.target is None else Term(f"side.{placed.target.side.value}")
        outside = outside_of(placed.line, placed.target)
        if outside:
            text = message("missing.line.points_outside", count=len(outside), area=area, side=side)
            yield Missing(step=Step.PLAN, text=text, bars_signing=treats, line=placed.line_id, field=f"line.{placed.line_id}.points")
        for field in _figures_wanted(placed, estimate):
            text = message(f"missing.line.{field}", area=area, side=side)
            path = f"line.{placed.line_id}.{field}"
            yield Missing(step=Step.PLAN, text=text, bars_signing=treats, line=placed.line_id, field=path)


def _figures_wanted(placed: PlacedLine, estimate: LineEstimate) -> Iterator[str]:
    # A zero is not a figure, and a line without a day would escape every limit that counts by session.
    if placed.protocol is not None and placed.protocol.counted_by is CountedBy.POINT:
        if not estimate.spacing_cm:
            yield "spacing_cm"
        if not estimate.volume_per_point_ml:
            yield "volume_per_point_ml"
    elif not estimate.volume_ml:
        yield "volume_ml"
    sessions, interval = estimate.sessions.chosen, estimate.interval_days
    if sessions is None or sessions < 1:
        yield "sessions"
    elif sessions > 1 and (interval is None or interval < 1):
        yield "interval_days"
    elif len(estimate.dates) < (1 if placed.line.dates else sessions):
        yield "dates"


def _anaesthetic(document: Consultation, knowledge: Knowledge, *, treats: bool) -> Iterator[Missing]:
    chosen = document.plan.anaesthetic
    gaps: list[tuple[str, Message]] = []
    if chosen is None:
        gaps += [("choice", message("missing.anaesthetic.choice"))] if treats and document.plan.lines else []
    else:
        if chosen.agent is not None and chosen.agent not in knowledge.anaesthetics:
            gaps.append(("agent", message("missing.anaesthetic.unknown_agent", agent=chosen.agent)))
        if chosen.choice.has_agent and not chosen.agent:
            gaps.append(("agent", message("missing.anaesthetic.agent")))
        if chosen.choice is AnaestheticChoice.INFILTRATED:
            agent = knowledge.anaesthetics.get(chosen.agent or "")
            if agent is not None and not agent.strengths_mg_per_ml:  # without strengths it is for the skin, and would have no cap
                gaps.append(("agent", message("missing.anaesthetic.not_injected", agent=Term(f"anaesthetic.{agent.id}"))))
            given = {"strength_mg_per_ml": chosen.strength_mg_per_ml, "volume_ml": chosen.volume_ml}
            gaps += [(field, message(f"missing.anaesthetic.{field}")) for field, value in given.items() if not value]
    for field, text in gaps:
        yield Missing(step=Step.PLAN, text=text, bars_signing=treats, field=f"anaesthetic.{field}")


def _told(findings: tuple[Finding, ...], *, treats: bool) -> Iterator[Missing]:
    for finding in findings:
        if finding.outcome is RuleOutcome.INFORM and finding.certainty is Certainty.PRESENT and finding.is_open:
            yield Missing(step=Step.ADVICE, text=finding.text, bars_signing=treats, field=f"finding.{finding.key}")


def _consent(document: Consultation, knowledge: Knowledge, *, treats: bool) -> Iterator[Missing]:
    consent = document.consent
    if not treats:
        return
    if consent is None:
        text = message("missing.consent")
    elif consent.kind is ConsentKind.DECLINED:
        text = message("missing.consent_declined")
    elif consent.kind is ConsentKind.SIGNED_HERE and not is_signature(consent.strokes):
        text = message("missing.consent_signature")
    elif consent.kind in _TEXT_READ and not _covers(consent, document, knowledge):
        text = message("missing.consent_changed")
    else:
        return
    yield Missing(step=Step.ADVICE, text=text, bars_signing=True, field="consent")


def _covers(consent: Consent, document: Consultation, knowledge: Knowledge) -> bool:
    """Tell whether the text consented to is today's, and speaks of every family now planned."""
    wanted = {paragraph.id for paragraph in consent_paragraphs(document, knowledge)}
    return consent.text_version == knowledge.consent_version and wanted <= set(consent.paragraphs)


def _outcome(document: Consultation) -> Iterator[Missing]:
    outcome = document.outcome
    if outcome is None:
        yield Missing(step=Step.REVIEW, text=message("missing.outcome"), bars_signing=True, field="outcome")
    elif outcome.kind is OutcomeKind.DEFER and not outcome.reason.strip() and outcome.eligible_on is None:
        yield Missing(step=Step.REVIEW, text=message("missing.defer_reason"), bars_signing=True, field="outcome.reason")
    eligible = eligible_on(document)
    if eligible is not None and eligible <= document.visit_on:
        text = message("missing.eligible_after_visit", day=eligible, visit=document.visit_on)
        yield Missing(step=Step.REVIEW, text=text, bars_signing=True, field="outcome.eligible_on")


def _refused(document: Consultation, knowledge: Knowledge) -> Iterator[Missing]:
    for entry in standing_refusals(document):
        begun, composed = begun_target(document, entry.field), begun_line(document, entry.field)
        text = message("missing.refused", field=field_term(entry.field), text=entry.text)
        if begun is not None:
            text = message("missing.drawing", area=named("area", begun.area, knowledge.areas))
        elif composed is not None:
            text = message("missing.composition", area=_area_of(composed, document, knowledge))
        line = None if composed is None else composed.line_id
        yield Missing(step=step_of_field(entry.field), text=text, bars_signing=True, line=line, field=entry.field)


def _area_of(line: PlanLine, document: Consultation, knowledge: Knowledge) -> Term | str:
    area = next((target.area for target in document.target_areas if target.target_id == line.target_id), "")
    return named("area", area, knowledge.areas) if area else field_term("line")
