from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from meso_desktop.domain.areas import Deposit, Outline, Side
from meso_desktop.domain.assess import Context, assess
from meso_desktop.domain.assessment import LimitCheck
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.drawing.grid import redrawn
from meso_desktop.domain.estimate import estimate_line
from meso_desktop.domain.history import EarlierTreatment
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.limits import check_limits
from meso_desktop.domain.plan import ResponseKind
from meso_desktop.domain.products import Limit, LimitKind, LimitMeasure, LimitPer
from meso_desktop.domain.protocols import Span
from meso_desktop.domain.rules import RuleOutcome
from meso_desktop.domain.totals import session_totals

from .builders import VISIT_ON, consultation, extent, line, target
from .small_knowledge import small_knowledge

_CENTIMETRES = st.decimals(min_value="0.1", max_value="15", places=2).map(str)


def _checks(document: Consultation, knowledge: Knowledge | None = None) -> list[LimitCheck]:
    pack = knowledge or small_knowledge()
    drawn = redrawn(document, pack)
    lines = tuple(estimate_line(planned, drawn, pack, today=VISIT_ON) for planned in drawn.plan.lines)
    return list(check_limits(drawn, pack, lines, session_totals(drawn, pack, lines)))


def _check(document: Consultation, limit: str, knowledge: Knowledge | None = None) -> LimitCheck:
    (found,) = [check for check in _checks(document, knowledge) if check.limit == limit]
    return found


def _crossed(document: Consultation) -> set[str]:
    return {check.limit for check in _checks(document) if check.is_crossed}


def _submental(length: str, width: str, *, spacing_cm: str | None = None, volume_per_point_ml: str | None = None) -> Consultation:
    planned = line(sessions=2, spacing_cm=spacing_cm, volume_per_point_ml=volume_per_point_ml)
    return consultation(targets=(target(of=extent(length, width)),), lines=(planned,))


def _with_limit(limit: Limit) -> Knowledge:
    knowledge = small_knowledge()
    product = replace(knowledge.products["dca_10"], limits=(limit,))
    return replace(knowledge, products={**knowledge.products, "dca_10": product})


def _said(check: LimitCheck, name: str) -> object:
    return next(value.value for value in check.text.values if value.name == name)


def _limit(measure: LimitMeasure, per: LimitPer, at_most: str, *, ingredient: str | None = None) -> Limit:
    known = small_knowledge().products["dca_10"].limits[0]
    return replace(known, id="tried", measure=measure, per=per, at_most=Decimal(at_most), ingredient=ingredient)


def test_a_limit_exactly_met_is_not_crossed() -> None:
    document = _submental("10", "5")
    assert _check(document, "dca_points").value == 50
    assert _check(document, "dca_volume").value == 10
    assert _check(document, "dca_mg").value == 100
    assert _crossed(document) == set()


def test_a_hard_limit_is_crossed_one_point_and_a_hundredth_of_a_millilitre_past_it() -> None:
    assert _crossed(_submental("10", "6", volume_per_point_ml="0.1")) == {"dca_points"}
    assert _crossed(_submental("10", "5", volume_per_point_ml="0.21")) == {"dca_volume", "dca_mg"}


def test_points_count_over_all_lines_of_the_product_in_a_session() -> None:
    targets = (target(1, of=extent("6", "5")), target(2, area="flank", side=Side.BOTH, of=extent("6", "2")))
    document = consultation(targets=targets, lines=(line(1, sessions=1), line(2, protocol="flank_dca", sessions=1)))
    found = _check(document, "dca_points")
    assert (found.value, found.is_crossed, found.session) == (Decimal(54), True, 1)
    assert len(found.lines) == 2


def test_lines_of_days_an_interval_apart_do_not_add_up_and_the_worst_day_is_told() -> None:
    targets = (target(1, of=extent("6", "5")), target(2, area="flank", side=Side.LEFT, of=extent("8", "5")))
    days = ((date(2026, 4, 1),), (date(2026, 4, 29),))
    lines = (line(1, dates=days[0]), line(2, protocol="flank_dca", dates=days[1]))
    found = _check(consultation(targets=targets, lines=lines), "dca_points")
    assert (found.value, found.is_crossed, found.session, found.lines) == (Decimal(40), False, 2, (lines[1].line_id,))


def test_every_line_of_every_session_past_a_limit_is_concerned() -> None:
    targets = (target(1, of=extent("10", "6")), target(2, area="flank", side=Side.LEFT, of=extent("10", "7")))
    lines = (line(1, dates=(date(2026, 4, 1),)), line(2, protocol="flank_dca", dates=(date(2026, 4, 8),)))
    found = _check(consultation(targets=targets, lines=lines), "dca_points")
    assert found.lines == (lines[0].line_id, lines[1].line_id)
    assert found.value == 70


