"""Says what does not hold of a sealed row, from its stored bytes alone, and of the chain's end."""

from collections.abc import Mapping
from uuid import UUID

from msgspec import Struct
from sqlalchemy import select
from sqlalchemy.orm import Session

from meso_desktop.db.chain import follows
from meso_desktop.db.mark import Marked
from meso_desktop.db.signatures import is_signed
from meso_desktop.db.tables import KnowledgePackRow, SealedDocumentRow, SealHeadRow, SigningKeyRow
from meso_desktop.domain.message import Message, message
from meso_desktop.domain.seal import (
    NOTHING_BEFORE,
    SEAL_FORMAT,
    Envelope,
    decode_envelope,
    digest,
    head_proof,
    next_link,
    same,
    seal_of,
    signed_bytes,
)


class Trusted(Struct, frozen=True, kw_only=True):
    """What rows are checked against: whose each public key is, which packs are kept whole, the key of the chain."""

    signers: Mapping[str, UUID]
    packs: frozenset[str]
    chain_key: bytes


def trusted(session: Session, *, chain_key: bytes) -> Trusted:
    """Return what the rows of these records are checked against."""
    signers = {row.public_key.hex(): row.practitioner_id for row in session.scalars(select(SigningKeyRow))}
    kept = session.execute(select(KnowledgePackRow.digest, KnowledgePackRow.data))
    return Trusted(signers=signers, packs=frozenset(name for name, data in kept if digest(data) == name), chain_key=chain_key)


def row_faults(row: SealedDocumentRow, before: SealedDocumentRow | None, against: Trusted) -> tuple[Message, ...]:
    """Return what does not hold of a row and of its tie to the one before it (None: it is the first)."""
    envelope = decode_envelope(row.envelope)
    if envelope is None or envelope.format != SEAL_FORMAT:
        return (_fault("envelope_unreadable", row),)
    public_key = _bytes_of(envelope.public_key)
    checks = (
        (_stands_where_named(row, envelope), "row_differs"),
        (digest(row.document) == envelope.document_digest, "document_changed"),
        ((digest(row.assessment) if row.assessment else "") == envelope.assessment_digest, "assessment_changed"),
        (against.signers.get(envelope.public_key) == envelope.signer, "signer_unknown"),
        (is_signed(signed_bytes(row.envelope), row.signature, public_key=public_key), "signature_wrong"),
        (not envelope.pack_digest or envelope.pack_digest in against.packs, "pack_missing"),
        (envelope.previous == (NOTHING_BEFORE if before is None else seal_of(before.envelope, before.signature)), "previous_differs"),
        (_is_linked(row, before, against), "link_differs"),
    )
    return tuple(_fault(problem, row) for holds, problem in checks if not holds)


def end_faults(session: Session, last: SealedDocumentRow | None, marked: Marked | None, *, chain_key: bytes) -> tuple[Message, ...]:
    """Return what does not hold of the chain's end: its head, and the mark beside the records."""
    count, link = (0, b"") if last is None else (last.number, last.link)
    head = session.get(SealHeadRow, 1)
    faults: list[Message] = []
    if head is None:
        faults.append(message("seal.head_missing"))
    else:
        if not same(head.proof, head_proof(head.count, head.link, chain_key=chain_key)):
            faults.append(message("seal.head_differs"))
        if head.count > count:
            faults.append(message("seal.tail_cut", found=count, expected=head.count))
        elif head.count < count:
            faults.append(message("seal.tail_added", found=count, expected=head.count))
        elif head.link != link:
            faults.append(message("seal.head_differs"))
    if marked is None and count:
        faults.append(message("seal.mark_missing"))
    elif marked is not None and marked.count > count:
        faults.append(message("seal.older_records", found=count, expected=marked.count))
    elif not follows(session, marked):
        faults.append(message("seal.other_records", number=0 if marked is None else marked.count))
    return tuple(dict.fromkeys(faults))


def gap_faults(row: SealedDocumentRow, before: SealedDocumentRow | None) -> tuple[Message, ...]:
    """Return one fault for each number that is missing before a row."""
    first = 1 if before is None else before.number + 1
    return tuple(message("seal.number_missing", number=number) for number in range(first, row.number))


def _stands_where_named(row: SealedDocumentRow, envelope: Envelope) -> bool:
    named = (envelope.number, envelope.kind.value, envelope.record_id, envelope.consultation_id)
    return named == (row.number, row.kind, row.record_id, row.consultation_id)


def _is_linked(row: SealedDocumentRow, before: SealedDocumentRow | None, against: Trusted) -> bool:
    expected = next_link(b"" if before is None else before.link, seal_of(row.envelope, row.signature), chain_key=against.chain_key)
    return same(row.link, expected)


def _bytes_of(text: str) -> bytes:
    try:
        return bytes.fromhex(text)
    except ValueError:
        return b""


def _fault(problem: str, row: SealedDocumentRow) -> Message:
    return message(f"seal.{problem}", number=row.number)
