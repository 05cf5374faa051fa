"""What sources contradict each other about: one line a topic, the topic at hand open below, closed once it is chosen."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from meso_desktop.domain.patient_texts import AdviceEntry
from meso_desktop.knowledge.wording import Wording
from meso_desktop.ui.consultation.arranging import KeyedColumn
from meso_desktop.ui.consultation.choice_row import ChoiceRow
from meso_desktop.ui.consultation.disclosure import Disclosure
from meso_desktop.ui.elided_label import plain_tip
from meso_desktop.ui.theme import Role, label

_COLUMNS = 3


class ChoiceTopics(QWidget):
    """Emits `toggled` with the entry chosen or taken back, and `went_on` when the last topic is done with."""

    toggled = Signal(str)
    went_on = Signal()

    def __init__(self, *, wording: Wording, parent: QWidget | None = None) -> None:
        """Make an empty block."""
        super().__init__(parent)
        self._wording = wording
        self._topics: dict[str, tuple[AdviceEntry, ...]] = {}
        self._chosen: frozenset[str] = frozenset()
        self._open = ""
        self._is_begun = False
        self._build()

    def show_entries(self, entries: Iterable[AdviceEntry], *, chosen: Iterable[str]) -> None:
        """Show the topics of these entries; at first the first one that nothing is chosen of is open."""
        topics: dict[str, tuple[AdviceEntry, ...]] = {}
        for entry in entries:
            if entry.choice is not None:
                topics[entry.choice] = (*topics.get(entry.choice, ()), entry)
        self._chosen = frozenset(chosen)
        if topics.keys() != self._topics.keys():
            self._is_begun = False
        self._topics = topics
        if not self._is_begun:
            self._is_begun = True
            self._open = self._next_open()
        self.setVisible(bool(topics))
        self._show()

    def row(self, entry_id: str) -> ChoiceRow | None:
        """Return the row of an entry, with its topic open."""
        topic = next((name for name, entries in self._topics.items() if any(e.id == entry_id for e in entries)), "")
        if topic and topic != self._open:
            self._open = topic
            self._show()
        return self._rows.widget(entry_id)

    def first_field(self) -> QWidget | None:
        """Return the widget to begin with, None without topics."""
        return next(iter((*self._rows.widgets(), *self._openers.values())), None)

    def advance(self) -> None:
        """Close the topic just chosen and open the next one that is not, with the focus there."""
        self._open = self._next_open()
        had_focus = any(row.hasFocus() for row in self._rows.widgets())
        self._show()
        if not had_focus:
            return
        if self._open:
            self._rows.widgets()[0].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.went_on.emit()

    def _next_open(self) -> str:
        return next((name for name, entries in self._topics.items() if not self._held(entries)), "")

    def _held(self, entries: Iterable[AdviceEntry]) -> AdviceEntry | None:
        return next((entry for entry in entries if entry.id in self._chosen), None)

    def _show(self) -> None:
        self._show_openers()
        entries = self._topics.get(self._open, ())
        self._rows.arrange([entry.id for entry in entries])
        self._rows.setVisible(bool(entries))
        for entry in entries:
            row = self._rows.widget(entry.id)
            if row is not None:
                row.show_choice(self._wording.term(f"advice.{entry.id}"), is_chosen=entry.id in self._chosen, value=entry.id)

    def _show_openers(self) -> None:
        for name in [name for name in self._openers if name not in self._topics]:
            gone = self._openers.pop(name)
            gone.hide()
            gone.deleteLater()
        for place, (name, entries) in enumerate(self._topics.items()):
            opener = self._openers.get(name) or self._make_opener(name)
            held = self._held(entries)
            said = self._wording.term(f"advice.{held.id}") if held is not None else self.tr("not chosen")
            text = self.tr("%1: %2").replace("%1", self._wording.term(f"advice_choice.{name}")).replace("%2", said)
            opener.setText(text)
            opener.setToolTip(plain_tip(text) if held is not None else "")
            opener.setAccessibleName(text)
            opener.setChecked(name == self._open)
            self._grid.addWidget(opener, place // _COLUMNS, place % _COLUMNS)
            opener.show()

    def _make_opener(self, name: str) -> Disclosure:
        opener = Disclosure("")
        opener.setObjectName(f"topic_{name}")
        opener.setProperty("topic", name)
        opener.clicked.connect(self._on_clicked)
        self._openers[name] = opener
        return opener

    def _build(self) -> None:
        self._openers: dict[str, Disclosure] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(0)
        for side in range(_COLUMNS):
            self._grid.setColumnStretch(side, 1)
        self._rows: KeyedColumn[str, ChoiceRow] = KeyedColumn(self._make_row, spacing=0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(label(self.tr("Sources contradict each other here: choose what you tell"), Role.LABEL))
        column.addLayout(self._grid)
        column.addWidget(self._rows)

    def _make_row(self) -> ChoiceRow:
        row = ChoiceRow()
        row.toggled.connect(self.toggled)
        return row

    def _on_clicked(self) -> None:
        sender = self.sender()
        name = str(sender.property("topic")) if sender is not None else ""
        self._open = "" if name == self._open else name
        self._show()


def topic_chosen(entries: Mapping[str, AdviceEntry], chosen: Iterable[str], entry_id: str) -> tuple[str, ...]:
    """Return `chosen` with the entry in place of the others of its topic, or without it when it was chosen before."""
    before = tuple(chosen)
    topic = entries[entry_id].choice
    others = tuple(held for held in before if held not in entries or entries[held].choice != topic)
    return others if entry_id in before else (*others, entry_id)
