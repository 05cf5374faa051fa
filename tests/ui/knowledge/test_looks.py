"""Nothing of the page flashes up as a window, reads markup, or is wider than the screens it is made for."""

import pytest
from PySide6.QtWidgets import QLabel

from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.services.clinic_changes import change_entry, confirm_status, export_changes, switch_off
from meso_desktop.services.session import OpenClinic
from meso_desktop.ui.knowledge.browser import Browser
from meso_desktop.ui.knowledge.knowledge_page import KnowledgePage
from meso_desktop.ui.knowledge.topics import EntryRef, Topic
from meso_desktop.ui.palette import DARK, LIGHT, Roles, contrast
from tests.ui.answers import AnsweringDialogs
from tests.ui.knowledge.acts import begin, go, press, settle
from tests.ui.test_plain_text import read_as_markup
from tests.ui.test_windows import Watch, watch

__all__ = ["watch"]

MARKUP = "<b>bold</b>"


def changed(clinic: OpenClinic) -> Knowledge:
    """Make a change of each sort, with reasons that look like markup."""
    change_entry(clinic, topic="rules", entry="diabetes", field="outcomes.meso", value="reason", reason=MARKUP)
    change_entry(clinic, topic="products", entry="dca_10", field="limits.dca_volume.at_most", value="12", reason=MARKUP)
    switch_off(clinic, topic="rules", entry="egg_allergy", reason=MARKUP)
    confirm_status(clinic, entry="dca_fr", ground=MARKUP)
    return clinic.knowledge


def walk(page: KnowledgePage, answers: AnsweringDialogs) -> None:
    """Look at everything that the page can show."""
    for entry in ("rules.diabetes", "products.dca_10", "rules.egg_allergy", "legal.dca_fr", "legal.meso_us", "sources.S01", "scales.css"):
        go(page, *entry.split("."))
    go(page, "rules", "diabetes")
    press(begin(page, "outcomes.pcdc", "reason").save_button)
    page.view.row("outcomes.pcdc").close_editor()
    page.browser.open_topic(Topic.CHANGED)
    if answers.path is not None:
        press(page.head.import_button)
        settle(page)


def test_nothing_of_the_page_is_ever_a_window_of_its_own(
    watch: Watch, page: KnowledgePage, clinic: OpenClinic, answers: AnsweringDialogs,
) -> None:
    watch.seen.clear()
    changed(clinic)
    page.refresh()
    settle(page)
    walk(page, answers)
    assert watch.seen == []


def test_what_was_typed_is_drawn_as_typed(page: KnowledgePage, clinic: OpenClinic, answers: AnsweringDialogs, tmp_path: object) -> None:
    changed(clinic)
    answers.path = tmp_path / "changes.json"  # type: ignore[operator]  # pytest's own path
    assert answers.path is not None
    answers.path.write_bytes(export_changes(clinic))
    page.refresh()
    settle(page)
    walk(page, answers)
    assert read_as_markup(page) == []
    go(page, "rules", "diabetes")
    assert any(MARKUP in child.text() for child in page.view.findChildren(QLabel))
    assert read_as_markup(page) == []


@pytest.mark.parametrize("width", [1024, 1280, 1920])
def test_the_entry_has_room_and_nothing_is_pushed_out(page: KnowledgePage, clinic: OpenClinic, width: int) -> None:
    changed(clinic)
    page.resize(width, 640)
    page.refresh()
    settle(page)
    for entry in ("rules.diabetes", "products.dca_10", "protocols.meso_point", "legal.dca_fr", "sources.U"):
        go(page, *entry.split("."))
        settle(page)
        sheet = page.view.widget()
        assert sheet is not None
        assert page.width() == width
        assert sheet.width() <= page.view.viewport().width()
        assert sheet.minimumSizeHint().width() <= page.view.viewport().width()


@pytest.mark.parametrize("roles", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("role", ["warn", "muted", "accent", "stop"])
def test_the_strip_beside_a_changed_value_is_readable(roles: Roles, role: str) -> None:
    assert contrast(getattr(roles, role), roles.mixed("warn", "surface", share=0.12)) >= 4.5


def test_lists_of_any_length_go_through_a_model(page: KnowledgePage) -> None:
    browser: Browser = page.browser
    assert browser.list.model().rowCount() > 400
    assert len(browser.list.viewport().children()) == 0
    assert EntryRef("rules", "diabetes") in [row.value for row in browser.list.rows_model.rows]
