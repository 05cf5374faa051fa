"""Text as people type it: cleaned for keeping, folded for finding."""

import re
import unicodedata
from typing import Final

_SPECIAL: Final = str.maketrans({
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t",
    "ى": "ي", "ة": "ه", "ٱ": "ا", "ـ": None, "\u200c": None, "\u200d": None, "ʼ": "'", "’": "'", "‘": "'",
})
# Invisible characters that change how the rest of a line reads: embeddings, overrides, isolates, zero-width space, byte-order mark.
_INVISIBLE: Final = frozenset("\u00ad\u061c\u180e\u200b\u200e\u200f\u2060\ufeff") | {
    chr(c) for c in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
}
_BREAKS: Final = frozenset("\t\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")
# ITU-T E.164: calling codes of one and two digits; all others have three.
_ONE_DIGIT: Final = frozenset("17")
_TWO_DIGITS: Final = frozenset(
    f"{first}{second}"
    for first, seconds in {
        "2": "07", "3": "0123469", "4": "013456789", "5": "12345678", "6": "0123456", "8": "1246", "9": "0123458",
    }.items()
    for second in seconds
)


def one_line(text: str) -> str:
    """Return `text` for a field of one line: NFC, no control or direction characters, breaks and runs of spaces as one space."""
    return " ".join(_clean(text, breaks=" ").split())


def many_lines(text: str) -> str:
    """Return `text` for a field of several lines: as `one_line`, with its line ends kept, as line feeds."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(_clean(line, breaks=" ").rstrip() for line in lines).strip("\n")


def nfc(text: str) -> str:
    """Return `text` composed, with lone surrogates replaced, as stored text is."""
    if text.isascii() or (unicodedata.is_normalized("NFC", text) and not _has_surrogate(text)):
        return text
    return unicodedata.normalize("NFC", text.encode("utf-8", errors="replace").decode("utf-8"))


def is_nfc(text: str) -> bool:
    """Tell whether `text` is as stored text is."""
    return text.isascii() or (unicodedata.is_normalized("NFC", text) and not _has_surrogate(text))


def folded(text: str) -> str:
    """Return `text` without case, accents and vowel marks, in letters that most keyboards have."""
    if text.isascii():
        return text.casefold()
    plain = unicodedata.normalize("NFKD", text.casefold()).translate(_SPECIAL)
    return "".join(c for c in plain if not unicodedata.category(c).startswith("M"))


def tokens(text: str) -> tuple[str, ...]:
    """Return the folded words and figures of `text`, in order."""
    return tuple("".join(c if c.isalnum() else " " for c in folded(text)).split())


def name_words(name: str) -> tuple[str, ...]:
    """Return the folded words of a name, and words joined over an apostrophe or hyphen, in order and each once."""
    joined = (word for part in folded(name).split() for word in tokens(re.sub("['-]", "", part)))
    return tuple(dict.fromkeys((*tokens(name), *joined)))


def phone_core(text: str) -> str:
    """Return the digits of a telephone number without calling code and trunk zero, so that +33 6 and 06 are the same."""
    cleaned = text.replace("(0)", "")
    digits = "".join(str(unicodedata.digit(c)) for c in cleaned if c.isdigit())
    if digits.startswith("00") and not cleaned.lstrip().startswith("+"):
        cleaned, digits = "+", digits[2:]
    if cleaned.lstrip(" (").startswith("+"):
        digits = digits[_calling_code_length(digits) :]
    return digits.lstrip("0")


def _calling_code_length(digits: str) -> int:
    if digits[:1] in _ONE_DIGIT:
        return 1
    return 2 if digits[:2] in _TWO_DIGITS else 3


def _clean(text: str, *, breaks: str) -> str:
    kept = "".join(breaks if c in _BREAKS else c for c in text if c not in _INVISIBLE)
    return nfc("".join(c for c in kept if unicodedata.category(c) not in {"Cc", "Cs", "Co"}))


def _has_surrogate(text: str) -> bool:
    return any("\ud800" <= c <= "\udfff" for c in text)
