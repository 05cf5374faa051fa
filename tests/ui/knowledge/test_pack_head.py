"""The head of the page says which pack holds, how much was changed, and what is wrong with it."""

from meso_desktop.domain.message import message
from meso_desktop.services.clinic_changes import change_entry
from meso_desktop.services.session import OpenClinic
from meso_desktop.ui.knowledge.knowledge_page import KnowledgePage
from meso_desktop.ui.knowledge.pack_head import reviewed_last
from tests.ui.answers import AnsweringDialogs
from tests.ui.knowledge.acts import press, settle, texts
from tests.ui.scene import packs


def test_version_day_and_digest_of_the_pack_are_said(page: KnowledgePage) -> None:
    day = reviewed_last(packs())
    assert day is not None
    shown = page.head.pack.text()
    assert f"Pack {packs().version}" in shown
    assert page._desk.wording.day(day) in shown  # noqa: SLF001  # its words
    assert packs().digest[:12] in shown
    assert "No change by the clinic" in texts(page.head)


def test_the_digest_is_that_of_the_pack_with_the_changes(page: KnowledgePage, clinic: OpenClinic) -> None:
    change_entry(clinic, topic="rules", entry="diabetes", field="outcomes.dca", value="stop")
    page.refresh()
    settle(page)
    assert clinic.knowledge.digest[:12] in page.head.pack.text()
    assert "1 change by the clinic" in texts(page.head)


def test_the_last_good_pack_is_said_with_its_fault(page: KnowledgePage, clinic: OpenClinic) -> None:
    clinic.pack_faults = (message("pack.not_toml", file="rules.toml", detail="line 3"), message("pack.last_good", version="2026.10"))
    page.refresh()
    settle(page)
    assert page.head.fault.isVisible()
    assert "rules.toml" in page.head.fault.text()
    assert "2026.10" in page.head.fault.text()
    assert page.head.take_all_button.isHidden()


def test_changes_that_no_longer_fit_can_all_be_taken_back(page: KnowledgePage, clinic: OpenClinic, answers: AnsweringDialogs) -> None:
    change_entry(clinic, topic="rules", entry="diabetes", field="outcomes.dca", value="stop")
    clinic.pack_faults = (message("change.kept_pack", fault="x", version="2026.10"),)
    page.refresh()
    settle(page)
    answers.says_yes = False
    press(page.head.take_all_button)
    settle(page)
    assert clinic.knowledge.changes
    answers.says_yes = True
    press(page.head.take_all_button)
    settle(page)
    assert not clinic.knowledge.changes
    assert page.head.take_all_button.isHidden()
