"""Writes instants and days the way the interface's language does."""

from datetime import date, datetime

from PySide6.QtCore import QDate, QLocale


def instant(at: datetime) -> str:
    """Return day and minute in the computer's time zone."""
    local = at.astimezone()
    return f"{QLocale().toString(QDate(local.year, local.month, local.day), 'd MMMM yyyy')}, {local:%H:%M}"


def minute(at: datetime) -> str:
    """Return the minute in the computer's time zone."""
    return f"{at.astimezone():%H:%M}"


def short_day(day: date) -> str:
    """Return the day with a short month, for lists."""
    return QLocale().toString(QDate(day.year, day.month, day.day), "d MMM yyyy")


def weekday(day: date) -> str:
    """Return the day with its weekday, for a page's title."""
    return QLocale().toString(QDate(day.year, day.month, day.day), "dddd d MMMM")
