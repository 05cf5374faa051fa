"""What parts of an extent are kept free for, and the strip that an area proposes."""

from meso_desktop.domain.areas import Outline
from meso_desktop.domain.drawing.keeping_free import Kept, proposed_strip, zone_kinds
from meso_desktop.domain.drawing.outlines import zone_fault
from tests.documents.shipped_papers import shipped
from tests.domain.builders import extent


def test_the_areas_own_reason_comes_first() -> None:
    assert zone_kinds(shipped().areas["submental"]) == ("mandibular_border", *Kept)
    assert zone_kinds(shipped().areas["flank"]) == tuple(Kept)
    assert zone_kinds(None) == tuple(Kept)


def test_the_strip_lies_along_the_upper_edge_as_wide_as_the_margin_at_most() -> None:
    strip = proposed_strip(shipped().areas["submental"], extent("6", "4", Outline.ELLIPSE))
    assert strip is not None
    assert zone_fault(strip) is None
    xs, ys = [p.x for p in strip.corners], [p.y for p in strip.corners]
    assert min(xs) <= -300
    assert max(xs) >= 300
    assert min(ys) == 200 - 150
    assert max(ys) >= 200


def test_a_measure_between_two_steps_is_covered_whole() -> None:
    strip = proposed_strip(shipped().areas["submental"], extent("6.01", "4.01"))
    assert strip is not None
    assert max(p.x for p in strip.corners) * 2 >= 601
    assert max(p.y for p in strip.corners) * 2 >= 401


def test_no_strip_without_an_extent_or_where_only_the_doctor_sees_what_is_to_be_kept_free() -> None:
    assert proposed_strip(shipped().areas["submental"], None) is None
    assert proposed_strip(shipped().areas["cheek"], extent("6", "4")) is None
    assert proposed_strip(shipped().areas["flank"], extent("6", "4")) is None
    assert proposed_strip(None, extent("6", "4")) is None
