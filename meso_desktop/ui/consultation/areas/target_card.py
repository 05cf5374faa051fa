"""One target area: its measures, its grades, the spot marked, the questions asked at the site, and a note."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from meso_desktop.domain.areas import Outline, Side, TargetArea
from meso_desktop.domain.asking import area_questions
from meso_desktop.domain.drawing.geometry import surface_cm2
from meso_desktop.domain.history import Answer
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.knowledge.wording import Wording
from meso_desktop.ui.consultation.areas.target_body import TargetBody
from meso_desktop.ui.consultation.folding_card import FoldingCard
from meso_desktop.ui.consultation.quantity_field import QuantityField
from meso_desktop.ui.consultation.segmented import Segmented
from meso_desktop.ui.elided_label import ElidedLabel, plain_tip
from meso_desktop.ui.theme import Role, button, label


class TargetCard(FoldingCard):
    """Shows a target area; closed it is one line, open it takes everything measured there, which is made when it first opens.

    `canvas_wanted` and `spot_wanted` carry the target that is to be drawn on the canvas, or marked on the body.
    """

    removed = Signal(object)
    picked = Signal(object, str, object)
    typed = Signal(object, str, str)
    answered = Signal(object, str, object)
    ruled_out = Signal(object, object)
    graded = Signal(object, str, object, str)
    confirmed = Signal(object)
    parted = Signal(object)
    canvas_wanted = Signal(object)
    spot_wanted = Signal(object)
    spot_cleared = Signal(object)
    left = Signal()
    went_on = Signal()

    def __init__(
        self, target: TargetArea, *, knowledge: Knowledge, wording: Wording, length_unit: str, parent: QWidget | None = None,
    ) -> None:
        """Build the head of the card of `target`."""
        super().__init__(target.target_id, parent)
        self._target = target
        self._wording = wording
        self._knowledge = knowledge
        self._unit = length_unit
        self._outline = Outline.ELLIPSE
        self._body: TargetBody | None = None
        self.setObjectName(f"target_{target.area}")
        self._build()

    @property
    def is_built(self) -> bool:
        """Whether the card has been open."""
        return self._body is not None

    @property
    def body(self) -> TargetBody:
        """Everything below the head."""
        if self._body is None:
            self._body = self._built_body()
        return self._body

    @property
    def side(self) -> Segmented:
        """The choice of the side."""
        return self.body.measures.side

    @property
    def aim(self) -> Segmented:
        """The choice of the aim."""
        return self.body.measures.aim

    @property
    def outline_choice(self) -> Segmented:
        """The choice of the outline."""
        return self.body.measures.outline_choice

    @property
    def draw(self) -> QPushButton:
        """The button that opens the canvas for a drawn outline."""
        return self.body.measures.draw

    @property
    def length(self) -> QuantityField:
        """The field for the length."""
        return self.body.measures.length

    @property
    def width_field(self) -> QuantityField:
        """The field for the width."""
        return self.body.measures.width_field

    @property
    def pinch(self) -> QuantityField:
        """The field for the pinch."""
        return self.body.measures.pinch

    @property
    def deposit(self) -> Segmented:
        """The choice of the deposit."""
        return self.body.measures.deposit

    @property
    def note(self) -> QWidget:
        """The note on the area."""
        return self.body.note

    @property
    def all_no(self) -> QWidget:
        """The button that says no to all questions that are open and on the screen."""
        return self.body.questions.all_no

    @property
    def rows(self) -> dict[str, QWidget]:
        """What stands for each question now."""
        return self.body.questions.rows

    @property
    def quantities(self) -> dict[str, QuantityField]:
        """The fields for numbers by the last part of their path."""
        return self.body.measures.quantities

    @property
    def outline(self) -> Outline:
        """The outline that the next measure belongs to."""
        return self._outline

    def show_target(self, target: TargetArea, *, outline: Outline, is_open: bool, question: str = "", is_begun: bool = False) -> None:
        """Show the area as it stands; `outline` is that of its extent, or the one chosen for it, `question` asks back about it.

        `is_begun` says that a drawing of it is not finished, which the closed card says too.
        """
        self._target, self._outline = target, outline
        self.set_open(is_open)
        name = self._wording.term(f"area.{target.area}")
        self._name.setText(name)
        self._name.setToolTip(plain_tip(self._kept_free))
        summary = ", ".join(part for part in (self.tr("drawing not finished") if is_begun else "", self._summary_of(target)) if part)
        self._summary.setText(summary)
        self._summary.setVisible(not is_open)
        self.remove.setVisible(is_open)
        surface = "" if target.extent is None else self._wording.number(f"{surface_cm2(target.extent):f}")
        said = self.tr("%1 cm² each side") if target.side is Side.BOTH else self.tr("%1 cm²")
        self.surface.setText(said.replace("%1", surface) if surface else "")
        self.surface.setVisible(is_open and bool(surface))
        self.setAccessibleName(f"{name}, {summary}")
        self.setAccessibleDescription(self._kept_free)
        if is_open:
            self.body.show_target(target, outline=outline, question=question)
        if self._body is not None:
            self._body.setVisible(is_open)

    def show_questions(self, visible: frozenset[str]) -> None:
        """Show the questions that are asked of this area now."""
        answers: Mapping[str, Answer] = {a.question: a.answer for a in self._target.answers}
        self.body.questions.show_answers(answers, visible=visible)

    @property
    def _kept_free(self) -> str:
        """What is kept free of injections at the area."""
        entry = self._knowledge.areas.get(self._target.area)
        return "" if entry is None or entry.exclusion is None else self._wording.term(f"exclusion.{entry.exclusion}")

    def _summary_of(self, target: TargetArea) -> str:
        words = self._wording
        parts = [words.term(f"side.{target.side}")] if target.side is not Side.MIDLINE else []
        parts += [words.term(f"aim.{target.aim}")] if target.aim else []
        if target.extent is not None:
            extent = target.extent
            parts.append(f"{words.number(extent.length.typed)} × {words.number(extent.width.typed)} {extent.length.unit}")
        parts += [words.term(f"deposit.{target.deposit}")] if target.deposit else []
        return ", ".join(parts)

    def _build(self) -> None:
        self._name = label("", Role.STRONG, is_wrapped=False)
        self.surface = label("", Role.MUTED, is_wrapped=False)
        self._summary = ElidedLabel("", Role.MUTED)
        self.remove = button(self.tr("Remove"), Role.QUIET)
        self.remove.setAccessibleName(self.tr("Remove this area"))
        self.remove.clicked.connect(self._on_remove)
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(12, 4, 8, 6)
        self._whole.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(8)
        self._whole.addLayout(head)
        head.addWidget(self._name)
        head.addWidget(self.surface)
        head.addWidget(self._summary, 1)
        head.addStretch()
        head.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)

    def _built_body(self) -> TargetBody:
        body = TargetBody(
            self._target, knowledge=self._knowledge, questions=area_questions(self._knowledge), wording=self._wording,
            length_unit=self._unit, parent=self,
        )
        self._whole.addWidget(body)
        body.measures.picked.connect(self._on_picked)
        body.measures.typed.connect(self._on_typed)
        body.measures.confirmed.connect(self._on_confirmed)
        body.measures.parted.connect(self._on_parted)
        body.measures.canvas_wanted.connect(self._on_canvas_wanted)
        body.spot.wanted.connect(self._on_spot_wanted)
        body.spot.cleared.connect(self._on_spot_cleared)
        body.grades.graded.connect(self._on_graded)
        body.questions.answered.connect(self._on_answered)
        body.questions.ruled_out.connect(self._on_ruled_out)
        body.noted.connect(self._on_noted)
        body.left.connect(self.left)
        body.went_on.connect(self.went_on)
        return body

    def _on_picked(self, field: str, value: object) -> None:
        self.picked.emit(self._target.target_id, field, value)

    def _on_typed(self, name: str, text: str) -> None:
        self.typed.emit(self._target.target_id, name, text)

    def _on_noted(self, text: str) -> None:
        self.typed.emit(self._target.target_id, "note", text)

    def _on_answered(self, question: str, answer: object) -> None:
        self.answered.emit(self._target.target_id, question, answer)

    def _on_ruled_out(self, questions: object) -> None:
        self.ruled_out.emit(self._target.target_id, questions)

    def _on_graded(self, scale: str, grade: object, item: str) -> None:
        self.graded.emit(self._target.target_id, scale, grade, item)

    def _on_confirmed(self) -> None:
        self.confirmed.emit(self._target.target_id)

    def _on_parted(self) -> None:
        self.parted.emit(self._target.target_id)

    def _on_canvas_wanted(self) -> None:
        self.canvas_wanted.emit(self._target.target_id)

    def _on_spot_wanted(self) -> None:
        self.spot_wanted.emit(self._target.target_id)

    def _on_spot_cleared(self) -> None:
        self.spot_cleared.emit(self._target.target_id)

    def _on_remove(self) -> None:
        self.removed.emit(self._target.target_id)
