"""The vault: made whole, opened by its passphrase or recovery key, by one program at a time."""

import errno
import os
import shutil
import signal
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import text

from meso_desktop.db import engine
from meso_desktop.db.header import read_header
from meso_desktop.db.lock import VaultLock
from meso_desktop.domain.errors import UserError
from meso_desktop.services.header import default_clinic_path, peek
from meso_desktop.services.session import OpenClinic
from meso_desktop.services.vaults import ClinicSetup, change_passphrase, create_clinic, open_with_recovery_key
from meso_desktop.services.verification import verify_clinic
from tests.domain.small_knowledge import small_knowledge
from tests.services.opening import CHEAP, CLINIC, DOCTOR, PASSPHRASE, Counting, StandingClock, a_patient, a_record, create, opened, reopen


def _contents(folder: Path) -> dict[str, str]:
    return {p.name: sha256(p.read_bytes()).hexdigest() for p in sorted(folder.iterdir())}


def _recovered(path: Path, key: str, new: str = "other long words") -> OpenClinic:
    return open_with_recovery_key(
        path, recovery_key=key, new_passphrase=new, knowledge=small_knowledge(), clock=StandingClock(), new_id=Counting(), cost=CHEAP,
    )


def _refusal(path: Path, passphrase: str = PASSPHRASE) -> str:
    with pytest.raises(UserError) as refused:
        reopen(path, passphrase=passphrase)
    return refused.value.message.id


def test_a_new_clinic_opens_again_with_its_cards(tmp_path: Path) -> None:
    create(tmp_path / "clinic").clinic.close()
    with opened(tmp_path / "clinic") as clinic:
        assert (clinic.clinic, clinic.practitioner) == (CLINIC, DOCTOR)


def test_the_header_names_clinic_and_people_before_unlocking(tmp_path: Path) -> None:
    create(tmp_path / "clinic").clinic.close()
    summary = peek(tmp_path / "clinic")
    assert summary is not None
    assert (summary.clinic_name, summary.is_sample) == (CLINIC.name, False)
    assert [(p.practitioner_id, p.name) for p in summary.practitioners] == [(DOCTOR.practitioner_id, DOCTOR.name)]
    assert peek(tmp_path / "elsewhere") is None


def test_the_usual_place_is_absolute_and_not_made_by_asking() -> None:
    assert default_clinic_path().is_absolute()
    assert not default_clinic_path().exists()


def test_a_wrong_passphrase_is_refused_and_the_right_one_works_next(tmp_path: Path) -> None:
    create(tmp_path / "clinic").clinic.close()
    assert _refusal(tmp_path / "clinic", "quiet river ston") == "vault.wrong_passphrase"
    reopen(tmp_path / "clinic").close()


def test_a_passphrase_is_the_same_composed_or_decomposed(tmp_path: Path) -> None:
    made = create(tmp_path / "clinic").clinic
    change_passphrase(made, old=PASSPHRASE, new="cafe\u0301 et chocolat", cost=CHEAP)
    made.close()
    reopen(tmp_path / "clinic", passphrase="café et chocolat").close()


@pytest.mark.parametrize("new", ["", "short", "eleven char"])
def test_a_short_passphrase_is_refused(clinic: OpenClinic, new: str) -> None:
    with pytest.raises(UserError, match=r"vault\.passphrase_short"):
        change_passphrase(clinic, old=PASSPHRASE, new=new, cost=CHEAP)


def test_a_passphrase_of_twelve_characters_is_taken(clinic: OpenClinic) -> None:
    change_passphrase(clinic, old=PASSPHRASE, new="twelve chars", cost=CHEAP)


def test_a_second_start_is_told_and_touches_nothing(clinic: OpenClinic) -> None:
    before = _contents(clinic.path)
    assert _refusal(clinic.path) == "vault.in_use"
    assert _contents(clinic.path) == before


