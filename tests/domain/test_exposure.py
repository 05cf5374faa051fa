"""Earlier treatments count into limits over a course, and into nothing else; the tables are in ``tests/spec/exposure.toml``."""

from datetime import date
from decimal import Decimal

import pytest
from msgspec.structs import replace

from meso_desktop.domain.areas import Deposit
from meso_desktop.domain.assess import Context, assess
from meso_desktop.domain.assessment import Assessment, LimitCheck
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.drawing.grid import redrawn
from meso_desktop.domain.history import EarlierTreatment, TreatedOn
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.products import LimitKind, LimitMeasure, LimitPer
from meso_desktop.domain.working.exposure_told import told_exposures
from meso_desktop.knowledge.wording import Wording
from meso_desktop.resources import resource_path

from .builders import VISIT_ON, consultation, extent, line, target
from .small_knowledge import small_knowledge


def _with_course_limit(*, measure: LimitMeasure, at_most: str, areas: tuple[str, ...] = ()) -> Knowledge:
    """Return the small pack with a maximum over the course of deoxycholic acid, in mg or in mL."""
    knowledge = small_knowledge()
    product = knowledge.products["dca_10"]
    ingredient = "deoxycholic_acid" if measure is LimitMeasure.MG else None
    limit = replace(
        product.limits[2], id="dca_course", measure=measure, per=LimitPer.COURSE, at_most=Decimal(at_most), ingredient=ingredient,
        areas=areas,
    )
    return replace(knowledge, products={**knowledge.products, "dca_10": replace(product, limits=(*product.limits, limit))})


def _had(product: str | None, volume_ml: str | None, *, area: str | None = "submental", number: int | None = None) -> EarlierTreatment:
    return EarlierTreatment(
        product=product, area=area, treated_on=TreatedOn(year=2025, month=6, day=2), session_number=number,
        volume_ml=None if volume_ml is None else Decimal(volume_ml),
    )


def _planned(*earlier: EarlierTreatment) -> Consultation:
    return consultation(targets=(target(of=extent("4", "3")),), lines=(line(sessions=2),), earlier=earlier)


def _assessed(document: Consultation, knowledge: Knowledge) -> Assessment:
    return assess(redrawn(document, knowledge), knowledge, Context(today=VISIT_ON))


def _course(document: Consultation, knowledge: Knowledge) -> LimitCheck:
    return next(check for check in _assessed(document, knowledge).limits if check.limit == "dca_course")


@pytest.mark.parametrize(
    ("earlier", "value", "is_crossed"),
    [
        ((), 48, False),
        ((_had("dca_10", "5.2"),), 100, False),
        ((_had("dca_10", "5.3"),), 101, True),
        ((_had("dca_10", "5.2", area="flank"),), 100, False),
        ((_had("pcdc_50_42", "1"),), 90, False),
        ((_had("vitamin_c", "10"),), 48, False),
        ((_had("dca_10", None),), None, False),
        ((_had(None, "2"),), None, False),
        ((_had("device_dc", "2"),), None, False),
        ((_had("dca_10", "1", number=3),), None, False),
        ((_had("dca_10", None), _had("dca_10", "6")), 108, True),
    ],
)
def test_earlier_mg_count_into_a_limit_over_the_course(earlier: tuple[EarlierTreatment, ...], value: int | None, is_crossed: bool) -> None:  # noqa: FBT001  # a column of the table
    check = _course(_planned(*earlier), _with_course_limit(measure=LimitMeasure.MG, at_most="100"))
    assert (check.kind, check.value, check.is_crossed) == (LimitKind.HARD, value, is_crossed)


@pytest.mark.parametrize(
    ("earlier", "value"),
    [
        ((_had("dca_10", "5.2"),), Decimal(10)),
        ((_had("pcdc_50_42", "3"),), Decimal("4.8")),
        ((_had(None, "3"),), Decimal("7.8")),
        ((_had("dca_10", None),), None),
    ],
)
def test_earlier_ml_of_the_product_count_into_a_limit_over_the_course(earlier: tuple[EarlierTreatment, ...], value: Decimal | None) -> None:
    assert _course(_planned(*earlier), _with_course_limit(measure=LimitMeasure.VOLUME_ML, at_most="10")).value == value


def test_a_limit_of_some_areas_counts_what_was_given_there_or_nobody_knows_where() -> None:
    knowledge = _with_course_limit(measure=LimitMeasure.MG, at_most="100", areas=("submental",))
    there, elsewhere, anywhere = _had("dca_10", "1"), _had("dca_10", "1", area="flank"), _had("dca_10", "1", area=None)
    assert [_course(_planned(one), knowledge).value for one in (there, elsewhere, anywhere)] == [58, 48, 58]


def test_earlier_treatments_count_into_no_limit_of_a_session() -> None:
    without, with_earlier = (_assessed(_planned(*earlier), small_knowledge()) for earlier in ((), (_had("dca_10", "9"),)))
    of_sessions = [[check for check in found.limits if check.session is not None] for found in (without, with_earlier)]
    assert of_sessions[0] == of_sessions[1]


