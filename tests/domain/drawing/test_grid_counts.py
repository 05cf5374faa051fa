"""A grid's points are the lattice's, with those put in, without those taken out and those that zones keep out."""

import re
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from meso_desktop.domain.areas import Point, TargetArea, Zone
from meso_desktop.domain.drawing.grid import drawn_points
from meso_desktop.domain.drawing.grid_counts import ANY_AREAS, GridCounts, grid_counts, zone_term
from meso_desktop.domain.message import Term, message
from meso_desktop.domain.plan import Placement, PlanLine
from meso_desktop.knowledge.wording import Wording
from meso_desktop.resources import resource_path
from tests.documents.shipped_papers import shipped
from tests.domain.builders import extent, line, target
from tests.domain.small_knowledge import small_knowledge

_PROTOCOL = small_knowledge().protocols["submental_label"]
_POINTS = st.builds(Point, st.integers(min_value=-300, max_value=300), st.integers(min_value=-300, max_value=300))
_ZONE = (Point(-200, 50), Point(200, 50), Point(200, 200), Point(-200, 200))


def _laid(*, removed: tuple[Point, ...] = (), added: tuple[Point, ...] = (), zones: tuple[Zone, ...] = ()) -> tuple[PlanLine, TargetArea]:
    return replace(line(), placement=Placement(removed=removed, added=added)), replace(target(of=extent("4", "3")), zones=zones)


@given(removed=st.lists(_POINTS, max_size=5), added=st.lists(_POINTS, max_size=5), step=st.integers(min_value=0, max_value=12))
def test_the_sum_comes_to_the_points_drawn(removed: list[Point], added: list[Point], step: int) -> None:
    planned, area = _laid()
    first = drawn_points(planned, area, _PROTOCOL)
    planned, area = _laid(removed=(*removed, *first[:step]), added=tuple(added), zones=(Zone(kind="scar", corners=_ZONE),))
    counts = grid_counts(planned, area, _PROTOCOL)
    assert counts.lattice + counts.put_in - counts.taken_out - counts.all_kept_out == counts.drawn
    assert counts.drawn == len(drawn_points(planned, area, _PROTOCOL))
    assert min(counts.lattice, counts.put_in, counts.taken_out, counts.all_kept_out) >= 0


def test_each_kind_of_zone_is_counted() -> None:
    lower = Zone(kind="vessel", corners=tuple(Point(corner.x, -corner.y) for corner in _ZONE))
    counts = grid_counts(*_laid(zones=(Zone(kind="scar", corners=_ZONE), lower)), _PROTOCOL)
    assert (counts.lattice, counts.kept_out, counts.drawn) == (12, (("scar", 4), ("vessel", 4)), 4)


def test_a_point_put_in_where_one_stands_is_none() -> None:
    planned, area = _laid()
    counts = grid_counts(*_laid(added=drawn_points(planned, area, _PROTOCOL)[:2]), _PROTOCOL)
    assert (counts.put_in, counts.drawn, counts.is_untouched) == (0, 12, True)


def test_a_grid_that_zones_keep_out_whole_says_so() -> None:
    everything = tuple(Point(x, y) for x, y in ((-300, -300), (300, -300), (300, 300), (-300, 300)))
    counts = grid_counts(*_laid(zones=(Zone(kind="other", corners=everything),)), _PROTOCOL)
    assert (counts.lattice, counts.all_kept_out, counts.drawn) == (12, 12, 0)


def test_what_cannot_be_drawn_has_no_counts() -> None:
    planned, area = _laid()
    assert grid_counts(planned, None, _PROTOCOL) == GridCounts()
    assert grid_counts(planned, replace(area, extent=None), _PROTOCOL) == GridCounts()
    assert grid_counts(planned, area, None) == GridCounts()
    assert grid_counts(replace(planned, spacing_cm=Decimal("0.0001")), area, _PROTOCOL) == GridCounts()


def test_every_zone_of_the_packs_has_a_word_and_another_kind_stands_as_it_is_written() -> None:
    words = Wording.load(resource_path("wording"), "en", is_strict=True)
    kinds = {*ANY_AREAS, *(area.exclusion for area in shipped().areas.values() if area.exclusion is not None)}
    for kind in kinds:
        term = zone_term(kind, shipped())
        assert isinstance(term, Term)
        assert words.term(term.key)
    assert zone_term("birthmark", shipped()) == "birthmark"


@pytest.mark.parametrize("language", ["en", "fr", "es", "pt_BR"])
def test_the_sum_leaves_out_what_is_zero_in_every_language(language: str) -> None:
    words = Wording.load(resource_path("wording"), language, is_strict=True)
    parts = {"put_in": 71, "taken_out": 82, "kept_out": 93}
    for size in (1, 2, 3):
        for names in combinations(parts, size):
            name = "working.points.laid" + ("" if size == len(parts) else "".join(f".{part}" for part in names))
            told = words.text(message(name, lattice=60, count=54, **{part: parts[part] for part in names}))
            assert re.findall(r"\d+", told) == ["60", *(str(parts[part]) for part in names), "54"]
