"""What is shown belongs to the list beside it: an entry that leaves it goes, unless a change was begun there."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from meso_desktop.services.session import OpenClinic
from meso_desktop.ui.knowledge.knowledge_page import KnowledgePage
from meso_desktop.ui.knowledge.topics import EntryRef, Topic
from meso_desktop.ui.knowledge.trail import Trail
from meso_desktop.ui.theme import Role
from tests.ui.answers import AnsweringDialogs
from tests.ui.knowledge.acts import begin, change, go, press, settle, texts

A, B, C = (EntryRef("rules", name) for name in "abc")
DIABETES = EntryRef("rules", "diabetes")


def test_another_heading_shows_its_first_entry_in_place_of_one_that_is_not_under_it(page: KnowledgePage) -> None:
    go(page, "rules", "diabetes")
    page.browser.open_topic(Topic.PRODUCTS)
    assert page.view.ref == page.browser.listed[0] == page.browser.list.current_value()
    assert page.view.ref.topic == "products"
    assert "rules.diabetes" not in texts(page.view)


def test_other_words_show_the_first_entry_found(page: KnowledgePage) -> None:
    go(page, "rules", "diabetes")
    QTest.keyClicks(page.browser.search, "warfarin")
    assert page.view.ref == EntryRef("medicine_classes", "anticoagulant") == page.browser.list.current_value()
    assert QApplication.focusWidget() is page.browser.search


def test_an_entry_that_is_still_listed_stays(page: KnowledgePage) -> None:
    go(page, "rules", "diabetes")
    page.browser.open_topic(Topic.RULES)
    QTest.keyClicks(page.browser.search, "diab")
    assert page.view.ref == DIABETES == page.browser.list.current_value()


def test_an_empty_list_shows_nothing_that_could_be_changed(page: KnowledgePage) -> None:
    go(page, "rules", "diabetes")
    assert page.view.rows
    QTest.keyClicks(page.browser.search, "xyzxyz")
    assert (page.view.ref, page.view.rows, texts(page.view)) == (None, [], "")
    assert page.view.accessibleName() == "Entry"
    page.refresh()
    settle(page)
    assert page.view.ref is None
    QTest.keyClick(page.browser.search, Qt.Key.Key_Escape)
    assert page.view.ref == page.browser.listed[0]


def test_a_change_that_was_begun_is_kept_and_asked_about_when_it_is_left(page: KnowledgePage, answers: AnsweringDialogs) -> None:
    go(page, "rules", "diabetes")
    row = begin(page, "outcomes.meso", "reason", reason="half a sentence")
    page.browser.open_topic(Topic.PRODUCTS)
    QTest.keyClicks(page.browser.search, "kyb")
    assert page.view.ref == DIABETES
    assert row.reason.text == "half a sentence"
    answers.says_yes = False
    assert not page.may_leave()
    answers.says_yes = True
    assert page.may_leave()
    QTest.keyClicks(page.browser.search, "e")
    assert page.view.ref == page.browser.listed[0] != DIABETES


def test_a_field_that_was_opened_and_left_as_it_was_keeps_nothing(page: KnowledgePage) -> None:
    go(page, "rules", "diabetes")
    page.view.row("outcomes.meso").open_editor()
    page.browser.open_topic(Topic.PRODUCTS)
    assert page.view.ref == page.browser.listed[0]


def test_what_is_changed_stays_shown_when_it_leaves_the_list_by_it(page: KnowledgePage, clinic: OpenClinic) -> None:
    go(page, "rules", "diabetes")
    change(page, "outcomes.dca", "stop")
    page.browser.open_topic(Topic.CHANGED)
    press(page.view.row("outcomes.dca").back_button)
    settle(page)
    assert not clinic.knowledge.changes
    assert page.browser.listed == ()
    assert page.view.ref == DIABETES


def test_back_leads_past_what_was_shown_only_because_it_was_first(page: KnowledgePage) -> None:
    go(page, "rules", "diabetes")
    QTest.keyClicks(page.browser.search, "warfarin")
    assert page.view.ref != DIABETES
    press(page.back_button)
    assert page.view.ref == DIABETES


def test_a_message_moves_nothing_whatever_its_length(page: KnowledgePage) -> None:
    def places() -> list[QPoint]:
        QApplication.processEvents()
        parts = (page.browser.topics, page.browser.search, page.browser.list, page.view)
        return [part.mapTo(page, QPoint(0, 0)) for part in parts]

    go(page, "rules", "diabetes")
    before = places()
    page.head.say("Changed for the clinic. Signed records stay as they are; open drafts are assessed anew.")
    assert page.head.note.isVisible()
    assert places() == before
    page.head.say("The file changes.json cannot be written. Nothing was changed. " * 2, Role.REFUSAL)
    assert places() == before
    page.head.say("")
    assert places() == before


def test_a_glance_is_replaced_and_leaves_no_trace() -> None:
    trail = Trail()
    trail.go(A)
    trail.glance(B)
    trail.glance(C)
    assert trail.back() == A
    assert not trail.can_go_back
    assert trail.forward() == C


def test_a_glance_that_is_gone_to_is_remembered() -> None:
    trail = Trail()
    trail.go(A)
    trail.glance(B)
    trail.go(B)
    trail.go(C)
    assert (trail.back(), trail.back()) == (B, A)


def test_from_no_entry_back_leads_to_the_last() -> None:
    trail = Trail()
    assert trail.back() is None
    trail.go(A)
    trail.leave()
    assert trail.forward() is None
    assert trail.back() == A
    assert not trail.can_go_forward
