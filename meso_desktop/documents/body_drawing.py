"""Draws the body small, with the chosen areas marked and numbered."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject
from reportlab.platypus import Flowable

from meso_desktop.documents.body_spot import draw_spot
from meso_desktop.documents.flow import draw_line
from meso_desktop.documents.lines import fitted
from meso_desktop.documents.paper import PaperLine, PlanPaper
from meso_desktop.documents.style import ACCENT, LABEL, MUTED, Style
from meso_desktop.documents.typefaces import Face
from meso_desktop.domain.areas import Side
from meso_desktop.domain.body import Body, Figure, Path, Place, Region, SegmentKind, Shape, Stroke, Tone, View, Weight, flattened
from meso_desktop.domain.marks import place_of, view_of
from meso_desktop.domain.people import Sex

_FILLS: Final = {
    Tone.SKIN: HexColor("#faf8f6"),
    Tone.HAIR: HexColor("#e3e2e0"),
    Tone.SHADE: HexColor("#3c4a5212", hasAlpha=True),
    Tone.INK: HexColor("#8b979b"),
}
_OUTLINE: Final = HexColor("#8b979b")
_CONTOUR: Final = HexColor("#b4bdc0")
_MARKED: Final = HexColor("#a9cdd1")
_BODY_HEIGHT: Final = 186.0
_HEAD_HEIGHT: Final = 96.0
_CAPTION: Final = 14.0
_GAP: Final = 8.0
_REACH: Final = 5.0
_MARGIN: Final = 12.0
_SLACK: Final = 6.0
_LOW: Final = 0.93
"""How far down a close-up its sides are named: on shoulders and calves, which no leader crosses."""
_ANYWHERE: Final = "lipoma_site"  # has no place on the body and is drawn beside it
_NUMBER_STYLE: Final = Style(8.5, 9, Face.SEMIBOLD, ACCENT)
_CAPTION_STYLE: Final = LABEL._replace(align="centre")
_SIDE_STYLE: Final = Style(8.5, 10, Face.MEDIUM, MUTED, align="centre")
MOST_NUMBERS: Final = 16
"""With more lines the areas are marked without numbers, which would cover one another."""
MOST_VIEWS: Final = 3
"""With more views for spots alone, the patient's first page would not hold them."""
_LEAST_SCALE: Final = 0.3


class Mark(NamedTuple):
    """A region to mark with the number of its line; an empty number marks without."""

    region: Region
    number: str


class Spot(NamedTuple):
    """A place that the doctor marked on a view, with the number of its line where no region has it."""

    place: Place
    number: str


class _Placed(NamedTuple):
    figure: Figure
    marks: tuple[Mark, ...]
    spots: tuple[Spot, ...] = ()


def figures_with(body: Body, sex: Sex, lines: Sequence[PaperLine]) -> tuple[_Placed, ...]:
    """Return the fewest views on which every area of the lines can be marked; what a close-up shows whole is marked on it.

    A spot that the doctor marked is shown on its own view, as long as the views stay few; one that no region shows always is.
    """
    numbers: dict[tuple[str, Side], list[str]] = {}
    spots: dict[View, list[tuple[PaperLine, Spot]]] = {}
    for line in lines:
        number = str(line.number) if len(lines) <= MOST_NUMBERS else ""
        mark = line.target.mark
        view = None if mark is None else view_of(mark)
        if mark is not None and view is not None:
            spots.setdefault(view, []).append((line, Spot(place_of(mark), number)))
        if view is None or line.target.area != _ANYWHERE:
            for side in _sides(line.target.side):
                numbers.setdefault((line.target.area, side), []).append(number)
    drawn = {view: body.figure(sex, view) for view in View}
    whole = {view: [region for region in drawn[view].regions if not region.is_part] for view in View}
    enlarged = {region.area for view in View if view.is_close_up for region in whole[view]}
    places = {view: {(r.area, r.side) for r in whole[view] if view.is_close_up or r.area not in enlarged} for view in View}
    needed = {view for view, found in spots.items() if any(line.target.area == _ANYWHERE for line, _ in found)}
    chosen = _covering(set(numbers), places, chosen=needed)
    with_spots = _covering(set(numbers), places, chosen=set(spots))
    if len(with_spots) <= max(MOST_VIEWS, len(chosen)):
        chosen = with_spots
    placed = []
    for view in View:
        if view in chosen:
            regions = [r for r in whole[view] if (r.area, r.side) in numbers and (r.area, r.side) in places[view]]
            named = {region.area for region in regions}
            marked = tuple(spot if line.target.area not in named else Spot(spot.place, "") for line, spot in spots.get(view, ()))
            marks = tuple(Mark(r, number) for r in regions for number in numbers[r.area, r.side])
            placed.append(_Placed(drawn[view], marks, marked))
    return tuple(placed)


