"""Reads the shipped packs and their wording, and falls back on the last ones that were good."""

import logging
import os
import shutil
import tempfile
from hashlib import sha256
from pathlib import Path
from typing import Final

from msgspec import Struct

from meso_desktop.domain.errors import UserError
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.message import Message, message
from meso_desktop.domain.people import Language
from meso_desktop.knowledge.loader import load_knowledge
from meso_desktop.knowledge.wording import Wording

_log = logging.getLogger(__name__)

_PARTS: Final = ("knowledge", "wording")
_UNFINISHED: Final = ".unfinished"


class Packs(Struct, frozen=True, kw_only=True):
    """The packs that the program works with; `faults` say why they are not the shipped ones."""

    knowledge: Knowledge
    wording: Wording
    faults: tuple[Message, ...] = ()


def load_packs(shipped: Path, *, kept: Path, language: str) -> Packs:
    """Return the packs of the folder `shipped` (``knowledge`` and ``wording`` in it), and keep a copy of them in the folder `kept`.

    Where they cannot be read it is the copy of the last good ones. Raises UserError naming file and key when there is none.
    """
    try:
        packs = _read(shipped, language=language)
        name = _digest(shipped)
        if not (kept / name).is_dir():
            _check_languages(shipped)
    except UserError as error:
        return _last_good(kept, error, language=language)
    _keep(shipped, kept, name)
    return packs


def _check_languages(folder: Path) -> None:
    """Refuse half a file of any language: a patient's papers are read from it only when they are printed."""
    for language in Language:
        Wording.load(folder / "wording", language.value)


def _read(folder: Path, *, language: str) -> Packs:
    return Packs(knowledge=load_knowledge(folder / "knowledge"), wording=Wording.load(folder / "wording", language))


def _last_good(kept: Path, error: UserError, *, language: str) -> Packs:
    _log.error("the shipped packs cannot be read: %s", error.message.id)
    for folder in _kept_folders(kept):
        if folder.name != _digest(folder):
            continue
        try:
            packs = _read(folder, language=language)
        except UserError:
            continue
        told = message("pack.last_good", version=packs.knowledge.version)
        return Packs(knowledge=packs.knowledge, wording=packs.wording, faults=(error.message, told))
    raise error


def _keep(shipped: Path, kept: Path, name: str) -> None:
    """Copy good packs aside, whole or not at all; a place that cannot be written costs only the way back."""
    try:
        if (kept / name).is_dir():
            if _digest(kept / name) == name:
                return
            shutil.rmtree(kept / name)  # a copy that was damaged would be no way back
        kept.mkdir(parents=True, exist_ok=True)
        unfinished = Path(tempfile.mkdtemp(suffix=_UNFINISHED, dir=kept))
        try:
            for part in _PARTS:
                shutil.copytree(shipped / part, unfinished / part)
            unfinished.rename(kept / name)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
        for older in kept.iterdir():
            if older.name != name:
                shutil.rmtree(older, ignore_errors=True)
    except OSError as error:
        _log.warning("the packs were not kept: errno %d", error.errno or 0)


def _kept_folders(kept: Path) -> list[Path]:
    try:
        found = [folder for folder in kept.iterdir() if folder.is_dir() and not folder.name.endswith(_UNFINISHED)]
        return sorted(found, key=lambda folder: folder.stat().st_mtime, reverse=True)
    except OSError:
        return []


def _digest(folder: Path) -> str:
    """Return the digest of every file of the packs, by name and content."""
    whole = sha256()
    for part in _PARTS:
        for path in sorted((folder / part).rglob("*.toml")):
            whole.update(os.fsencode(path.relative_to(folder).as_posix()))
            whole.update(sha256(path.read_bytes()).digest())
    return whole.hexdigest()[:32]
