"""What is drawn on the canvas changes the document: outlines, zones, implausible extents, the mirror image; and what it gates."""

from collections.abc import Callable
from itertools import count
from uuid import UUID

import pytest
from msgspec.structs import replace

from meso_desktop.domain.accepting import not_accepted
from meso_desktop.domain.areas import Outline, Point, Side, Zone
from meso_desktop.domain.consultation import Consultation, Copied
from meso_desktop.domain.drawing.drawing_edits import confirm_extent, mirror_to_other_side, set_outline, set_zones
from meso_desktop.domain.drawing.grid import redrawn
from meso_desktop.domain.drawing.plausible import asks_back, implausible
from meso_desktop.domain.edits import put_line, put_target
from meso_desktop.domain.errors import UserError
from meso_desktop.domain.ids import ConsultationId, TargetId
from meso_desktop.domain.plan import Placement
from tests.domain.builders import VISIT_ON, an_id, consultation, extent, line, target
from tests.domain.ready import assessed, ready
from tests.domain.small_knowledge import small_knowledge

FIRST = TargetId(an_id(1))
SQUARE = (Point(0, 0), Point(400, 0), Point(400, 300), Point(0, 300))
SCAR = Zone(kind="scar", corners=(Point(-160, -110), Point(-100, -110), Point(-100, -60), Point(-160, -60)))


def new_ids() -> Callable[[], UUID]:
    numbers = count(500)
    return lambda: an_id(next(numbers))


def sided(side: Side = Side.LEFT) -> Consultation:
    return consultation(targets=(target(1, area="flank", side=side, of=extent("5", "4")),), lines=(line(1, protocol="flank_dca"),))


def missing_fields(document: Consultation) -> dict[str, bool]:
    found = assessed(document).missing
    return {m.text.id: m.bars_signing for m in found if m.text.id.startswith("missing.target.")}


def test_an_outline_drawn_aside_takes_the_grid_and_the_zones_along() -> None:
    document = set_zones(ready(), FIRST, (SCAR,))
    document = put_line(document, replace(document.plan.lines[0], placement=Placement(shift=Point(7, 0), added=(Point(1, 1),))))
    drawn = redrawn(set_outline(document, FIRST, SQUARE), small_knowledge())
    area, placed = drawn.target_areas[0], drawn.plan.lines[0]
    assert area.extent is not None
    assert area.extent.outline is Outline.FREE
    assert area.zones[0].corners[0] == Point(-160 - 200, -110 - 150)
    assert (placed.placement.shift, placed.placement.added) == (Point(7 - 200, -150), (Point(1 - 200, 1 - 150),))


def test_a_crossing_outline_changes_nothing() -> None:
    with pytest.raises(UserError):
        set_outline(ready(), FIRST, (SQUARE[0], SQUARE[2], SQUARE[1], SQUARE[3]))
    with pytest.raises(UserError):
        set_zones(ready(), FIRST, (replace(SCAR, corners=SCAR.corners[:2]),))


def test_a_consultation_with_a_drawn_outline_may_be_signed() -> None:
    drawn = redrawn(set_outline(ready(), FIRST, SQUARE), small_knowledge())
    assert len(drawn.plan.lines[0].points) == 12
    assert assessed(drawn).may_sign


def test_an_outline_that_cannot_be_used_bars_the_signature() -> None:
    area = set_outline(ready(), FIRST, SQUARE).target_areas[0]
    assert area.extent is not None
    crossed = replace(area.extent, corners=tuple(area.extent.corners[n] for n in (0, 2, 1, 3)))
    document = redrawn(put_target(ready(), replace(area, extent=crossed)), small_knowledge())
    assert missing_fields(document) == {"missing.target.outline": True}
    assert not assessed(document).may_sign


def test_a_zone_that_is_no_outline_bars_the_signature() -> None:
    area = replace(ready().target_areas[0], zones=(replace(SCAR, corners=SCAR.corners[:2]),))
    document = redrawn(put_target(ready(), area), small_knowledge())
    assert missing_fields(document) == {"missing.target.zones": True}
    assert not assessed(document).may_sign


@pytest.mark.parametrize("outline", list(Outline))
def test_a_point_put_in_outside_the_outline_bars_the_signature_and_one_on_it_does_not(outline: Outline) -> None:
    corners = (Point(-200, -150), Point(200, -150), Point(200, 150), Point(-200, 150))
    extent_drawn = replace(extent("4", "3"), outline=outline, corners=corners if outline is Outline.FREE else ())
    started = put_target(ready(), replace(ready().target_areas[0], extent=extent_drawn))
    for point, is_outside in ((Point(200, 0), False), (Point(201, 0), True), (Point(0, -151), True), (Point(3, 149), False)):
        line_with = replace(started.plan.lines[0], placement=Placement(added=(point,)))
        document = redrawn(put_line(started, line_with), small_knowledge())
        assert point in document.plan.lines[0].points
        found = [m for m in assessed(document).missing if m.text.id == "missing.line.points_outside"]
        assert bool(found) is is_outside
        assert assessed(document).may_sign is not is_outside


