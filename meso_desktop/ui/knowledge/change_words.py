"""A change of the clinic in words: which entry, which value, what it is here and what is shipped."""

import msgspec
from msgspec import Struct
from PySide6.QtCore import QCoreApplication

from meso_desktop.domain.changeable import changeable_field, limit_of
from meso_desktop.domain.clinic_changes import CONFIRMATION, Change, Value
from meso_desktop.knowledge.assembling import TOPICS
from meso_desktop.knowledge.wording import Wording
from meso_desktop.ui.knowledge.entry_words import title_of
from meso_desktop.ui.knowledge.topics import EntryRef
from meso_desktop.ui.knowledge.value_words import field_name, limit_name, value_words


def _tr(text: str) -> str:
    return QCoreApplication.translate("knowledge", text)


def ref_of(change: Change) -> EntryRef:
    """Return the entry that a change was made in."""
    return EntryRef(change.topic, change.entry)


def changed_entry(change: Change, wording: Wording) -> str:
    """Return the name of the entry as it was when the change was made."""
    return title_of(ref_of(change), _base(change), wording)


def changed_field(change: Change, wording: Wording) -> str:
    """Return what was changed in the entry; of a limit, which one."""
    if change.field == CONFIRMATION:
        return wording.term("changed_field.confirmation")
    limit = limit_of(_base(change), change.field)
    name = field_name(change.field, wording)
    return name if limit is None else f"{limit_name(limit, wording)}: {name}"


def changed_value(change: Change, value: Value, wording: Wording) -> str:
    """Return a value that stands, or stood, at the place of the change."""
    field = changeable_field(_base(change), change.field)
    if field is not None:
        return value_words(field, value, wording)
    if value == change.own:
        return f"“{value}”"
    return wording.label(f"legal.{value}") if value is not None else _tr("Nothing")


def _base(change: Change) -> Struct:
    entry: Struct = msgspec.json.decode(change.base, type=TOPICS[change.topic][1])
    return entry
