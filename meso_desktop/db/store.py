"""The unit of work: one transaction a call, kept whole or undone whole."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.orm import Session

from meso_desktop.db.engine import READS_ONLY, open_engine, refusals_told
from meso_desktop.db.header import RECORDS_FILE, Header, write_header
from meso_desktop.db.keys import chain_key, mark_key
from meso_desktop.db.lock import VaultLock
from meso_desktop.db.mark import SealMark


class Store:
    """The open records of one vault, its header and the key of its chain."""

    def __init__(self, vault: Path, *, data_key: bytes, header: Header, lock: VaultLock) -> None:
        """Hold the records open; nothing is read yet."""
        self.vault = vault
        self.header = header
        self.chain_key = chain_key(data_key)
        self.mark = SealMark(vault, key=mark_key(data_key))
        self.engine = open_engine(vault / RECORDS_FILE, data_key=data_key)
        self._lock = lock

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Give a session that commits at the end and undoes everything on an error.

        Raises UserError: ``save.disk_full``, ``save.not_written``, ``vault.damaged``.
        """
        with refusals_told(), Session(self.engine, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Give a session that sees one state of the records and holds no write lock. Raises UserError ``vault.damaged``."""
        with refusals_told(), Session(self.engine) as session:
            session.connection(execution_options={READS_ONLY: True})
            yield session

    def replace_header(self, header: Header) -> None:
        """Write another header whole, then hold it. Raises UserError: ``save.disk_full``, ``save.not_written``."""
        write_header(self.vault, header)
        self.header = header

    def close(self) -> None:
        """Close the records and let the vault go; closing twice is harmless."""
        self.engine.dispose()
        self._lock.release()
