"""Verification names whatever was done to the sealed records outside the program."""

# ruff: noqa: S608  # the statements are this module's own

import errno
import shutil
from hashlib import sha256
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from meso_desktop.db.guards import GUARDS
from meso_desktop.db.projections import rebuild
from meso_desktop.domain.consultation import OutcomeKind
from meso_desktop.domain.ids import ConsultationId
from meso_desktop.services.records import open_record
from meso_desktop.services.session import OpenClinic
from meso_desktop.services.signing import add_addendum
from meso_desktop.services.verification import verify_clinic
from tests.services.opening import PASSPHRASE, a_patient, a_record, reopen

_COLUMNS = "number, kind, record_id, consultation_id, document, assessment, envelope, signature, link"


@pytest.fixture
def four(clinic: OpenClinic) -> OpenClinic:
    """Three records and an addendum: seals 1 to 4."""
    card = a_patient(clinic)
    records = [a_record(clinic, card, kind=kind) for kind in (OutcomeKind.NOT_TREATED, OutcomeKind.DEFER, OutcomeKind.THINKING)]
    add_addendum(clinic, records[0].document.consultation_id, text="added", reason="called", passphrase=PASSPHRASE)
    return clinic


def _unguarded(clinic: OpenClinic, *statements: str) -> None:
    """Change the records as someone with the key and a tool could, and put the guards back."""
    with clinic.store.write() as session:
        session.execute(text("PRAGMA defer_foreign_keys = ON"))
        found = session.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
        kept = {str(name): str(sql) for name, sql in found}
        for name in kept:
            session.execute(text(f"DROP TRIGGER {name}"))
        for statement in statements:
            session.execute(text(statement))
        for sql in kept.values():
            session.connection().exec_driver_sql(sql)


def _faults(clinic: OpenClinic) -> list[tuple[str, str]]:
    report = verify_clinic(clinic)
    return [(f.id.removeprefix("seal."), next((v.value for v in f.values if v.name == "number"), "")) for f in report.faults]


def test_untouched_records_verify_and_progress_is_told(four: OpenClinic) -> None:
    told: list[tuple[int, int]] = []
    report = verify_clinic(four, progress=lambda done, total: told.append((done, total)))
    assert (report.records, report.faults) == (4, ())
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_an_empty_clinic_verifies(clinic: OpenClinic) -> None:
    assert verify_clinic(clinic).faults == ()


@pytest.mark.parametrize(
    ("column", "problem"),
    [("document", "document_changed"), ("assessment", "assessment_changed"), ("signature", "signature_wrong"), ("link", "link_differs")],
)
def test_one_flipped_byte_is_named(four: OpenClinic, column: str, problem: str) -> None:
    with four.store.read() as session:
        data = bytearray(session.execute(text(f"SELECT {column} FROM sealed_document WHERE number = 2")).scalar_one())
    data[len(data) // 2] ^= 1
    _unguarded(four, f"UPDATE sealed_document SET {column} = x'{data.hex()}' WHERE number = 2")
    assert (problem, "2") in _faults(four)


def test_every_byte_of_an_envelope_counts(four: OpenClinic) -> None:
    with four.store.read() as session:
        whole = session.execute(text("SELECT envelope FROM sealed_document WHERE number = 2")).scalar_one()
    for place in range(0, len(whole), 37):
        changed = bytearray(whole)
        changed[place] ^= 1
        _unguarded(four, f"UPDATE sealed_document SET envelope = x'{changed.hex()}' WHERE number = 2")
        assert {f for f, number in _faults(four) if number == "2"} & {"envelope_unreadable", "signature_wrong"}, place
    _unguarded(four, f"UPDATE sealed_document SET envelope = x'{whole.hex()}' WHERE number = 2")
    assert _faults(four) == []


def test_a_changed_document_is_shown_as_one_whose_seal_does_not_hold(four: OpenClinic) -> None:
    _unguarded(four, "UPDATE sealed_document SET document = replace(CAST(document AS TEXT), 'as told', 'as sold') WHERE number = 1")
    with four.store.read() as session:
        own = session.execute(text("SELECT consultation_id FROM sealed_document WHERE number = 1")).scalar_one()
    record = open_record(four, ConsultationId(UUID(own)))
    assert not record.seal_holds
    assert [f.id for f in record.faults] == ["seal.document_changed"]
    assert record.addenda[0].seal_holds


def test_a_row_changed_in_its_place_is_named(four: OpenClinic) -> None:
    _unguarded(four, "UPDATE sealed_document SET kind = 'addendum' WHERE number = 3")
    assert ("row_differs", "3") in _faults(four)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ("record_id = 'no id'", "row_differs"), ("consultation_id = 7", "row_differs"), ("envelope = 'text'", "envelope_unreadable"),
        ("link = 3", "link_differs"), ("signature = ''", "signature_wrong"), ("document = ''", "document_changed"),
    ],
)
def test_nonsense_in_a_row_is_named_and_stops_nothing(four: OpenClinic, change: str, problem: str) -> None:
    _unguarded(four, f"UPDATE sealed_document SET {change} WHERE number = 3")
    assert (problem, "3") in _faults(four)


