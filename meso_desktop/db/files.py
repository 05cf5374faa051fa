"""Writes a file whole or not at all, on disk before it returns. Syncing the folder is POSIX only; Windows has no such call."""

import errno
import os
import sys
import tempfile
from pathlib import Path

from meso_desktop.domain.errors import UserError
from meso_desktop.domain.message import message


def write_whole(path: Path, data: bytes) -> None:
    """Put `data` at `path` so that a crash leaves the old bytes or the new ones.

    Raises UserError: ``save.disk_full``, ``save.not_written``.
    """
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".new", dir=path.parent)
    except OSError as error:
        raise refused_write(error) from error
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise refused_write(error) from error


def sync_folder(folder: Path) -> None:
    """Make the names in `folder` durable where the system can."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def refused_write(error: OSError) -> UserError:
    """Return what to tell a person about a write that the system refused."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT if hasattr(errno, "EDQUOT") else errno.ENOSPC, errno.EFBIG}:
        return UserError(message("save.disk_full"))
    return UserError(message("save.not_written", reason=error.strerror or type(error).__name__))
