"""Instants on the clinic's clocks, whatever computer prints them."""

from datetime import UTC, datetime, timedelta

import pytest

from meso_desktop.domain.local_time import clinic_time, offset_text

AT = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("minutes", "text"),
    [(0, "+00:00"), (60, "+01:00"), (-300, "-05:00"), (-210, "-03:30"), (345, "+05:45"), (840, "+14:00"), (-720, "-12:00")],
)
def test_an_offset_is_kept_as_text_and_read_back(minutes: int, text: str) -> None:
    assert offset_text(timedelta(minutes=minutes)) == text
    assert clinic_time(AT, utc_offset=text).utcoffset() == timedelta(minutes=minutes)


def test_the_day_is_the_clinics() -> None:
    assert clinic_time(AT, utc_offset="+01:00").isoformat() == "2026-11-23T00:30:00+01:00"
    assert clinic_time(AT, utc_offset="-08:00").isoformat() == "2026-11-22T15:30:00-08:00"


@pytest.mark.parametrize("text", ["", "CET", "+1:00", "+25:00", "01:00", "+01:60", "+01:00 "])
def test_what_is_no_offset_is_universal_time(text: str) -> None:
    assert clinic_time(AT, utc_offset=text) == AT
    assert clinic_time(AT, utc_offset=text).utcoffset() == timedelta()


def test_the_ends_of_the_calendar_are_no_fault() -> None:
    assert clinic_time(datetime.max.replace(tzinfo=UTC), utc_offset="+14:00").year == 9999
    assert clinic_time(datetime.min.replace(tzinfo=UTC), utc_offset="-12:00").year == 1
