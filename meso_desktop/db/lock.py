"""Keeps a vault to one program at a time.

The lock is the system's own (flock on POSIX, a byte range on Windows), so it dies with its holder.
"""

import sys
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Final, Self

from meso_desktop.domain.errors import UserError
from meso_desktop.domain.message import message

LOCK_FILE: Final = "vault.lock"

if sys.platform == "win32":
    import msvcrt

    def _take(file: BinaryIO) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(file: BinaryIO) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


class VaultLock:
    """Holds a vault until released, or until the process ends however it ends."""

    def __init__(self, vault: Path) -> None:
        """Take the lock. Raises UserError: ``vault.in_use``, ``vault.no_access``."""
        try:
            self._file = (vault / LOCK_FILE).open("a+b")
        except OSError as error:
            raise UserError(message("vault.no_access", folder=str(vault), reason=error.strerror or "")) from error
        try:
            _take(self._file)
        except OSError as error:
            self._file.close()
            raise UserError(message("vault.in_use", folder=str(vault))) from error

    def release(self) -> None:
        """Let the vault go; releasing twice is harmless."""
        self._file.close()

    def __enter__(self) -> Self:
        """Return the lock, held."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Let the vault go."""
        self.release()
