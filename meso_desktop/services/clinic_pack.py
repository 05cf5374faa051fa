"""Keeps the clinic's changes in the vault, and says which pack a clinic opens with."""

import logging
from typing import Final

import msgspec
from msgspec import Struct
from sqlalchemy import select
from sqlalchemy.orm import Session

from meso_desktop.db.store import Store
from meso_desktop.db.tables import ClinicChangesRow, KnowledgePackRow
from meso_desktop.domain.clinic_changes import Change
from meso_desktop.domain.errors import UserError
from meso_desktop.domain.ids import PractitionerId
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.message import Message, message
from meso_desktop.domain.seal import digest
from meso_desktop.knowledge.overlay import with_changes
from meso_desktop.knowledge.stored import knowledge_from
from meso_desktop.services.session import Clock

SHIPPED_ONLY: Final = "change.shipped_only"
"""What is said where the clinic's changes cannot be read and there is no last good pack."""

_log = logging.getLogger(__name__)


class ClinicPack(Struct, frozen=True, kw_only=True):
    """The pack that a clinic works with, and why it is not the shipped one with the clinic's changes, where it is not."""

    knowledge: Knowledge
    faults: tuple[Message, ...] = ()


def clinic_pack(store: Store, shipped: Knowledge, *, by: PractitionerId, clock: Clock) -> ClinicPack:
    """Return the shipped pack with the clinic's changes.

    Where the two do not fit together, or the changes cannot be read, it is the last good pack of this clinic, and the faults say so.
    """
    with store.read() as session:
        last = _last(session)
        kept = None if last is None else session.get(KnowledgePackRow, last.pack_digest)
    if last is None or kept is None:
        return ClinicPack(knowledge=shipped)
    try:
        changes = _changes(last)
        knowledge = with_changes(shipped, changes)
    except UserError as error:
        return _last_good(kept.data, shipped, error.message)
    if digest(knowledge.stored) != last.pack_digest:
        _keep_quietly(store, changes, knowledge, by=by, clock=clock)
    return ClinicPack(knowledge=knowledge)


def keep_changes(store: Store, changes: tuple[Change, ...], knowledge: Knowledge, *, by: PractitionerId, clock: Clock) -> None:
    """Keep the changes and the pack that they make, as a new state beside the earlier ones. Raises UserError ``save.*``."""
    with store.write() as session:
        keep_pack(session, knowledge)
        last = _last(session)
        session.add(
            ClinicChangesRow(
                number=1 if last is None else last.number + 1, made_at=clock.now(), practitioner_id=by,
                data=msgspec.json.encode(changes), pack_digest=digest(knowledge.stored),
            )
        )


def keep_pack(session: Session, knowledge: Knowledge) -> str:
    """Keep an effective pack under its digest, once, and return the digest."""
    name = digest(knowledge.stored)
    if session.get(KnowledgePackRow, name) is None:
        session.add(KnowledgePackRow(digest=name, version=knowledge.version, data=knowledge.stored))
        session.flush()
    return name


def _last(session: Session) -> ClinicChangesRow | None:
    return session.scalars(select(ClinicChangesRow).order_by(ClinicChangesRow.number.desc()).limit(1)).one_or_none()


def _changes(row: ClinicChangesRow) -> tuple[Change, ...]:
    try:
        return msgspec.json.decode(row.data, type=tuple[Change, ...])
    except msgspec.MsgspecError as error:
        raise UserError(message("pack.unreadable", fault=str(error))) from error


def _last_good(stored: bytes, shipped: Knowledge, fault: Message) -> ClinicPack:
    _log.warning("the clinic's changes do not fit the packs: %s", fault.id)
    try:
        knowledge = knowledge_from(stored)
    except UserError:
        return ClinicPack(knowledge=shipped, faults=(fault, message(SHIPPED_ONLY)))
    return ClinicPack(knowledge=knowledge, faults=(fault, message("change.kept_pack", version=knowledge.version)))


def _keep_quietly(store: Store, changes: tuple[Change, ...], knowledge: Knowledge, *, by: PractitionerId, clock: Clock) -> None:
    """Keep the pack made with a newer shipped one where the vault can be written: a clinic opens without."""
    try:
        keep_changes(store, changes, knowledge, by=by, clock=clock)
    except UserError as error:
        _log.warning("the effective pack was not kept: %s", error.message.id)
