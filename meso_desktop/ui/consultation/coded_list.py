"""A list of allergies or medicines: words typed, coded by suggestion, or marked as none of the listed."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from meso_desktop.domain.history import OTHER_CODE, CodedEntry
from meso_desktop.ui.theme import Role, set_role

_CODE: Final = int(Qt.ItemDataRole.UserRole)
_WORD: Final = _CODE + 1

Entries = tuple[CodedEntry, ...]


class Vocabulary:
    """The codes of one list with their terms and the words people use for them."""

    def __init__(self, *, terms: Mapping[str, str], words: Mapping[str, tuple[str, ...]]) -> None:
        """Hold term and words by code."""
        self.terms = terms
        self.words = words
        self._code_of = {word.casefold(): code for code, held in words.items() for word in held}
        self._code_of.update({term.casefold(): code for code, term in terms.items()})

    def code_of(self, text: str) -> str | None:
        """Return the code of exactly these words."""
        return self._code_of.get(text.strip().casefold())

    def model(self) -> QStandardItemModel:
        """Return one row for each word and each term."""
        model = QStandardItemModel()
        for code, term in self.terms.items():
            for word in (term, *self.words.get(code, ())):
                item = QStandardItem(term if word == term else f"{word}  ·  {term}")
                item.setData(code, _CODE)
                item.setData(word, _WORD)
                model.appendRow(item)
        return model


class CodedRow(QFrame):
    """One entry: its words and its code, or the warning that it has none."""

    settled = Signal(int, object)
    removed = Signal(int)

    def __init__(self, place: int, parent: QWidget | None = None) -> None:
        """Build an empty row."""
        super().__init__(parent)
        self._place = place
        set_role(self, Role.ENTRY)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.words = QLabel()
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.code = QLabel()
        self.code.setTextFormat(Qt.TextFormat.PlainText)
        self.code.setWordWrap(True)
        self.none = QPushButton(self.tr("None of the listed"))
        self.none.setToolTip(self.tr("You have read it and it is none of the coded ones (key N)"))
        self.remove = QPushButton(self.tr("Remove"))
        set_role(self.remove, Role.QUIET)
        line = QHBoxLayout(self)
        line.setContentsMargins(8, 4, 4, 4)
        line.setSpacing(8)
        line.addWidget(self.words)
        line.addWidget(self.code, 1)
        line.addStretch(0)
        line.addWidget(self.none)
        line.addWidget(self.remove)
        self.none.clicked.connect(self._on_none)
        self.remove.clicked.connect(self._on_remove)

    def show_entry(self, entry: CodedEntry, *, term: str) -> None:
        """Show the entry; `term` is what its code stands for."""
        self.words.setText(entry.text)
        is_uncoded = entry.code is None
        if is_uncoded:
            text = self.tr("Not coded: cannot be ruled out")
        elif entry.code == OTHER_CODE:
            text = self.tr("None of the listed")
        else:
            text = term
        if text.casefold() == entry.text.casefold():
            text = ""
        self.code.setText(text)
        set_role(self.code, Role.DEFER if is_uncoded else Role.MUTED)
        self.none.setVisible(is_uncoded)
        self.none.setAccessibleName(self.tr("%1 is none of the listed").replace("%1", entry.text))
        self.remove.setAccessibleName(self.tr("Remove %1").replace("%1", entry.text))
        self.setAccessibleName(f"{entry.text}: {text}")

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """N marks the entry as none of the listed, Delete removes it."""
        if event.key() == Qt.Key.Key_N and self.none.isVisibleTo(self):
            self._on_none()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._on_remove()
        else:
            super().keyPressEvent(event)

    def _on_none(self) -> None:
        self.settled.emit(self._place, OTHER_CODE)

    def _on_remove(self) -> None:
        self.removed.emit(self._place)


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
        self.edit = QLineEdit()
        self.edit.setObjectName(object_name)
        self.edit.setAccessibleName(name)
        self.edit.setPlaceholderText(name)
        self._model = vocabulary.model()
        completer = QCompleter(self._model, self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setMaxVisibleItems(8)
        self._popup = completer.popup()
        if self._popup is not None:
            self._popup.setAccessibleName(self.tr("Suggestions"))
        self.edit.setCompleter(completer)
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(32, 0, 4, 8)
        whole.setSpacing(4)
        whole.addLayout(self._list)
        whole.addWidget(self.edit)
        completer.activated[QModelIndex].connect(self._on_suggestion)  # type: ignore[index]  # the stub knows no overloads
        self.edit.returnPressed.connect(self._on_return)

    def show_entries(self, entries: Entries) -> None:
        """Show the entries in place."""
        self._entries = entries
        while len(self._rows) < len(entries):
            row = CodedRow(len(self._rows))
            row.settled.connect(self._on_settled)
            row.removed.connect(self._on_removed)
            self._rows.append(row)
            self._list.addWidget(row)
        for place, row in enumerate(self._rows):
            row.setVisible(place < len(entries))
            if place < len(entries):
                code = entries[place].code
                row.show_entry(entries[place], term=self._vocabulary.terms.get(code or "", code or ""))

    def _on_suggestion(self, index: QModelIndex) -> None:
        self._add(str(index.data(_WORD)), str(index.data(_CODE)))

    def _on_return(self) -> None:
        text = self.edit.text().strip()
        if self._popup is not None and self._popup.isVisible() and self._popup.currentIndex().isValid():
            return
        if text:
            self._add(text, self._vocabulary.code_of(text))
        else:
            self.went_on.emit()

    def _add(self, text: str, code: str | None) -> None:
        entry = CodedEntry(text=text, code=code)
        self.edit.clear()
        # The completer writes its row into the field after telling of it.
        QTimer.singleShot(0, self.edit, self.edit.clear)
        if entry not in self._entries:
            self.changed_to.emit((*self._entries, entry))

    def _on_settled(self, place: int, code: str) -> None:
        entry = CodedEntry(text=self._entries[place].text, code=code)
        self.changed_to.emit((*self._entries[:place], entry, *self._entries[place + 1:]))

    def _on_removed(self, place: int) -> None:
        self.edit.setFocus()
        self.changed_to.emit((*self._entries[:place], *self._entries[place + 1:]))
