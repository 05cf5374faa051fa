"""Every entry reads as a page: texts in four languages, condition in words, values, limits, sources in full, links."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from meso_desktop.domain.people import Language
from meso_desktop.knowledge.assembling import TOPICS
from meso_desktop.knowledge.reviews import REVIEWED_FILE, load_reviews, text_digest
from meso_desktop.knowledge.wording import Wording
from meso_desktop.services.clinic_changes import change_entry, switch_off
from meso_desktop.services.session import OpenClinic
from meso_desktop.ui.knowledge.entry_view import EntryView
from meso_desktop.ui.knowledge.entry_writer import EntryWriter
from meso_desktop.ui.knowledge.knowledge_page import KnowledgePage
from meso_desktop.ui.knowledge.shelf import Shelf, Texts, read_texts
from meso_desktop.ui.knowledge.text_block import TextBlock
from meso_desktop.ui.knowledge.topics import EntryRef
from meso_desktop.ui.theme import Theme
from tests.ui.knowledge.acts import go, press, settle, texts
from tests.ui.scene import packs

UNREVIEWED = "No clinician has reviewed this text yet"


@pytest.fixture(scope="module")
def shelf(wording: Wording) -> Shelf:
    return Shelf(effective=packs(), shipped=packs(), wording=wording, texts=read_texts(wording))


@pytest.mark.parametrize("topic", sorted(TOPICS))
def test_every_entry_of_the_packs_can_be_read(shelf: Shelf, theme: Theme, topic: str) -> None:
    assert theme is not None
    for entry in getattr(packs(), topic):
        written = texts(EntryWriter(shelf, EntryRef(topic, entry), language=Language.ENGLISH, is_read_only=False).write())
        assert f"{topic}.{entry}" in written
        assert "[" not in written.replace("[EU]", ""), written


def test_a_rule_says_when_it_applies_what_it_asks_and_what_it_rests_on(page: KnowledgePage) -> None:
    go(page, "rules", "diabetes")
    shown = texts(page.view)
    for line in (
        "Diabetes. More complications or no effect are reported", "“Diabetes of any type?” is answered: Yes", "Stop", "Give reason",
        "Override allowed", "the patient as a whole", "everywhere", "rules.diabetes",
    ):
        assert line in shown
    rule = packs().rules["diabetes"]
    for source in rule.sources:
        assert packs().sources[source].citation in shown
    assert page._desk.wording.label(f"confidence.{rule.confidence}") in shown  # noqa: SLF001  # its words
    assert f"{packs().version}, digest " in shown


def test_texts_stand_in_each_language_unreviewed_unless_listed(page: KnowledgePage) -> None:
    go(page, "rules", "pregnancy")
    block = page.view.findChild(TextBlock)
    assert block is not None
    assert texts(block).count(UNREVIEWED) == 2
    for language in Language:
        block.languages.set_value(language)
        block.languages.committed.emit()
        said = page._desk.wording if language is Language.ENGLISH else read_texts(page._desk.wording).by_language[language]  # noqa: SLF001  # its words
        assert said.term("rule.pregnancy.doctor") in texts(block)
        assert said.term("rule.pregnancy.patient") in texts(block)


def test_the_language_chosen_stays_from_entry_to_entry(page: KnowledgePage) -> None:
    go(page, "rules", "pregnancy")
    block = page.view.findChild(TextBlock)
    assert block is not None
    block.languages.set_value(Language.FRENCH)
    block.languages.committed.emit()
    go(page, "rules", "breast_feeding")
    french = read_texts(page._desk.wording).by_language[Language.FRENCH]  # noqa: SLF001  # its words
    assert french.term("rule.breast_feeding.doctor") in texts(page.view)


def test_a_reviewed_text_names_its_reviewer(shelf: Shelf, tmp_path: Path, theme: Theme) -> None:
    assert theme is not None
    text = shelf.wording.term("rule.pregnancy.doctor")
    (tmp_path / REVIEWED_FILE).write_text(
        f'entries = 1\n[[reviewed]]\nlanguage = "en"\nkey = "rule.pregnancy.doctor"\ndigest = "{text_digest(text)}"\n'
        'reviewer = "Dr Eve Reader"\nreviewed_on = 2026-11-20\n', encoding="utf-8", newline="\n",
    )
    read = Texts(by_language=shelf.texts.by_language, reviews=load_reviews(tmp_path))
    view = EntryView()
    view.show_entry(Shelf(effective=packs(), shipped=packs(), wording=shelf.wording, texts=read), EntryRef("rules", "pregnancy"))
    assert "Reviewed by Dr Eve Reader, 20 November 2026" in texts(view)
    assert texts(view).count(UNREVIEWED) == 1


def test_a_list_of_reviews_that_cannot_be_read_reviews_nothing_and_says_so(shelf: Shelf, tmp_path: Path) -> None:
    read = read_texts(shelf.wording, tmp_path)
    assert read.fault is not None
    assert read.fault.id == "reviews.unreadable"
    assert read.reviews.of(Language.ENGLISH, "rule.pregnancy.doctor", text="x") is None


def test_limits_stand_with_bound_unit_kind_and_source(page: KnowledgePage) -> None:
    go(page, "products", "dca_10")
    volume = texts(page.view.limit("dca_volume"))
    for cell in ("Volume in a session", "at most 10 mL", "Hard limit", "Source S01, S07, S08, drug label"):
        assert cell in volume
    assert "at least 1 calendar month" in texts(page.view.limit("dca_interval_month"))
    assert "United States, Brazil, other country" in texts(page.view.limit("dca_interval_month"))
    assert "at least 28 days" in texts(page.view.limit("dca_interval"))


def test_a_limit_that_counts_with_others_says_with_which(page: KnowledgePage, clinic: OpenClinic) -> None:
    go(page, "protocols", "meso_point")
    told = "Counts together, at the strictest bound, with Intradermal papules; Nappage."
    assert told in texts(page.view.limit("meso_point_volume"))
    change_entry(clinic, topic="protocols", entry="meso_papules", field="limits.meso_papules_volume.kind", value="hard")
    page.refresh()
    settle(page)
    assert "at the strictest bound, with Nappage." in texts(page.view.limit("meso_point_volume"))
    switch_off(clinic, topic="protocols", entry="meso_point", limit="meso_point_volume", reason="Own audit")
    page.refresh()
    settle(page)
    assert "Counts together" not in texts(page.view.limit("meso_point_volume"))


def test_a_limit_of_its_own_says_nothing_of_others(page: KnowledgePage) -> None:
    go(page, "products", "dca_10")
    assert "Counts together" not in texts(page.view)


def test_what_the_doctor_has_to_fill_in_is_said(page: KnowledgePage) -> None:
    go(page, "protocols", "pcdc_body")
    assert page.view.row("volume_per_point_ml").value is None
    assert "Left to the doctor" in texts(page.view.row("volume_per_point_ml"))


def test_a_product_that_cannot_be_chosen_says_why(page: KnowledgePage) -> None:
    go(page, "products", "buflomedil")
    assert "withdrawn in the European Union" in texts(page.view)


def test_areas_and_protocols_lead_to_each_other_and_back(page: KnowledgePage) -> None:
    go(page, "areas", "submental")
    link = next(link for link in page.view.links() if link.ref == EntryRef("protocols", "dca_submental"))
    press(link)
    assert page.view.ref == EntryRef("protocols", "dca_submental")
    assert EntryRef("areas", "submental") in [link.ref for link in page.view.links()]
    press(page.back_button)
    assert page.view.ref == EntryRef("areas", "submental")
    press(page.forward_button)
    assert page.view.ref == EntryRef("protocols", "dca_submental")
    QTest.keyClick(page.view, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    page._go_back()  # noqa: SLF001  # the offscreen platform delivers no shortcut
    assert page.view.ref is not None


def test_a_source_lists_what_rests_on_it(page: KnowledgePage) -> None:
    go(page, "sources", "S46")
    assert EntryRef("rules", "pregnancy") in [link.ref for link in page.view.links()]
    assert packs().sources["S46"].citation in texts(page.view)


def test_a_question_leads_to_the_rules_that_look_at_it(page: KnowledgePage) -> None:
    go(page, "questions", "diabetes")
    assert EntryRef("rules", "diabetes") in [link.ref for link in page.view.links()]


def test_words_of_a_medicine_class_are_listed(page: KnowledgePage) -> None:
    go(page, "medicine_classes", "anticoagulant")
    assert "warfarin" in texts(page.view)
