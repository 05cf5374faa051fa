"""What stands below the questions of a section: the two answers given to several at once."""

from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from meso_desktop.ui.theme import button, hairline


@dataclass(frozen=True, kw_only=True)
class SectionState:
    """How a section stands: earlier answers waiting, those of them seen, questions not seen, and questions open without an offer."""

    waiting: int
    seen: int
    unseen: int
    still_open: int


class HistoryBar(QWidget):
    """Confirms what was answered before and answers the rest *no*; the page holds both to what has been on the screen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Build the bar."""
        super().__init__(parent)
        self.confirm = button("")
        self.confirm.setObjectName("confirm_seen")
        self.confirm.setToolTip(self.tr("Confirms the earlier answers of this section that have been on the screen (Ctrl+Enter)"))
        self.all_no = button(self.tr("Everything else: no"))
        self.all_no.setObjectName("all_else_no")
        self.all_no.setToolTip(
            self.tr("Answers no to what is open in this section, once every question of it has been on the screen (Ctrl+Shift+Enter)")
        )
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addStretch(1)
        line.addWidget(self.confirm)
        line.addWidget(self.all_no)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(hairline())
        column.addLayout(line)

    def show_state(self, state: SectionState) -> None:
        """Show what may be confirmed and answered now."""
        self.confirm.setVisible(state.waiting > 0)
        self.confirm.setText(self.tr("Confirm %n earlier answers", "", state.seen or state.waiting))
        self.all_no.setVisible(state.still_open > 0 or not state.waiting)
        self.all_no.setEnabled(state.still_open > 0)
