"""Killed without warning at any step, the program loses nothing that the screen called saved."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from meso_desktop.domain.codec import decode_consultation
from meso_desktop.domain.consultation import Step
from meso_desktop.services.drafts import list_drafts, open_draft
from tests.services.opening import create, reopen

_TOP = Path(__file__).resolve().parent.parent.parent
_SCRIPT = _TOP / "docs" / "examples" / "off_label.toml"
_PATIENCE_S = 60


@pytest.mark.parametrize("step", list(Step))
def test_a_kill_loses_nothing_that_the_screen_called_saved(step: Step, tmp_path: Path) -> None:
    clinic_path, told = tmp_path / "clinic", tmp_path / "told.json"
    create(clinic_path).clinic.close()
    command = [sys.executable, "-m", "tests.demo.until_killed", str(clinic_path), str(_SCRIPT), step.value, str(told)]
    process = subprocess.Popen(command, cwd=_TOP, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(told, process)
    finally:
        process.kill()
        process.wait()
    saved = decode_consultation(told.read_bytes())
    clinic = reopen(clinic_path)
    try:
        offered = list_drafts(clinic)
        assert [d.consultation_id for d in offered] == [saved.consultation_id]
        assert open_draft(clinic, saved.consultation_id) == saved
    finally:
        clinic.close()
    assert any(n.step is step and n.text == "Typed last." for n in saved.step_notes)


def _wait_for(file: Path, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + _PATIENCE_S
    while not file.exists():
        assert process.poll() is None, "the window ended by itself"
        assert time.monotonic() < until, "the window never said saved"
        time.sleep(0.05)  # another process: there is no signal of ours to wait for
