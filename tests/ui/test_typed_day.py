"""Days are read in the order of the clinic's country, as ISO everywhere, and never guessed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meso_desktop.domain.errors import UserError
from meso_desktop.domain.history import TreatedOn
from meso_desktop.domain.people import Jurisdiction
from meso_desktop.ui.consultation.history.earlier_treatments import read_treated_on, treated_on_text
from meso_desktop.ui.typed_day import DayOrder, day_as_typed, order_of, typed_day

DAY, MONTH = DayOrder.DAY_FIRST, DayOrder.MONTH_FIRST


@pytest.mark.parametrize("jurisdiction", Jurisdiction)
def test_the_month_comes_first_in_the_united_states_alone(jurisdiction: Jurisdiction) -> None:
    assert order_of(jurisdiction) is (MONTH if jurisdiction is Jurisdiction.US else DAY)


@pytest.mark.parametrize(("typed", "order", "day"), [
    ("03/04/1984", DAY, date(1984, 4, 3)), ("03/04/1984", MONTH, date(1984, 3, 4)),
    ("3.4.1985", DAY, date(1985, 4, 3)), ("3.4.1985", MONTH, date(1985, 3, 4)),
    ("3-4-1985", DAY, date(1985, 4, 3)), (" 03 04 1985 ", MONTH, date(1985, 3, 4)),
    ("1985-04-03", DAY, date(1985, 4, 3)), ("1985-04-03", MONTH, date(1985, 4, 3)),
    ("29/02/2024", DAY, date(2024, 2, 29)), ("02/29/2024", MONTH, date(2024, 2, 29)),
    ("12/12/1990", DAY, date(1990, 12, 12)), ("12/12/1990", MONTH, date(1990, 12, 12)),
    ("12/11/1990", DAY, date(1990, 11, 12)), ("12/11/1990", MONTH, date(1990, 12, 11)),
    ("13/12/1990", DAY, date(1990, 12, 13)), ("12/13/1990", MONTH, date(1990, 12, 13)),
])
def test_a_day_is_read_in_its_order_or_as_iso(typed: str, order: DayOrder, day: date) -> None:
    assert typed_day(typed, order=order) == day


@pytest.mark.parametrize(("typed", "order"), [
    ("12/13/1990", DAY), ("13/12/1990", MONTH), ("31/02/1985", DAY), ("02/31/1985", MONTH), ("02/29/2024", DAY), ("29/02/2024", MONTH),
    ("29/02/2023", DAY), ("02/29/2023", MONTH), ("29/02/1900", DAY), ("00/01/2000", DAY), ("00/01/2000", MONTH), ("13/13/2000", DAY),
    ("2023-02-30", DAY), ("2023-02-30", MONTH), ("1/1/0000", MONTH),
])
def test_a_day_that_does_not_exist_in_its_order_is_refused_and_never_turned_round(typed: str, order: DayOrder) -> None:
    with pytest.raises(UserError, match=r"day\.impossible") as refused:
        typed_day(typed, order=order)
    example = {value.name: value.value for value in refused.value.message.values}["example"]
    assert example == ("04/23/1985" if order is MONTH else "23/04/1985")


@pytest.mark.parametrize("order", DayOrder)
@pytest.mark.parametrize("typed", ["", "3/4", "3/4/85", "03/04/1985x", "1985/04/03/2", "85-04-03", "today", "03//1985", "٠٣/٠٤/١٩٨٥"])
def test_what_is_no_day_is_refused(typed: str, order: DayOrder) -> None:
    with pytest.raises(UserError, match=r"day\.unreadable"):
        typed_day(typed, order=order)


@given(day=st.dates(), order=st.sampled_from(DayOrder))
def test_a_day_shown_is_read_back(day: date, order: DayOrder) -> None:
    assert typed_day(day_as_typed(day, order=order), order=order) == day


@pytest.mark.parametrize(("typed", "order", "when"), [
    ("2024", MONTH, TreatedOn(year=2024)), ("5/2024", DAY, TreatedOn(year=2024, month=5)), ("5/2024", MONTH, TreatedOn(year=2024, month=5)),
    ("03/04/2024", DAY, TreatedOn(year=2024, month=4, day=3)), ("03/04/2024", MONTH, TreatedOn(year=2024, month=3, day=4)),
    ("2024-04-03", MONTH, TreatedOn(year=2024, month=4, day=3)), ("02/29/2024", MONTH, TreatedOn(year=2024, month=2, day=29)),
])
def test_an_earlier_treatment_is_dated_in_the_same_order(typed: str, order: DayOrder, when: TreatedOn) -> None:
    assert read_treated_on(typed, order=order) == when
    assert read_treated_on(treated_on_text(when, order=order), order=order) == when


@pytest.mark.parametrize(("typed", "order"), [("13/2024", DAY), ("12/13/2024", DAY), ("13/12/2024", MONTH), ("5/24", DAY), ("0", DAY)])
def test_an_earlier_treatment_is_not_dated_by_a_guess(typed: str, order: DayOrder) -> None:
    with pytest.raises(UserError, match="treated_on_unreadable"):
        read_treated_on(typed, order=order)
