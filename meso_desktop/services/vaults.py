"""Creates, opens and recovers the vault of a clinic."""

import logging
import shutil
import tempfile
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import select

from meso_desktop.db import recovery
from meso_desktop.db.cards import clinic_card, clinic_row, practitioner_card, practitioner_row
from meso_desktop.db.chain import begin_chain, mark_end
from meso_desktop.db.files import refused_write
from meso_desktop.db.header import HEADER_FILE, RECORDS_FILE, Header, PassphraseSlot, Person, RecoverySlot, read_header, write_header
from meso_desktop.db.keys import (
    STANDARD_COST,
    KeyCost,
    SignerKeys,
    make_passphrase_slot,
    make_recovery_slot,
    new_key,
    open_passphrase_slot,
    open_recovery_slot,
)
from meso_desktop.db.lock import VaultLock
from meso_desktop.db.migrate import bring_up, make_records
from meso_desktop.db.store import Store
from meso_desktop.db.tables import ClinicRow, PractitionerRow, SigningKeyRow
from meso_desktop.db.unfinished import UNFINISHED, sweep_unfinished
from meso_desktop.domain.errors import UserError
from meso_desktop.domain.ids import PractitionerId
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.message import message
from meso_desktop.domain.people import ClinicCard, PractitionerCard
from meso_desktop.services.cards import checked_clinic, checked_practitioner
from meso_desktop.services.clinic_pack import clinic_pack
from meso_desktop.services.session import Clock, NewId, OpenClinic, Progress

_log = logging.getLogger(__name__)

LEAST_PASSPHRASE = 12
"""Characters; a vault that was copied can be tried against for as long as somebody likes."""


class ClinicSetup(Struct, frozen=True, kw_only=True):
    """What is asked at set-up."""

    clinic: ClinicCard
    practitioner: PractitionerCard


class CreatedClinic(Struct, frozen=True, kw_only=True):
    """The new clinic, open, and the recovery key that is shown this once."""

    clinic: OpenClinic
    recovery_key: str


def create_clinic(  # noqa: PLR0913  # what a vault is made of, each named
    path: Path, *, setup: ClinicSetup, passphrase: str, knowledge: Knowledge, clock: Clock, new_id: NewId,
    progress: Progress | None = None, cost: KeyCost = STANDARD_COST,
) -> CreatedClinic:
    """Make a vault at `path` and open it; it appears there whole or not at all.

    Raises UserError: ``vault.exists``, ``vault.not_empty``, ``vault.passphrase_short``, ``vault.no_access``, ``save.*``, and those of the
    cards.
    """
    told = progress or _quietly
    setup = ClinicSetup(clinic=checked_clinic(setup.clinic), practitioner=checked_practitioner(setup.practitioner))
    _check_passphrase(passphrase)
    _check_place(path)
    told(0, 3)
    keys, secret = SignerKeys(data_key=new_key(), signing_key=new_key()), recovery.new_recovery_secret()
    slot = make_passphrase_slot(passphrase, person_id=setup.practitioner.practitioner_id, keys=keys, cost=cost)
    header = Header(
        clinic_name=setup.clinic.name, is_sample=setup.clinic.is_sample, people=(_person(setup.practitioner),),
        slots=(slot, make_recovery_slot(secret, data_key=keys.data_key, cost=cost)),
    )
    told(1, 3)
    _put_in_place(path, header, setup, keys, clock)
    try:
        told(2, 3)
        clinic = _open(path, keys.data_key, setup.practitioner.practitioner_id, knowledge=knowledge, clock=clock, new_id=new_id)
    except BaseException:
        shutil.rmtree(path, ignore_errors=True)  # nobody was shown its recovery key
        raise
    told(3, 3)
    return CreatedClinic(clinic=clinic, recovery_key=recovery.written(secret))


def open_clinic(  # noqa: PLR0913  # as create_clinic
    path: Path, *, practitioner_id: PractitionerId | None, passphrase: str, knowledge: Knowledge, clock: Clock, new_id: NewId,
) -> OpenClinic:
    """Open the vault for a practitioner (None: the only one).

    Raises UserError: ``vault.wrong_passphrase``, ``vault.in_use``, ``vault.newer``, ``vault.missing``, ``vault.damaged``.
    """
    slot = _slot_of(read_header(path), practitioner_id, path)
    keys = open_passphrase_slot(slot, passphrase)
    if keys is None:
        raise UserError(message("vault.wrong_passphrase"))
    return _open(path, keys.data_key, slot.person_id, knowledge=knowledge, clock=clock, new_id=new_id)


