"""The whole consultation on one page, as it stands before it is signed."""

from PySide6.QtCore import QCoreApplication

from meso_desktop.domain.assessment import Assessment
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.history import Answer
from meso_desktop.knowledge.wording import Wording
from meso_desktop.ui.anaesthetic_words import anaesthetic_in_words
from meso_desktop.ui.clinic_notes import note_origin, note_told, notes_title
from meso_desktop.ui.consultation.date_field import day_in_words
from meso_desktop.ui.consultation.last_time.copied_words import show_not_accepted
from meso_desktop.ui.judged import judged_and_marked
from meso_desktop.ui.line_places import line_places
from meso_desktop.ui.preparation_words import own_named, preparation_name, preparation_whole
from meso_desktop.ui.sheet import Sheet
from meso_desktop.ui.theme import Role


def _tr(text: str) -> str:
    return QCoreApplication.translate("summary", text)


def summary_sheet(document: Consultation, assessment: Assessment, wording: Wording) -> Sheet:
    """Return the page; it is made anew when what it shows has changed."""
    page = Sheet()
    page.pair(_tr("Wish"), document.request)
    page.pair(_tr("Visit"), wording.day(document.visit_on))
    show_not_accepted(page, document, wording)
    _history(page, document, wording)
    _examination(page, document, assessment, wording)
    _areas(page, document, wording)
    _plan(page, document, assessment, wording)
    page.pair(_tr("Local anaesthetic"), anaesthetic_in_words(document.plan.anaesthetic, assessment.anaesthetic, wording))
    if document.consent is not None:
        page.pair(_tr("Consent"), wording.term(f"consent_kind.{document.consent.kind}"))
    _clinic_notes(page, document, assessment, wording)
    page.end()
    layout = page.layout()
    if layout is not None:
        layout.setContentsMargins(13, 5, 13, 5)
    return page


def _clinic_notes(page: Sheet, document: Consultation, assessment: Assessment, wording: Wording) -> None:
    places = line_places(document, wording)
    told = [f"{note_told(note, wording, places)}\n{note_origin(note, wording)}" for note in assessment.clinic_notes]
    page.pair(notes_title(), "\n".join(told))


def _history(page: Sheet, document: Consultation, wording: Wording) -> None:
    by_answer = {answer: [a for a in document.history.answers if a.answer is answer] for answer in Answer}
    for answer, name, role in ((Answer.YES, _tr("Yes"), Role.SMALL), (Answer.UNKNOWN, _tr("Not known"), Role.DEFER)):
        told = [wording.term(f"question.{a.question}") + (f" ({a.note})" if a.note else "") for a in by_answer[answer]]
        page.pair(name, "  ·  ".join(told), role)
    if by_answer[Answer.NO]:
        page.pair(_tr("No"), _tr("%1 questions").replace("%1", str(len(by_answer[Answer.NO]))), Role.MUTED)
    page.pair(_tr("Not answered"), "  ·  ".join(f"{wording.term(f'question.{n.question}')} ({n.note})" for n in document.history.notes))
    page.pair(_tr("Allergies"), ", ".join(entry.text for entry in document.history.allergies))
    page.pair(_tr("Medicines"), ", ".join(entry.text for entry in document.history.medicines))


def _examination(page: Sheet, document: Consultation, assessment: Assessment, wording: Wording) -> None:
    examination, measures = document.examination, assessment.measures
    parts = [f"{m.typed} {m.unit}" for m in (examination.height, examination.weight) if m is not None]
    if measures.bmi is not None:
        parts.append(_tr("BMI %1").replace("%1", wording.number(f"{measures.bmi:f}")))
    if examination.systolic_mmhg and examination.diastolic_mmhg:
        parts.append(f"{examination.systolic_mmhg}/{examination.diastolic_mmhg} mmHg")
    page.pair(_tr("Examination"), "  ·  ".join(parts))


def _areas(page: Sheet, document: Consultation, wording: Wording) -> None:
    planned = {line.target_id for line in document.plan.lines}
    for target in document.target_areas:
        if target.target_id not in planned:
            page.pair(_tr("Not planned"), f"{wording.term(f'area.{target.area}')}, {wording.term(f'side.{target.side}')}", Role.MUTED)


def _plan(page: Sheet, document: Consultation, assessment: Assessment, wording: Wording) -> None:
    targets = {t.target_id: t for t in document.target_areas}
    lines = {line.line_id: line for line in document.plan.lines}
    for estimate in assessment.lines:
        target, line = targets.get(estimate.target), lines.get(estimate.line)
        if target is None or line is None:
            continue
        volume = "–" if estimate.volume_ml is None else wording.number(f"{estimate.volume_ml:f}")
        sessions = "–" if estimate.sessions.chosen is None else str(estimate.sessions.chosen)
        injections = "–" if estimate.injections is None else str(estimate.injections)
        figures = _tr("%1 injections, %2 mL a session, %3 sessions").replace("%1", injections).replace("%2", volume).replace("%3", sessions)
        first = day_in_words(estimate.dates[0]) if estimate.dates else _tr("no date yet")
        name = f"{wording.term(f'area.{target.area}')}, {wording.term(f'side.{target.side}')}"
        own = own_named(line.preparation, document, wording)
        injected = [] if own is not None else [preparation_name(line.preparation, document, wording)]
        head = "  ·  ".join(part for part in (wording.term(f"protocol.{line.protocol}"), *injected) if part)
        told = [(f"{head}, {_tr('from %1').replace('%1', first)}", Role.SMALL), (figures, Role.SMALL)]
        composed = [] if own is None else [(preparation_whole(line.preparation, document, wording), Role.SMALL)]
        judged = [(text, Role.SMALL) for text in judged_and_marked(target, wording)]
        page.pair(name, "\n".join(text for text, _ in (*told, *composed, *judged)))
