"""What follows from height and weight: the body-mass index with its band, the distance from ideal weight or why there is none."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from meso_desktop.domain.assessment import Measures
from meso_desktop.knowledge.wording import Wording
from meso_desktop.ui.theme import Role, label


class MeasuresRow(QWidget):
    """Two figures side by side, each with its words below."""

    def __init__(self, *, wording: Wording) -> None:
        """Begin without figures."""
        super().__init__()
        self._wording = wording
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(32)
        self.bmi, self.band = label("", Role.HEADING, is_wrapped=False), label("", Role.MUTED)
        self.ideal, self.why_ideal = label("", Role.HEADING, is_wrapped=False), label("", Role.MUTED)
        for figure, words, stretch in ((self.bmi, self.band, 0), (self.ideal, self.why_ideal, 1)):
            column = QVBoxLayout()
            column.setSpacing(0)
            column.addWidget(figure)
            words.setMinimumWidth(150)
            column.addWidget(words)
            line.addLayout(column, stretch)

    def show_measures(self, measures: Measures) -> None:
        """Show these measures."""
        words = self._wording
        if measures.bmi is None:
            self.bmi.setText("–")
            self.band.setText(self.tr("Needs height and weight"))
        else:
            self.bmi.setText(words.number(f"{measures.bmi:f}"))
            self.band.setText(words.term(f"bmi_band.{measures.bmi_band}") if measures.bmi_band else "")
        if measures.over_ideal_percent is not None and measures.ideal_weight_kg is not None:
            sign = "+" if measures.over_ideal_percent >= 0 else "−"
            self.ideal.setText(f"{sign}{words.number(f'{abs(measures.over_ideal_percent):.1f}')} %")
            ideal = self.tr("from ideal weight, %1 kg (Devine)").replace("%1", words.number(f"{measures.ideal_weight_kg:f}"))
            self.why_ideal.setText(ideal)
        else:
            self.ideal.setText("–")
            reason = words.text(measures.no_ideal_weight) if measures.no_ideal_weight else self.tr("Distance from ideal weight")
            self.why_ideal.setText(reason)
