"""A column in step with keys: its widgets are reused, and those that come and go while one types are not made anew."""

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from meso_desktop.ui.consultation.arranging import KeyedColumn


def column(qtbot: QtBot, *, keeps: int) -> KeyedColumn[str, QLabel]:
    made: KeyedColumn[str, QLabel] = KeyedColumn(QLabel, keeps=keeps)
    qtbot.addWidget(made)
    made.show()
    return made


def held(made: KeyedColumn[str, QLabel], key: str) -> QLabel:
    found = made.widget(key)
    assert found is not None
    return found


def test_what_comes_back_is_the_same_and_is_seen_again(qtbot: QtBot) -> None:
    made = column(qtbot, keeps=1)
    made.arrange(["a", "b"])
    first = held(made, "b")
    made.arrange(["a"])
    assert made.widget("b") is None
    assert not first.isVisible()
    made.arrange(["b", "a"])
    assert held(made, "b") is first
    assert first.isVisible()
    assert made.widgets() == (first, held(made, "a"))


def test_only_the_last_ones_dropped_are_kept(qtbot: QtBot) -> None:
    made = column(qtbot, keeps=1)
    made.arrange(["a", "b"])
    first, second = held(made, "a"), held(made, "b")
    made.arrange([])
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not isValid(first)
    assert isValid(second)


def test_a_column_that_keeps_none_lets_all_go(qtbot: QtBot) -> None:
    made = column(qtbot, keeps=0)
    made.arrange(["a"])
    first = held(made, "a")
    made.arrange([])
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not isValid(first)
