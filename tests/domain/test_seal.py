"""The seal: envelopes that name everything, links and heads that only the key makes."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from msgspec.structs import replace

from meso_desktop.domain.ids import ConsultationId, PractitionerId
from meso_desktop.domain.seal import (
    NOTHING_BEFORE,
    Envelope,
    SealedKind,
    decode_envelope,
    digest,
    encode_envelope,
    head_proof,
    next_link,
    seal_of,
    signed_bytes,
)

_ENVELOPE = Envelope(
    kind=SealedKind.CONSULTATION, number=1, record_id=UUID(int=1), consultation_id=ConsultationId(UUID(int=1)),
    document_digest=digest(b"d"), assessment_digest=digest(b"a"), pack_digest=digest(b"p"), signer=PractitionerId(UUID(int=2)),
    public_key="00" * 32, signed_at=datetime(2026, 3, 2, 9, tzinfo=UTC), previous=NOTHING_BEFORE,
)


def test_an_envelope_reads_back_and_its_time_is_utc() -> None:
    data = encode_envelope(_ENVELOPE)
    assert decode_envelope(data) == _ENVELOPE
    assert b'"signed_at":"2026-03-02T09:00:00Z"' in data


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b"\xff", encode_envelope(_ENVELOPE)[:-1] + b',"more":1}'])
def test_what_is_no_envelope_is_none(data: bytes) -> None:
    assert decode_envelope(data) is None


@pytest.mark.parametrize("field", Envelope.__struct_fields__)
def test_every_field_counts_in_what_is_signed(field: str) -> None:
    changed = {
        "kind": SealedKind.ADDENDUM, "number": 2, "format": 2, "assessment_version": 2, "record_id": UUID(int=9), "signer": UUID(int=9),
        "consultation_id": UUID(int=9), "signed_at": datetime(2026, 3, 2, 10, tzinfo=UTC),
    }.get(field, "f" * 64)
    other = replace(_ENVELOPE, **{field: changed})
    assert signed_bytes(encode_envelope(other)) != signed_bytes(encode_envelope(_ENVELOPE))


def test_a_seal_depends_on_envelope_and_signature_and_their_border() -> None:
    assert len({seal_of(b"ab", b"c"), seal_of(b"a", b"bc"), seal_of(b"abc", b""), seal_of(b"ab", b"d")}) == 4


def test_links_and_heads_depend_on_the_key_and_everything_before() -> None:
    one, other = digest(b"1"), digest(b"2")
    key, wrong = b"k" * 32, b"w" * 32
    first = next_link(b"", one, chain_key=key)
    assert next_link(first, other, chain_key=key) != next_link(b"", other, chain_key=key)
    assert first != next_link(b"", one, chain_key=wrong)
    assert head_proof(1, first, chain_key=key) not in {head_proof(2, first, chain_key=key), head_proof(1, first, chain_key=wrong), first}