def test_the_most_over_a_course_stands_with_the_exposure() -> None:
    found = _assessed(_planned(_had("dca_10", "5.2")), _with_course_limit(measure=LimitMeasure.MG, at_most="100"))
    product, ingredient = found.exposures
    assert (product.product, product.bound) == ("dca_10", None)
    assert (ingredient.ingredient, ingredient.together, ingredient.bound) == ("deoxycholic_acid", Decimal(100), Decimal(100))


def test_what_sources_merely_report_of_a_course_is_no_bound_of_it() -> None:
    knowledge = _with_course_limit(measure=LimitMeasure.MG, at_most="100")
    product = knowledge.products["dca_10"]
    note = tuple(replace(limit, kind=LimitKind.NOTE) if limit.id == "dca_course" else limit for limit in product.limits)
    knowledge = replace(knowledge, products={**knowledge.products, "dca_10": replace(product, limits=note)})
    assert [exposure.bound for exposure in _assessed(_planned(_had("dca_10", "2")), knowledge).exposures] == [None, None]


def test_a_day_that_a_line_plans_twice_counts_twice_into_the_fullest_session() -> None:
    once = _planned()
    twice = replace(once, plan=replace(once.plan, lines=(replace(once.plan.lines[0], dates=(VISIT_ON, VISIT_ON)),)))
    fullest = [_assessed(document, small_knowledge()).exposures[0].per_session for document in (once, twice)]
    assert fullest == [Decimal("2.4"), Decimal("4.8")]


def test_a_plan_of_nothing_exposes_to_nothing() -> None:
    assert _assessed(consultation(earlier=(_had("dca_10", "2"),)), small_knowledge()).exposures == ()


@pytest.mark.parametrize("day", [date.min, date(1, 1, 20), date(9999, 12, 28)])
def test_the_ends_of_the_calendar_are_days_like_others(day: date) -> None:
    document = replace(_planned(_had("dca_10", "2")), visit_on=day)
    assert _assessed(document, small_knowledge()).exposures[0].since is not None


def test_nothing_is_told_where_nothing_was_given_before() -> None:
    assert told_exposures(_assessed(_planned(), small_knowledge()).exposures, small_knowledge()) == ()


def test_what_was_given_before_is_told_by_area_product_and_ingredient() -> None:
    told = told_exposures(_assessed(_planned(_had("dca_10", "2")), small_knowledge()).exposures, small_knowledge())
    assert [sentence.id for sentence in told] == ["exposure.area.bound", "exposure.ml", "exposure.mg"]


def test_a_product_not_known_is_told_once() -> None:
    told = told_exposures(_assessed(_planned(_had(None, None)), small_knowledge()).exposures, small_knowledge())
    assert [sentence.id for sentence in told] == ["exposure.area.bound", "exposure.unknown"]


def test_an_amount_that_is_not_known_makes_the_sum_the_least() -> None:
    told = told_exposures(_assessed(_planned(_had("dca_10", None)), small_knowledge()).exposures, small_knowledge())
    assert [sentence.id for sentence in told] == ["exposure.area.bound", "exposure.ml.least", "exposure.mg.least"]


def test_a_treatment_inside_the_interval_is_told_with_the_day_it_is_counted_from() -> None:
    recent = replace(_had("dca_10", "2"), treated_on=TreatedOn(year=2026, month=2, day=20))
    told = told_exposures(_assessed(_planned(recent), small_knowledge()).exposures, small_knowledge())
    assert "exposure.recent" in [sentence.id for sentence in told]


@pytest.mark.parametrize("language", ["en", "fr", "es", "pt_BR"])
def test_every_exposure_reads_as_sentences_in_every_language(language: str) -> None:
    words = Wording.load(resource_path("wording"), language, is_strict=True)
    recent = replace(_had("dca_10", "2"), treated_on=TreatedOn(year=2026, month=2, day=20))
    histories = ((recent,), (_had("dca_10", None),), (_had(None, "2"), _had("pcdc_50_42", "3", area="flank")))
    said = set()
    for deposit in (Deposit.SMALL, None):
        for history in histories:
            document = replace(_planned(*history), target_areas=(target(of=extent("4", "3"), deposit=deposit),))
            document = replace(document, plan=replace(document.plan, lines=(line(sessions=2 if deposit else None),)))
            told = told_exposures(_assessed(document, small_knowledge()).exposures, small_knowledge())
            said |= {sentence.id for sentence in told}
            assert all(words.text(sentence) for sentence in told)
    assert said == {
        "exposure.area.bound", "exposure.ml", "exposure.ml.least", "exposure.ml.before", "exposure.mg", "exposure.mg.least",
        "exposure.mg.before", "exposure.recent", "exposure.unknown",
    }
