"""The mark beside the records that tells an older copy of them: how many were sealed and the last link, encrypted."""

import secrets
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from msgspec import Struct

from meso_desktop.db.files import write_whole

MARK_FILE: Final = "seals.mark"

_NONCE_BYTES: Final = 12
_COUNT_BYTES: Final = 8
_BOUND: Final = b"meso-desktop mark 1"


class Marked(Struct, frozen=True, kw_only=True):
    """The end of the chain as it was when the mark was written."""

    count: int
    link: bytes


class SealMark:
    """Reads and writes the mark of one vault."""

    def __init__(self, vault: Path, *, key: bytes) -> None:
        """Hold where the mark lies and its key."""
        self._file = vault / MARK_FILE
        self._key = key

    def read(self) -> Marked | None:
        """Return what was marked last, None when there is no mark or it was altered."""
        try:
            data = self._file.read_bytes()
            plain = AESGCM(self._key).decrypt(data[:_NONCE_BYTES], data[_NONCE_BYTES:], _BOUND)
        except (OSError, InvalidTag, ValueError):
            return None
        return Marked(count=int.from_bytes(plain[:_COUNT_BYTES], "big"), link=plain[_COUNT_BYTES:])

    def write(self, marked: Marked) -> None:
        """Mark the end of the chain. Raises UserError: ``save.disk_full``, ``save.not_written``."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        plain = marked.count.to_bytes(_COUNT_BYTES, "big") + marked.link
        write_whole(self._file, nonce + AESGCM(self._key).encrypt(nonce, plain, _BOUND))
