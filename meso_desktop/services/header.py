"""Tells what a vault's header says before it is unlocked, and where the vault usually lies. Loads no database library."""

from pathlib import Path

import platformdirs
from msgspec import Struct

from meso_desktop.db.header import read_header
from meso_desktop.domain.errors import UserError
from meso_desktop.domain.ids import PractitionerId


class PractitionerName(Struct, frozen=True, kw_only=True):
    """A practitioner as the header names them in clear."""

    practitioner_id: PractitionerId
    name: str


class VaultSummary(Struct, frozen=True, kw_only=True):
    """What can be told of a clinic before it is unlocked."""

    clinic_name: str
    practitioners: tuple[PractitionerName, ...]
    is_sample: bool


def peek(path: Path) -> VaultSummary | None:
    """Return the clinic's name and people, or None when there is no vault at `path`.

    Raises UserError: ``vault.newer``, ``vault.damaged``.
    """
    try:
        header = read_header(path)
    except UserError as error:
        if error.message.id == "vault.missing":
            return None
        raise
    people = tuple(PractitionerName(practitioner_id=p.practitioner_id, name=p.name) for p in header.people)
    return VaultSummary(clinic_name=header.clinic_name, practitioners=people, is_sample=header.is_sample)


def default_clinic_path() -> Path:
    """Return the folder of the clinic for this person on this computer; it need not exist."""
    return Path(platformdirs.user_data_dir("meso-desktop", appauthor=False)) / "clinic"
