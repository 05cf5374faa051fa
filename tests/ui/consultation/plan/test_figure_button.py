"""A figure is never cut within a number: half a number reads as another one."""

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from meso_desktop.ui.consultation.plan.figure_button import FigureButton, whole_numbers
from meso_desktop.ui.fonts import TypeSize, font
from meso_desktop.ui.theme import Theme

DOSES = "130 · 26 · 26 mg"


@pytest.mark.parametrize("width", range(0, 200, 7))
def test_numbers_that_do_not_fit_are_left_out_whole(theme: Theme, width: int) -> None:
    assert theme is not None
    shown = whole_numbers(DOSES, QFontMetrics(font(TypeSize.BODY, is_tabular=True)), width)
    assert shown in {DOSES, "130 · 26 · …", "130 · …", "…"}


def test_in_a_narrow_row_the_words_give_way_before_the_numbers(theme: Theme, qtbot: QtBot) -> None:
    assert theme is not None
    row = QWidget()
    qtbot.addWidget(row)
    line = QHBoxLayout(row)
    told = [("65", "Injections, grid 65 (+3)"), (DOSES, "caffeine · lidocaine · organic silica"), ("13 mL", "Volume of all of them")]
    buttons = [FigureButton(caption) for _, caption in told]
    for button, (value, caption) in zip(buttons, told, strict=True):
        button.show_figure(value, caption=caption)
        line.addWidget(button)
    row.resize(1, 60)
    row.show()
    metrics = QFontMetrics(font(TypeSize.BODY, is_tabular=True))
    assert all(button.width() >= metrics.horizontalAdvance(value.split(" · ")[0]) for button, (value, _) in zip(buttons, told, strict=True))


def test_a_longer_number_asks_for_its_room_at_once(theme: Theme, qtbot: QtBot) -> None:
    assert theme is not None
    button = FigureButton("A name longer than any number")
    qtbot.addWidget(button)
    button.show_figure("1")
    before = button.minimumSizeHint().width()
    button.show_figure("1 234 567 mL")
    assert button.minimumSizeHint().width() > before
