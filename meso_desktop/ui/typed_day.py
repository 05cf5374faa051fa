"""Reads a day as a person types it, in the order of the clinic's country."""

import re
from datetime import date
from enum import StrEnum
from typing import Final

from meso_desktop.domain.errors import UserError
from meso_desktop.domain.message import message
from meso_desktop.domain.people import Jurisdiction

_ISO: Final = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_FIGURES: Final = re.compile(r"([0-9]{1,2})[/.\- ]([0-9]{1,2})[/.\- ]([0-9]{4})")
_EXAMPLE: Final = date(1985, 4, 23)


class DayOrder(StrEnum):
    """What comes first in a day written in figures."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


def order_of(jurisdiction: Jurisdiction) -> DayOrder:
    """Return the order in which a doctor under this law writes a day."""
    return DayOrder.MONTH_FIRST if jurisdiction is Jurisdiction.US else DayOrder.DAY_FIRST


def typed_day(text: str, *, order: DayOrder) -> date:
    """Return the day written in `order` with strokes, points, hyphens or spaces, or as yyyy-mm-dd, which is read alike everywhere.

    Raises UserError: ``day.unreadable`` when it is neither, ``day.impossible`` for 30 February.
    """
    cleaned = text.strip()
    if iso := _ISO.fullmatch(cleaned):
        year, month, day = (int(part) for part in iso.groups())
    elif figures := _FIGURES.fullmatch(cleaned):
        first, second, year = (int(part) for part in figures.groups())
        day, month = (second, first) if order is DayOrder.MONTH_FIRST else (first, second)
    else:
        raise UserError(message("day.unreadable", typed=cleaned, example=example(order)))
    try:
        return date(year, month, day)
    except ValueError as error:
        raise UserError(message("day.impossible", typed=cleaned, example=example(order))) from error


def day_as_typed(day: date, *, order: DayOrder) -> str:
    """Return the day as a field shows it, dd/mm/yyyy or mm/dd/yyyy."""
    first, second = (day.month, day.day) if order is DayOrder.MONTH_FIRST else (day.day, day.month)
    return f"{first:02}/{second:02}/{day.year:04}"


def example(order: DayOrder) -> str:
    """Return a day in this order that cannot be taken for another."""
    return day_as_typed(_EXAMPLE, order=order)
