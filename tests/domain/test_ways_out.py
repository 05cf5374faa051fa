"""When a limit binds, what would satisfy it is offered, and everything offered does."""

from functools import lru_cache
from itertools import pairwise

from meso_desktop.domain.areas import Aim, Outline, Side
from meso_desktop.domain.assess import Context, assess
from meso_desktop.domain.assessment import LimitCheck
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.grid import redrawn
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.people import Jurisdiction
from meso_desktop.domain.products import LimitKind
from meso_desktop.domain.ways_out import WayOut, WayOutKind, ways_out
from meso_desktop.knowledge.loader import load_knowledge
from meso_desktop.knowledge.wording import Wording
from meso_desktop.resources import resource_path
from tests.domain.builders import VISIT_ON, consultation, extent, line, target


@lru_cache(maxsize=1)
def pack() -> Knowledge:
    return load_knowledge(resource_path("knowledge"))


def crossed(document: Consultation) -> dict[str, LimitCheck]:
    limits = assess(document, pack(), Context(today=VISIT_ON)).limits
    return {check.limit: check for check in limits if check.is_crossed and check.kind is not LimitKind.NOTE}


def offered(document: Consultation, limit: str) -> dict[WayOutKind, WayOut]:
    ways = ways_out(crossed(document)[limit], document, pack())
    for way in ways:
        assert limit not in crossed(way.document)
        assert redrawn(way.document, pack()) == way.document
        for language in ("en", "fr", "es", "pt_BR"):
            assert Wording.load(resource_path("wording"), language, is_strict=True).text(way.text)
    return {way.kind: way for way in ways}


def test_too_many_points_under_the_chin_leave_the_largest_extent_that_fits() -> None:
    document = redrawn(
        consultation(targets=(target(1, of=extent("10", "6")),), lines=(line(1, protocol="dca_submental", sessions=2),)), pack(),
    )
    ways = offered(document, "dca_points")
    assert set(ways) == {WayOutKind.SMALLER}
    smaller = ways[WayOutKind.SMALLER].document.target_areas[0].extent
    assert smaller is not None
    assert smaller.outline is Outline.RECTANGLE
    assert 40 <= len(ways[WayOutKind.SMALLER].document.plan.lines[0].points) <= 50


def test_two_areas_over_the_limit_take_turns_a_whole_interval_apart() -> None:
    document = redrawn(
        consultation(
            targets=(target(1, of=extent("6", "5")), target(2, area="flank", side=Side.BOTH, of=extent("6", "2"))),
            lines=(line(1, protocol="dca_submental", sessions=3), line(2, protocol="dca_flank", sessions=2)),
            jurisdiction=Jurisdiction.US,
        ),
        pack(),
    )
    ways = offered(document, "dca_points")
    first, second = ways[WayOutKind.IN_TURN].document.plan.lines
    assert (len(first.dates), len(second.dates)) == (3, 2)
    days = sorted((*first.dates, *second.dates))
    assert len(set(days)) == 5
    assert all((later - earlier).days >= 42 for earlier, later in pairwise(days))
    assert not {limit for limit in crossed(ways[WayOutKind.IN_TURN].document) if limit.startswith("dca_interval")}


def test_a_volume_over_the_limit_is_met_by_a_wider_spacing_where_the_protocol_has_a_range() -> None:
    area = target(1, area="lower_abdomen", aim=Aim.CELLULITE, of=extent("24", "20"))
    document = redrawn(
        consultation(targets=(area,), lines=(line(1, protocol="meso_point", preparation="organic_silica_5", sessions=4),)), pack(),
    )
    limit = next(name for name, check in crossed(document).items() if check.bound == 20)
    ways = offered(document, limit)
    assert set(ways) == {WayOutKind.WIDER, WayOutKind.SMALLER}
    spacing = ways[WayOutKind.WIDER].document.plan.lines[0].spacing_cm
    span = pack().protocols["meso_point"].spacing_span_cm
    assert spacing is not None
    assert span is not None
    assert span.low <= spacing <= span.high


def test_a_limit_that_is_met_or_is_a_lower_bound_has_no_way_out() -> None:
    document = redrawn(
        consultation(targets=(target(1, of=extent("4", "3")),), lines=(line(1, protocol="dca_submental", interval_days=21),)), pack(),
    )
    assert all(ways_out(check, document, pack()) == () for check in assess(document, pack(), Context(today=VISIT_ON)).limits)
