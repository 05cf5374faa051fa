"""The drawn body as values: outlines, inner contours and area regions that window and paper draw alike.

Coordinates are points of a box of `Figure.width` by `Figure.height`, y downwards, height 1000. `Side.LEFT` is the patient's left,
which a front view shows at the viewer's right.
"""

import itertools
import math
import re
from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct

from meso_desktop.domain.areas import Side
from meso_desktop.domain.errors import UserError
from meso_desktop.domain.message import message
from meso_desktop.domain.people import Sex

Place = tuple[float, float]
"""A place in the figure's box: x to the viewer's right, y downwards."""

BAND_STEPS = (4, 16)
"""Fewest and most pieces of one curve of a tapered stroke."""
BAND_PIECE = 7.0
"""How long a piece should be; shorter ones cannot be told apart at 400 %."""


SLENDER = 0.11
"""A tapered stroke is at most this much as thick as it is long: a short mark stays a mark and is no blot."""


class View(StrEnum):
    """What a figure shows; a side or profile is named by the patient's side that faces the viewer."""

    FRONT = "front"
    BACK = "back"
    LEFT = "left"
    RIGHT = "right"
    HEAD_FRONT = "head_front"
    HEAD_BACK = "head_back"
    HEAD_LEFT = "head_left"
    HEAD_RIGHT = "head_right"
    KNEES = "knees"

    @property
    def is_head(self) -> bool:
        """Whether this is one of the enlarged views of head and neck."""
        return self in {View.HEAD_FRONT, View.HEAD_BACK, View.HEAD_LEFT, View.HEAD_RIGHT}

    @property
    def is_close_up(self) -> bool:
        """Whether this shows a part of the body enlarged."""
        return self.is_head or self is View.KNEES


class SegmentKind(StrEnum):
    """A step of the pen."""

    MOVE = "move"
    LINE = "line"
    CURVE = "curve"
    CLOSE = "close"


class Segment(Struct, frozen=True):
    """One step of the pen; `points` are one place for move and line, two handles and the end for a curve, none for close."""

    kind: SegmentKind
    points: tuple[Place, ...] = ()


Path = tuple[Segment, ...]
"""What a pen draws in one go."""


class Tone(StrEnum):
    """What a closed shape is filled with."""

    SKIN = "skin"
    HAIR = "hair"
    SHADE = "shade"
    """A soft shadow over what lies below it, never outlined."""
    INK = "ink"
    """The darkest of all, such as a pupil, never outlined."""

    @property
    def has_outline(self) -> bool:
        """Whether a shape of this tone may be outlined."""
        return self in {Tone.SKIN, Tone.HAIR}


class Shape(Struct, frozen=True):
    """A closed part of the figure; later shapes cover earlier ones.

    One that is not outlined ends where the drawing is cut off, and strokes draw its contours.
    """

    path: Path
    tone: Tone
    is_outlined: bool = True


class Weight(StrEnum):
    """How strongly a stroke is drawn."""

    OUTLINE = "outline"
    FIRM = "firm"
    LIGHT = "light"
    FAINT = "faint"


WIDTHS = {Weight.OUTLINE: 3.0, Weight.FIRM: 3.4, Weight.LIGHT: 2.6, Weight.FAINT: 2.2}
"""How thick an inner contour is in its middle, in points of the figure's box."""


class Stroke(Struct, frozen=True):
    """An inner contour along `path`."""

    path: Path
    weight: Weight

    @property
    def band(self) -> Path:
        """The contour as a closed shape to fill, which thins out to both ends."""
        return tapered(self.path, width=WIDTHS[self.weight])


class Region(Struct, frozen=True):
    """Where one area lies on one view; `centre` is a place inside for a label or a mark.

    `is_part` says that the view shows only part of the area, so that paper marks it on another.
    """

    area: str
    side: Side
    path: Path
    centre: Place
    is_part: bool = False


class Figure(Struct, frozen=True):
    """One view of one body: closed `shapes` filled and outlined in order, `details` over them, `regions` on top."""

    sex: Sex
    view: View
    width: float
    height: float
    shapes: tuple[Shape, ...]
    details: tuple[Stroke, ...]
    regions: tuple[Region, ...]


class Body(Struct, frozen=True):
    """Every figure that was drawn."""

    figures: tuple[Figure, ...]

    def figure(self, sex: Sex, view: View) -> Figure:
        """Return the figure of `sex` and `view`; where the sex is not stated, the female one."""
        drawn = Sex.FEMALE if sex is Sex.NOT_STATED else sex
        return next(figure for figure in self.figures if figure.sex is drawn and figure.view is view)


_TOKEN = re.compile(r"[MLCZ]|-?\d+(?:\.\d+)?")
_PLACES = {"M": (SegmentKind.MOVE, 1), "L": (SegmentKind.LINE, 1), "C": (SegmentKind.CURVE, 3), "Z": (SegmentKind.CLOSE, 0)}


