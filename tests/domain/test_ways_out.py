"""When a limit binds, what would satisfy it is offered, and everything offered does."""

from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from msgspec.structs import replace

from meso_desktop.domain.areas import Aim, Outline, Point, Side
from meso_desktop.domain.assess import Context, assess
from meso_desktop.domain.assessment import LimitCheck
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.drawing.geometry import surface_cm2
from meso_desktop.domain.drawing.grid import redrawn
from meso_desktop.domain.drawing.outlines import drawn_extent, extent_fault
from meso_desktop.domain.history import EarlierTreatment, TreatedOn
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.people import Jurisdiction
from meso_desktop.domain.products import LimitKind
from meso_desktop.domain.ways_out import WayOut, WayOutKind, take, ways_out
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
    assert dict(ways[WayOutKind.IN_TURN].dated) == {first.line_id: first.dates, second.line_id: second.dates}
    days = sorted((*first.dates, *second.dates))
    assert len(set(days)) == 5
    assert all((later - earlier).days >= 42 for earlier, later in pairwise(days))
    assert not {limit for limit in crossed(ways[WayOutKind.IN_TURN].document) if limit.startswith("dca_interval")}


def test_areas_in_turn_keep_their_own_interval_where_the_sources_have_a_shorter_one() -> None:
    targets = (target(1, area="lower_abdomen", of=extent("16", "10")), target(2, area="flank", side=Side.BOTH, of=extent("14", "9")))
    lines = tuple(line(n, protocol="pcdc_body", preparation="pcdc_50_25", volume_per_point_ml="0.3", sessions=3) for n in (1, 2))
    document = redrawn(consultation(targets=targets, lines=lines, jurisdiction=Jurisdiction.OTHER), pack())
    first, second = offered(document, "pcdc_50_25_pc")[WayOutKind.IN_TURN].document.plan.lines
    whole, span = pack().protocols["pcdc_body"].interval_days, pack().protocols["pcdc_body"].interval_span_days
    assert span is not None
    assert {(later - day).days for one in (first, second) for day, later in pairwise(one.dates)} == {whole}
    days = sorted((*first.dates, *second.dates))
    assert {(later - day).days for day, later in pairwise(days)} == {int(span.low)}


def test_a_volume_over_the_limit_is_met_by_a_wider_spacing_where_the_protocol_has_a_range() -> None:
    area = target(1, area="lower_abdomen", aim=Aim.CELLULITE, of=extent("24", "20"))
    document = redrawn(
        consultation(targets=(area,), lines=(line(1, protocol="meso_point", preparation="organic_silica_5", sessions=4),)), pack(),
    )
    limit = next(name for name, check in crossed(document).items() if check.bound == 20)
    ways = offered(document, limit)
    assert set(ways) == {WayOutKind.WIDER, WayOutKind.LESS, WayOutKind.SMALLER}
    spacing = ways[WayOutKind.WIDER].document.plan.lines[0].spacing_cm
    span = pack().protocols["meso_point"].spacing_span_cm
    assert spacing is not None
    assert span is not None
    assert span.low <= spacing <= span.high
    assert all(way.value is not None and way.value <= 20 for way in ways.values())


def test_less_a_point_takes_off_no_more_than_it_must() -> None:
    area = target(1, area="lower_abdomen", aim=Aim.CELLULITE, of=extent("24", "20"))
    document = redrawn(
        consultation(targets=(area,), lines=(line(1, protocol="meso_point", preparation="organic_silica_5", sessions=4),)), pack(),
    )
    limit = next(name for name, check in crossed(document).items() if check.bound == 20)
    less = offered(document, limit)[WayOutKind.LESS].document.plan.lines[0]
    assert less.volume_per_point_ml is not None
    more = replace(less, volume_per_point_ml=less.volume_per_point_ml + Decimal("0.01"))
    assert limit in crossed(replace(document, plan=replace(document.plan, lines=(more,))))


def test_an_ingredient_that_two_products_share_keeps_both_from_one_day() -> None:
    document = redrawn(
        consultation(
            targets=(target(1, of=extent("6", "5")), target(2, area="upper_abdomen", of=extent("5", "4"))),
            lines=(
                line(1, protocol="dca_submental", sessions=2),
                line(2, protocol="pcdc_body", preparation="pcdc_50_25", volume_per_point_ml="0.3", sessions=2),
            ),
        ),
        pack(),
    )
    first, second = offered(document, "dca_mg")[WayOutKind.IN_TURN].document.plan.lines
    assert not set(first.dates) & set(second.dates)


