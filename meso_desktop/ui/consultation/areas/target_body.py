"""What an open card of a target area holds below its head."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from meso_desktop.domain.areas import Outline, TargetArea
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.rules import Question
from meso_desktop.knowledge.wording import Wording
from meso_desktop.ui.consultation.areas.site_questions import SiteQuestions
from meso_desktop.ui.consultation.areas.spot_row import SpotRow
from meso_desktop.ui.consultation.areas.target_grades import TargetGrades
from meso_desktop.ui.consultation.areas.target_measures import TargetMeasures
from meso_desktop.ui.consultation.disclosure import Disclosure
from meso_desktop.ui.consultation.growing_text import GrowingText
from meso_desktop.ui.theme import hairline


class TargetBody(QWidget):
    """Measures, grades, spot, questions and note in one column."""

    noted = Signal(str)
    left = Signal()
    went_on = Signal()

    def __init__(  # noqa: PLR0913  # what a card is made of
        self, target: TargetArea, *, knowledge: Knowledge, questions: tuple[Question, ...], wording: Wording, length_unit: str,
        parent: QWidget | None = None,
    ) -> None:
        """Build the parts for one place."""
        super().__init__(parent)
        self._target = target
        area = knowledge.areas.get(target.area)
        self.measures = TargetMeasures(target, area=area, wording=wording, length_unit=length_unit)
        self.grade = Disclosure("", is_quiet=True)
        self.grades = TargetGrades(knowledge=knowledge, wording=wording)
        self.spot = SpotRow()
        self.questions = SiteQuestions(questions, wording=wording)
        self.questions.all_no.setObjectName(f"none_at_{target.area}")
        self.note = GrowingText(name=self.tr("Note on this area"), most_lines=3)
        self.note.setObjectName(f"target.{target.target_id}.note")
        self._lay_out()
        self._connect()

    def show_target(self, target: TargetArea, *, outline: Outline, question: str) -> None:
        """Show the area as it stands."""
        self._target = target
        self.measures.show_target(target, outline=outline, question=question)
        told = self.grades.told(target)
        self.grade.setText(told or self.tr("Grade"))
        self.grade.setToolTip(told)
        self.grade.setVisible(self.grades.is_offered(target))
        is_graded = self.grade.isChecked() and self.grade.isVisibleTo(self)
        if is_graded:
            self.grades.show_grades(target)
        self.grades.setVisible(is_graded)
        self.spot.show_mark(target.mark)
        self.note.show_text(target.note)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.measures)
        beside = QHBoxLayout()
        beside.setSpacing(8)
        beside.addWidget(self.spot)
        beside.addWidget(self.grade)
        beside.addStretch(1)
        column.addLayout(beside)
        column.addWidget(self.grades)
        self.grades.hide()
        column.addWidget(hairline())
        column.addWidget(self.questions)
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self.questions.all_no, 0, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self.note, 1)
        column.addLayout(below)

    def _connect(self) -> None:
        self.grade.opened.connect(self._on_grade_opened)
        self.measures.left.connect(self.left)
        self.measures.went_on.connect(self.went_on)
        self.questions.finished.connect(self._on_finished)
        self.note.written.connect(self.noted)
        self.note.left.connect(self.left)
        self.note.went_on.connect(self.went_on)

    def _on_grade_opened(self) -> None:
        is_open = self.grade.isChecked()
        if is_open:
            self.grades.show_grades(self._target)
        self.grades.setVisible(is_open)

    def _on_finished(self) -> None:
        self.note.setFocus(Qt.FocusReason.TabFocusReason)
