"""The shipped packs, read once, and a copy of them to spoil."""

import shutil
from pathlib import Path

import pytest

from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.knowledge.loader import load_knowledge
from meso_desktop.resources import resource_path


@pytest.fixture(scope="session")
def shipped() -> Knowledge:
    return load_knowledge(resource_path("knowledge"))


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    folder = tmp_path / "knowledge"
    shutil.copytree(resource_path("knowledge"), folder)
    return folder
