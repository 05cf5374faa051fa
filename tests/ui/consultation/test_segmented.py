"""A few choices side by side, in rows where they would be too wide."""

from itertools import pairwise

from pytestqt.qtbot import QtBot

from meso_desktop.domain.areas import Aim
from meso_desktop.ui.consultation.segmented import Segmented

WORDS = [(Aim.FAT, "réduction de graisse"), (Aim.CELLULITE, "cellulite"), (Aim.SKIN, "qualité de peau")]


def rows_of(choice: Segmented) -> list[int]:
    tops = [choice.button(aim).y() for aim, _ in WORDS]
    return [1 if upper == lower else 2 for upper, lower in pairwise(tops)]


def made(qtbot: QtBot, within: int) -> Segmented:
    choice = Segmented(WORDS, name="Aim", object_name="aim", within=within)
    qtbot.addWidget(choice)
    choice.show()
    qtbot.waitExposed(choice)
    return choice


def test_choices_stand_in_one_row_while_there_is_room(qtbot: QtBot) -> None:
    assert rows_of(made(qtbot, 900)) == [1, 1]
    assert rows_of(made(qtbot, 0)) == [1, 1]


def test_choices_that_are_too_wide_stand_in_two_rows_no_wider_than_the_room(qtbot: QtBot) -> None:
    choice = made(qtbot, 300)
    assert 2 in rows_of(choice)
    assert choice.minimumSizeHint().width() <= 300
