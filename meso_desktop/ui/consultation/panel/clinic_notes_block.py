"""The quiet block of the live panel that says what the clinic changed and bears on this consultation."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from meso_desktop.domain.clinic_changes import ClinicNote
from meso_desktop.knowledge.wording import Wording
from meso_desktop.ui.clinic_notes import note_origin, note_told, notes_title
from meso_desktop.ui.theme import Role, label


class ClinicNotesBlock(QWidget):
    """Shows the notes one under the other; nothing while there are none."""

    def __init__(self, *, wording: Wording) -> None:
        """Begin without notes."""
        super().__init__()
        self._wording = wording
        self._shown: tuple[tuple[str, str], ...] = ()
        self.setObjectName("clinic_notes")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(label(notes_title(), Role.LABEL))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        column.addLayout(self._rows)
        self.hide()

    def show_notes(self, notes: Sequence[ClinicNote], places: Mapping[str, str]) -> None:
        """Show these notes; `places` names the areas of plan lines by line id."""
        told = tuple((note_told(note, self._wording, places), note_origin(note, self._wording)) for note in notes)
        if told == self._shown:
            return
        self._shown = told
        while (item := self._rows.takeAt(0)) is not None:
            row = item.widget()
            if row is not None:
                row.hide()
                row.deleteLater()
        for what, origin in told:
            self._rows.addWidget(label(what, Role.SMALL))
            self._rows.addWidget(label(origin, Role.MUTED))
        self.setVisible(bool(told))