def test_a_killed_program_leaves_no_lock(tmp_path: Path) -> None:
    create(tmp_path / "clinic").clinic.close()
    code = (
        "import sys, time; from pathlib import Path; from meso_desktop.db.lock import VaultLock\n"
        "lock = VaultLock(Path(sys.argv[1])); print('held', flush=True); sys.stdin.read()"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path / "clinic")], stdout=subprocess.PIPE, stdin=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    )
    assert holder.stdout is not None
    assert holder.stdout.readline().strip() == b"held"
    assert _refusal(tmp_path / "clinic") == "vault.in_use"
    os.kill(holder.pid, signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)
    holder.communicate()
    reopen(tmp_path / "clinic").close()


def test_the_recovery_key_opens_in_any_case_with_or_without_dashes(tmp_path: Path) -> None:
    made = create(tmp_path / "clinic")
    a_record(made.clinic, a_patient(made.clinic))
    made.clinic.close()
    clinic = _recovered(tmp_path / "clinic", made.recovery_key.lower().replace("-", " ").replace("o", "0"))
    a_record_verifies = verify_clinic(clinic).faults == ()
    clinic.close()
    assert a_record_verifies
    assert _refusal(tmp_path / "clinic") == "vault.wrong_passphrase"
    reopen(tmp_path / "clinic", passphrase="other long words").close()


def test_a_mistyped_recovery_key_is_told_from_one_of_another_clinic(tmp_path: Path) -> None:
    made, other = create(tmp_path / "clinic"), create(tmp_path / "other")
    made.clinic.close()
    other.clinic.close()
    last = "A" if made.recovery_key[5] != "A" else "B"
    with pytest.raises(UserError, match=r"vault\.recovery_key_mistyped"):
        _recovered(tmp_path / "clinic", made.recovery_key[:5] + last + made.recovery_key[6:])
    with pytest.raises(UserError, match=r"vault\.wrong_recovery_key"):
        _recovered(tmp_path / "clinic", other.recovery_key)


def test_a_newer_header_is_refused_and_nothing_is_touched(tmp_path: Path) -> None:
    create(tmp_path / "clinic").clinic.close()
    header = tmp_path / "clinic" / "header.json"
    header.write_text(header.read_text(encoding="utf-8").replace('"format_version": 1', '"format_version": 2'), encoding="utf-8")
    before = _contents(tmp_path / "clinic")
    assert _refusal(tmp_path / "clinic") == "vault.newer"
    assert _contents(tmp_path / "clinic") == before


def test_newer_records_are_refused_and_nothing_is_touched(tmp_path: Path) -> None:
    made = create(tmp_path / "clinic").clinic
    with made.store.write() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    made.close()
    before = _contents(tmp_path / "clinic")
    assert _refusal(tmp_path / "clinic") == "vault.newer"
    assert _contents(tmp_path / "clinic") == before


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"format_version": 1}', b"\xff\xfe", b'{"format_version": "1"}'])
def test_a_damaged_header_is_refused_by_name(tmp_path: Path, data: bytes) -> None:
    create(tmp_path / "clinic").clinic.close()
    (tmp_path / "clinic" / "header.json").write_bytes(data)
    assert _refusal(tmp_path / "clinic") == "vault.damaged"


def test_an_altered_slot_opens_nothing(tmp_path: Path) -> None:
    create(tmp_path / "clinic").clinic.close()
    file = tmp_path / "clinic" / "header.json"
    plain = msgspec.json.decode(file.read_bytes())
    plain["slots"][0]["cost"]["time_cost"] = 2
    file.write_bytes(msgspec.json.encode(plain))
    assert _refusal(tmp_path / "clinic") == "vault.wrong_passphrase"


