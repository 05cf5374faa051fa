"""Holds one consultation while it is edited: its value, its assessment, its undo stack and its saving."""

from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from meso_desktop.domain.accepting import settled
from meso_desktop.domain.assess import Context, assess
from meso_desktop.domain.assessment import Assessment
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.drawing.grid import redrawn
from meso_desktop.domain.errors import UserError
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.ui.tasks import TaskRunner

# Together with the commit they stay under the second within which every edit is on disk.
_IDLE_MS: Final = 250
_LONGEST_MS: Final = 600
_RETRY_MS: Final = 3000
_DAY_WATCH_MS: Final = 60_000
_UNDO_STEPS: Final = 500


class SaveState(StrEnum):
    """Whether what is on the screen is on disk."""

    SAVED = "saved"
    SAVING = "saving"
    UNSAVED = "unsaved"
    FAILED = "failed"


class ConsultationEditor(QObject):
    """The one place where a consultation changes; pages render from it and send it edits.

    `save` is called off the interface thread with the document to store and returns when it was stored.
    """

    changed = Signal()
    saved = Signal(object)
    save_failed = Signal(object)
    save_state_changed = Signal()

    def __init__(  # noqa: PLR0913  # one argument for each thing it is given
        self,
        document: Consultation,
        *,
        knowledge: Knowledge,
        today: Callable[[], date],
        save: Callable[[Consultation], datetime],
        tasks: TaskRunner,
        parent: QObject | None = None,
    ) -> None:
        """Take up `document` as it stands in the vault."""
        super().__init__(parent)
        self._knowledge = knowledge
        self._today = today
        self._save = save
        self._tasks = tasks
        self._document = redrawn(document, knowledge)
        self._assessment = self._assessed(self._document)
        self._undo: list[Consultation] = []
        self._redo: list[Consultation] = []
        self._merge_key = ""
        self._stored: Consultation = self._document
        self._in_flight: Consultation | None = None
        self._saved_at: datetime | None = None
        self._save_error: UserError | None = None
        self._idle = self._timer(_IDLE_MS)
        self._deadline = self._timer(_LONGEST_MS)
        self._retry = self._timer(_RETRY_MS)
        self._day_watch = QTimer(self)
        self._day_watch.setInterval(_DAY_WATCH_MS)
        self._day_watch.timeout.connect(self.follow_day)
        self._day_watch.start()

    @property
    def document(self) -> Consultation:
        """The consultation as it stands."""
        return self._document

    @property
    def assessment(self) -> Assessment:
        """What the rules say of it."""
        return self._assessment

    @property
    def knowledge(self) -> Knowledge:
        """The pack it is assessed by."""
        return self._knowledge

    @property
    def saved_at(self) -> datetime | None:
        """When the document was last stored in this window."""
        return self._saved_at

    @property
    def save_error(self) -> UserError | None:
        """Why the last save failed, until one goes through."""
        return self._save_error

    @property
    def save_state(self) -> SaveState:
        """Whether the document on the screen is the one on disk."""
        if self._document == self._stored:
            return SaveState.SAVED
        if self._in_flight is not None:
            return SaveState.SAVING
        return SaveState.FAILED if self._save_error is not None else SaveState.UNSAVED

    @property
    def can_undo(self) -> bool:
        """Whether there is an edit to take back."""
        return bool(self._undo)

    @property
    def can_redo(self) -> bool:
        """Whether an edit was taken back and may come again."""
        return bool(self._redo)

    def edit(self, change: Callable[[Consultation], Consultation], *, merge_key: str = "") -> None:
        """Apply `change`; edits in a row with one `merge_key` are one step of undo."""
        before = self._document
        after = settled(before, redrawn(change(before), self._knowledge))
        if after == before:
            return
        if not (merge_key and merge_key == self._merge_key and self._undo):
            self._undo.append(before)
            del self._undo[:-_UNDO_STEPS]
        self._merge_key = merge_key
        self._redo.clear()
        self._hold(after)

    def undo(self) -> None:
        """Go back to the document before the last edit."""
        if self._undo:
            self._redo.append(self._document)
            self._merge_key = ""
            self._hold(self._undo.pop())

    def redo(self) -> None:
        """Bring the edit last taken back."""
        if self._redo:
            self._undo.append(self._document)
            self._merge_key = ""
            self._hold(self._redo.pop())

    def end_merge(self) -> None:
        """Let the next edit be its own step of undo; called when a field is left."""
        self._merge_key = ""

    @Slot()
    def follow_day(self) -> None:
        """Assess once more when the day has changed since; a consultation may stay open overnight."""
        if self._today() != self._assessed_on:
            self._assessment = self._assessed(self._document)
            self.changed.emit()

    def flush(self) -> bool:
        """Wait until the document is on disk; False when it could not be stored."""
        if self._in_flight is None and self.save_state is not SaveState.SAVED:
            self._begin_save()
        waited_for: Consultation | None = None
        while self._in_flight is not None and self._in_flight is not waited_for:
            waited_for = self._in_flight
            self._tasks.wait_until_idle()
        self._stop_timers()
        if self.save_state is not SaveState.SAVED:
            self._retry.start()
            return False
        return True

    def _assessed(self, document: Consultation) -> Assessment:
        self._assessed_on = self._today()
        return assess(document, self._knowledge, Context(today=self._assessed_on))

    def _hold(self, document: Consultation) -> None:
        self._document = document
        self._assessment = self._assessed(document)
        self.changed.emit()
        self._schedule()

    def _timer(self, milliseconds: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(self._begin_save)
        return timer

    def _stop_timers(self) -> None:
        for timer in (self._idle, self._deadline, self._retry):
            timer.stop()

    def _schedule(self) -> None:
        self._idle.start()
        if not self._deadline.isActive():
            self._deadline.start()
        self.save_state_changed.emit()

    def _begin_save(self) -> None:
        self._stop_timers()
        if self._in_flight is not None or self._document == self._stored:
            return
        self._in_flight = self._document
        self.save_state_changed.emit()
        self._tasks.run(
            partial(self._save, self._document), done=self._on_saved, failed=self._on_save_failed, ended=self._on_save_ended, owner=self,
        )

    def _on_saved(self, at: datetime) -> None:
        if self._in_flight is not None:
            self._stored = self._in_flight
        self._saved_at = at
        self._save_error = None

    def _on_save_failed(self, error: UserError) -> None:
        self._save_error = error
        self._retry.start()

    def _on_save_ended(self) -> None:
        """Tell what came of it, whatever it was; a bug reaches the excepthook and leaves the document unsaved."""
        was_stored = self._in_flight == self._stored
        self._in_flight = None
        if was_stored and self._document != self._stored:
            self._begin_save()
        if was_stored and self._saved_at is not None:
            self.saved.emit(self._saved_at)
        elif self._save_error is not None:
            self.save_failed.emit(self._save_error)
        self.save_state_changed.emit()
