"""A list of allergies or medicines: words typed, coded by suggestion, or marked as none of the listed."""

from typing import Final

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QVBoxLayout, QWidget

from meso_desktop.domain.history import CodedEntry
from meso_desktop.ui.consultation.history.coded_row import CodedRow
from meso_desktop.ui.consultation.history.vocabulary import MOST_SUGGESTED, Vocabulary
from meso_desktop.ui.consultation.suggestions import dress_suggestions

_CODE: Final = int(Qt.ItemDataRole.UserRole)
_WORD: Final = _CODE + 1
_TYPED: Final = _CODE + 2

Entries = tuple[CodedEntry, ...]


class CodedList(QWidget):
    """Shows the entries and emits the list as the doctor wants it."""

    changed_to = Signal(object)
    went_on = Signal()

    def __init__(self, vocabulary: Vocabulary, *, name: str, object_name: str, parent: QWidget | None = None) -> None:
        """Build the list called `name`."""
        super().__init__(parent)
        self._vocabulary = vocabulary
        self._entries: Entries = ()
        self._rows: list[CodedRow] = []
        self._build(name, object_name)
        self.edit.textEdited.connect(self._on_typed)
        self.edit.returnPressed.connect(self._on_return)
        self._completer.activated[QModelIndex].connect(self._on_suggestion)  # type: ignore[index]  # the stub knows no overloads

    def show_entries(self, entries: Entries) -> None:
        """Show the entries in place."""
        self._entries = entries
        while len(self._rows) < len(entries):
            row = CodedRow(len(self._rows), terms=self._vocabulary.terms)
            row.settled.connect(self._on_settled)
            row.removed.connect(self._on_removed)
            self._rows.append(row)
            self._list.addWidget(row)
        for place, row in enumerate(self._rows):
            row.setVisible(place < len(entries))
            if place < len(entries):
                row.show_entry(entries[place])

    def suggested(self) -> tuple[str, ...]:
        """Return the words now suggested, the way to add what is typed as it is left out."""
        rows = (self._model.index(row, 0) for row in range(self._model.rowCount()))
        return tuple(str(index.data(_WORD)) for index in rows if index.data(_CODE))

    def _build(self, name: str, object_name: str) -> None:
        self.edit = QLineEdit()
        self.edit.setObjectName(object_name)
        self.edit.setAccessibleName(name)
        self.edit.setPlaceholderText(name)
        self._model = QStandardItemModel(self)
        self._completer = QCompleter(self._model, self)
        # What is suggested, and in which order, is the vocabulary's to say: to the completer every row is what was typed. Enter takes
        # what the arrow key chose, else the first word begun where all that are begun have one code: it never guesses between two.
        self._completer.setCompletionRole(_TYPED)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseSensitive)
        self._completer.setMaxVisibleItems(MOST_SUGGESTED + 1)
        self._popup = self._completer.popup()
        dress_suggestions(self._completer, name=self.tr("Suggestions"))
        self.edit.setCompleter(self._completer)
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(32, 0, 4, 8)
        whole.setSpacing(4)
        whole.addLayout(self._list)
        whole.addWidget(self.edit)

    def _on_typed(self, text: str) -> None:
        """Suggest before the line shows its suggestions, and say under them what becomes of words that are none of them."""
        self._model.clear()
        typed = text.strip()
        rows = [(found.shown, found.word, found.code) for found in self._vocabulary.suggestions(typed)]
        if typed and self._vocabulary.code_of(typed) is None:
            rows.append((self.tr("Not in the list: add “%1” as it is").replace("%1", typed), typed, ""))
        for shown, word, code in rows:
            self._suggest(shown, {_WORD: word, _CODE: code, _TYPED: text})

    def _suggest(self, shown: str, held: dict[int, str]) -> None:
        item = QStandardItem(shown)
        for role, value in held.items():
            item.setData(value, role)
        self._model.appendRow(item)

    def _on_suggestion(self, index: QModelIndex) -> None:
        self._add(str(index.data(_WORD)), str(index.data(_CODE)) or None)

    def _on_return(self) -> None:
        text = self.edit.text().strip()
        if self._popup is not None and self._popup.isVisible() and self._popup.currentIndex().isValid():
            return
        code = self._vocabulary.code_of(text)
        begun = self._vocabulary.begun(text) if code is None else None
        if begun is not None:
            self._add(begun.word, begun.code)
        elif text:
            self._add(text, code)
        else:
            self.went_on.emit()

    def _add(self, text: str, code: str | None) -> None:
        entry = CodedEntry(text=text, code=code)
        self._model.clear()
        self.edit.clear()
        # The completer writes its row into the field after telling of it.
        QTimer.singleShot(0, self.edit, self.edit.clear)
        if entry not in self._entries:
            self.changed_to.emit((*self._entries, entry))

    def _on_settled(self, place: int, code: str) -> None:
        entry = CodedEntry(text=self._entries[place].text, code=code)
        self._rows[place].setFocus()  # what was pressed to settle it goes
        self.changed_to.emit((*self._entries[:place], entry, *self._entries[place + 1:]))

    def _on_removed(self, place: int) -> None:
        self.edit.setFocus()
        self.changed_to.emit((*self._entries[:place], *self._entries[place + 1:]))
