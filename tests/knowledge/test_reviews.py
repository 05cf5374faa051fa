"""A text counts as reviewed only as long as it is the one that was read."""

from pathlib import Path

import pytest

from meso_desktop.domain.errors import UserError
from meso_desktop.domain.people import Language
from meso_desktop.knowledge.reviews import REVIEWED_FILE, Reviews, load_reviews, text_digest
from meso_desktop.resources import resource_path

TEXT = "Drink plenty of water on the day."
ENTRY = """
[[reviewed]]
language = "fr"
key = "advice.water"
digest = "{digest}"
reviewer = "Dr Ada Invented"
reviewed_on = 2026-11-20
"""


def listed(folder: Path, text: str, *, entries: int) -> Reviews:
    (folder / REVIEWED_FILE).write_text(f"entries = {entries}\n{text}", encoding="utf-8", newline="\n")
    return load_reviews(folder)


def test_a_text_listed_with_its_digest_is_reviewed(tmp_path: Path) -> None:
    reviews = listed(tmp_path, ENTRY.format(digest=text_digest(TEXT)), entries=1)
    review = reviews.of(Language.FRENCH, "advice.water", text=TEXT)
    assert review is not None
    assert (review.reviewer, review.reviewed_on.isoformat()) == ("Dr Ada Invented", "2026-11-20")


def test_a_text_that_changed_is_unreviewed_again(tmp_path: Path) -> None:
    reviews = listed(tmp_path, ENTRY.format(digest=text_digest(TEXT)), entries=1)
    assert reviews.of(Language.FRENCH, "advice.water", text=TEXT.replace("plenty", "a lot")) is None


def test_a_review_holds_for_its_language_and_key_alone(tmp_path: Path) -> None:
    reviews = listed(tmp_path, ENTRY.format(digest=text_digest(TEXT)), entries=1)
    assert reviews.of(Language.ENGLISH, "advice.water", text=TEXT) is None
    assert reviews.of(Language.FRENCH, "advice.meals", text=TEXT) is None


def test_composed_and_decomposed_letters_are_one_text() -> None:
    assert text_digest("e\u0301") == text_digest("\u00e9")


@pytest.mark.parametrize(("text", "entries", "refused"), [
    (ENTRY.format(digest="x").replace("reviewer", "reviwer", 1), 1, "reviews.unreadable"),
    (ENTRY.format(digest="x").replace('"fr"', '"xx"'), 1, "reviews.unreadable"),
    ("[[reviewed", 0, "reviews.unreadable"),
    (ENTRY.format(digest="x") * 2, 2, "reviews.twice"),
    (ENTRY.format(digest="x"), 2, "reviews.cut_short"),
])
def test_a_faulty_list_is_refused_by_name(tmp_path: Path, text: str, entries: int, refused: str) -> None:
    with pytest.raises(UserError) as said:
        listed(tmp_path, text, entries=entries)
    assert said.value.message.id == refused
    assert said.value.message.values[0].value == REVIEWED_FILE


def test_a_missing_list_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError):
        load_reviews(tmp_path)


def test_the_shipped_list_is_read_and_reviews_nothing_that_it_does_not_name() -> None:
    assert load_reviews(resource_path("wording")).of(Language.ENGLISH, "advice.water", text=TEXT) is None
