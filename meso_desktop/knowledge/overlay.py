"""Lays the clinic's changes over a shipped pack, and says where the two no longer meet."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

import msgspec
from msgspec.structs import asdict, replace

from meso_desktop.domain.changeable import changeable_field, limit_of, plain_value
from meso_desktop.domain.clinic_changes import CONFIRMATION, IS_ON, Change, Conflict, Value
from meso_desktop.domain.digests import rule_digest
from meso_desktop.domain.errors import UserError
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.message import message
from meso_desktop.domain.products import Preparation
from meso_desktop.domain.protocols import Protocol
from meso_desktop.domain.quantity import plain_decimal
from meso_desktop.domain.rules import Rule, RuleOutcome
from meso_desktop.knowledge.assembling import TOPICS, assembled
from meso_desktop.knowledge.checks import check_knowledge
from meso_desktop.knowledge.reading import decode_entry, refuse

CLINIC_FILE: Final = "clinic-changes.json"
"""What errors call the clinic's changes, and the name that their file is offered under."""

BY_CLINIC: Final = "by_clinic"
"""Why a product that the clinic switched off cannot be chosen."""

_GATES: Final = frozenset({RuleOutcome.STOP.value, RuleOutcome.DEFER.value})
_ABOUT_EVIDENCE: Final = frozenset({"sources", "confidence", "reviewed_on"})
_LISTED: Final = {"limits": "id", "ingredients": "ingredient"}


def with_changes(shipped: Knowledge, changes: tuple[Change, ...]) -> Knowledge:
    """Return the effective pack: the shipped one with the changes made, checked whole like a shipped one.

    Raises UserError ``pack.*`` or ``change.*`` naming the clinic's file and the key. Without changes it is `shipped` itself.
    """
    if not changes:
        return shipped
    changes = tuple(replace(change, now=_now(shipped, change)) for change in changes)
    topics: dict[str, dict[str, Any]] = {topic: dict(getattr(shipped, topic)) for topic in TOPICS}
    for topic, entry in dict.fromkeys((c.topic, c.entry) for c in changes):
        if topic not in TOPICS:
            refuse("pack.unknown_key", file=CLINIC_FILE, key=topic)
        _change_entry(topics[topic], topic, tuple(c for c in changes if (c.topic, c.entry) == (topic, entry)))
    off = frozenset(c.entry for c in changes if c.topic == "products" and c.field == IS_ON)
    if off:
        _without_products(topics, off)
    effective = assembled(
        version=shipped.version, consent_version=shipped.consent_version, bmi_bands=shipped.bmi_bands, devine=shipped.devine,
        topics=topics, changes=changes,
    )
    check_knowledge(effective, files=dict.fromkeys((*TOPICS, "bmi_bands", "devine"), CLINIC_FILE))
    return effective


def conflicts_of(shipped: Knowledge, changes: Iterable[Change]) -> tuple[Conflict, ...]:
    """Return the changes whose entry is not what the clinic saw when it made them: another value, rule or limit there, or none."""
    found = []
    for change in changes:
        entry = getattr(shipped, change.topic, {}).get(change.entry)
        if entry is None or not has_place(entry, change.field):
            if not change.is_held:
                found.append(Conflict(change=change, shipped_now=None, is_gone=True))
            continue
        now = value_at(entry, change.field)
        if not _is_same(now, change.own) and (not _is_same(now, change.shipped) or _means_something_else(entry, change)):
            found.append(Conflict(change=change, shipped_now=now))
    return tuple(found)


def has_place(entry: msgspec.Struct, field: str) -> bool:
    """Tell whether an entry still has the field that was changed."""
    return field == CONFIRMATION or changeable_field(entry, field) is not None


def value_at(entry: msgspec.Struct, field: str) -> Value:
    """Return the value that stands in an entry at a changeable field; of a confirmation the status that it would be of."""
    if field == CONFIRMATION:
        return plain_value(getattr(entry, "status", None))
    found = changeable_field(entry, field)
    return None if found is None else found.value


def written(entry: msgspec.Struct) -> str:
    """Return an entry as JSON, as a change keeps it."""
    return msgspec.json.encode(entry, order="deterministic").decode("utf-8")


def base_of(change: Change, *, file: str) -> msgspec.Struct:
    """Return the entry as the clinic knew it. Raises UserError ``pack.*`` naming file and key when it is none of its topic."""
    key, kind = f"{change.topic}.{change.entry}.base", TOPICS[change.topic][1]
    try:
        entry = msgspec.json.decode(change.base, type=kind)
    except msgspec.MsgspecError as error:
        raise UserError(message("pack.wrong_value", file=file, key=key)) from error
    if getattr(entry, "id", None) != change.entry:
        refuse("pack.wrong_value", file=file, key=key)
    return decode_entry(_plain(entry), kind, file=file, key=key)


def _is_same(one: Value, other: Value) -> bool:
    """Tell whether two values say the same; a number written with other zeros does."""
    if isinstance(one, str) and isinstance(other, str) and one != other:
        try:
            return plain_decimal(one) == plain_decimal(other)
        except ValueError:
            return False
    return one == other


