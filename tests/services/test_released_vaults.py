"""Clinics that released versions wrote are opened, verified and gone on with by today's code."""

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from meso_desktop.db.engine import open_engine
from meso_desktop.db.guards import GUARDS
from meso_desktop.db.header import RECORDS_FILE, PassphraseSlot, read_header
from meso_desktop.db.keys import open_passphrase_slot
from meso_desktop.db.migrate import KNOWN, bring_up, make_records
from meso_desktop.services.drafts import list_drafts, open_draft
from meso_desktop.services.favourites import favourites
from meso_desktop.services.own_preparations import own_preparations
from meso_desktop.services.patients import find_patients
from meso_desktop.services.records import open_record, recent_records
from meso_desktop.services.verification import verify_clinic
from tests.services.opening import PASSPHRASE, a_patient, a_record, reopen

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


@pytest.mark.parametrize("form", [form for form in KNOWN if form != KNOWN[-1]])
def test_bringing_a_clinic_up_keeps_every_row_of_every_table(tmp_path: Path, form: str) -> None:
    shutil.copytree(_DATA / f"vault-{form}", tmp_path / "clinic")
    key = _data_key(tmp_path / "clinic")
    before = _rows(tmp_path / "clinic", key)
    bring_up(tmp_path / "clinic" / RECORDS_FILE, data_key=key)
    after = _rows(tmp_path / "clinic", key)
    assert {table: after[table] for table in before if table != "alembic_version"} == {
        table: rows for table, rows in before.items() if table != "alembic_version"
    }
    assert after["alembic_version"] == [(KNOWN[-1],)]
    assert [rows for table, rows in after.items() if table not in before] == [[] for table in after if table not in before]


@pytest.mark.parametrize("form", KNOWN)
def test_a_clinic_that_was_brought_up_has_every_table_and_every_guard_of_a_new_one(tmp_path: Path, form: str) -> None:
    shutil.copytree(_DATA / f"vault-{form}", tmp_path / "clinic")
    key = _data_key(tmp_path / "clinic")
    bring_up(tmp_path / "clinic" / RECORDS_FILE, data_key=key)
    make_records(tmp_path / "new.db", data_key=key)
    found = _made(tmp_path / "clinic" / RECORDS_FILE, key)
    assert found == _made(tmp_path / "new.db", key)
    assert sorted(name for kind, name, _, _ in found if kind == "trigger") == sorted(GUARDS)


def test_kept_preparations_favourites_and_a_draft_that_uses_them_are_read_again(tmp_path: Path) -> None:
    shutil.copytree(_DATA / "vault-0003", tmp_path / "clinic")
    clinic = reopen(tmp_path / "clinic", day=date(2026, 3, 5))
    [kept] = own_preparations(clinic)
    assert (kept.name, len(kept.parts), kept.parts[0].strengths[0].mg_per_ml) == ("Mélange du soir", 2, Decimal(40))
    assert favourites(clinic) == {"meso_point"}
    (draft,) = list_drafts(clinic)
    document = open_draft(clinic, draft.consultation_id)
    assert document.plan.preparations == (kept,)
    assert document.plan.lines[0].preparation == kept.id
    clinic.close()


def _data_key(vault: Path) -> bytes:
    slot = next(slot for slot in read_header(vault).slots if isinstance(slot, PassphraseSlot))
    keys = open_passphrase_slot(slot, PASSPHRASE)
    assert keys is not None
    return keys.data_key


def _made(file: Path, key: bytes) -> list[tuple[str, ...]]:
    """Return every table, index and trigger of the records with the words that made it."""
    engine = open_engine(file, data_key=key)
    with engine.connect() as connection:
        made = connection.exec_driver_sql("SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_master").all()
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
    engine.dispose()
    return sorted(tuple(str(part) for part in row) for row in made)


def _rows(vault: Path, key: bytes) -> dict[str, list[tuple[object, ...]]]:
    engine = open_engine(vault / RECORDS_FILE, data_key=key)
    with engine.connect() as connection:
        tables = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
        found = {name: [tuple(row) for row in connection.exec_driver_sql(f'SELECT * FROM "{name}"')] for name in tables}  # noqa: S608  # names of tables
    engine.dispose()
    return found
