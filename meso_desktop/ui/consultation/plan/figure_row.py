"""The figures of a plan line side by side: what is typed, what holds while a field is empty, what the sources give."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from meso_desktop.ui.consultation.plan.own_mark import OwnMark
from meso_desktop.ui.consultation.quantity_field import QuantityField
from meso_desktop.ui.consultation.reading_order import go_field_by_field
from meso_desktop.ui.elided_label import ElidedLabel
from meso_desktop.ui.theme import Role

FIGURES = ("spacing_cm", "volume_per_point_ml", "volume_ml", "sessions", "interval_days", "minutes")


class FigureRow(QWidget):
    """Emits `typed` with the name of the figure and the text, `restored` with the one that is to be as proposed.

    Enter in the last field says that the line is `finished`, in every other that it `went_on`.
    """

    typed = Signal(str, str)
    restored = Signal(str)
    left = Signal()
    went_on = Signal()
    finished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Build a field for each figure."""
        super().__init__(parent)
        self.quantities: dict[str, QuantityField] = {}
        self.marks: dict[str, OwnMark] = {}
        self._cells: dict[str, QWidget] = {}
        self._ranges: dict[str, QLabel] = {}
        self._captions: dict[str, str] = {}
        self._build()

    def show_counted(self, *, is_by_point: bool) -> None:
        """Show the figures of a protocol counted by point, or of one counted by volume."""
        for name, is_shown in (("spacing_cm", is_by_point), ("volume_per_point_ml", is_by_point), ("volume_ml", not is_by_point)):
            self._cells[name].setVisible(is_shown)

    def show_range(self, name: str, text: str) -> None:
        """Show beside the name of a figure what the sources give for it."""
        shown = f"{self._captions[name]}  {text}".rstrip()
        if self._ranges[name].text() != shown:
            self._ranges[name].setText(shown)
            self._ranges[name].setAccessibleDescription(self.tr("The range in the sources") if text else "")

    def _build(self) -> None:
        names = {
            "spacing_cm": (self.tr("Spacing"), self.tr("cm")), "volume_per_point_ml": (self.tr("Per point"), self.tr("mL")),
            "volume_ml": (self.tr("Volume a session"), self.tr("mL")), "sessions": (self.tr("Sessions"), ""),
            "interval_days": (self.tr("Interval"), self.tr("days")), "minutes": (self.tr("Minutes a session"), ""),
        }
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        for name, (text, unit) in names.items():
            line.addWidget(self._build_cell(name, text, unit), 1, Qt.AlignmentFlag.AlignTop)
        go_field_by_field(self, then=self.marks.values())

    def _build_cell(self, name: str, text: str, unit: str) -> QWidget:
        field = QuantityField("", name=text, unit=unit, width=84)
        field.setProperty("figure", name)
        field.typed.connect(self._on_typed)
        field.left.connect(self.left)
        field.went_on.connect(self.finished if name == FIGURES[-1] else self.went_on)
        caption = ElidedLabel(text, Role.MUTED)
        caption.setBuddy(field)
        mark = OwnMark(text)
        mark.clicked.connect(partial(self.restored.emit, name))
        self.quantities[name], self.marks[name] = field, mark
        self._captions[name], self._ranges[name] = text, caption
        cell = self._cells[name] = QWidget()
        column = QVBoxLayout(cell)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(caption)
        column.addWidget(field)
        column.addWidget(mark)
        column.addStretch(1)
        return cell

    def _on_typed(self, path: str, text: str) -> None:
        self.typed.emit(path.rpartition(".")[2], text)
