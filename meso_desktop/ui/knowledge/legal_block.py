"""Where a clinic answers for a legal status that is not approved or not known: the ground, and who gave it when."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from meso_desktop.domain.clinic_changes import CONFIRMATION, Change
from meso_desktop.domain.errors import UserError
from meso_desktop.knowledge.wording import Wording
from meso_desktop.ui.fields import TextField
from meso_desktop.ui.knowledge.value_row import changed_by
from meso_desktop.ui.theme import SPACE_4, SPACE_8, SPACE_12, Role, button, label, set_role


class LegalBlock(QWidget):
    """Asks for the ground, or shows the one given; emits `confirm_wanted` with the ground, `taken_back` with the field."""

    confirm_wanted = Signal(str)
    taken_back = Signal(str)

    def __init__(self, wording: Wording, *, confirmation: Change | None, is_read_only: bool = False) -> None:
        """Show the confirmation there is, or the field for one."""
        super().__init__()
        self._wording = wording
        self._asks = confirmation is None
        self.ground = TextField(
            self.tr("Ground on which the clinic answers for it"), rows=2,
            help_text=self.tr("Kept with your name and the day. Findings about this status then ask for no reason any more."),
        )
        self.confirm_button = button(self.tr("Confirm for the clinic"))
        self.back_button = button(self.tr("Take back"), "link")
        self.back_button.setAccessibleName(self.tr("Take the confirmation back"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_8)
        asks = QWidget()
        inside = QVBoxLayout(asks)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(SPACE_8)
        inside.addWidget(label(self.tr("Not confirmed by the clinic: each plan line that it concerns asks for a reason."), Role.SMALL))
        inside.addWidget(self.ground)
        row = QHBoxLayout()
        row.addWidget(self.confirm_button)
        row.addStretch(1)
        inside.addLayout(row)
        column.addWidget(asks)
        given = self._given(confirmation)
        column.addWidget(given)
        given.setVisible(confirmation is not None)
        self.ground.setVisible(not is_read_only)
        self.confirm_button.setVisible(not is_read_only)
        self.back_button.setVisible(not is_read_only)
        asks.setVisible(confirmation is None)
        self.confirm_button.clicked.connect(self._confirm)
        self.back_button.clicked.connect(self._take_back)

    @property
    def is_dirty(self) -> bool:
        """Whether a ground was typed that is not given yet."""
        return self._asks and bool(self.ground.text)

    def show_refusal(self, error: UserError) -> None:
        """Say at the ground why it was refused."""
        self.ground.show_error(self._wording.text(error.message))
        self.ground.focus()
        self.confirm_button.setEnabled(True)

    def _given(self, confirmation: Change | None) -> QWidget:
        strip = set_role(QWidget(), Role.STRIP_WARN)
        row = QHBoxLayout(strip)
        row.setContentsMargins(SPACE_12, SPACE_4, SPACE_4, SPACE_4)
        told = QVBoxLayout()
        told.setSpacing(2)
        if confirmation is not None:
            told.addWidget(label(self.tr("Confirmed by the clinic: “%1”").replace("%1", str(confirmation.own)), Role.WARN))
            told.addWidget(label(changed_by(confirmation), Role.MUTED))
        row.addLayout(told, 1)
        row.addWidget(self.back_button)
        return strip

    @Slot()
    def _confirm(self) -> None:
        if not self.ground.text:
            self.ground.show_error(self._wording.term("change.ground_missing"))
            self.ground.focus()
            return
        self.confirm_button.setEnabled(False)
        self.confirm_wanted.emit(self.ground.text)

    @Slot()
    def _take_back(self) -> None:
        self.taken_back.emit(CONFIRMATION)