@pytest.mark.parametrize(
    ("name", "value"),
    [("memory_kib", 1 << 40), ("memory_kib", 256 * 1024 + 1), ("time_cost", 11), ("time_cost", 0), ("parallelism", 17), ("parallelism", 9)],
)
def test_a_cost_that_would_exhaust_the_computer_or_that_none_may_have_is_damage(tmp_path: Path, name: str, value: int) -> None:
    create(tmp_path / "clinic").clinic.close()
    file = tmp_path / "clinic" / "header.json"
    plain = msgspec.json.decode(file.read_bytes())
    plain["slots"][0]["cost"][name] = value
    file.write_bytes(msgspec.json.encode(plain))
    assert _refusal(tmp_path / "clinic") == "vault.damaged"


def test_more_slots_than_a_clinic_has_people_are_damage(tmp_path: Path) -> None:
    create(tmp_path / "clinic").clinic.close()
    file = tmp_path / "clinic" / "header.json"
    plain = msgspec.json.decode(file.read_bytes())
    plain["slots"] += plain["slots"][1:] * 63
    file.write_bytes(msgspec.json.encode(plain))
    assert _refusal(tmp_path / "clinic") == "vault.damaged"


def test_missing_or_ruined_records_are_refused_by_name(tmp_path: Path) -> None:
    create(tmp_path / "clinic").clinic.close()
    records = tmp_path / "clinic" / "records.db"
    whole = records.read_bytes()
    records.write_bytes(b"not a database at all" * 400)
    assert _refusal(tmp_path / "clinic") == "vault.damaged"
    records.unlink()
    assert _refusal(tmp_path / "clinic") == "vault.damaged"
    assert not records.exists()
    records.write_bytes(whole)
    reopen(tmp_path / "clinic").close()


def test_nothing_is_made_where_something_is(tmp_path: Path) -> None:
    create(tmp_path / "clinic").clinic.close()
    before = _contents(tmp_path / "clinic")
    with pytest.raises(UserError, match=r"vault\.exists"):
        create(tmp_path / "clinic")
    assert _contents(tmp_path / "clinic") == before
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("kept", encoding="utf-8")
    with pytest.raises(UserError, match=r"vault\.not_empty"):
        create(tmp_path / "full")
    assert [p.name for p in (tmp_path / "full").iterdir()] == ["letter.txt"]


def test_an_empty_folder_is_used_and_a_failed_creation_leaves_none(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    create(tmp_path / "empty").clinic.close()
    (tmp_path / "file").write_text("a file, not a folder", encoding="utf-8")
    with pytest.raises(UserError):
        create(tmp_path / "file" / "clinic")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["empty", "file"]


@pytest.mark.parametrize("pages", [3, 20, 30])
def test_a_disk_that_fills_up_at_set_up_is_told_and_nothing_half_made_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pages: int,
) -> None:
    with monkeypatch.context() as disk:
        disk.setattr("meso_desktop.db.engine._SETTINGS", (*engine._SETTINGS, f"PRAGMA max_page_count = {pages}"))  # noqa: SLF001  # a small disk
        with pytest.raises(UserError, match=r"save\.disk_full"):
            create(tmp_path / "clinic")
    assert list(tmp_path.iterdir()) == []
    create(tmp_path / "clinic").clinic.close()


def test_a_new_clinic_that_cannot_be_opened_is_not_left_without_anyone_knowing_its_recovery_key(tmp_path: Path) -> None:
    def in_the_way(done: int, _total: int) -> None:
        if done == 2:
            (tmp_path / "clinic" / "records.db-wal").mkdir()

    with pytest.raises(UserError, match=r"save\.not_written"):
        create_clinic(
            tmp_path / "clinic", setup=ClinicSetup(clinic=CLINIC, practitioner=DOCTOR), passphrase=PASSPHRASE, knowledge=small_knowledge(),
            clock=StandingClock(), new_id=Counting(), cost=CHEAP, progress=in_the_way,
        )
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_refuses_at_opening_is_not_told_as_damage(tmp_path: Path) -> None:
    create(tmp_path / "clinic").clinic.close()
    in_the_way = tmp_path / "clinic" / "records.db-wal"
    in_the_way.mkdir()
    assert _refusal(tmp_path / "clinic") == "save.not_written"
    in_the_way.rmdir()
    reopen(tmp_path / "clinic").close()


