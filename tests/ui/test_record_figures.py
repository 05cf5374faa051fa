"""A record tells needle and technique of each line and what the whole course comes to; one sealed before tells what it has."""

from decimal import Decimal

from meso_desktop.domain.assessment import CourseTotal
from meso_desktop.knowledge.wording import Wording
from meso_desktop.resources import resource_path
from meso_desktop.ui.course_words import course_words
from meso_desktop.ui.needle_words import needle_words
from tests.documents.shipped_papers import replanned

_WORDS = Wording.load(resource_path("wording"), "en", is_strict=True)


def test_needle_and_technique_are_told_with_the_protocols_beside_the_doctors_own() -> None:
    line = replanned("dca", needle_gauge="32G", depth_mm=Decimal(8)).assessment.lines[0]
    told = "32G (the doctor's; protocol: 30G) · 13 mm · 8 mm deep (the doctor's) · grid before the platysma"
    assert needle_words(line.needle, _WORDS) == told


def test_the_course_is_told_in_one_line() -> None:
    told = course_words(replanned("dca").assessment.course, _WORDS)
    assert told == "120 injections, 16 mL · 160 mg deoxycholic acid · vials: 8, 0 mL unused · 30–40 minutes, not known of every area"


def test_a_record_from_before_tells_nothing_that_it_has_not() -> None:
    assert (needle_words(None, _WORDS), course_words(CourseTotal(), _WORDS)) == ("", "")
