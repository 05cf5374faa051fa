"""The addendum document: something added to a signed record."""

from datetime import datetime
from typing import Final

from msgspec import Struct

from meso_desktop.domain.codec import encode_value, plain_json
from meso_desktop.domain.errors import UserError
from meso_desktop.domain.ids import AddendumId, ConsultationId
from meso_desktop.domain.message import message
from meso_desktop.domain.people import PractitionerCard
from meso_desktop.domain.shape import built, shape_of

ADDENDUM_VERSION: Final = 1


class AddendumDocument(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What was added, why, by whom and when."""

    schema_version: int = ADDENDUM_VERSION
    addendum_id: AddendumId
    consultation_id: ConsultationId
    text: str
    reason: str
    by: PractitionerCard
    at: datetime


def encode_addendum(document: AddendumDocument) -> bytes:
    """Return the addendum as compact JSON."""
    return encode_value(document)


def decode_addendum(data: bytes) -> AddendumDocument:
    """Return the addendum that `data` holds. Raises UserError ``document.*`` naming the key."""
    plain = plain_json(data)
    version = plain.get("schema_version")
    if version != ADDENDUM_VERSION:
        if isinstance(version, int) and version > ADDENDUM_VERSION:
            raise UserError(message("document.newer", found=version, known=ADDENDUM_VERSION))
        raise UserError(message("document.no_version"))
    document = built(plain, shape_of(AddendumDocument))
    assert isinstance(document, AddendumDocument)  # noqa: S101  # narrows for the type checker: `built` follows the shape
    return document
