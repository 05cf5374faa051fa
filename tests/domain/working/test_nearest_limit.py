"""The limit that a line comes nearest to by what it injects."""

from datetime import date
from decimal import Decimal

from msgspec.structs import replace

from meso_desktop.domain.areas import Side
from meso_desktop.domain.assess import Context, assess
from meso_desktop.domain.assessment import Assessment
from meso_desktop.domain.drawing.grid import redrawn
from meso_desktop.domain.ids import LineId
from meso_desktop.domain.products import LimitKind
from meso_desktop.domain.working.nearest_limit import nearest_limit
from tests.documents.shipped_papers import shipped
from tests.domain.builders import an_id, consultation, extent, line, target

CHIN = LineId(an_id(101))


def assessed(length_cm: str, width_cm: str) -> Assessment:
    planned = line(1, protocol="dca_submental", preparation="dca_10", sessions=2)
    document = consultation(targets=(target(1, side=Side.MIDLINE, of=extent(length_cm, width_cm)),), lines=(planned,))
    return assess(redrawn(document, shipped()), shipped(), Context(today=date(2026, 3, 2)))


def test_of_several_limits_the_one_most_used_is_nearest() -> None:
    found = nearest_limit(assessed("6", "4"), CHIN)
    assert found is not None
    assert found.value is not None
    assert found.value / found.bound == max(
        check.value / check.bound for check in assessed("6", "4").limits
        if check.value is not None and check.text.id.startswith(("limit.points", "limit.volume_ml", "limit.mg"))
        and not check.text.id.endswith(".point") and check.is_upper and check.kind is not LimitKind.NOTE
    )


def test_a_limit_that_is_crossed_is_nearer_than_any_that_is_not() -> None:
    found = nearest_limit(assessed("12", "10"), CHIN)
    assert found is not None
    assert found.is_crossed


def test_of_those_crossed_a_hard_one_is_nearer_than_a_soft_one_however_far_past() -> None:
    assessment = assessed("12", "10")
    hard = nearest_limit(assessment, CHIN)
    assert hard is not None
    assert hard.kind is LimitKind.HARD
    soft = replace(hard, kind=LimitKind.SOFT, bound=Decimal("0.1"))
    assert nearest_limit(replace(assessment, limits=(soft, hard)), CHIN) == hard


def test_a_bound_of_nothing_is_used_up() -> None:
    assessment = assessed("6", "4")
    found = nearest_limit(assessment, CHIN)
    assert found is not None
    none_left = replace(found, bound=Decimal(0), is_crossed=False)
    assert nearest_limit(replace(assessment, limits=(none_left,)), CHIN) == none_left


def test_another_lines_limits_and_those_on_sessions_are_not_meant() -> None:
    assert nearest_limit(assessed("6", "4"), LineId(an_id(7))) is None
    sessions = tuple(c for c in assessed("6", "4").limits if c.text.id.startswith("limit.sessions"))
    assert sessions
    assert nearest_limit(replace(assessed("6", "4"), limits=sessions), CHIN) is None


def test_what_sources_merely_report_is_no_limit_to_come_near_to() -> None:
    assessment = assessed("6", "4")
    found = nearest_limit(assessment, CHIN)
    assert found is not None
    note = replace(found, kind=LimitKind.NOTE, bound=Decimal("0.1"), is_crossed=True)
    assert nearest_limit(replace(assessment, limits=(note, found)), CHIN) == found


def test_a_limit_of_each_single_point_is_none_that_more_points_come_near_to() -> None:
    assessment = assessed("6", "4")
    found = nearest_limit(assessment, CHIN)
    assert found is not None
    of_point = replace(found, text=replace(found.text, id="limit.volume_ml.point"), bound=Decimal("0.1"), is_crossed=True)
    assert nearest_limit(replace(assessment, limits=(of_point, found)), CHIN) == found
