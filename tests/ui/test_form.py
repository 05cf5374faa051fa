"""Fields keep what is typed, say what is wrong under it, and tell assistive tools what they are."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from meso_desktop.ui.form import Form, Option
from meso_desktop.ui.secret_field import SecretField
from meso_desktop.ui.theme import Theme
from meso_desktop.ui.typed_day import DayOrder


@pytest.fixture
def form(theme: Theme, qtbot: QtBot) -> Form:
    assert theme is not None
    made = Form()
    qtbot.addWidget(made)
    return made


def test_a_field_says_its_error_and_keeps_the_text(form: Form) -> None:
    field = form.day("Birth date", order=DayOrder.DAY_FIRST)
    form.row(field)
    form.show()
    QTest.keyClicks(field.line, "31/02/1985")
    field.show_error("This is not a day.")
    assert field.text == "31/02/1985"
    assert field.editor.accessibleDescription() == "This is not a day."
    assert form.focus_first_error()
    QTest.keyClicks(field.line, "0")
    assert field.fault == ""


def test_a_field_is_named_by_its_label_and_told_by_its_help(form: Form) -> None:
    field = form.line("Clinic name", help_text="As on paper.")
    assert field.editor.accessibleName() == "Clinic name"
    assert field.editor.accessibleDescription() == "As on paper."
    assert field.label.buddy() is field.editor


@pytest.mark.parametrize(("order", "shown", "said"), [
    (DayOrder.DAY_FIRST, "dd/mm/yyyy", "3 April 1985"), (DayOrder.MONTH_FIRST, "mm/dd/yyyy", "4 March 1985"),
])
def test_a_day_is_said_back_in_words_as_it_was_read(form: Form, order: DayOrder, shown: str, said: str) -> None:
    field = form.day("Birth date", order=order)
    assert field.line.placeholderText() == shown
    QTest.keyClicks(field.line, "03/04/1985")
    assert field.editor.accessibleDescription() == said


def test_a_day_that_stands_there_is_said_back_anew_when_the_order_changes(form: Form) -> None:
    field = form.day("Birth date", order=DayOrder.DAY_FIRST)
    QTest.keyClicks(field.line, "03/04/1985")
    field.set_order(DayOrder.MONTH_FIRST)
    assert field.editor.accessibleDescription() == "4 March 1985"
    assert field.day() == date(1985, 3, 4)


def test_enter_goes_to_the_next_field_and_from_the_last_on(form: Form, qtbot: QtBot) -> None:
    first, last = form.line("First"), form.line("Last")
    form.row(first, last)
    form.show()
    first.focus()
    QTest.keyClick(first.line, Qt.Key.Key_Return)
    assert form.focusWidget() is last.line
    with qtbot.waitSignal(form.completed):
        QTest.keyClick(last.line, Qt.Key.Key_Return)


def test_a_short_choice_is_pressed_and_a_long_one_is_listed(form: Form, qtbot: QtBot) -> None:
    short = form.choice("Sex", [Option(value=n, text=n) for n in ("Female", "Male")])
    long = form.choice("Law", [Option(value=n, text=str(n)) for n in range(6)])
    form.row(short, long)
    form.show()
    assert short.value() is None
    assert long.value() is None
    buttons = short.editor.findChildren(QPushButton)
    with qtbot.waitSignal(short.edited):
        QTest.mouseClick(buttons[1], Qt.MouseButton.LeftButton)
    assert short.value() == "Male"
    assert buttons[1].accessibleName() == "Sex: Male"
    long.set_value(4)
    assert long.value() == 4
    long.set_value(None)
    short.set_value(None)
    assert (short.value(), long.value()) == (None, None)


def test_a_passphrase_is_hidden_until_shown(theme: Theme, qtbot: QtBot) -> None:
    assert theme is not None
    field = SecretField("Passphrase")
    qtbot.addWidget(field)
    QTest.keyClicks(field.line, " two words ")
    assert field.line.echoMode() is QLineEdit.EchoMode.Password
    field.toggle.click()
    assert field.line.echoMode() is QLineEdit.EchoMode.Normal
    assert field.secret == " two words "
    field.forget()
    assert field.secret == ""
    assert field.line.echoMode() is QLineEdit.EchoMode.Password