def _now(shipped: Knowledge, change: Change) -> str:
    entry = getattr(shipped, change.topic, {}).get(change.entry)
    now = "" if entry is None else written(entry)
    return "" if now == change.base else now


def _means_something_else(entry: msgspec.Struct, change: Change) -> bool:
    """Tell whether the rule, or the limit, that was changed is another one now; wording, sources and dates do not enter."""
    before = msgspec.json.decode(change.base, type=type(entry))
    if isinstance(entry, Rule):
        return rule_digest(entry) != rule_digest(before)
    return _limit_meaning(entry, change.field) != _limit_meaning(before, change.field)


def _limit_meaning(entry: msgspec.Struct, field: str) -> dict[str, Any] | None:
    limit = limit_of(entry, field)
    return None if limit is None else {name: value for name, value in asdict(limit).items() if name not in _ABOUT_EVIDENCE}


def _change_entry(entries: dict[str, Any], topic: str, changes: tuple[Change, ...]) -> None:
    """Make the changes of one entry in place; an entry that the pack no longer has is brought back as the clinic knew it."""
    entry_id, kind = changes[0].entry, TOPICS[topic][1]
    key = f"{topic}.{entry_id}"
    known = entries.get(entry_id)
    base = _plain(base_of(changes[0], file=CLINIC_FILE))
    raw = base if known is None else _plain(known)
    confirmations = [c for c in changes if c.field == CONFIRMATION]
    for change in changes:
        if change.field == IS_ON:
            if topic == "products":
                raw["not_selectable"] = BY_CLINIC
            else:
                entries.pop(entry_id, None)
                return
        elif change.field != CONFIRMATION:
            _put(raw, base, change, key=key)
    for change in confirmations:
        _confirm(raw, change, key=key)
    if topic == "rules" and any(c.field.startswith("outcomes.") for c in changes):
        _drop_what_outcomes_no_longer_bear(raw)
    entries[entry_id] = decode_entry(raw, kind, file=CLINIC_FILE, key=key)


def _put(raw: dict[str, Any], base: dict[str, Any], change: Change, *, key: str) -> None:
    *path, name = change.field.split(".")
    holder = raw
    if path and path[0] in _LISTED:
        if name == IS_ON:
            raw[path[0]] = [item for item in raw[path[0]] if item[_LISTED[path[0]]] != path[1]]
            return
        holder = _item(raw, base, path, key=f"{key}.{change.field}")
    elif path:
        if raw.get(path[0]) is None:
            raw[path[0]] = {"low": change.own, "high": change.own}
        holder = raw[path[0]]
    own = list(change.own) if isinstance(change.own, tuple) else change.own
    holder[name] = own


def _item(raw: dict[str, Any], base: dict[str, Any], path: list[str], *, key: str) -> dict[str, Any]:
    """Return one of a list of tables, brought back as the clinic knew it when the pack no longer has it."""
    name, mark = path[0], _LISTED[path[0]]
    for item in raw.get(name) or ():
        if item[mark] == path[1]:
            found: dict[str, Any] = item
            return found
    for item in base.get(name) or ():
        if item[mark] == path[1]:
            again = dict(item)
            raw[name] = [*(raw.get(name) or ()), again]
            return again
    raise UserError(message("pack.unknown_key", file=CLINIC_FILE, key=key))


def _confirm(raw: dict[str, Any], change: Change, *, key: str) -> None:
    """Put the confirmation down while the status is still the one that was confirmed; of another one it says nothing."""
    if raw.get("status") == change.shipped and isinstance(change.own, str):
        raw["confirmation"] = {"by": change.by_name, "on": change.at.date(), "ground": change.own}
    elif not isinstance(change.own, str):
        refuse("pack.wrong_value", file=CLINIC_FILE, key=f"{key}.{CONFIRMATION}")


def _drop_what_outcomes_no_longer_bear(raw: dict[str, Any]) -> None:
    outcomes: Mapping[str, str | None] = raw["outcomes"]
    raw["override_allowed"] = [family for family in raw["override_allowed"] if outcomes.get(family) in _GATES]
    if RuleOutcome.DEFER.value not in outcomes.values():
        raw["wait_days"] = None


def _plain(entry: msgspec.Struct) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.to_builtins(entry, builtin_types=(date,))
    return plain


def _without_products(topics: dict[str, dict[str, Any]], gone: frozenset[str]) -> None:
    """Take out the preparations that hold a product switched off, and the protocols that have no other."""
    preparations: dict[str, Preparation] = topics["preparations"]
    for preparation in tuple(preparations.values()):
        if any(part.product in gone for part in preparation.parts):
            del preparations[preparation.id]
    protocols: dict[str, Protocol] = topics["protocols"]
    for protocol in tuple(protocols.values()):
        left = tuple(name for name in protocol.preparations if name in preparations)
        if not left:
            del protocols[protocol.id]
        elif left != protocol.preparations:
            protocols[protocol.id] = replace(protocol, preparations=left)
