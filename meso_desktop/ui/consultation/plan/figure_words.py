"""Figures of a plan as they are written: amounts with their unit, doses, ranges, differences, days in a row."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from PySide6.QtCore import QDate, QLocale

from meso_desktop.domain.assessment import Dose
from meso_desktop.domain.protocols import Span
from meso_desktop.knowledge.wording import Wording

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
    """Return the mg of each ingredient; `otherwise` where there are ingredients and of none is it known."""
    if all(dose.mg is None for dose in given):
        return otherwise if given else UNKNOWN
    told = " · ".join("?" if dose.mg is None else amount(dose.mg, number) for dose in given)
    return f"{told} {unit}".rstrip()


def doses_named(given: Sequence[Dose], wording: Wording) -> str:
    """Return the mg of each ingredient with its name."""
    return ", ".join(f"{wording.term(f'ingredient.{dose.ingredient}')} {amount(dose.mg, wording.number, 'mg')}" for dose in given)


def ingredients_named(given: Sequence[Dose], wording: Wording) -> str:
    """Return the names of several ingredients in the order of their mg; nothing of one, which needs none."""
    return " · ".join(wording.term(f"ingredient.{dose.ingredient}") for dose in given) if len(given) > 1 else ""


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


def short_days(days: Sequence[date], *, at_most: int = _FEW) -> str:
    """Return the days or, of more than `at_most`, the first and the last; the year once for those that share it."""
    if not days:
        return UNKNOWN
    shown = days if len(days) <= at_most else (days[0], days[-1])
    between = ", " if len(days) <= at_most else " – "
    last_of_year = {day.year: day for day in shown}
    return between.join(_day(day, has_year=day is last_of_year[day.year]) for day in shown)


def _day(day: date, *, has_year: bool) -> str:
    return QLocale().toString(QDate(day.year, day.month, day.day), "d MMM yyyy" if has_year else "d MMM")
