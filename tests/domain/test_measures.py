from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from meso_desktop.domain.measures import age_on, assess_measures, bmi_band, exact_bmi, exact_over_ideal, why_no_ideal_weight
from meso_desktop.domain.people import Sex

from .builders import VISIT_ON, consultation, examination, patient
from .small_knowledge import small_knowledge


@pytest.mark.parametrize(
    ("birth_on", "day", "age"),
    [
        (date(2008, 3, 2), date(2026, 3, 2), 18),
        (date(2008, 3, 3), date(2026, 3, 2), 17),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
        (date(2008, 2, 29), date(2028, 2, 29), 20),
    ],
)
def test_age_counts_birthdays_that_have_come(birth_on: date, day: date, age: int) -> None:
    assert age_on(birth_on, day) == age


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2026, 1, 1)), st.integers(min_value=0, max_value=40000))
def test_age_never_falls_from_one_day_to_the_next(birth_on: date, days: int) -> None:
    day = birth_on + timedelta(days=days)
    assert 0 <= age_on(birth_on, day) <= age_on(birth_on, day + timedelta(days=1)) <= age_on(birth_on, day) + 1


def test_age_is_that_of_the_visit_also_when_it_is_read_years_later() -> None:
    document = consultation(of=patient(birth_on=date(2008, 6, 1)))
    assert assess_measures(document, small_knowledge(), today=date(2030, 1, 1)).age_years == 17


def test_age_of_somebody_not_yet_born_is_not_known() -> None:
    document = consultation(of=patient(birth_on=date(2027, 1, 1)))
    assert assess_measures(document, small_knowledge(), today=VISIT_ON).age_years is None


def test_bmi_is_shown_to_a_tenth_but_its_band_is_that_of_the_unrounded_figure() -> None:
    document = consultation(measured=examination(height_cm="170", weight_kg="86.65"))
    figures = assess_measures(document, small_knowledge(), today=VISIT_ON)
    assert figures.bmi == Decimal("30.0")
    assert figures.bmi_band == "overweight"


def test_a_bmi_exactly_on_a_bound_is_exact() -> None:
    assert exact_bmi(examination(height_cm="170", weight_kg="78.03")) == 27


def test_a_bmi_below_every_band_has_none() -> None:
    assert bmi_band(Decimal(12), bands=small_knowledge().bmi_bands[1:]) is None


def test_nothing_measured_gives_no_figure_and_no_excuse() -> None:
    figures = assess_measures(consultation(measured=examination(height_cm=None, weight_kg=None)), small_knowledge(), today=VISIT_ON)
    assert (figures.bmi, figures.bmi_band, figures.ideal_weight_kg, figures.over_ideal_percent, figures.no_ideal_weight) == (None,) * 5


def test_no_patient_gives_no_age_and_no_ideal_weight() -> None:
    figures = assess_measures(replace(consultation(), patient=None), small_knowledge(), today=VISIT_ON)
    assert figures.age_years is None
    assert figures.ideal_weight_kg is None


@pytest.mark.parametrize("height_cm", ["151.99", "193.01"])
def test_devine_says_why_it_does_not_hold_outside_its_heights(height_cm: str) -> None:
    document = consultation(measured=examination(height_cm=height_cm))
    reason = why_no_ideal_weight(document, small_knowledge())
    assert reason is not None
    assert reason.id == "measures.outside_devine"
    assert exact_over_ideal(document, small_knowledge()) is None


@pytest.mark.parametrize("height_cm", ["152", "193"])
def test_devine_holds_at_both_ends_of_its_heights(height_cm: str) -> None:
    assert exact_over_ideal(consultation(measured=examination(height_cm=height_cm)), small_knowledge()) is not None


def test_sex_not_stated_leaves_the_ideal_weight_out_and_the_bmi_in() -> None:
    figures = assess_measures(consultation(of=patient(sex=Sex.NOT_STATED)), small_knowledge(), today=VISIT_ON)
    assert figures.no_ideal_weight is not None
    assert figures.no_ideal_weight.id == "measures.no_sex"
    assert figures.bmi == Decimal("22.5")


def test_the_distance_from_the_ideal_weight_is_in_percent_of_it() -> None:
    document = consultation(of=patient(sex=Sex.MALE), measured=examination(height_cm=None, height_in="70", weight_kg="80.3"))
    assert exact_over_ideal(document, small_knowledge()) == 10
