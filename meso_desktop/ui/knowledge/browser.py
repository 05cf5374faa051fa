"""Finds an entry: the headings with how many stand under each, the search line, the list."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from meso_desktop.ui.knowledge.catalogue import Catalogue, Listed
from meso_desktop.ui.knowledge.topics import EntryRef, Topic
from meso_desktop.ui.rows import Row, RowList
from meso_desktop.ui.theme import SPACE_8, SPACE_12, SPACE_16, Role, hairline, label


class Browser(QWidget):
    """Narrows the list; `chosen` carries the entry marked in it, `entered` the one that Enter was pressed on.

    `narrowed` tells that other words or another heading may have brought another list.
    """

    chosen = Signal(object)
    entered = Signal(object)
    topic_changed = Signal(object)
    narrowed = Signal()

    def __init__(self) -> None:
        """Build an empty browser."""
        super().__init__()
        self.setObjectName("knowledge_browser")
        self._catalogue = Catalogue()
        self._topic = Topic.ALL
        self._listed: tuple[EntryRef, ...] = ()
        self._is_filling = False
        self.topics = RowList(self.tr("Headings"))
        self.search = QLineEdit()
        self.count = label("", Role.MUTED)
        self.list = RowList(self.tr("Entries"))
        self._lay_out()
        self.topics.current_changed.connect(self._choose_topic)
        self.search.textChanged.connect(self._narrow)
        self.list.current_changed.connect(self._choose)
        self.list.chosen.connect(self._enter)
        self.list.left_upwards.connect(self.search.setFocus)

    @property
    def topic(self) -> Topic:
        """The heading that is open."""
        return self._topic

    @property
    def listed(self) -> tuple[EntryRef, ...]:
        """The entries in the list."""
        return self._listed

    def show_catalogue(self, catalogue: Catalogue) -> None:
        """Show the entries of a catalogue; heading, search and mark stay."""
        self._catalogue = catalogue
        if self._topic is Topic.TO_DECIDE and not catalogue.to_decide:
            self._topic = Topic.ALL
        self._fill()

    def select(self, ref: EntryRef) -> None:
        """Mark an entry in the list, none when it is not listed now."""
        if self.list.current_value() != ref and not self.list.select(ref):
            self.list.clearSelection()

    def open_topic(self, topic: Topic) -> None:
        """Open a heading."""
        self.topics.select(topic)

    def set_narrow(self, is_narrow: bool) -> None:  # noqa: FBT001  # a setter, as Qt's are
        """Take less room in a narrow window."""
        self._rail.setFixedWidth(160 if is_narrow else 212)
        self._middle.setFixedWidth(256 if is_narrow else 332)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._take_key(event.key())
        return super().eventFilter(watched, event)

    def _take_key(self, key: int) -> bool:
        match key:
            case Qt.Key.Key_Down | Qt.Key.Key_Return | Qt.Key.Key_Enter:
                if self.list.rows_model.rows:
                    self.list.setFocus(Qt.FocusReason.OtherFocusReason)
                    self.list.setCurrentIndex(self.list.rows_model.index(0))
            case Qt.Key.Key_Escape if self.search.text():
                self.search.clear()
            case _:
                return False
        return True

    def _lay_out(self) -> None:
        self.search.setPlaceholderText(self.tr("Find in the packs"))
        self.search.setAccessibleName(self.tr("Find in the packs: name, text, id, source, medicine"))
        self.search.setToolTip(self.tr("Name, text, id, source, medicine"))
        self.search.setObjectName("find_knowledge")
        self.search.setClearButtonEnabled(True)
        self.search.installEventFilter(self)
        self._rail, self._middle = QWidget(), QWidget()
        rail, middle = QVBoxLayout(self._rail), QVBoxLayout(self._middle)
        rail.setContentsMargins(SPACE_8, SPACE_12, SPACE_8, SPACE_8)
        rail.addWidget(self.topics, 1)
        middle.setContentsMargins(SPACE_12, SPACE_16, SPACE_8, SPACE_8)
        middle.setSpacing(SPACE_8)
        self.count.setIndent(SPACE_12)
        for widget in (self.search, self.count):
            middle.addWidget(widget)
        middle.addWidget(self.list, 1)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self._rail)
        across.addWidget(hairline(is_vertical=True))
        across.addWidget(self._middle)
        self.set_narrow(False)

    @Slot()
    def _narrow(self) -> None:
        self._fill()
        self.narrowed.emit()

    def _fill(self) -> None:
        query, here = self.search.text(), self.list.current_value()
        found = self._catalogue.found(query, self._topic)
        self._listed = tuple(entry.ref for entry in found)
        self._is_filling = True
        counts = self._catalogue.counts(query)
        topics = [topic for topic in Topic if topic is not Topic.TO_DECIDE or self._catalogue.to_decide]
        self.topics.set_rows([self._topic_row(topic, counts.get(topic, 0)) for topic in topics])
        self.topics.select(self._topic)
        self.list.set_rows([self._row(entry) for entry in found])
        self.count.setText(self.tr("%n entries", "", len(found)) if found else self._nothing(query))
        if here is not None:
            self.list.select(here)
        self._is_filling = False

    def _nothing(self, query: str) -> str:
        if self._topic is Topic.CHANGED and not query:
            return self.tr("The clinic has changed nothing: all entries are as shipped.")
        if self._topic is not Topic.ALL and self._catalogue.found(query):
            return self.tr("Nothing here. Other headings have some.")
        return self.tr("Nothing in the packs has all these words.")

    def _topic_row(self, topic: Topic, count: int) -> Row:
        is_urgent = topic is Topic.TO_DECIDE
        return Row(value=topic, title=self.topic_name(topic), aside=str(count), aside_role="stop" if is_urgent else "muted")

    def topic_name(self, topic: Topic) -> str:
        """Return the words of a heading."""
        return {
            Topic.ALL: self.tr("Everything"), Topic.RULES: self.tr("Rules"), Topic.QUESTIONS: self.tr("Questions"),
            Topic.CODES: self.tr("Allergies, medicines"), Topic.PRODUCTS: self.tr("Products"), Topic.PROTOCOLS: self.tr("Protocols"),
            Topic.AREAS: self.tr("Areas"), Topic.SCALES: self.tr("Scales"), Topic.ADVICE: self.tr("Advice, consent"),
            Topic.LEGAL: self.tr("Legal status"), Topic.SOURCES: self.tr("Sources"), Topic.CHANGED: self.tr("Changed here"),
            Topic.TO_DECIDE: self.tr("To decide"),
        }[topic]

    def _row(self, entry: Listed) -> Row:
        return Row(
            value=entry.ref, title=entry.title, detail=entry.detail, detail_role=entry.role, tag=entry.mark, tag_role="warn",
        )

    @Slot(object)
    def _choose_topic(self, topic: Topic) -> None:
        if self._is_filling or topic is self._topic:
            return
        self._topic = topic
        self._fill()
        self.topic_changed.emit(topic)
        self.narrowed.emit()

    @Slot(object)
    def _choose(self, ref: EntryRef) -> None:
        if not self._is_filling:
            self.chosen.emit(ref)

    @Slot(object)
    def _enter(self, ref: EntryRef) -> None:
        self.entered.emit(ref)
