"""A typical plan of two areas is one leaf for the patient and two pages for the doctor."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from meso_desktop.documents.treatment_plan import treatment_plan_pdf
from meso_desktop.domain.areas import BodyMark
from meso_desktop.domain.assess import Context, assess
from meso_desktop.domain.people import Language, Paper
from meso_desktop.knowledge.wording import Wording
from meso_desktop.resources import resource_path
from tests.documents import sample_papers as samples
from tests.documents.reading import pages
from tests.documents.shipped_papers import TWO_AREAS, planned_paper, shipped


@pytest.mark.parametrize("sheet", list(Paper))
@pytest.mark.parametrize("family", TWO_AREAS)
def test_a_plan_of_two_areas_is_a_leaf_and_two_pages_for_the_doctor(family: str, sheet: Paper) -> None:
    found = pages(treatment_plan_pdf(planned_paper(TWO_AREAS[family], sheet)))
    assert "Whom to call" in found[0]
    assert "On the day of a session" in found[0]
    assert "What to expect" in found[1]
    assert "When to call" in found[1]
    assert "For the doctor" in found[2]
    assert len(found) == 4


@pytest.mark.parametrize("language", [held for held in Language if held is not Language.ENGLISH])
@pytest.mark.parametrize("sheet", list(Paper))
@pytest.mark.parametrize("family", TWO_AREAS)
def test_the_patient_has_one_leaf_in_every_language(family: str, sheet: Paper, language: Language) -> None:
    paper = planned_paper(TWO_AREAS[family], sheet)
    words = Wording.load(resource_path("wording"), language.value, is_strict=True)
    found = pages(treatment_plan_pdf(replace(paper, wording=words, doctor_wording=paper.wording)))
    assert ["For the doctor" in page for page in found[:3]] == [False, False, True]


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("views", [("left",), ("left", "back"), ("left", "head_right")])
def test_spots_marked_leave_the_patient_one_leaf(views: tuple[str, ...], language: Language) -> None:
    paper = planned_paper(TWO_AREAS["dca"], Paper.LETTER)
    words = Wording.load(resource_path("wording"), language.value, is_strict=True)
    chin, flank = paper.document.target_areas
    first, last = (BodyMark(view=view, x=1500, y=4000) for view in (views[0], views[-1]))
    targets = (replace(chin, mark=last), replace(flank, mark=first))
    document = replace(paper.document, target_areas=targets)
    found = pages(treatment_plan_pdf(replace(paper, document=document, wording=words, doctor_wording=paper.wording)))
    assert ["For the doctor" in page for page in found[:3]] == [False, False, True]


@pytest.mark.parametrize("sheet", list(Paper))
def test_the_areas_stand_on_the_first_page_of_a_short_course(sheet: Paper) -> None:
    found = pages(treatment_plan_pdf(planned_paper(TWO_AREAS["dca"], sheet)))
    assert "Your areas" in found[0]


def test_many_sessions_of_areas_in_turn_stand_beside_the_body_by_number() -> None:
    paper = planned_paper((*TWO_AREAS["pcdc"], *TWO_AREAS["meso"]), Paper.A4)
    first = paper.document.visit_on + timedelta(days=7)
    lines = tuple(
        replace(line, dates=tuple(first + timedelta(days=28 * (3 * n + at)) for n in range(3)))
        for at, line in enumerate(paper.document.plan.lines[:3])
    )
    last = replace(paper.document.plan.lines[3], dates=lines[0].dates)
    plan = replace(paper.document.plan, lines=(*lines, last))
    document = replace(paper.document, plan=plan)
    found = pages(treatment_plan_pdf(replace(paper, document=document, assessment=assess(document, shipped(), Context(today=first)))))
    for said in ("Your sessions", "Whom to call", "On the day of a session"):
        assert said in found[0]
    assert "1 Upper arm" in " ".join(found[0].split()).replace("\u00a0", " ")


def test_what_no_leaf_holds_goes_on_behind_it() -> None:
    paper = samples.typical()
    told = replace(paper, document=replace(paper.document, advice=replace(paper.document.advice, extra="word " * 900)))
    found = pages(treatment_plan_pdf(told))
    assert "For the doctor" not in found[2]
    assert sum(page.count("word") for page in found) == 900
