"""The file in which a clinic's changes go from one clinic to another: JSON that states how many they are and their digest."""

import json
import re
from hashlib import sha256
from typing import Any, Final

import msgspec
from msgspec.structs import replace

from meso_desktop.domain.changeable import changeable_field, fitting
from meso_desktop.domain.clinic_changes import CONFIRMATION, Change
from meso_desktop.domain.errors import UserError
from meso_desktop.domain.evaluate import CONFIRMABLE
from meso_desktop.domain.message import message
from meso_desktop.knowledge.assembling import TOPICS
from meso_desktop.knowledge.overlay import base_of
from meso_desktop.knowledge.reading import refuse

FORMAT: Final = "meso-desktop-clinic-changes"
VERSION: Final = 1
MOST_BYTES: Final = 20_000_000
"""The largest file that is read: more is no file of changes."""

_KEYS: Final = frozenset({"format", "version", "pack_version", "entries", "digest", "changes"})
_AT: Final = re.compile(r" - at `\$\[(\d+)\]\.?([^`]*)`")


def changes_bytes(changes: tuple[Change, ...], *, pack_version: str) -> bytes:
    """Return the file of these changes."""
    plain = msgspec.to_builtins(tuple(replace(change, now="") for change in changes))
    table = {
        "format": FORMAT, "version": VERSION, "pack_version": pack_version, "entries": len(changes), "digest": _digest(plain),
        "changes": plain,
    }
    return (json.dumps(table, indent=2, ensure_ascii=False) + "\n").encode("utf-8")


def changes_from(data: bytes, *, file: str) -> tuple[Change, ...]:
    """Return the changes that a file holds.

    Raises UserError ``change.file_*``, ``change.*``, ``pack.*`` naming file and key: half a file, an unknown key or topic, a value
    of the wrong kind, the same place twice, what cannot be changed.
    """
    table = _table(data, file=file)
    for key in table:
        if key not in _KEYS:
            refuse("pack.unknown_key", file=file, key=key)
    for key in sorted(_KEYS):
        if key not in table:
            refuse("pack.missing_key", file=file, key=key)
    if table["format"] != FORMAT or not isinstance(table["version"], int):
        refuse("pack.wrong_value", file=file, key="format" if table["format"] != FORMAT else "version")
    if table["version"] > VERSION:
        raise UserError(message("change.file_newer", file=file))
    changes = _changes(table["changes"], file=file)
    if table["entries"] != len(changes) or table["digest"] != _digest(table["changes"]):
        raise UserError(message("change.file_cut_short", file=file, stated=str(table["entries"]), found=len(changes)))
    seen: set[tuple[str, str, str]] = set()
    for change in changes:
        _check(change, seen, file=file)
    return changes


def _table(data: bytes, *, file: str) -> dict[str, Any]:
    if len(data) > MOST_BYTES:
        raise UserError(message("change.file_unreadable", file=file, detail=f"> {MOST_BYTES // 1_000_000} MB"))
    try:
        table = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise UserError(message("change.file_unreadable", file=file, detail=str(error))) from error
    if not isinstance(table, dict):
        raise UserError(message("change.file_unreadable", file=file, detail="{ }"))
    return table


def _changes(plain: object, *, file: str) -> tuple[Change, ...]:
    try:
        return msgspec.convert(plain, type=tuple[Change, ...])
    except msgspec.ValidationError as error:
        at = _AT.search(str(error))
        key = "changes" if at is None else f"changes[{at.group(1)}].{at.group(2)}".rstrip(".")
        unknown = re.search("unknown field `([^`]+)`", str(error))
        if unknown:
            refuse("pack.unknown_key", file=file, key=f"{key}.{unknown.group(1)}")
        refuse("pack.wrong_value", file=file, key=key)


def _check(change: Change, seen: set[tuple[str, str, str]], *, file: str) -> None:
    key = ".".join(change.place)
    if change.place in seen:
        raise UserError(message("change.duplicate", file=file, key=key))
    seen.add(change.place)
    if change.topic not in TOPICS:
        refuse("pack.unknown_key", file=file, key=key)
    entry = base_of(change, file=file)
    if change.field == CONFIRMATION:
        is_ground = isinstance(change.own, str) and bool(change.own.strip())
        if change.topic != "legal" or change.shipped not in CONFIRMABLE or not is_ground:
            refuse("pack.wrong_value", file=file, key=key)
        return
    offered = changeable_field(entry, change.field)
    if offered is None:
        raise UserError(message("change.not_offered", field=change.field, entry=change.entry))
    if change.shipped != offered.value or fitting(offered, change.own, entry=change.entry) != change.own:
        refuse("pack.wrong_value", file=file, key=key)


def _digest(plain: object) -> str:
    return sha256(json.dumps(plain, sort_keys=True, ensure_ascii=False).encode("utf-8")).hexdigest()
