"""The grades of an area on its clinical scales, folded under one line that says what was judged."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from meso_desktop.domain.areas import TargetArea
from meso_desktop.domain.grading import grade_of, offered_scales, score, score_told
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.protocols import Scale
from meso_desktop.knowledge.wording import Wording
from meso_desktop.ui.consultation.segmented import Segmented
from meso_desktop.ui.theme import Role, label


class GradeRow(QWidget):
    """One scale, or one item of it: the grades as numbers, their words in the tooltips, those of a scale's own grade beside it."""

    graded = Signal(str, object, str)

    def __init__(self, scale: Scale, item: str, *, wording: Wording, parent: QWidget | None = None) -> None:
        """Build the row."""
        super().__init__(parent)
        self._scale, self._item, self._wording = scale, item, wording
        name = wording.term(f"scale_item.{scale.id}_{item}" if item else f"scale.{scale.id}")
        object_name = f"grade_{scale.id}_{item}" if item else f"grade_{scale.id}"
        numbers = [(grade, str(grade)) for grade in scale.grades]
        self.choice = Segmented(numbers, name=name, object_name=object_name, is_compact=True)
        for grade in scale.grades:
            words = wording.term(f"grade.{scale.id}_{grade}")
            self.choice.button(grade).setToolTip(f"{grade}: {words}")
            self.choice.button(grade).setAccessibleName(f"{name}: {grade}, {words}")
        self.choice.picked.connect(self._on_picked)
        self.words = label("", Role.SMALL)
        self.words.setVisible(not item)
        caption = label(name, Role.MUTED)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        line = QHBoxLayout()
        line.setSpacing(8)
        if item:
            line.addWidget(caption, 1)
            line.addWidget(self.choice)
        else:
            column.addWidget(caption)
            line.addWidget(self.choice)
            line.addWidget(self.words, 1)
        column.addLayout(line)

    def show_grade(self, grade: int | None) -> None:
        """Show the grade given."""
        self.choice.show_value(grade)
        self.words.setText("" if grade is None else self._wording.term(f"grade.{self._scale.id}_{grade}"))

    def _on_picked(self, value: object) -> None:
        self.graded.emit(self._scale.id, value, self._item)


class TargetGrades(QWidget):
    """The scales offered for the area and its aim; emits scale, grade or None, and item."""

    graded = Signal(str, object, str)

    def __init__(self, *, knowledge: Knowledge, wording: Wording, parent: QWidget | None = None) -> None:
        """Make no row yet: the grades are optional, and often left folded."""
        super().__init__(parent)
        self._knowledge, self._wording = knowledge, wording
        self._shown: tuple[str, ...] = ()
        self.rows: dict[tuple[str, str], GradeRow] = {}
        self._sums: dict[str, QLabel] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 0, 0, 4)
        self._column.setSpacing(6)

    def told(self, target: TargetArea) -> str:
        """Return what was judged, in short."""
        found = (score(target, scale, self._knowledge) for scale in self._knowledge.scales.values())
        return "; ".join(self._wording.text(score_told(one)) for one in found if one is not None)

    def is_offered(self, target: TargetArea) -> bool:
        """Tell whether there is a scale for the area and aim."""
        return bool(offered_scales(target, self._knowledge))

    def show_grades(self, target: TargetArea) -> None:
        """Show the scales for the area and what was judged on them."""
        scales = offered_scales(target, self._knowledge)
        self._arrange(scales)
        for scale in scales:
            for item in scale.items or ("",):
                self.rows[scale.id, item].show_grade(grade_of(target, scale, item=item, knowledge=self._knowledge))
            if scale.id in self._sums:
                found = score(target, scale, self._knowledge)
                self._sums[scale.id].setText(self._wording.text(score_told(found)) if found else self._wording.term(f"scale.{scale.id}"))

    def _arrange(self, scales: Sequence[Scale]) -> None:
        wanted = tuple(scale.id for scale in scales)
        if wanted == self._shown:
            return
        self._shown = wanted
        for gone in (*self.rows.values(), *self._sums.values()):
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self.rows, self._sums = {}, {}
        for scale in scales:
            if scale.items:
                self._sums[scale.id] = label("", Role.STRONG)
                self._column.addWidget(self._sums[scale.id])
            for item in scale.items or ("",):
                row = self.rows[scale.id, item] = GradeRow(scale, item, wording=self._wording, parent=self)
                row.graded.connect(self.graded)
                self._column.addWidget(row)
