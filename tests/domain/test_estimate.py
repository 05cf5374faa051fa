from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from meso_desktop.domain.areas import Deposit, Outline, Point, Side
from meso_desktop.domain.assessment import Dose, LineEstimate, SessionsEstimate
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.drawing.grid import redrawn
from meso_desktop.domain.estimate import estimate_line
from meso_desktop.domain.history import EarlierTreatment
from meso_desktop.domain.people import Jurisdiction

from .builders import VISIT_ON, consultation, extent, line, target
from .small_knowledge import small_knowledge

_CENTIMETRES = st.decimals(min_value="0.1", max_value="25", places=2).map(str)
_DRAWN = (Point(0, 0), Point(100, 0))


def _estimate(document: Consultation) -> LineEstimate:
    drawn = redrawn(document, small_knowledge())
    return estimate_line(drawn.plan.lines[0], drawn, small_knowledge(), today=VISIT_ON)


def _ids(estimate: LineEstimate) -> tuple[str, ...]:
    return tuple(told.id for told in estimate.workings)


def test_a_labelled_line_has_every_figure_with_its_working() -> None:
    found = _estimate(consultation(targets=(target(of=extent("4", "3")),), lines=(line(),)))
    assert (found.points_per_side, found.injections, found.volume_ml, found.vials) == (12, 12, Decimal("2.4"), 2)
    assert found.unused_ml == Decimal("1.6")
    assert found.doses == (Dose(ingredient="deoxycholic_acid", mg=Decimal(24)),)
    assert found.surface_cm2 == 12
    assert not found.is_off_label
    assert _ids(found) == (
        "working.surface.rectangle", "working.points", "working.volume", "working.dose", "working.vials", "working.unused",
        "working.sessions.proposed", "working.interval",
    )


@given(_CENTIMETRES, _CENTIMETRES, st.sampled_from((Outline.RECTANGLE, Outline.ELLIPSE)))
def test_the_points_counted_are_the_points_drawn_and_two_sides_take_twice_as_many(length: str, width: str, outline: Outline) -> None:
    sized = target(area="flank", side=Side.LEFT, of=extent(length, width, outline))
    one = _estimate(consultation(targets=(sized,), lines=(line(protocol="flank_dca"),)))
    document = consultation(targets=(replace(sized, side=Side.BOTH),), lines=(line(protocol="flank_dca"),))
    two = _estimate(document)
    assert one.injections == one.points_per_side == len(redrawn(document, small_knowledge()).plan.lines[0].points)
    assert two.points_per_side == one.points_per_side
    assert one.injections is not None
    assert one.volume_ml is not None
    assert two.injections == 2 * one.injections
    assert two.volume_ml == 2 * one.volume_ml
    assert "working.points.both" in _ids(two)


def test_points_drawn_count_also_when_they_are_not_those_of_the_lattice() -> None:
    document = consultation(targets=(target(of=extent("4", "3")),), lines=(replace(line(), points=_DRAWN),))
    assert estimate_line(document.plan.lines[0], document, small_knowledge(), today=VISIT_ON).injections == 2


def test_a_document_without_its_grid_is_counted_as_it_would_be_drawn() -> None:
    document = consultation(targets=(target(of=extent("10", "6")),), lines=(line(),))
    assert document.plan.lines[0].points == ()
    assert estimate_line(document.plan.lines[0], document, small_knowledge(), today=VISIT_ON).injections == 60


def test_a_technique_counted_by_volume_takes_the_volume_entered_over_all_sides() -> None:
    scalp = target(area="scalp", of=extent("10", "10"))
    found = _estimate(consultation(targets=(scalp,), lines=(line(protocol="meso_nappage", preparation="meso_mix", volume_ml="6"),)))
    assert (found.injections, found.points_per_side, found.spacing_cm, found.volume_per_point_ml) == (None,) * 4
    assert found.volume_ml == 6
    assert {dose.ingredient: dose.mg for dose in found.doses} == {"ascorbic_acid": Decimal(450), "lidocaine": Decimal(15)}
    assert "working.volume.entered" in _ids(found)


def test_a_volume_entered_says_nothing_of_a_technique_counted_by_point() -> None:
    found = _estimate(consultation(targets=(target(of=None),), lines=(line(volume_ml="6"),)))
    assert found.volume_ml is None


def test_a_device_has_vials_and_a_dose_not_known() -> None:
    belly = target(area="lower_abdomen", of=extent("6", "3"))
    found = _estimate(consultation(targets=(belly,), lines=(line(protocol="device_body", preparation="device_dc"),)))
    assert (found.volume_ml, found.vials) == (Decimal("2.4"), 1)
    assert found.doses == (Dose(ingredient="deoxycholic_acid", mg=None),)
    assert "working.dose.unknown" in _ids(found)