def test_an_ingredient_counts_over_all_products_of_a_session_and_concerns_the_product_limited() -> None:
    targets = (target(1, of=extent("4", "3")), target(2, area="lower_abdomen", of=extent("6", "3")))
    lines = (line(1, sessions=1), line(2, protocol="pcdc_body", preparation="pcdc_50_42", volume_per_point_ml="0.5", sessions=1))
    found = _check(consultation(targets=targets, lines=lines), "dca_mg")
    assert found.value == 24 + 4 * 2 * 21
    assert found.is_crossed
    assert found.lines == (lines[0].line_id,)


def test_an_unknown_dose_beside_a_known_one_is_not_known_until_the_known_part_alone_is_past_the_limit() -> None:
    targets = (target(1, of=extent("4", "3")), target(2, area="lower_abdomen", of=extent("6", "3")))
    lines = (line(1, sessions=1), line(2, protocol="device_body", preparation="device_dc", sessions=1))
    found = _check(consultation(targets=targets, lines=lines), "dca_mg")
    assert (found.value, found.is_crossed, found.text.id) == (None, False, "limit.mg.session.unknown")
    drawn = redrawn(consultation(targets=targets, lines=lines), small_knowledge())
    [asked] = [f for f in assess(drawn, small_knowledge(), Context(today=VISIT_ON)).findings if f.rule == "dca_mg"]
    assert (asked.outcome, asked.takes, asked.bars, asked.is_hard) == (RuleOutcome.REASON, ResponseKind.REASON, True, False)
    large = (target(1, of=extent("10", "6")), targets[1])
    assert _check(consultation(targets=large, lines=lines), "dca_mg").is_crossed


def test_a_limit_holds_although_deposit_and_sessions_are_still_missing() -> None:
    document = consultation(targets=(target(of=extent("10", "6"), deposit=None),), lines=(line(),))
    assert {"dca_points", "dca_volume", "dca_mg"} <= _crossed(document)


def test_a_limit_for_a_side_counts_one_side_and_for_an_area_all_of_it() -> None:
    flank = target(area="flank", side=Side.BOTH, of=extent("5", "4"))
    document = consultation(targets=(flank,), lines=(line(protocol="flank_dca", sessions=2),))
    found = _check(document, "flank_volume")
    assert (found.value, found.is_crossed, found.kind) == (Decimal(2), False, LimitKind.SOFT)
    wide = consultation(targets=(replace(flank, extent=extent("7", "3")),), lines=document.plan.lines)
    assert _check(wide, "flank_volume").is_crossed
    belly = target(area="flank", side=Side.BOTH, of=extent("15", "9"))
    device = consultation(targets=(belly,), lines=(line(protocol="device_body", preparation="device_dc"),))
    assert _check(device, "device_area").value == 36


def test_left_and_right_of_an_area_add_up_for_the_area_and_not_for_a_side() -> None:
    targets = tuple(target(n, area="flank", side=side, of=extent("12", "9")) for n, side in ((1, Side.LEFT), (2, Side.RIGHT)))
    lines = tuple(line(n, protocol="device_body", preparation="device_dc") for n in (1, 2))
    assert _check(consultation(targets=targets, lines=lines), "device_area").value == Decimal("28.8")


def test_areas_of_a_day_are_counted() -> None:
    areas = ("flank", "lower_abdomen", "upper_abdomen")
    targets = tuple(target(n, area=area, of=extent("3", "3")) for n, area in enumerate(areas))
    lines = tuple(line(n, protocol="device_body", preparation="device_dc") for n in range(3))
    assert _check(consultation(targets=targets[:2], lines=lines[:2]), "device_areas").is_crossed is False
    assert _check(consultation(targets=targets, lines=lines), "device_areas").is_crossed


def test_sessions_planned_add_to_earlier_ones() -> None:
    def planned(sessions: int, given: int) -> Consultation:
        earlier = tuple(EarlierTreatment(product="dca_10", area="submental") for _ in range(given))
        return consultation(targets=(target(),), lines=(line(sessions=sessions),), earlier=earlier)

    assert _check(planned(4, 2), "dca_sessions").value == 6
    assert not _check(planned(4, 2), "dca_sessions").is_crossed
    assert _check(planned(4, 3), "dca_sessions").is_crossed
    assert _check(planned(7, 0), "dca_sessions").is_crossed


