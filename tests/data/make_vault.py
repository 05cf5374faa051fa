"""Makes the encrypted clinic of the present schema version that later versions must open: ``python -m tests.data.make_vault``."""

import sys
from pathlib import Path
from typing import Final

from meso_desktop.db.migrate import NEWEST
from meso_desktop.domain.consultation import OutcomeKind
from meso_desktop.services.signing import add_addendum
from tests.services.opening import PASSPHRASE, a_draft, a_patient, a_record, create

FOLDER: Final = Path(__file__).parent


def make(path: Path) -> None:
    """Write two patients, three records, an addendum and a draft."""
    clinic = create(path).clinic
    first, second = a_patient(clinic), a_patient(clinic, "Nguyễn", "Thị Hương", telephone="+33 6 12 34 56 78")
    record = a_record(clinic, first)
    a_record(clinic, first, kind=OutcomeKind.DEFER)
    a_record(clinic, second, kind=OutcomeKind.DECLINED)
    add_addendum(clinic, record.document.consultation_id, text="Called: all well.", reason="the patient called", passphrase=PASSPHRASE)
    a_draft(clinic, second)
    clinic.close()
    (path / "vault.lock").unlink()


if __name__ == "__main__":
    target = FOLDER / f"vault-{NEWEST}"
    if target.exists():
        sys.exit(f"{target} is kept as it was released; a new version has a new folder")
    make(target)
