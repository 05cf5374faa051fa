"""What a newer pack brings is listed beside the clinic's values, which hold until somebody decides."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from meso_desktop.domain.clinic_notes import is_loosened
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.message import message
from meso_desktop.knowledge.wording import Wording
from meso_desktop.services.clinic_changes import change_entry, conflicts, switch_off
from meso_desktop.services.session import OpenClinic
from meso_desktop.services.vaults import open_clinic
from meso_desktop.ui.knowledge.change_words import changed_entry
from meso_desktop.ui.knowledge.deciding import Decision
from meso_desktop.ui.knowledge.knowledge_page import KnowledgePage
from meso_desktop.ui.knowledge.topics import EntryRef, Topic
from meso_desktop.ui.knowledge.value_row import ValueRow
from meso_desktop.ui.shell import Desk, Shell
from tests.services.opening import PASSPHRASE, Counting, StandingClock
from tests.ui.answers import AnsweringDialogs
from tests.ui.knowledge.acts import go, press, settle, texts
from tests.ui.knowledge.newer import newer, with_outcome
from tests.ui.scene import a_clinic


class Opener:
    """Opens the clinic of the test under a pack and shows its page."""

    def __init__(self, path: Path, shell: Shell, wording: Wording, qtbot: QtBot) -> None:
        self._path, self._shell, self._wording, self._qtbot = path, shell, wording, qtbot
        self.clinic: OpenClinic = a_clinic(path).clinic
        self.page: KnowledgePage | None = None

    def under(self, knowledge: Knowledge) -> KnowledgePage:
        self.clinic.close()
        self.clinic = open_clinic(
            self._path, practitioner_id=None, passphrase=PASSPHRASE, knowledge=knowledge, clock=StandingClock(), new_id=Counting(),
        )
        shell = self._shell
        desk = Desk(
            clinic=self.clinic, wording=self._wording, tasks=shell.tasks, dialogs=shell.dialogs, theme=shell.theme,
            preferences=shell.preferences,
        )
        self.page = KnowledgePage(desk)
        self.page.resize(1280, 750)
        self.page.show()
        self.page.refresh()
        settle(self.page)
        return self.page

    def close(self) -> None:
        if self.page is not None:
            self.page.close()
            self.page.deleteLater()
        self._shell.tasks.wait_until_idle()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.clinic.close()


@pytest.fixture
def opener(tmp_path: Path, shell: Shell, wording: Wording, qtbot: QtBot) -> Iterator[Opener]:
    made = Opener(tmp_path / "conflicts", shell, wording, qtbot)
    yield made
    made.close()


@pytest.fixture
def page(opener: Opener) -> KnowledgePage:
    """The page of a clinic that asks a reason for diabetes in mesotherapy, under a pack that defers it."""
    change_entry(opener.clinic, topic="rules", entry="diabetes", field="outcomes.meso", value="reason", reason="Own audit")
    return opener.under(with_outcome("diabetes", meso="defer"))


@pytest.fixture
def loosening(opener: Opener) -> KnowledgePage:
    """The page of a clinic that asked a reason, with none of its own, where a newer pack has come to stop: now that loosens."""
    change_entry(opener.clinic, topic="rules", entry="menstruation", field="outcomes.meso", value="reason")
    return opener.under(with_outcome("menstruation", meso="stop"))


def decision(row: ValueRow) -> Decision:
    """Return the decision at a value."""
    assert row.decision is not None
    return row.decision


def the_card(page: KnowledgePage) -> Decision:
    page.browser.open_topic(Topic.TO_DECIDE)
    return page.conflicts.cards[0].decision


def the_row(page: KnowledgePage) -> Decision:
    go(page, "rules", "menstruation")
    return decision(page.view.row("outcomes.meso"))


PLACES = pytest.mark.parametrize("at", [the_card, the_row])


@PLACES
def test_keeping_ours_where_it_now_loosens_is_refused_without_a_reason(
    loosening: KnowledgePage, opener: Opener, at: Callable[[KnowledgePage], Decision],
) -> None:
    decided = at(loosening)
    assert not decided.reason.isHidden()
    assert "your reason is needed" in texts(decided)
    decided.reason.set_text("  ")
    wanted: list[object] = []
    decided.kept.connect(wanted.append)
    press(decided.keep_button)
    settle(loosening)
    assert wanted == []
    assert decided.reason.fault.startswith("This lets through what the shipped pack holds back. Write the reason")
    assert len(conflicts(opener.clinic)) == 1
    press(decided.take_button)
    settle(loosening)
    assert opener.clinic.knowledge.rules["menstruation"].outcomes.meso == "stop"


@PLACES
def test_keeping_ours_with_the_reason_holds_it_and_marks_it(
    loosening: KnowledgePage, opener: Opener, answers: AnsweringDialogs, at: Callable[[KnowledgePage], Decision],
) -> None:
    decided = at(loosening)
    decided.reason.set_text("Own audit of 40 patients")
    press(decided.keep_button)
    settle(loosening)
    (change,) = opener.clinic.knowledge.changes
    assert conflicts(opener.clinic) == ()
    assert (change.own, change.shipped, change.reason) == ("reason", "stop", "Own audit of 40 patients")
    assert is_loosened(change)
    go(loosening, "rules", "menstruation")
    shown = texts(loosening.view.row("outcomes.meso"))
    for part in ("Give reason", "Shipped: Stop", "“Own audit of 40 patients”"):
        assert part in shown
    assert loosening.view.row("outcomes.meso").decision is None
    assert answers.asked == []


def test_a_reason_given_before_is_not_asked_for_again(page: KnowledgePage) -> None:
    page.browser.open_topic(Topic.TO_DECIDE)
    assert page.conflicts.cards[0].decision.reason.isHidden()


def test_keeping_ours_where_it_does_not_loosen_asks_for_no_reason(opener: Opener) -> None:
    change_entry(opener.clinic, topic="rules", entry="menstruation", field="outcomes.meso", value="stop")
    page = opener.under(with_outcome("menstruation", meso="reason"))
    decided = the_card(page)
    assert decided.reason.isHidden()
    press(decided.keep_button)
    settle(page)
    assert conflicts(opener.clinic) == ()
    assert opener.clinic.knowledge.rules["menstruation"].outcomes.meso == "stop"


@PLACES
def test_a_refused_decision_is_said_where_it_was_made(
    loosening: KnowledgePage, opener: Opener, wording: Wording, at: Callable[[KnowledgePage], Decision],
) -> None:
    decided = at(loosening)
    decided.reason.set_text("Own audit")
    opener.clinic.pack_faults = (message("change.shipped_only"),)
    press(decided.keep_button)
    settle(loosening)
    assert wording.term("change.shipped_only") in texts(decided)
    assert decided.reason.text == "Own audit"
    assert len(conflicts(opener.clinic)) == 1
    opener.clinic.pack_faults = ()
    press(decided.keep_button)
    settle(loosening)
    assert conflicts(opener.clinic) == ()


@PLACES
def test_a_reason_that_only_the_service_misses_is_asked_for_at_its_field(
    loosening: KnowledgePage, at: Callable[[KnowledgePage], Decision],
) -> None:
    decided = at(loosening)
    decided.kept.emit(decided.conflict, "")
    settle(loosening)
    assert "Write the reason" in decided.reason.fault


def test_settling_one_card_keeps_the_reason_typed_at_another(opener: Opener) -> None:
    for family in ("meso", "pcdc"):
        change_entry(opener.clinic, topic="rules", entry="menstruation", field=f"outcomes.{family}", value="reason")
    page = opener.under(with_outcome("menstruation", meso="stop", pcdc="stop"))
    page.browser.open_topic(Topic.TO_DECIDE)
    first, second = (card.decision for card in page.conflicts.cards)
    second.reason.set_text("half a sentence")
    press(first.take_button)
    settle(page)
    (left,) = page.conflicts.cards
    assert left.decision.reason.text == "half a sentence"


@PLACES
def test_a_reason_typed_and_not_given_is_not_lost_without_asking(
    loosening: KnowledgePage, answers: AnsweringDialogs, at: Callable[[KnowledgePage], Decision],
) -> None:
    decided = at(loosening)
    decided.reason.set_text("half a sentence")
    answers.says_yes = False
    assert not loosening.may_leave()
    assert decided.reason.text == "half a sentence"
    answers.says_yes = True
    assert loosening.may_leave()
    assert decided.reason.text == ""


def test_another_entry_asks_before_it_replaces_a_reason_typed(loosening: KnowledgePage, answers: AnsweringDialogs) -> None:
    the_row(loosening).reason.set_text("half a sentence")
    answers.says_yes = False
    assert not loosening.show_entry(EntryRef("rules", "pregnancy"))
    assert loosening.view.ref == EntryRef("rules", "menstruation")


def test_without_a_newer_pack_nothing_is_to_be_decided(opener: Opener) -> None:
    page = opener.under(newer("rules", "fever", opener.clinic.shipped.rules["fever"]))
    assert Topic.TO_DECIDE not in [row.value for row in page.browser.topics.rows_model.rows]


def test_a_conflict_is_listed_with_both_values_and_the_clinic_s_holds(page: KnowledgePage, opener: Opener) -> None:
    assert "1 change by the clinic, 1 to decide" in texts(page.head)
    page.browser.open_topic(Topic.TO_DECIDE)
    (card,) = page.conflicts.cards
    assert page.conflicts.isVisible()
    for part in ("Diabetes · Mesotherapy", "Here: Give reason", "Shipped when it was changed: Stop", "Shipped now: Defer", "Own audit"):
        assert part in texts(card)
    assert opener.clinic.knowledge.rules["diabetes"].outcomes.meso == "reason"
    assert [row.value for row in page.browser.list.rows_model.rows] == [EntryRef("rules", "diabetes")]


def test_ours_is_kept(page: KnowledgePage, opener: Opener) -> None:
    page.browser.open_topic(Topic.TO_DECIDE)
    press(page.conflicts.cards[0].decision.keep_button)
    settle(page)
    assert conflicts(opener.clinic) == ()
    assert opener.clinic.knowledge.rules["diabetes"].outcomes.meso == "reason"
    assert page.conflicts.cards == []


def test_the_new_one_is_taken(page: KnowledgePage, opener: Opener) -> None:
    page.browser.open_topic(Topic.TO_DECIDE)
    press(page.conflicts.cards[0].decision.take_button)
    settle(page)
    assert not opener.clinic.knowledge.changes
    assert opener.clinic.knowledge.rules["diabetes"].outcomes.meso == "defer"


def test_it_can_be_decided_on_the_page_of_the_entry_too(page: KnowledgePage, opener: Opener) -> None:
    go(page, "rules", "diabetes")
    row = page.view.row("outcomes.meso")
    assert "The pack of this version now has: Defer" in texts(row)
    assert row.back_button.isHidden()
    press(decision(row).keep_button)
    settle(page)
    assert conflicts(opener.clinic) == ()
    assert "now has" not in texts(page.view.row("outcomes.meso"))


@pytest.mark.parametrize("is_kept", [True, False])
def test_an_entry_that_is_gone_is_decided_too(opener: Opener, *, is_kept: bool) -> None:
    change_entry(opener.clinic, topic="rules", entry="egg_allergy", field="outcomes.meso", value="inform", reason="No egg here")
    page = opener.under(newer("rules", "egg_allergy", None))
    page.browser.open_topic(Topic.TO_DECIDE)
    (card,) = page.conflicts.cards
    assert "The entry is gone" in texts(card)
    press(card.decision.keep_button if is_kept else card.decision.take_button)
    settle(page)
    assert ("egg_allergy" in opener.clinic.knowledge.rules) is is_kept


def test_a_switched_off_entry_that_is_gone_is_still_shown_to_be_decided(opener: Opener) -> None:
    switch_off(opener.clinic, topic="rules", entry="egg_allergy", reason="No egg here")
    page = opener.under(newer("rules", "egg_allergy", None))
    page.browser.open_topic(Topic.TO_DECIDE)
    assert len(page.conflicts.cards) == 1
    press(page.conflicts.cards[0].decision.take_button)
    settle(page)
    assert not opener.clinic.knowledge.changes


def test_an_entry_whose_words_are_gone_too_is_called_by_its_id(opener: Opener, wording: Wording) -> None:
    change = change_entry(opener.clinic, topic="rules", entry="egg_allergy", field="outcomes.meso", value="inform", reason="No egg here")
    assert change is not None
    without = Wording({"rule.pregnancy.doctor": "Pregnancy."}, language="en", is_strict=True)
    assert changed_entry(change, without) == "egg_allergy"
    assert changed_entry(change, wording).startswith("Egg")


def test_a_conflict_leads_to_its_entry(page: KnowledgePage) -> None:
    page.browser.open_topic(Topic.TO_DECIDE)
    link = page.conflicts.findChild(type(page.view.links()[0]))
    assert link is not None
    press(link)
    assert page.view.isVisible()
    assert page.view.ref == EntryRef("rules", "diabetes")
