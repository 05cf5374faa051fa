"""Edits: pure functions from one consultation to the next, one for each thing a doctor does on a page."""

from collections.abc import Iterable
from datetime import date

from msgspec.structs import replace

from meso_desktop.domain.accepting import without_copied
from meso_desktop.domain.areas import TargetArea
from meso_desktop.domain.consent import Consent
from meso_desktop.domain.consultation import Advice, Consultation, Outcome, RefusedEntry, Step, StepNote
from meso_desktop.domain.examination import Examination
from meso_desktop.domain.history import Answer, Answered, CodedEntry, EarlierTreatment, QuestionNote
from meso_desktop.domain.ids import LineId, TargetId
from meso_desktop.domain.people import PatientCard
from meso_desktop.domain.plan import Anaesthetic, FindingResponse, PlanLine


def set_patient(document: Consultation, card: PatientCard | None) -> Consultation:
    """Put the consultation under this patient; everything recorded stays but what only the one before could give.

    That is what they said on earlier visits, what was copied from their record and not accepted, and their consent: nobody signs
    for another.
    """
    before, after = document.patient, card
    if before is None or after is None or before.patient_id != after.patient_id:
        document = without_copied(document)
        document = replace(document, history=replace(document.history, carried=None))
        if before is not None:
            document = replace(document, consent=None)
    return replace(document, patient=card)


def set_request(document: Consultation, text: str) -> Consultation:
    """Record what the patient wants, in the patient's words."""
    return replace(document, request=text)


def set_visit_on(document: Consultation, day: date) -> Consultation:
    """Date the visit; what was said on a later day is not offered to it, nor what was copied from one kept unless accepted."""
    if document.copied is not None and document.copied.visit_on > day:
        document = without_copied(document)
    carried = document.history.carried
    if carried is not None and carried.visit_on > day:
        document = replace(document, history=replace(document.history, carried=None))
    return replace(document, visit_on=day)


def answer_question(document: Consultation, *, question: str, answer: Answer | None, note: str | None = None) -> Consultation:
    """Answer a question of the questionnaire; None takes the answer back to *not asked*.

    What was written beside the question stays there through every answer and none, unless `note` is given.
    """
    history = document.history
    kept = note_on(document, question) if note is None else note
    answers = _answered(history.answers, question, answer, kept)
    notes = tuple(n for n in history.notes if n.question != question)
    if answer is None and kept:
        notes = (*notes, QuestionNote(question=question, note=kept))
    return replace(document, history=replace(history, answers=answers, notes=notes))


def answer_all(document: Consultation, *, questions: Iterable[str], answer: Answer) -> Consultation:
    """Give several questions the same answer."""
    for question in questions:
        document = answer_question(document, question=question, answer=answer)
    return document


def note_question(document: Consultation, *, question: str, note: str) -> Consultation:
    """Write beside a question, answered or not."""
    given = next((a.answer for a in document.history.answers if a.question == question), None)
    return answer_question(document, question=question, answer=given, note=note)


def note_on(document: Consultation, question: str) -> str:
    """Return what stands written beside a question."""
    history = document.history
    noted: tuple[Answered | QuestionNote, ...] = (*history.answers, *history.notes)
    return next((n.note for n in noted if n.question == question), "")


def set_allergies(document: Consultation, entries: tuple[CodedEntry, ...]) -> Consultation:
    """Replace the list of allergies."""
    return replace(document, history=replace(document.history, allergies=entries))


def set_medicines(document: Consultation, entries: tuple[CodedEntry, ...]) -> Consultation:
    """Replace the list of medicines."""
    return replace(document, history=replace(document.history, medicines=entries))


def set_earlier_treatments(document: Consultation, entries: tuple[EarlierTreatment, ...]) -> Consultation:
    """Replace the list of earlier treatments."""
    return replace(document, history=replace(document.history, earlier_treatments=entries))


def set_examination(document: Consultation, examination: Examination) -> Consultation:
    """Record the examination."""
    return replace(document, examination=examination)


def put_target(document: Consultation, target: TargetArea) -> Consultation:
    """Add a target area, or replace the one with its id."""
    kept = document.target_areas
    if any(t.target_id == target.target_id for t in kept):
        return replace(document, target_areas=tuple(target if t.target_id == target.target_id else t for t in kept))
    return replace(document, target_areas=(*kept, target))


