"""One limit as a slim bar with its words: how much of it is used."""

from decimal import Decimal
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from meso_desktop.ui.elided_label import ElidedLabel, plain_tip
from meso_desktop.ui.fonts import TypeSize, font
from meso_desktop.ui.palette import roles_of
from meso_desktop.ui.theme import Role, label, set_role

_NEAR: Final = Decimal("0.9")
_HEIGHT: Final = 4


class _Track(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._share = 0.0
        self._role = "muted"
        self.setFixedHeight(_HEIGHT)

    def show_share(self, share: float, role: str) -> None:
        if (share, role) != (self._share, self._role):
            self._share, self._role = share, role
            self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(80, _HEIGHT)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        roles = roles_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        box = QRectF(self.rect())
        painter.setBrush(roles.colour("line"))
        painter.drawRoundedRect(box, 2, 2)
        painter.setBrush(roles.colour(self._role))
        box.setWidth(box.width() * min(self._share, 1.0))
        painter.drawRoundedRect(box, 2, 2)
        painter.end()


class LimitBar(QWidget):
    """Shows what a limit counts, value and bound, and the word: within, near or over."""

    def __init__(self, parent: QWidget | None = None, *, is_one_line: bool = False) -> None:
        """Make an empty bar, which wraps what is counted unless it has but one line."""
        super().__init__(parent)
        self._what = ElidedLabel("", Role.SMALL) if is_one_line else label("", Role.SMALL)
        self._used = label("", Role.SMALL, is_wrapped=False)
        self._used.setFont(font(TypeSize.SMALL, is_tabular=True))
        self._word = label("", Role.MUTED, is_wrapped=False)
        self._track = _Track()
        self._whole = ""
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._what, 1)
        line.addWidget(self._used, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._word, 0, Qt.AlignmentFlag.AlignTop)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 3, 0, 3)
        whole.setSpacing(3)
        whole.addLayout(line)
        whole.addWidget(self._track)

    def show_words(self, what: str, *, used: str, whole: str) -> None:
        """Show what is counted and how much of it is used; the whole sentence is the tooltip."""
        if (self._what.text(), self._used.text()) != (what, used):
            self._what.setText(what)
            self._used.setText(used)
        if self._whole != whole:
            self._whole = whole
            self.setToolTip(plain_tip(whole))

    def show_limit(self, *, value: Decimal, bound: Decimal, is_crossed: bool, is_hard: bool) -> None:
        """Show how far `value` is on the way to `bound`."""
        share = Decimal(1) if bound == 0 else value / bound
        if is_crossed:
            word, role, track = self.tr("over"), Role.STOP if is_hard else Role.WARN, "stop" if is_hard else "warn"
        elif share >= 1:
            word, role, track = self.tr("at the limit"), Role.WARN, "warn"
        elif share >= _NEAR:
            word, role, track = self.tr("near"), Role.WARN, "warn"
        else:
            word, role, track = self.tr("within"), Role.MUTED, "muted"
        if self._word.text() != word:
            self._word.setText(word)
            set_role(self._word, role)
        self._track.show_share(float(min(share, Decimal(1))), track)
        self.setAccessibleName(f"{self._whole}: {word}")

    def show_unknown(self) -> None:
        """Show that nothing can be said of how much is used: what is not known is not within."""
        self._word.setText("")
        self._track.show_share(0.0, "muted")
        self.setAccessibleName(self._whole)
