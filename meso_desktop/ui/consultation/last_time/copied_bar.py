"""On a card with values from the last consultation: how many wait, from which day, and the button that accepts them."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from meso_desktop.ui.consultation.tinted_icon import TintedIcon
from meso_desktop.ui.theme import Role, button, hairline, label


class CopiedBar(QWidget):
    """Emits `accept_wanted`; whoever hears it holds it to what is on the screen. `tag` says the same in short on a closed card."""

    accept_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Build it hidden."""
        super().__init__(parent)
        self.tag = label("", Role.MUTED, is_wrapped=False)
        self.tag.setProperty("copied", "true")
        self.tag.hide()
        self._told = label("", Role.MUTED)
        self._told.setMinimumWidth(1)
        self.accept = button("")
        self.accept.setObjectName("accept_copied")
        self.accept.setToolTip(self.tr("Accepts the values of this card that are on the screen (Ctrl+Enter)"))
        icon = TintedIcon()
        icon.show_icon("history", Role.MUTED)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(icon)
        line.addWidget(self._told, 1)
        line.addWidget(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 2)
        column.setSpacing(4)
        column.addLayout(line)
        column.addWidget(hairline())
        self.accept.clicked.connect(self.accept_wanted)
        self.hide()

    def show_waiting(self, count: int, *, day: str, place: str, is_open: bool) -> None:
        """Say how many values of `place` wait, in full or on the closed card; nothing shows when there are none."""
        self.setVisible(count > 0 and is_open)
        self.tag.setVisible(count > 0 and not is_open)
        if count:
            self._told.setText(self.tr("From %1, not yet accepted").replace("%1", day))
            self.accept.setText(self.tr("Accept %n values", "", count))
            self.accept.setAccessibleName(f"{self.accept.text()}: {place}")
            self.accept.setAccessibleDescription(self._told.text())
            self.tag.setText(self.tr("%n to accept", "", count))


def mark_copied(widgets: Iterable[QWidget], told: str) -> None:
    """Let fields look and be read out as not yet accepted, in the words `told`; empty words take the mark away."""
    for field in (field for widget in widgets for field in _fields_of(widget)):
        if (field.property("copied_told") or "") == told:
            continue
        field.setProperty("copied", _look_of(field) if told else None)
        field.setProperty("copied_told", told)
        if field.property("fault") is None:
            field.setAccessibleDescription(told)
        field.style().unpolish(field)
        field.style().polish(field)
        field.update()


def _look_of(field: QWidget) -> str:
    """Return how a field shows that it waits; the picture on a button keeps the ground that it is drawn for."""
    return "picture" if isinstance(field, QAbstractButton) and not field.text() else "true"


def _fields_of(widget: QWidget) -> list[QWidget]:
    if isinstance(widget, (QLineEdit, QComboBox, QAbstractButton)):
        return [widget]
    segments = [found for found in widget.findChildren(QAbstractButton) if found.property("segment")]
    return [*widget.findChildren(QLineEdit), *widget.findChildren(QComboBox), *segments]
