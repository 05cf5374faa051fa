"""A sentence below the window: a message id with values, which the wording catalogues render."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from msgspec import Struct


class ValueKind(StrEnum):
    """How the catalogue renders a value."""

    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    TERM = "term"


class MessageValue(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One named value of a message, in a form that reads back exactly."""

    name: str
    kind: ValueKind
    value: str


class Message(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A message id and its values; equal messages render alike in every language."""

    id: str
    values: tuple[MessageValue, ...] = ()


class Term(Struct, frozen=True):
    """A word that the catalogues translate, such as ``area.submental``."""

    key: str


def message(message_id: str, **values: str | int | Decimal | date | Term) -> Message:
    """Return the message `message_id` with its named values."""
    return Message(id=message_id, values=tuple(_value(n, v) for n, v in values.items()))


def _value(name: str, value: str | int | Decimal | date | Term) -> MessageValue:
    # A chain of tests, not a match: an assessment makes some thousand of these at every keystroke.
    if isinstance(value, Term):
        return MessageValue(name=name, kind=ValueKind.TERM, value=value.key)
    if isinstance(value, str):
        return MessageValue(name=name, kind=ValueKind.TEXT, value=value)
    if isinstance(value, Decimal):
        return MessageValue(name=name, kind=ValueKind.NUMBER, value=f"{value:f}")
    if isinstance(value, int):
        return MessageValue(name=name, kind=ValueKind.NUMBER, value=str(value))
    return MessageValue(name=name, kind=ValueKind.DAY, value=value.isoformat())
