"""Signs a consultation, and adds to a signed one."""

from uuid import UUID

import msgspec
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from meso_desktop.db.chain import ToSeal, append, mark_end
from meso_desktop.db.projections import project
from meso_desktop.db.tables import PatientRow, SealedDocumentRow
from meso_desktop.domain.addendum import AddendumDocument, encode_addendum
from meso_desktop.domain.assess import Context, assess
from meso_desktop.domain.assessment import Assessment
from meso_desktop.domain.carrying import set_carried
from meso_desktop.domain.codec import encode_consultation
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.errors import UserError
from meso_desktop.domain.ids import AddendumId, ConsultationId
from meso_desktop.domain.message import message
from meso_desktop.domain.seal import SealedKind, digest
from meso_desktop.domain.text import many_lines
from meso_desktop.services.clinic_pack import keep_pack
from meso_desktop.services.drafts import remove_draft, with_present_cards
from meso_desktop.services.records import open_record
from meso_desktop.services.session import OpenClinic
from meso_desktop.services.summaries import Addendum, SealedRecord
from meso_desktop.services.vaults import unlocked_signing_key

__all__ = ["Addendum", "SealedRecord", "add_addendum", "seal_consultation", "sign_consultation"]

_LONGEST_ADDENDUM = 20_000


def sign_consultation(clinic: OpenClinic, document: Consultation, *, passphrase: str) -> SealedRecord:
    """Seal a draft as the signed-in practitioner; it never changes afterwards.

    The cards of patient, clinic and practitioner are those of now, and freeze. Raises UserError: ``sign.not_ready``,
    ``sign.wrong_passphrase``, ``sign.already_signed``, ``sign.visit_in_future``, ``draft.gone``, ``save.*``.
    """
    with clinic.store.read() as session:
        _refuse_signed(session, document.consultation_id)
        document = with_present_cards(clinic, session, document)
    assessment = _ready(clinic, document)
    signing_key = _signing_key(clinic, passphrase)
    seal_consultation(clinic, document, assessment, signing_key=signing_key)
    return open_record(clinic, document.consultation_id)


def seal_consultation(clinic: OpenClinic, document: Consultation, assessment: Assessment, *, signing_key: bytes) -> None:
    """Seal a document that may be signed: the draft goes and the record comes in one transaction.

    What was offered from an earlier record and not confirmed was not said at this visit, and stays out.
    """
    document = set_carried(document, None)
    assert document.patient is not None  # noqa: S101  # narrows for the type checker: `may_sign` asks for a patient
    now, knowledge = clinic.clock.now(), clinic.knowledge
    pack = digest(knowledge.stored)
    wanted = ToSeal(
        kind=SealedKind.CONSULTATION, record_id=document.consultation_id, consultation_id=document.consultation_id,
        document=encode_consultation(document), assessment=msgspec.json.encode(assessment), pack_digest=pack,
        signer=clinic.practitioner.practitioner_id, signed_at=now,
    )
    with clinic.store.write() as session:
        _refuse_signed(session, document.consultation_id)
        remove_draft(session, document.consultation_id)
        keep_pack(session, knowledge)
        row = append(session, wanted, signing_key=signing_key, chain_key=clinic.store.chain_key)
        project(session, row)
        session.execute(update(PatientRow).where(PatientRow.patient_id == document.patient.patient_id).values(touched_at=now))
    mark_end(clinic.store)


def add_addendum(clinic: OpenClinic, consultation_id: ConsultationId, *, text: str, reason: str, passphrase: str) -> Addendum:
    """Add a text to a signed record, sealed like it.

    Raises UserError: ``addendum.text_missing``, ``addendum.reason_missing``, ``addendum.too_long``, ``sign.wrong_passphrase``,
    ``record.unknown``, ``save.*``.
    """
    document = AddendumDocument(
        addendum_id=AddendumId(clinic.new_id()), consultation_id=consultation_id, text=_needed(text, "text"),
        reason=_needed(reason, "reason"), by=clinic.practitioner, at=clinic.clock.now(),
    )
    signing_key = _signing_key(clinic, passphrase)
    wanted = ToSeal(
        kind=SealedKind.ADDENDUM, record_id=document.addendum_id, consultation_id=consultation_id, document=encode_addendum(document),
        signer=clinic.practitioner.practitioner_id, signed_at=document.at,
    )
    with clinic.store.write() as session:
        if not _is_signed(session, consultation_id):
            raise UserError(message("record.unknown"))
        project(session, append(session, wanted, signing_key=signing_key, chain_key=clinic.store.chain_key))
    mark_end(clinic.store)
    return next(a for a in open_record(clinic, consultation_id).addenda if a.addendum_id == document.addendum_id)


def _ready(clinic: OpenClinic, document: Consultation) -> Assessment:
    today = clinic.clock.today()
    if document.visit_on > today:
        raise UserError(message("sign.visit_in_future", day=document.visit_on))
    assessment = assess(document, clinic.knowledge, Context(today=today))
    if not assessment.may_sign or document.patient is None:
        raise UserError(message("sign.not_ready"))
    return assessment


def _signing_key(clinic: OpenClinic, passphrase: str) -> bytes:
    signing_key = unlocked_signing_key(clinic, passphrase)
    if signing_key is None:
        raise UserError(message("sign.wrong_passphrase"))
    return signing_key


def _refuse_signed(session: Session, consultation_id: ConsultationId) -> None:
    if _is_signed(session, consultation_id):
        raise UserError(message("sign.already_signed"))


def _is_signed(session: Session, record_id: UUID) -> bool:
    found = select(SealedDocumentRow.number).where(
        SealedDocumentRow.record_id == record_id, SealedDocumentRow.kind == SealedKind.CONSULTATION.value,
    )
    return session.scalar(found) is not None


def _needed(text: str, what: str) -> str:
    cleaned = many_lines(text).strip()
    if not cleaned:
        raise UserError(message(f"addendum.{what}_missing", field=what))
    if len(cleaned) > _LONGEST_ADDENDUM:
        raise UserError(message("addendum.too_long", field=what, limit=_LONGEST_ADDENDUM))
    return cleaned
