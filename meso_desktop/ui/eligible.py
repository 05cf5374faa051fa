"""Says from when a deferred patient may be treated: the same words wherever the patient shows."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication

from meso_desktop.domain.waiting import Standing, standing
from meso_desktop.knowledge.wording import Wording
from meso_desktop.ui.instants import short_day
from meso_desktop.ui.theme import Role


@dataclass(frozen=True, kw_only=True)
class Eligible:
    """What is told, empty where there is nothing to tell, and the role of its colour."""

    text: str = ""
    role: Role = Role.MUTED


_NOTHING: Final = Eligible()


def eligible_tag(on: date | None, *, today: date) -> Eligible:
    """Return the few words for a row of a list."""
    match _at(on, today):
        case None:
            return _NOTHING
        case Standing.AHEAD, day:
            return Eligible(text=_tr("may be treated from {day}").format(day=short_day(day)), role=Role.DEFER)
        case _, day:
            return Eligible(text=_tr("may be treated since {day}").format(day=short_day(day)), role=Role.OK)


def eligible_line(on: date | None, wording: Wording, *, today: date) -> Eligible:
    """Return the words for a banner."""
    match _at(on, today):
        case None:
            return _NOTHING
        case Standing.AHEAD, day:
            return Eligible(text=_tr("May be treated from {day}").format(day=wording.day(day)), role=Role.DEFER)
        case _, day:
            return Eligible(text=_tr("May be treated since {day}").format(day=wording.day(day)), role=Role.OK)


def eligible_sentence(on: date | None, reason: str, wording: Wording, *, today: date) -> Eligible:
    """Return the sentences for a patient's head, with the reason given when the day was set."""
    line = eligible_line(on, wording, today=today)
    if not line.text:
        return _NOTHING
    told = _tr("{line}. Deferred: {reason}") if reason.strip() else "{line}."
    return Eligible(text=told.format(line=line.text, reason=reason.strip()), role=line.role)


def _at(on: date | None, today: date) -> tuple[Standing, date] | None:
    lies = standing(on, today=today)
    return None if lies is None or on is None else (lies, on)


def _tr(text: str) -> str:
    return QCoreApplication.translate("eligible", text)