def test_a_point_that_a_zone_keeps_out_is_not_asked_about() -> None:
    far = Zone(kind="scar", corners=(Point(300, 0), Point(400, 0), Point(400, 100), Point(300, 100)))
    document = set_zones(ready(), FIRST, (far,))
    document = put_line(document, replace(document.plan.lines[0], placement=Placement(added=(Point(350, 50),))))
    assert assessed(redrawn(document, small_knowledge())).may_sign


def test_an_implausible_extent_asks_back_until_it_is_confirmed_and_again_when_it_changes() -> None:
    area = small_knowledge().areas["submental"]
    long = extent(str(area.plausible_cm + 1), "1")
    at_most = extent(str(area.plausible_cm), "1")
    assert implausible(at_most, area) is None
    assert implausible(extent("1", str(area.plausible_cm + 1)), area) is not None
    document = redrawn(put_target(ready(), replace(ready().target_areas[0], extent=long)), small_knowledge())
    assert missing_fields(document) == {"missing.target.extent_confirm": True}
    assert not assessed(document).may_sign
    confirmed = confirm_extent(document, FIRST)
    assert missing_fields(confirmed) == {}
    assert confirmed.target_areas[0].extent == replace(long, is_confirmed=True)
    assert asks_back(confirmed.target_areas[0].extent, area) is None
    assert implausible(replace(long, is_confirmed=True), area) is not None
    assert asks_back(None, area) is None


def test_an_area_without_extent_has_nothing_to_confirm() -> None:
    document = put_target(ready(), replace(ready().target_areas[0], extent=None))
    assert confirm_extent(document, FIRST) == document


def test_the_other_side_is_made_as_a_mirror_shows_it() -> None:
    document = set_zones(sided(), FIRST, (SCAR,))
    document = put_line(document, replace(document.plan.lines[0], placement=Placement(turn_degrees=30, shift=Point(5, 2))))
    both = mirror_to_other_side(document, FIRST, new_id=new_ids())
    here, there = both.target_areas
    assert (there.side, there.aim, there.deposit, there.pinch, there.answers) == (Side.RIGHT, here.aim, here.deposit, None, ())
    assert there.zones[0].corners[0] == Point(160, -110)
    assert both.plan.lines[1].placement == Placement(turn_degrees=330, shift=Point(-5, 2))
    assert both.plan.lines[1].line_id != both.plan.lines[0].line_id


def test_mirroring_there_and_back_is_the_same_and_makes_no_third_area() -> None:
    both = mirror_to_other_side(set_zones(sided(), FIRST, (SCAR,)), FIRST, new_id=new_ids())
    again = mirror_to_other_side(both, both.target_areas[1].target_id, new_id=new_ids())
    assert again == both


def test_the_line_that_the_other_side_has_keeps_its_figures_and_takes_the_grid_alone() -> None:
    both = mirror_to_other_side(sided(), FIRST, new_id=new_ids())
    here, there = both.plan.lines
    both = put_line(both, replace(there, protocol="meso_point", preparation="meso_mix", sessions=3, note="slowly"))
    both = put_line(both, replace(here, sessions=5, placement=Placement(shift=Point(5, 2))))
    again = mirror_to_other_side(both, FIRST, new_id=new_ids()).plan.lines[1]
    assert again == replace(there, protocol="meso_point", preparation="meso_mix", sessions=3, note="slowly", placement=again.placement)
    assert again.placement == Placement(shift=Point(-5, 2))


def test_what_is_mirrored_of_a_copied_area_waits_to_be_accepted_there_too() -> None:
    document = sided()
    fields = (f"target.{FIRST}.extent", f"line.{document.plan.lines[0].line_id}.protocol")
    waiting = replace(document, copied=Copied(consultation_id=ConsultationId(an_id(950)), visit_on=VISIT_ON, fields=fields))
    both = mirror_to_other_side(waiting, FIRST, new_id=new_ids())
    there, line_there = both.target_areas[1], both.plan.lines[1]
    assert not_accepted(both) == (*fields, f"target.{there.target_id}.extent", f"line.{line_there.line_id}.protocol")


@pytest.mark.parametrize("side", [Side.BOTH, Side.MIDLINE])
def test_what_has_no_other_side_stays_as_it_is(side: Side) -> None:
    document = sided(side)
    assert mirror_to_other_side(document, FIRST, new_id=new_ids()) == document