def _sides(side: Side) -> tuple[Side, ...]:
    return (Side.LEFT, Side.RIGHT) if side is Side.BOTH else (side,)


def _covering(needed: set[tuple[str, Side]], places: dict[View, set[tuple[str, Side]]], *, chosen: set[View]) -> set[View]:
    """Return the views in `chosen`, and the fewest others that show what is still needed."""
    for view in chosen:
        needed = needed - places[view]
    while True:
        best = max(View, key=lambda view: len(places[view] & needed))
        if not places[best] & needed:
            return chosen
        chosen = {*chosen, best}
        needed = needed - places[best]


class BodyFigures(Flowable):  # type: ignore[misc]  # ReportLab is untyped
    """The views side by side, each with a caption and the patient's sides named."""

    def __init__(self, paper: PlanPaper, placed: Iterable[_Placed]) -> None:
        """Hold the views to draw."""
        super().__init__()
        self._paper = paper
        self._placed = tuple(placed)
        self.spaceBefore, self.spaceAfter = 0.0, 0.0

    def _size(self, figure: Figure) -> tuple[float, float]:
        is_near = figure.view.is_close_up
        height = _HEAD_HEIGHT if is_near and len(self._placed) > 1 else _BODY_HEIGHT * (0.8 if is_near else 1)
        return height * figure.width / figure.height, height

    def wrap(self, available: float, _height: float) -> tuple[float, float]:
        """Return the size of the views, made smaller where they are wider than the space."""
        sizes = [self._size(placed.figure) for placed in self._placed]
        wide = sum(width + 2 * _MARGIN for width, _ in sizes) + _GAP * (len(sizes) - 1)
        self._scale = max(min(1.0, available / wide), _LEAST_SCALE) if sizes else 1.0
        self.width = available
        self.height = max((height for _, height in sizes), default=0) * self._scale + _CAPTION
        return self.width, self.height

    def draw(self) -> None:
        """Draw each view with its marks."""
        x = 0.0
        for placed in self._placed:
            width, height = (length * self._scale for length in self._size(placed.figure))
            x += _MARGIN * self._scale
            top = self.height
            draw_figure(self.canv, placed, x=x, y=top - height, height=height)
            caption = fitted(self._paper.say(f"view.{placed.figure.view.value}"), _CAPTION_STYLE.face, 1e5)
            draw_line(self.canv, caption, x=x + width / 2, y=top - height - 11, style=_CAPTION_STYLE)
            is_near = placed.figure.view.is_close_up
            self._name_sides(placed.figure.view, x=x, width=width, y=top - (height * _LOW if is_near else 12))
            x += width + (_MARGIN + _GAP) * self._scale

    def _name_sides(self, view: View, *, x: float, width: float, y: float) -> None:
        match view:
            case View.FRONT | View.HEAD_FRONT | View.KNEES:
                sides = (Side.RIGHT, Side.LEFT)
            case View.BACK | View.HEAD_BACK:
                sides = (Side.LEFT, Side.RIGHT)
            case _:
                return
        inset = width * (0.22 if view.is_close_up else 0.14)
        for side, at in zip(sides, (x + inset, x + width - inset), strict=True):
            draw_line(self.canv, fitted(self._paper.say(f"side.{side.value}"), Face.MEDIUM, 1e5), x=at, y=y, style=_SIDE_STYLE)


@lru_cache(maxsize=32)
def _outlines(figure: Figure, unused: tuple[Path, ...]) -> tuple[tuple[Shape, ...], tuple[Stroke, ...]]:
    """Return the shapes and contours, but for those inside the places `unused`."""
    boxes = [_box(path) for path in unused]
    shapes = tuple(shape for shape in figure.shapes if not _is_inside(shape.path, boxes))
    return shapes, tuple(stroke for stroke in figure.details if not _is_inside(stroke.path, boxes))


