from datetime import date, timedelta
from decimal import Decimal

import pytest

from meso_desktop.domain.areas import Side
from meso_desktop.domain.assessment import LimitCheck
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.estimate import estimate_line
from meso_desktop.domain.history import EarlierTreatment, TreatedOn
from meso_desktop.domain.limits import check_limits
from meso_desktop.domain.people import Jurisdiction
from meso_desktop.domain.products import LimitKind

from .builders import VISIT_ON, consultation, extent, line, target
from .small_knowledge import small_knowledge

_FIRST = date(2026, 4, 1)


def _check(document: Consultation, limit: str = "dca_interval") -> LimitCheck | None:
    lines = tuple(estimate_line(planned, document, small_knowledge(), today=VISIT_ON) for planned in document.plan.lines)
    found = [check for check in check_limits(document, small_knowledge(), lines, ()) if check.limit == limit]
    assert len(found) <= 1
    return found[0] if found else None


def _is_crossed(document: Consultation, limit: str = "dca_interval") -> bool:
    found = _check(document, limit)
    return found is not None and found.is_crossed


def _planned(*days: date, jurisdiction: Jurisdiction = Jurisdiction.GB) -> Consultation:
    return consultation(targets=(target(of=extent("4", "3")),), lines=(line(dates=days),), jurisdiction=jurisdiction)


def _after(*earlier: EarlierTreatment) -> Consultation:
    return consultation(targets=(target(),), lines=(line(sessions=1),), first_session_on=date(2026, 3, 10), earlier=earlier)


def _earlier(when: TreatedOn | None, *, product: str | None = "dca_10", area: str | None = "submental") -> EarlierTreatment:
    return EarlierTreatment(product=product, area=area, treated_on=when)


@pytest.mark.parametrize(("days", "is_crossed"), [(21, True), (27, True), (28, False), (35, False)])
def test_planned_days_keep_the_hard_interval_and_meet_it_exactly(days: int, is_crossed: bool) -> None:  # noqa: FBT001  # a table's column
    found = _check(_planned(_FIRST, _FIRST + timedelta(days=days)))
    assert found is not None
    assert (found.value, found.bound, found.kind, found.is_interval) == (Decimal(days), Decimal(28), LimitKind.HARD, True)
    assert found.is_crossed is is_crossed


def test_the_nearest_two_days_count_in_whatever_order_they_were_written() -> None:
    found = _check(_planned(date(2026, 6, 1), _FIRST, date(2026, 6, 11)))
    assert found is not None
    assert found.value == 10
    assert found.is_crossed


def test_a_day_planned_twice_is_no_interval_at_all() -> None:
    found = _check(_planned(_FIRST, _FIRST))
    assert found is not None
    assert (found.value, found.is_crossed) == (Decimal(0), True)


def test_an_interval_set_by_the_doctor_counts_before_days_follow_from_it() -> None:
    assert _is_crossed(consultation(targets=(target(),), lines=(line(sessions=2, interval_days=21),)))
    assert _is_crossed(consultation(targets=(target(),), lines=(line(sessions=2, interval_days=21),), jurisdiction=Jurisdiction.US))
    assert not _is_crossed(consultation(targets=(target(),), lines=(line(sessions=1, interval_days=21),)))


def test_two_lines_of_one_product_in_one_place_are_one_course() -> None:
    targets = (target(1), target(2))
    lines = (line(1, dates=(_FIRST,)), line(2, dates=(_FIRST + timedelta(days=7),)))
    found = _check(consultation(targets=targets, lines=lines))
    assert found is not None
    assert found.is_crossed
    assert len(found.lines) == 2


def test_two_lines_of_one_day_in_one_place_are_one_session() -> None:
    lines = (line(1, dates=(_FIRST,)), line(2, dates=(_FIRST,)))
    assert not _is_crossed(consultation(targets=(target(1), target(2)), lines=lines))


