"""Sessions of the course that are alike, gathered into one row."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from msgspec.structs import replace

from meso_desktop.domain.assessment import SessionTotal


@dataclass(frozen=True)
class SessionGroup:
    """Sessions in a row with the same lines and figures, at least one."""

    sessions: tuple[SessionTotal, ...]

    @property
    def first(self) -> SessionTotal:
        """The one that stands for all."""
        return self.sessions[0]

    @property
    def days(self) -> tuple[date, ...]:
        """The day of each."""
        return tuple(session.on for session in self.sessions)

    @property
    def numbers(self) -> str:
        """The number of the session, or the first and the last."""
        first, last = self.sessions[0].number, self.sessions[-1].number
        return str(first) if first == last else f"{first}–{last}"


def gathered(sessions: Iterable[SessionTotal]) -> tuple[SessionGroup, ...]:
    """Return the sessions in order, those alike that follow each other together."""
    return tuple(SessionGroup(tuple(alike)) for _, alike in groupby(sessions, key=_figures))


def _figures(session: SessionTotal) -> SessionTotal:
    """Return a session without what tells it from one that is alike."""
    return replace(session, number=0, on=date.min)
