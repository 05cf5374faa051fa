"""The open clinic: what every service is given first. Loads no database library."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

if TYPE_CHECKING:
    from meso_desktop.db.store import Store
    from meso_desktop.domain.knowledge import Knowledge
    from meso_desktop.domain.message import Message
    from meso_desktop.domain.people import ClinicCard, PractitionerCard

NewId = Callable[[], UUID]
Progress = Callable[[int, int], None]
"""Told how much is done, and of how much."""


class Clock(Protocol):
    """Tells the time; services never ask the machine themselves."""

    def now(self) -> datetime:
        """Return the present instant, aware and in UTC."""
        ...

    def today(self) -> date:
        """Return the calendar day where the clinic is."""
        ...

    def utc_offset(self) -> timedelta:
        """Return how far the clinic's clocks are ahead of universal time now."""
        ...


class SystemClock:
    """The clock of the computer, with the day of its own time zone."""

    def now(self) -> datetime:
        """Return the present instant in UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """Return the day that the computer's calendar shows."""
        return datetime.now(UTC).astimezone().date()

    def utc_offset(self) -> timedelta:
        """Return how far the computer's own time zone is ahead of universal time now."""
        return datetime.now(UTC).astimezone().utcoffset() or timedelta()


class OpenClinic:
    """An unlocked vault, who is signed in, the knowledge in force, and the clock.

    The cards follow the settings: whoever holds the clinic sees the present ones.
    """

    def __init__(  # noqa: PLR0913  # all that a session is made of, each given once
        self, path: Path, *, store: Store, clinic: ClinicCard, practitioner: PractitionerCard, knowledge: Knowledge, shipped: Knowledge,
        clock: Clock, new_id: NewId, pack_faults: tuple[Message, ...] = (),
    ) -> None:
        """Hold what was opened; `knowledge` is `shipped` with the clinic's changes, or what `pack_faults` say it is."""
        self.path = path
        self.store = store
        self.clinic = clinic
        self.practitioner = practitioner
        self.knowledge = knowledge
        self.shipped = shipped
        self.pack_faults = pack_faults
        self.clock = clock
        self.new_id = new_id

    def at(self, clock: Clock) -> OpenClinic:
        """Return the same open clinic under another clock; both share one store and one `close`."""
        return OpenClinic(
            self.path, store=self.store, clinic=self.clinic, practitioner=self.practitioner, knowledge=self.knowledge,
            shipped=self.shipped, clock=clock, new_id=self.new_id, pack_faults=self.pack_faults,
        )

    def close(self) -> None:
        """Close the records and let the vault go; closing twice is harmless."""
        self.store.close()
