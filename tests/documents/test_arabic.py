"""Arabic letters join as they are written."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meso_desktop.documents.arabic import joined
from meso_desktop.documents.direction import drawing_order, levels
from meso_desktop.documents.legible import legible
from meso_desktop.documents.typefaces import Face, runs


def _places(text: str) -> list[str]:
    return [(unicodedata.decomposition(char).split() or ["<isolated>"])[0] for char in joined(text)]


def test_a_word_begins_goes_on_and_ends() -> None:
    assert _places("محمد") == ["<initial>", "<medial>", "<medial>", "<final>"]


def test_a_letter_that_does_not_join_on_breaks_the_word() -> None:
    assert _places("دار") == ["<isolated>", "<isolated>", "<isolated>"]


def test_lam_and_alef_are_one_form() -> None:
    assert joined("لا") == "\ufefb"
    assert joined("سلام")[1] == "\ufefc"


def test_a_vowel_mark_does_not_part_its_neighbours() -> None:
    shown = joined("مَر")
    assert shown[1] == "\u064e"
    assert unicodedata.decomposition(shown[0]).startswith("<initial>")


def test_lam_and_alef_are_one_form_under_a_vowel_mark_too() -> None:
    assert joined("لَا") == "\ufefb\u064e"


@pytest.mark.parametrize("name", ["مهدوی", "نورگ", "داراپ", "چ", "ژاله", "سیدۂ"])
def test_letters_of_persian_and_urdu_are_drawn_wherever_they_stand(name: str) -> None:
    assert {run.face for run in runs(joined(name), Face.REGULAR)} == {Face.ARABIC}


@settings(deadline=None)  # the first call reads the tables
@given(st.text(alphabet="لاآأإمنهیکگپچژ\u064b\u064e\u0651\u0640\u200c\u200d 5a", max_size=12))
def test_what_is_legible_is_joined_letter_by_letter_and_turned(text: str) -> None:
    shown = joined(legible(text))
    assert "\u200c" not in shown
    assert len(levels(shown)) == len(shown)
    assert sorted(drawing_order(levels(shown))) == list(range(len(shown)))


def test_a_non_joiner_parts_letters_and_is_not_printed() -> None:
    assert "\u200c" not in joined("گلچین‌فر")
    assert _places("ن\u200cف") == ["<isolated>", "<isolated>"]


def test_other_scripts_stay_as_they_are() -> None:
    assert joined("Nguyễn Папа 王") == "Nguyễn Папа 王"
