"""What was given before is told beside the plan, and an amount that is not on record is never told as if it were all."""

from datetime import date
from decimal import Decimal

from meso_desktop.domain.exposed import AreaSessions, Exposure, Had
from meso_desktop.knowledge.wording import Wording
from meso_desktop.ui.consultation.exposure_words import exposure_lines


def _of_product(recent: Had) -> Exposure:
    return Exposure(product="dca_10", earlier=recent, since=date(2026, 2, 3), recent=recent, per_session=Decimal("2.4"))


def _of_ingredient(earlier: Had) -> Exposure:
    return Exposure(ingredient="deoxycholic_acid", earlier=earlier, planned=Decimal(48), together=Decimal(78), bound=Decimal(600))


def test_what_lies_inside_the_interval_is_told_in_ml(wording: Wording) -> None:
    [told] = exposure_lines([_of_product(Had(sessions=1, amount=Decimal(3)))], wording)
    assert "3 mL since" in told
    assert "2.4 mL planned" in told


def test_sessions_of_no_amount_on_record_are_counted_and_not_told_as_0_ml(wording: Wording) -> None:
    [told] = exposure_lines([_of_product(Had(sessions=2, amount=Decimal(0), unmeasured=2))], wording)
    assert "2 sessions since" in told
    assert "0 mL on record" in told
    assert "0 mL since" not in told


def test_mg_of_which_a_part_is_not_on_record_are_told_as_a_part(wording: Wording) -> None:
    [whole] = exposure_lines([_of_ingredient(Had(sessions=1, amount=Decimal(30)))], wording)
    [least] = exposure_lines([_of_ingredient(Had(sessions=2, amount=Decimal(30), unmeasured=1))], wording)
    assert "78 mg with" in whole
    assert "78 mg or more with" in least


def test_a_course_begun_in_an_area_is_told_with_its_bound(wording: Wording) -> None:
    areas = (AreaSessions(area="submental", earlier=2, planned=3, bound=6), AreaSessions(area="jowl", earlier=0, planned=2, bound=6))
    told = exposure_lines([Exposure(product="dca_10", earlier=Had(sessions=2, amount=Decimal(4)), areas=areas)], wording)
    assert len(told) == 1
    assert "5 of at most 6" in told[0]
