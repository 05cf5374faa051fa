"""The sample clinic in which everything is measured."""

from pathlib import Path
from typing import Final
from uuid import uuid4

from benchmarks.full_consultation import packs
from meso_desktop.services.samples import create_sample_clinic
from meso_desktop.services.session import OpenClinic, SystemClock
from meso_desktop.services.vaults import open_clinic

PASSPHRASE: Final = "sample patients"  # noqa: S105  # of a clinic of invented patients


def make_clinic(folder: Path) -> Path:
    """Make the sample clinic in `folder`, close it and return where it lies."""
    path = folder / "clinic"
    create_sample_clinic(path, knowledge=packs(), clock=SystemClock(), new_id=uuid4, passphrase=PASSPHRASE).clinic.close()
    return path


def opened(path: Path) -> OpenClinic:
    """Open the clinic at `path`."""
    return open_clinic(path, practitioner_id=None, passphrase=PASSPHRASE, knowledge=packs(), clock=SystemClock(), new_id=uuid4)