def test_after_all_sessions_were_given_even_an_unnumbered_plan_is_one_too_many() -> None:
    earlier = tuple(EarlierTreatment(product="dca_10", area="submental") for _ in range(6))
    document = consultation(targets=(target(deposit=Deposit.LARGE),), lines=(line(),), earlier=earlier)
    assert _check(document, "dca_sessions").value == 7
    assert _check(document, "dca_sessions").is_crossed
    unnumbered = consultation(targets=(target(),), lines=(line(sessions=0),), earlier=earlier)
    assert _check(unnumbered, "dca_sessions").is_crossed


def test_an_area_planned_in_two_lines_is_one_course() -> None:
    days = tuple(date(2026, month, 1) for month in range(1, 9))
    lines = (line(1, dates=days[:4]), line(2, target_number=1, dates=days[4:]))
    assert _check(consultation(targets=(target(1),), lines=lines), "dca_sessions").value == 8


def test_left_and_right_are_two_courses() -> None:
    targets = (target(1, area="flank", side=Side.LEFT), target(2, area="flank", side=Side.RIGHT))
    days = tuple(date(2026, month, 1) for month in range(1, 9))
    lines = (line(1, protocol="flank_dca", dates=days[:4]), line(2, protocol="flank_dca", dates=days[4:]))
    assert "dca_sessions" not in _crossed(consultation(targets=targets, lines=lines))


@pytest.mark.parametrize(
    ("limit", "value"),
    [
        (_limit(LimitMeasure.MG, LimitPer.POINT, "1.5", ingredient="deoxycholic_acid"), Decimal(2)),
        (_limit(LimitMeasure.VOLUME_PER_POINT_ML, LimitPer.POINT, "0.1"), Decimal("0.2")),
        (_limit(LimitMeasure.SPACING_CM, LimitPer.POINT, "0.5"), Decimal(1)),
        (_limit(LimitMeasure.VOLUME_ML, LimitPer.COURSE, "4"), Decimal("4.8")),
        (_limit(LimitMeasure.MG, LimitPer.COURSE, "40", ingredient="deoxycholic_acid"), Decimal(48)),
        (_limit(LimitMeasure.POINTS, LimitPer.AREA, "11"), Decimal(12)),
        (_limit(LimitMeasure.POINTS, LimitPer.SIDE, "11"), Decimal(12)),
    ],
)
def test_whatever_a_limit_counts_is_counted(limit: Limit, value: Decimal) -> None:
    knowledge = _with_limit(limit)
    found = _check(_submental("4", "3"), "tried", knowledge)
    assert (found.value, found.is_crossed) == (value, True)
    unmeasured = consultation(targets=(target(of=None),), lines=(line(sessions=2),))
    assert not any(check.is_crossed for check in _checks(unmeasured, knowledge) if limit.per is not LimitPer.POINT)


def test_a_lower_bound_is_crossed_below_it_only() -> None:
    least = replace(_limit(LimitMeasure.SPACING_CM, LimitPer.POINT, "2"), at_most=None, at_least=Decimal(1))
    assert not _check(_submental("4", "3"), "tried", _with_limit(least)).is_crossed
    found = _check(_submental("4", "3", spacing_cm="0.9"), "tried", _with_limit(least))
    assert (found.is_crossed, found.is_upper) == (True, False)


def test_a_limit_of_other_areas_is_not_met() -> None:
    elsewhere = replace(_limit(LimitMeasure.POINTS, LimitPer.SESSION, "1"), areas=("jowl",))
    assert _checks(_submental("4", "3"), _with_limit(elsewhere)) == []


@pytest.mark.parametrize(
    ("own", "crossed"),
    [
        ({"spacing_cm": "1.5"}, set()),
        ({"spacing_cm": "1.4"}, {"meso_point.spacing_cm"}),
        ({"spacing_cm": "2.6"}, {"meso_point.spacing_cm"}),
        ({"volume_per_point_ml": "0.3"}, set()),
        ({"volume_per_point_ml": "0.31"}, {"meso_point.volume_per_point_ml"}),
    ],
)
def test_a_figure_outside_the_sourced_range_wants_a_reason(own: dict[str, str], crossed: set[str]) -> None:
    belly = target(area="lower_abdomen", of=extent("5", "5"))
    document = consultation(targets=(belly,), lines=(line(protocol="meso_point", preparation="vitamin_c", **own),))  # type: ignore[arg-type]  # texts only
    assert _crossed(document) == crossed
    assert all(check.kind is LimitKind.SOFT for check in _checks(document))


