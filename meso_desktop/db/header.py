"""The vault's header: the key slots, and in clear the names of clinic and people, nothing else. Loads no cryptography."""

from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from meso_desktop.db.files import write_whole
from meso_desktop.domain.errors import UserError
from meso_desktop.domain.ids import PractitionerId
from meso_desktop.domain.message import message

HEADER_VERSION: Final = 1
HEADER_FILE: Final = "header.json"
RECORDS_FILE: Final = "records.db"

_WRAPPED_BYTES: Final = 12 + 32 + 16
_SALT_BYTES: Final = 16
_PUBLIC_KEY_BYTES: Final = 32
_GREATEST_MEMORY_KIB: Final = 256 * 1024
_GREATEST_STEPS: Final = 10
_GREATEST_LANES: Final = 16
_MOST_SLOTS: Final = 64


class KeyCost(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What deriving a key from a passphrase costs, by Argon2id's own parameters."""

    memory_kib: int
    time_cost: int
    parallelism: int


STANDARD_COST: Final = KeyCost(memory_kib=64 * 1024, time_cost=3, parallelism=4)


class PassphraseSlot(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag="passphrase"):
    """The data key and the practitioner's signing key, both wrapped under the practitioner's passphrase."""

    person_id: PractitionerId
    cost: KeyCost
    salt: bytes
    wrapped_data_key: bytes
    public_key: bytes
    wrapped_signing_key: bytes


class RecoverySlot(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag="recovery"):
    """The data key wrapped under the recovery key."""

    cost: KeyCost
    salt: bytes
    wrapped_data_key: bytes


class Person(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A practitioner as the unlock screen names them."""

    practitioner_id: PractitionerId
    name: str


class Header(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What can be read before unlocking."""

    format_version: int = HEADER_VERSION
    clinic_name: str
    is_sample: bool
    people: tuple[Person, ...]
    slots: tuple[PassphraseSlot | RecoverySlot, ...]


class _Version(Struct, frozen=True):
    format_version: int


def read_header(vault: Path) -> Header:
    """Return the header of the vault. Raises UserError: ``vault.missing``, ``vault.newer``, ``vault.damaged``, ``vault.no_access``."""
    file = vault / HEADER_FILE
    try:
        data = file.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise UserError(message("vault.missing", folder=str(vault))) from None
    except OSError as error:
        raise UserError(message("vault.no_access", folder=str(vault), reason=error.strerror or "")) from error
    try:
        if msgspec.json.decode(data, type=_Version).format_version > HEADER_VERSION:
            raise UserError(message("vault.newer", folder=str(vault)))
        header = msgspec.json.decode(data, type=Header)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        raise UserError(message("vault.damaged", file=str(file))) from None
    if not _is_sound(header):
        raise UserError(message("vault.damaged", file=str(file)))
    return header


def write_header(vault: Path, header: Header) -> None:
    """Replace the header whole. Raises UserError: ``save.disk_full``, ``save.not_written``."""
    text = msgspec.json.format(msgspec.json.encode(header), indent=2)
    write_whole(vault / HEADER_FILE, text + b"\n")


def _is_sound(header: Header) -> bool:
    is_bounded = 0 < len(header.slots) <= _MOST_SLOTS
    return header.format_version == HEADER_VERSION and is_bounded and all(_is_sound_slot(slot) for slot in header.slots)


def _is_sound_slot(slot: PassphraseSlot | RecoverySlot) -> bool:
    cost = slot.cost
    lengths = [len(slot.salt) == _SALT_BYTES, len(slot.wrapped_data_key) == _WRAPPED_BYTES]
    if isinstance(slot, PassphraseSlot):
        lengths += [len(slot.wrapped_signing_key) == _WRAPPED_BYTES, len(slot.public_key) == _PUBLIC_KEY_BYTES]
    return (
        all(lengths)
        and 1 <= cost.time_cost <= _GREATEST_STEPS
        and 1 <= cost.parallelism <= _GREATEST_LANES
        and 8 * cost.parallelism <= cost.memory_kib <= _GREATEST_MEMORY_KIB
    )
