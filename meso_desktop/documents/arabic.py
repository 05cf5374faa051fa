"""Joins Arabic letters into the forms of them that the bundled type has."""

import re
from functools import lru_cache
from typing import Any, Final

_LETTERS: Final = re.compile("[\u0600-\u06ff]")
_NO_JOIN: Final = "\u200c"
_FOR_THE_TYPE: Final = {
    "delete_harakat": "no",
    "use_unshaped_instead_of_isolated": "yes",  # the type has no isolated forms beyond those of Arabic; the letter itself is one
}


@lru_cache(maxsize=1)
def _reshaper() -> Any:  # noqa: ANN401  the library is untyped
    from arabic_reshaper import ArabicReshaper  # noqa: PLC0415  few papers need it

    return ArabicReshaper(configuration=_FOR_THE_TYPE)


def joined(text: str) -> str:
    """Return `text` with Arabic letters in their joined forms, still in reading order, and without non-joiners."""
    if text.isascii():
        return text
    shaped: str = _reshaper().reshape(text) if _LETTERS.search(text) else text
    return shaped.replace(_NO_JOIN, "")
