"""A value is changed in place: marked, with its reason where it loosens, taken back, refused at the field."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from meso_desktop.domain.clinic_changes import Value
from meso_desktop.domain.ids import ConsultationId
from meso_desktop.services.clinic_changes import change_entry
from meso_desktop.services.records import open_record
from meso_desktop.services.session import OpenClinic
from meso_desktop.ui.knowledge.knowledge_page import KnowledgePage
from meso_desktop.ui.knowledge.limit_rows import LimitBlock
from meso_desktop.ui.knowledge.topics import EntryRef, Topic
from tests.ui.answers import AnsweringDialogs
from tests.ui.knowledge.acts import begin, change, go, press, settle, texts
from tests.ui.scene import a_person, packs, treated


def test_loosening_asks_for_a_reason_in_place_and_is_not_saved_without(
    page: KnowledgePage, clinic: OpenClinic, answers: AnsweringDialogs,
) -> None:
    go(page, "rules", "diabetes")
    row = begin(page, "outcomes.meso", "reason")
    assert "your reason is needed" in texts(row)
    press(row.save_button)
    settle(page)
    assert row.reason.fault
    assert not clinic.knowledge.changes
    assert answers.asked == []
    row.reason.set_text("Own audit of 40 patients")
    press(row.save_button)
    settle(page)
    assert clinic.knowledge.rules["diabetes"].outcomes.meso == "reason"
    assert clinic.knowledge.changes[0].reason == "Own audit of 40 patients"


def test_tightening_needs_no_reason(page: KnowledgePage, clinic: OpenClinic) -> None:
    go(page, "rules", "diabetes")
    row = begin(page, "outcomes.dca", "stop")
    assert "not required" in texts(row)
    press(row.save_button)
    settle(page)
    assert clinic.knowledge.rules["diabetes"].outcomes.dca == "stop"


def test_what_differs_stands_beside_the_shipped_value_with_who_when_and_why(page: KnowledgePage) -> None:
    go(page, "rules", "diabetes")
    change(page, "outcomes.meso", "reason", reason="Own audit")
    shown = texts(page.view.row("outcomes.meso"))
    for part in ("Give reason", "Shipped: Stop", "Ada Invented, 2 March 2026", "“Own audit”"):
        assert part in shown
    assert "Changed by the clinic" in texts(page.view)
    assert "1 change by the clinic" in texts(page.head)


def test_after_a_change_it_is_said_what_becomes_of_records_and_drafts(page: KnowledgePage) -> None:
    go(page, "rules", "diabetes")
    change(page, "outcomes.dca", "stop")
    assert page.head.note.text() == "Changed for the clinic. Signed records stay as they are; open drafts are assessed anew."
    go(page, "rules", "pregnancy")
    assert page.head.note.text() == ""


def test_a_change_touches_no_signed_record(page: KnowledgePage, clinic: OpenClinic) -> None:
    record = treated(clinic, a_person(clinic, "Okafor", "Ngozi"))
    before = open_record(clinic, ConsultationId(record.document.consultation_id))
    go(page, "products", "dca_10")
    change(page, "limits.dca_volume.at_most", "1")
    assert clinic.knowledge.products["dca_10"].limits[1].at_most == 1
    assert open_record(clinic, ConsultationId(record.document.consultation_id)) == before


def test_a_change_is_taken_back(page: KnowledgePage, clinic: OpenClinic) -> None:
    go(page, "rules", "diabetes")
    change(page, "outcomes.meso", "reason", reason="Own audit")
    press(page.view.row("outcomes.meso").back_button)
    settle(page)
    assert not clinic.knowledge.changes
    assert clinic.knowledge.rules["diabetes"].outcomes.meso == "stop"
    assert "Shipped" not in texts(page.view.row("outcomes.meso"))


REFUSED: list[tuple[str, str, Value, str]] = [
    ("products.dca_10", "limits.dca_volume.at_most", "1,234", "can be read as"),
    ("products.dca_10", "limits.dca_volume.at_most", "ten", "is not a number"),
    ("products.dca_10", "limits.dca_volume.at_most", "-3", "is not a number"),
    ("products.dca_10", "limits.dca_volume.at_most", "1e3", "is not a number"),
    ("products.dca_10", "limits.dca_volume.at_most", "", "would limit nothing"),
    ("protocols.dca_submental", "spacing_cm", "3", "outside the range from sources"),
    ("protocols.dca_submental", "interval_days", "28.5", "whole number"),
    ("protocols.dca_submental", "sessions.low", "9", "above the upper one"),
    ("rules.fever", "wait_days", "0", "at least one day"),
    ("rules.over_ideal_weight", "override_allowed", ("meso",), "can be overridden"),
]


@pytest.mark.parametrize(("entry", "field", "typed", "said"), REFUSED)
def test_an_ordinary_mistake_is_refused_at_the_field_in_a_sentence(
    page: KnowledgePage, entry: str, field: str, typed: Value, said: str,
) -> None:
    go(page, *entry.split("."))
    row = begin(page, field, typed, reason="tried")
    press(row.save_button)
    settle(page)
    assert said in row.editor.field.fault
    assert row.editor.field.fault.endswith(".")
    assert row.save_button.isEnabled()
    assert page.view.row(field) is row
    assert "No change by the clinic" in texts(page.head)


def test_a_comma_is_read_as_a_point(page: KnowledgePage, clinic: OpenClinic) -> None:
    go(page, "products", "dca_10")
    change(page, "limits.dca_volume.at_most", "7,5")
    assert str(clinic.knowledge.products["dca_10"].limits[1].at_most) == "7.5"
    assert "at most 7.5 mL" in texts(page.view.limit("dca_volume"))
    assert "Shipped: at most 10 mL, Hard limit" in texts(page.view.limit("dca_volume"))


CHANGES: list[tuple[str, str, Value]] = [
    ("rules.diabetes", "override_allowed", ("meso", "dca")),
    ("rules.fever", "wait_days", "7"),
    ("questions.diabetes", "valid", "every_visit"),
    ("products.dca_10", "vial_ml", "5"),
    ("products.dca_10", "ingredients.deoxycholic_acid.mg_per_ml", "12"),
    ("products.dca_10", "limits.dca_volume.kind", "soft"),
    ("products.dca_10", "limits.dca_volume.is_on", False),
    ("protocols.dca_submental", "needle.gauge", "32G"),
    ("protocols.dca_submental", "interval_days", "35"),
    ("areas.submental", "plausible_cm", "14"),
    ("legal.dca_fr", "status", "prohibited"),
    ("anaesthetics.lidocaine_plain", "cap_mg", "200"),
    ("advice.water", "is_on", False),
]


@pytest.mark.parametrize(("changed", "field", "value"), CHANGES, ids=str)
def test_each_kind_of_value_can_be_changed_and_taken_back(
    page: KnowledgePage, clinic: OpenClinic, changed: str, field: str, value: Value,
) -> None:
    topic, entry = changed.split(".")
    go(page, topic, entry)
    change(page, field, value, reason="as our clinic does it")
    assert [(c.topic, c.entry, c.field) for c in clinic.knowledge.changes] == [(topic, entry, field)]
    assert page.view.ref == EntryRef(topic, entry)
    press(page.view.row(field).back_button)
    settle(page)
    assert not clinic.knowledge.changes
    assert getattr(clinic.knowledge, topic)[entry] == getattr(packs(), topic)[entry]


def test_a_rule_switched_off_needs_a_reason_stays_listed_and_comes_back(page: KnowledgePage, clinic: OpenClinic) -> None:
    go(page, "rules", "egg_allergy")
    row = begin(page, "is_on", value=False)
    press(row.save_button)
    settle(page)
    assert row.reason.fault
    row.reason.set_text("No egg in anything used here")
    press(row.save_button)
    settle(page)
    assert "egg_allergy" not in clinic.knowledge.rules
    assert "Switched off by the clinic" in texts(page.view)
    page.browser.open_topic(Topic.CHANGED)
    assert [row.value for row in page.browser.list.rows_model.rows] == [EntryRef("rules", "egg_allergy")]
    press(page.view.row("is_on").back_button)
    settle(page)
    assert "egg_allergy" in clinic.knowledge.rules


def test_a_legal_status_is_confirmed_on_a_ground_by_name_and_day(page: KnowledgePage, clinic: OpenClinic) -> None:
    go(page, "legal", "dca_fr")
    block = page.view.legal
    assert block is not None
    press(block.confirm_button)
    assert block.ground.fault
    assert not clinic.knowledge.changes
    block.ground.set_text("Letter of the regional order, 3 May")
    press(block.confirm_button)
    settle(page)
    confirmation = clinic.knowledge.legal["dca_fr"].confirmation
    assert confirmation is not None
    assert (confirmation.by, confirmation.ground) == ("Ada Invented", "Letter of the regional order, 3 May")
    for part in ("Letter of the regional order, 3 May", "Ada Invented, 2 March 2026"):
        assert part in texts(page.view)
    assert page.view.legal is not None
    press(page.view.legal.back_button)
    settle(page)
    assert clinic.knowledge.legal["dca_fr"].confirmation is None


@pytest.mark.parametrize("entry", ["pcdc_fr", "dca_us", "device_eu"])
def test_a_prohibition_and_a_label_cannot_be_confirmed(page: KnowledgePage, entry: str) -> None:
    go(page, "legal", entry)
    assert page.view.legal is None


def test_only_one_value_is_changed_at_a_time(page: KnowledgePage) -> None:
    go(page, "rules", "diabetes")
    first, second = page.view.row("outcomes.meso"), page.view.row("outcomes.dca")
    first.open_editor()
    second.open_editor()
    assert (first.is_open, second.is_open) == (False, True)


@pytest.mark.parametrize(("entry", "field"), [
    ("rules.diabetes", "outcomes.meso"), ("rules.diabetes", "is_on"), ("products.dca_10", "limits.dca_interval_month.kind"),
])
def test_a_value_that_is_opened_comes_into_view_whole(page: KnowledgePage, entry: str, field: str) -> None:
    page.resize(1024, 640)
    go(page, *entry.split("."))
    for block in page.view.findChildren(LimitBlock):
        block.opener.setChecked(True)
    row = page.view.row(field)
    row.open_editor()
    seen = page.view.viewport().rect()
    place = row.save_button.mapTo(page.view.viewport(), row.save_button.rect().bottomLeft())
    assert seen.contains(place)


def test_escape_leaves_a_value_as_it_is(page: KnowledgePage, clinic: OpenClinic) -> None:
    go(page, "rules", "diabetes")
    row = begin(page, "outcomes.meso", "reason", reason="typed")
    QTest.keyClick(row.reason.area, Qt.Key.Key_Escape)
    assert not row.is_open
    assert not clinic.knowledge.changes


def test_what_was_typed_is_not_lost_without_asking(page: KnowledgePage, answers: AnsweringDialogs) -> None:
    go(page, "rules", "diabetes")
    row = begin(page, "outcomes.meso", "reason", reason="half a sentence")
    answers.says_yes = False
    assert not page.show_entry(EntryRef("rules", "pregnancy"))
    assert page.view.ref == EntryRef("rules", "diabetes")
    assert row.reason.text == "half a sentence"
    answers.says_yes = True
    assert page.show_entry(EntryRef("rules", "pregnancy"))
    assert len(answers.asked) == 2


def test_taking_another_value_back_does_not_drop_what_was_typed(
    page: KnowledgePage, clinic: OpenClinic, answers: AnsweringDialogs,
) -> None:
    go(page, "rules", "diabetes")
    change(page, "outcomes.dca", "stop")
    row = begin(page, "outcomes.meso", "reason", reason="half a sentence")
    answers.says_yes = False
    press(page.view.row("outcomes.dca").back_button)
    settle(page)
    assert len(answers.asked) == 1
    assert clinic.knowledge.changes
    assert row.reason.text == "half a sentence"


def test_a_value_opened_and_not_touched_asks_nothing(page: KnowledgePage, answers: AnsweringDialogs) -> None:
    go(page, "rules", "diabetes")
    page.view.row("outcomes.meso").open_editor()
    go(page, "rules", "pregnancy")
    assert answers.asked == []


def test_the_outcome_changed_elsewhere_shows_when_the_page_is_come_back_to(page: KnowledgePage, clinic: OpenClinic) -> None:
    change_entry(clinic, topic="rules", entry="diabetes", field="outcomes.dca", value="stop")
    page.refresh()
    settle(page)
    go(page, "rules", "diabetes")
    assert page.view.row("outcomes.dca").value == "stop"
