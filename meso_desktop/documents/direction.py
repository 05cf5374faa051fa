"""Puts text that mixes left-to-right and right-to-left scripts into the order in which it is drawn (UAX 9)."""

import unicodedata
from collections.abc import Sequence
from typing import Any, Final

_FIRST_RTL: Final = "\u0590"


def turns(text: str) -> bool:
    """Tell whether `text` holds a right-to-left character."""
    return bool(text) and max(text) >= _FIRST_RTL and any(unicodedata.bidirectional(char) in {"R", "AL", "AN"} for char in text)


def levels(text: str) -> list[int]:
    """Return the embedding level of each character of legible text; the first strong character sets the direction of the whole."""
    from bidi import algorithm  # noqa: PLC0415  few papers need it

    storage: dict[str, Any] = {**algorithm.get_empty_storage(), "base_level": algorithm.get_base_level(text)}
    algorithm.get_embedding_levels(text, storage)
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    algorithm.resolve_neutral_types(storage, debug=False)
    algorithm.resolve_implicit_levels(storage, debug=False)
    return [char["level"] for char in storage["chars"]]


def drawing_order(line: Sequence[int]) -> list[int]:
    """Return the places of a line's characters in the order they are drawn from left to right (rule L2)."""
    from bidi import algorithm  # noqa: PLC0415  as above

    places = [{"at": at, "level": level} for at, level in enumerate(line)]
    odd = [level for level in line if level % 2]
    algorithm.reverse_contiguous_sequence(places, 0, len(places) - 1, max(line, default=0), min(odd, default=1))
    return [place["at"] for place in places]


def mirrored(char: str) -> str:
    """Return the bracket that stands for `char` in right-to-left text."""
    from bidi.mirror import MIRRORED  # noqa: PLC0415  as above

    shown: str = MIRRORED.get(char, char)
    return shown