def test_a_removed_row_is_named(four: OpenClinic) -> None:
    _unguarded(four, "DELETE FROM sealed_document WHERE number = 2")
    assert ("number_missing", "2") in _faults(four)
    assert ("previous_differs", "3") in _faults(four)


def test_the_first_row_removed_is_named(four: OpenClinic) -> None:
    _unguarded(four, "DELETE FROM sealed_document WHERE number = 1")
    assert ("number_missing", "1") in _faults(four)


def test_an_inserted_row_is_named(four: OpenClinic) -> None:
    copied = _COLUMNS.replace("number", "5").replace("record_id", "'" + "0" * 31 + "9'", 1)
    _unguarded(four, f"INSERT INTO sealed_document ({_COLUMNS}) SELECT {copied} FROM sealed_document WHERE number = 3")
    found = _faults(four)
    assert ("row_differs", "5") in found
    assert ("tail_added", "") in found


def test_swapped_rows_are_named(four: OpenClinic) -> None:
    _unguarded(four, *(f"UPDATE sealed_document SET number = {new} WHERE number = {old}" for old, new in ((2, 99), (3, 2), (99, 3))))
    assert {("row_differs", "2"), ("row_differs", "3"), ("link_differs", "2")} <= set(_faults(four))


def test_a_cut_tail_is_named_even_when_the_head_is_moved_back(four: OpenClinic) -> None:
    _unguarded(four, "DELETE FROM sealed_document WHERE number = 4")
    assert {("tail_cut", ""), ("older_records", "")} <= set(_faults(four))
    _unguarded(four, "UPDATE seal_head SET count = 3, link = (SELECT link FROM sealed_document WHERE number = 3)")
    assert {("head_differs", ""), ("older_records", "")} <= set(_faults(four))
    _unguarded(four, "DELETE FROM seal_head")
    assert ("head_missing", "") in _faults(four)


def test_a_record_signed_after_a_cut_does_not_hide_it(four: OpenClinic) -> None:
    _unguarded(four, "DELETE FROM sealed_document WHERE number = 3")
    a_record(four, a_patient(four, "Later"))
    assert ("number_missing", "3") in _faults(four)


def test_an_old_file_put_back_is_named_also_after_further_records(four: OpenClinic) -> None:
    path = four.path
    four.close()
    shutil.copy(path / "records.db", path.parent / "old.db")
    clinic = reopen(path)
    a_record(clinic, a_patient(clinic, "Lost"))
    clinic.close()
    shutil.copy(path.parent / "old.db", path / "records.db")
    clinic = reopen(path)
    assert _faults(clinic) == [("older_records", "")]
    a_record(clinic, a_patient(clinic, "Later"))
    assert _faults(clinic) == [("other_records", "5")]
    clinic.close()


def test_a_mark_removed_or_changed_is_named(four: OpenClinic) -> None:
    mark = four.path / "seals.mark"
    whole = mark.read_bytes()
    mark.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    assert _faults(four) == [("mark_missing", "")]
    mark.unlink()
    assert _faults(four) == [("mark_missing", "")]


