"""Reads one pack file: TOML to tables, tables to values, each fault refused with file and key."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, NoReturn, TypeVar

import msgspec

from meso_desktop.domain.errors import UserError
from meso_desktop.domain.message import message
from meso_desktop.domain.quantity import plain_decimal

Table = dict[str, Any]
Entry = TypeVar("Entry", bound=msgspec.Struct)

_UNKNOWN: Final = re.compile(r"unknown field `([^`]+)`")
_MISSING: Final = re.compile(r"missing required field `([^`]+)`")
_AT: Final = re.compile(r" - at `\$\.?([^`]*)`")
_ID: Final = re.compile(r"[a-z][a-z0-9_]*")
_SOURCE_ID: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


def refuse(message_id: str, *, file: str, key: str, **values: str) -> NoReturn:
    """Raise the UserError `message_id`, naming file and key."""
    raise UserError(message(message_id, file=file, key=key, **values))


def need(wanted: Iterable[str], known: Iterable[str], *, file: str, key: str) -> None:
    """Refuse a name in `wanted` that is not among `known`."""
    names = set(known)
    for name in wanted:
        if name not in names:
            refuse("pack.unknown_reference", file=file, key=key, name=name)


def read_table(path: Path) -> Table:
    """Return the TOML file `path` as a table; raises UserError when it is missing, cut short or not TOML."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise UserError(message("pack.missing_file", file=path.name)) from error
    except OSError as error:
        raise UserError(message("pack.unreadable_file", file=path.name, detail=error.strerror or "")) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UserError(message("pack.not_toml", file=path.name, detail=str(error))) from error


def check_keys(table: Table, *, file: str, allowed: frozenset[str]) -> None:
    """Refuse a key at the head of a file that is none of `allowed`, and one of `allowed` that is missing."""
    for key in table:
        if key not in allowed:
            refuse("pack.unknown_key", file=file, key=key)
    for key in sorted(allowed):
        if key not in table:
            refuse("pack.missing_key", file=file, key=key)


def read_text(table: Table, *, file: str, key: str) -> str:
    """Return the non-empty text under `key`."""
    value = table[key]
    if not isinstance(value, str) or not value:
        refuse("pack.wrong_value", file=file, key=key)
    return value


def read_entries(table: Table, kind: type[Entry], *, file: str, topic: str) -> dict[str, Entry]:
    """Return the entries ``[[topic]]`` by id, in the order written.

    The file's `reviewed_on` counts for each entry and limit that has none of its own. `entries` states how many
    there are, so that a file cut between two entries is not taken for a whole one.
    """
    rows = table[topic]
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        refuse("pack.wrong_value", file=file, key=topic)
    found: dict[str, Entry] = {}
    for number, row in enumerate(rows):
        entry_id = row.get("id")
        key = f"{topic}.{entry_id}" if isinstance(entry_id, str) else f"{topic}[{number}]"
        entry = decode_entry(row, kind, file=file, key=key, reviewed_on=table.get("reviewed_on"))
        known: str = entry.id  # type: ignore[attr-defined]  # every kind of entry has an id
        pattern = _SOURCE_ID if topic == "sources" else _ID
        if not pattern.fullmatch(known):
            refuse("pack.bad_id", file=file, key=key)
        if known in found:
            refuse("pack.duplicate_id", file=file, key=key)
        found[known] = entry
    stated = table["entries"]
    if stated != len(found) or isinstance(stated, bool):
        refuse("pack.cut_short", file=file, key="entries", stated=str(stated), found=str(len(found)))
    return found


def decode_entry(row: Table, kind: type[Entry], *, file: str, key: str, reviewed_on: object = None) -> Entry:
    """Return the value of one table, its numbers checked as they are written."""
    if type(reviewed_on) is date:
        row = _with_review(row, kind, reviewed_on)
    try:
        entry = msgspec.convert(row, type=kind, builtin_types=(date,))
    except msgspec.ValidationError as error:
        _refuse_invalid(str(error), file=file, key=key)
    _check_numbers(entry, row, file=file, key=key)
    return entry


def _with_review(row: Table, kind: type[msgspec.Struct], reviewed_on: date) -> Table:
    filled = dict(row)
    if "reviewed_on" in kind.__struct_fields__:
        filled.setdefault("reviewed_on", reviewed_on)
    limits = filled.get("limits")
    if isinstance(limits, list):
        filled["limits"] = [{"reviewed_on": reviewed_on, **limit} if isinstance(limit, dict) else limit for limit in limits]
    return filled


def _refuse_invalid(text: str, *, file: str, key: str) -> NoReturn:
    at = _AT.search(text)
    path = f"{key}.{at.group(1)}" if at and at.group(1) else key
    if unknown := _UNKNOWN.search(text):
        refuse("pack.unknown_key", file=file, key=f"{path}.{unknown.group(1)}")
    if missing := _MISSING.search(text):
        refuse("pack.missing_key", file=file, key=f"{path}.{missing.group(1)}")
    refuse("pack.wrong_value", file=file, key=path)


def _check_numbers(value: object, written: object, *, file: str, key: str) -> None:
    """Refuse a Decimal that is not written as text in plain notation (msgspec lets numbers, NaN and exponents pass)."""
    match value:
        case Decimal():
            try:
                plain_decimal(written if isinstance(written, str) else "")
            except ValueError:
                refuse("pack.number_not_plain", file=file, key=key)
        case msgspec.Struct() if isinstance(written, Mapping):
            for name, inner in written.items():
                _check_numbers(getattr(value, name, None), inner, file=file, key=f"{key}.{name}")
        case tuple() if isinstance(written, Sequence) and not isinstance(written, str):
            for number, (one, inner) in enumerate(zip(value, written, strict=True)):
                _check_numbers(one, inner, file=file, key=f"{key}[{number}]")
        case _:
            return
