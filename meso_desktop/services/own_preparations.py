"""The preparations that the clinic composed and kept to use again; a document holds its own copy, which nothing here changes."""

import logging

from msgspec.structs import replace
from sqlalchemy import select
from sqlalchemy.orm import Session

from meso_desktop.db.tables import OwnPreparationRow
from meso_desktop.domain.codec import encode_value, plain_json
from meso_desktop.domain.errors import UserError
from meso_desktop.domain.message import message
from meso_desktop.domain.own_preparations import as_preparation, checked_name
from meso_desktop.domain.plan import OwnPreparation
from meso_desktop.domain.shape import built, shape_of
from meso_desktop.domain.text import folded
from meso_desktop.domain.usable import faults_of
from meso_desktop.services.session import OpenClinic

_log = logging.getLogger(__name__)


def own_preparations(clinic: OpenClinic) -> tuple[OwnPreparation, ...]:
    """Return the preparations kept and not put away, the one used last first."""
    kept = select(OwnPreparationRow).where(OwnPreparationRow.put_away_at.is_(None))
    with clinic.store.read() as session:
        rows = session.scalars(kept.order_by(OwnPreparationRow.used_at.desc(), OwnPreparationRow.name_key)).all()
        return tuple(own for row in rows if (own := _read(row)) is not None)


def keep_preparation(clinic: OpenClinic, own: OwnPreparation) -> OwnPreparation:
    """Keep a preparation, or change the one kept under its id, and return it as kept; it counts as used now.

    Raises UserError ``own_preparation.name_missing``, ``own_preparation.name_long``, ``own_preparation.name_taken``, ``barrier.*`` for
    what no line could use, ``save.*``.
    """
    stored = replace(own, name=checked_name(own.name))
    for fault in faults_of(as_preparation(stored), clinic.knowledge):
        raise UserError(fault)
    now = clinic.clock.now()
    with clinic.store.write() as session:
        _check_free(session, stored.name, own_id=stored.id)
        row = session.get(OwnPreparationRow, stored.id)
        if row is None:
            row = OwnPreparationRow(preparation_id=stored.id, practitioner_id=clinic.practitioner.practitioner_id, kept_at=now)
            session.add(row)
        _write(row, stored)
        row.used_at, row.put_away_at = now, None
    return stored


def note_used(clinic: OpenClinic, preparation_id: str) -> None:
    """Count a kept preparation as used now; one that is not kept is let be. Raises UserError ``save.*``."""
    with clinic.store.write() as session:
        row = session.get(OwnPreparationRow, preparation_id)
        if row is not None:
            row.used_at = clinic.clock.now()


def rename_preparation(clinic: OpenClinic, preparation_id: str, *, name: str) -> OwnPreparation:
    """Give a kept preparation another name and return it.

    Raises UserError ``own_preparation.gone``, ``own_preparation.name_missing``, ``own_preparation.name_long``,
    ``own_preparation.name_taken``, ``save.*``.
    """
    cleaned = checked_name(name)
    with clinic.store.write() as session:
        row = session.get(OwnPreparationRow, preparation_id)
        own = None if row is None or row.put_away_at is not None else _read(row)
        if row is None or own is None:
            raise UserError(message("own_preparation.gone"))
        _check_free(session, cleaned, own_id=preparation_id)
        renamed = replace(own, name=cleaned)
        _write(row, renamed)
    return renamed


def put_away(clinic: OpenClinic, preparation_id: str) -> None:
    """Offer a kept preparation no more, and give its name free; doing it twice is harmless. Raises UserError ``save.*``."""
    with clinic.store.write() as session:
        row = session.get(OwnPreparationRow, preparation_id)
        if row is not None and row.put_away_at is None:
            row.put_away_at = clinic.clock.now()


def _check_free(session: Session, name: str, *, own_id: str) -> None:
    held = select(OwnPreparationRow.name).where(
        OwnPreparationRow.name_key == folded(name), OwnPreparationRow.put_away_at.is_(None), OwnPreparationRow.preparation_id != own_id,
    )
    taken = session.scalars(held).first()
    if taken is not None:
        raise UserError(message("own_preparation.name_taken", name=taken))


def _write(row: OwnPreparationRow, own: OwnPreparation) -> None:
    row.name, row.name_key, row.family, row.data = own.name, folded(own.name), own.family.value, encode_value(own)


def _read(row: OwnPreparationRow) -> OwnPreparation | None:
    """Return what a row holds; one that a later version wrote otherwise is left out."""
    try:
        own = built(plain_json(row.data), shape_of(OwnPreparation))
    except UserError as error:
        _log.warning("a kept preparation cannot be read: %s", error.message.id)
        return None
    assert isinstance(own, OwnPreparation)  # noqa: S101  # narrows for the type checker: `built` follows the shape
    return own