@pytest.mark.parametrize("how", ["removed", "unreadable"])
def test_a_mark_that_is_gone_stays_named_after_further_records_so_that_it_hides_no_older_file(clinic: OpenClinic, how: str) -> None:
    path, card = clinic.path, a_patient(clinic)
    a_record(clinic, card)
    clinic.close()
    shutil.copy(path / "records.db", path.parent / "old.db")
    clinic = reopen(path)
    a_record(clinic, card)
    a_record(clinic, card)
    clinic.close()
    shutil.copy(path.parent / "old.db", path / "records.db")
    mark = path / "seals.mark"
    mark.unlink()
    if how == "unreadable":
        mark.write_bytes(b"nothing that this program wrote")
    clinic = reopen(path)
    assert _faults(clinic) == [("mark_missing", "")]
    for family in ("One", "Two"):
        a_record(clinic, a_patient(clinic, family))
        assert _faults(clinic) == [("mark_missing", "")]
    clinic.close()


def test_a_clinic_is_marked_from_the_first_so_that_a_first_mark_not_written_is_no_fault(
    clinic: OpenClinic, monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    card = a_patient(clinic)
    with monkeypatch.context() as disk:
        disk.setattr("os.fsync", full)
        a_record(clinic, card)
    assert _faults(clinic) == []
    a_record(clinic, card)
    assert _faults(clinic) == []


def test_another_key_put_in_place_is_named(four: OpenClinic) -> None:
    _unguarded(four, "UPDATE signing_key SET public_key = randomblob(32)")
    assert {("key_missing", ""), ("signer_unknown", "1")} <= set(_faults(four))


def test_changed_knowledge_is_named(four: OpenClinic) -> None:
    _unguarded(four, "UPDATE knowledge_pack SET data = x'00'")
    assert ("pack_missing", "1") in _faults(four)


@pytest.mark.parametrize("name", GUARDS)
def test_a_guard_taken_away_is_named(four: OpenClinic, name: str) -> None:
    with four.store.write() as session:
        session.execute(text(f"DROP TRIGGER {name}"))
    assert ("guard_missing", "") in _faults(four)


@pytest.mark.parametrize("name", GUARDS)
@pytest.mark.parametrize(
    ("whole", "spoiled"), [("BEGIN SELECT", "WHEN 0 BEGIN SELECT"), ("SELECT RAISE(ABORT", "SELECT 1 WHERE 0 AND RAISE(ABORT")],
)
def test_a_guard_that_no_longer_guards_is_named(four: OpenClinic, name: str, whole: str, spoiled: str) -> None:
    with four.store.write() as session:
        statement = session.execute(text("SELECT sql FROM sqlite_master WHERE name = :name"), {"name": name}).scalar_one()
        if "WHERE" in spoiled:
            statement = statement.replace("); END", ") IS NULL; END")
        session.execute(text(f"DROP TRIGGER {name}"))
        session.connection().exec_driver_sql(statement.replace(whole, spoiled))
    assert ("guard_missing", "") in _faults(four)


_LISTS = ("record_projection", "planned_session", "patient_state")


def _lists(session: Session) -> str:
    return sha256(repr([session.execute(text(f"SELECT * FROM {t} ORDER BY 1")).all() for t in _LISTS]).encode()).hexdigest()


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE record_projection SET outcome = 'treat' WHERE number = 1", "UPDATE record_projection SET addenda = 0",
        "UPDATE record_projection SET visit_on = 'never' WHERE number = 1",
    ],
)
def test_a_list_that_shows_something_else_is_named_and_mended_from_the_documents(four: OpenClinic, change: str) -> None:
    with four.store.read() as session:
        before = _lists(session)
    _unguarded(four, change)
    assert ("list_differs", "1") in _faults(four)
    with four.store.write() as session:
        rebuild(session)
    assert _faults(four) == []
    with four.store.read() as session:
        assert _lists(session) == before


def test_a_damaged_page_on_disk_is_named(four: OpenClinic) -> None:
    path = four.path
    four.close()
    data = bytearray((path / "records.db").read_bytes())
    data[-100] ^= 1
    (path / "records.db").write_bytes(data)
    clinic = reopen(path)
    assert ("file_damaged", "") in _faults(clinic)
    clinic.close()
