"""What a field suggests stands on a ground of its own, in rows that can be pressed, whichever scheme is shown."""

import pytest
from PySide6.QtGui import QColor, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from meso_desktop.knowledge.wording import Wording
from meso_desktop.ui.consultation.areas.area_picker import AreaPicker
from meso_desktop.ui.palette import DARK, LIGHT
from meso_desktop.ui.theme import Scheme, Theme
from tests.ui.scene import packs

TOUCHED = 32


def ground(widget: QWidget) -> str:
    """Return the colour at a place where nothing is written."""
    widget.ensurePolished()
    seen = widget.grab().toImage()
    return QColor(seen.pixel(seen.width() - 24, seen.height() // 2)).name()


def open_list(line: QLineEdit, typed: str) -> QAbstractItemView:
    line.completer().setCompletionPrefix(typed)
    line.completer().complete()
    popup = line.completer().popup()
    assert popup is not None
    return popup


@pytest.mark.parametrize(("scheme", "raised"), [(Scheme.LIGHT, LIGHT.raised), (Scheme.DARK, DARK.raised)])
def test_areas_are_suggested_on_a_ground_in_rows_that_can_be_pressed(
    theme: Theme, qtbot: QtBot, wording: Wording, scheme: Scheme, raised: str,
) -> None:
    theme.choose(scheme)
    line = AreaPicker(knowledge=packs(), wording=wording)
    qtbot.addWidget(line)
    line.resize(400, 32)
    line.show()
    popup = open_list(line, "thigh")
    qtbot.waitUntil(popup.isVisible)
    assert popup.sizeHintForRow(0) >= TOUCHED
    assert ground(popup).lower() == raised.lower()
    popup.hide()


def test_the_head_of_a_table_stands_on_a_ground(theme: Theme, qtbot: QtBot) -> None:
    theme.choose(Scheme.LIGHT)
    table = QTableView()
    qtbot.addWidget(table)
    table.setModel(QStandardItemModel(2, 2))
    table.resize(400, 200)
    table.show()
    assert ground(table.horizontalHeader()).lower() == LIGHT.raised.lower()


def test_areas_named_so_are_suggested_before_those_that_have_it_within_or_in_their_side(qtbot: QtBot, wording: Wording) -> None:
    line = AreaPicker(knowledge=packs(), wording=wording)
    qtbot.addWidget(line)
    line.show()
    QTest.keyClicks(line, "th")
    found = line.completer().completionModel()
    listed = [str(found.index(row, 0).data()) for row in range(found.rowCount())]
    begun = [any(word.startswith("th") for word in name.partition(",")[0].lower().split()) for name in listed]
    assert begun[0]
    assert begun == sorted(begun, reverse=True)
    named = ["th" in name.partition(",")[0].lower() for name in listed]
    assert named == sorted(named, reverse=True)
    assert not named[-1]
    assert len(listed) == len(set(listed))
