"""The demo drives the real windows; its scripts record, sign, reopen and print a consultation each."""

import io
import json
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stdout
from decimal import Decimal
from functools import cache
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage

from meso_desktop.cli import main
from meso_desktop.demo.script import load_script
from meso_desktop.domain.areas import Outline
from meso_desktop.domain.asking import questions_to_ask
from meso_desktop.domain.assess import Context, assess
from meso_desktop.domain.codec import decode_consultation
from meso_desktop.domain.consultation import Consultation, OutcomeKind
from meso_desktop.domain.drawing.grid import kept_out
from meso_desktop.domain.history import Answer
from meso_desktop.domain.plan import ResponseKind
from meso_desktop.domain.products import LimitKind
from meso_desktop.knowledge.loader import load_knowledge
from meso_desktop.resources import resource_path
from tests.screenshots import PICTURES, picture

_TOP = Path(__file__).resolve().parent.parent.parent
_EXAMPLES = _TOP / "docs" / "examples"

_ALIKE = 2.0
_SMALL = QSize(160, 100)

Story = Callable[[str], Path]


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    """Run the demo once with one of the scripts in docs/examples, the built-in one for an empty name, and return its folder."""

    @cache
    def run(name: str) -> Path:
        out = tmp_path_factory.mktemp("demo") / "out"
        script = ["--script", str(_EXAMPLES / f"{name}.toml")] if name else []
        command = [sys.executable, "-m", "meso_desktop", "demo", "--out", str(out), *script]
        done = subprocess.run(command, cwd=_TOP, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return out

    return run


def _document(out: Path) -> Consultation:
    return decode_consultation((out / "consultation.json").read_bytes())


def _text(pdf: Path) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def _printed_again(out: Path) -> bytes:
    """Print the record once more from the command line, out of the vault as it lies there."""
    copy = out / "again.pdf"
    asked = ["--clinic", str(out / "clinic"), "--passphrase-file", str(out / "passphrase.txt")]
    said = io.StringIO()
    with redirect_stdout(said):
        assert main(["verify", *asked]) == 0
        assert main(["plan", *asked, "--consultation", str(_document(out).consultation_id), "--out", str(copy)]) == 0
    return copy.read_bytes()


def test_the_built_in_scripts_leave_pictures_plans_and_sealed_documents(story: Story) -> None:
    """One test for all that they leave, as each run takes its time on whichever worker asks for it."""
    out = story("")
    _check_the_treated(out)
    _check_the_deferred(out)
    _check_the_four_areas(out)
    for name, shown in PICTURES.items():
        now, then = _grey(picture(out, name)), _grey(shown)
        apart = sum(abs(a - b) for a, b in zip(now, then, strict=True)) / len(now)
        assert apart < _ALIKE, f"{shown.name} is {apart:.1f} of 255 away: python -m tests.screenshots"


def _check_the_treated(out: Path) -> None:
    pictures = sorted(out.glob("*.png"))
    assert [p.name[:3] for p in pictures] == [f"{n:02d}-" for n in range(1, len(pictures) + 1)]
    names = {p.stem[3:] for p in pictures}
    assert {"unlock", "today", "patient", "history", "examination", "plan", "advice", "review", "record", "plan-preview"} <= names
    document = _document(out)
    assert document.outcome is not None
    assert document.outcome.kind is OutcomeKind.TREAT
    assert [t.area for t in document.target_areas] == ["submental", "flank"]
    assert len(document.plan.lines[0].points) == 12
    assert document.consent is not None
    assert document.consent.strokes
    assert _printed_again(out) == (out / "plan.pdf").read_bytes()


def _check_the_deferred(out: Path) -> None:
    """Look at a history with three positive answers, overridden in one finding and deferred by another."""
    document = decode_consultation((out / "deferred-consultation.json").read_bytes())
    positive = {a.question for a in document.history.answers if a.answer is Answer.YES}
    assert positive == {"keloid", "fainting", "takes_medicines"}
    assert {q.id for q in questions_to_ask(document, load_knowledge(resource_path("knowledge")))} == {
        a.question for a in document.history.answers
    }
    [override] = [r for r in document.responses if r.kind is ResponseKind.OVERRIDE]
    assert override.finding.startswith("keloid/stop")
    assert document.outcome is not None
    assert (document.outcome.kind, str(document.outcome.eligible_on)) == (OutcomeKind.DEFER, "2026-03-30")
    names = {p.stem[3:] for p in out.glob("*.png")}
    assert {f"deferred-history-{q}" for q in ("keloid", "fainting", "takes-medicines")} <= names
    assert {"deferred-plan", "deferred-review", "deferred-record", "today-afterwards"} <= names
    assert "30 March 2026" in _text(out / "deferred-plan.pdf")


def _check_the_four_areas(out: Path) -> None:
    """Look at a drawn outline with a scar kept free, a limit met by a split, a preparation of three, an anaesthetic near its cap."""
    document = decode_consultation((out / "four_areas-consultation.json").read_bytes())
    knowledge = load_knowledge(resource_path("knowledge"))
    abdomen = document.target_areas[0]
    assert len(document.target_areas) == 4
    assert abdomen.extent is not None
    assert (abdomen.extent.outline, len(abdomen.extent.corners)) == (Outline.FREE, 8)
    first, second, *others = document.plan.lines
    assert kept_out(first, abdomen, knowledge.protocols[first.protocol])
    assert first.placement.turn_degrees == 10
    [own] = document.plan.preparations
    assert len(own.parts) == 3
    assert {line.preparation for line in others} == {own.id}
    assert first.dates
    assert not set(first.dates) & set(second.dates)
    assessment = assess(document, knowledge, Context(today=document.visit_on))
    assert not [c for c in assessment.limits if c.kind is LimitKind.HARD and c.is_crossed]
    given = assessment.anaesthetic
    assert given is not None
    assert given.mg is not None
    assert given.cap_mg is not None
    assert given.contained_mg
    assert Decimal("0.9") <= given.mg / given.cap_mg <= 1
    names = {p.stem[3:] for p in out.glob("*.png")}
    pictures = ("areas-lower_abdomen-kept-free", "plan-lower_abdomen-grid", "plan-composing", "plan-pcdc-50-25-pc-ways", "plan", "record")
    assert {f"four_areas-{name}" for name in pictures} <= names


def _grey(file: Path) -> bytes:
    """Return a picture small and grey, so that a font drawn a hair differently on another machine does not count."""
    image = QImage(str(file)).scaled(_SMALL, mode=Qt.TransformationMode.SmoothTransformation)
    return bytes(image.convertToFormat(QImage.Format.Format_Grayscale8).constBits())


def test_a_pregnant_patient_is_not_treated_and_the_visit_is_a_record(story: Story) -> None:
    out = story("pregnant")
    document = _document(out)
    assert document.outcome is not None
    assert document.outcome.kind is OutcomeKind.NOT_TREATED
    assert document.plan.lines == ()
    _printed_again(out)
    assert json.loads((out / "consultation.json").read_bytes())["schema_version"] == document.schema_version
    text = _text(out / "plan.pdf")
    assert "Pregnant; may come back" in text
    assert "Page 1 of 1" in text


@pytest.mark.parametrize("script", sorted(_EXAMPLES.glob("*.toml")), ids=lambda path: path.stem)
def test_every_example_is_a_script_of_the_packs(script: Path) -> None:
    told, packs = load_script(script), load_knowledge(resource_path("knowledge"))
    assert set(told.history.answers) <= set(packs.questions)
    assert {area.area for area in told.areas} <= set(packs.areas)
    assert {line.protocol for line in told.plan} <= set(packs.protocols)


def test_treatment_outside_the_label_is_signed_and_printed_with_its_reasons(story: Story) -> None:
    out = story("off_label")
    document = _document(out)
    reasons = {r.finding.split("/")[0]: r for r in document.responses if r.kind is ResponseKind.REASON}
    assert {"diabetes", "off_label"} <= set(reasons)
    _printed_again(out)
    text = _text(out / "plan.pdf")
    assert "Informed of use outside the label" in text
    assert "off-label" in text.lower()


def test_the_demo_fails_when_the_script_cannot_be_signed(tmp_path: Path) -> None:
    script = tmp_path / "script.toml"
    told = (_EXAMPLES / "off_label.toml").read_text(encoding="utf-8")
    script.write_text(told.replace('length = "5"', 'length = "25"').replace('width = "3.5"', 'width = "20"'), encoding="utf-8")
    out = tmp_path / "out"
    command = [sys.executable, "-m", "meso_desktop", "demo", "--out", str(out), "--script", str(script)]
    done = subprocess.run(command, cwd=_TOP, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert not (out / "consultation.json").exists()


def test_a_folder_that_is_not_empty_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    assert main(["demo", "--out", str(tmp_path)]) == 2
    assert str(tmp_path) in capsys.readouterr().err
    assert [p.name for p in tmp_path.iterdir()] == ["mine.txt"]
