"""One allergy or medicine of a list: its words and what they stand for, or the two ways to settle what they are."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from meso_desktop.domain.history import OTHER_CODE, CodedEntry
from meso_desktop.domain.text import folded
from meso_desktop.ui.painted import ChoiceBox
from meso_desktop.ui.theme import Role, label, set_role


class CodedRow(QFrame):
    """One entry: its words and its code; without one it warns, and takes a class or *none of the listed*."""

    settled = Signal(int, object)
    removed = Signal(int)

    def __init__(self, place: int, *, terms: Mapping[str, str], parent: QWidget | None = None) -> None:
        """Build an empty row that settles for one of `terms`."""
        super().__init__(parent)
        self._place = place
        self._terms = terms
        self._build()
        self.none.clicked.connect(self._on_none)
        self.remove.clicked.connect(self._on_remove)
        self.choice.activated.connect(self._on_chosen)

    def show_entry(self, entry: CodedEntry) -> None:
        """Show the entry; a code that the pack does not hold settles nothing."""
        self.words.setText(entry.text)
        is_uncoded = entry.code != OTHER_CODE and entry.code not in self._terms
        if is_uncoded:
            text = self.tr("Not in the list: cannot be ruled out")
        elif entry.code == OTHER_CODE:
            text = self.tr("None of the listed")
        else:
            text = self._terms[str(entry.code)]
        if folded(text) == folded(entry.text):
            text = ""
        self.code.setText(text)
        set_role(self.code, Role.DEFER if is_uncoded else Role.MUTED)
        self._ways.setVisible(is_uncoded)
        self.choice.setCurrentIndex(-1)
        self.choice.setAccessibleName(self.tr("%1 belongs to").replace("%1", entry.text))
        self.none.setAccessibleName(self.tr("%1 is none of the listed").replace("%1", entry.text))
        self.remove.setAccessibleName(self.tr("Remove %1").replace("%1", entry.text))
        self.setAccessibleName(f"{entry.text}: {text}")

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """N marks the entry as none of the listed, Enter opens the classes, Delete removes it."""
        is_open = self._ways.isVisibleTo(self)
        if event.key() == Qt.Key.Key_N and is_open:
            self._on_none()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and is_open:
            self.choice.setFocus(Qt.FocusReason.TabFocusReason)
            self.choice.showPopup()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._on_remove()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        set_role(self, Role.ENTRY)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.words = label("", "", is_wrapped=False)
        self.code = label("", Role.MUTED)
        self.remove = set_role(QPushButton(self.tr("Remove")), Role.QUIET)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.words)
        line.addWidget(self.code, 1)
        line.addWidget(self.remove)
        self.choice = ChoiceBox()
        self.choice.setPlaceholderText(self.tr("It belongs to …"))
        self.choice.setToolTip(self.tr("Choose what it is from the list (Enter on the row)"))
        for code, term in sorted(self._terms.items(), key=lambda known: folded(known[1])):
            self.choice.addItem(term, code)
        self.choice.setMinimumContentsLength(12)
        self.choice.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.none = QPushButton(self.tr("None of the listed"))
        self.none.setToolTip(self.tr("You have read it and it is none of the coded ones (key N)"))
        self._ways = QWidget()
        ways = QHBoxLayout(self._ways)
        ways.setContentsMargins(0, 0, 4, 4)
        ways.setSpacing(8)
        ways.addWidget(self.choice, 1)
        ways.addWidget(self.none)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(8, 2, 4, 2)
        whole.setSpacing(2)
        whole.addLayout(line)
        whole.addWidget(self._ways)

    def _on_chosen(self) -> None:
        self.settled.emit(self._place, self.choice.currentData())

    def _on_none(self) -> None:
        self.settled.emit(self._place, OTHER_CODE)

    def _on_remove(self) -> None:
        self.removed.emit(self._place)
