"""What the program proposes stays beside what the doctor gives, whatever the doctor gives."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from meso_desktop.domain.areas import Deposit, Point, Side
from meso_desktop.domain.drawing.grid import redrawn
from meso_desktop.domain.estimate import estimate_line
from meso_desktop.domain.plan import Placement, PlanLine
from meso_desktop.domain.protocols import Span
from meso_desktop.domain.working.proposed import ProposedFigures, difference, proposed_figures, sourced_span
from tests.domain.builders import VISIT_ON, consultation, extent, line, target
from tests.domain.small_knowledge import small_knowledge

_TARGET = target(area="flank", side=Side.BOTH, of=extent("4", "3"), deposit=Deposit.LARGE)


def _proposed(planned: PlanLine) -> ProposedFigures:
    return proposed_figures(planned, consultation(targets=(_TARGET,), lines=(planned,)), small_knowledge())


def test_the_proposal_is_what_holds_while_the_doctor_gives_nothing() -> None:
    planned = line(protocol="flank_dca")
    document = redrawn(consultation(targets=(_TARGET,), lines=(planned,)), small_knowledge())
    found = estimate_line(document.plan.lines[0], document, small_knowledge(), today=VISIT_ON)
    proposed = _proposed(planned)
    assert (proposed.spacing_cm, proposed.volume_per_point_ml) == (found.spacing_cm, found.volume_per_point_ml)
    assert (proposed.injections, proposed.volume_ml) == (found.injections, found.volume_ml)
    assert (proposed.sessions, proposed.interval_days, proposed.dates) == (found.sessions.chosen, found.interval_days, found.dates)


@given(
    per_point=st.sampled_from(("0.1", "0.15", "1")), sessions=st.one_of(st.none(), st.integers(min_value=1, max_value=9)),
    interval=st.one_of(st.none(), st.integers(min_value=1, max_value=90)), turn=st.integers(min_value=0, max_value=359),
    minutes=st.one_of(st.none(), st.integers(min_value=1, max_value=90)),
)
def test_nothing_that_the_doctor_gives_moves_the_proposal(
    per_point: str, sessions: int | None, interval: int | None, turn: int, minutes: int | None,
) -> None:
    planned = line(protocol="flank_dca", volume_per_point_ml=per_point, sessions=sessions, interval_days=interval)
    laid = Placement(turn_degrees=turn, shift=Point(13, -7), added=(Point(1, 1),))
    planned = replace(planned, minutes=minutes, placement=laid, dates=(date(2026, 5, 5),), needle_gauge="25G")
    assert _proposed(planned) == _proposed(line(protocol="flank_dca"))


def test_the_lattice_is_proposed_at_the_spacing_that_holds() -> None:
    assert _proposed(line(protocol="flank_dca", spacing_cm="2")).injections == 4
    assert _proposed(line(protocol="flank_dca", spacing_cm="2")).spacing_cm == 1


def test_what_the_protocol_leaves_to_the_doctor_is_not_proposed() -> None:
    found = _proposed(line(protocol="pcdc_body", preparation="pcdc_50_42"))
    assert (found.volume_per_point_ml, found.volume_ml, found.minutes) == (None, None, None)
    assert found.injections == 8


def test_a_line_without_its_area_has_a_proposal_without_figures() -> None:
    planned = line(protocol="gone")
    found = proposed_figures(planned, consultation(lines=(planned,)), small_knowledge())
    assert (found.injections, found.spacing_cm, found.sessions) == (None, None, None)


@pytest.mark.parametrize(
    ("proposed", "chosen", "more"),
    [(12, 14, Decimal(2)), (Decimal("0.2"), Decimal("0.15"), Decimal("-0.05")), (3, 3, Decimal(0)), (None, 3, None), (3, None, None)],
)
def test_the_difference_is_how_much_more_was_chosen(
    proposed: Decimal | int | None, chosen: Decimal | int | None, more: Decimal | None,
) -> None:
    assert difference(proposed, chosen) == more


def test_the_range_of_a_figure_is_that_of_the_sources() -> None:
    protocol = small_knowledge().protocols["pcdc_body"]
    assert sourced_span("interval_days", protocol) == Span(low=Decimal(28), high=Decimal(56))
    assert sourced_span("note", protocol) is None
    assert sourced_span("sessions", None) is None
