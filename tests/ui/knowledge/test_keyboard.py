"""The page is gone through by keyboard: search, list, entry, and back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from meso_desktop.domain.message import message
from meso_desktop.ui.knowledge.knowledge_page import KnowledgePage
from meso_desktop.ui.knowledge.topics import EntryRef, Topic
from meso_desktop.ui.workspace import Workspace
from tests.ui.conftest import settle as settled
from tests.ui.knowledge.acts import go, texts
from tests.ui.test_access import low, nameless


def listed(page: KnowledgePage) -> list[object]:
    return [row.value for row in page.browser.list.rows_model.rows]


def test_the_cursor_waits_in_the_search_line_and_typing_narrows_the_list(page: KnowledgePage) -> None:
    assert QApplication.focusWidget() is page.browser.search
    QTest.keyClicks(page.browser.search, "warfarin")
    assert listed(page) == [EntryRef("medicine_classes", "anticoagulant")]
    assert page.browser.count.text() == "1 entry"


def test_arrows_go_through_the_list_and_show_each_entry(page: KnowledgePage) -> None:
    QTest.keyClicks(page.browser.search, "diabetes")
    QTest.keyClick(page.browser.search, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is page.browser.list
    assert page.view.ref == listed(page)[0]
    QTest.keyClick(page.browser.list, Qt.Key.Key_Down)
    assert page.view.ref == listed(page)[1]
    QTest.keyClick(page.browser.list, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is page.view


def test_up_from_the_first_entry_leads_back_to_the_search(page: KnowledgePage) -> None:
    QTest.keyClick(page.browser.search, Qt.Key.Key_Down)
    QTest.keyClick(page.browser.list, Qt.Key.Key_Up)
    assert QApplication.focusWidget() is page.browser.search


def test_escape_empties_the_search(page: KnowledgePage) -> None:
    before = len(listed(page))
    QTest.keyClicks(page.browser.search, "warfarin")
    QTest.keyClick(page.browser.search, Qt.Key.Key_Escape)
    assert len(listed(page)) == before


def test_control_f_leads_to_the_search_from_anywhere(page: KnowledgePage) -> None:
    go(page, "rules", "diabetes")
    page.view.setFocus()
    QTest.keyClick(page.view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is page.browser.search


def test_alt_and_an_arrow_go_back_and_forward(page: KnowledgePage) -> None:
    go(page, "rules", "diabetes")
    go(page, "rules", "thyroid")
    page.view.setFocus()
    QTest.keyClick(page.view, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert page.view.ref == EntryRef("rules", "diabetes")
    QTest.keyClick(page.view, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert page.view.ref == EntryRef("rules", "thyroid")


def test_a_heading_is_chosen_by_arrows(page: KnowledgePage) -> None:
    page.browser.topics.setFocus()
    QTest.keyClick(page.browser.topics, Qt.Key.Key_Down)
    assert page.browser.topic is Topic.RULES
    assert all(isinstance(ref, EntryRef) and ref.topic == "rules" for ref in listed(page))


def test_nothing_found_is_said_and_where_else_there_is_some(page: KnowledgePage) -> None:
    page.browser.open_topic(Topic.RULES)
    QTest.keyClicks(page.browser.search, "warfarin")
    assert listed(page) == []
    assert page.browser.count.text() == "Nothing here. Other headings have some."
    QTest.keyClicks(page.browser.search, "xyz")
    assert page.browser.count.text() == "Nothing in the packs has all these words."


ENTRIES = [
    "rules.diabetes", "products.dca_10", "protocols.pcdc_body", "areas.submental", "legal.dca_fr", "sources.S01", "advice.water",
    "questions.diabetes", "scales.cr_smfrs",
]


@pytest.mark.parametrize("entry", ENTRIES)
def test_whatever_takes_the_focus_is_named_and_high_enough(page: KnowledgePage, entry: str) -> None:
    go(page, *entry.split("."))
    for row in page.view.rows:
        row.open_editor()
    assert nameless(page) == []
    assert low(page) == []


def test_control_k_finds_knowledge(workspace: Workspace) -> None:
    workspace.open_command_bar()
    QTest.keyClicks(workspace.command_bar.line, "knowl")
    settled(workspace)
    QTest.keyClick(workspace.command_bar.line, Qt.Key.Key_Return)
    settled(workspace)
    assert workspace.pages.currentWidget() is workspace.knowledge_page
    assert "Pregnancy" in texts(workspace.knowledge_page.view)


def test_the_page_is_left_only_when_what_was_typed_may_go(workspace: Workspace) -> None:
    workspace.show_knowledge()
    settled(workspace)
    page = workspace.knowledge_page
    go(page, "rules", "diabetes")
    row = page.view.row("outcomes.meso")
    row.open_editor()
    row.reason.set_text("half a sentence")
    answers = workspace.desk.dialogs
    answers.says_yes = False  # type: ignore[attr-defined]  # the tests' own dialogs
    workspace.show_today()
    assert workspace.pages.currentWidget() is page
    answers.says_yes = True  # type: ignore[attr-defined]  # as above
    workspace.show_today()
    assert workspace.pages.currentWidget() is workspace.today_page


def test_the_fault_of_a_pack_is_said_once_on_this_page(workspace: Workspace) -> None:


    workspace.desk.clinic.pack_faults = (message("pack.last_good", version="1"),)
    workspace.show_knowledge()
    settled(workspace)
    assert workspace.pack_notice.isHidden()
    assert workspace.knowledge_page.head.fault.isVisible()
    workspace.show_today()
    assert not workspace.pack_notice.isHidden()