def open_with_recovery_key(  # noqa: PLR0913  # as create_clinic
    path: Path, *, recovery_key: str, new_passphrase: str, knowledge: Knowledge, clock: Clock, new_id: NewId,
    practitioner_id: PractitionerId | None = None, cost: KeyCost = STANDARD_COST,
) -> OpenClinic:
    """Open the vault with the recovery key and give the practitioner a new passphrase and a new signing key.

    Raises UserError: ``vault.recovery_key_mistyped``, ``vault.wrong_recovery_key``, ``vault.passphrase_short`` and those of `open_clinic`.
    """
    secret = recovery.read(recovery_key)
    _check_passphrase(new_passphrase)
    header = read_header(path)
    person_id = _slot_of(header, practitioner_id, path).person_id
    opened = (open_recovery_slot(slot, secret) for slot in header.slots if isinstance(slot, RecoverySlot))
    data_key = next((key for key in opened if key is not None), None)
    if data_key is None:
        raise UserError(message("vault.wrong_recovery_key"))
    clinic = _open(path, data_key, person_id, knowledge=knowledge, clock=clock, new_id=new_id)
    try:
        _give_new_keys(clinic, data_key, new_passphrase, cost)
    except BaseException:
        clinic.close()
        raise
    return clinic


def change_passphrase(clinic: OpenClinic, *, old: str, new: str, cost: KeyCost = STANDARD_COST) -> None:
    """Give the signed-in practitioner another passphrase; both keys stay.

    Raises UserError: ``vault.wrong_passphrase``, ``vault.passphrase_short``.
    """
    person_id = clinic.practitioner.practitioner_id
    keys = open_passphrase_slot(_slot_of(clinic.store.header, person_id, clinic.path), old)
    if keys is None:
        raise UserError(message("vault.wrong_passphrase"))
    _check_passphrase(new)
    _replace_slot(clinic, make_passphrase_slot(new, person_id=person_id, keys=keys, cost=cost))


def unlocked_signing_key(clinic: OpenClinic, passphrase: str) -> bytes | None:
    """Return the signing key of the signed-in practitioner, None when the passphrase does not open it."""
    slot = _slot_of(clinic.store.header, clinic.practitioner.practitioner_id, clinic.path)
    keys = open_passphrase_slot(slot, passphrase)
    return None if keys is None else keys.signing_key


def _open(  # noqa: PLR0913  # as create_clinic
    path: Path, data_key: bytes, person_id: PractitionerId, *, knowledge: Knowledge, clock: Clock, new_id: NewId,
) -> OpenClinic:
    lock = VaultLock(path)
    try:
        header = read_header(path)
        bring_up(path / RECORDS_FILE, data_key=data_key)
        store = Store(path, data_key=data_key, header=header, lock=lock)
    except BaseException:
        lock.release()
        raise
    try:
        card, person = _cards(store, person_id)
        pack = clinic_pack(store, knowledge, by=person_id, clock=clock)
        clinic = OpenClinic(
            path, store=store, clinic=card, practitioner=person, knowledge=pack.knowledge, shipped=knowledge, clock=clock, new_id=new_id,
            pack_faults=pack.faults,
        )
        _refresh_header(clinic)
    except BaseException:
        store.close()
        raise
    return clinic


def _cards(store: Store, person_id: PractitionerId) -> tuple[ClinicCard, PractitionerCard]:
    with store.read() as session:
        own, signed_in = session.scalars(select(ClinicRow)).one_or_none(), session.get(PractitionerRow, person_id)
        if own is None or signed_in is None:
            raise UserError(message("vault.damaged", file=str(store.vault / RECORDS_FILE)))
        return clinic_card(own), practitioner_card(signed_in)


def _refresh_header(clinic: OpenClinic) -> None:
    """Bring the header's names up where it can be written: a clinic opens without."""
    try:
        name_in_header(clinic)
    except UserError as error:
        _log.warning("the names in the header were not refreshed: %s", error.message.id)


