"""Opens the encrypted records: SQLCipher under SQLAlchemy, with what only SQLite has (pragmas, transaction modes)."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath
from typing import Any, Final
from urllib.parse import quote

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from meso_desktop.db.header import RECORDS_FILE
from meso_desktop.domain.errors import UserError
from meso_desktop.domain.message import message

READS_ONLY: Final = "reads_only"
"""The execution option of a connection that will not write: its transaction takes no write lock."""

_SETTINGS: Final = (
    "PRAGMA cipher_log_level=NONE",
    "PRAGMA synchronous=FULL", "PRAGMA foreign_keys=ON", "PRAGMA recursive_triggers=ON", "PRAGMA temp_store=MEMORY",
    "PRAGMA trusted_schema=OFF",
)
_FULL: Final = 13
_NOT_WRITTEN: Final = {8, 10, 14}  # read-only, input or output error, cannot open
_DAMAGED: Final = {11, 26}  # malformed, not a database
_BASE_CODE: Final = 0xFF


def open_engine(file: Path, *, data_key: bytes, is_new: bool = False, is_migrating: bool = False) -> Engine:
    """Return an engine on the encrypted file; nothing is read yet. While migrating, foreign keys are off."""
    address = f"{address_of(file.resolve())}?mode={'rwc' if is_new else 'rw'}"

    def connect() -> Any:  # noqa: ANN401  # the driver has no types
        connection = dbapi2.connect(address, uri=True, isolation_level=None, check_same_thread=False, timeout=10, cached_statements=256)
        connection.execute(f"PRAGMA key = \"x'{data_key.hex()}'\"")
        for setting in _SETTINGS:
            connection.execute(setting)
        if is_migrating:
            connection.execute("PRAGMA foreign_keys=OFF")
        if is_new:
            connection.execute("PRAGMA journal_mode=WAL")
        return connection

    engine = create_engine(
        "sqlite://", creator=connect, module=dbapi2, poolclass=QueuePool, pool_size=1, max_overflow=4, pool_use_lifo=True,
        hide_parameters=True,
    )
    event.listen(engine, "begin", _begin)
    return engine


def address_of(file: PurePath) -> str:
    """Return the URI by which SQLite opens an absolute path; it takes no server before the path, so a share has four slashes."""
    path = file.as_posix()
    return "file://" + quote(path if path.startswith("/") else f"/{path}", safe="/:", errors="surrogateescape")


def _begin(connection: Connection) -> None:
    reads_only = connection.get_execution_options().get(READS_ONLY, False)
    connection.exec_driver_sql("BEGIN" if reads_only else "BEGIN IMMEDIATE")


@contextmanager
def refusals_told() -> Iterator[None]:
    """Turn what the disk refuses into what a person can read; a bug stays one.

    Raises UserError: ``save.disk_full``, ``save.not_written``, ``vault.damaged``.
    """
    try:
        yield
    except DBAPIError as error:
        refusal = refused_statement(error)
        if refusal is None:
            raise
        raise refusal from error


def refused_statement(error: DBAPIError) -> UserError | None:
    """Return what to tell a person about a disk that is full, refuses or is damaged; None for everything else, which is a bug."""
    code = getattr(error.orig, "sqlite_errorcode", None)
    if code is None:
        return None
    base = int(code) & _BASE_CODE
    if base == _FULL:
        return UserError(message("save.disk_full"))
    if base in _DAMAGED:
        return UserError(message("vault.damaged", file=RECORDS_FILE))
    if base in _NOT_WRITTEN:
        return UserError(message("save.not_written", reason=str(getattr(error.orig, "sqlite_errorname", base))))
    return None
