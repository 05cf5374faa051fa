"""Clinics that released versions wrote are opened, verified and gone on with by today's code."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from meso_desktop.db.migrate import KNOWN
from meso_desktop.services.drafts import list_drafts, open_draft
from meso_desktop.services.patients import find_patients
from meso_desktop.services.records import open_record, recent_records
from meso_desktop.services.verification import verify_clinic
from tests.services.opening import a_patient, a_record, reopen

_DATA = Path(__file__).parents[1] / "data"


@pytest.mark.parametrize("form", KNOWN)
def test_a_clinic_of_an_earlier_form_opens_and_goes_on(tmp_path: Path, form: str) -> None:
    shutil.copytree(_DATA / f"vault-{form}", tmp_path / "clinic")
    clinic = reopen(tmp_path / "clinic", day=date(2026, 3, 5))
    assert verify_clinic(clinic).faults == ()
    records = recent_records(clinic)
    assert [r.outcome for r in records] == ["declined", "defer", "not_treated"]
    oldest = open_record(clinic, records[-1].consultation_id)
    assert oldest.seal_holds
    assert [a.text for a in oldest.addenda] == ["Called: all well."]
    assert [p.family_name for p in find_patients(clinic, "huong 06 12")] == ["Nguyễn"]
    (draft,) = list_drafts(clinic)
    assert open_draft(clinic, draft.consultation_id).outcome is not None
    a_record(clinic, a_patient(clinic, "Later"))
    assert verify_clinic(clinic).faults == ()
    clinic.close()
