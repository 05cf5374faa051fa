"""Makes the encrypted clinic of the present schema version that later versions must open: ``python -m tests.data.make_vault``."""

import sys
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from meso_desktop.db.migrate import NEWEST
from meso_desktop.domain.consultation import OutcomeKind
from meso_desktop.domain.preparation_edits import use_own
from meso_desktop.services.drafts import save_draft
from meso_desktop.services.favourites import set_favourite
from meso_desktop.services.own_preparations import keep_preparation
from meso_desktop.services.signing import add_addendum
from tests.domain.builders import line, target
from tests.domain.own import own_of, part
from tests.services.opening import PASSPHRASE, a_draft, a_patient, a_record, create

FOLDER: Final = Path(__file__).parent


def make(path: Path) -> None:
    """Write two patients, three records, an addendum, a kept preparation, a favourite, and a draft that uses the preparation."""
    clinic = create(path).clinic
    first, second = a_patient(clinic), a_patient(clinic, "Nguyễn", "Thị Hương", telephone="+33 6 12 34 56 78")
    record = a_record(clinic, first)
    a_record(clinic, first, kind=OutcomeKind.DEFER)
    a_record(clinic, second, kind=OutcomeKind.DECLINED)
    add_addendum(clinic, record.document.consultation_id, text="Called: all well.", reason="the patient called", passphrase=PASSPHRASE)
    own = keep_preparation(clinic, own_of(part("vitamin_c", "3", ascorbic_acid="40"), part("lidocaine_1", "1"), name="Mélange du soir"))
    set_favourite(clinic, protocol="meso_point", is_favourite=True)
    draft = a_draft(clinic, second)
    planned = line(1, protocol="meso_point", preparation="", sessions=4)
    draft = replace(draft, target_areas=(target(1, area="flank"),), plan=replace(draft.plan, lines=(planned,)))
    save_draft(clinic, use_own(draft, line_id=planned.line_id, own=own, copy_id="own-2"))
    clinic.close()
    (path / "vault.lock").unlink()


if __name__ == "__main__":
    folder = FOLDER / f"vault-{NEWEST}"
    if folder.exists():
        sys.exit(f"{folder} is kept as it was released; a new version has a new folder")
    make(folder)
