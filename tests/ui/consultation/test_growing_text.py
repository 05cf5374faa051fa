"""A text field that grows shows all of what was written from its beginning."""

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from meso_desktop.ui.consultation.growing_text import GrowingText
from meso_desktop.ui.theme import Scheme, Theme


def test_a_field_that_has_grown_begins_with_its_first_line(qtbot: QtBot, theme: Theme) -> None:
    theme.choose(Scheme.LIGHT)
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    field = GrowingText(name="Note", most_lines=3)
    column.addWidget(field)
    column.addStretch(1)
    page.resize(300, 300)
    page.show()
    qtbot.waitExposed(page)
    field.setFocus()
    QTest.keyClicks(field, "Scar of the appendix, at the right; keep the scar and its border free.")
    qtbot.waitUntil(lambda: field.document().size().height() > 1)
    assert field.height() > 40
    assert field.verticalScrollBar().maximum() == 0
