"""What every screen is given by the composition root, before and after unlocking."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from meso_desktop.ui.dialogs import Dialogs
from meso_desktop.ui.preferences import Preferences
from meso_desktop.ui.tasks import TaskRunner
from meso_desktop.ui.theme import Theme
from meso_desktop.ui.typed_day import DayOrder, order_of

if TYPE_CHECKING:
    from meso_desktop.domain.knowledge import Knowledge
    from meso_desktop.domain.message import Message
    from meso_desktop.knowledge.wording import Wording
    from meso_desktop.services.session import Clock, NewId, OpenClinic


@dataclass(frozen=True, kw_only=True)
class Shell:
    """Tasks, dialogs and looks, which live as long as the program; clock and ids for whatever it opens."""

    tasks: TaskRunner
    dialogs: Dialogs
    theme: Theme
    preferences: Preferences
    clock: Clock
    new_id: NewId


@dataclass(frozen=True, kw_only=True)
class Words:
    """What is read from the resources once, while the person types the passphrase; `faults` when they are the last good ones."""

    knowledge: Knowledge
    wording: Wording
    faults: tuple[Message, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Desk:
    """What a screen of an open clinic works with."""

    clinic: OpenClinic
    wording: Wording
    tasks: TaskRunner
    dialogs: Dialogs
    theme: Theme
    preferences: Preferences

    @property
    def day_order(self) -> DayOrder:
        """The order in which days are typed here, by the law that the clinic is under now."""
        return order_of(self.clinic.clinic.jurisdiction)
