"""The address by which SQLite opens the records, for every system's paths."""

from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest

from meso_desktop.db.engine import address_of, open_engine
from meso_desktop.db.keys import new_key
from meso_desktop.db.migrate import make_records


@pytest.mark.parametrize(
    ("path", "address"),
    [
        (PurePosixPath("/home/ada/clinic/records.db"), "file:///home/ada/clinic/records.db"),
        (PurePosixPath("/a b/50%/what?/no#1/é"), "file:///a%20b/50%25/what%3F/no%231/%C3%A9"),
        (PurePosixPath("/not text \udcff"), "file:///not%20text%20%FF"),
        (PureWindowsPath(r"C:\Users\Ada\clinic 100%#1\records.db"), "file:///C:/Users/Ada/clinic%20100%25%231/records.db"),
        (PureWindowsPath(r"\\server\share\clinic\records.db"), "file:////server/share/clinic/records.db"),
    ],
)
def test_a_path_of_any_system_has_an_address_that_sqlite_opens(path: PurePath, address: str) -> None:
    assert address_of(path) == address


@pytest.mark.parametrize("name", ["50% #1 é", "two  spaces & +", "a;b=c"])
def test_records_open_in_a_folder_of_any_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    key, file = new_key(), tmp_path / name / "records.db"
    make_records(file, data_key=key)
    assert file.is_file()
    engine = open_engine(file, data_key=key)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM clinic").scalar_one() == 0
    engine.dispose()
