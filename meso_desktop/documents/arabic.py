"""Joins Arabic letters: each gets the form it has at the start, in the middle or at the end of a word."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

_LAM: Final = "\u0644"
_TATWEEL: Final = "\u0640"
_NO_JOIN: Final = "\u200c"
_JOIN: Final = "\u200d"
_LETTERS: Final = re.compile("[\u0600-\u06ff]")
_FORMS: Final = frozenset({"<isolated>", "<final>", "<initial>", "<medial>"})


@lru_cache(maxsize=1)
def _forms() -> dict[tuple[str, str], str]:
    """Return the form of each letter, and of lam with alef, by its place, read from the Unicode tables of Python."""
    forms: dict[tuple[str, str], str] = {}
    for code in (*range(0xFE70, 0xFEFD), *range(0xFB50, 0xFBB2), *range(0xFBD3, 0xFC00)):
        place, _, letters = unicodedata.decomposition(chr(code)).partition(" ")
        if place in _FORMS:
            text = "".join(chr(int(letter, 16)) for letter in letters.split())
            if len(text) == 1 or (len(text) == 2 and text[0] == _LAM):  # noqa: PLR2004  lam with alef
                forms.setdefault((text, place), chr(code))
    return forms


def holds_arabic(text: str) -> bool:
    """Tell whether `text` has letters that join."""
    return _LETTERS.search(text) is not None


def joined(text: str) -> str:
    """Return `text` with Arabic letters in their joined forms, still in reading order, and without joiners."""
    if not holds_arabic(text):
        return text if text.isascii() else text.replace(_NO_JOIN, "").replace(_JOIN, "")
    forms = _forms()
    out: list[str] = []
    at = 0
    while at < len(text):
        letter = text[at]
        length = 1
        if letter == _LAM and (text[at : at + 2], "<isolated>") in forms:
            letter, length = text[at : at + 2], 2
        before, after = _neighbour(text, at, step=-1), _neighbour(text, at + length - 1, step=1)
        to_before = _joins_on(before, forms) and _joins_back(letter, forms)
        to_after = length == 1 and _joins_on(letter, forms) and _joins_back(after, forms)
        place = {(True, True): "<medial>", (True, False): "<final>", (False, True): "<initial>"}.get((to_before, to_after), "<isolated>")
        if letter not in {_NO_JOIN, _JOIN}:
            out.append(forms.get((letter, place), letter))
        at += length
    return "".join(out)


def _neighbour(text: str, at: int, *, step: int) -> str:
    at += step
    while 0 <= at < len(text) and unicodedata.category(text[at]) == "Mn":
        at += step
    return text[at] if 0 <= at < len(text) else ""


def _joins_on(letter: str, forms: dict[tuple[str, str], str]) -> bool:
    return letter in {_TATWEEL, _JOIN} or (letter, "<initial>") in forms


def _joins_back(letter: str, forms: dict[tuple[str, str], str]) -> bool:
    return letter in {_TATWEEL, _JOIN} or (letter, "<final>") in forms
