"""Whatever is drawn on the canvas, the count is that of the points drawn, none in a zone, and no line is signed past a hard limit."""

from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal
from itertools import count
from typing import Final

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from meso_desktop.domain import edits
from meso_desktop.domain.areas import Point, Zone
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.drawing import laying
from meso_desktop.domain.drawing.drawing_edits import confirm_extent, mirror_to_other_side, set_outline, set_zones
from meso_desktop.domain.drawing.geometry import is_in_zone
from meso_desktop.domain.drawing.grid import redrawn
from meso_desktop.domain.errors import UserError
from meso_desktop.domain.plan import Placement, PlanLine
from meso_desktop.domain.quantity import Length
from tests.domain.builders import an_id, extent
from tests.domain.ready import assessed, ready
from tests.domain.small_knowledge import small_knowledge
from tests.domain.test_gate_properties import answer_everything, signs_only_what_is_within_hard_limits

Edit = Callable[[Consultation], Consultation]
Laying = Callable[[Placement, PlanLine, Consultation], Placement]
PACK: Final = small_knowledge()
PLACES: Final = st.builds(Point, st.integers(min_value=-700, max_value=700), st.integers(min_value=-700, max_value=700))
CORNERS: Final = st.lists(PLACES, min_size=3, max_size=5).map(tuple)


def _first(document: Consultation) -> PlanLine:
    return document.plan.lines[0]


def _laid(change: Laying) -> Edit:
    def edit(document: Consultation) -> Consultation:
        line = _first(document)
        return edits.put_line(document, replace(line, placement=change(line.placement, line, document)))

    return edit


def _shifted(by: Point) -> Edit:
    return _laid(lambda placed, line, d: laying.shifted(placed, by=by, extent=d.target_areas[0].extent or extent("4", "3"),
                                                        spacing_cm=line.spacing_cm or Decimal(1)))


def _turned(degrees: int) -> Edit:
    return _laid(lambda placed, line, d: laying.turned(placed, to_degrees=degrees, extent=d.target_areas[0].extent or extent("4", "3"),
                                                       spacing_cm=line.spacing_cm or Decimal(1)))


def _taken_out(number: int) -> Edit:
    def change(placed: Placement, line: PlanLine, document: Consultation) -> Placement:
        del document
        return laying.removed(placed, line.points[number % len(line.points)]) if line.points else placed

    return _laid(change)


def _outlined(corners: tuple[Point, ...]) -> Edit:
    return lambda d: set_outline(d, _first(d).target_id, corners)


def _zoned(corners: tuple[Point, ...]) -> Edit:
    return lambda d: set_zones(d, _first(d).target_id, (*d.target_areas[0].zones, Zone(kind="scar", corners=corners)))


def _mirrored() -> Edit:
    numbers = count(700)
    return lambda d: mirror_to_other_side(d, _first(d).target_id, new_id=lambda: an_id(next(numbers)))


def _confirmed() -> Edit:
    return lambda d: confirm_extent(d, _first(d).target_id)


DRAWINGS: st.SearchStrategy[Edit] = st.one_of(
    CORNERS.map(_outlined),
    CORNERS.map(_zoned),
    PLACES.map(_shifted),
    st.integers(min_value=-400, max_value=400).map(_turned),
    PLACES.map(lambda point: _laid(lambda placed, _line, _document: laying.added(placed, point))),
    st.integers(min_value=0, max_value=99).map(_taken_out),
    st.sampled_from(["0.4", "0.5", "0.75", "1", "1.3"]).map(
        lambda spacing: lambda d: edits.put_line(d, replace(_first(d), spacing_cm=Decimal(spacing))),
    ),
    st.builds(_mirrored),
    st.builds(_confirmed),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(DRAWINGS, min_size=2, max_size=10))
def test_no_drawing_gets_a_line_past_a_hard_limit_and_signed(drawn: list[Edit]) -> None:
    document = ready()
    for change in drawn:
        with suppress(UserError):
            document = redrawn(change(document), PACK)
    document = answer_everything(document)
    signs_only_what_is_within_hard_limits(document)
    assessment = assessed(document)
    for line, estimate in zip(document.plan.lines, assessment.lines, strict=True):
        target = next(t for t in document.target_areas if t.target_id == line.target_id)
        assert (estimate.points_per_side or 0) == len(line.points)
        assert not any(is_in_zone(point, zone.corners) for point in line.points for zone in target.zones)
        length: Length | None = None if target.extent is None else target.extent.length
        if assessment.may_sign and target.extent is not None and length is not None and not target.extent.is_confirmed:
            assert max(length.cm, target.extent.width.cm) <= PACK.areas[target.area].plausible_cm
