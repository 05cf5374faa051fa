"""Makes a clinic of invented patients to look around in."""

from pathlib import Path

from meso_desktop.db.keys import STANDARD_COST, KeyCost
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.services.session import Clock, NewId, Progress
from meso_desktop.services.vaults import CreatedClinic


def create_sample_clinic(  # noqa: PLR0913  # as create_clinic
    path: Path, *, knowledge: Knowledge, clock: Clock, new_id: NewId, passphrase: str,
    progress: Progress | None = None, cost: KeyCost = STANDARD_COST,
) -> CreatedClinic:
    """Make a vault of invented patients with histories of two years up to the clock's today, marked as samples, and open it."""
    raise NotImplementedError
