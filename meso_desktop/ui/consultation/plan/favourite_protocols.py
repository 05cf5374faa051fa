"""The practitioner's favourite protocols: read once, marked and taken back at once, kept in the vault behind."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from meso_desktop.domain.errors import UserError
from meso_desktop.services.favourites import favourites, set_favourite
from meso_desktop.ui.consultation.workplace import Workplace


class FavouriteProtocols(QObject):
    """`changed` when the favourites are others, `refused` with the sentence that says why a mark was not kept."""

    changed = Signal()
    refused = Signal(str)

    def __init__(self, desk: Workplace, parent: QObject | None = None) -> None:
        """Read them behind the window."""
        super().__init__(parent)
        self._desk = desk
        self._held: frozenset[str] = frozenset()
        self._read()

    @property
    def held(self) -> frozenset[str]:
        """The ids of the favourites."""
        return self._held

    def mark(self, protocol: str, *, is_favourite: bool) -> None:
        """Make a protocol a favourite, or none any more."""
        self._take(self._held | {protocol} if is_favourite else self._held - {protocol})
        work = partial(set_favourite, self._desk.clinic, protocol=protocol, is_favourite=is_favourite)
        self._desk.tasks.run(work, done=self._kept, failed=self._refuse)

    def _read(self) -> None:
        self._desk.tasks.run(partial(favourites, self._desk.clinic), done=self._take, failed=self._say, newest="favourites")

    def _kept(self, _nothing: None) -> None:
        """Show what is kept: what was read before the mark may have come after it, and shown it undone."""
        self._read()

    def _take(self, held: frozenset[str]) -> None:
        if held != self._held:
            self._held = held
            self.changed.emit()

    def _refuse(self, error: UserError) -> None:
        """Say why, and show what is kept."""
        self._say(error)
        self._read()

    def _say(self, error: UserError) -> None:
        self.refused.emit(self._desk.wording.text(error.message))
