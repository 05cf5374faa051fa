"""Appends to the chain of seals, inside the transaction that inserts, and keeps its head and its mark."""

import logging
from datetime import datetime
from uuid import UUID

from msgspec import Struct
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from meso_desktop.db.mark import Marked
from meso_desktop.db.signatures import public_key_of, sign
from meso_desktop.db.store import Store
from meso_desktop.db.tables import SealedDocumentRow, SealHeadRow
from meso_desktop.domain.errors import UserError
from meso_desktop.domain.ids import ConsultationId, PractitionerId
from meso_desktop.domain.seal import (
    NOTHING_BEFORE,
    Envelope,
    SealedKind,
    digest,
    encode_envelope,
    head_proof,
    next_link,
    seal_of,
    signed_bytes,
)

_log = logging.getLogger(__name__)


class ToSeal(Struct, frozen=True, kw_only=True):
    """What is to be sealed, as bytes that are stored as they are; an addendum has no assessment and no pack."""

    kind: SealedKind
    record_id: UUID
    consultation_id: ConsultationId
    document: bytes
    assessment: bytes = b""
    pack_digest: str = ""
    signer: PractitionerId
    signed_at: datetime


def begin_chain(session: Session, *, chain_key: bytes) -> None:
    """Write the head of an empty chain."""
    session.add(SealHeadRow(id=1, count=0, link=b"", proof=head_proof(0, b"", chain_key=chain_key)))


def append(session: Session, wanted: ToSeal, *, signing_key: bytes, chain_key: bytes) -> SealedDocumentRow:
    """Seal at the end of the chain and move its head, in the caller's transaction.

    A chain that no longer holds is continued after its last number, so that the fault stays where it is.
    """
    head = session.get(SealHeadRow, 1)
    last = session.scalars(select(SealedDocumentRow).order_by(SealedDocumentRow.number.desc()).limit(1)).one_or_none()
    number = max(0 if head is None else head.count, 0 if last is None else last.number) + 1
    envelope = _envelope(wanted, number, last, signing_key)
    signature = sign(signed_bytes(envelope), signing_key=signing_key)
    link = next_link(b"" if last is None else last.link, seal_of(envelope, signature), chain_key=chain_key)
    row = SealedDocumentRow(
        number=number, kind=wanted.kind.value, record_id=wanted.record_id, consultation_id=wanted.consultation_id,
        document=wanted.document, assessment=wanted.assessment, envelope=envelope, signature=signature, link=link,
    )
    session.add(row)
    if head is None:
        head = SealHeadRow(id=1)
        session.add(head)
    head.count, head.link, head.proof = number, link, head_proof(number, link, chain_key=chain_key)
    session.flush()
    return row


def mark_end(store: Store) -> None:
    """Mark the end of the chain beside the records, unless the mark before it is gone or not part of this chain.

    The seal is committed by then: a mark that cannot be written stays behind, which verification allows. A mark that is gone is
    made anew at the very first seal only: later it would hide that older records were put back.
    """
    before = store.mark.read()
    with store.read() as session:
        head = session.get(SealHeadRow, 1)
        if head is None or (before is None and head.count > 1) or not follows(session, before):
            return
        marked = Marked(count=head.count, link=head.link)
    try:
        store.mark.write(marked)
    except UserError as error:
        _log.warning("the mark of seals was not written: %s", error.message.id)


def follows(session: Session, marked: Marked | None) -> bool:
    """Tell whether the chain of these records goes through what was marked; True where nothing was."""
    if marked is None or marked.count == 0:
        return True
    link = session.scalar(select(SealedDocumentRow.link).where(SealedDocumentRow.number == marked.count))
    return link == marked.link


def sealed_count(session: Session) -> int:
    """Return how many entries are sealed."""
    return session.scalar(select(func.count()).select_from(SealedDocumentRow)) or 0


def _envelope(wanted: ToSeal, number: int, last: SealedDocumentRow | None, signing_key: bytes) -> bytes:
    return encode_envelope(Envelope(
        kind=wanted.kind, number=number, record_id=wanted.record_id, consultation_id=wanted.consultation_id,
        document_digest=digest(wanted.document), assessment_digest=digest(wanted.assessment) if wanted.assessment else "",
        pack_digest=wanted.pack_digest, signer=wanted.signer, public_key=public_key_of(signing_key).hex(), signed_at=wanted.signed_at,
        previous=NOTHING_BEFORE if last is None else seal_of(last.envelope, last.signature),
    ))