@pytest.mark.parametrize(
    "document",
    [
        consultation(lines=(line(),)),
        consultation(targets=(target(),), lines=(line(protocol="gone", preparation="gone"),)),
        consultation(targets=(target(area="gone", of=extent("4", "3")),), lines=(line(protocol="gone"),)),
        consultation(targets=(target(deposit=None, aim=None),), lines=(line(protocol="pcdc_body", preparation="pcdc_50_42"),)),
        consultation(targets=(target(of=extent("80", "80")),), lines=(line(spacing_cm="0.1"),)),
        consultation(targets=(target(),), lines=(line(sessions=10**9, interval_days=10**9),)),
        consultation(targets=(target(),), lines=(line(sessions=0, interval_days=0),)),
    ],
)
def test_whatever_is_missing_leaves_its_figures_out(document: Consultation) -> None:
    found = _estimate(document)
    assert (found.points_per_side, found.injections, found.volume_ml, found.vials) == (None,) * 4
    assert all(dose.mg is None for dose in found.doses)


@pytest.mark.parametrize(("deposit", "proposed"), [(Deposit.SMALL, 4), (Deposit.MEDIUM, 7), (Deposit.LARGE, 10), (None, None)])
def test_sessions_are_proposed_by_the_deposit(deposit: Deposit | None, proposed: int | None) -> None:
    document = consultation(targets=(target(deposit=deposit),), lines=(line(protocol="meso_point", preparation="vitamin_c"),))
    assert _estimate(document).sessions == SessionsEstimate(low=4, high=10, proposed=proposed, chosen=proposed)


def test_the_middle_of_an_odd_range_is_rounded_up() -> None:
    jowl = target(area="jowl", side=Side.LEFT, deposit=Deposit.MEDIUM)
    assert _estimate(consultation(targets=(jowl,), lines=(line(protocol="jowl_close"),))).sessions.proposed == 2


@pytest.mark.parametrize(("given", "proposed"), [(3, 3), (4, 2), (5, 1), (6, None), (9, None)])
def test_never_more_sessions_are_proposed_than_the_hard_maximum_leaves(given: int, proposed: int | None) -> None:
    earlier = tuple(EarlierTreatment(product="dca_10", area="submental") for _ in range(given))
    document = consultation(targets=(target(deposit=Deposit.LARGE),), lines=(line(),), earlier=earlier)
    assert _estimate(document).sessions.proposed == proposed


def test_the_doctors_number_of_sessions_replaces_the_proposed_one() -> None:
    found = _estimate(consultation(targets=(target(),), lines=(line(sessions=5),)))
    assert found.sessions == SessionsEstimate(low=2, high=4, proposed=2, chosen=5)
    assert len(found.dates) == 5
    assert "working.sessions.entered" in _ids(found)


def test_days_planned_stand_in_place_of_those_proposed_and_tell_the_number_of_sessions() -> None:
    days = (date(2026, 5, 4), date(2026, 4, 1), date(2026, 6, 8))
    found = _estimate(consultation(targets=(target(),), lines=(line(dates=days),)))
    assert found.dates == (date(2026, 4, 1), date(2026, 5, 4), date(2026, 6, 8))
    assert found.sessions.chosen == 3


def test_days_proposed_follow_the_interval_on_working_days() -> None:
    found = _estimate(consultation(targets=(target(),), lines=(line(sessions=3),), working_days=(1, 3)))
    assert found.dates == (date(2026, 3, 4), date(2026, 4, 1), date(2026, 4, 29))


def test_days_proposed_keep_the_calendar_month_where_the_law_of_the_place_has_it() -> None:
    document = consultation(
        targets=(target(),), lines=(line(sessions=2),), first_session_on=date(2026, 1, 15), jurisdiction=Jurisdiction.US,
    )
    found = _estimate(document)
    assert found.dates == (date(2026, 1, 15), date(2026, 2, 16))
    assert "working.calendar_month" in _ids(found)


def test_of_a_course_without_interval_only_the_first_day_is_proposed() -> None:
    belly = target(area="lower_abdomen", of=extent("6", "3"))
    planned = line(protocol="device_body", preparation="device_dc", sessions=3)
    assert _estimate(consultation(targets=(belly,), lines=(planned,))).dates == (date(2026, 3, 3),)


def test_a_labelled_product_outside_its_area_is_off_label() -> None:
    flank = target(area="flank", side=Side.LEFT, of=extent("4", "3"))
    assert _estimate(consultation(targets=(flank,), lines=(line(protocol="flank_dca"),))).is_off_label
    assert not _estimate(consultation(targets=(flank,), lines=(line(protocol="pcdc_body", preparation="pcdc_50_42"),))).is_off_label
