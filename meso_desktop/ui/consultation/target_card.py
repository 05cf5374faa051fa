"""One target area: side, aim, extent, pinch, deposit, the questions asked at the site, and a note."""

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from meso_desktop.domain.areas import Aim, Deposit, Outline, Side, TargetArea
from meso_desktop.domain.geometry import surface_cm2
from meso_desktop.domain.history import Answer
from meso_desktop.domain.protocols import BodyArea
from meso_desktop.domain.rules import Question
from meso_desktop.knowledge.wording import Wording
from meso_desktop.ui.consultation.folding_card import FoldingCard
from meso_desktop.ui.consultation.growing_text import GrowingText
from meso_desktop.ui.consultation.quantity_field import QuantityField
from meso_desktop.ui.consultation.segmented import Segmented
from meso_desktop.ui.consultation.tri_state import TriStateRow
from meso_desktop.ui.theme import Role, button, hairline, label


class TargetCard(FoldingCard):
    """Shows a target area; closed it is one line, open it takes everything measured there."""

    removed = Signal(object)
    picked = Signal(object, str, object)
    typed = Signal(object, str, str)
    answered = Signal(object, str, object)
    left = Signal()
    went_on = Signal()

    def __init__(  # noqa: PLR0913  # what a card is made of
        self, target: TargetArea, *, area: BodyArea | None, questions: tuple[Question, ...], wording: Wording, length_unit: str,
        parent: QWidget | None = None,
    ) -> None:
        """Build the card of `target`."""
        super().__init__(target.target_id, parent)
        self._target = target
        self._target_id = target.target_id
        self._wording = wording
        self._area = area
        self._unit = length_unit
        self._outline = Outline.ELLIPSE
        self.setObjectName(f"target_{target.area}")
        self._build(questions)

    @property
    def quantities(self) -> dict[str, QuantityField]:
        """The fields for numbers by the last part of their path."""
        return {"length": self.length, "width": self.width_field, "pinch": self.pinch}

    @property
    def outline(self) -> Outline:
        """The outline that the next measure belongs to."""
        return self._outline

    def show_target(self, target: TargetArea, *, outline: Outline, is_open: bool) -> None:
        """Show the area as it stands; `outline` is that of its extent, or the one chosen for it."""
        self._target = target
        self.set_open(is_open)
        name = self._wording.term(f"area.{target.area}")
        self._name.setText(name)
        self._summary.setText(self._summary_of(target))
        self._summary.setVisible(not is_open)
        self._body.setVisible(is_open)
        self.remove.setVisible(is_open)
        self.side.show_value(target.side)
        self.aim.show_value(target.aim)
        self._outline = outline
        self.outline_choice.show_value(self._outline)
        self.deposit.show_value(target.deposit)
        surface = "" if target.extent is None else self._wording.number(f"{surface_cm2(target.extent):f}")
        self._surface.setText(f"{surface} cm²" if surface else "")
        self._surface.setVisible(is_open and bool(surface))
        self.note.show_text(target.note)
        answers = {a.question: a.answer for a in target.answers}
        for question, row in self.rows.items():
            row.show_answer(answers.get(question), note="", takes_note=False)
        self.setAccessibleName(f"{name}, {self._summary_of(target)}")

    def show_questions(self, visible: frozenset[str]) -> None:
        """Show the questions that are asked of this area now, and the button while one of them is open."""
        for question, row in self.rows.items():
            row.setVisible(question in visible)
        self.all_no.setVisible(any(self.rows[question].answer is None for question in visible if question in self.rows))

    def _summary_of(self, target: TargetArea) -> str:
        words = self._wording
        parts = [words.term(f"side.{target.side}")] if target.side is not Side.MIDLINE else []
        parts += [words.term(f"aim.{target.aim}")] if target.aim else []
        if target.extent is not None:
            extent = target.extent
            parts.append(f"{extent.length.typed} × {extent.width.typed} {extent.length.unit}")
        parts += [words.term(f"deposit.{target.deposit}")] if target.deposit else []
        return ", ".join(parts)

    def _build(self, questions: tuple[Question, ...]) -> None:
        self._name = label("", Role.STRONG, is_wrapped=False)
        self._summary = label("", Role.MUTED)
        self.remove = button(self.tr("Remove"), Role.QUIET)
        self.remove.setAccessibleName(self.tr("Remove this area"))
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._name)
        self._surface = label("", Role.MUTED, is_wrapped=False)
        head.addWidget(self._surface)
        head.addWidget(self._summary, 1)
        head.addStretch()
        head.addWidget(self.remove)
        self._body = QWidget()
        self._grid = QGridLayout(self._body)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self._build_choices()
        self._build_extent()
        self._build_questions(questions)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(12, 4, 8, 6)
        whole.setSpacing(4)
        whole.addLayout(head)
        whole.addWidget(self._body)
        self.remove.clicked.connect(self._on_remove)

    def _build_choices(self) -> None:
        words = self._wording
        has_sides = self._area is not None and self._area.has_sides
        sides = (Side.LEFT, Side.RIGHT, Side.BOTH) if has_sides else (Side.MIDLINE,)
        aims = self._area.aims if self._area is not None else tuple(Aim)
        self.side = self._segments("side", [(s, words.term(f"side.{s}")) for s in sides], self.tr("Side"), may_clear=False)
        self.aim = self._segments("aim", [(a, words.term(f"aim.{a}")) for a in aims], self.tr("Aim"))
        outlines = [(o, words.term(f"outline.{o}")) for o in (Outline.ELLIPSE, Outline.RECTANGLE)]
        self.outline_choice = self._segments("outline", outlines, self.tr("Outline"), may_clear=False)
        self.deposit = self._segments("deposit", [(d, words.term(f"deposit.{d}")) for d in Deposit], self.tr("Deposit"))
        if has_sides:
            self._row(self.tr("Side"), self.side)
        else:
            self.side.setParent(self._body)
            self.side.hide()
        self._row(self.tr("Aim"), self.aim)

    def _build_extent(self) -> None:
        path = f"target.{self._target_id}"
        self.length = self._quantity(f"{path}.length", self.tr("Length"), "×", width=64)
        self.width_field = self._quantity(f"{path}.width", self.tr("Width"), self._unit, width=64)
        self.pinch = self._quantity(f"{path}.pinch", self.tr("Pinch"), self.tr("mm"), width=64)
        self._row(self.tr("Extent"), _beside(self.outline_choice, self.length, self.width_field))
        self._row(self.tr("Pinch"), _beside(self.pinch, self.deposit))

    def _build_questions(self, questions: tuple[Question, ...]) -> None:
        row = self._grid.rowCount()
        self._grid.addWidget(hairline(), row, 0, 1, 2)
        column = QVBoxLayout()
        column.setSpacing(0)
        self.rows: dict[str, TriStateRow] = {}
        for question in questions:
            tri_state = TriStateRow(question.id, wording=self._wording, depth=1 if question.follows else 0, is_small=True)
            tri_state.answered.connect(self._on_answered)
            tri_state.moved_on.connect(self._on_moved_on)
            tri_state.moved_back.connect(self._on_moved_back)
            self.rows[question.id] = tri_state
            column.addWidget(tri_state)
        self._grid.addLayout(column, row + 1, 0, 1, 2)
        self.all_no = button(self.tr("None of these"))
        self.all_no.setObjectName(f"none_at_{self._target.area}")
        self.all_no.clicked.connect(self._on_all_no)
        self.note = GrowingText(name=self.tr("Note on this area"), most_lines=3)
        self.note.setObjectName(f"target.{self._target_id}.note")
        self.note.written.connect(self._on_note)
        self.note.left.connect(self.left)
        self.note.went_on.connect(self.went_on)
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self.all_no, 0, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self.note, 1)
        self._grid.addLayout(below, row + 2, 0, 1, 2)

    def _row(self, name: str, widget: QWidget) -> None:
        row = self._grid.rowCount()
        caption = label(name, Role.MUTED, is_wrapped=False)
        caption.setBuddy(widget)
        self._grid.addWidget(caption, row, 0, Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(widget, row, 1)

    def _segments(self, field: str, options: Sequence[tuple[Enum, str]], name: str, *, may_clear: bool = True) -> Segmented:
        made = Segmented(options, name=name, object_name=f"target_{self._target.area}_{field}", may_clear=may_clear)
        made.setProperty("field", field)
        made.picked.connect(self._on_picked)
        return made

    def _quantity(self, path: str, name: str, unit: str, *, width: int) -> QuantityField:
        field = QuantityField(path, name=name, unit=unit, width=width)
        field.typed.connect(self._on_typed)
        field.left.connect(self.left)
        field.went_on.connect(self.went_on)
        return field

    def _on_picked(self, value: object) -> None:
        sender = self.sender()
        field = str(sender.property("field")) if sender is not None else ""
        self.picked.emit(self._target_id, field, value)

    def _on_typed(self, path: str, text: str) -> None:
        self.typed.emit(self._target_id, path.rpartition(".")[2], text)

    def _on_note(self, text: str) -> None:
        self.typed.emit(self._target_id, "note", text)

    def _on_answered(self, question: str, answer: object) -> None:
        self.answered.emit(self._target_id, question, answer)

    def _on_moved_on(self, question: str) -> None:
        shown = [row for row in self.rows.values() if row.isVisibleTo(self)]
        place = shown.index(self.rows[question]) + 1
        after: QWidget = shown[place] if place < len(shown) else self.note
        after.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_moved_back(self, question: str) -> None:
        shown = [row for row in self.rows.values() if row.isVisibleTo(self)]
        place = shown.index(self.rows[question]) - 1
        if place >= 0:
            shown[place].setFocus(Qt.FocusReason.BacktabFocusReason)

    def _on_all_no(self) -> None:
        for question, row in self.rows.items():
            if row.answer is None and row.isVisibleTo(self):
                self.answered.emit(self._target_id, question, Answer.NO)
        self.note.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_remove(self) -> None:
        self.removed.emit(self._target_id)


def _beside(*parts: QWidget) -> QWidget:
    both = QWidget()
    line = QHBoxLayout(both)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(6)
    for part in parts:
        line.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
    line.addStretch(1)
    both.setFocusProxy(parts[0].focusProxy() or parts[0])
    return both
