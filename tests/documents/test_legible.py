"""Any text can be printed, and what cannot be drawn is seen to be missing."""

import pytest

from meso_desktop.documents.legible import MARK, legible


@pytest.mark.parametrize("char", ["\x00", "\x07", "\x7f", "\x9f", "\u202e", "\u2066", "\ud800", "\ue000", "\uffff"])
def test_what_hides_or_turns_text_becomes_a_visible_mark(char: str) -> None:
    assert legible(f"a{char}b") == f"a{MARK}b"


@pytest.mark.parametrize("invisible", ["\u00ad", "\ufe0f", "\u200e", "\U0001f3fd"])
def test_what_is_invisible_by_nature_goes(invisible: str) -> None:
    assert legible(f"a{invisible}b") == "ab"


def test_every_kind_of_line_end_is_one() -> None:
    assert legible("a\r\nb\rc\u2028d\x85e\tf") == "a\nb\nc\nd\ne f"


def test_letters_and_their_accents_become_one_character() -> None:
    assert legible("Nguye\u0302\u0303n") == "Nguyễn"


def test_markup_is_text() -> None:
    assert legible("<b>&amp;</b>") == "<b>&amp;</b>"
