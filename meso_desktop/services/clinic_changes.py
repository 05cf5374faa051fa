"""Changes entries of the knowledge packs for the clinic, and takes the changes back; signed records stay as they are."""

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from meso_desktop.domain.changeable import changeable_field, fitting
from meso_desktop.domain.clinic_changes import CONFIRMATION, IS_ON, Change, Conflict, Value
from meso_desktop.domain.clinic_notes import is_loosened
from meso_desktop.domain.errors import UserError
from meso_desktop.domain.evaluate import CONFIRMABLE
from meso_desktop.domain.message import Term, message
from meso_desktop.domain.text import many_lines
from meso_desktop.knowledge.assembling import TOPICS
from meso_desktop.knowledge.changes_file import changes_bytes, changes_from
from meso_desktop.knowledge.overlay import conflicts_of, has_place, value_at, with_changes, written
from meso_desktop.services.clinic_pack import SHIPPED_ONLY, keep_changes
from meso_desktop.services.session import OpenClinic


def conflicts(clinic: OpenClinic) -> tuple[Conflict, ...]:
    """Return the changes that a newer shipped pack contradicts; the clinic's values hold until somebody decides."""
    return conflicts_of(clinic.shipped, clinic.knowledge.changes)


def change_entry(  # noqa: PLR0913  # what is changed, to what, and why
    clinic: OpenClinic, *, topic: str, entry: str, field: str, value: Value, reason: str = "",
) -> Change | None:
    """Put `value` in place of the shipped one for this clinic and return the change; None where it is the shipped value again.

    Raises UserError: ``change.unknown_entry``, ``change.not_offered``, ``change.wrong_value``, ``change.reason_missing`` for a
    loosening without reason, ``pack.*`` for a value that the pack cannot hold, ``save.*``.
    """
    shipped = _shipped_entry(clinic, topic, entry)
    offered = changeable_field(shipped, field)
    if offered is None:
        raise UserError(message("change.not_offered", field=field, entry=entry))
    value = fitting(offered, value, entry=entry)
    if value == offered.value:
        take_back(clinic, topic=topic, entry=entry, field=field)
        return None
    change = _made(clinic, topic=topic, entry=entry, field=field, shipped=offered.value, own=value, base=written(shipped), reason=reason)
    if is_loosened(change) and not change.reason:
        raise UserError(message("change.reason_missing"))
    _put(clinic, (*_without(clinic.knowledge.changes, change.place), change))
    return change


def switch_off(clinic: OpenClinic, *, topic: str, entry: str, limit: str = "", reason: str = "") -> Change | None:
    """Switch an entry, or one limit of it, off for this clinic. Raises UserError as `change_entry`."""
    field = f"limits.{limit}.{IS_ON}" if limit else IS_ON
    return change_entry(clinic, topic=topic, entry=entry, field=field, value=False, reason=reason)


def confirm_status(clinic: OpenClinic, *, entry: str, ground: str) -> Change:
    """Answer for a legal status that is not approved or not known: who, when, on what ground; then it asks for no reason any more.

    Raises UserError: ``change.unknown_entry``, ``change.not_confirmable``, ``change.ground_missing``, ``save.*``.
    """
    known = clinic.knowledge.legal.get(entry)
    if known is None:
        raise UserError(message("change.unknown_entry", entry=entry))
    shipped = clinic.shipped.legal.get(entry)
    if known.status not in CONFIRMABLE or (shipped is not None and shipped.status not in CONFIRMABLE):
        raise UserError(message("change.not_confirmable", status=Term(f"legal.{known.status}")))
    ground = many_lines(ground).strip()
    if not ground:
        raise UserError(message("change.ground_missing"))
    base = written(_shipped_entry(clinic, "legal", entry))
    change = _made(clinic, topic="legal", entry=entry, field=CONFIRMATION, shipped=known.status, own=ground, base=base, reason="")
    _put(clinic, (*_without(clinic.knowledge.changes, change.place), change))
    return change


def take_back(clinic: OpenClinic, *, topic: str, entry: str, field: str) -> None:
    """Let the shipped value hold again; harmless where nothing was changed. Raises UserError ``pack.*``, ``save.*``."""
    kept = _without(clinic.knowledge.changes, (topic, entry, field))
    if kept != clinic.knowledge.changes:
        _put(clinic, kept)


