"""The sample clinic: invented patients with histories that were signed like real ones."""

from pathlib import Path

from meso_desktop.domain.consultation import OutcomeKind
from meso_desktop.knowledge.loader import load_knowledge
from meso_desktop.resources import resource_path
from meso_desktop.services.drafts import list_drafts
from meso_desktop.services.header import peek
from meso_desktop.services.patients import find_patients
from meso_desktop.services.records import patient_timeline, recent_records
from meso_desktop.services.samples import create_sample_clinic
from meso_desktop.services.session import OpenClinic
from meso_desktop.services.verification import verify_clinic
from tests.services.opening import CHEAP, PASSPHRASE, Counting, StandingClock


def _made(path: Path) -> OpenClinic:
    return create_sample_clinic(
        path, knowledge=load_knowledge(resource_path("knowledge")), clock=StandingClock(), new_id=Counting(), passphrase=PASSPHRASE,
        cost=CHEAP,
    ).clinic


def test_at_least_thirty_patients_with_histories_that_verify(tmp_path: Path) -> None:
    clinic = _made(tmp_path / "samples")
    records = recent_records(clinic, limit=500)
    assert len({p.patient_id for p in find_patients(clinic, "S", limit=200)}) >= 30
    assert len({r.patient_id for r in records}) >= 30
    assert {r.outcome for r in records} == set(OutcomeKind)
    assert len(list_drafts(clinic)) == 2
    assert verify_clinic(clinic).faults == ()
    assert all((clinic.clock.today() - r.visit_on).days <= 2 * 366 and r.visit_on.weekday() < 5 for r in records)
    assert any(len(patient_timeline(clinic, r.patient_id)) >= 3 for r in records)
    summary = peek(clinic.path)
    assert summary is not None
    assert summary.is_sample
    assert clinic.clinic.is_sample
    clinic.close()


def test_the_same_clock_and_ids_give_the_same_records(tmp_path: Path) -> None:
    seen = []
    for name in ("one", "other"):
        clinic = _made(tmp_path / name)
        seen.append(recent_records(clinic, limit=500))
        clinic.close()
    assert seen[0] == seen[1]


def test_names_of_many_scripts_are_found(tmp_path: Path) -> None:
    clinic = _made(tmp_path / "samples")
    for name in ("Nguyễn", "Παπαδοπούλου", "Щербакова", "الحسيني", "王", "शर्मा", "გელაშვილი"):
        assert name in {p.family_name for p in find_patients(clinic, name)}
    clinic.close()
