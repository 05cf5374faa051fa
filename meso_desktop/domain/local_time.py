"""Clinic time: an instant as the clocks of the clinic showed it, by the offset from universal time that a document keeps."""

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import Final

_OFFSET: Final = re.compile(r"([+-])([01][0-9]):([0-5][0-9])")
_A_MINUTE: Final = timedelta(minutes=1)
_AN_HOUR: Final = 60


def offset_text(offset: timedelta) -> str:
    """Return an offset from universal time as a document keeps it, such as ``+01:00``; seconds are dropped."""
    minutes = abs(offset) // _A_MINUTE
    sign = "-" if offset < timedelta() and minutes else "+"
    return f"{sign}{minutes // _AN_HOUR:02d}:{minutes % _AN_HOUR:02d}"


def clinic_time(at: datetime, *, utc_offset: str) -> datetime:
    """Return the instant at this offset; in universal time where there is none, or what stands there is no offset."""
    found = _OFFSET.fullmatch(utc_offset)
    if found is None:
        return at.astimezone(UTC)
    ahead = timedelta(hours=int(found[2]), minutes=int(found[3]))
    try:
        return at.astimezone(timezone(-ahead if found[1] == "-" else ahead))
    except OverflowError:  # the first or last day of the calendar
        return at.astimezone(UTC)
