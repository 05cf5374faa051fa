"""The benchmarks run and say what they measured; how fast it was is not a test's business."""

import json
import os
import subprocess
import sys
from pathlib import Path

from benchmarks.by_hand import drawn, recorded
from benchmarks.full_consultation import VISIT_ON, full_consultation, packs
from benchmarks.papers import full_paper
from benchmarks.report import table
from benchmarks.timing import Row
from meso_desktop.documents.treatment_plan import treatment_plan_pdf
from meso_desktop.domain.asking import unanswered
from meso_desktop.domain.assess import Context, assess

ROWS = (
    "start of the process to first paint", "resident memory at Today", "assess of the longest consultation",
    "one edit up to the painted panel, p99", "longest block of the interface thread",
    "one frame of dragging 2 000 points, p99", "assess of a plan with 2 000 points", "autosave commit, durable", "treatment plan PDF, warm",
)
SAME = 0.001
"""The share of a page that may differ: where the layout restored a line's cap, the drawing by hand has none to restore."""


def test_it_prints_a_table_and_writes_the_same_rows_as_json(tmp_path: Path) -> None:
    file = tmp_path / "new" / "benchmarks.json"
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", "--quick", "--json", str(file)], check=True, capture_output=True, encoding="utf-8",
        cwd=Path(__file__).parents[1], env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONIOENCODING": "utf-8"}, timeout=150,
    )
    rows = json.loads(file.read_text(encoding="utf-8"))["rows"]
    assert tuple(row["what"] for row in rows) == ROWS
    assert all(row["figure"] > 0 for row in rows)
    assert all(line in done.stdout for line in ROWS)


def test_a_row_over_its_budget_says_so() -> None:
    row = Row(what="a wait", figure=30.0, unit="ms", baseline=10.0, budget="≤ 2 ×", is_kept=False)
    assert row.ratio == 3
    assert "3.00 ×" in table([row])
    assert "| no " in table([row])


def test_the_full_consultation_is_full() -> None:
    document = full_consultation()
    assessment = assess(document, packs(), Context(today=VISIT_ON))
    assert not unanswered(document, packs())
    assert assessment.unasked == 0
    assert len(document.target_areas) >= 4
    assert all(line.sessions.chosen for line in assessment.lines)
    assert assessment.may_sign


def test_the_pages_drawn_by_hand_look_like_the_real_ones() -> None:
    paper = full_paper()
    real, by_hand = _pictures(treatment_plan_pdf(paper)), _pictures(drawn(recorded(paper), paper))
    assert len(real) == len(by_hand)
    for one, other in zip(real, by_hand, strict=True):
        assert sum(a != b for a, b in zip(one, other, strict=True)) < SAME * len(one)


def _pictures(pdf: bytes) -> list[bytes]:
    import pypdfium2  # noqa: PLC0415  # only this test draws pages

    document = pypdfium2.PdfDocument(pdf)
    try:
        return [bytes(page.render(scale=1).buffer) for page in document]
    finally:
        document.close()
