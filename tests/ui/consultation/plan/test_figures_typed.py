"""How figures of a line are read as they are typed, and written as they are shown."""

from datetime import date
from decimal import Decimal

import pytest

from meso_desktop.domain.assessment import Dose
from meso_desktop.domain.errors import UserError
from meso_desktop.knowledge.wording import Wording
from meso_desktop.ui.consultation.plan.figure_words import doses, short_days, signed
from meso_desktop.ui.consultation.plan.figures import read_field
from meso_desktop.ui.theme import Theme


@pytest.mark.parametrize(
    ("name", "typed", "read"),
    [
        ("needle_gauge", "30", "30G"), ("needle_gauge", " 27 g ", "27G"), ("needle_gauge", "", ""),
        ("technique", "  two   entries ", "two entries"),
        ("needle_length_mm", "6,5", Decimal("6.5")), ("depth_mm", "4", Decimal(4)), ("minutes", "45", 45), ("minutes", "", None),
    ],
)
def test_what_is_typed_is_read(name: str, typed: str, read: object) -> None:
    assert read_field(name, typed) == read


@pytest.mark.parametrize(
    ("name", "typed", "why"),
    [
        ("needle_gauge", "thin", "consultation.gauge_unreadable"), ("needle_gauge", "9", "consultation.gauge_unreadable"),
        ("needle_gauge", "٣٠", "consultation.gauge_unreadable"), ("needle_length_mm", "1,234", "number.ambiguous"),
        ("depth_mm", "0", "number.out_of_range"), ("depth_mm", "-4", "number.unreadable"),
        ("minutes", "0", "consultation.count_unreadable"), ("minutes", "15-20", "consultation.count_unreadable"),
    ],
)
def test_what_is_none_is_refused_in_a_sentence(wording: Wording, name: str, typed: str, why: str) -> None:
    with pytest.raises(UserError) as refused:
        read_field(name, typed)
    assert refused.value.message.id == why
    assert wording.text(refused.value.message)


def test_a_dose_not_known_is_never_left_out(wording: Wording) -> None:
    known, unknown = Dose(ingredient="a", mg=Decimal(54)), Dose(ingredient="b", mg=None)
    assert doses((known, unknown), wording.number) == "54 · ? mg"
    assert doses((unknown,), wording.number, otherwise="not known") == "not known"
    assert doses((), wording.number, otherwise="not known") == "–"


@pytest.mark.parametrize(("apart", "told"), [("2", "+2"), ("-0.05", "−0.05"), ("0", ""), (None, ""), ("2.50", "+2.5")])
def test_a_difference_has_its_sign(wording: Wording, apart: str | None, told: str) -> None:
    assert signed(None if apart is None else Decimal(apart), wording.number) == told


def test_days_are_told_in_short_with_the_year_once(theme: Theme) -> None:
    assert theme is not None
    days = (date(2026, 3, 3), date(2026, 4, 14), date(2027, 1, 5))
    assert short_days(days[:2]) == "3 Mar, 14 Apr 2026"
    assert short_days(days) == "3 Mar 2026 – 5 Jan 2027"
    assert short_days(days, at_most=3) == "3 Mar, 14 Apr 2026, 5 Jan 2027"
    assert short_days(()) == "–"
