"""A text field that begins with one line and grows with what is written."""

from math import ceil
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QShowEvent, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from typing_extensions import override

_FRAME: Final = 14


class GrowingText(QPlainTextEdit):
    """Emits `written` with the whole text at each keystroke; Ctrl+Enter goes on, Tab leaves."""

    written = Signal(str)
    went_on = Signal()
    left = Signal()

    def __init__(self, *, name: str, placeholder: str = "", lines: int = 1, most_lines: int = 4, parent: QWidget | None = None) -> None:
        """Make a field called `name` that is `lines` high at first and at most `most_lines`."""
        super().__init__(parent)
        self._lines = lines
        self._most = most_lines
        self._is_shown = False
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder or name)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(3)
        self.textChanged.connect(self._on_text_changed)
        self._fit()

    def show_text(self, text: str) -> None:
        """Show `text` without telling that it was written."""
        if self.toPlainText() != text:
            self._is_shown = True
            self.setPlainText(text)
            self._is_shown = False

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Ctrl+Enter; leave Ctrl+Z to the consultation."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.went_on.emit()
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the height to the lines at the new width."""
        super().resizeEvent(event)
        self._fit()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Take the frame that the stylesheet gives.

        WORKAROUND(PySide6 6.11): a text field dressed before it is shown keeps the frame width it had without a stylesheet.
        """
        super().showEvent(event)
        self.setFrameShape(self.frameShape())
        self._fit()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the field was left."""
        super().focusOutEvent(event)
        self.left.emit()

    def _on_text_changed(self) -> None:
        self._fit()
        if not self._is_shown:
            self.written.emit(self.toPlainText())

    def _fit(self) -> None:
        count = min(max(int(self.document().size().height()), self._lines), self._most)
        height = max(count * self.fontMetrics().lineSpacing() + _FRAME, 32 if count == 1 else self._height_of(count))
        if self.height() != height or self.minimumHeight() != height:
            self.setFixedHeight(height)
        wants_bar = int(self.document().size().height()) > self._most
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if wants_bar else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if self.verticalScrollBarPolicy() != policy:
            self.setVerticalScrollBarPolicy(policy)

    def _height_of(self, lines: int) -> int:
        """Return what several lines need as they are laid out, so that the first of them is not scrolled out of sight."""
        first = self.document().firstBlock()
        line = self.blockBoundingRect(first).height() / max(1, first.lineCount())
        around = self.height() - self.viewport().height() + 2 * self.document().documentMargin()
        return ceil(lines * line + around)
