"""Text: cleaned for keeping, folded for finding."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meso_desktop.domain.text import folded, is_nfc, many_lines, name_words, one_line, phone_core, tokens


@pytest.mark.parametrize(
    ("text", "plain"),
    [("Éloïse", "eloise"), ("ŁUKASZ", "lukasz"), ("Straße", "strasse"), ("Søren Ærø", "soren aero"), ("Đặng", "dang"),
     ("ΣΊΣΥΦΟΣ", "σισυφοσ"), ("أحمد", "احمد"), ("Çelik", "celik"), ("Алёна", "алена")],
)
def test_case_and_accents_are_folded(text: str, plain: str) -> None:
    assert folded(text) == plain


@pytest.mark.parametrize(
    "number", ["06 12 34 56 78", "+33 6 12 34 56 78", "0033612345678", "+33 (0)6 12 34 56 78", "06.12.34.56.78", "(06) 12-34-56-78"],
)
def test_a_number_is_the_same_with_and_without_its_calling_code(number: str) -> None:
    assert phone_core(number) == "612345678"


@pytest.mark.parametrize(
    ("number", "core"), [("+1 (555) 010-4517", "5550104517"), ("+351 912 345 678", "912345678"), ("+7 912 3", "9123"), ("", "")],
)
def test_calling_codes_have_one_to_three_digits(number: str, core: str) -> None:
    assert phone_core(number) == core


def test_words_joined_by_apostrophe_or_hyphen_are_words_too() -> None:
    assert name_words("Jean-Paul O'Neil") == ("jean", "paul", "o", "neil", "jeanpaul", "oneil")


@given(st.text())
def test_cleaned_text_is_stable_composed_and_visible(text: str) -> None:
    for clean in (one_line, many_lines):
        once = clean(text)
        assert clean(once) == once
        assert is_nfc(once)
        assert not set(once) & set("\x00\x07\u202e\u2066\u200b\ufeff\r")
    assert "\n" not in one_line(text)


@given(st.text())
def test_folding_never_fails_and_gives_plain_tokens(text: str) -> None:
    assert all(token.isalnum() for token in tokens(text))
