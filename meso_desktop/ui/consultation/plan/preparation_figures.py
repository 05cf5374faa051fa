"""The figures of a preparation that is composed: mg of each ingredient, and what a session takes of each product."""

from collections.abc import Sequence
from decimal import Context, Decimal
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from meso_desktop.domain.composition import Composition, IngredientHeld, PartHeld
from meso_desktop.knowledge.wording import Wording
from meso_desktop.ui.preparation_words import short_name
from meso_desktop.ui.theme import Role, label, set_role

_SHOWN: Final = Context(prec=4)


class PreparationFigures(QWidget):
    """Shows a composition; nothing while it holds nothing."""

    def __init__(self, *, wording: Wording, parent: QWidget | None = None) -> None:
        """Build it empty."""
        super().__init__(parent)
        self._wording = wording
        self._cells: list[QLabel] = []
        self._shown: tuple[Composition, bool] | None = None
        self._table = QGridLayout()
        self._table.setHorizontalSpacing(16)
        self._table.setVerticalSpacing(2)
        self._table.setColumnStretch(0, 1)
        self._whole = label("", Role.MUTED)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(self._table)
        column.addWidget(self._whole)

    def show_composition(self, made: Composition, *, is_whole: bool) -> None:
        """Show what is composed by now; `is_whole` false says that a row cannot be read and is not in it."""
        if (made, is_whole) == self._shown:
            return
        self._shown = (made, is_whole)
        for cell in self._cells:
            self._table.removeWidget(cell)
            cell.hide()
            cell.deleteLater()
        self._cells = []
        if made.ingredients:
            heads = ("", self.tr("in 1 mL"), self.tr("a point"), self.tr("a session"), self.tr("the course"))
            for column, text in enumerate(heads):
                self._put(text, 0, column, Role.MUTED)
            for row, held in enumerate(made.ingredients, start=1):
                self._show_ingredient(row, held)
        parts = [self._in_words(part) for part in made.parts if part.session_ml is not None]
        told = self.tr("%1 mL in all.") if is_whole else self.tr("%1 mL in all, without the rows that cannot be read yet.")
        whole = told.replace("%1", self._figure(made.volume_ml))
        if parts:
            whole += " " + self.tr("A session takes: %1.").replace("%1", ", ".join(parts))
        self._whole.setText(whole)
        self.setVisible(bool(made.parts))

    def texts(self) -> Sequence[str]:
        """Return what stands in the table and below it, in reading order."""
        return (*(cell.text() for cell in self._cells), self._whole.text())

    def _show_ingredient(self, row: int, held: IngredientHeld) -> None:
        name = self._wording.term(f"ingredient.{held.ingredient}")
        self._put(name[:1].upper() + name[1:], row, 0, Role.SMALL)
        for column, mg in enumerate((held.per_ml_mg, held.point_mg, held.session_mg, held.course_mg), start=1):
            self._put(self._mg(mg, is_known=held.per_ml_mg is not None), row, column, Role.SMALL)

    def _mg(self, mg: Decimal | None, *, is_known: bool) -> str:
        if mg is None:
            return "–" if is_known else self.tr("not known")
        return self.tr("%1 mg").replace("%1", self._figure(mg))

    def _in_words(self, part: PartHeld) -> str:
        name = short_name(part.product, self._wording)
        volume = "–" if part.session_ml is None else self._figure(part.session_ml)
        text = self.tr("%1 %2 mL").replace("%1", name).replace("%2", volume)
        return text if part.vials is None else f"{text} ({self.tr('%n vials', '', part.vials)})"

    def _figure(self, value: Decimal) -> str:
        """Return a figure as it is shown while composing: four digits that count; plan and paper have it whole."""
        return self._wording.number(f"{_SHOWN.plus(value).normalize():f}")

    def _put(self, text: str, row: int, column: int, role: Role) -> None:
        cell = set_role(label(text, role, is_wrapped=column == 0), role)
        if column:
            cell.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._table.addWidget(cell, row, column)
        self._cells.append(cell)
