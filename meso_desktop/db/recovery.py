"""The recovery key as people write it down: groups of letters and figures with a checksum."""

import base64
import hashlib
import secrets
from typing import Final

from meso_desktop.domain.errors import UserError
from meso_desktop.domain.message import message

_SECRET_BYTES: Final = 20
_SECRET_LETTERS: Final = 32
_CHECK_LETTERS: Final = 4
_GROUP: Final = 4
_LOOK_ALIKE: Final = str.maketrans({"0": "O", "1": "I", "8": "B"})


def new_recovery_secret() -> bytes:
    """Return 160 fresh random bits."""
    return secrets.token_bytes(_SECRET_BYTES)


def written(secret: bytes) -> str:
    """Return the key as it is shown: nine groups of four, the last one a checksum."""
    letters = base64.b32encode(secret).decode("ascii") + _checksum(secret)
    return "-".join(letters[i : i + _GROUP] for i in range(0, len(letters), _GROUP))


def read(typed: str) -> bytes:
    """Return the secret that a person typed back, whatever the case, spaces and dashes; 0, 1 and 8 are read as O, I and B.

    Raises UserError ``vault.recovery_key_mistyped``.
    """
    letters = "".join(c for c in typed.upper() if c.isalnum()).translate(_LOOK_ALIKE)
    if len(letters) != _SECRET_LETTERS + _CHECK_LETTERS:
        raise UserError(message("vault.recovery_key_mistyped"))
    try:
        secret = base64.b32decode(letters[:_SECRET_LETTERS])
    except ValueError:
        raise UserError(message("vault.recovery_key_mistyped")) from None
    if letters[_SECRET_LETTERS:] != _checksum(secret):
        raise UserError(message("vault.recovery_key_mistyped"))
    return secret


def _checksum(secret: bytes) -> str:
    return base64.b32encode(hashlib.sha256(b"meso-desktop recovery key\x00" + secret).digest()).decode("ascii")[:_CHECK_LETTERS]
