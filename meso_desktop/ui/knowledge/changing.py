"""Turns what a person wants of the clinic's changes into work off the interface thread, and says what came of it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from meso_desktop.domain.clinic_changes import Change, Conflict, Value
from meso_desktop.domain.errors import UserError
from meso_desktop.domain.message import message
from meso_desktop.services import clinic_changes as services
from meso_desktop.services.session import OpenClinic
from meso_desktop.ui.knowledge.conflicts_view import ConflictsView
from meso_desktop.ui.knowledge.entry_view import EntryView
from meso_desktop.ui.knowledge.import_view import ImportView
from meso_desktop.ui.knowledge.shelf import Texts
from meso_desktop.ui.knowledge.state import Act, PageState, read_state
from meso_desktop.ui.knowledge.topics import EntryRef
from meso_desktop.ui.shell import Desk


class ClinicChanger(QObject):
    """Changes, takes back, confirms, decides, imports and exports, one thing after the other.

    `done` carries the packs as they are then and a sentence, `refused` what is not said at a field, `file_read` the name of a file and
    the changes in it, `written` the file exported to.
    """

    done = Signal(object, str)
    refused = Signal(object)
    file_read = Signal(str, object)
    written = Signal(object)

    def __init__(
        self, desk: Desk, *, view: EntryView, conflicts: ConflictsView, import_view: ImportView, parent: QObject,
    ) -> None:
        """Work for the page whose parts show refusals where the person typed."""
        super().__init__(parent)
        self._desk = desk
        self._texts: Texts | None = None
        self._said = ""
        self._view = view
        self._conflicts = conflicts
        self._import_view = import_view

    def read(self) -> None:
        """Read the packs as they are."""
        self._run(None, "")

    @Slot(object, str, object, str)
    def change(self, ref: EntryRef, field: str, value: Value, reason: str) -> None:
        """Put a value in place of the shipped one."""
        act = partial(
            services.change_entry, self._desk.clinic, topic=ref.topic, entry=ref.entry, field=field, value=value, reason=reason,
        )
        self._run(act, self._changed(), failed=self._view.show_refusal)

    @Slot(object, str)
    def confirm(self, ref: EntryRef, ground: str) -> None:
        """Answer for a legal status."""
        act = partial(services.confirm_status, self._desk.clinic, entry=ref.entry, ground=ground)
        self._run(act, self._changed(), failed=self._view.show_refusal)

    @Slot(object, str)
    def take_back(self, ref: EntryRef, field: str) -> None:
        """Let a shipped value hold again."""
        act = partial(services.take_back, self._desk.clinic, topic=ref.topic, entry=ref.entry, field=field)
        self._run(act, self.tr("The shipped value holds again. Signed records stay as they are; open drafts are assessed anew."))

    def take_all_back(self) -> None:
        """Let every shipped value hold again."""
        said = self.tr("All shipped values hold again. Signed records stay as they are; open drafts are assessed anew.")
        self._run(partial(services.take_all_back, self._desk.clinic), said)

    def keep(self, conflict: Conflict, *, reason: str) -> None:
        """Decide for the clinic's value."""
        said = self.tr("The clinic's value stays, in your name from now on.")
        act = partial(services.keep_own, self._desk.clinic, conflict, reason=reason)
        self._run(act, said, failed=partial(self._refuse_decision, conflict))

    def take(self, conflict: Conflict) -> None:
        """Decide for the shipped value."""
        said = self.tr("The new shipped value holds. Signed records stay as they are; open drafts are assessed anew.")
        act = partial(services.take_shipped, self._desk.clinic, conflict)
        self._run(act, said, failed=partial(self._refuse_decision, conflict))

    @Slot(object)
    def import_changes(self, changes: tuple[Change, ...]) -> None:
        """Make the changes of a file the clinic's."""
        act = partial(services.import_changes, self._desk.clinic, changes)
        self._run(act, self._changed(), failed=self._import_view.show_refusal)

    def read_file(self, path: Path) -> None:
        """Read the changes in a file; nothing is changed."""
        self._desk.tasks.run(partial(_read, self._desk.clinic, path), done=self._tell_read, failed=self._refuse, owner=self)

    def write_file(self, path: Path) -> None:
        """Write the clinic's changes to a file."""
        self._desk.tasks.run(partial(_write, self._desk.clinic, path), done=self._tell_written, failed=self._refuse, owner=self)

    def _run(self, act: Act | None, said: str, *, failed: Callable[[UserError], object] | None = None) -> None:
        self._said = said
        work = partial(read_state, self._desk.clinic, self._desk.wording, self._texts, act)
        self._desk.tasks.run(work, done=self._tell_done, failed=failed or self._refuse, owner=self)

    def _changed(self) -> str:
        return self.tr("Changed for the clinic. Signed records stay as they are; open drafts are assessed anew.")

    @Slot(object)
    def _tell_done(self, state: PageState) -> None:
        self._texts = state.shelf.texts
        self.done.emit(state, self._said)

    @Slot(object)
    def _tell_read(self, read: tuple[str, tuple[Change, ...]]) -> None:
        self.file_read.emit(*read)

    @Slot(object)
    def _tell_written(self, path: Path) -> None:
        self.written.emit(path)

    def _refuse_decision(self, conflict: Conflict, error: UserError) -> None:
        """Say it where the person decided."""
        part = self._conflicts if self._conflicts.isVisible() else self._view
        if not part.refuse_decision(conflict, error):
            self._refuse(error)

    @Slot(object)
    def _refuse(self, error: UserError) -> None:
        self.refused.emit(error)


def _write(clinic: OpenClinic, path: Path) -> Path:
    data = services.export_changes(clinic)
    try:
        path.write_bytes(data)
    except OSError as error:
        raise UserError(message("knowledge.file_unwritable", file=path.name, reason=error.strerror or "")) from error
    return path


def _read(clinic: OpenClinic, path: Path) -> tuple[str, tuple[Change, ...]]:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UserError(message("knowledge.file_unreadable", file=path.name, reason=error.strerror or "")) from error
    return path.name, services.read_changes(clinic, data, file=path.name)
