"""The caps of a session hold for days nearer than the interval too; the tables are in ``tests/spec/limits.toml``."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from meso_desktop.domain.areas import Side
from meso_desktop.domain.assess import Context, assess
from meso_desktop.domain.assessment import Assessment, LimitCheck
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.drawing.grid import redrawn
from meso_desktop.domain.history import EarlierTreatment, TreatedOn
from meso_desktop.domain.products import LimitKind
from meso_desktop.domain.ways_out import WayOutKind, take, ways_out
from tests.documents.shipped_papers import shipped

from .builders import VISIT_ON, consultation, extent, line, target

_FIRST = date(2026, 3, 3)
_SIZES = st.integers(min_value=1, max_value=10)


def _two_areas(*, apart: int, sizes: tuple[str, str] = ("10", "10")) -> Consultation:
    days = (_FIRST, _FIRST + timedelta(days=apart))
    return redrawn(
        consultation(
            targets=(target(1, of=extent(sizes[0], "5")), target(2, area="jowl", side=Side.LEFT, of=extent(sizes[1], "5"))),
            lines=(
                line(1, protocol="dca_submental", dates=days[:1], sessions=1),
                line(2, protocol="dca_jowl_wide", dates=days[1:], sessions=1),
            ),
        ),
        shipped(),
    )


def _assessed(document: Consultation) -> Assessment:
    return assess(document, shipped(), Context(today=VISIT_ON))


def _crossed(document: Consultation) -> dict[str, LimitCheck]:
    """Return the limits of the product that are crossed; those of a protocol are soft."""
    return {check.limit: check for check in _assessed(document).limits if check.is_crossed and check.kind is LimitKind.HARD}


def test_full_sessions_of_two_areas_on_days_next_to_each_other_cannot_be_signed() -> None:
    document = _two_areas(apart=1)
    barred = {barrier.finding for barrier in _assessed(document).barriers}
    found = _crossed(document)
    assert set(found) == {"dca_points", "dca_volume", "dca_mg"}
    assert all(any(key is not None and key.startswith(f"{limit}/stop") for key in barred) for limit in found)
    assert all(check.text.id.endswith(".near_days") and len(check.lines) == 2 for check in found.values())


@given(apart=st.integers(min_value=0, max_value=60), long=_SIZES, other=_SIZES)
def test_no_choice_of_days_gets_more_than_a_session_into_the_interval(apart: int, long: int, other: int) -> None:
    is_over = (long + other) * 5 > 50  # rows of five points, against the label's fifty
    found = _crossed(_two_areas(apart=apart, sizes=(str(long), str(other))))
    assert ("dca_points" in found) is (is_over and apart < 28)


def test_a_cap_passed_in_one_session_is_said_once() -> None:
    document = _two_areas(apart=1, sizes=("11", "10"))
    found = [check for check in _assessed(document).limits if check.limit == "dca_points" and check.is_crossed]
    assert [check.text.id for check in found] == ["limit.points.session"]


def test_areas_in_turn_a_whole_interval_apart_meet_the_cap() -> None:
    document = _two_areas(apart=1)
    ways = {way.kind: way for way in ways_out(_crossed(document)["dca_points"], document, shipped())}
    assert not _crossed(take(ways[WayOutKind.IN_TURN], document))


def _with_earlier(*, product: str | None, area: str, days_before: int, volume: str | None) -> Consultation:
    on = _FIRST - timedelta(days=days_before)
    entry = EarlierTreatment(
        product=product, area=area, treated_on=TreatedOn(year=on.year, month=on.month, day=on.day),
        volume_ml=None if volume is None else Decimal(volume),
    )
    document = consultation(
        targets=(target(of=extent("4", "3")),), lines=(line(protocol="dca_submental", sessions=1),), first_session_on=_FIRST,
        earlier=(entry,),
    )
    return redrawn(document, shipped())


def test_an_earlier_treatment_of_another_area_inside_the_interval_counts() -> None:
    found = _crossed(_with_earlier(product="dca_10", area="flank", days_before=5, volume="8"))
    assert {name: check.value for name, check in found.items()} == {"dca_volume": Decimal("10.4"), "dca_mg": Decimal(104)}


@pytest.mark.parametrize(
    ("product", "days_before", "volume"),
    [("dca_10", 28, "8"), ("dca_10", 5, "7.6"), ("dca_10", 5, None), ("pcdc_50_25", 5, "8")],
    ids=["an interval ago", "met exactly", "amount not known", "another product"],
)
def test_an_earlier_treatment_that_passes_no_cap_is_silent(product: str, days_before: int, volume: str | None) -> None:
    assert not _crossed(_with_earlier(product=product, area="flank", days_before=days_before, volume=volume))


def test_an_earlier_treatment_of_the_same_area_is_held_against_the_interval_alone() -> None:
    assert set(_crossed(_with_earlier(product="dca_10", area="submental", days_before=5, volume="8"))) == {"dca_interval"}


def test_a_day_that_a_line_has_twice_in_an_interval_is_held_against_the_interval_alone() -> None:
    document = _two_areas(apart=40, sizes=("6", "1"))
    first = replace(document.plan.lines[0], dates=(_FIRST, _FIRST + timedelta(days=7)), sessions=2)
    document = replace(document, plan=replace(document.plan, lines=(first, *document.plan.lines[1:])))
    assert set(_crossed(document)) == {"dca_interval"}


def test_days_nearer_than_a_guides_interval_alone_ask_for_a_reason_and_name_both_sources() -> None:
    lines = (
        line(1, protocol="pcdc_body", preparation="pcdc_50_25", volume_per_point_ml="0.5", dates=(_FIRST,), sessions=1),
        line(2, protocol="pcdc_body", preparation="pcdc_50_25", volume_per_point_ml="0.5", dates=(_FIRST + timedelta(days=1),), sessions=1),
    )
    targets = (target(1, area="lower_abdomen", of=extent("15", "12")), target(2, area="flank", side=Side.LEFT, of=extent("15", "12")))
    document = redrawn(consultation(targets=targets, lines=lines), shipped())
    (found,) = (check for check in _assessed(document).limits if check.limit == "pcdc_50_25_pc")
    assert (found.value, found.kind, found.is_crossed) == (Decimal(4000), LimitKind.SOFT, True)
    assert found.sources == ("S14", "S12")


def test_what_lies_an_interval_away_is_not_counted_to_what_lies_near() -> None:
    document = _two_areas(apart=1, sizes=("5", "4"))
    later = (_FIRST + timedelta(days=60),)
    third = replace(
        document, target_areas=(*document.target_areas, target(3, area="jowl", side=Side.RIGHT, of=extent("6", "5"))),
        plan=replace(document.plan, lines=(*document.plan.lines, line(3, protocol="dca_jowl_wide", dates=later, sessions=1))),
    )
    assert not _crossed(redrawn(third, shipped()))


def test_a_soft_cap_is_one_of_its_session_alone() -> None:
    days = (_FIRST, _FIRST + timedelta(days=1))
    document = consultation(
        targets=(target(1, of=extent("5", "4")), target(2, area="jowl", side=Side.BOTH, of=extent("5", "5"))),
        lines=(
            line(1, protocol="deso_face", preparation="deso", dates=days[:1], sessions=1),
            line(2, protocol="deso_face", preparation="deso", dates=days[1:], sessions=1),
        ),
    )
    found = {check.limit: check for check in _assessed(redrawn(document, shipped())).limits}
    assert (found["deso_face_volume"].value, found["deso_face_volume"].is_crossed) == (Decimal(10), False)
    assert not [check for check in found.values() if check.text.id.endswith(".near_days")]
