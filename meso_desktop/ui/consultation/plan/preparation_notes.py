"""What is found about a preparation while it is composed: allergies met, what bars it, what rules and limits say."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from meso_desktop.domain.assessment import Finding
from meso_desktop.domain.preparation_trial import AllergyMet, Tried
from meso_desktop.knowledge.wording import Wording
from meso_desktop.ui.consultation.panel.severity import severity
from meso_desktop.ui.consultation.tinted_icon import TintedIcon
from meso_desktop.ui.theme import Role, label

Note = tuple[str, str, str]
"""Icon, role and sentence."""

_COVERED_BY_ALLERGY = "ingredient_allergy"


class PreparationNotes(QWidget):
    """Shows what is found, strictest first."""

    def __init__(self, *, wording: Wording, parent: QWidget | None = None) -> None:
        """Build it empty."""
        super().__init__(parent)
        self._wording = wording
        self._shown: tuple[Note, ...] = ()
        self._rows: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.hide()

    @property
    def notes(self) -> tuple[Note, ...]:
        """What is shown."""
        return self._shown

    def show_tried(self, found: Tried, *, protocol: str) -> None:
        """Show what came of trying a preparation under a protocol."""
        notes = tuple(dict.fromkeys(self._notes(found, protocol)))
        if notes == self._shown:
            return
        self._shown = notes
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [_row(*note) for note in notes]
        for row in self._rows:
            self._column.addWidget(row)
        self.setVisible(bool(notes))

    def _notes(self, found: Tried, protocol: str) -> Iterator[Note]:
        for met in found.allergies:
            yield "allergy", Role.STOP, self._allergy(met)
        for fault in found.faults:
            yield "stop", Role.STOP, self._wording.text(fault)
        if not found.is_taken and not found.faults:
            yield "stop", Role.STOP, self.tr("Not for this protocol: %1 is made with other products.").replace("%1", protocol)
        for finding in found.findings:
            if finding.rule != _COVERED_BY_ALLERGY or not found.allergies:
                yield self._finding(finding)

    def _allergy(self, met: AllergyMet) -> str:
        said = self.tr("Allergy of the patient: %3. %1 holds %2.")
        values = (self._wording.term(f"product.{met.product}"), self._wording.term(f"ingredient.{met.ingredient}"), met.entry.text)
        for place, value in enumerate(values, start=1):
            said = said.replace(f"%{place}", value)
        return said

    def _finding(self, finding: Finding) -> Note:
        look = severity(finding)
        word = self._wording.label(look.word)
        return look.icon, look.role, f"{word}. {self._wording.text(finding.text)}"


def _row(icon_name: str, role: str, text: str) -> QWidget:
    row = QWidget()
    mark = TintedIcon()
    mark.show_icon(icon_name, role)
    said = label(text, role)
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(8)
    line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(said, 1)
    return row
