"""Files are written whole or not at all."""

import errno
from pathlib import Path

import pytest

from meso_desktop.db.files import refused_write, write_whole
from meso_desktop.domain.errors import UserError


def test_a_file_is_replaced_whole_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    write_whole(tmp_path / "a", b"one")
    write_whole(tmp_path / "a", b"two")
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("a", b"two")]


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"save\.not_written"):
        write_whole(tmp_path / "gone" / "a", b"one")


def test_a_full_disk_keeps_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_whole(tmp_path / "a", b"old")

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(UserError, match=r"save\.disk_full"):
        write_whole(tmp_path / "a", b"new")
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("a", b"old")]


def test_other_refusals_name_their_reason() -> None:
    assert refused_write(OSError(errno.EACCES, "Permission denied")).message.values[0].value == "Permission denied"
