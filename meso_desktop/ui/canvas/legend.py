"""What the marks mean and how many there are of each; of the points kept out, what keeps them."""

from collections import Counter
from collections.abc import Callable

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget
from typing_extensions import override

from meso_desktop.ui.canvas.drawn import Drawn
from meso_desktop.ui.canvas.looks import looks_of
from meso_desktop.ui.canvas.marks import Mark, paint_mark
from meso_desktop.ui.elided_label import ElidedLabel
from meso_desktop.ui.palette import roles_of
from meso_desktop.ui.theme import SPACE_4, SPACE_12, Role, label

_RADIUS = 4.0
_EDGE = 16


class _Picture(QWidget):
    """A mark as it stands on the paper."""

    def __init__(self, mark: Mark) -> None:
        super().__init__()
        self._mark = mark
        self.setFixedSize(QSize(_EDGE, _EDGE))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        looks = looks_of(roles_of(self.palette()))
        paint_mark(painter, looks, mark=self._mark, at=QPointF(_EDGE / 2, _EDGE / 2), radius=_RADIUS)
        painter.end()


class Legend(QWidget):
    """One row; a mark that does not occur is left out."""

    def __init__(self, *, name_of: Callable[[str], str], parent: QWidget | None = None) -> None:
        """Build the row; `name_of` names a kind of zone."""
        super().__init__(parent)
        self._name_of = name_of
        self._parts: dict[Mark, tuple[_Picture, QLabel]] = {}
        self._shown: tuple[object, ...] = ()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE_4)
        for mark in Mark:
            picture, words = _Picture(mark), _words_of(mark)
            self._parts[mark] = (picture, words)
            line.addWidget(picture)
            line.addWidget(words)
            line.addSpacing(SPACE_12)
        line.addStretch(1)

    @property
    def words(self) -> str:
        """All that the legend says, in one line."""
        return "  ·  ".join(words.text() for _, words in self._parts.values() if words.text())

    def show_drawn(self, drawn: Drawn) -> None:
        """Count what is drawn."""
        kinds = Counter(zone.kind for _, zone in drawn.kept_out)
        counted = (len(drawn.points), len(drawn.put_in), tuple(kinds.items()), len(drawn.taken_out))
        if counted == self._shown:
            return
        self._shown = counted
        self._say(Mark.POINT, self.tr("%n on the grid", "", len(drawn.points)) if drawn.points else "")
        self._say(Mark.PUT_IN, self.tr("%n put in", "", len(drawn.put_in)) if drawn.put_in else "")
        self._say(Mark.KEPT_OUT, self._kept_out(kinds))
        self._say(Mark.TAKEN_OUT, self.tr("%n taken out", "", len(drawn.taken_out)) if drawn.taken_out else "")

    def _kept_out(self, kinds: Counter[str]) -> str:
        if not kinds:
            return ""
        names = [self._name_of(kind) if len(kinds) == 1 else f"{self._name_of(kind)} ({count})" for kind, count in kinds.items()]
        return self.tr("%n kept out: %1", "", kinds.total()).replace("%1", ", ".join(names))

    def _say(self, mark: Mark, text: str) -> None:
        picture, words = self._parts[mark]
        words.setText(text)
        words.setVisible(bool(text))
        picture.setVisible(bool(text))


def _words_of(mark: Mark) -> QLabel:
    """Return the words of a mark; those that name zones may be many, and give way."""
    return ElidedLabel("", Role.SMALL) if mark is Mark.KEPT_OUT else label("", Role.SMALL, is_wrapped=False)
