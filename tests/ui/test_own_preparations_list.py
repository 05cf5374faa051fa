"""The clinic's own preparations in the settings: renamed where they stand, put away, brought back; refused names stay as typed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from meso_desktop.services.own_preparations import keep_preparation, own_preparations
from meso_desktop.ui.own_preparations_list import OwnPreparationsList
from meso_desktop.ui.workspace import Workspace
from tests.domain.own import own_of, part
from tests.ui.answers import AnsweringDialogs
from tests.ui.conftest import settle

FIRST = own_of(part("caffeine", "2", caffeine="50"), part("carnitine_200", "5"), name="Evening", own_id="own-1")
SECOND = own_of(part("organic_silica_5", "1"), name="Firming", own_id="own-2")


@pytest.fixture
def shown(workspace: Workspace) -> OwnPreparationsList:
    keep_preparation(workspace.desk.clinic, FIRST)
    keep_preparation(workspace.desk.clinic, SECOND)
    workspace.show_settings()
    settle(workspace)
    return workspace.settings_page.preparations


def names(workspace: Workspace) -> list[str]:
    return [own.name for own in own_preparations(workspace.desk.clinic)]


def rename(shown: OwnPreparationsList, place: int, text: str) -> None:
    line = shown.rows[place].name.line
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)
    QTest.keyClick(line, Qt.Key.Key_Return)


def test_nothing_is_said_while_nothing_is_kept(workspace: Workspace) -> None:
    workspace.show_settings()
    settle(workspace)
    assert not workspace.settings_page.preparations.isVisible()


def test_each_shows_its_name_and_what_it_is_made_of(shown: OwnPreparationsList) -> None:
    assert shown.isVisible()
    assert [row.name.text for row in shown.rows] == ["Firming", "Evening"]
    told = shown.rows[1].name.line.accessibleDescription()
    assert told == "Caffeine 2 mL (strength as on the vial: caffeine 50 mg/mL), L-carnitine 20 % 5 mL"


def test_a_name_is_kept_when_its_field_is_left(shown: OwnPreparationsList, workspace: Workspace) -> None:
    rename(shown, 1, "Late evening")
    settle(workspace)
    assert names(workspace) == ["Firming", "Late evening"]


def test_a_name_that_is_taken_is_refused_at_its_field_and_stays(shown: OwnPreparationsList, workspace: Workspace) -> None:
    rename(shown, 1, "FIRMING")
    settle(workspace)
    assert "already keeps" in shown.rows[1].name.fault
    assert shown.rows[1].name.text == "FIRMING"
    assert names(workspace) == ["Firming", "Evening"]


def test_one_is_put_away_and_brought_back(shown: OwnPreparationsList, workspace: Workspace) -> None:
    shown.rows[0].put_away.click()
    settle(workspace)
    assert names(workspace) == ["Evening"]
    assert [row.own.name for row in shown.rows] == ["Evening"]
    assert shown.back.isVisible()
    shown.back.click()
    settle(workspace)
    assert names(workspace) == ["Firming", "Evening"]
    assert not shown.back.isVisible()


def test_the_last_one_can_be_brought_back_too(shown: OwnPreparationsList, workspace: Workspace) -> None:
    for _ in range(2):
        shown.rows[0].put_away.click()
        settle(workspace)
    assert names(workspace) == []
    assert shown.back.isVisible()
    shown.back.click()
    settle(workspace)
    assert names(workspace) == ["Evening"]


def test_leaving_with_a_name_that_is_taken_asks_first(shown: OwnPreparationsList, workspace: Workspace, answers: AnsweringDialogs) -> None:
    shown.rows[1].name.line.setText("Firming")
    answers.says_yes = False
    assert not workspace.settings_page.may_leave()
    assert "already keeps" in shown.rows[1].name.fault
    shown.rows[1].name.line.setText("Left in time")
    assert workspace.settings_page.may_leave()
    assert "Left in time" in names(workspace)


@pytest.mark.parametrize("name", ["Late evening", "FIRMING"])
def test_a_name_typed_while_the_list_is_read_anew_is_kept_or_refused_aloud(
    shown: OwnPreparationsList, workspace: Workspace, name: str,
) -> None:
    keep_preparation(workspace.desk.clinic, own_of(part("organic_silica_5", "3"), name="Third", own_id="own-3"))
    shown.refresh()
    rename(shown, 1, name)
    settle(workspace)
    if name == "FIRMING":
        assert names(workspace) == ["Third", "Firming", "Evening"]
        assert any("already keeps" in told.text() for told in shown.findChildren(QLabel) if told.isVisible())
    else:
        assert names(workspace) == [row.name.text for row in shown.rows] == ["Third", "Firming", name]
