"""Makes any text printable: what cannot or must not be drawn is replaced by a visible mark."""

import re
import unicodedata
from typing import Final

MARK: Final = "\ufffd"
"""Stands for a character that was not printed."""

_PLAIN: Final = re.compile("[\n -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u052f\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\u4e00-\u9fff]*")
"""Characters of everyday text, none of which needs replacing."""

_NEW_LINES: Final = frozenset("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")
_TURNING: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_UNPRINTABLE: Final = frozenset({"Cc", "Cs", "Co", "Cn"})
_NO_JOIN: Final = "\u200c"
_SKIN_TONES: Final = frozenset(map(chr, range(0x1F3FB, 0x1F400)))
_SELECTORS: Final = frozenset([*map(chr, range(0xFE00, 0xFE10)), *map(chr, range(0xE0100, 0xE01F0))])


def legible(text: str) -> str:
    """Return `text` in NFC with plain line ends and no character that hides, turns or breaks what is printed.

    Control characters and characters that turn the direction of the text become `MARK`; what is invisible by nature
    (soft hyphens, joiners, variation selectors) goes. The non-joiner of Arabic script stays for `arabic.joined`.
    """
    if _PLAIN.fullmatch(text) and unicodedata.is_normalized("NFC", text):
        return text
    plain = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    return "".join(map(_legible, plain))


def _legible(char: str) -> str:
    if char in _NEW_LINES:
        return "\n"
    if char == "\t":
        return " "
    if char in _SKIN_TONES or char in _SELECTORS:
        return ""
    category = unicodedata.category(char)
    if char in _TURNING or category in _UNPRINTABLE:
        return MARK
    return "" if category == "Cf" and char != _NO_JOIN else char
