"""A question of the history: with the answer of an earlier visit until it is confirmed, and whether it has been on the screen."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from meso_desktop.domain.history import Answer
from meso_desktop.knowledge.wording import Wording
from meso_desktop.ui.consultation.tri_state import TriStateRow
from meso_desktop.ui.theme import Role, label

_CONFIRM: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CONFIRM_LETTER: Final = "c"


class HistoryRow(TriStateRow):
    """The row of a question of the history; Enter, or C where no answer begins with it, confirms the earlier answer.

    It counts as seen once every part of it has been painted in view, and not before: nothing is confirmed, nor answered along with
    others, that was not on the screen.
    """

    confirmed = Signal(str)
    came_into_view = Signal(str)

    def __init__(self, question: str, *, wording: Wording, depth: int = 0, parent: QWidget | None = None) -> None:
        """Build the row of `question`; `depth` 1 marks a follow-up."""
        self._painted = QRegion()
        self._was_seen = False
        super().__init__(question, wording=wording, depth=depth, parent=parent)
        self._earlier: tuple[str, Answer | None] = ("", None)
        self.earlier = label("", Role.MUTED)
        self.earlier.setObjectName(f"earlier_{question}")
        self.earlier.hide()
        self.words.insertWidget(self.words.count() - 1, self.earlier)

    def show_earlier(self, text: str, *, answer: Answer | None) -> None:
        """Show `text` on what was answered before, and `answer` when it waits to be confirmed; it is to be seen anew then."""
        if (text, answer) == self._earlier:
            return
        self._earlier = (text, answer)
        self.earlier.setText(text)
        self.earlier.setVisible(bool(text))
        for value in Answer:
            button = self.button(value)
            button.setProperty("earlier", "true" if value is answer else None)
            button.style().unpolish(button)
            button.style().polish(button)
        if answer is None:
            self.setAccessibleDescription(self.tr("Keys 1, 2 and 3 answer yes, no and not known."))
            self.setToolTip("")
        else:
            told = self.tr("Answered before: %1. Enter confirms it; 1, 2 and 3 answer anew.").replace("%1", text)
            self.setAccessibleDescription(told)
            self.setToolTip(self.tr("Enter confirms the earlier answer; 1, 2 and 3 answer anew"))
            self.forget_seen()

    @property
    def is_waiting(self) -> bool:
        """Tell whether an earlier answer waits here to be confirmed."""
        return self._earlier[1] is not None

    @property
    def was_seen(self) -> bool:
        """Tell whether the whole row has been on the screen since it was last forgotten."""
        return self._was_seen

    def is_in_view(self) -> bool:
        """Tell whether the whole row is on the screen now."""
        return self.isVisible() and QRegion(self.rect()).subtracted(self.visibleRegion()).isEmpty()

    def forget_seen(self) -> None:
        """Take the row for one not seen until it is painted again."""
        self._was_seen = False
        self._painted = QRegion()
        self.update()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        """Take the row for one not seen once another section, another step or a search stood in its place."""
        super().hideEvent(event)
        self.forget_seen()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take a row whose words got more room or less for one not seen: what was painted stood elsewhere."""
        super().resizeEvent(event)
        self.forget_seen()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_seen and self.isVisible():
            self._painted = self._painted.united(self.visibleRegion())
            if QRegion(self.rect()).subtracted(self._painted).isEmpty():
                self._was_seen = True
                self.came_into_view.emit(self.question)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Confirm with Enter or C what was answered before; otherwise answer."""
        is_letter = event.text().casefold() == _CONFIRM_LETTER and not self.takes_letter(_CONFIRM_LETTER)
        is_plain = not event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        if self.is_waiting and is_plain and (is_letter or Qt.Key(event.key()) in _CONFIRM):
            if not event.isAutoRepeat():
                self.confirmed.emit(self.question)
        else:
            super().keyPressEvent(event)
