"""The line below a step: back, next, and what is saved."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from meso_desktop.ui.editor import SaveState
from meso_desktop.ui.theme import Role, button, label, set_role


class Footer(QWidget):
    """Emits what the doctor wants; says "Saved" only for what is on disk."""

    back_wanted = Signal()
    next_wanted = Signal()
    close_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Build the line."""
        super().__init__(parent)
        self.setObjectName("consultation_footer")
        self.close_button = button(self.tr("Close"), Role.QUIET)
        self.close_button.setToolTip(self.tr("Back to Today; the draft is kept"))
        self.close_button.setObjectName("close_consultation")
        self.saved = label("", Role.MUTED)
        self.saved.setObjectName("saved_line")
        self.back = button(self.tr("Back"))
        self.back.setObjectName("back")
        self.next = button(self.tr("Next"), Role.PRIMARY)
        self.next.setObjectName("next")
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 10, 24, 10)
        line.setSpacing(12)
        line.addWidget(self.close_button)
        line.addWidget(self.saved, 1)
        line.addWidget(self.back)
        line.addWidget(self.next)
        self.close_button.clicked.connect(self.close_wanted)
        self.back.clicked.connect(self.back_wanted)
        self.next.clicked.connect(self.next_wanted)

    def show_step(self, *, next_name: str, has_previous: bool) -> None:
        """Show where next leads; on the last step signing is the one next action."""
        self.next.setVisible(bool(next_name))
        text = self.tr("Next: %1").replace("%1", next_name)
        if self.next.text() != text:
            self.next.setText(text)
            self.next.setAccessibleName(text)
        self.back.setEnabled(has_previous)

    def show_saving(self, state: SaveState, *, at: datetime | None, error: str) -> None:
        """Show what is on disk."""
        match state:
            case SaveState.FAILED:
                text, role = self.tr("Not saved. %1").replace("%1", error), Role.STOP
            case SaveState.SAVED if at is not None:
                text, role = self.tr("Saved %1").replace("%1", at.astimezone().strftime("%H:%M")), Role.MUTED
            case SaveState.SAVED:
                text, role = self.tr("Saved"), Role.MUTED
            case _:
                text, role = self.tr("Saving …"), Role.MUTED
        if self.saved.text() != text:
            self.saved.setText(text)
        if self.saved.property("role") != role.value:
            set_role(self.saved, role)
