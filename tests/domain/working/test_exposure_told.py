"""What was given before is told with the most over a course, and an amount that is not on record never as if it were all."""

from datetime import date
from decimal import Decimal

import pytest

from meso_desktop.domain.exposed import AreaSessions, Exposure, Had
from meso_desktop.domain.message import Term, message
from meso_desktop.domain.working.exposure_told import told_exposures
from meso_desktop.knowledge.wording import Wording
from meso_desktop.resources import resource_path
from tests.domain.small_knowledge import small_knowledge

_PRODUCT = Term("product.dca_10")
_INGREDIENT = Term("ingredient.deoxycholic_acid")


def _of_ingredient(earlier: Had, *, bound: Decimal | None = Decimal(600)) -> Exposure:
    return Exposure(ingredient="deoxycholic_acid", earlier=earlier, planned=Decimal(48), together=Decimal(78), bound=bound)


def test_the_most_over_a_course_is_told_after_what_it_comes_to() -> None:
    told = told_exposures([_of_ingredient(Had(sessions=1, amount=Decimal(30)))], small_knowledge())
    sums = message("exposure.mg", name=_INGREDIENT, count=1, earlier=Decimal(30), planned=Decimal(48), together=Decimal(78))
    assert told == (sums, message("exposure.mg.bound", name=_INGREDIENT, bound=Decimal(600)))


def test_the_most_of_a_product_is_told_in_ml_and_nothing_where_no_source_gives_one() -> None:
    had = Had(sessions=1, amount=Decimal(3))
    product = Exposure(product="dca_10", earlier=had, planned=Decimal(4), together=Decimal(7), bound=Decimal(60))
    assert told_exposures([product], small_knowledge())[1] == message("exposure.ml.bound", name=_PRODUCT, bound=Decimal(60))
    assert [told.id for told in told_exposures([_of_ingredient(had, bound=None)], small_knowledge())] == ["exposure.mg"]


def test_nothing_of_a_bound_is_told_where_nothing_was_given_before() -> None:
    assert told_exposures([_of_ingredient(Had(sessions=0, amount=Decimal(0)))], small_knowledge()) == ()


def test_mg_of_which_a_part_is_not_on_record_are_told_as_the_least() -> None:
    told = told_exposures([_of_ingredient(Had(sessions=2, amount=Decimal(30), unmeasured=1))], small_knowledge())
    assert told[0].id == "exposure.mg.least"


def test_sessions_of_no_amount_on_record_are_counted_inside_the_interval() -> None:
    had = Had(sessions=2, amount=Decimal(0), unmeasured=2)
    recent = Exposure(product="dca_10", earlier=had, since=date(2026, 2, 3), recent=had, per_session=Decimal("2.4"))
    since = message("exposure.recent", name=_PRODUCT, count=2, amount=Decimal(0), since=date(2026, 2, 3))
    assert since in told_exposures([recent], small_knowledge())


def test_an_area_of_a_course_not_begun_is_not_told() -> None:
    areas = (AreaSessions(area="submental", earlier=2, planned=3, bound=6), AreaSessions(area="jowl", earlier=0, planned=2, bound=6))
    begun = Exposure(product="dca_10", earlier=Had(sessions=2, amount=Decimal(0)), of_unknown=2, areas=areas)
    told = told_exposures([begun], small_knowledge())
    assert [sentence.id for sentence in told] == ["exposure.area.bound", "exposure.unknown"]


@pytest.mark.parametrize("language", ["en", "fr", "es", "pt_BR"])
def test_the_most_reads_as_a_sentence_in_every_language(language: str) -> None:
    words = Wording.load(resource_path("wording"), language, is_strict=True)
    told = [words.text(message(f"exposure.{unit}.bound", name=_INGREDIENT, bound=Decimal(600))) for unit in ("ml", "mg")]
    assert all("600" in sentence for sentence in told)
    assert told[0] != told[1]
