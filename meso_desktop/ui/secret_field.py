"""A passphrase field with a button that shows what was typed."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from meso_desktop.ui.fields import LineField
from meso_desktop.ui.theme import SPACE_8, Role, button


class SecretField(LineField):
    """One line that hides what is typed until asked to show it."""

    entered = Signal()

    def __init__(self, label: str, *, help_text: str = "") -> None:
        """Make the field with its button to the right."""
        super().__init__(label, help_text=help_text, at_most=1000)
        self.toggle = button(self.tr("Show"), Role.QUIET)
        self.toggle.setCheckable(True)
        self.toggle.setAutoDefault(False)
        self.toggle.setAccessibleName(self.tr("Show the passphrase"))
        self.toggle.toggled.connect(self._show)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.returnPressed.connect(self.entered)
        row = QWidget()
        beside = QHBoxLayout(row)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(SPACE_8)
        self._column.replaceWidget(self.line, row)
        beside.addWidget(self.line, 1)
        beside.addWidget(self.toggle)

    @property
    def secret(self) -> str:
        """What was typed, blanks and all."""
        return self.line.text()

    def forget(self) -> None:
        """Empty the field and hide it again."""
        self.line.clear()
        self.toggle.setChecked(False)

    @Slot(bool)
    def _show(self, is_shown: bool) -> None:  # noqa: FBT001  # Qt passes the state by position
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if is_shown else QLineEdit.EchoMode.Password)
        self.toggle.setText(self.tr("Hide") if is_shown else self.tr("Show"))
