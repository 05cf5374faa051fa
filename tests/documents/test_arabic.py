"""Arabic letters join as they are written."""

import unicodedata

from meso_desktop.documents.arabic import joined


def _places(text: str) -> list[str]:
    return [unicodedata.decomposition(char).split()[0] for char in joined(text)]


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


def test_a_non_joiner_parts_letters_and_is_not_printed() -> None:
    assert "\u200c" not in joined("گلچین‌فر")
    assert unicodedata.decomposition(joined("ن\u200cف")[0]).startswith("<isolated>")


def test_other_scripts_stay_as_they_are() -> None:
    assert joined("Nguyễn Папа 王") == "Nguyễn Папа 王"
