"""The drawing's files are read strictly, and a fault names the file."""

import shutil
from pathlib import Path

import pytest

from meso_desktop.domain.body import View
from meso_desktop.domain.errors import UserError
from meso_desktop.knowledge.body_loader import load_body
from meso_desktop.resources import resource_path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(resource_path("body"), tmp_path / "body"))


@pytest.mark.parametrize("spoiled", ["colour = 1\n", "sex = 3\n", "=\n"])
def test_a_spoiled_file_is_named(folder: Path, spoiled: str) -> None:
    file = folder / "male_back.toml"
    file.write_text(spoiled + file.read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(UserError) as refused:
        load_body(folder)
    assert refused.value.message.id == "body.unreadable"
    assert refused.value.message.values[0].value == "male_back.toml"


def test_a_spoiled_path_is_named(folder: Path) -> None:
    file = folder / "male_back.toml"
    file.write_text(file.read_text(encoding="utf-8").replace('path = "M', 'path = "Q', 1), encoding="utf-8")
    with pytest.raises(UserError) as refused:
        load_body(folder)
    assert refused.value.message.values[0].value == "male_back.toml"


@pytest.mark.parametrize("view", list(View))
def test_a_view_that_is_not_drawn_is_named(folder: Path, view: View) -> None:
    (folder / f"female_{view}.toml").unlink()
    with pytest.raises(UserError) as refused:
        load_body(folder)
    assert refused.value.message.id == "body.missing"
