"""Prints the treatment plan of a draft or of a signed record as PDF."""

from datetime import date
from functools import lru_cache

from meso_desktop.db.projections import eligible_before
from meso_desktop.db.tables import KnowledgePackRow, PatientStateRow
from meso_desktop.documents.paper import PaperAddendum, PlanPaper, Signature
from meso_desktop.documents.treatment_plan import treatment_plan_pdf
from meso_desktop.domain.assess import Context, assess
from meso_desktop.domain.body import Body
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.errors import UserError
from meso_desktop.domain.ids import ConsultationId
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.seal import digest
from meso_desktop.knowledge.body_loader import load_body
from meso_desktop.knowledge.stored import knowledge_from
from meso_desktop.knowledge.wording import Wording
from meso_desktop.resources import resource_path
from meso_desktop.services.drafts import list_drafts, open_draft
from meso_desktop.services.records import open_record
from meso_desktop.services.session import OpenClinic
from meso_desktop.services.settings import logo
from meso_desktop.services.spoken import spoken_with
from meso_desktop.services.summaries import SealedRecord

__all__ = ["plan_by_id", "plan_of_draft", "plan_of_record"]


def plan_by_id(clinic: OpenClinic, consultation_id: ConsultationId, wording: Wording) -> bytes:
    """Return the plan of a signed record, or of a draft with this id. Raises UserError ``record.unknown`` when there is neither."""
    try:
        record = open_record(clinic, consultation_id)
    except UserError as error:
        if error.message.id != "record.unknown" or all(d.consultation_id != consultation_id for d in list_drafts(clinic)):
            raise
        return plan_of_draft(clinic, open_draft(clinic, consultation_id), wording)
    return plan_of_record(clinic, record, wording)


def plan_of_draft(clinic: OpenClinic, document: Consultation, wording: Wording) -> bytes:
    """Return the plan as it stands now, marked as a draft; the patient's pages in their language, the doctor's in `wording`."""
    spoken = spoken_with(document.patient, wording)
    return treatment_plan_pdf(
        PlanPaper(
            document=document,
            assessment=assess(document, clinic.knowledge, Context(today=clinic.clock.today())),
            knowledge=clinic.knowledge,
            wording=spoken.wording,
            doctor_wording=wording,
            not_worded=spoken.missing,
            eligible_before=_eligible_now(clinic, document),
            body=_body(),
            logo=logo(clinic, logo_digest=document.clinic.logo_digest),
        )
    )


def plan_of_record(clinic: OpenClinic, record: SealedRecord, wording: Wording) -> bytes:
    """Return the plan as it was signed, from the stored assessment and the pack it was signed with.

    The patient's pages are in the language of the card as signed, the doctor's in `wording`.
    Where the vault no longer holds that pack the seal does not hold, the paper says so, and the present pack names things.
    """
    spoken = spoken_with(record.document.patient, wording)
    return treatment_plan_pdf(
        PlanPaper(
            document=record.document,
            assessment=record.assessment,
            knowledge=_pack(clinic, record.envelope.pack_digest),
            wording=spoken.wording,
            doctor_wording=wording,
            not_worded=spoken.missing,
            eligible_before=_eligible_before(clinic, record.document.consultation_id),
            body=_body(),
            logo=logo(clinic, logo_digest=record.document.clinic.logo_digest),
            signature=Signature(
                by=record.document.practitioner, at=record.envelope.signed_at, head=record.head, holds=record.seal_holds
            ),
            addenda=tuple(
                PaperAddendum(text=added.text, reason=added.reason, by=added.by, at=added.at, holds=added.seal_holds)
                for added in record.addenda
            ),
        )
    )


def _eligible_now(clinic: OpenClinic, document: Consultation) -> date | None:
    if document.patient is None:
        return None
    with clinic.store.read() as session:
        state = session.get(PatientStateRow, document.patient.patient_id)
        return None if state is None else state.eligible_on


def _eligible_before(clinic: OpenClinic, consultation_id: ConsultationId) -> date | None:
    with clinic.store.read() as session:
        return eligible_before(session, consultation_id)


@lru_cache(maxsize=1)
def _body() -> Body:
    return load_body(resource_path("body"))


def _pack(clinic: OpenClinic, pack_digest: str) -> Knowledge:
    if pack_digest == digest(clinic.knowledge.stored):
        return clinic.knowledge
    with clinic.store.read() as session:
        row = session.get(KnowledgePackRow, pack_digest)
        stored = None if row is None else row.data
    return clinic.knowledge if stored is None else _read_pack(stored)


@lru_cache(maxsize=4)
def _read_pack(stored: bytes) -> Knowledge:
    return knowledge_from(stored)
