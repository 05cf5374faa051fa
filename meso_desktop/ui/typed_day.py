"""Reads a day as a person types it."""

import re
from datetime import date
from typing import Final

from meso_desktop.domain.errors import UserError
from meso_desktop.domain.message import message

_ISO: Final = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_DAY_FIRST: Final = re.compile(r"([0-9]{1,2})[/.\- ]([0-9]{1,2})[/.\- ]([0-9]{4})")


def typed_day(text: str) -> date:
    """Return the day written as dd/mm/yyyy (also with points, hyphens or spaces) or yyyy-mm-dd.

    Raises UserError: ``day.unreadable`` when it is neither, ``day.impossible`` for 30 February.
    """
    cleaned = text.strip()
    if iso := _ISO.fullmatch(cleaned):
        year, month, day = (int(part) for part in iso.groups())
    elif day_first := _DAY_FIRST.fullmatch(cleaned):
        day, month, year = (int(part) for part in day_first.groups())
    else:
        raise UserError(message("day.unreadable", typed=cleaned))
    try:
        return date(year, month, day)
    except ValueError as error:
        raise UserError(message("day.impossible", typed=cleaned)) from error


def day_as_typed(day: date) -> str:
    """Return the day as a field shows it, dd/mm/yyyy."""
    return f"{day.day:02}/{day.month:02}/{day.year:04}"
