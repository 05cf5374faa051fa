"""Closed outlines of straight sides in whole steps: their surface, whether they cross themselves, and what a row of points meets."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations, pairwise

Place = tuple[int, int]
Interval = tuple[Fraction, Fraction]

LEAST_CORNERS = 3
"""A closed outline has no fewer."""


def doubled_surface(corners: Sequence[Place]) -> int:
    """Return twice the surface, in steps squared."""
    return abs(sum(x * v - u * y for (x, y), (u, v) in _sides(corners)))


def is_simple(corners: Sequence[Place]) -> bool:
    """Tell whether the outline has a surface, no corner twice, and no two sides that meet but at a shared corner."""
    if len(corners) < LEAST_CORNERS or len(set(corners)) < len(corners) or not doubled_surface(corners):
        return False
    sides = _sides(corners)
    last = len(sides) - 1
    for (one, first), (other, second) in combinations(enumerate(sides), 2):
        is_next = other - one == 1 or (one == 0 and other == last)
        if is_next:
            shared = first[1] if other - one == 1 else first[0]
            if _folds_back(first, second, shared):
                return False
        elif _meet(first, second):
            return False
    return True


def row_intervals(corners: Sequence[Place], y: int) -> list[Interval]:
    """Return where a horizontal row lies inside the outline or on it, from left to right; intervals may touch."""
    found: list[Interval] = []
    crossings: list[Fraction] = []
    for (x, v), (u, w) in _sides(corners):
        if v == w == y:
            found.append((Fraction(min(x, u)), Fraction(max(x, u))))
        if (v <= y) != (w <= y):
            crossings.append(x + Fraction((y - v) * (u - x), w - v))
        if v == y:
            found.append((Fraction(x), Fraction(x)))
    crossings.sort()
    found.extend(zip(crossings[::2], crossings[1::2], strict=True))
    return sorted(found)


def holds(intervals: Sequence[Interval], x: int, *, margin: int = 0) -> bool:
    """Tell whether `x` lies in one of the intervals, or within `margin` of it."""
    return any(low - margin <= x <= high + margin for low, high in intervals)


def _sides(corners: Sequence[Place]) -> list[tuple[Place, Place]]:
    return list(pairwise((*corners, *corners[:1])))


def _turn_of(a: Place, b: Place, c: Place) -> int:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _is_between(a: Place, b: Place, c: Place) -> bool:
    return min(a[0], b[0]) <= c[0] <= max(a[0], b[0]) and min(a[1], b[1]) <= c[1] <= max(a[1], b[1])


def _meet(first: tuple[Place, Place], second: tuple[Place, Place]) -> bool:
    a, b = first
    c, d = second
    turns = (_turn_of(a, b, c), _turn_of(a, b, d), _turn_of(c, d, a), _turn_of(c, d, b))
    if (turns[0] > 0) != (turns[1] > 0) and (turns[2] > 0) != (turns[3] > 0) and all(turns):
        return True
    touches = ((turns[0], a, b, c), (turns[1], a, b, d), (turns[2], c, d, a), (turns[3], c, d, b))
    return any(turn == 0 and _is_between(p, q, r) for turn, p, q, r in touches)


def _folds_back(first: tuple[Place, Place], second: tuple[Place, Place], shared: Place) -> bool:
    one = next(place for place in first if place != shared)
    other = next(place for place in second if place != shared)
    ahead = (one[0] - shared[0]) * (other[0] - shared[0]) + (one[1] - shared[1]) * (other[1] - shared[1])
    return _turn_of(shared, one, other) == 0 and ahead > 0
