from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meso_desktop.domain.calendar import (
    MOST_DATES,
    add_months,
    days_apart,
    earliest_after,
    first_session,
    latest_day,
    next_working_day,
    proposed_dates,
)
from meso_desktop.domain.history import TreatedOn

_WEEK = (1, 2, 3, 4, 5)
_DAYS = st.dates(min_value=date(1996, 1, 1), max_value=date(2096, 1, 1))
_WORKING = st.sets(st.integers(min_value=1, max_value=7)).map(tuple)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 15), 1, date(2026, 2, 15)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 3, 31), 1, date(2026, 4, 30)),
        (date(2026, 3, 31), 0, date(2026, 3, 31)),
    ],
)
def test_a_calendar_month_later_ends_with_the_month(day: date, months: int, later: date) -> None:
    assert add_months(day, months) == later


@given(st.sampled_from([2000, 2024, 2028, 2096]), st.integers(min_value=0, max_value=48))
def test_twenty_ninth_of_february_moves_only_in_years_without_one(year: int, months: int) -> None:
    later = add_months(date(year, 2, 29), months)
    assert (later.year - year) * 12 + later.month - 2 == months
    assert later.day in {28, 29}


@given(_DAYS, _WORKING)
def test_the_next_working_day_is_within_the_week_and_works(day: date, working_days: tuple[int, ...]) -> None:
    found = next_working_day(day, working_days)
    assert day <= found <= day + timedelta(days=6)
    assert not working_days or found.isoweekday() in working_days


def test_days_that_are_none_of_the_week_are_no_working_days() -> None:
    assert next_working_day(date(2026, 3, 7), (0, 9)) == date(2026, 3, 7)


@given(_DAYS, st.integers(0, 8), st.integers(0, 60), st.integers(0, 2), _WORKING)
def test_proposed_days_keep_the_interval_and_the_calendar_month(
    first: date, count: int, interval_days: int, months: int, working_days: tuple[int, ...],
) -> None:
    dates = proposed_dates(first, count=count, interval_days=interval_days, months=months, working_days=working_days)
    assert len(dates) == count
    assert dates[:1] == ((first,) if count else ())
    for earlier, later in pairwise(dates):
        assert later >= earliest_after(earlier, interval_days=interval_days, months=months)


def test_the_calendar_month_counts_where_it_is_later_than_the_days() -> None:
    assert earliest_after(date(2026, 1, 15), interval_days=28, months=1) == date(2026, 2, 15)
    assert earliest_after(date(2026, 2, 15), interval_days=30, months=1) == date(2026, 3, 17)


def test_days_end_with_the_calendar_and_a_course_without_end_is_cut() -> None:
    endless = proposed_dates(date(9999, 12, 30), count=10**9, interval_days=10**9, months=1, working_days=(1,))
    assert len(endless) == MOST_DATES
    assert endless[-1] == date.max
    assert first_session(date.max, planned=None, working_days=(1,)) == date.max


def test_the_first_session_is_planned_or_the_first_working_day_after_the_visit() -> None:
    friday = date(2026, 3, 6)
    assert first_session(friday, planned=None, working_days=_WEEK) == date(2026, 3, 9)
    assert first_session(friday, planned=date(2026, 3, 8), working_days=_WEEK) == date(2026, 3, 8)


@pytest.mark.parametrize(
    ("treated_on", "latest"),
    [
        (TreatedOn(year=2026, month=2, day=3), date(2026, 2, 3)),
        (TreatedOn(year=2024, month=2), date(2024, 2, 29)),
        (TreatedOn(year=2025), date(2025, 12, 31)),
        (TreatedOn(year=2026, month=3), date(2026, 3, 2)),
        (TreatedOn(year=2026), date(2026, 3, 2)),
    ],
)
def test_an_imprecise_date_counts_as_late_as_it_can_have_been(treated_on: TreatedOn, latest: date) -> None:
    assert latest_day(treated_on, no_later_than=date(2026, 3, 2)) == latest


def test_days_lie_as_far_apart_as_the_nearest_and_the_farthest_two() -> None:
    days = (date(2026, 3, 3), date(2026, 3, 31), date(2026, 3, 17))
    assert days_apart(days) == (14, 14)
    assert days_apart((*days, date(2026, 5, 31))) == (14, 61)
    assert days_apart(days[:1]) is None
