"""The tables: as the classes say, with their guards, whole or not at all."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from meso_desktop.db.engine import open_engine
from meso_desktop.db.guards import GUARDS, missing_guards
from meso_desktop.db.keys import new_key
from meso_desktop.db.migrate import KNOWN, NEWEST, make_records
from meso_desktop.db.tables import Base
from meso_desktop.services.session import OpenClinic

_SEARCH = {"patient_search", "patient_search_config", "patient_search_data", "patient_search_docsize", "patient_search_idx"}


def test_the_migrations_make_what_the_classes_say(clinic: OpenClinic) -> None:
    with clinic.store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={
            "include_name": lambda name, kind, _parents: not (kind == "table" and name in _SEARCH), "compare_type": True,
        })
        assert compare_metadata(context, Base.metadata) == []


def test_every_guard_stands_after_the_migrations(clinic: OpenClinic) -> None:
    with clinic.store.read() as session:
        assert missing_guards(session) == ()
        found = session.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars().all()
    assert sorted(found) == sorted(GUARDS)


def test_the_newest_form_is_the_last_script() -> None:
    config = Config()
    config.set_main_option("script_location", "meso_desktop.db:migrations")
    scripts = ScriptDirectory.from_config(config)
    assert scripts.get_current_head() == NEWEST == KNOWN[-1]
    assert tuple(reversed([s.revision for s in scripts.walk_revisions()])) == KNOWN


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("foreign_keys", 1), ("recursive_triggers", 1), ("synchronous", 2), ("temp_store", 2), ("journal_mode", "wal"), ("trusted_schema", 0)],
)
def test_every_connection_has_its_settings(clinic: OpenClinic, pragma: str, value: object) -> None:
    with clinic.store.engine.connect() as one, clinic.store.engine.connect().execution_options(reads_only=True) as other:
        found = {c.exec_driver_sql(f"PRAGMA {pragma}").scalar_one() for c in (other,)} | {
            one.exec_driver_sql(f"PRAGMA {pragma}").scalar_one(),
        }
    assert found == {value}


def test_a_migration_that_fails_leaves_nothing_half_done(tmp_path: Path) -> None:
    key = new_key()
    make_records(tmp_path / "records.db", data_key=key)
    engine = open_engine(tmp_path / "records.db", data_key=key)
    with pytest.raises(DBAPIError):
        _half_a_migration(engine)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM sqlite_master WHERE name = 'half'").scalar_one() == 0
    engine.dispose()


def _half_a_migration(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE half (id INTEGER)")
        connection.exec_driver_sql("nonsense")


def test_a_write_transaction_holds_the_lock_from_its_begin(clinic: OpenClinic) -> None:
    with clinic.store.write() as session:
        session.execute(text("SELECT 1"))
        other = clinic.store.engine.connect().execution_options(reads_only=True)
        other.exec_driver_sql("PRAGMA busy_timeout = 0")
        with pytest.raises(DBAPIError, match="locked"):
            other.exec_driver_sql("UPDATE clinic SET name = 'x'")
        other.close()


def test_the_file_opens_with_no_other_key(clinic: OpenClinic) -> None:
    engine = open_engine(clinic.path / "records.db", data_key=new_key())
    with pytest.raises(DBAPIError, match="not a database"), engine.connect() as connection:
        connection.exec_driver_sql("SELECT 1 FROM clinic")
    engine.dispose()
    assert not (clinic.path / "records.db").read_bytes().startswith(b"SQLite format 3")
