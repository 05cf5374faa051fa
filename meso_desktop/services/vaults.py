"""Creates, opens and recovers the vault of a clinic."""

from pathlib import Path

from msgspec import Struct

from meso_desktop.db.keys import STANDARD_COST, KeyCost
from meso_desktop.domain.ids import PractitionerId
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.people import ClinicCard, PractitionerCard
from meso_desktop.services.session import Clock, NewId, OpenClinic, Progress


class ClinicSetup(Struct, frozen=True, kw_only=True):
    """What is asked at set-up."""

    clinic: ClinicCard
    practitioner: PractitionerCard


class CreatedClinic(Struct, frozen=True, kw_only=True):
    """The new clinic, open, and the recovery key that is shown this once."""

    clinic: OpenClinic
    recovery_key: str


def create_clinic(
    path: Path, *, setup: ClinicSetup, passphrase: str, knowledge: Knowledge, clock: Clock, new_id: NewId,
    progress: Progress | None = None, cost: KeyCost = STANDARD_COST,
) -> CreatedClinic:
    """Make a vault at `path` and open it. Raises UserError: ``vault.exists``, ``vault.not_empty``, ``vault.passphrase_short``."""
    raise NotImplementedError


def open_clinic(
    path: Path, *, practitioner_id: PractitionerId | None, passphrase: str, knowledge: Knowledge, clock: Clock, new_id: NewId,
) -> OpenClinic:
    """Open the vault for a practitioner (None: the only one).

    Raises UserError: ``vault.wrong_passphrase``, ``vault.in_use``, ``vault.newer``, ``vault.missing``, ``vault.damaged``.
    """
    raise NotImplementedError


def open_with_recovery_key(
    path: Path, *, recovery_key: str, new_passphrase: str, knowledge: Knowledge, clock: Clock, new_id: NewId,
    practitioner_id: PractitionerId | None = None, cost: KeyCost = STANDARD_COST,
) -> OpenClinic:
    """Open the vault with the recovery key and give the practitioner a new passphrase and a new signing key."""
    raise NotImplementedError
