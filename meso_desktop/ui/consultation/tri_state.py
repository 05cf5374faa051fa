"""A question with three answers, answered with one key, which then hands the focus to the next one."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLineEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from meso_desktop.domain.history import Answer
from meso_desktop.knowledge.wording import Wording
from meso_desktop.ui.fonts import TypeSize, font
from meso_desktop.ui.theme import Role, label, set_role

DIGITS: Final = {Qt.Key.Key_1: Answer.YES, Qt.Key.Key_2: Answer.NO, Qt.Key.Key_3: Answer.UNKNOWN}
CLEAR: Final = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_0)


class TriStateRow(QFrame):
    """One question: its words, yes / no / not known, and a note; emits what the doctor means and changes nothing itself.

    The row takes the focus, its buttons do not: Tab goes from question to question.
    """

    answered = Signal(str, object)
    moved_on = Signal(str)
    moved_back = Signal(str)
    noted = Signal(str, str)

    def __init__(self, question: str, *, wording: Wording, depth: int = 0, is_small: bool = False, parent: QWidget | None = None) -> None:
        """Build the row of `question`; `depth` 1 marks a follow-up, `is_small` suits a narrow card."""
        super().__init__(parent)
        self.question = question
        self._text = wording.term(f"question.{question}")
        self._words = {answer: wording.term(f"answer.{answer}") for answer in Answer}
        self._keys = keys_of(self._words)
        self._answer: Answer | None = None
        self._is_small = is_small
        self._build(depth)
        self._connect()
        self.show_answer(None, note="")

    def show_answer(self, answer: Answer | None, *, note: str, takes_note: bool = True) -> None:
        """Show `answer` and its note."""
        self._answer = answer
        self._group.setExclusive(False)
        for value, button in self._buttons.items():
            button.setChecked(value is answer)
        self._group.setExclusive(True)
        if self.note.text() != note:
            self.note.setText(note)
        wants_note = takes_note and (bool(note) or answer is Answer.YES or self.note.hasFocus())
        if self.note.isVisibleTo(self) != wants_note:
            self.note.setVisible(wants_note)
        spoken = self._words[answer] if answer else self.tr("not asked")
        self.setAccessibleName(self.tr("%1: %2").replace("%1", self._text).replace("%2", spoken))

    @property
    def answer(self) -> Answer | None:
        """The answer shown."""
        return self._answer

    def button(self, answer: Answer) -> QPushButton:
        """Return the button of an answer."""
        return self._buttons[answer]

    def takes_letter(self, letter: str) -> bool:
        """Tell whether a letter answers in the language shown."""
        return letter in self._keys

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer with 1 2 3, the first letters of the words, or ? for not known; up and down move; delete takes the answer back."""
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
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.moved_on.emit(self.question)
        elif key == Qt.Key.Key_Up:
            self.moved_back.emit(self.question)
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the focus where the row is clicked."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the keys answer this question."""
        self._show_focus(is_focused=True)
        super().focusInEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the keys answer another one."""
        self._show_focus(is_focused=False)
        super().focusOutEvent(event)

    def _show_focus(self, *, is_focused: bool) -> None:
        self.setProperty("focused", "true" if is_focused else None)
        self.style().unpolish(self)
        self.style().polish(self)

    def _build(self, depth: int) -> None:
        is_small = self._is_small
        self.setObjectName(f"question_{self.question}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        set_role(self, Role.QUESTION)
        self.setAccessibleDescription(self.tr("Keys 1, 2 and 3 answer yes, no and not known."))
        words = label(self._text, Role.SMALL if is_small else "")
        words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._group = QButtonGroup(self)
        self._buttons: dict[Answer, QPushButton] = {}
        # Each layout is put into its place before it is filled: there are many rows, and moving a full one is slow.
        whole = QVBoxLayout(self)
        edge = 0 if is_small else 1
        whole.setContentsMargins((2 if is_small else 8) + 24 * depth, edge, 2 if is_small else 4, edge)
        whole.setSpacing(4)
        line = QHBoxLayout()
        line.setSpacing(0)
        whole.addLayout(line)
        self.words = QVBoxLayout()
        self.words.setSpacing(0)
        line.addLayout(self.words, 1)
        self.words.addStretch(1)
        self.words.addWidget(words)
        self.words.addStretch(1)
        line.addSpacing(12)
        for place, answer in enumerate(Answer):
            line.addWidget(self._segment(answer, place=("first", "middle", "last")[place]), 0, Qt.AlignmentFlag.AlignVCenter)
        self.note = QLineEdit()
        self.note.setObjectName(f"note_{self.question}")
        self.note.setPlaceholderText(self.tr("Note"))
        self.note.setAccessibleName(self.tr("Note on: %1").replace("%1", self._text))
        whole.addWidget(self.note)
        self.note.hide()

    def _segment(self, answer: Answer, *, place: str) -> QPushButton:
        button = QPushButton(self._words[answer])
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setObjectName(f"{answer}_{self.question}")
        button.setAccessibleName(f"{self._text}: {self._words[answer]}")
        button.setProperty("segment", "true")
        button.setProperty("place", place)
        button.setProperty("answer", answer.value)
        if self._is_small:
            button.setProperty("compact", "true")
        margin = 18 if self._is_small else 24
        button.setMinimumWidth(QFontMetrics(font(TypeSize.SMALL)).horizontalAdvance(button.text()) + margin)
        self._group.addButton(button)
        self._buttons[answer] = button
        return button

    def _connect(self) -> None:
        self._group.buttonClicked.connect(self._on_clicked)
        self.note.textEdited.connect(self._on_noted)
        self.note.returnPressed.connect(self._on_note_done)

    def _on_clicked(self, button: QPushButton) -> None:
        answer = next(value for value, held in self._buttons.items() if held is button)
        chosen = None if answer is self._answer else answer
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.answered.emit(self.question, chosen)

    def _on_noted(self, text: str) -> None:
        self.noted.emit(self.question, text)

    def _on_note_done(self) -> None:
        self.moved_on.emit(self.question)


def keys_of(words: dict[Answer, str]) -> dict[str, Answer]:
    """Return the letters that answer: the first letter of each word no earlier answer has taken (y n; k in English), and ?."""
    keys = {"?": Answer.UNKNOWN}
    for answer in (Answer.YES, Answer.NO):
        keys[words[answer][:1].casefold()] = answer
    last_word = words[Answer.UNKNOWN].casefold().split()[-1]
    for letter in last_word + "k":
        if letter.isalpha() and letter not in keys:
            keys[letter] = Answer.UNKNOWN
            break
    return keys
