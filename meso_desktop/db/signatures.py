"""Signs and verifies with Ed25519."""

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey


def public_key_of(signing_key: bytes) -> bytes:
    """Return the 32 bytes of the public key that belongs to a signing key."""
    return Ed25519PrivateKey.from_private_bytes(signing_key).public_key().public_bytes_raw()


def sign(data: bytes, *, signing_key: bytes) -> bytes:
    """Return the signature of `data`."""
    return Ed25519PrivateKey.from_private_bytes(signing_key).sign(data)


def is_signed(data: bytes, signature: bytes, *, public_key: bytes) -> bool:
    """Tell whether `signature` is that of `data` by the key."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, data)
    except (InvalidSignature, ValueError):
        return False
    return True
