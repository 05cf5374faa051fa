"""Sweeps away what a set-up that was killed left beside the place of its vault."""

import shutil
from pathlib import Path
from typing import Final

from meso_desktop.db.header import HEADER_FILE, RECORDS_FILE
from meso_desktop.db.lock import LOCK_FILE, VaultLock
from meso_desktop.db.mark import MARK_FILE
from meso_desktop.domain.errors import UserError

UNFINISHED: Final = ".new"
"""How the name of a vault ends while it is built; it begins with a dot and the name that the vault will have."""

_LETTERS: Final = 8
_RECORDS: Final = {f"{RECORDS_FILE}{end}" for end in ("", "-wal", "-shm", "-journal")}
_OWN: Final = frozenset(_RECORDS | {HEADER_FILE, MARK_FILE, LOCK_FILE})


def sweep_unfinished(vault: Path) -> None:
    """Remove unfinished vaults meant for this place that no program holds; what holds a file of somebody else stays. Raises OSError."""
    for folder in sorted(vault.parent.iterdir()):
        if _is_unfinished(folder, vault.name) and _is_let_go(folder):
            shutil.rmtree(folder, ignore_errors=True)


def _is_unfinished(folder: Path, name: str) -> bool:
    start = f".{name}."
    is_named = folder.name.startswith(start) and folder.name.endswith(UNFINISHED)
    if not is_named or len(folder.name) != len(start) + _LETTERS + len(UNFINISHED) or folder.is_symlink() or not folder.is_dir():
        return False
    return all(_is_own(file.name) for file in folder.iterdir())


def _is_own(name: str) -> bool:
    """Tell a file of a vault, or one that was being written whole under a name of its own."""
    return name in _OWN or (name.endswith(UNFINISHED) and name.startswith((f".{HEADER_FILE}.", f".{MARK_FILE}.")))


def _is_let_go(folder: Path) -> bool:
    try:
        VaultLock(folder).release()
    except UserError:
        return False
    return True
