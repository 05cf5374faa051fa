"""Brings the records to the form that this program knows, whole or not at all."""

from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DatabaseError

from meso_desktop.db.engine import READS_ONLY, open_engine, refusals_told, refused_statement
from meso_desktop.domain.errors import UserError
from meso_desktop.domain.message import message

NEWEST: Final = "0003"
KNOWN: Final = ("0001", "0002", "0003")
"""The forms of the records that this program can bring up, oldest first."""


def make_records(file: Path, *, data_key: bytes) -> None:
    """Make the file of the records with all its tables. Raises UserError: ``save.disk_full``, ``save.not_written``."""
    engine = open_engine(file, data_key=data_key, is_new=True, is_migrating=True)
    try:
        with refusals_told():
            _upgrade(engine)
    finally:
        engine.dispose()


def bring_up(file: Path, *, data_key: bytes) -> None:
    """Bring existing records to the newest form; records in it already are only read.

    Raises UserError: ``vault.damaged``, ``vault.newer``, ``save.disk_full``, ``save.not_written``.
    """
    if not file.is_file():
        raise UserError(message("vault.damaged", file=str(file)))
    engine = open_engine(file, data_key=data_key, is_migrating=True)
    try:
        if _form(engine, file) != NEWEST:
            with refusals_told():
                _upgrade(engine)
    finally:
        engine.dispose()


def _form(engine: Engine, file: Path) -> str:
    try:
        with engine.connect().execution_options(**{READS_ONLY: True}) as connection:
            found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalars().all()
    except DatabaseError as error:
        refusal = refused_statement(error)
        if refusal is not None and refusal.message.id != "vault.damaged":
            raise refusal from error
        raise UserError(message("vault.damaged", file=str(file))) from error
    if len(found) != 1:
        raise UserError(message("vault.damaged", file=str(file)))
    if found[0] not in KNOWN:
        raise UserError(message("vault.newer", folder=str(file.parent)))
    return str(found[0])


def _upgrade(engine: Engine) -> None:
    from alembic import command  # noqa: PLC0415  # 0.35 s to import, needed only when something is to be done
    from alembic.config import Config  # noqa: PLC0415  # as above

    config = Config()
    config.set_main_option("script_location", "meso_desktop.db:migrations")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        _check_references(connection)


def _check_references(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if broken:
        reason = f"{len(broken)} broken references after migration"
        raise RuntimeError(reason)
