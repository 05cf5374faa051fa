"""The sections of the history with how many of their questions are answered, and how many earlier answers wait."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from meso_desktop.ui.fonts import TypeSize, font
from meso_desktop.ui.palette import Roles, roles_of

_WIDTH = 180
_HEIGHT = 32
_PILL = 20


@dataclass(frozen=True, kw_only=True)
class Count:
    """How many questions of a section are asked and answered, and how many earlier answers wait to be confirmed."""

    answered: int = 0
    asked: int = 0
    waiting: int = 0

    @property
    def is_done(self) -> bool:
        """Tell whether everything asked is answered."""
        return 0 < self.asked == self.answered


class SectionButton(QPushButton):
    """A section with its count: a tick when done, a ring with the number while earlier answers wait."""

    def __init__(self, section: str, name: str, parent: QWidget | None = None) -> None:
        """Make the button of a section."""
        super().__init__(parent)
        self.section = section
        self._name = name
        self._count = Count()
        self.setObjectName(f"section_{section}")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setProperty("section", "true")
        self.setFixedHeight(_HEIGHT)

    @property
    def count(self) -> Count:
        """What is shown."""
        return self._count

    def show_count(self, count: Count) -> None:
        """Show how the section stands."""
        self._count = count
        told = [f"{self._name}: {count.answered} / {count.asked}"]
        if count.waiting:
            told.append(self.tr("%n earlier answers wait for confirmation", "", count.waiting))
        self.setAccessibleName(". ".join(told))
        self.setToolTip("\n".join((*told, self.tr("Ctrl+PgUp and Ctrl+PgDn go from section to section"))))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, _HEIGHT)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        roles = roles_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(roles.mixed("text", "surface", share=0.08 if self.isChecked() else 0.04)))
            painter.drawRoundedRect(box, 6, 6)
        painter.setFont(font(TypeSize.SMALL, weight=font().Weight.DemiBold if self.isChecked() else font().Weight.Normal))
        painter.setPen(roles.colour("muted" if self._count.is_done and not self.isChecked() else "text"))
        room = box.adjusted(10, 0, -44, 0)
        name = painter.fontMetrics().elidedText(self._name, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, name)
        if self._count.is_done:
            self._paint_tick(painter, box, roles)
        elif self._count.waiting:
            self._paint_waiting(painter, box, roles)
        else:
            painter.setFont(font(TypeSize.SMALL, is_tabular=True))
            painter.setPen(roles.colour("muted"))
            room = box.adjusted(0, 0, -10, 0)
            painter.drawText(
                room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, f"{self._count.answered}/{self._count.asked}",
            )
        painter.end()

    def _paint_tick(self, painter: QPainter, box: QRectF, roles: Roles) -> None:
        painter.setPen(QPen(roles.colour("ok"), 1.75, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
        right, middle = box.right() - 18, box.center().y()
        painter.drawPolyline([QPointF(right - 5, middle), QPointF(right - 1.5, middle + 3.5), QPointF(right + 5, middle - 4)])

    def _paint_waiting(self, painter: QPainter, box: QRectF, roles: Roles) -> None:
        text = str(self._count.waiting)
        painter.setFont(font(TypeSize.SMALL, is_tabular=True))
        width = max(_PILL, painter.fontMetrics().horizontalAdvance(text) + 12)
        pill = QRectF(box.right() - 8 - width, box.center().y() - _PILL / 2, width, _PILL)
        pen = QPen(roles.colour("muted"), 1, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(pill, _PILL / 2, _PILL / 2)
        painter.setPen(roles.colour("text"))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)


class SectionList(QWidget):
    """Emits `chosen` with the section."""

    chosen = Signal(str)

    def __init__(self, names: Mapping[str, str], parent: QWidget | None = None) -> None:
        """Build one button a section."""
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, SectionButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for section, name in names.items():
            button = SectionButton(section, name)
            self._group.addButton(button)
            self._buttons[section] = button
            column.addWidget(button)
        column.addStretch(1)
        self.setFixedWidth(_WIDTH)
        self._group.buttonClicked.connect(self._on_clicked)

    def button(self, section: str) -> SectionButton:
        """Return the button of a section."""
        return self._buttons[section]

    def show_counts(self, counts: Mapping[str, Count], *, current: str) -> None:
        """Show the counts; a section in which nothing is asked is hidden."""
        for section, count in counts.items():
            held = self._buttons[section]
            if count != held.count:
                held.show_count(count)
            held.setVisible(count.asked > 0)
        if current in self._buttons:
            self._buttons[current].setChecked(True)

    def _on_clicked(self, button: SectionButton) -> None:
        self.chosen.emit(button.section)
