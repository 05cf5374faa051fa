"""What would satisfy a limit that binds: each way in a sentence with its days and a button; opened when asked for, the doctor chooses."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from itertools import groupby
from typing import Final

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from meso_desktop.domain.assessment import LimitCheck
from meso_desktop.domain.ids import LineId
from meso_desktop.domain.ways_out import WayOut, WayOutKind
from meso_desktop.knowledge.wording import Wording
from meso_desktop.ui.consultation.disclosure import Disclosure
from meso_desktop.ui.consultation.tinted_icon import TintedIcon
from meso_desktop.ui.fonts import TypeSize, font
from meso_desktop.ui.theme import Role, button, hairline, label, set_role

_NO_BREAK: Final = "\u00a0"
_COUNTED: Final = frozenset({WayOutKind.IN_TURN, WayOutKind.WIDER, WayOutKind.LESS, WayOutKind.SMALLER, WayOutKind.WEAKER})


class WayRow(QWidget):
    """One way out; `choose` takes it."""

    def __init__(self, way: WayOut, *, bound: str, wording: Wording, places: Mapping[str, str], parent: QWidget | None = None) -> None:
        """Show `way`, the areas that it changes where they are several, what the limit then meets of `bound`, and the days planned."""
        super().__init__(parent)
        self.way = way
        sentence = wording.text(way.text)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(4)
        column.addWidget(hairline())
        column.addSpacing(2)
        column.addWidget(label(_unbroken(sentence), Role.SMALL))
        if len(way.lines) > 1:
            areas = dict.fromkeys(place for line in way.lines if (place := places.get(str(line), "")))
            column.addWidget(label(self.tr("In: %1").replace("%1", ", ".join(areas)), Role.MUTED))
        for named, days in _days_of(way, places):
            pair = QVBoxLayout()
            pair.setSpacing(0)
            pair.addWidget(label(named, Role.LABEL))
            pair.addWidget(label(_in_words(days), Role.MUTED))
            column.addLayout(pair)
        self.choose = button(self.tr("Choose"))
        self.choose.setAccessibleName(self.tr("Choose: %1").replace("%1", sentence))
        last = QHBoxLayout()
        last.setSpacing(8)
        last.addWidget(label(self._value_then(bound, wording), Role.MUTED), 1)
        last.addWidget(self.choose)
        column.addLayout(last)

    def _value_then(self, bound: str, wording: Wording) -> str:
        return _valued(self.tr("Then %1 of %2"), self.way, bound=bound, wording=wording)


class WaysBlock(QWidget):
    """A line that asks for the ways out (`wanted`), then the ways, of which one is `chosen`."""

    wanted = Signal(bool)
    chosen = Signal(object)

    def __init__(self, *, wording: Wording, places: Mapping[str, str], parent: QWidget | None = None) -> None:
        """Make it closed; `places` names the areas of plan lines by line id."""
        super().__init__(parent)
        self._wording = wording
        self._places = places
        self._rows: list[WayRow] = []
        self._shown: tuple[tuple[WayOut, ...], LimitCheck] | None = None
        self.opener = Disclosure(self.tr("What would satisfy it"))
        self._none = label(self.tr("Nothing the program can work out: change the plan by hand."), Role.MUTED)
        self._none.setContentsMargins(0, 4, 4, 4)
        self._list = QWidget()
        self._list_column = QVBoxLayout(self._list)
        self._list_column.setContentsMargins(0, 0, 4, 6)
        self._list_column.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.opener, self._none, self._list):
            column.addWidget(part)
        self._none.hide()
        self._list.hide()
        self.opener.opened.connect(self._on_opened)

    @property
    def is_open(self) -> bool:
        """Tell whether the ways show."""
        return self.opener.isChecked()

    @property
    def rows(self) -> tuple[WayRow, ...]:
        """The ways shown."""
        return tuple(self._rows)

    def close_ways(self) -> None:
        """Fold the ways away."""
        self.opener.setChecked(False)

    def show_ways(self, ways: Sequence[WayOut], check: LimitCheck) -> None:
        """Show what was found for `check`; the same rows stay as they are."""
        self._none.setVisible(self.is_open and not ways)
        self._list.setVisible(self.is_open and bool(ways))
        if self._shown == (tuple(ways), check):
            return
        self._shown = (tuple(ways), check)
        for row in self._rows:
            self._list_column.removeWidget(row)
            row.hide()
            row.deleteLater()
        bound = self._wording.number(f"{check.bound:f}")
        self._rows = [WayRow(way, bound=bound, wording=self._wording, places=self._places) for way in ways]
        for row in self._rows:
            row.choose.clicked.connect(partial(self.chosen.emit, row.way))
            self._list_column.addWidget(row)
            row.show()  # at once, so that it can be measured and scrolled to

    def _on_opened(self, is_open: bool) -> None:  # noqa: FBT001  # Qt's signal carries a positional boolean
        if not is_open:
            self._none.hide()
            self._list.hide()
        self.wanted.emit(is_open)


class WayTaken(QFrame):
    """Says which way was chosen, until the next edit; `taken_back` undoes it."""

    taken_back = Signal()

    def __init__(self, *, wording: Wording, parent: QWidget | None = None) -> None:
        """Make it hidden."""
        super().__init__(parent)
        self._wording = wording
        set_role(self, Role.CARD)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._icon = TintedIcon()
        self._icon.show_icon("ok", Role.OK)
        self._word = label(self.tr("Within the limit"), Role.OK)
        self._way = label("", Role.SMALL)
        self.undo = button(self.tr("Undo"), Role.QUIET)
        self.undo.setFont(font(TypeSize.SMALL))
        self.undo.setAccessibleName(self.tr("Undo what was chosen"))
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self._icon)
        head.addWidget(self._word, 1)
        head.addWidget(self.undo)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 2, 8, 10)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._way)
        self.undo.clicked.connect(self.taken_back)
        self.hide()

    def show_taken(self, way: WayOut, check: LimitCheck) -> None:
        """Say what was chosen to satisfy `check`."""
        sentence = self._wording.text(way.text)
        self._way.setText(_unbroken(sentence))
        bound = self._wording.number(f"{check.bound:f}")
        valued = _valued(self.tr("Within the limit: %1 of %2"), way, bound=bound, wording=self._wording)
        self._word.setText(valued or self.tr("Within the limit"))
        self.setAccessibleName(f"{self._word.text()}: {sentence}")
        self.show()


def _valued(text: str, way: WayOut, *, bound: str, wording: Wording) -> str:
    """Return `text` with the value that the limit then meets, of its bound; nothing where no amount is counted."""
    if way.value is None or way.kind not in _COUNTED:
        return ""
    return text.replace("%1", wording.number(f"{way.value:f}")).replace("%2", bound)


def _days_of(way: WayOut, places: Mapping[str, str]) -> list[tuple[str, tuple[date, ...]]]:
    """Return the days of the areas, those treated on the same days named together."""
    groups: dict[tuple[date, ...], list[LineId]] = {}
    for line, days in way.dated:
        groups.setdefault(days, []).append(line)
    found = [(days, dict.fromkeys(places.get(str(line), "") for line in lines)) for days, lines in groups.items()]
    return [(", ".join(name for name in names if name), days) for days, names in sorted(found, key=lambda one: one[0])]


def _in_words(days: Sequence[date]) -> str:
    """Return days in one line, the year once for those in a row that share it."""
    years = [list(same) for _, same in groupby(days, key=lambda day: day.year)]
    return ", ".join(_day(day, has_year=day is same[-1]) for same in years for day in same)


def _day(day: date, *, has_year: bool) -> str:
    said = QLocale().toString(QDate(day.year, day.month, day.day), "d MMM yyyy" if has_year else "d MMM")
    return said.replace(" ", _NO_BREAK)


def _unbroken(sentence: str) -> str:
    """Return the sentence with a length and its width, and a figure and its unit, on one line."""
    for tied in (" × ", " cm", " mL"):
        sentence = sentence.replace(tied, tied.replace(" ", _NO_BREAK))
    return sentence
