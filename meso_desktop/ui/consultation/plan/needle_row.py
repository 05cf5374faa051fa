"""How a line is injected: needle, depth and technique, one quiet line that opens to its fields."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from meso_desktop.domain.message import Term
from meso_desktop.domain.needle import HowInjected
from meso_desktop.knowledge.wording import Wording
from meso_desktop.ui.consultation.disclosure import Disclosure
from meso_desktop.ui.consultation.plan.figure_words import span
from meso_desktop.ui.consultation.plan.own_mark import OwnMark
from meso_desktop.ui.consultation.quantity_field import QuantityField
from meso_desktop.ui.consultation.reading_order import go_field_by_field
from meso_desktop.ui.theme import Role, label

NEEDLE_FIELDS = ("needle_gauge", "needle_length_mm", "depth_mm", "technique")
_WIDE = 268


class NeedleRow(QWidget):
    """The fields, hidden until `opener` shows them; emits `typed` with the name of the field and the text."""

    typed = Signal(str, str)
    restored = Signal(str)
    left = Signal()
    went_on = Signal()

    def __init__(self, *, wording: Wording, parent: QWidget | None = None) -> None:
        """Build the fields and the line that opens them, which stands where its owner puts it."""
        super().__init__(parent)
        self._wording = wording
        self.quantities: dict[str, QuantityField] = {}
        self.marks: dict[str, OwnMark] = {}
        self.opener = Disclosure("", is_quiet=True)
        self._build()
        self.hide()
        self.opener.opened.connect(self.setVisible)

    def show_needle(self, effective: HowInjected, *, technique: str) -> None:
        """Say in one line what holds; `technique` is what the protocol says of its own in full."""
        words = self.in_words(effective) or self.tr("Needle and technique")
        if self.opener.text() != words:
            self.opener.setText(words)
            self.opener.setAccessibleName(self.tr("Needle and technique: %1").replace("%1", words))
            self.opener.updateGeometry()
        if self._by_protocol.text() != technique:
            self._by_protocol.setText(technique)
        self._by_protocol.setVisible(bool(technique))

    def in_words(self, how: HowInjected) -> str:
        """Return needle, depth and technique in one line."""
        parts = [how.gauge, self._millimetres(how.length_mm), self._deep(how), self.technique_in_words(how)]
        return "  ·  ".join(part for part in parts if part)

    def technique_in_words(self, how: HowInjected) -> str:
        """Return what the technique is called."""
        return self._wording.term(how.technique.key) if isinstance(how.technique, Term) else how.technique

    def _millimetres(self, length: str) -> str:
        return self.tr("%1 mm").replace("%1", self._wording.number(length)) if length else ""

    def _deep(self, how: HowInjected) -> str:
        if how.depth_mm is None:
            return ""
        return self.tr("%1 mm deep").replace("%1", span(how.depth_mm, self._wording.number))

    def _build(self) -> None:
        names = {
            "needle_gauge": (self.tr("Needle"), ""), "needle_length_mm": (self.tr("Length"), self.tr("mm")),
            "depth_mm": (self.tr("Depth"), self.tr("mm")), "technique": (self.tr("Technique"), ""),
        }
        grid = QGridLayout(self)
        grid.setContentsMargins(20, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        for column, (name, (text, unit)) in enumerate(names.items()):
            field = QuantityField("", name=text, unit=unit, width=_WIDE if name == "technique" else 72)
            field.typed.connect(self._on_typed)
            field.left.connect(self.left)
            field.went_on.connect(self.went_on)
            caption: QLabel = label(text, Role.MUTED, is_wrapped=False)
            caption.setBuddy(field)
            mark = OwnMark(text)
            mark.clicked.connect(partial(self.restored.emit, name))
            self.quantities[name], self.marks[name] = field, mark
            grid.addWidget(caption, 0, column)
            grid.addWidget(field, 1, column, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(mark, 2, column)
        go_field_by_field(self, then=self.marks.values())
        grid.setColumnStretch(len(names) - 1, 1)
        self._by_protocol = label("", Role.MUTED)
        grid.addWidget(self._by_protocol, 3, 0, 1, len(names))

    def _on_typed(self, path: str, text: str) -> None:
        self.typed.emit(path.rpartition(".")[2], text)
