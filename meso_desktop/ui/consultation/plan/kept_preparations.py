"""The clinic's own preparations as they are kept: read behind the window, kept and counted as used there."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from meso_desktop.domain.errors import UserError
from meso_desktop.domain.plan import OwnPreparation
from meso_desktop.services.own_preparations import keep_preparation, note_used, own_preparations
from meso_desktop.ui.consultation.workplace import Workplace


class KeptPreparations(QObject):
    """`changed` when others are kept than before."""

    changed = Signal()

    def __init__(self, desk: Workplace, parent: QObject | None = None) -> None:
        """Read them."""
        super().__init__(parent)
        self._desk = desk
        self._held: tuple[OwnPreparation, ...] = ()
        self.read()

    @property
    def held(self) -> tuple[OwnPreparation, ...]:
        """The preparations kept, the one used last first."""
        return self._held

    def read(self) -> None:
        """Read what is kept now."""
        work = partial(own_preparations, self._desk.clinic)
        self._desk.tasks.run(work, done=self._take, failed=self._stay, newest="own_preparations")

    def keep(
        self, own: OwnPreparation, *, done: Callable[[OwnPreparation], object], failed: Callable[[UserError], object], owner: QObject,
    ) -> None:
        """Keep a preparation, then tell; what is kept is read anew."""
        self._desk.tasks.run(partial(keep_preparation, self._desk.clinic, own), done=done, failed=failed, ended=self.read, owner=owner)

    def count_use(self, own: OwnPreparation) -> None:
        """Let a preparation stand first in the list from now on."""
        self._desk.tasks.run(partial(note_used, self._desk.clinic, own.id), done=self._reread, failed=self._stay)

    def _reread(self, _nothing: None) -> None:
        self.read()

    def _take(self, held: tuple[OwnPreparation, ...]) -> None:
        if held != self._held:
            self._held = held
            self.changed.emit()

    def _stay(self, _error: UserError) -> None:
        """Offer what was read before: a list that cannot be read now keeps nobody from planning."""
