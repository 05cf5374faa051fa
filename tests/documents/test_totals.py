"""The totals on paper are those of the assessment, with vials, minutes, the course and what was given before; for the doctor alone."""

from datetime import timedelta
from decimal import Decimal

import pytest
from msgspec.structs import replace

from meso_desktop.documents.treatment_plan import treatment_plan_pdf
from meso_desktop.domain.assess import Context, assess
from meso_desktop.domain.assessment import CourseTotal
from meso_desktop.domain.plan import Placement
from tests.documents import sample_papers as samples
from tests.documents.reading import pages, text
from tests.documents.shipped_papers import TWO_AREAS, replanned, shipped


def _number(value: Decimal | int | None) -> str:
    return "?" if value is None else f"{Decimal(value).normalize():f}"


@pytest.mark.parametrize("family", TWO_AREAS)
def test_each_total_on_paper_is_that_of_the_assessment(family: str) -> None:
    paper = replanned(family)
    shown = text(treatment_plan_pdf(paper))
    for session in paper.assessment.sessions:
        row = [str(session.injections)] + ([] if session.volume_ml is None else [f"{_number(session.volume_ml)} mL"])
        assert " ".join(row) in shown
        for dose in session.doses:
            assert dose.mg is None or f"{_number(dose.mg)} mg" in shown
    course = paper.assessment.course
    told = ["Course", f"{course.sessions} session{'s' if course.sessions > 1 else ''}{' + ?' if course.undecided else ''}"]
    told += ["not known" if course.injections is None else str(course.injections)]
    told += ["not known" if course.volume_ml is None else f"{_number(course.volume_ml)} mL"]
    assert " ".join(told) in shown


def test_the_vials_and_minutes_of_a_session_and_of_the_course_stand_beside_it() -> None:
    shown = text(treatment_plan_pdf(replanned("dca")))
    assert "Vials Minutes" in shown
    assert "80 mg deoxycholic acid 4 15–20 + ?" in shown
    assert "160 mg deoxycholic acid 8 30–40 + ?" in shown


def test_what_stays_in_the_vials_is_said() -> None:
    shown = text(treatment_plan_pdf(replanned("dca", volume_per_point_ml=Decimal("0.15"))))
    assert "4 1 mL left" in shown


def test_the_doctors_minutes_are_those_printed() -> None:
    assert "25 minutes a session as planned by the doctor" in text(treatment_plan_pdf(replanned("dca", minutes=25)))


def test_several_preparations_are_told_apart_within_a_session() -> None:
    shown = text(treatment_plan_pdf(replanned("meso")))
    assert "Preparations Vials Minutes" in shown


def test_what_was_given_before_is_told_beside_the_plan() -> None:
    shown = text(treatment_plan_pdf(replanned("dca")))
    assert "Given before, and planned" in shown
    assert "Under the chin: 1 earlier + 2 planned = 3 sessions, at most 6" in shown
    assert "2.4 mL in 1 earlier session + 16 mL planned = 18.4 mL" in shown
    assert "24 mg in 1 earlier session + 160 mg planned = 184 mg" in shown


def test_points_put_in_and_taken_out_are_said_on_paper() -> None:
    points = replanned("dca").document.plan.lines[0].points
    shown = text(treatment_plan_pdf(replanned("dca", placement=Placement(removed=points[:3]))))
    assert "Lattice of 20 − 3 taken out = 17" in shown


def test_the_patient_reads_nothing_of_it() -> None:
    leaf = " ".join(pages(treatment_plan_pdf(replanned("dca")))[:2])
    for words in ("Vials", "Minutes", "Given before", "Needle and technique", "30G"):
        assert words not in leaf


def test_a_record_sealed_before_courses_were_totalled_prints_as_it_was() -> None:
    paper = samples.typical()
    assert paper.assessment.course == CourseTotal()
    shown = text(treatment_plan_pdf(paper))
    assert "Over the whole course: 72 mg deoxycholic acid." in shown
    assert "Given before" not in shown


def test_sessions_alike_stand_in_one_row() -> None:
    paper = replanned("dca", dates=())
    document = replace(paper.document, plan=replace(paper.document.plan, lines=paper.document.plan.lines[:1]))
    assessed = assess(document, shipped(), Context(today=document.visit_on + timedelta(days=1)))
    assert "1–2" in text(treatment_plan_pdf(replace(paper, document=document, assessment=assessed)))


@pytest.mark.parametrize(("gaps", "told"), [((112, 112), "every 112 days"), ((112, 140), "112 to 140 days apart")])
def test_sessions_whose_days_are_planned_are_printed_as_far_apart_as_they_are(gaps: tuple[int, int], told: str) -> None:
    first = replanned("dca").document.visit_on + timedelta(days=1)
    days = (first, first + timedelta(days=gaps[0]), first + timedelta(days=sum(gaps)))
    shown = text(treatment_plan_pdf(replanned("dca", dates=days)))
    assert f"3 sessions {told}" in " ".join(shown.split())


def test_vials_of_which_some_are_not_known_are_said_with_what_is_known() -> None:
    paper = replanned("meso")
    assert [product.vials for product in paper.assessment.sessions[0].products] == [1, None]
    assert "1 + ? " in text(treatment_plan_pdf(paper)).replace("\u00a0", " ")


def test_injections_of_which_some_are_not_known_are_said_with_what_is_known() -> None:
    paper = replanned("pcdc")
    count = paper.assessment.sessions[0].injections
    assert f" {count} + ? " not in text(treatment_plan_pdf(paper)).replace("\u00a0", " ")
    uncounted = tuple(replace(session, uncounted=session.lines[:1]) for session in paper.assessment.sessions)
    paper = replace(paper, assessment=replace(paper.assessment, sessions=uncounted))
    assert f" {count} + ? " in text(treatment_plan_pdf(paper)).replace("\u00a0", " ")


@pytest.mark.parametrize("family", ["dca", "meso"])
def test_a_volume_with_hundredths_stays_on_one_line(family: str) -> None:
    paper = replanned(family)
    found = paper.assessment
    some, whole = Decimal("19.25"), Decimal("119.25")
    lines = tuple(replace(one, volume_ml=some) for one in found.lines)
    sessions = tuple(replace(one, volume_ml=some) for one in found.sessions)
    found = replace(found, lines=lines, sessions=sessions, course=replace(found.course, volume_ml=whole))
    shown = "\n".join(pages(treatment_plan_pdf(replace(paper, assessment=found)))).replace("\u00a0", " ")
    assert "119.25 mL" in shown
    assert "19.25\n" not in shown
