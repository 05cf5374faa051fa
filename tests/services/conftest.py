"""A real encrypted clinic for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from meso_desktop.services.session import OpenClinic
from tests.services.opening import create


@pytest.fixture
def clinic(tmp_path: Path) -> Iterator[OpenClinic]:
    made = create(tmp_path / "clinic").clinic
    yield made
    made.close()