def test_left_and_right_have_each_their_own_interval_and_both_sides_that_of_either() -> None:
    def flanks(first: Side, second: Side) -> Consultation:
        targets = (target(1, area="flank", side=first), target(2, area="flank", side=second))
        days = (_FIRST, _FIRST + timedelta(days=7))
        lines = tuple(line(n, protocol="flank_dca", dates=(day,)) for n, day in zip((1, 2), days, strict=True))
        return consultation(targets=targets, lines=lines)

    assert not _is_crossed(flanks(Side.LEFT, Side.RIGHT))
    assert _is_crossed(flanks(Side.LEFT, Side.BOTH))


@pytest.mark.parametrize(
    ("first", "following", "is_crossed"),
    [
        (date(2026, 1, 15), date(2026, 2, 12), True),
        (date(2026, 1, 15), date(2026, 2, 14), True),
        (date(2026, 1, 15), date(2026, 2, 15), False),
        (date(2026, 1, 31), date(2026, 2, 28), False),
        (date(2028, 1, 31), date(2028, 2, 28), True),
        (date(2028, 1, 31), date(2028, 2, 29), False),
        (date(2028, 2, 29), date(2028, 3, 28), True),
        (date(2028, 2, 29), date(2028, 3, 29), False),
    ],
)
def test_a_calendar_month_holds_where_the_law_of_the_place_has_it(first: date, following: date, is_crossed: bool) -> None:  # noqa: FBT001  # a row
    for jurisdiction in (Jurisdiction.US, Jurisdiction.BR, Jurisdiction.OTHER):
        assert _is_crossed(_planned(first, following, jurisdiction=jurisdiction), "dca_interval_month") is is_crossed
    for jurisdiction in (Jurisdiction.GB, Jurisdiction.EU, Jurisdiction.FR):
        assert _check(_planned(first, following, jurisdiction=jurisdiction), "dca_interval_month") is None


def test_the_check_of_a_calendar_month_tells_the_first_day_allowed() -> None:
    found = _check(_planned(date(2026, 1, 15), date(2026, 2, 12), jurisdiction=Jurisdiction.US), "dca_interval_month")
    assert found is not None
    assert (found.value, found.bound) == (Decimal(28), Decimal(31))
    assert {value.name: value.value for value in found.text.values}["earliest"] == "2026-02-15"


@pytest.mark.parametrize(
    ("earlier", "is_crossed"),
    [
        (_earlier(TreatedOn(year=2026, month=2, day=20)), True),
        (_earlier(TreatedOn(year=2026, month=2, day=10)), False),
        (_earlier(TreatedOn(year=2026, month=2)), True),
        (_earlier(TreatedOn(year=2026, month=1)), False),
        (_earlier(TreatedOn(year=2026)), True),
        (_earlier(TreatedOn(year=2026, month=2, day=20), product=None), True),
        (_earlier(TreatedOn(year=2026, month=2, day=20), area=None), True),
        (_earlier(TreatedOn(year=2026, month=2, day=20), area="jowl"), False),
        (_earlier(TreatedOn(year=2026, month=2, day=20), product="pcdc_50_42"), False),
        (_earlier(None), False),
    ],
)
def test_the_last_earlier_treatment_counts_in_the_interval(earlier: EarlierTreatment, is_crossed: bool) -> None:  # noqa: FBT001  # a row
    assert _is_crossed(_after(earlier)) is is_crossed


def test_one_session_with_nothing_before_has_no_interval() -> None:
    assert _check(_after()) is None


def test_different_areas_on_different_days_keep_the_days_between_areas() -> None:
    def device(days: int, second: str = "lower_abdomen") -> Consultation:
        targets = (target(1, area="flank", side=Side.LEFT), target(2, area=second))
        when = (_FIRST, _FIRST + timedelta(days=days))
        lines = tuple(line(n, protocol="device_body", preparation="device_dc", dates=(day,)) for n, day in zip((1, 2), when, strict=True))
        return consultation(targets=targets, lines=lines)

    assert _is_crossed(device(6), "device_days")
    assert not _is_crossed(device(7), "device_days")
    assert not _is_crossed(device(0), "device_days")
    assert not _is_crossed(device(6, "flank"), "device_days")
