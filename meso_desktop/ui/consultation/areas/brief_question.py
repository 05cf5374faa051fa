"""A question about a place as one box in a list: ticked it means yes; nothing is said no to that was not on the screen."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget
from typing_extensions import override

from meso_desktop.domain.history import Answer
from meso_desktop.knowledge.wording import Wording
from meso_desktop.ui.consultation.tri_state import CLEAR, DIGITS, keys_of
from meso_desktop.ui.fonts import TypeSize, font
from meso_desktop.ui.palette import roles_of

_BOX: Final = 16
_LEFT: Final = 25
_EDGE: Final = 2
_LEAST: Final = 32
_TEXT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap


class BriefQuestion(QAbstractButton):
    """Shows a question not answered yet, or answered no; emits what the doctor means and changes nothing itself."""

    answered = Signal(str, object)
    moved_on = Signal(str)
    moved_back = Signal(str)

    def __init__(self, question: str, *, wording: Wording, parent: QWidget | None = None) -> None:
        """Make the box of `question`."""
        super().__init__(parent)
        self.question = question
        self._words = {answer: wording.term(f"answer.{answer}") for answer in Answer}
        self._keys = keys_of(self._words)
        self._answer: Answer | None = None
        self._painted = QRegion()
        self.setText(wording.term(f"question.{question}"))
        self.setObjectName(f"question_{question}")
        self.setFont(font(TypeSize.SMALL))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleDescription(self.tr("Keys 1, 2 and 3 answer yes, no and not known."))
        self.clicked.connect(self._on_clicked)
        self._show_spoken()

    @property
    def answer(self) -> Answer | None:
        """The answer shown: no, or none yet."""
        return self._answer

    @property
    def was_seen(self) -> bool:
        """Whether every part of it has been painted on the screen since it was last hidden or resized."""
        return QRegion(self.rect()).subtracted(self._painted).isEmpty()

    def show_answer(self, answer: Answer | None) -> None:
        """Show whether it was said no to."""
        if answer is not self._answer:
            self._answer = answer
            self._show_spoken()
            self.update()

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        room = QRectF(0, 0, max(40, width - _LEFT - _EDGE), 1e4)
        return max(_LEAST, round(self.fontMetrics().boundingRect(room.toRect(), int(_TEXT), self.text()).height()) + 6)

    @override
    def sizeHint(self) -> QSize:
        return QSize(170, self.heightForWidth(170))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(120, _LEAST)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        answer = DIGITS.get(key) or self._keys.get(event.text().casefold())
        if event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier):
            super().keyPressEvent(event)
        elif answer is not None:
            if not event.isAutoRepeat():  # a key held down would answer questions that nobody has read
                self.answered.emit(self.question, answer)
                self.moved_on.emit(self.question)
        elif key in CLEAR:
            self.answered.emit(self.question, None)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.moved_on.emit(self.question)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Left):
            self.moved_back.emit(self.question)
        else:
            super().keyPressEvent(event)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._painted = QRegion()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._painted = QRegion()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        self._painted = self._painted.united(self.visibleRegion())
        roles = roles_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.hasFocus() or self.underMouse():
            hover = roles.colour("text")
            hover.setAlphaF(0.05)
            painter.setBrush(hover if self.underMouse() else Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(roles.colour("accent"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.drawRoundedRect(whole, 6, 6)
        painter.setFont(self.font())
        is_no = self._answer is Answer.NO
        if is_no:
            painter.setPen(roles.colour("text"))
            painter.drawText(QRectF(2, 0, _LEFT - 2, self.height()), Qt.AlignmentFlag.AlignVCenter, self._words[Answer.NO])
        else:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(roles.colour("muted"), 1.2))
            painter.drawRoundedRect(QRectF(3, (self.height() - _BOX) / 2, _BOX, _BOX), 3, 3)
        painter.setPen(roles.colour("muted" if is_no else "text"))
        painter.drawText(QRectF(self.rect()).adjusted(_LEFT, 0, -_EDGE, 0), int(_TEXT), self.text())
        painter.end()

    def _show_spoken(self) -> None:
        spoken = self._words[self._answer] if self._answer else self.tr("not asked")
        self.setAccessibleName(self.tr("%1: %2").replace("%1", self.text()).replace("%2", spoken))

    def _on_clicked(self) -> None:
        self.answered.emit(self.question, Answer.YES)
