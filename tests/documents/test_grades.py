"""What was judged on clinical scales stands on the doctor's pages alone."""

from msgspec.structs import replace

from meso_desktop.documents.paper import PlanPaper
from meso_desktop.documents.treatment_plan import treatment_plan_pdf
from meso_desktop.domain.areas import Aim, BodyMark, Graded
from meso_desktop.domain.people import Paper
from tests.documents.reading import pages, text
from tests.documents.shipped_papers import TWO_AREAS, planned_paper, shipped

_LEAF = 2


def _paper(*grades: Graded, aim: Aim = Aim.FAT) -> PlanPaper:
    paper = planned_paper(TWO_AREAS["dca"], Paper.A4)
    first, *others = paper.document.target_areas
    targets = (replace(first, grades=grades, aim=aim), *others)
    return replace(paper, document=replace(paper.document, target_areas=targets))


def test_a_grade_is_told_with_its_words_on_the_doctors_pages() -> None:
    printed = pages(treatment_plan_pdf(_paper(Graded(scale="cr_smfrs", grade=3))))
    told = "Judged and marked 1 Fat under the chin, judged by the doctor (CR-SMFRS): 3, severe: marked"
    assert told in " ".join("\n".join(printed[_LEAF:]).split())
    assert "CR-SMFRS" not in "\n".join(printed[:_LEAF])


def test_a_sum_is_told_with_its_band() -> None:
    items = shipped().scales["css"].items[:-1]
    grades = (*(Graded(scale="css", grade=3, item=item) for item in items), Graded(scale="nurnberger_muller", grade=2))
    assert "Severity of cellulite (CSS): 14 of 15, severe" in " ".join(text(treatment_plan_pdf(_paper(*grades))).split())


def test_the_view_of_a_spot_is_said_in_words() -> None:
    paper = _paper()
    first, *others = paper.document.target_areas
    targets = (replace(first, mark=BodyMark(view="head_left", x=3000, y=6000)), *others)
    printed = pages(treatment_plan_pdf(replace(paper, document=replace(paper.document, target_areas=targets))))
    assert "spot marked: Left side" in " ".join("\n".join(printed[_LEAF:]).split())


def test_without_grades_nothing_is_said_of_them() -> None:
    assert "Judged and marked" not in text(treatment_plan_pdf(_paper()))
