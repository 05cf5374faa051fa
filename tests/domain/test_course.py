"""The course is the sum of its sessions, a session the sum of its lines, exact to the last place."""

import json
from datetime import date
from decimal import Decimal

import msgspec
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from meso_desktop.domain.areas import Side
from meso_desktop.domain.assess import Context, assess
from meso_desktop.domain.assessment import Assessment, CourseTotal
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.drawing.grid import redrawn
from meso_desktop.domain.plan import PlanLine
from meso_desktop.domain.protocols import Span

from .builders import VISIT_ON, consultation, extent, line, target
from .small_knowledge import small_knowledge

_SIDES = st.integers(min_value=2, max_value=9)


def _assessed(document: Consultation) -> Assessment:
    return assess(redrawn(document, small_knowledge()), small_knowledge(), Context(today=VISIT_ON))


@st.composite
def _plans(draw: st.DrawFn) -> Consultation:
    """Draw a plan of up to four lines of several products, with sessions and minutes of their own."""
    targets, lines = [], []
    for number in range(1, draw(st.integers(min_value=1, max_value=4)) + 1):
        kind = draw(st.sampled_from(("dca", "flank", "pcdc", "nappage")))
        size = extent(str(draw(_SIDES)), str(draw(_SIDES)))
        sessions = draw(st.integers(min_value=1, max_value=4))
        made: PlanLine
        match kind:
            case "dca":
                targets.append(target(number, of=size))
                made = line(number, sessions=sessions)
            case "flank":
                targets.append(target(number, area="flank", side=Side.BOTH, of=size))
                made = line(number, protocol="flank_dca", sessions=sessions)
            case "pcdc":
                targets.append(target(number, area="lower_abdomen", of=size))
                made = line(number, protocol="pcdc_body", preparation="pcdc_50_42", volume_per_point_ml="0.3", sessions=sessions)
            case _:
                targets.append(target(number, area="scalp", of=size))
                made = line(
                    number, protocol="meso_nappage", preparation="meso_mix", volume_ml=draw(st.sampled_from(("1", "2.5", "3.3333"))),
                    sessions=sessions,
                )
        lines.append(replace(made, minutes=draw(st.one_of(st.none(), st.integers(min_value=1, max_value=60)))))
    return consultation(targets=tuple(targets), lines=tuple(lines))


@given(_plans())
def test_a_session_is_the_sum_of_its_lines(document: Consultation) -> None:
    found = _assessed(document)
    for session in found.sessions:
        given_then = [estimate for estimate in found.lines if session.on in estimate.dates]
        assert {estimate.line for estimate in given_then} == set(session.lines)
        assert session.injections == sum(estimate.injections or 0 for estimate in given_then)
        assert session.volume_ml == sum(estimate.volume_ml or 0 for estimate in given_then)
        timed = [estimate.minutes for estimate in given_then if estimate.minutes is not None]
        assert (session.minutes.high if session.minutes else 0) == sum(span.high for span in timed)
        assert len(session.untimed) == len(given_then) - len(timed)


@given(_plans())
def test_the_course_is_the_sum_of_its_sessions(document: Consultation) -> None:
    found = _assessed(document)
    course, sessions = found.course, found.sessions
    assert course.sessions == len(sessions)
    assert course.injections == sum(session.injections for session in sessions)
    assert course.volume_ml == sum(session.volume_ml or 0 for session in sessions)
    assert course.doses == found.course_doses
    assert course.vials == sum(session.vials or 0 for session in sessions)
    for total in course.products:
        days = [product for session in sessions for product in session.products if product.product == total.product]
        assert total.vials == sum(day.vials or 0 for day in days)


@given(_plans())
def test_vials_hold_the_volume_and_a_day_opens_no_more_than_its_areas_apart(document: Consultation) -> None:
    found = _assessed(document)
    vials = {estimate.line: estimate.vials or 0 for estimate in found.lines}
    for session in found.sessions:
        assert session.vials is not None
        assert session.vials <= sum(vials[one] for one in session.lines)
        for total in session.products:
            vial = small_knowledge().products[total.product].vial_ml or Decimal(0)
            assert total.vials is not None
            assert total.volume_ml is not None
            assert abs(total.vials * vial - total.volume_ml - (total.unused_ml or 0)) <= Decimal("0.0001")
            assert 0 <= (total.unused_ml or 0) < vial


def test_a_line_planned_twice_on_one_day_counts_once_on_its_other_days() -> None:
    twice, once = date(2026, 3, 3), date(2026, 4, 7)
    found = _assessed(consultation(targets=(target(of=extent("4", "3")),), lines=(line(dates=(twice, twice, once)),)))
    assert [(session.on, session.injections) for session in found.sessions] == [(twice, 24), (once, 12)]
    assert found.course.injections == 36


def test_the_minutes_of_the_doctor_go_before_the_protocols() -> None:
    document = consultation(targets=(target(of=extent("4", "3")),), lines=(replace(line(sessions=2), minutes=30),))
    found = _assessed(document)
    assert found.lines[0].minutes == Span(low=Decimal(30), high=Decimal(30))
    assert found.course.minutes == Span(low=Decimal(60), high=Decimal(60))


def test_days_that_are_not_known_leave_the_vials_of_the_course_unknown() -> None:
    planned = line(protocol="meso_nappage", preparation="meso_mix", volume_ml="2", sessions=3)
    protocols = small_knowledge().protocols
    undated = replace(small_knowledge(), protocols={**protocols, "meso_nappage": replace(protocols["meso_nappage"], interval_days=None)})
    document = consultation(targets=(target(area="scalp"),), lines=(planned,))
    course = assess(document, undated, Context(today=VISIT_ON)).course
    assert (course.sessions, course.volume_ml, course.vials, course.products) == (3, Decimal(6), None, ())


def test_a_line_whose_sessions_are_not_known_leaves_the_course_undecided() -> None:
    found = _assessed(consultation(targets=(target(of=extent("4", "3"), deposit=None),), lines=(line(),)))
    assert found.course.undecided == (found.lines[0].line,)
    assert (found.course.injections, found.course.volume_ml) == (None, None)


def test_a_preparation_that_is_not_in_the_pack_leaves_vials_unknown() -> None:
    targets = (target(1, of=extent("4", "3")), target(2, of=extent("4", "3")))
    found = _assessed(consultation(targets=targets, lines=(line(1, sessions=1), line(2, preparation="gone", sessions=1))))
    assert (found.sessions[0].vials, found.course.vials) == (None, None)


def test_nothing_planned_is_no_course() -> None:
    assert _assessed(consultation()).course == CourseTotal()


@given(_plans())
def test_totals_and_exposures_are_stored_as_they_are(document: Consultation) -> None:
    found = _assessed(document)
    assert msgspec.json.decode(msgspec.json.encode(found), type=Assessment) == found


def test_what_was_sealed_before_courses_were_totalled_still_reads() -> None:
    stored = json.loads(msgspec.json.encode(_assessed(consultation(targets=(target(of=extent("4", "3")),), lines=(line(sessions=2),)))))
    del stored["course"], stored["exposures"]
    for session in stored["sessions"]:
        for name in ("products", "vials", "unused_ml", "minutes", "untimed", "uncounted"):
            session.pop(name, None)
    read = msgspec.json.decode(json.dumps(stored), type=Assessment)
    assert (read.course, read.exposures, read.sessions[0].products) == (CourseTotal(), (), ())
