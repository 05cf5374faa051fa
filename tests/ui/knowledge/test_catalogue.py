"""Every entry is listed once under its heading and found by any of its words."""

import pytest
from msgspec.structs import replace

from meso_desktop.domain.clinic_changes import Conflict
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.knowledge.assembling import TOPICS
from meso_desktop.knowledge.wording import Wording
from meso_desktop.services.clinic_changes import change_entry, confirm_status, switch_off
from meso_desktop.services.session import OpenClinic
from meso_desktop.ui.knowledge.catalogue import Catalogue, catalogue
from meso_desktop.ui.knowledge.topics import TOPIC_OF, EntryRef, Topic, holder_of
from tests.ui.scene import packs


@pytest.fixture(scope="module")
def shipped(wording: Wording) -> Catalogue:
    return catalogue(packs(), packs(), wording)


def refs(found: Catalogue, query: str, topic: Topic = Topic.ALL) -> list[str]:
    return [f"{entry.ref.topic}.{entry.ref.entry}" for entry in found.found(query, topic)]


def test_every_topic_of_the_packs_stands_under_a_heading() -> None:
    assert set(TOPIC_OF) == set(TOPICS)


def test_every_entry_is_listed_once(shipped: Catalogue) -> None:
    listed = [entry.ref for entry in shipped.entries]
    assert len(set(listed)) == len(listed) == sum(len(getattr(packs(), topic)) for topic in TOPICS)
    assert shipped.counts()[Topic.ALL] == len(listed)
    assert shipped.counts()[Topic.RULES] == len(packs().rules)


@pytest.mark.parametrize(("query", "expected"), [
    ("pregnancy", "rules.pregnancy"),
    ("PRÉGNANCY", "rules.pregnancy"),
    ("adequate human data", "rules.pregnancy"),
    ("data human", "rules.pregnancy"),
    ("dca_submental", "protocols.dca_submental"),
    ("S46", "rules.pregnancy"),
    ("Belkyra SmPC", "products.dca_10"),
    ("warfarin", "medicine_classes.anticoagulant"),
    ("eliquis", "medicine_classes.anticoagulant"),
    ("decollete", "areas.decollete"),
    ("platysma", "protocols.dca_submental"),
    ("BR prohibited", "legal.pcdc_br"),
    ("dca_volume", "products.dca_10"),
    ("eyelids", "sites_not_offered.eyelids"),
    ("Decree 2011-382", "legal.pcdc_fr"),
])
def test_an_entry_is_found_by_any_of_its_words(shipped: Catalogue, query: str, expected: str) -> None:
    assert expected in refs(shipped, query)


def test_what_has_the_words_in_its_name_comes_first(shipped: Catalogue) -> None:
    assert refs(shipped, "kybella")[0] == "products.dca_10"


def test_all_words_have_to_be_there(shipped: Catalogue) -> None:
    assert refs(shipped, "pregnancy warfarin") == []


def test_a_heading_narrows_and_the_counts_follow_the_search(shipped: Catalogue) -> None:
    assert all(ref.startswith("questions.") for ref in refs(shipped, "diabetes", Topic.QUESTIONS))
    counts = shipped.counts("warfarin")
    assert (counts[Topic.ALL], counts[Topic.CODES], counts[Topic.RULES]) == (1, 1, 0)


def test_what_the_clinic_changed_is_marked_and_what_it_switched_off_stays_listed(clinic: OpenClinic, wording: Wording) -> None:
    change_entry(clinic, topic="rules", entry="diabetes", field="outcomes.dca", value="stop")
    switch_off(clinic, topic="rules", entry="egg_allergy", reason="never used here")
    confirm_status(clinic, entry="dca_fr", ground="asked the order")
    made = catalogue(clinic.knowledge, clinic.shipped, wording)
    marks = {entry.ref.entry: entry.mark for entry in made.found("", Topic.CHANGED)}
    assert marks == {"diabetes": "Changed", "egg_allergy": "Off", "dca_fr": "Confirmed"}
    assert "egg_allergy" not in clinic.knowledge.rules
    assert made.counts()[Topic.CHANGED] == 3


def test_a_changed_outcome_shows_in_the_list(clinic: OpenClinic, wording: Wording) -> None:
    change_entry(clinic, topic="rules", entry="diabetes", field="outcomes.dca", value="stop")
    listed = catalogue(clinic.knowledge, clinic.shipped, wording).get(EntryRef("rules", "diabetes"))
    assert listed is not None
    assert (listed.detail, listed.role) == ("Stop: all families", "stop")


def test_conflicts_stand_under_their_own_heading(clinic: OpenClinic, wording: Wording) -> None:
    made = change_entry(clinic, topic="rules", entry="diabetes", field="outcomes.dca", value="stop")
    assert made is not None
    found = catalogue(clinic.knowledge, packs(), wording, conflicts=[Conflict(change=made, shipped_now="defer")])
    assert refs(found, "", Topic.TO_DECIDE) == ["rules.diabetes"]
    assert found.counts()[Topic.TO_DECIDE] == 1


def test_the_entry_behind_each_kind_of_finding_is_found() -> None:
    knowledge: Knowledge = packs()
    assert holder_of(knowledge, "diabetes") == EntryRef("rules", "diabetes")
    assert holder_of(knowledge, "dca_volume") == EntryRef("products", "dca_10")
    assert holder_of(knowledge, "dca_submental.sessions") == EntryRef("protocols", "dca_submental")
    assert holder_of(knowledge, "anaesthetic.lidocaine_plain") == EntryRef("anaesthetics", "lidocaine_plain")
    assert holder_of(knowledge, "nothing") is None
    assert holder_of(replace(knowledge, rules={}), "diabetes") is None
