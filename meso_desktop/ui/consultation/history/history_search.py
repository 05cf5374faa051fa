"""Finds a question of the history by any of its words, or by a medicine or an allergy that belongs to it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from meso_desktop.domain.text import tokens
from meso_desktop.ui.consultation.history.vocabulary import Vocabulary
from meso_desktop.ui.rows import Row, RowList

_WORDS_SHOWN: Final = 3


@dataclass(frozen=True, kw_only=True)
class Searched:
    """A question that a search looks through, with the name of its section; `place` is where it is answered now."""

    place: str
    text: str
    section: str


class SearchLine(QLineEdit):
    """The line above the sections: arrow keys move in what was found, Enter takes it, Escape goes back."""

    stepped = Signal(int)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Build an empty line."""
        super().__init__(parent)
        self.setObjectName("find_question")
        self.setPlaceholderText(self.tr("Find a question, medicine or allergy"))
        self.setAccessibleName(self.tr("Find a question, medicine or allergy"))
        self.setToolTip(self.tr("Ctrl+F; Enter goes to the question, Escape returns"))
        self.setClearButtonEnabled(True)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave letters to the line."""
        match event.key():
            case Qt.Key.Key_Escape:
                self.left.emit()
            case Qt.Key.Key_Down:
                self.stepped.emit(1)
            case Qt.Key.Key_Up:
                self.stepped.emit(-1)
            case _:
                super().keyPressEvent(event)


class FoundQuestions(RowList):
    """The questions found, each with its section and how it stands; the focus stays in the line."""

    def __init__(self, vocabularies: Mapping[str, Vocabulary], *, name: str) -> None:
        """Look through the words of `vocabularies` too, by the question that each belongs to."""
        super().__init__(name)
        self._vocabularies = vocabularies
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def look(self, text: str, among: Sequence[Searched], *, standing: Callable[[str], str]) -> int:
        """Show what is found by `text`, with how each question is `standing`; return how much it is."""
        rows = [
            Row(value=one.place, title=one.text, detail="  ·  ".join((one.section, *words)), aside=standing(one.place))
            for one, words in self._found(text, among)
        ]
        self.set_rows(rows, selects_first=True)
        return len(rows)

    def _found(self, text: str, among: Sequence[Searched]) -> Iterator[tuple[Searched, tuple[str, ...]]]:
        by_words = [(one, ()) for one in among if is_found(text, f"{one.text} {one.section}")]
        yield from sorted(by_words, key=lambda found: not is_found(text, found[0].text))
        already = {one.place for one, _ in by_words}
        for one in among:
            listed = self._vocabularies.get(one.place)
            words = () if listed is None or one.place in already else tuple(listed.words_with(text))[:_WORDS_SHOWN]
            if words:
                yield one, words


def is_found(text: str, words: str) -> bool:
    """Tell whether each part of `text` begins a word of `words`, whatever case and accents."""
    parts, held = tokens(text), tokens(words)
    return bool(parts) and all(any(word.startswith(part) for word in held) for part in parts)
