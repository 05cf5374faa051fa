"""Puts text that mixes left-to-right and right-to-left scripts into the order in which it is drawn.

The rules are those of the Unicode bidirectional algorithm (UAX 9) without explicit embeddings, which `legible` has already replaced.
"""

import unicodedata
from collections.abc import Sequence
from typing import Final

_FIRST_RTL: Final = "\u0590"
_NEUTRAL: Final = frozenset({"B", "S", "WS", "ON", "ET", "ES", "CS", "BN"})
_MIRRORED: Final = {"(": ")", ")": "(", "[": "]", "]": "[", "{": "}", "}": "{", "<": ">", ">": "<", "«": "»", "»": "«"}


def turns(text: str) -> bool:
    """Tell whether `text` holds a right-to-left character."""
    return bool(text) and max(text) >= _FIRST_RTL and any(unicodedata.bidirectional(char) in {"R", "AL", "AN"} for char in text)


def levels(text: str) -> list[int]:
    """Return the embedding level of each character; the first strong character sets the direction of the whole."""
    kinds = [unicodedata.bidirectional(char) or "L" for char in text]
    base = next((int(kind != "L") for kind in kinds if kind in {"L", "R", "AL"}), 0)
    start = "R" if base else "L"
    _weak(kinds, start)
    _neutral(kinds, start)
    return [base if kind == "B" else _level(kind, base) for kind in kinds]


def _weak(kinds: list[str], start: str) -> None:
    strong, before = start, start
    for at, kind in enumerate(kinds):  # W1 to W3
        if kind == "NSM":
            kinds[at] = before
        elif kind == "EN" and strong == "AL":
            kinds[at] = "AN"
        if kind in {"L", "R", "AL"}:
            strong = kind
        before = kinds[at]
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]
    for at in range(1, len(kinds) - 1):  # W4
        sides = {kinds[at - 1], kinds[at + 1]}
        if (kinds[at] == "CS" and sides in ({"EN"}, {"AN"})) or (kinds[at] == "ES" and sides == {"EN"}):
            kinds[at] = kinds[at - 1]
    _terminators(kinds)
    strong = start
    for at, kind in enumerate(kinds):  # W7
        if kind in {"L", "R"}:
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[at] = "L"


def _terminators(kinds: list[str]) -> None:
    for order in (range(len(kinds)), range(len(kinds) - 1, -1, -1)):  # W5
        before = ""
        for at in order:
            if kinds[at] == "ET" and before == "EN":
                kinds[at] = "EN"
            before = kinds[at]


def _neutral(kinds: list[str], start: str) -> None:
    at = 0
    while at < len(kinds):  # N1 and N2
        if kinds[at] not in _NEUTRAL:
            at += 1
            continue
        end = at
        while end < len(kinds) and kinds[end] in _NEUTRAL:
            end += 1
        left = _side(kinds[at - 1]) if at else start
        right = _side(kinds[end]) if end < len(kinds) else start
        kinds[at:end] = [left if left == right else start] * (end - at)
        at = end


def _side(kind: str) -> str:
    return "L" if kind == "L" else "R"


def _level(kind: str, base: int) -> int:
    match kind:
        case "L":
            return base + base % 2
        case "R":
            return base + (base + 1) % 2
        case _:
            return base + 2 - base % 2


def drawing_order(line: Sequence[int]) -> list[int]:
    """Return the places of a line's characters in the order they are drawn from left to right (rule L2)."""
    order = list(range(len(line)))
    odd = [level for level in line if level % 2]
    for level in range(max(line, default=0), min(odd, default=1) - 1, -1):
        at = 0
        while at < len(order):
            end = at
            while end < len(order) and line[order[end]] >= level:
                end += 1
            order[at:end] = reversed(order[at:end])
            at = end + 1
    return order


def mirrored(char: str) -> str:
    """Return the bracket that stands for `char` in right-to-left text."""
    return _MIRRORED.get(char, char)