def test_a_clinic_opens_also_when_its_header_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = create(tmp_path / "clinic").clinic
    with made.store.write() as session:
        session.execute(text("UPDATE clinic SET name = 'Renamed clinic'"))
    made.close()

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr("os.fsync", full)
        with opened(tmp_path / "clinic") as clinic:
            assert clinic.clinic.name == "Renamed clinic"
    assert read_header(tmp_path / "clinic").clinic_name == CLINIC.name


@pytest.mark.parametrize("table", ["clinic", "practitioner"])
def test_an_opening_that_fails_lets_the_vault_go_while_its_error_is_still_held(tmp_path: Path, table: str) -> None:
    made = create(tmp_path / "clinic").clinic
    with made.store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        connection.exec_driver_sql(f"ALTER TABLE {table} RENAME TO {table}_gone")
        connection.exec_driver_sql(f"CREATE TABLE {table} AS SELECT * FROM {table}_gone WHERE 0")  # noqa: S608  # own words
        connection.commit()
    made.close()
    with pytest.raises(UserError, match=r"vault\.damaged") as held:
        reopen(tmp_path / "clinic")
    VaultLock(tmp_path / "clinic").release()
    assert held.value.message.id == "vault.damaged"


def _killed_at_set_up(path: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path; from tests.services import opening\n"
        "class Killing(opening.StandingClock):\n"
        "    def now(self): os._exit(9)\n"
        "opening.StandingClock = Killing\n"
        "opening.create(Path(sys.argv[1]))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], cwd=Path(__file__).parents[2], check=False)
    assert done.returncode == 9


def test_what_a_killed_set_up_left_goes_at_the_next_one(tmp_path: Path) -> None:
    _killed_at_set_up(tmp_path / "clinic")
    (left,) = tmp_path.iterdir()
    assert (left.suffix, (left / "records.db").is_file()) == (".new", True)
    create(tmp_path / "other").clinic.close()
    assert left.is_dir()
    create(tmp_path / "clinic").clinic.close()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["clinic", "other"]


def test_a_set_up_sweeps_away_nothing_that_is_held_or_that_is_not_its_own(tmp_path: Path) -> None:
    names = [".clinic.abcdefgh.new", ".clinic.ijklmnop.new", ".clinic.mine.new", ".clinic.more.abcdefgh.new"]
    for name in names:
        (tmp_path / name).mkdir()
    (tmp_path / names[1] / "letter.txt").write_text("kept", encoding="utf-8")
    with VaultLock(tmp_path / names[0]):
        create(tmp_path / "clinic").clinic.close()
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([*names, "clinic"])
    assert [p.name for p in (tmp_path / names[1]).iterdir()] == ["letter.txt"]


def test_a_missing_clinic_is_told(tmp_path: Path) -> None:
    assert _refusal(tmp_path / "nowhere") == "vault.missing"


def test_a_crash_between_card_and_header_is_mended_at_the_next_start(tmp_path: Path) -> None:
    made = create(tmp_path / "clinic").clinic
    with made.store.write() as session:
        session.execute(text("UPDATE clinic SET name = 'Renamed clinic'"))
    made.close()
    reopen(tmp_path / "clinic").close()
    assert read_header(tmp_path / "clinic").clinic_name == "Renamed clinic"


def test_a_vault_may_be_moved(tmp_path: Path) -> None:
    made = create(tmp_path / "clinic").clinic
    a_record(made, a_patient(made))
    made.close()
    shutil.move(tmp_path / "clinic", tmp_path / "ünïcode folder")
    with opened(tmp_path / "ünïcode folder") as clinic:
        assert verify_clinic(clinic).faults == ()
