"""The field of a form for one of several: buttons side by side for a few, a list for more."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from meso_desktop.ui.fields import Field
from meso_desktop.ui.painted import ChoiceBox

T = TypeVar("T")
_SEGMENTS_AT_MOST = 4


@dataclass(frozen=True, kw_only=True)
class Option(Generic[T]):
    """One choice: its value and its words."""

    value: T
    text: str


class ChoiceField(Field, Generic[T]):
    """One of several: side by side up to four, a list beyond; None while nothing is chosen."""

    def __init__(self, label: str, options: Sequence[Option[T]], *, help_text: str = "", is_list: bool | None = None) -> None:
        """Make the field; `is_list` forces the one form or the other."""
        self._options = tuple(options)
        self._is_list = len(self._options) > _SEGMENTS_AT_MOST if is_list is None else is_list
        self._buttons = QButtonGroup()
        self._box = ChoiceBox()
        super().__init__(label, self._build_list() if self._is_list else self._build_segments(label), help_text=help_text)
        self._buttons.setParent(self)

    def value(self) -> T | None:
        """Return the value chosen."""
        index = self._box.currentIndex() if self._is_list else self._buttons.checkedId()
        return self._options[index].value if index >= 0 else None

    def set_value(self, value: T | None) -> None:
        """Show the choice of `value`; None shows none."""
        index = next((i for i, option in enumerate(self._options) if option.value == value), -1)
        if self._is_list:
            self._box.setCurrentIndex(index)
            return
        self._buttons.setExclusive(False)
        for number, button in enumerate(self._buttons.buttons()):
            button.setChecked(number == index)
        self._buttons.setExclusive(True)

    def _build_list(self) -> QWidget:
        self._box.setPlaceholderText(self.tr("Choose"))
        for option in self._options:
            self._box.addItem(option.text)
        self._box.setCurrentIndex(-1)
        self._box.activated.connect(self._react)
        return self._box

    def _build_segments(self, label: str) -> QWidget:
        self._box.deleteLater()
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        last = len(self._options) - 1
        for number, option in enumerate(self._options):
            button = QPushButton(option.text)
            button.setCheckable(True)
            button.setProperty("segment", "true")
            button.setProperty("place", "only" if last == 0 else {0: "first", last: "last"}.get(number, "middle"))
            button.setAccessibleName(self.tr("{label}: {choice}").format(label=label, choice=option.text) if label else option.text)
            self._buttons.addButton(button, number)
            line.addWidget(button)
            if number == 0:
                row.setFocusProxy(button)
        line.addStretch(1)
        self._buttons.idClicked.connect(self._react)
        return row

    @Slot()
    def _react(self) -> None:
        self.clear_error()
        self.edited.emit()
        self.committed.emit()
