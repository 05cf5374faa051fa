"""Derives keys from passphrases, wraps the vault's keys in slots, and unwraps them again."""

import secrets
import unicodedata
from typing import Final

import msgspec
from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from meso_desktop.db.header import HEADER_VERSION, STANDARD_COST, KeyCost, PassphraseSlot, RecoverySlot
from meso_desktop.db.signatures import public_key_of
from meso_desktop.domain.errors import UserError
from meso_desktop.domain.ids import PractitionerId
from meso_desktop.domain.message import message

__all__ = [
    "STANDARD_COST",
    "KeyCost",
    "SignerKeys",
    "chain_key",
    "make_passphrase_slot",
    "make_recovery_slot",
    "mark_key",
    "new_key",
    "open_passphrase_slot",
    "open_recovery_slot",
]

KEY_BYTES: Final = 32
_SALT_BYTES: Final = 16
_NONCE_BYTES: Final = 12


class SignerKeys(msgspec.Struct, frozen=True, kw_only=True):
    """What a practitioner's passphrase opens: the key of the records and the key that signs."""

    data_key: bytes
    signing_key: bytes


def new_key() -> bytes:
    """Return 32 fresh random bytes."""
    return secrets.token_bytes(KEY_BYTES)


def chain_key(data_key: bytes) -> bytes:
    """Return the key of the chain of seals, derived from the data key."""
    return _expand(data_key, b"meso-desktop chain of seals")


def mark_key(data_key: bytes) -> bytes:
    """Return the key of the mark that tells an older copy of the records, derived from the data key."""
    return _expand(data_key, b"meso-desktop mark of seals")


def make_passphrase_slot(passphrase: str, *, person_id: PractitionerId, keys: SignerKeys, cost: KeyCost) -> PassphraseSlot:
    """Wrap both keys under a passphrase, each under a key of its own, bound to person, cost and public key."""
    salt = secrets.token_bytes(_SALT_BYTES)
    public_key = public_key_of(keys.signing_key)
    root = _root(passphrase, salt, cost)
    bound = _bound("passphrase", str(person_id), cost, salt, public_key)
    return PassphraseSlot(
        person_id=person_id, cost=cost, salt=salt, public_key=public_key,
        wrapped_data_key=_wrap(_expand(root, b"data key"), keys.data_key, bound),
        wrapped_signing_key=_wrap(_expand(root, b"signing key"), keys.signing_key, bound),
    )


def open_passphrase_slot(slot: PassphraseSlot, passphrase: str) -> SignerKeys | None:
    """Return both keys, None when the passphrase does not open the slot or the slot was altered."""
    root = _root(passphrase, slot.salt, slot.cost)
    bound = _bound("passphrase", str(slot.person_id), slot.cost, slot.salt, slot.public_key)
    data_key = _unwrap(_expand(root, b"data key"), slot.wrapped_data_key, bound)
    signing_key = _unwrap(_expand(root, b"signing key"), slot.wrapped_signing_key, bound)
    if data_key is None or signing_key is None:
        return None
    return SignerKeys(data_key=data_key, signing_key=signing_key)


def make_recovery_slot(secret: bytes, *, data_key: bytes, cost: KeyCost) -> RecoverySlot:
    """Wrap the data key under the recovery key's secret."""
    salt = secrets.token_bytes(_SALT_BYTES)
    root = _root(secret.hex(), salt, cost)
    wrapped = _wrap(_expand(root, b"data key"), data_key, _bound("recovery", "", cost, salt, b""))
    return RecoverySlot(cost=cost, salt=salt, wrapped_data_key=wrapped)


def open_recovery_slot(slot: RecoverySlot, secret: bytes) -> bytes | None:
    """Return the data key, None when the secret does not open the slot or the slot was altered."""
    root = _root(secret.hex(), slot.salt, slot.cost)
    return _unwrap(_expand(root, b"data key"), slot.wrapped_data_key, _bound("recovery", "", slot.cost, slot.salt, b""))


def _root(passphrase: str, salt: bytes, cost: KeyCost) -> bytes:
    """Return the key that everything of a slot is derived from. Raises UserError ``vault.key_not_derived``."""
    secret = unicodedata.normalize("NFC", passphrase).encode("utf-8", errors="surrogatepass")
    try:
        return hash_secret_raw(
            secret, salt, time_cost=cost.time_cost, memory_cost=cost.memory_kib, parallelism=cost.parallelism, hash_len=KEY_BYTES,
            type=Type.ID,
        )
    except HashingError as error:
        raise UserError(message("vault.key_not_derived", memory=-(-cost.memory_kib // 1024))) from error


def _expand(key: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=purpose).derive(key)


def _bound(kind: str, person: str, cost: KeyCost, salt: bytes, public_key: bytes) -> bytes:
    """Return what a wrapped key is bound to: every other byte of its slot."""
    return msgspec.json.encode([HEADER_VERSION, kind, person, cost, salt, public_key])


def _wrap(key: bytes, secret: bytes, bound: bytes) -> bytes:
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, secret, bound)


def _unwrap(key: bytes, wrapped: bytes, bound: bytes) -> bytes | None:
    try:
        return AESGCM(key).decrypt(wrapped[:_NONCE_BYTES], wrapped[_NONCE_BYTES:], bound)
    except InvalidTag:
        return None