@pytest.mark.parametrize(("sessions", "interval", "crossed"), [
    (4, 56, set()), (5, 28, {"pcdc_body.sessions"}), (1, 28, {"pcdc_body.sessions"}), (2, 27, {"pcdc_body.interval_days"}),
    (2, 57, {"pcdc_body.interval_days"}),
])
def test_sessions_and_interval_outside_the_sourced_range_want_a_reason(sessions: int, interval: int, crossed: set[str]) -> None:
    planned = line(protocol="pcdc_body", preparation="pcdc_50_42", sessions=sessions, interval_days=interval)
    assert _crossed(consultation(targets=(target(area="lower_abdomen"),), lines=(planned,))) == crossed


@given(_CENTIMETRES, _CENTIMETRES, st.sampled_from((Outline.RECTANGLE, Outline.ELLIPSE)))
def test_a_plan_is_past_the_label_exactly_when_its_session_is(length: str, width: str, outline: Outline) -> None:
    document = redrawn(consultation(targets=(target(of=extent(length, width, outline)),), lines=(line(sessions=1),)), small_knowledge())
    points = len(document.plan.lines[0].points)
    assert ("dca_points" in _crossed(document)) == (points > 50)
    assert ("dca_mg" in _crossed(document)) == (points * 2 > 100)


def test_a_plan_of_lost_ids_meets_no_limit() -> None:
    assert _checks(consultation(lines=(line(protocol="gone", preparation="gone"),))) == []
    assert _checks(consultation(lines=(line(),)))  # the product still counts, its figures are not known


def test_a_spacing_typed_for_a_technique_counted_by_volume_is_held_against_nothing() -> None:
    knowledge = small_knowledge()
    nappage = replace(knowledge.protocols["meso_nappage"], spacing_span_cm=knowledge.protocols["meso_point"].spacing_span_cm)
    pack = replace(knowledge, protocols={**knowledge.protocols, "meso_nappage": nappage})
    planned = line(protocol="meso_nappage", preparation="vitamin_c", spacing_cm="9", volume_per_point_ml="9", volume_ml="2")
    assert _checks(consultation(targets=(target(area="scalp"),), lines=(planned,)), pack) == []


def test_what_sources_report_is_not_told_as_a_bound() -> None:
    observed = replace(_limit(LimitMeasure.VOLUME_ML, LimitPer.SESSION, "1"), kind=LimitKind.NOTE)
    told = _check(_submental("4", "3"), "tried", _with_limit(observed))
    assert (told.is_crossed, _said(told, "end")) == (True, "limit.note_at_most")
    least = replace(observed, at_most=None, at_least=Decimal(5))
    assert _said(_check(_submental("4", "3"), "tried", _with_limit(least)), "end") == "limit.note_at_least"


@pytest.mark.parametrize(("typed", "is_told"), [("0.2", False), ("0.4", True), ("0.1", True)])
def test_a_figure_with_one_sourced_value_asks_a_reason_for_every_other(typed: str, is_told: bool) -> None:  # noqa: FBT001  # a table's column
    knowledge = small_knowledge()
    label = replace(knowledge.protocols["submental_label"], volume_per_point_span_ml=Span(low=Decimal("0.2"), high=Decimal("0.2")))
    knowledge = replace(knowledge, protocols={**knowledge.protocols, "submental_label": label})
    checks = _checks(_submental("4", "3", volume_per_point_ml=typed), knowledge)
    found = [(c.kind, c.text.id) for c in checks if c.limit == "submental_label.volume_per_point_ml"]
    assert found == [(LimitKind.SOFT, "limit.span.volume_per_point_ml.one")] * is_told


def _pcdc(days: int, *, has_limit: bool) -> set[str]:
    knowledge = small_knowledge()
    least = replace(_limit(LimitMeasure.INTERVAL_DAYS, LimitPer.COURSE, "1"), id="body_interval", at_most=None, at_least=Decimal(28))
    least = replace(least, kind=LimitKind.SOFT)
    body = replace(knowledge.protocols["pcdc_body"], limits=(least,) if has_limit else ())
    knowledge = replace(knowledge, protocols={**knowledge.protocols, "pcdc_body": body})
    planned = line(protocol="pcdc_body", preparation="pcdc_50_42", volume_per_point_ml="0.2", sessions=2, interval_days=days)
    document = consultation(targets=(target(area="flank", of=extent("4", "3")),), lines=(planned,))
    return {check.limit for check in _checks(document, knowledge) if check.is_crossed and check.is_interval}


def test_an_interval_outside_its_range_is_told_once() -> None:
    assert _pcdc(14, has_limit=False) == {"pcdc_body.interval_days"}
    assert _pcdc(14, has_limit=True) == {"body_interval"}
    assert _pcdc(70, has_limit=True) == {"pcdc_body.interval_days"}
    assert _pcdc(28, has_limit=True) == set()
