"""Colours are named roles and readable."""

from dataclasses import fields

import pytest
from PySide6.QtWidgets import QLabel, QListView, QPushButton
from pytestqt.qtbot import QtBot

from meso_desktop.ui.palette import DARK, LIGHT, TEXT_ROLES, Roles, contrast, roles_of
from meso_desktop.ui.stylesheet import stylesheet
from meso_desktop.ui.theme import Role, Scheme, Theme, label, set_role

BOTH = pytest.mark.parametrize("roles", [LIGHT, DARK], ids=["light", "dark"])


@BOTH
@pytest.mark.parametrize("ground", ["surface", "raised"])
@pytest.mark.parametrize("role", TEXT_ROLES)
def test_text_is_readable_on_both_grounds(roles: Roles, ground: str, role: str) -> None:
    assert contrast(getattr(roles, role), getattr(roles, ground)) >= 4.5


@BOTH
def test_words_on_the_accent_are_readable(roles: Roles) -> None:
    assert contrast(roles.on_accent, roles.accent) >= 4.5
    assert contrast(roles.on_accent, roles.mixed("accent", "text", share=0.88)) >= 4.5


@BOTH
@pytest.mark.parametrize(("text", "tint", "over", "share"), [
    ("text", "accent", "raised", 0.14), ("muted", "accent", "raised", 0.14), ("accent", "accent", "raised", 0.14),
    ("ok", "accent", "raised", 0.14), ("defer", "accent", "raised", 0.14), ("stop", "accent", "raised", 0.14),
    ("warn", "warn", "surface", 0.12), ("stop", "stop", "surface", 0.10), ("muted", "text", "raised", 0.05),
])
def test_text_is_readable_on_tints(roles: Roles, text: str, tint: str, over: str, share: float) -> None:
    assert contrast(getattr(roles, text), roles.mixed(tint, over, share=share)) >= 4.5


@BOTH
def test_borders_of_fields_are_seen(roles: Roles) -> None:
    assert contrast(roles.mixed("muted", "raised", share=0.55), roles.raised) >= 2


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@BOTH
def test_the_stylesheet_names_no_colour_that_is_not_a_role(roles: Roles) -> None:
    sheet = stylesheet(roles)
    assert "$" not in sheet
    assert all(len(str(getattr(roles, field.name))) == 7 for field in fields(roles))


def test_choosing_a_scheme_changes_every_widget_at_once(theme: Theme, qtbot: QtBot) -> None:
    widgets = [label("Text", Role.STOP), QListView(), QPushButton("Press")]
    for widget in widgets:
        qtbot.addWidget(widget)
    with qtbot.waitSignal(theme.changed):
        theme.choose(Scheme.DARK)
    assert all(roles_of(widget.palette()) is DARK for widget in widgets)
    theme.choose(Scheme.LIGHT)
    assert all(roles_of(widget.palette()) is LIGHT for widget in widgets)


def test_a_label_shows_what_is_typed_as_text_never_as_markup(theme: Theme, qtbot: QtBot) -> None:
    made: QLabel = label("<b>Lee</b> & Co")
    qtbot.addWidget(made)
    assert made.text() == "<b>Lee</b> & Co"
    assert made.textFormat() is made.textFormat().PlainText
    assert set_role(made, Role.TITLE) is made
    assert theme.scheme is Scheme.LIGHT
