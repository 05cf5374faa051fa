"""Preparations begun in the builder and not used: kept in the document as what a field refused, so that none is lost."""

from typing import Final

import msgspec
from msgspec import Struct

from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.edits import accept_entry, refuse_entry
from meso_desktop.domain.ids import LineId
from meso_desktop.domain.plan import PlanLine

_TOPIC: Final = "composition"


class TypedPart(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A row as it stands: a product, its volume and its strengths by ingredient, as typed."""

    product: str
    volume: str = ""
    strengths: dict[str, str] = {}


class TypedPreparation(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What stands in the builder."""

    parts: tuple[TypedPart, ...] = ()
    name: str = ""


_READ: Final = msgspec.json.Decoder(TypedPreparation)


def begun_path(line_id: LineId, *, origin: str = "") -> str:
    """Return the path under which is kept what was begun for a line; `origin` is the preparation that it would replace."""
    return f"line.{line_id}.{_TOPIC}" + (f".{origin}" if origin else "")


def origin_of(path: str) -> str | None:
    """Return the preparation that what is kept under this path would replace, empty for none; None for any other path."""
    topic, _, rest = path.partition(".")
    inside, _, origin = rest.partition(".")[2].partition(".")
    return origin if topic == "line" and inside == _TOPIC else None


def begun_preparation(document: Consultation, path: str) -> TypedPreparation | None:
    """Return what was begun and is kept under this path; None for nothing, or what cannot be read."""
    text = next((entry.text for entry in document.refused_entries if entry.field == path), None)
    if text is None:
        return None
    try:
        return _READ.decode(text)
    except (msgspec.DecodeError, UnicodeEncodeError):
        return None


def put_begun(document: Consultation, path: str, typed: TypedPreparation) -> Consultation:
    """Keep a preparation begun in place of the one before; an empty one is forgotten."""
    bare = without_blanks(typed)
    if bare == TypedPreparation():
        return accept_entry(document, path)
    return document if bare == begun_preparation(document, path) else refuse_entry(document, field=path, text=_written(bare))


def without_blanks(typed: TypedPreparation) -> TypedPreparation:
    """Return what was typed without fields that hold nothing, so that alike is equal."""
    parts = tuple(
        TypedPart(product=part.product, volume=part.volume, strengths={name: text for name, text in part.strengths.items() if text})
        for part in typed.parts
    )
    return TypedPreparation(parts=parts, name=typed.name)


def begun_line(document: Consultation, path: str) -> PlanLine | None:
    """Return the line for which what is kept under this path was begun; None for any other path."""
    if origin_of(path) is None:
        return None
    return next((line for line in document.plan.lines if str(line.line_id) == path.split(".")[1]), None)


def _written(typed: TypedPreparation) -> str:
    return msgspec.json.encode(typed).decode()
