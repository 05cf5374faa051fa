"""Printing the treatment plan, beside the same pages drawn by hand."""

from typing import Final

from benchmarks.by_hand import drawn, recorded
from benchmarks.full_consultation import VISIT_ON, full_consultation, packs
from benchmarks.timing import Row, paired
from meso_desktop.documents.paper import PlanPaper
from meso_desktop.documents.treatment_plan import treatment_plan_pdf
from meso_desktop.domain.assess import Context, assess
from meso_desktop.knowledge.body_loader import load_body
from meso_desktop.knowledge.wording import Wording
from meso_desktop.resources import resource_path

_BUDGET: Final = 2.0
_BUDGET_MS: Final = 150


def full_paper() -> PlanPaper:
    """Return the plan of the full consultation, as it is printed before it is signed."""
    document = full_consultation()
    return PlanPaper(
        document=document, assessment=assess(document, packs(), Context(today=VISIT_ON)), knowledge=packs(),
        wording=Wording.load(resource_path("wording"), "en"), body=load_body(resource_path("body")),
    )


def treatment_plan(*, times: int) -> Row:
    """Measure the plan as PDF, fonts loaded, beside the same strings and outlines drawn at the same places."""
    paper = full_paper()
    pages = recorded(paper)
    ours, by_hand = paired(lambda: treatment_plan_pdf(paper), lambda: drawn(pages, paper), times=times)
    return Row(
        what="treatment plan PDF, warm", figure=ours * 1000, unit="ms", baseline=by_hand * 1000,
        budget=f"≤ {_BUDGET:g} × drawn by hand, ≤ {_BUDGET_MS} ms",
        is_kept=ours <= _BUDGET * by_hand and ours * 1000 <= _BUDGET_MS, note=f"{len(pages)} pages",
    )