def _box(path: Path) -> tuple[float, float, float, float]:
    places = flattened(path)
    across, down = [x for x, _ in places], [y for _, y in places]
    return min(across), min(down), max(across), max(down)


def _is_inside(path: Path, boxes: Sequence[tuple[float, float, float, float]]) -> bool:
    if not boxes:
        return False
    left, top, right, bottom = _box(path)
    return any(
        left >= box[0] - _SLACK and top >= box[1] - _SLACK and right <= box[2] + _SLACK and bottom <= box[3] + _SLACK for box in boxes
    )


@lru_cache(maxsize=512)
def _pen(path: Path) -> PDFPathObject:
    pen = PDFPathObject()
    for segment in path:
        numbers = [number for place in segment.points for number in place]
        match segment.kind:
            case SegmentKind.MOVE:
                pen.moveTo(*numbers)
            case SegmentKind.LINE:
                pen.lineTo(*numbers)
            case SegmentKind.CURVE:
                pen.curveTo(*numbers)
            case SegmentKind.CLOSE:
                pen.close()
    return pen


def draw_figure(canvas: Canvas, placed: _Placed, *, x: float, y: float, height: float) -> None:
    """Draw a view with its marks and spots, its lower left corner at x and y."""
    scale = height / placed.figure.height
    marked = {mark.region.area for mark in placed.marks}
    unused = tuple(r.path for r in placed.figure.regions if r.area == _ANYWHERE and r.area not in marked)
    shapes, contours = _outlines(placed.figure, unused)
    canvas.saveState()
    canvas.translate(x, y + height)
    canvas.scale(scale, -scale)
    canvas.setLineJoin(1)
    canvas.setLineCap(1)
    canvas.setStrokeColor(_OUTLINE)
    canvas.setLineWidth(0.6 / scale)
    for shape in shapes:
        canvas.setFillColor(_FILLS[shape.tone])
        canvas.drawPath(_pen(shape.path), stroke=int(shape.is_outlined and shape.tone.has_outline), fill=1)
    canvas.setFillColor(_MARKED)
    canvas.setStrokeColor(ACCENT)
    canvas.setLineWidth(0.7 / scale)
    for region in {id(mark.region): mark.region for mark in placed.marks}.values():
        canvas.drawPath(_pen(region.path), stroke=1, fill=1)
    for contour in contours:
        is_outline = contour.weight is Weight.OUTLINE
        canvas.setStrokeColor(_OUTLINE if is_outline else _CONTOUR)
        canvas.setLineWidth((0.6 if is_outline else 0.45) / scale)
        canvas.drawPath(_pen(contour.path), stroke=1, fill=0)
    canvas.restoreState()
    for spot in placed.spots:
        draw_spot(canvas, x=x + spot.place[0] * scale, y=y + height - spot.place[1] * scale)
    _draw_numbers(canvas, placed, x=x, top=y + height, scale=scale)


def _draw_numbers(canvas: Canvas, placed: _Placed, *, x: float, top: float, scale: float) -> None:
    """Write the numbers beside the figure, each with a hairline to its region."""
    middle = placed.figure.width / 2
    named = [(mark.region.centre, mark.number) for mark in placed.marks if mark.number]
    named += [(spot.place, spot.number) for spot in placed.spots if spot.number]
    for is_right in (False, True):
        here = sorted((one for one in named if (one[0][0] >= middle) is is_right), key=lambda one: one[0][1])
        rows = _spread([top - place[1] * scale for place, _ in here])
        edge = x + (placed.figure.width * scale + _REACH if is_right else -_REACH)
        for (place, number), y in zip(here, rows, strict=True):
            centre = (x + place[0] * scale, top - place[1] * scale)
            canvas.setStrokeColor(ACCENT)
            canvas.setLineWidth(0.5)
            canvas.line(*centre, edge - (2 if is_right else -2), y)
            canvas.setFillColor(ACCENT)
            canvas.circle(*centre, 1.1, stroke=0, fill=1)
            words = fitted(number, _NUMBER_STYLE.face, 1e5)
            draw_line(canvas, words, x=edge, y=y - 2.8, style=_NUMBER_STYLE._replace(align="left" if is_right else "right"))


def _spread(heights: Sequence[float]) -> list[float]:
    """Return the heights, which fall, far enough apart to be read."""
    spread: list[float] = []
    for height in heights:
        spread.append(min(height, spread[-1] - _NUMBER_STYLE.leading) if spread else height)
    return spread
