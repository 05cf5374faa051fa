"""Writes a consultation as JSON and reads it back, strictly: what is not exactly a document is refused by its key."""

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

import msgspec

from meso_desktop.domain.consultation import SCHEMA_VERSION, Consultation
from meso_desktop.domain.document_schema import consultation_schema
from meso_desktop.domain.errors import UserError
from meso_desktop.domain.message import message
from meso_desktop.domain.shape import GREATEST_INTEGER, built, shape_of, stored_decimal
from meso_desktop.domain.text import nfc

__all__ = ["consultation_schema", "decode_consultation", "encode_consultation", "encode_value", "plain_json"]

Upcast = Callable[[dict[str, object]], dict[str, object]]


def _from_1(plain: dict[str, object]) -> dict[str, object]:
    """Take over what the first version wrote: the second adds earlier answers and notes on open questions, both empty there."""
    return {**plain, "schema_version": 2}


def _from_2(plain: dict[str, object]) -> dict[str, object]:
    """Take over what the second version wrote: the third adds what a plan and an area may hold more, all of it empty there."""
    return {**plain, "schema_version": 3}


UPCASTS: Final[Mapping[int, Upcast]] = {1: _from_1, 2: _from_2}
"""How a document of an older version becomes one of the next, on plain values before typed reading."""


def encode_consultation(document: Consultation) -> bytes:
    """Return the document as compact JSON: keys in the order of the fields, decimals as plain strings, text in NFC.

    Raises ValueError for a value that `decode_consultation` would refuse.
    """
    return encode_value(document)


def decode_consultation(data: bytes) -> Consultation:
    """Return the document that `data` holds.

    Raises UserError ``document.*`` naming the key: duplicate or unknown or missing keys, wrong types, numbers that are not
    plain decimals in quotes, instants not in UTC, text not in NFC, a newer version.
    """
    plain = plain_json(data)
    version = plain.get("schema_version")
    if not isinstance(version, int) or isinstance(version, bool):
        raise UserError(message("document.no_version"))
    if version > SCHEMA_VERSION:
        raise UserError(message("document.newer", found=version, known=SCHEMA_VERSION))
    if version < 1:
        raise UserError(message("document.wrong_value", key="schema_version"))
    for older in range(version, SCHEMA_VERSION):
        plain = UPCASTS[older](plain)
    document = built(plain, shape_of(Consultation))
    assert isinstance(document, Consultation)  # noqa: S101  # narrows for the type checker: `built` follows the shape
    return document


def encode_value(value: msgspec.Struct) -> bytes:
    """Return any value of ours as the codec writes a document."""
    return msgspec.json.encode(_plain(msgspec.to_builtins(value, builtin_types=(Decimal, datetime)), ""))


def plain_json(data: bytes) -> dict[str, object]:
    """Return the object that `data` holds as plain values. Raises UserError ``document.*``."""
    try:
        text = data.decode("utf-8")
        plain = json.loads(text, object_pairs_hook=_object, parse_float=_number, parse_constant=_number)
    except UnicodeDecodeError:
        raise UserError(message("document.not_utf8")) from None
    except json.JSONDecodeError as error:
        raise UserError(message("document.unreadable", line=error.lineno, column=error.colno)) from None
    except (ValueError, RecursionError):
        raise UserError(message("document.unreadable", line=1, column=1)) from None
    if not isinstance(plain, dict):
        raise UserError(message("document.not_an_object"))
    return plain


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise UserError(message("document.repeated_key", key=nfc(key)))
        found[key] = value
    return found


def _number(text: str) -> object:
    """Refuse fractions, exponents, NaN and infinity: a quantity stands in quotes, so that no reader rounds it."""
    raise UserError(message("document.bare_number", number=text))


def _plain(value: Any, name: str) -> Any:  # noqa: ANN401  # any JSON value
    """Return the value as it is written; asks for exact types, as a save has some two thousand values, most of them numbers of points."""
    kind = type(value)
    if kind is int:
        return _bounded(value, name)
    if kind is str:
        return nfc(value)
    if kind is list or kind is tuple:
        return [_plain(item, name) for item in value]
    if kind is dict:
        return {key: _plain(item, key) for key, item in value.items()}
    return _rarer(value, name)


def _rarer(value: Any, name: str) -> Any:  # noqa: ANN401  # any JSON value
    match value:
        case Decimal():
            return stored_decimal(value, name)
        case datetime():
            return _instant(value)
        case _:
            return value


def _bounded(value: int, name: str) -> int:
    if -GREATEST_INTEGER <= value <= GREATEST_INTEGER:
        return value
    reason = f"{name} is out of bounds"
    raise ValueError(reason)


def _instant(value: datetime) -> str:
    if value.tzinfo is None or value.utcoffset():
        reason = "an instant is kept in UTC"
        raise ValueError(reason)
    return value.replace(tzinfo=None).isoformat() + "Z"
