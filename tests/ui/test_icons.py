"""The drawn icons."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon
from pytestqt.qtbot import QtBot

from meso_desktop.resources import resource_path
from meso_desktop.ui.icons import icon, icon_names

WANTED = """
today patient history examination areas plan advice review settings search add back next print save undo redo lock curtain stop warn
defer letter inform ok open missing chevron-right chevron-down close calendar signature note body sample export addendum eye edit
trash move moon sun
"""


def strongest(made: QIcon, mode: QIcon.Mode) -> int:
    image = made.pixmap(QSize(24, 24), 1.0, mode).toImage()
    return max(image.pixelColor(x, y).alpha() for x in range(24) for y in range(24))


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("name", WANTED.split())
def test_every_icon_is_drawn_in_the_colour_asked_for(name: str) -> None:
    image = icon(name, QColor(200, 30, 40)).pixmap(QSize(24, 24), 2.0).toImage()
    strong = [image.pixelColor(x, y) for x in range(48) for y in range(48) if image.pixelColor(x, y).alpha() > 200]
    assert strong
    assert all(abs(colour.red() - 200) < 4 and colour.green() < 34 for colour in strong)


@pytest.mark.usefixtures("qapp")
def test_a_disabled_icon_is_faded() -> None:
    made = icon("add", QColor("black"))
    assert strongest(made, QIcon.Mode.Disabled) < strongest(made, QIcon.Mode.Normal) / 2


def test_an_unknown_name_raises(qtbot: QtBot) -> None:
    assert qtbot is not None
    with pytest.raises(KeyError):
        icon("../icons/add", QColor("black"))


def test_icons_share_one_grid_one_stroke_and_no_fill() -> None:
    for name in icon_names():
        source = resource_path("icons", f"{name}.svg").read_text(encoding="utf-8")
        for held in ('viewBox="0 0 24 24"', 'fill="none"', 'stroke="currentColor"', 'stroke-width="1.5"', 'stroke-linecap="round"'):
            assert held in source, name