def parse_path(text: str) -> Path:
    """Return the path that an SVG path string of absolute M, L, C and Z draws.

    Raises UserError `body.path` for anything else.
    """
    if _TOKEN.sub("", text).strip(" ,\n\t"):
        raise UserError(message("body.path", path=text[:60]))
    segments: list[Segment] = []
    letter, numbers = "", list[float]()
    for token in _TOKEN.findall(text):
        if token not in _PLACES:
            numbers.append(float(token))
            continue
        segments.extend(_segments(letter, numbers, text=text))
        letter, numbers = token, []
    segments.extend(_segments(letter, numbers, text=text))
    if not segments or segments[0].kind is not SegmentKind.MOVE:
        raise UserError(message("body.path", path=text[:60]))
    return tuple(segments)


def _segments(letter: str, numbers: list[float], *, text: str) -> Iterator[Segment]:
    if not letter:
        if numbers:
            raise UserError(message("body.path", path=text[:60]))
        return
    kind, count = _PLACES[letter]
    if count == 0 and not numbers:
        yield Segment(kind)
        return
    if count == 0 or not numbers or len(numbers) % (2 * count) or (letter == "M" and len(numbers) != 2):  # noqa: PLR2004  one place is x, y
        raise UserError(message("body.path", path=text[:60]))
    places = list(zip(numbers[::2], numbers[1::2], strict=True))
    for at in range(0, len(places), count):
        yield Segment(kind, tuple(places[at : at + count]))


def mirrored(path: Path, *, width: float) -> Path:
    """Return the path seen in a mirror that stands on the middle of a box of `width`."""
    return tuple(Segment(s.kind, tuple((width - x, y) for x, y in s.points)) for s in path)


def turned_round(path: Path) -> Path:
    """Return an open path drawn from its end to its start."""
    ends = [s.points[-1] for s in path]
    back = (Segment(path[at].kind, (*path[at].points[-2::-1], ends[at - 1])) for at in range(len(path) - 1, 0, -1))
    return (Segment(SegmentKind.MOVE, (ends[-1],)), *back)


def closed_by_mirror(half: Path, *, width: float) -> Path:
    """Return the closed path of which the open `half`, from the middle to the middle, is one side."""
    other = turned_round(mirrored(half, width=width))
    return (*half, Segment(SegmentKind.LINE, other[0].points), *other[1:], Segment(SegmentKind.CLOSE))


def flattened(path: Path, *, steps: int = 12) -> tuple[Place, ...]:
    """Return places along the path, each curve in `steps` pieces."""
    places: list[Place] = []
    for segment in path:
        if segment.kind is SegmentKind.CURVE:
            a, b, c = segment.points
            start = places[-1]
            places.extend(_on_curve(start, a, b, c, t=i / steps) for i in range(1, steps + 1))
        else:
            places.extend(segment.points)
    return tuple(places)


def _on_curve(p: Place, a: Place, b: Place, c: Place, *, t: float) -> Place:
    u = 1 - t
    k = (u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t)
    return (k[0] * p[0] + k[1] * a[0] + k[2] * b[0] + k[3] * c[0], k[0] * p[1] + k[1] * a[1] + k[2] * b[1] + k[3] * c[1])


def _in_pieces(path: Path) -> list[Place]:
    """Return places along the path, close enough together for a smooth band and no closer."""
    places: list[Place] = []
    for segment in path:
        if segment.kind is not SegmentKind.CURVE:
            places.extend(segment.points)
            continue
        start, (a, b, c) = places[-1], segment.points
        around = math.dist(start, a) + math.dist(a, b) + math.dist(b, c)
        fewest, most = BAND_STEPS
        steps = min(max(round(around / BAND_PIECE), fewest), most)
        places.extend(_on_curve(start, a, b, c, t=i / steps) for i in range(1, steps + 1))
    return places


def tapered(path: Path, *, width: float) -> Path:
    """Return the open path as a closed shape, `width` thick in its middle and thinning out to both ends."""
    places = _in_pieces(path)
    lengths = [0.0]
    for (x0, y0), (x1, y1) in itertools.pairwise(places):
        lengths.append(lengths[-1] + math.hypot(x1 - x0, y1 - y0))
    whole = lengths[-1] or 1.0
    width = min(width, whole * SLENDER)
    left: list[Place] = []
    right: list[Place] = []
    for at, (x, y) in enumerate(places):
        (x0, y0), (x1, y1) = places[max(at - 1, 0)], places[min(at + 1, len(places) - 1)]
        along = math.hypot(x1 - x0, y1 - y0) or 1.0
        half = width / 2 * max(0.0, math.sin(math.pi * lengths[at] / whole)) ** 0.6 + 0.2
        dx, dy = -(y1 - y0) / along * half, (x1 - x0) / along * half
        left.append((round(x + dx, 2), round(y + dy, 2)))
        right.append((round(x - dx, 2), round(y - dy, 2)))
    ring = [*left, *reversed(right)]
    lines = (Segment(SegmentKind.LINE, (place,)) for place in ring[1:])
    return (Segment(SegmentKind.MOVE, (ring[0],)), *lines, Segment(SegmentKind.CLOSE))


def centre_of(path: Path) -> Place:
    """Return the centroid of the closed path."""
    places = flattened(path)
    doubled = x = y = 0.0
    for (x0, y0), (x1, y1) in zip(places, (*places[1:], places[0]), strict=True):
        cross = x0 * y1 - x1 * y0
        doubled += cross
        x += (x0 + x1) * cross
        y += (y0 + y1) * cross
    if not doubled:
        return places[0]
    return (round(x / (3 * doubled), 2), round(y / (3 * doubled), 2))
