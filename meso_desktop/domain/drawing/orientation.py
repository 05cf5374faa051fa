"""Which way an extent lies on the body: what its upper, lower, left and right edges point to, as drawn on screen and paper."""

from enum import StrEnum
from typing import Final

from msgspec import Struct

from meso_desktop.domain.areas import Side
from meso_desktop.domain.body import Body, Region, View


class Edge(StrEnum):
    """What an edge of the paper points to; its words are ``edge.<value>``."""

    HEAD = "head"
    FEET = "feet"
    PATIENT_RIGHT = "patient_right"
    PATIENT_LEFT = "patient_left"
    FRONT = "front"
    BACK = "back"


class Orientation(Struct, frozen=True, kw_only=True):
    """What the edges point to; the x of a point grows to the `right`, its y to the `top`, which is the head."""

    left: Edge
    right: Edge
    top: Edge = Edge.HEAD
    bottom: Edge = Edge.FEET


_FACING: Final = Orientation(left=Edge.PATIENT_RIGHT, right=Edge.PATIENT_LEFT)
_FROM_BEHIND: Final = Orientation(left=Edge.PATIENT_LEFT, right=Edge.PATIENT_RIGHT)
_LEFT_PROFILE: Final = Orientation(left=Edge.FRONT, right=Edge.BACK)
_RIGHT_PROFILE: Final = Orientation(left=Edge.BACK, right=Edge.FRONT)
_SEEN: Final = {View.FRONT: _FACING, View.HEAD_FRONT: _FACING, View.BACK: _FROM_BEHIND}


def drawn_side(side: Side) -> Side:
    """Return the side on which an extent is drawn; of both it is the left, and the right is its mirror image."""
    return Side.LEFT if side is Side.BOTH else side


def orientation(area: str, side: Side, body: Body) -> Orientation:
    """Return how the paper lies on an area: as one looks at it from the front or, where only that shows it whole, from behind.

    An area that neither shows lies as its own side is looked at.
    """
    found = [(figure.view, region) for figure in body.figures for region in figure.regions if region.area == area]
    for is_part in (False, True):
        for view, seen in _SEEN.items():
            if any(_shows(region, side, is_part=is_part) for shown, region in found if shown is view):
                return seen
    if not found:
        return _FACING
    return _RIGHT_PROFILE if side is Side.RIGHT else _LEFT_PROFILE


def _shows(region: Region, side: Side, *, is_part: bool) -> bool:
    return region.side is drawn_side(side) and (is_part or not region.is_part)