def name_in_header(clinic: OpenClinic) -> None:
    """Bring the names in the header up to the cards, where a crash or a change left them behind."""
    header = clinic.store.header
    own = _person(clinic.practitioner)
    people = tuple(own if p.practitioner_id == own.practitioner_id else p for p in header.people)
    present = replace(header, clinic_name=clinic.clinic.name, is_sample=clinic.clinic.is_sample, people=people)
    if present != header:
        clinic.store.replace_header(present)


def _put_in_place(path: Path, header: Header, setup: ClinicSetup, keys: SignerKeys, clock: Clock) -> None:
    """Build the vault beside its place and move it there whole; it is locked until then, so that no other set-up sweeps it away."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        sweep_unfinished(path)
        built = Path(tempfile.mkdtemp(prefix=f".{path.name}.", suffix=UNFINISHED, dir=path.parent))
    except OSError as error:
        raise UserError(message("vault.no_access", folder=str(path), reason=error.strerror or "")) from error
    try:
        with VaultLock(built) as lock:
            make_records(built / RECORDS_FILE, data_key=keys.data_key)
            store = Store(built, data_key=keys.data_key, header=header, lock=lock)
            try:
                _fill(store, setup, header, clock)
                write_header(built, header)
            finally:
                store.close()
        if path.is_dir():
            path.rmdir()
        built.rename(path)
    except OSError as error:
        raise refused_write(error) from error
    finally:
        shutil.rmtree(built, ignore_errors=True)


def _fill(store: Store, setup: ClinicSetup, header: Header, clock: Clock) -> None:
    with store.write() as session:
        session.add(clinic_row(setup.clinic))
        session.add(practitioner_row(setup.practitioner))
        session.flush()
        for slot in header.slots:
            if isinstance(slot, PassphraseSlot):
                session.add(SigningKeyRow(public_key=slot.public_key, practitioner_id=slot.person_id, made_at=clock.now()))
        begin_chain(session, chain_key=store.chain_key)
    mark_end(store)


def _give_new_keys(clinic: OpenClinic, data_key: bytes, passphrase: str, cost: KeyCost) -> None:
    """Make a new signing key under the new passphrase; records signed with the old one keep verifying with its public key."""
    person_id = clinic.practitioner.practitioner_id
    keys = SignerKeys(data_key=data_key, signing_key=new_key())
    slot = make_passphrase_slot(passphrase, person_id=person_id, keys=keys, cost=cost)
    with clinic.store.write() as session:
        session.add(SigningKeyRow(public_key=slot.public_key, practitioner_id=person_id, made_at=clinic.clock.now()))
    _replace_slot(clinic, slot)


def _replace_slot(clinic: OpenClinic, slot: PassphraseSlot) -> None:
    header = clinic.store.header
    slots = tuple(slot if isinstance(s, PassphraseSlot) and s.person_id == slot.person_id else s for s in header.slots)
    clinic.store.replace_header(replace(header, slots=slots))


def _slot_of(header: Header, practitioner_id: PractitionerId | None, path: Path) -> PassphraseSlot:
    slots = [s for s in header.slots if isinstance(s, PassphraseSlot) and practitioner_id in {None, s.person_id}]
    if not slots:
        raise UserError(message("vault.unknown_person") if practitioner_id else message("vault.damaged", file=str(path / HEADER_FILE)))
    if len(slots) > 1:
        raise UserError(message("vault.choose_person"))
    return slots[0]


def _person(card: PractitionerCard) -> Person:
    return Person(practitioner_id=card.practitioner_id, name=card.name)


def _check_passphrase(passphrase: str) -> None:
    if len(passphrase) < LEAST_PASSPHRASE:
        raise UserError(message("vault.passphrase_short", least=LEAST_PASSPHRASE))


def _check_place(path: Path) -> None:
    try:
        if (path / HEADER_FILE).exists():
            raise UserError(message("vault.exists", folder=str(path)))
        if path.exists() and (not path.is_dir() or any(path.iterdir())):
            raise UserError(message("vault.not_empty", folder=str(path)))
    except OSError as error:
        raise UserError(message("vault.no_access", folder=str(path), reason=error.strerror or "")) from error


def _quietly(done: int, total: int) -> None:
    del done, total
