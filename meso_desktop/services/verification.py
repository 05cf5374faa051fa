"""Checks every seal of the clinic and the chain that ties them."""

from sqlalchemy import text
from sqlalchemy.orm import Session

from meso_desktop.db.chain import sealed_count
from meso_desktop.db.guards import missing_guards
from meso_desktop.db.header import PassphraseSlot
from meso_desktop.db.projections import differs, sealed_rows
from meso_desktop.db.seal_checks import Trusted, end_faults, gap_faults, row_faults, trusted
from meso_desktop.db.tables import SealedDocumentRow
from meso_desktop.domain.errors import UserError
from meso_desktop.domain.message import Message, message
from meso_desktop.domain.seal import SealedKind
from meso_desktop.services.session import OpenClinic, Progress
from meso_desktop.services.summaries import VerificationReport

__all__ = ["VerificationReport", "verify_clinic"]


def verify_clinic(clinic: OpenClinic, *, progress: Progress | None = None) -> VerificationReport:
    """Check each sealed entry, the chain, its head and what is shown of it, and name every fault.

    An older copy of the whole folder cannot be told from inside it; compare the seal on the last printed plan.
    """
    try:
        return _verified(clinic, progress)
    except UserError as error:
        if error.message.id != "vault.damaged":
            raise
        return VerificationReport(records=0, faults=(message("seal.file_damaged"),))


def _verified(clinic: OpenClinic, progress: Progress | None) -> VerificationReport:
    store = clinic.store
    with store.read() as session:
        total = sealed_count(session)
        against = trusted(session, chain_key=store.chain_key)
        faults = [*_file_faults(session), *_key_faults(clinic, against)]
        before: SealedDocumentRow | None = None
        for done, row in enumerate(sealed_rows(session), start=1):
            faults += _entry_faults(session, row, before, against)
            before = row
            if progress is not None:
                progress(done, total)
        faults += end_faults(session, before, store.mark.read(), chain_key=store.chain_key)
    return VerificationReport(records=total, faults=tuple(faults))


def _entry_faults(session: Session, row: SealedDocumentRow, before: SealedDocumentRow | None, against: Trusted) -> tuple[Message, ...]:
    faults = (*gap_faults(row, before), *row_faults(row, before, against))
    if row.kind == SealedKind.CONSULTATION.value and differs(session, row):
        faults = (*faults, message("seal.list_differs", number=row.number))
    return faults


def _file_faults(session: Session) -> tuple[Message, ...]:
    damaged = session.execute(text("PRAGMA cipher_integrity_check")).first() is not None
    unsound = session.execute(text("PRAGMA quick_check(1)")).scalar() != "ok"
    file = (message("seal.file_damaged"),) if damaged or unsound else ()
    return (*file, *(message("seal.guard_missing", name=name) for name in missing_guards(session)))


def _key_faults(clinic: OpenClinic, against: Trusted) -> tuple[Message, ...]:
    slots = (slot for slot in clinic.store.header.slots if isinstance(slot, PassphraseSlot))
    replaced = any(against.signers.get(slot.public_key.hex()) != slot.person_id for slot in slots)
    return (message("seal.key_missing"),) if replaced else ()