def remove_target(document: Consultation, target_id: TargetId) -> Consultation:
    """Remove a target area together with its plan lines."""
    gone = tuple(line.line_id for line in document.plan.lines if line.target_id == target_id)
    for line_id in gone:
        document = remove_line(document, line_id)
    document = _without_entries(document, f"target.{target_id}.")
    return replace(document, target_areas=tuple(t for t in document.target_areas if t.target_id != target_id))


def answer_for_target(document: Consultation, *, target_id: TargetId, question: str, answer: Answer | None) -> Consultation:
    """Answer a question that is asked for each area."""
    target = next(t for t in document.target_areas if t.target_id == target_id)
    return put_target(document, replace(target, answers=_answered(target.answers, question, answer, "")))


def put_line(document: Consultation, line: PlanLine) -> Consultation:
    """Add a plan line, or replace the one with its id."""
    kept = document.plan.lines
    if any(item.line_id == line.line_id for item in kept):
        lines = tuple(line if item.line_id == line.line_id else item for item in kept)
    else:
        lines = (*kept, line)
    return replace(document, plan=replace(document.plan, lines=lines))


def remove_line(document: Consultation, line_id: LineId) -> Consultation:
    """Remove a plan line."""
    lines = tuple(line for line in document.plan.lines if line.line_id != line_id)
    return _without_entries(replace(document, plan=replace(document.plan, lines=lines)), f"line.{line_id}.")


def set_first_session(document: Consultation, day: date | None) -> Consultation:
    """Set the day of the first session; None goes back to the proposed one."""
    return replace(document, plan=replace(document.plan, first_session_on=day))


def set_anaesthetic(document: Consultation, anaesthetic: Anaesthetic | None) -> Consultation:
    """Record the local anaesthetic; None is *not yet discussed*."""
    return replace(document, plan=replace(document.plan, anaesthetic=anaesthetic))


def respond(document: Consultation, response: FindingResponse) -> Consultation:
    """Record the doctor's response to a finding in place of an earlier one."""
    kept = tuple(r for r in document.responses if r.finding != response.finding)
    return replace(document, responses=(*kept, response))


def withdraw_response(document: Consultation, finding: str) -> Consultation:
    """Take the response to a finding back."""
    return replace(document, responses=tuple(r for r in document.responses if r.finding != finding))


def set_advice(document: Consultation, advice: Advice) -> Consultation:
    """Record the advice chosen and the doctor's own words."""
    return replace(document, advice=advice)


def set_consent(document: Consultation, consent: Consent | None) -> Consultation:
    """Record how consent was given."""
    return replace(document, consent=consent)


def set_outcome(document: Consultation, outcome: Outcome | None) -> Consultation:
    """Record how the consultation ends."""
    return replace(document, outcome=outcome)


def set_step_note(document: Consultation, *, step: Step, text: str) -> Consultation:
    """Write the free note of a step; an empty text removes it."""
    kept = tuple(n for n in document.step_notes if n.step is not step)
    return replace(document, step_notes=(*kept, StepNote(step=step, text=text)) if text else kept)


def set_note(document: Consultation, text: str) -> Consultation:
    """Write the note on the whole consultation."""
    return replace(document, note=text)


def refuse_entry(document: Consultation, *, field: str, text: str) -> Consultation:
    """Keep what was typed into a field and refused there."""
    kept = tuple(e for e in document.refused_entries if e.field != field)
    return replace(document, refused_entries=(*kept, RefusedEntry(field=field, text=text)))


def accept_entry(document: Consultation, field: str) -> Consultation:
    """Forget the refused text of a field, which now holds a value or nothing."""
    return replace(document, refused_entries=tuple(e for e in document.refused_entries if e.field != field))


def _without_entries(document: Consultation, prefix: str) -> Consultation:
    return replace(document, refused_entries=tuple(e for e in document.refused_entries if not e.field.startswith(prefix)))


def _answered(answers: tuple[Answered, ...], question: str, answer: Answer | None, note: str) -> tuple[Answered, ...]:
    if answer is None:
        return tuple(a for a in answers if a.question != question)
    new = Answered(question=question, answer=answer, note=note)
    if any(a.question == question for a in answers):
        return tuple(new if a.question == question else a for a in answers)
    return (*answers, new)
