"""What a file of another clinic's changes would change here, before anything is changed."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from meso_desktop.domain.clinic_changes import Change
from meso_desktop.domain.clinic_notes import is_loosened
from meso_desktop.domain.errors import UserError
from meso_desktop.knowledge.wording import Wording
from meso_desktop.ui.knowledge.change_words import changed_entry, changed_field, changed_value
from meso_desktop.ui.knowledge.entry_sheet import EntrySheet
from meso_desktop.ui.knowledge.value_row import changed_by
from meso_desktop.ui.theme import SPACE_8, Role, button, set_role


class ImportView(QScrollArea):
    """Lists the changes of a file beside what holds here; `import_wanted` carries them, `left` leaves everything as it is."""

    import_wanted = Signal(object)
    left = Signal()

    def __init__(self, wording: Wording) -> None:
        """Begin empty."""
        super().__init__()
        self._wording = wording
        self._changes: tuple[Change, ...] = ()
        self.setObjectName("import_view")
        self.setWidgetResizable(True)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        set_role(self.viewport(), Role.RAISED)
        self.import_button = button("")
        self.leave_button = button("")
        self.told: list[str] = []

    def show_changes(self, changes: Sequence[Change], present: Mapping[tuple[str, str, str], Change], *, file: str) -> None:
        """Show what `file` holds; `present` are the changes in force here by their place."""
        self._changes = tuple(changes)
        self.told = []
        sheet = EntrySheet()
        sheet.title(self.tr("Import"), self.tr("What %1 would change").replace("%1", file))
        new = [change for change in changes if not _is_held(change, present)]
        if new:
            sheet.sentence(self.tr("Nothing is changed yet. Who imports answers for these changes from then on."))
        else:
            sheet.sentence(self.tr("The file holds nothing that is not in force here already."), Role.MUTED)
        for change in new:
            self._write(sheet, change, present.get(change.place))
        sheet.gap()
        sheet.add(self._buttons(can_import=bool(new)))
        self._refusal = sheet.sentence("", Role.REFUSAL)
        self._refusal.hide()
        sheet.end()
        self.setWidget(sheet)
        (self.import_button if new else self.leave_button).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_refusal(self, error: UserError) -> None:
        """Say why the import was refused; nothing was changed."""
        self._refusal.setText(self._wording.text(error.message))
        self._refusal.show()
        self.import_button.setEnabled(True)

    def _write(self, sheet: EntrySheet, change: Change, present: Change | None) -> None:
        wording = self._wording
        sheet.section(f"{changed_entry(change, wording)} · {changed_field(change, wording)}")
        now = changed_value(change, change.shipped if present is None else present.own, wording)
        told = f"{now}  →  {changed_value(change, change.own, wording)}"
        self.told.append(told)
        sheet.sentence(told)
        if is_loosened(change):
            sheet.marked("warn", self.tr("This loosens what is shipped: it is marked on screen, record and paper."), Role.WARN)
        sheet.sentence(changed_by(change), Role.MUTED)

    def _buttons(self, *, can_import: bool) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_8)
        self.import_button = button(self.tr("Import these changes"), Role.PRIMARY)
        self.leave_button = button(self.tr("Change nothing"), Role.QUIET)
        row.addWidget(self.import_button)
        row.addWidget(self.leave_button)
        row.addStretch(1)
        self.import_button.setVisible(can_import)
        self.import_button.clicked.connect(self._import)
        self.leave_button.clicked.connect(self.left)
        return holder

    @Slot()
    def _import(self) -> None:
        self.import_button.setEnabled(False)
        self.import_wanted.emit(self._changes)


def _is_held(change: Change, present: Mapping[tuple[str, str, str], Change]) -> bool:
    held = present.get(change.place)
    return held is not None and held.own == change.own
