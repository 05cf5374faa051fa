"""The wheel carries the resources, and runs where there is no checkout."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

_TOP = Path(__file__).resolve().parent.parent
_RUN = "import sys, meso_desktop, meso_desktop.cli as c; print(meso_desktop.__file__, file=sys.stderr); sys.exit(c.main())"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(_TOP)]
    subprocess.run(command, check=True, capture_output=True)
    return next(out.glob("*.whl"))


def test_the_wheel_carries_every_resource(wheel: Path) -> None:
    carried = set(zipfile.ZipFile(wheel).namelist())
    ours = {p.relative_to(_TOP).as_posix() for p in (_TOP / "resources").rglob("*") if p.is_file()}
    assert ours
    assert {f"meso_desktop/{name}" for name in ours} <= carried


def test_the_installed_wheel_assesses_a_document(wheel: Path, tmp_path: Path) -> None:
    target = tmp_path / "elsewhere"
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(target), str(wheel)],
        check=True, capture_output=True,
    )
    example = _TOP / "docs" / "examples" / "consultation.json"
    run = subprocess.run(
        [sys.executable, "-c", _RUN, "assess", str(example), "--today", "2026-03-16"],
        env=os.environ | {"PYTHONPATH": str(target)}, cwd=tmp_path, capture_output=True, text=True, check=False, encoding="utf-8",
    )
    assert run.returncode == 0, run.stderr
    assert str(target) in run.stderr
    assert json.loads(run.stdout)["lines"]
