"""One row of the sessions: its number and day, the areas treated, and its figures."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtWidgets import QGridLayout, QLabel

from meso_desktop.domain.working.figures_shown import Figure
from meso_desktop.ui.consultation.date_field import day_in_words
from meso_desktop.ui.consultation.plan.figure_button import FigureButton
from meso_desktop.ui.consultation.plan.figure_words import short_days
from meso_desktop.ui.consultation.plan.session_groups import SessionGroup
from meso_desktop.ui.elided_label import ElidedLabel, plain_tip
from meso_desktop.ui.fonts import TypeSize, font
from meso_desktop.ui.theme import Role, label

_SHOWN: Final = (Figure.INJECTIONS, Figure.VOLUME, Figure.DOSE, Figure.VIALS, Figure.MINUTES)


class SessionRow:
    """The widgets of one row, which stand in the columns of the block."""

    def __init__(self, number: int, names: Mapping[Figure, str]) -> None:
        """Make them for the session of this number."""
        self.number = number
        self.number_label: QLabel = label("", Role.SMALL, is_wrapped=False)
        self.days_label: QLabel = label("", Role.SMALL, is_wrapped=False)
        self.areas_label = ElidedLabel("", Role.MUTED)
        for tabular in (self.number_label, self.days_label):
            tabular.setFont(font(TypeSize.SMALL, is_tabular=True))
            tabular.setContentsMargins(6, 0, 6, 0)
        self.buttons = {figure: FigureButton(names[figure], has_caption=False, is_end_aligned=True) for figure in _SHOWN}

    def show_group(self, group: SessionGroup, *, places: str) -> None:
        """Show which sessions these are, and where they treat."""
        days = short_days(group.days)
        told = (group.numbers, day_in_words(group.days[0]) if len(group.days) == 1 else days, places)
        if told == (self.number_label.text(), self.days_label.text(), self.areas_label.text()):
            return
        self.number_label.setText(told[0])
        self.days_label.setText(told[1])
        self.areas_label.setText(places)
        self.days_label.setToolTip(plain_tip("\n".join(day_in_words(day) for day in group.days)))

    def drop(self, grid: QGridLayout) -> None:
        """Take the words out; the figures go with their keys."""
        for part in (self.number_label, self.days_label, self.areas_label):
            grid.removeWidget(part)
            part.hide()
            part.deleteLater()
