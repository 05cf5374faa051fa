"""Figures of a plan as they are written: amounts with their unit, doses, ranges, differences, days in a row."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from PySide6.QtCore import QDate, QLocale

from meso_desktop.domain.assessment import Dose
from meso_desktop.domain.protocols import Span

UNKNOWN: Final = "–"
_FEW: Final = 2

Number = Callable[[str], str]


def whole(value: int | None) -> str:
    """Return a count."""
    return UNKNOWN if value is None else str(value)


def amount(value: Decimal | None, number: Number, unit: str = "") -> str:
    """Return an amount with its unit."""
    return UNKNOWN if value is None else f"{number(f'{value:f}')} {unit}".rstrip()


def doses(given: Sequence[Dose], number: Number, unit: str = "mg", *, otherwise: str = UNKNOWN) -> str:
    """Return the mg of each ingredient that is known; `otherwise` where there are ingredients and none is."""
    known = [amount(dose.mg, number) for dose in given if dose.mg is not None]
    if not known:
        return otherwise if given else UNKNOWN
    return f"{' · '.join(known)} {unit}".rstrip()


def span(found: Span | None, number: Number) -> str:
    """Return a range, one figure where both ends are the same."""
    if found is None:
        return UNKNOWN
    low, high = number(f"{found.low:f}"), number(f"{found.high:f}")
    return low if found.low == found.high else f"{low}–{high}"


def signed(apart: Decimal | None, number: Number) -> str:
    """Return a difference with its sign; nothing where it is not known or none."""
    if not apart:
        return ""
    return f"{'+' if apart > 0 else '−'}{number(f'{abs(apart).normalize():f}')}"


def short_days(days: Sequence[date]) -> str:
    """Return two days in full or, of more, the first and the last."""
    if not days:
        return UNKNOWN
    between = " · " if len(days) <= _FEW else " – "
    ends = days if len(days) <= _FEW else (days[0], days[-1])
    is_one_year = ends[0].year == ends[-1].year
    told = [_day(day, has_year=day is ends[-1] or not is_one_year) for day in ends]
    return between.join(told)


def _day(day: date, *, has_year: bool) -> str:
    return QLocale().toString(QDate(day.year, day.month, day.day), "d MMM yyyy" if has_year else "d MMM")