def test_a_number_of_sessions_outside_the_range_is_met_at_its_end() -> None:
    def planned(sessions: int) -> Consultation:
        return redrawn(
            consultation(targets=(target(1, of=extent("4", "3")),), lines=(line(1, protocol="dca_submental", sessions=sessions),)), pack(),
        )

    for sessions, end in ((1, 2), (5, 4)):
        ways = offered(planned(sessions), "dca_submental.sessions")
        assert ways[WayOutKind.SESSIONS].document.plan.lines[0].sessions == end


def test_days_too_close_together_are_proposed_anew() -> None:
    document = redrawn(
        consultation(
            targets=(target(1, of=extent("4", "3")),),
            lines=(line(1, protocol="dca_submental", interval_days=21, sessions=2),),
            jurisdiction=Jurisdiction.US,
        ),
        pack(),
    )
    later = offered(document, "dca_interval")[WayOutKind.LATER]
    days = assess(later.document, pack(), Context(today=VISIT_ON)).lines[0].dates
    assert all((following - day).days >= 28 for day, following in pairwise(days))
    assert later.dated == ((document.plan.lines[0].line_id, days),)


def test_no_way_is_offered_that_crosses_another_limit_instead() -> None:
    def after(sessions: int) -> Consultation:
        given = tuple(
            EarlierTreatment(product="dca_10", area="submental", treated_on=TreatedOn(year=2025, month=month))
            for month in range(1, sessions + 1)
        )
        chin = line(1, protocol="dca_submental", sessions=1)
        return redrawn(consultation(targets=(target(1, of=extent("4", "3")),), lines=(chin,), earlier=given), pack())

    assert set(offered(after(4), "dca_submental.sessions")) == {WayOutKind.SESSIONS}
    assert offered(after(5), "dca_submental.sessions") == {}  # a second one would be the seventh of six


def test_a_way_out_is_taken_with_the_plan_and_the_areas_and_nothing_else() -> None:
    document = redrawn(
        consultation(targets=(target(1, of=extent("10", "6")),), lines=(line(1, protocol="dca_submental", sessions=2),)), pack(),
    )
    smaller = offered(document, "dca_points")[WayOutKind.SMALLER]
    later = replace(document, request="Written meanwhile")
    assert take(smaller, later) == replace(smaller.document, request="Written meanwhile")


def test_a_limit_that_is_met_has_no_way_out() -> None:
    document = redrawn(
        consultation(targets=(target(1, of=extent("4", "3")),), lines=(line(1, protocol="dca_submental", sessions=2),)), pack(),
    )
    assert all(ways_out(check, document, pack()) == () for check in assess(document, pack(), Context(today=VISIT_ON)).limits)


def test_a_volume_that_is_entered_is_met_at_the_bound() -> None:
    area = target(1, area="lower_abdomen", aim=Aim.CELLULITE, of=extent("24", "20"))
    nappage = line(1, protocol="meso_nappage", preparation="organic_silica_5", volume_ml="30", sessions=4)
    document = redrawn(consultation(targets=(area,), lines=(nappage,)), pack())
    ways = offered(document, "meso_nappage_volume")
    assert set(ways) == {WayOutKind.LESS}
    assert ways[WayOutKind.LESS].document.plan.lines[0].volume_ml == 20


def test_a_drawn_outline_is_made_smaller_in_its_own_shape() -> None:
    corners = (Point(0, 0), Point(1_000, 0), Point(1_000, 600), Point(300, 600), Point(0, 200))
    drawn, _ = drawn_extent(corners)
    document = redrawn(
        consultation(targets=(target(1, of=drawn),), lines=(line(1, protocol="dca_submental", sessions=2),)), pack(),
    )
    smaller = offered(document, "dca_points")[WayOutKind.SMALLER].document.target_areas[0].extent
    assert smaller is not None
    assert smaller.outline is Outline.FREE
    assert len(smaller.corners) == len(corners)
    assert extent_fault(smaller) is None
    assert surface_cm2(smaller) < surface_cm2(drawn)
