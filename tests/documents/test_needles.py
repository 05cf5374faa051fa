"""Needle, depth and technique of each area stand on the doctor's pages, the doctor's own with the protocol's beside it."""

from decimal import Decimal

from msgspec.structs import replace

from meso_desktop.documents.treatment_plan import treatment_plan_pdf
from meso_desktop.domain.people import Language
from meso_desktop.knowledge.wording import Wording
from meso_desktop.resources import resource_path
from tests.documents.reading import text
from tests.documents.shipped_papers import replanned


def test_each_area_is_told_with_the_protocols_needle() -> None:
    shown = text(treatment_plan_pdf(replanned("meso")))
    assert "1 27G, 30–32G, 4 / 6 / 13 mm, 4–12 mm deep, point by point" in shown
    assert "2 27G, 30–32G, 4 / 13 mm, 1–2 mm deep, papules in the dermis" in shown


def test_areas_injected_alike_are_told_together() -> None:
    assert "1, 2 30G, 13 mm, grid into the middle of the fat" in text(treatment_plan_pdf(replanned("pcdc")))


def test_the_doctors_own_is_marked_with_the_protocols_beside_it() -> None:
    own = replanned("dca", needle_gauge="32G", needle_length_mm=Decimal("12.50"), depth_mm=Decimal(8), technique="fan from one point")
    shown = text(treatment_plan_pdf(own))
    assert "32G (the doctor's; protocol: 30G)" in shown
    assert "12.5 mm (the doctor's; protocol: 13 mm)" in shown
    assert "8 mm deep (the doctor's)" in shown
    assert "fan from one point (the doctor's; protocol: grid before the platysma)" in shown


def test_numbers_have_the_decimal_sign_of_the_language() -> None:
    french = Wording.load(resource_path("wording"), Language.FRENCH.value, is_strict=True)
    shown = text(treatment_plan_pdf(replace(replanned("dca", needle_length_mm=Decimal("12.5")), doctor_wording=french)))
    assert "12,5 mm" in shown


def test_a_record_from_before_needles_were_kept_has_the_protocols() -> None:
    paper = replanned("dca")
    older = replace(paper.assessment, lines=tuple(replace(line, needle=None) for line in paper.assessment.lines))
    assert "1 30G, 13 mm, grid before the platysma" in text(treatment_plan_pdf(replace(paper, assessment=older)))
