"""The command line: what it prints, its statuses, and one sentence for whatever is wrong."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from meso_desktop.cli import main
from tests.generated_pages import stale_pages
from tests.services.opening import PASSPHRASE, create

_EXAMPLE = Path(__file__).parent.parent / "docs" / "examples" / "consultation.json"


def _refusal(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    status = main(arguments)
    said = capsys.readouterr()
    assert status == 2
    assert said.out == ""
    assert len(said.err.splitlines()) == 1, said.err
    return said.err


def test_assess_prints_the_assessment_of_the_example(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["assess", str(_EXAMPLE), "--today", "2026-03-16"]) == 0
    line = json.loads(capsys.readouterr().out)["lines"][0]
    assert (line["injections"], line["volume_ml"], line["vials"]) == (12, "2.4", 2)
    assert line["doses"] == [{"ingredient": "deoxycholic_acid", "mg": "24"}]


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('"request":', '"requests":', "requests"),
        ('"visit_on": "2026-03-16"', '"visit_on": "2026-02-30"', "visit_on"),
        ('"visit_on": "2026-03-16"', '"visit_on": 20260316', "visit_on"),
        ('"request":', '"request": "twice", "request":', "request"),
        ('"cm": "182"', '"cm": 182', "examination.height.cm"),
        ('"cm": "182"', '"cm": "1.82e2"', "examination.height.cm"),
        ('"cm": "182"', '"cm": "-182"', "examination.height.cm"),
        ('"schema_version": 1', '"schema_version": 99', ""),
    ],
)
def test_a_faulty_document_is_refused_naming_file_and_key(
    old: str, new: str, key: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = _EXAMPLE.read_text(encoding="utf-8")
    assert old in text
    faulty = tmp_path / "faulty.json"
    faulty.write_text(text.replace(old, new, 1), encoding="utf-8")
    said = _refusal(["assess", str(faulty), "--today", "2026-03-16"], capsys)
    assert str(faulty) in said
    assert key in said


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b'{"schema_version": 1}'])
def test_half_a_document_is_refused_in_a_sentence(content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    half = tmp_path / "half.json"
    half.write_bytes(content)
    assert str(half) in _refusal(["assess", str(half), "--today", "2026-03-16"], capsys)


def test_a_missing_file_and_an_impossible_day_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "nowhere.json" in _refusal(["assess", str(tmp_path / "nowhere.json"), "--today", "2026-03-16"], capsys)
    assert "2026-02-30" in _refusal(["assess", str(_EXAMPLE), "--today", "2026-02-30"], capsys)


def test_a_clinic_that_is_not_there_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = tmp_path / "passphrase.txt"
    words.write_text("a passphrase\n", encoding="utf-8")
    folder = tmp_path / "nowhere"
    assert str(folder) in _refusal(["verify", "--clinic", str(folder), "--passphrase-file", str(words)], capsys)
    assert not folder.exists()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_passphrase_file_is_read_as_editors_write_it(encoding: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    create(tmp_path / "clinic").clinic.close()
    words = tmp_path / "passphrase.txt"
    words.write_text(PASSPHRASE + "\r\n", encoding=encoding, newline="")
    assert main(["verify", "--clinic", str(tmp_path / "clinic"), "--passphrase-file", str(words)]) == 0
    assert "0 records checked" in capsys.readouterr().out


@pytest.mark.parametrize("day", ["2026-W05-6", "20260131", "31/01/2026"])
def test_a_day_is_written_one_way(day: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert day in _refusal(["assess", str(_EXAMPLE), "--today", day], capsys)


def test_output_that_nobody_reads_to_the_end_is_no_fault() -> None:
    command = [sys.executable, "-m", "meso_desktop", "assess", str(_EXAMPLE), "--today", "2026-03-16"]
    run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert run.stdout is not None
    assert run.stderr is not None
    run.stdout.close()
    said = run.stderr.read()
    run.stderr.close()
    run.wait()
    assert b"Traceback" not in said


def test_a_terminal_that_is_not_there_is_said(tmp_path: Path) -> None:
    create(tmp_path / "clinic").clinic.close()
    command = [sys.executable, "-m", "meso_desktop", "verify", "--clinic", str(tmp_path / "clinic")]
    run = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, start_new_session=True)
    assert run.returncode == 2
    assert "--passphrase-file" in run.stderr.splitlines()[-1]
    assert "Traceback" not in run.stderr


def test_any_letter_is_printed_whatever_the_code_page(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "meso_desktop", "assess", str(tmp_path / "Ω.json"), "--today", "2026-03-16"]
    run = subprocess.run(command, env=os.environ | {"PYTHONIOENCODING": "cp1252"}, capture_output=True, check=False)
    assert run.returncode == 2
    assert b"Traceback" not in run.stderr


def test_an_id_that_is_none_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["plan", "--clinic", str(tmp_path), "--consultation", "12", "--out", str(tmp_path / "plan.pdf")]
    assert "12" in _refusal(arguments, capsys)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("wishes = 1\n", "wishes"),
        ("[patient]\nfamily_name = 3\n", "patient.family_name"),
        ('[patient]\nfamily_name = "A"\nfamily_name = "B"\n', "family_name"),
        ("today = 2026-02-30\n", "today"),
        ('[patient]\nfamily_name = "A"\n', "patient"),
    ],
)
def test_a_faulty_script_is_refused_naming_file_and_key(text: str, key: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    script = tmp_path / "script.toml"
    script.write_text(text, encoding="utf-8")
    said = _refusal(["demo", "--out", str(tmp_path / "out"), "--script", str(script)], capsys)
    assert str(script) in said
    assert key in said
    assert not (tmp_path / "out").exists()


def test_generated_pages_are_current() -> None:
    assert stale_pages() == []
