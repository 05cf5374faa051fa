"""An area examined and not planned stands on the doctor's pages with what was found, and not on the patient's."""

import re

import pytest
from msgspec.structs import replace

from meso_desktop.documents.paper import PlanPaper
from meso_desktop.documents.treatment_plan import treatment_plan_pdf
from meso_desktop.domain.areas import BodyMark, Deposit, Graded, Side
from meso_desktop.domain.people import Paper
from meso_desktop.domain.quantity import thickness
from meso_desktop.knowledge.wording import Wording
from meso_desktop.resources import resource_path
from tests.documents import sample_papers as samples
from tests.documents.reading import pages
from tests.documents.shipped_papers import TWO_AREAS, planned_paper
from tests.domain.builders import extent

_LEAF = 2
_COUNT = re.compile(r"\b(of|de|sur) \d\b")  # how many pages there are in all


def _paper(language: str = "en") -> PlanPaper:
    paper = planned_paper(TWO_AREAS["dca"], Paper.A4)
    thigh = replace(
        samples.target(9, "outer_thigh", Side.LEFT), extent=extent("6.5", "4"), pinch=thickness("14"), deposit=Deposit.MEDIUM,
        grades=(Graded(scale="cr_smfrs", grade=3),), mark=BodyMark(view="front", x=3000, y=6000),
    )
    document = replace(paper.document, target_areas=(*paper.document.target_areas, thigh))
    wording = Wording.load(resource_path("wording"), language, is_strict=True)
    return replace(paper, document=document, wording=wording)


def _told(paper: PlanPaper) -> tuple[list[str], str]:
    printed = pages(treatment_plan_pdf(paper))
    leaf = [_COUNT.sub("", page) for page in printed[:_LEAF]]
    return leaf, " ".join("\n".join(printed[_LEAF:]).split())


@pytest.mark.parametrize(
    ("language", "heading"),
    [
        ("en", "Examined, not planned"), ("fr", "Examinées, sans traitement prévu"), ("es", "Examinadas, sin tratamiento previsto"),
        ("pt_BR", "Examinadas, sem tratamento previsto"),
    ],
)
def test_an_area_without_a_line_stands_on_the_doctors_pages_alone(language: str, heading: str) -> None:
    paper = _paper(language)
    leaf, doctors = _told(paper)
    assert heading in doctors
    without = replace(paper, document=replace(paper.document, target_areas=paper.document.target_areas[:-1]))
    assert (leaf, heading in _told(without)[1]) == (_told(without)[0], False)


def test_what_was_measured_and_judged_of_it_is_said() -> None:
    _, doctors = _told(_paper())
    said = doctors[doctors.index("Examined, not planned"):]
    for told in ("left", "6.5 × 4 cm", "pinch 14 mm", "medium deposit", "CR-SMFRS): 3", "spot marked: Front"):
        assert told in said[:400], told
