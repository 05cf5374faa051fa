"""The sections of the history with how many of their questions are answered."""

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from meso_desktop.ui.fonts import TypeSize, font
from meso_desktop.ui.palette import roles_of


class SectionButton(QPushButton):
    """A section with its count; done is said by a tick and the colour."""

    def __init__(self, section: str, name: str, parent: QWidget | None = None) -> None:
        """Make the button of a section."""
        super().__init__(parent)
        self.section = section
        self._name = name
        self._count = (0, 0)
        self.setObjectName(f"section_{section}")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedHeight(32)
        self.setToolTip(self.tr("Ctrl+PgUp and Ctrl+PgDn go from section to section"))

    def show_count(self, answered: int, asked: int) -> None:
        """Show how many of the questions asked are answered."""
        if (answered, asked) != self._count:
            self._count = (answered, asked)
            self.setAccessibleName(f"{self._name}: {answered} / {asked}")
            self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(172, 32)

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
        answered, asked = self._count
        is_done = asked > 0 and answered == asked
        painter.setFont(font(TypeSize.SMALL, weight=font().Weight.DemiBold if self.isChecked() else font().Weight.Normal))
        painter.setPen(roles.colour("muted" if is_done and not self.isChecked() else "text"))
        room = box.adjusted(10, 0, -44, 0)
        name = painter.fontMetrics().elidedText(self._name, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, name)
        if is_done:
            painter.setPen(QPen(roles.colour("ok"), 1.75, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
            right, middle = box.right() - 18, box.center().y()
            painter.drawPolyline([QPointF(right - 5, middle), QPointF(right - 1.5, middle + 3.5), QPointF(right + 5, middle - 4)])
        else:
            painter.setFont(font(TypeSize.SMALL, is_tabular=True))
            painter.setPen(roles.colour("muted"))
            painter.drawText(box.adjusted(0, 0, -10, 0), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, f"{answered}/{asked}")
        painter.end()


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
        self.setFixedWidth(172)
        self._group.buttonClicked.connect(self._on_clicked)

    def button(self, section: str) -> SectionButton:
        """Return the button of a section."""
        return self._buttons[section]

    def show_counts(self, counts: Mapping[str, tuple[int, int]], *, current: str) -> None:
        """Show the counts; a section in which nothing is asked is hidden."""
        for section, (answered, asked) in counts.items():
            self._buttons[section].show_count(answered, asked)
            self._buttons[section].setVisible(asked > 0)
        if current in self._buttons:
            self._buttons[current].setChecked(True)

    def _on_clicked(self, button: SectionButton) -> None:
        self.chosen.emit(button.section)
