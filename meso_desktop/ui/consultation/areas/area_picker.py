"""Adds a target area by its name: type, choose, Enter."""

from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget
from typing_extensions import override

from meso_desktop.domain.areas import Side
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.knowledge.wording import Wording
from meso_desktop.ui.consultation.suggestions import dress_suggestions

_KEY: Final = int(Qt.ItemDataRole.UserRole)
_PLACE: Final = _KEY + 1


class AreaPicker(QLineEdit):
    """Lists every area, of a pair both sides first; emits `area_chosen` with area and side."""

    area_chosen = Signal(str, object)
    went_on = Signal()

    def __init__(self, *, knowledge: Knowledge, wording: Wording, parent: QWidget | None = None) -> None:
        """Fill the list from the pack."""
        super().__init__(parent)
        self.setObjectName("add_area")
        self.setPlaceholderText(self.tr("Add an area by name"))
        self.setAccessibleName(self.tr("Add a target area"))
        model = QStandardItemModel(self)
        self._listed: list[tuple[QStandardItem, str]] = []
        for area in knowledge.areas.values():
            sides = (Side.BOTH, Side.LEFT, Side.RIGHT) if area.has_sides else (Side.MIDLINE,)
            for side in sides:
                name = wording.term(f"area.{area.id}")
                item = QStandardItem(name if side is Side.MIDLINE else f"{name}, {wording.term(f'side.{side}')}")
                item.setData((area.id, side.value), _KEY)
                model.appendRow(item)
                self._listed.append((item, name.casefold()))
        model.setSortRole(_PLACE)
        self._model = model
        self.textEdited.connect(self._on_edited)
        completer = QCompleter(model, self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setMaxVisibleItems(9)
        dress_suggestions(completer, name=self.accessibleName())
        self.setCompleter(completer)
        completer.activated[QModelIndex].connect(self._on_activated)  # type: ignore[index]  # the stub knows no overloads
        self.returnPressed.connect(self._on_return)
        self.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open the whole list with the down key in the empty field."""
        if (
            watched is self and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Down and not self.text()
        ):
            self.completer().setCompletionPrefix("")
            self.completer().complete()
            return True
        return super().eventFilter(watched, event)

    def _on_edited(self, text: str) -> None:
        """Bring first what is named so: areas of which a word begins with it, then those that have it within, then sides."""
        typed = text.strip().casefold()
        for place, (item, name) in enumerate(self._listed):
            item.setData(_rank(name, typed) * len(self._listed) + place, _PLACE)
        self._model.sort(0)

    def _on_activated(self, index: QModelIndex) -> None:
        area, side = index.data(_KEY)
        self._take(area, Side(side))

    def _on_return(self) -> None:
        completer = self.completer()
        if not self.text().strip():
            self.went_on.emit()
        elif completer.completionCount() > 0 and not _is_marked(completer):
            completer.setCurrentRow(0)
            self._on_activated(completer.currentIndex())

    def _take(self, area: str, side: Side) -> None:
        self.clear()
        # The completer writes its row into the field after telling of it.
        QTimer.singleShot(0, self, self.clear)
        self.area_chosen.emit(area, side)


def _is_marked(completer: QCompleter) -> bool:
    popup = completer.popup()
    return popup is not None and popup.currentIndex().isValid()


def _rank(name: str, typed: str) -> int:
    words = name.replace("-", " ").replace("(", " ").split()
    return 0 if name.startswith(typed) or any(word.startswith(typed) for word in words) else 1 if typed in name else 2
