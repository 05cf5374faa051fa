"""What a newer pack brings is listed beside the clinic's values, which hold until somebody decides."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.knowledge.wording import Wording
from meso_desktop.services.clinic_changes import change_entry, conflicts, switch_off
from meso_desktop.services.session import OpenClinic
from meso_desktop.services.vaults import open_clinic
from meso_desktop.ui.knowledge.change_words import changed_entry
from meso_desktop.ui.knowledge.knowledge_page import KnowledgePage
from meso_desktop.ui.knowledge.topics import EntryRef, Topic
from meso_desktop.ui.shell import Desk, Shell
from tests.services.opening import PASSPHRASE, Counting, StandingClock
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
    press(page.conflicts.cards[0].keep_button)
    settle(page)
    assert conflicts(opener.clinic) == ()
    assert opener.clinic.knowledge.rules["diabetes"].outcomes.meso == "reason"
    assert page.conflicts.cards == []


def test_the_new_one_is_taken(page: KnowledgePage, opener: Opener) -> None:
    page.browser.open_topic(Topic.TO_DECIDE)
    press(page.conflicts.cards[0].take_button)
    settle(page)
    assert not opener.clinic.knowledge.changes
    assert opener.clinic.knowledge.rules["diabetes"].outcomes.meso == "defer"


def test_it_can_be_decided_on_the_page_of_the_entry_too(page: KnowledgePage, opener: Opener) -> None:
    go(page, "rules", "diabetes")
    row = page.view.row("outcomes.meso")
    assert "The pack of this version now has: Defer" in texts(row)
    assert row.back_button.isHidden()
    press(row.keep_button)
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
    press(card.keep_button if is_kept else card.take_button)
    settle(page)
    assert ("egg_allergy" in opener.clinic.knowledge.rules) is is_kept


def test_a_switched_off_entry_that_is_gone_is_still_shown_to_be_decided(opener: Opener) -> None:
    switch_off(opener.clinic, topic="rules", entry="egg_allergy", reason="No egg here")
    page = opener.under(newer("rules", "egg_allergy", None))
    page.browser.open_topic(Topic.TO_DECIDE)
    assert len(page.conflicts.cards) == 1
    press(page.conflicts.cards[0].take_button)
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
