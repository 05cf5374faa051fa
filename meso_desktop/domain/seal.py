"""The seal: an envelope over the digests of a document, and the chain that ties each seal to the one before."""

import hashlib
import hmac
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

import msgspec
from msgspec import Struct

from meso_desktop.domain.ids import ConsultationId, PractitionerId

SEAL_FORMAT: Final = 1
ASSESSMENT_VERSION: Final = 1
NOTHING_BEFORE: Final = "0" * 64
"""Stands where the first seal of a vault would name the one before it."""

_SIGNED_CONTEXT: Final = b"meso-desktop seal 1\x00"
_LINK_CONTEXT: Final = b"meso-desktop link 1\x00"
_HEAD_CONTEXT: Final = b"meso-desktop head 1\x00"


class SealedKind(StrEnum):
    """What was sealed."""

    CONSULTATION = "consultation"
    ADDENDUM = "addendum"


class Envelope(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the practitioner's key signs. Digests are SHA-256 in lower-case hex.

    `record_id` is the consultation's or the addendum's own id; `assessment_digest` is empty for an addendum. `number` counts
    all seals of the vault from 1; `previous` is the seal before, `public_key` the key that signs.
    """

    format: int = SEAL_FORMAT
    kind: SealedKind
    number: int
    record_id: UUID
    consultation_id: ConsultationId
    document_digest: str
    assessment_digest: str
    assessment_version: int = ASSESSMENT_VERSION
    pack_digest: str
    signer: PractitionerId
    public_key: str
    signed_at: datetime
    previous: str


def digest(data: bytes) -> str:
    """Return the SHA-256 of stored bytes in hex."""
    return hashlib.sha256(data).hexdigest()


def encode_envelope(envelope: Envelope) -> bytes:
    """Return the envelope's bytes; they are stored as they are and never made again."""
    return msgspec.json.encode(envelope)


def decode_envelope(data: bytes) -> Envelope | None:
    """Return the envelope that stored bytes hold, None when they hold none."""
    try:
        return msgspec.json.decode(data, type=Envelope)
    except (msgspec.MsgspecError, ValueError):
        return None


def signed_bytes(envelope: bytes) -> bytes:
    """Return what the key signs: the envelope's bytes under a context of their own."""
    return _SIGNED_CONTEXT + envelope


def seal_of(envelope: bytes, signature: bytes) -> str:
    """Return the seal: the digest of envelope and signature, which the next envelope names."""
    return digest(len(envelope).to_bytes(8, "big") + envelope + signature)


def next_link(link: bytes, seal: str, *, chain_key: bytes) -> bytes:
    """Return the keyed link that ties `seal` to everything before it; the first link follows ``b""``."""
    return hmac.digest(chain_key, _LINK_CONTEXT + len(link).to_bytes(8, "big") + link + bytes.fromhex(seal), "sha256")


def head_proof(count: int, link: bytes, *, chain_key: bytes) -> bytes:
    """Return the keyed proof that the chain has `count` seals and ends in `link`."""
    return hmac.digest(chain_key, _HEAD_CONTEXT + count.to_bytes(8, "big") + link, "sha256")


def same(one: bytes, other: bytes) -> bool:
    """Tell whether two proofs are equal, in a time that does not depend on where they differ."""
    return hmac.compare_digest(one, other)
