"""Which corner or side the hand is at."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPointF

from meso_desktop.domain.areas import Point
from meso_desktop.ui.canvas.paper_view import PaperView


def nearest_corner(at: QPointF, corners: Sequence[Point], view: PaperView, *, reach: float) -> int | None:
    """Return the place in order of the nearest corner within reach."""
    best, found = reach * reach, None
    for place, corner in enumerate(corners):
        seen = view.to_screen(corner)
        gap = (seen.x() - at.x()) ** 2 + (seen.y() - at.y()) ** 2
        if gap <= best:
            best, found = gap, place
    return found


def nearest_side(at: QPointF, corners: Sequence[Point], view: PaperView, *, reach: float) -> tuple[int, Point] | None:
    """Return the corner that begins the nearest side within reach of a closed outline, and the place on that side."""
    best, found = reach * reach, None
    for place, (first, last) in enumerate(zip(corners, (*corners[1:], *corners[:1]), strict=True)):
        start, end = view.to_screen(first), view.to_screen(last)
        along = end - start
        whole = along.x() ** 2 + along.y() ** 2
        if not whole:
            continue
        share = min(max(((at.x() - start.x()) * along.x() + (at.y() - start.y()) * along.y()) / whole, 0.0), 1.0)
        on_side = start + along * share
        gap = (on_side.x() - at.x()) ** 2 + (on_side.y() - at.y()) ** 2
        if gap <= best:
            best, found = gap, (place, view.to_paper(on_side))
    return found


def nearest_place(at: Point, places: Iterable[Point], *, within: float) -> Point | None:
    """Return the nearest of several places of the paper, within so many 0.1 mm."""
    best, found = within * within, None
    x, y = at.x, at.y
    for place in places:
        gap = (place.x - x) ** 2 + (place.y - y) ** 2
        if gap <= best:
            best, found = gap, place
    return found


def next_place(here: Point, places: Iterable[Point], *, way: tuple[int, int]) -> Point | None:
    """Return the place that an arrow key goes to: the nearest that lies that way, rather ahead than aside."""
    best, found = float("inf"), None
    for place in places:
        ahead = (place.x - here.x) * way[0] + (place.y - here.y) * way[1]
        aside = abs((place.x - here.x) * way[1]) + abs((place.y - here.y) * way[0])
        cost = ahead + 3.0 * aside
        if ahead > 0 and cost < best:
            best, found = cost, place
    return found