def keep_own(clinic: OpenClinic, conflict: Conflict, *, reason: str = "") -> None:
    """Settle a conflict for the clinic's value: it stands against the newer pack from now on, in the name of who decides.

    A change of an entry, or of a limit, that is gone is kept with the entry as the clinic knew it.
    Raises UserError ``change.reason_missing`` where the value loosens what the newer pack says and no reason was ever given,
    ``pack.*``, ``save.*``.
    """
    old = conflict.change
    entry = getattr(clinic.shipped, old.topic, {}).get(old.entry)
    if entry is not None and has_place(entry, old.field):
        old = replace(old, shipped=value_at(entry, old.field), base=written(entry), now="")
    else:
        old = replace(old, is_held=True)
    by = clinic.practitioner
    renewed = replace(
        old, by=by.practitioner_id, by_name=by.name, at=clinic.clock.now(), reason=many_lines(reason).strip() or old.reason,
    )
    if is_loosened(renewed) and not renewed.reason:
        raise UserError(message("change.reason_missing"))
    _put(clinic, tuple(renewed if change.place == old.place else change for change in clinic.knowledge.changes))


def take_all_back(clinic: OpenClinic) -> None:
    """Let all shipped values hold again, for a clinic whose changes no longer fit a newer pack. Raises UserError ``save.*``."""
    _put(clinic, ())


def take_shipped(clinic: OpenClinic, conflict: Conflict) -> None:
    """Settle a conflict for the shipped value. Raises UserError ``pack.*``, ``save.*``."""
    topic, entry, field = conflict.change.place
    take_back(clinic, topic=topic, entry=entry, field=field)


def export_changes(clinic: OpenClinic) -> bytes:
    """Return the clinic's changes as one file that another clinic can read."""
    return changes_bytes(clinic.knowledge.changes, pack_version=clinic.knowledge.version)


def read_changes(clinic: OpenClinic, data: bytes, *, file: str) -> tuple[Change, ...]:
    """Return the changes of an exported file, checked against the shipped pack; nothing is changed yet.

    Raises UserError ``change.file_*``, ``change.*`` or ``pack.*`` naming file and key.
    """
    return _against_shipped(clinic, changes_from(data, file=file))


def import_changes(clinic: OpenClinic, changes: tuple[Change, ...]) -> None:
    """Make the changes of a file this clinic's, each in place of an own one; who imports answers for them from now on.

    Raises UserError ``change.reason_missing`` for a loosening without reason, ``change.unknown_entry``, ``pack.*``, ``save.*``.
    """
    changes = _against_shipped(clinic, changes)
    if any(is_loosened(change) and not change.reason.strip() for change in changes):
        raise UserError(message("change.reason_missing"))
    by, now = clinic.practitioner, clinic.clock.now()
    own = tuple(replace(change, by=by.practitioner_id, by_name=by.name, at=now) for change in changes)
    _put(clinic, _joined(clinic.knowledge.changes, own))


def _against_shipped(clinic: OpenClinic, changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """Return changes that come from outside as they bear on this clinic's own pack, which alone says what is shipped."""
    for change in changes:
        _shipped_entry(clinic, change.topic, change.entry)
    places = {change.place for change in changes}
    effective = with_changes(clinic.shipped, _joined(clinic.knowledge.changes, changes))
    return tuple(change for change in effective.changes if change.place in places)


def _put(clinic: OpenClinic, changes: tuple[Change, ...]) -> None:
    """Keep these changes and work with them; beside changes that cannot be read only none at all, or they would be lost unsaid."""
    if changes and any(fault.id == SHIPPED_ONLY for fault in clinic.pack_faults):
        raise UserError(clinic.pack_faults[0])
    knowledge = with_changes(clinic.shipped, changes)
    keep_changes(clinic.store, changes, knowledge, by=clinic.practitioner.practitioner_id, clock=clinic.clock)
    clinic.knowledge = knowledge
    clinic.pack_faults = ()


def _made(  # noqa: PLR0913  # one argument a part of a change
    clinic: OpenClinic, *, topic: str, entry: str, field: str, shipped: Value, own: Value, base: str, reason: str,
) -> Change:
    by = clinic.practitioner
    return Change(
        topic=topic, entry=entry, field=field, shipped=shipped, own=own, base=base, by=by.practitioner_id, by_name=by.name,
        at=clinic.clock.now(), reason=many_lines(reason).strip(),
    )


def _shipped_entry(clinic: OpenClinic, topic: str, entry: str) -> Struct:
    found: Struct | None = getattr(clinic.shipped, topic, {}).get(entry) if topic in TOPICS else None
    if found is None:
        raise UserError(message("change.unknown_entry", entry=entry))
    return found


def _without(changes: Iterable[Change], place: tuple[str, str, str]) -> tuple[Change, ...]:
    return tuple(change for change in changes if change.place != place)


def _joined(own: tuple[Change, ...], new: tuple[Change, ...]) -> tuple[Change, ...]:
    places = {change.place for change in new}
    return (*(change for change in own if change.place not in places), *new)
