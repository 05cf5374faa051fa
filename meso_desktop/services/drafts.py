"""Begins, saves, opens, moves and discards drafts."""

from datetime import date, datetime

from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.ids import ConsultationId, PatientId
from meso_desktop.services.session import OpenClinic
from meso_desktop.services.summaries import DraftSummary

__all__ = ["DraftSummary", "begin_consultation", "discard_draft", "list_drafts", "move_draft", "open_draft", "save_draft"]


def begin_consultation(clinic: OpenClinic, *, patient_id: PatientId | None, visit_on: date) -> Consultation:
    """Begin a consultation and keep it as a draft at once."""
    raise NotImplementedError


def save_draft(clinic: OpenClinic, document: Consultation) -> datetime:
    """Save a begun draft durably and return when. Raises UserError: ``draft.gone``, ``draft.already_signed``, ``save.disk_full``."""
    raise NotImplementedError


def open_draft(clinic: OpenClinic, consultation_id: ConsultationId) -> Consultation:
    """Return a draft with the present cards of patient and clinic. Raises UserError ``draft.gone``."""
    raise NotImplementedError


def list_drafts(clinic: OpenClinic) -> tuple[DraftSummary, ...]:
    """Return all drafts, last saved first."""
    raise NotImplementedError


def discard_draft(clinic: OpenClinic, consultation_id: ConsultationId) -> None:
    """Forget a draft. Raises UserError ``draft.gone``."""
    raise NotImplementedError


def move_draft(clinic: OpenClinic, consultation_id: ConsultationId, patient_id: PatientId) -> Consultation:
    """Put a draft that was begun on the wrong patient under another one and return it."""
    raise NotImplementedError
