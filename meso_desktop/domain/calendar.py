"""Days of sessions: working days, intervals in days and in calendar months."""

from calendar import monthrange
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from meso_desktop.domain.history import TreatedOn

MOST_DATES: Final = 200
"""The longest course that is dated: beyond it a number of sessions is a slip of the hand."""

_A_DAY: Final = timedelta(days=1)
_MONTHS: Final = 12
_LAST_DAY: Final = 31


def next_working_day(day: date, working_days: tuple[int, ...]) -> date:
    """Return `day`, or the first day after it that is among the ISO weekdays; `day` itself where none is given."""
    known = frozenset(working_days) & frozenset(range(1, 8))
    while known and day.isoweekday() not in known and day < date.max:
        day += _A_DAY
    return day


def add_months(day: date, months: int) -> date:
    """Return the same day of a later month, or that month's last day where it is shorter."""
    index = day.month - 1 + months
    year, month = day.year + index // _MONTHS, index % _MONTHS + 1
    if year > date.max.year:
        return date.max
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def earliest_after(day: date, *, interval_days: int, months: int = 0) -> date:
    """Return the first day that lies both `interval_days` and `months` calendar months after `day`."""
    days = min(max(0, interval_days), (date.max - day).days)
    return max(day + timedelta(days=days), add_months(day, months))


def proposed_dates(
    first: date, *, count: int, interval_days: int, months: int = 0, working_days: tuple[int, ...] = (),
) -> tuple[date, ...]:
    """Return `count` session days from `first`, `MOST_DATES` at the most, each following one moved to the next working day."""
    dates = [first] if count > 0 else []
    while len(dates) < min(count, MOST_DATES):
        dates.append(next_working_day(earliest_after(dates[-1], interval_days=interval_days, months=months), working_days))
    return tuple(dates)


def days_apart(dates: tuple[date, ...]) -> tuple[int, int] | None:
    """Return the fewest and the most days from one session day to the next; None of a single day."""
    gaps = [(following - day).days for day, following in pairwise(sorted(dates))]
    return (min(gaps), max(gaps)) if gaps else None


def first_session(visit_on: date, *, planned: date | None, working_days: tuple[int, ...]) -> date:
    """Return the planned first day, or the first working day after the visit."""
    return next_working_day(earliest_after(visit_on, interval_days=1), working_days) if planned is None else planned


def latest_day(treated_on: TreatedOn, *, no_later_than: date) -> date:
    """Return the last day that an earlier treatment can have been; a month or a year alone ends at the visit at the latest."""
    if treated_on.month is not None and treated_on.day is not None:
        return date(treated_on.year, treated_on.month, treated_on.day)
    month = treated_on.month or _MONTHS
    last = date(treated_on.year, month, min(_LAST_DAY, monthrange(treated_on.year, month)[1]))
    return min(last, no_later_than)


def earliest_day(treated_on: TreatedOn) -> date:
    """Return the first day that an earlier treatment can have been."""
    return date(treated_on.year, treated_on.month or 1, treated_on.day or 1)
