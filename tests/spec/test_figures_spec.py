"""Runs the tables of workings, totals and exposure beside this file on the shipped pack and in the shipped words."""

from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Final, TypeVar

import msgspec
import pytest
from msgspec import Struct

from meso_desktop.domain.areas import Deposit
from meso_desktop.domain.assess import Context, assess
from meso_desktop.domain.assessment import Assessment, CourseTotal, Dose, ProductTotal, SessionTotal
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.drawing.grid import redrawn
from meso_desktop.domain.exposed import AreaSessions, Exposure, Had
from meso_desktop.domain.people import Jurisdiction
from meso_desktop.domain.protocols import Span
from meso_desktop.domain.working.figures_shown import Figure, ShownWorking, course_working_of, session_working_of, working_of
from meso_desktop.knowledge.wording import Wording
from meso_desktop.resources import resource_path
from tests.documents.shipped_papers import shipped
from tests.domain.builders import VISIT_ON, consultation
from tests.spec.written import laid_by_hand, written_earlier, written_line

_HERE: Final = Path(__file__).parent


class _Strict(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A row that refuses a misprint."""


class Given(_Strict, frozen=True):
    """The plan and the history of a row; an empty deposit is missing."""

    lines: tuple[str, ...] = ()
    line: str = ""
    sessions: int | None = None
    deposit: str = "small"
    jurisdiction: Jurisdiction = Jurisdiction.GB
    earlier: tuple[str, ...] = ()
    laid: str = ""
    of: str = ""
    figure: Figure = Figure.VOLUME


class Said(_Strict, frozen=True, rename={"origins": "from"}):
    says: str
    origins: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


class WorkingCase(_Strict, frozen=True):
    name: str
    given: Given
    expected: Said


class Summed(_Strict, frozen=True):
    injections: str
    volume_ml: str
    mg: dict[str, str]
    minutes: str
    vials: int | None = None
    unused_ml: str = "?"


class Totalled(_Strict, frozen=True):
    days: int
    injections: str
    volume_ml: str
    mg: dict[str, str]
    products: dict[str, str]
    minutes: str
    course: Summed
    vials: int | None = None
    unused_ml: str = "?"


class TotalCase(_Strict, frozen=True):
    name: str
    given: Given
    expected: Totalled


class Exposed(_Strict, frozen=True):
    given: str
    planned: str
    together: str
    recent: str = "?"
    since: date | None = None
    of_unknown: int = 0
    undated: int = 0
    areas: tuple[str, ...] = ()


class ExposureCase(_Strict, frozen=True):
    name: str
    given: Given
    expected: dict[str, Exposed]


_Case = TypeVar("_Case", WorkingCase, TotalCase, ExposureCase)


def _cases(name: str, kind: type[_Case]) -> tuple[_Case, ...]:
    table = msgspec.toml.decode((_HERE / f"{name}.toml").read_text(encoding="utf-8"), type=dict[str, tuple[kind, ...]])  # type: ignore[valid-type]  # a type at run time
    cases: tuple[_Case, ...] = table["case"]
    return cases


def _name(case: _Case) -> str:
    return case.name


@lru_cache(maxsize=1)
def _words() -> Wording:
    return Wording.load(resource_path("wording"), "en", is_strict=True)


def _planned(given: Given) -> tuple[Consultation, Assessment]:
    deposit = Deposit(given.deposit) if given.deposit else None
    written = given.lines or (given.line,)
    rows = [written_line(line, number, sessions=given.sessions, deposit=deposit) for number, line in enumerate(written, start=1)]
    rows = [laid_by_hand(target, line, given.laid) for target, line in rows] if given.laid else rows
    document = consultation(
        targets=tuple(target for target, _ in rows),
        lines=tuple(line for _, line in rows),
        jurisdiction=given.jurisdiction,
        earlier=tuple(written_earlier(treatment) for treatment in given.earlier),
    )
    drawn = redrawn(document, shipped())
    return drawn, assess(drawn, shipped(), Context(today=VISIT_ON))


def _opened(given: Given) -> ShownWorking:
    document, assessment = _planned(given)
    what, _, number = given.of.partition(" ")
    match what:
        case "line":
            return working_of(given.figure, document.plan.lines[int(number) - 1].line_id, document, assessment, shipped())
        case "session":
            return session_working_of(given.figure, int(number), document, assessment, shipped())
        case _:
            return course_working_of(given.figure, document, assessment, shipped())


@pytest.mark.parametrize("case", _cases("workings", WorkingCase), ids=_name)
def test_workings(case: WorkingCase) -> None:
    shown = _opened(case.given)
    assert "; ".join(_words().text(step).rstrip(".") for step in shown.sentence) == case.expected.says
    assert tuple(_words().text(origin) for origin in shown.origins) == case.expected.origins
    assert shown.sources == case.expected.sources


def test_every_figure_of_a_line_a_session_and_the_course_has_a_row() -> None:
    rows = {(case.given.of.partition(" ")[0], case.given.figure) for case in _cases("workings", WorkingCase)}
    assert {figure for of, figure in rows if of == "line"} == set(Figure)
    assert {Figure.INJECTIONS, Figure.VOLUME, Figure.VIALS, Figure.MINUTES} <= {figure for of, figure in rows if of == "session"}
    assert {Figure.SESSIONS, Figure.DOSE, Figure.VIALS} <= {figure for of, figure in rows if of == "course"}


@pytest.mark.parametrize("case", _cases("totals", TotalCase), ids=_name)
def test_totals(case: TotalCase) -> None:
    _, assessment = _planned(case.given)
    first, course, expected = assessment.sessions[0], assessment.course, case.expected
    assert len(assessment.sessions) == expected.days
    assert f"{first.injections}{' + ?' if first.uncounted else ''}" == expected.injections
    assert (_told(first.volume_ml), _mg(first.doses), _minutes(first)) == (expected.volume_ml, expected.mg, expected.minutes)
    assert {total.product: _vials(total) for total in first.products} == expected.products
    assert (first.vials, _told(first.unused_ml)) == (expected.vials, expected.unused_ml)
    summed = expected.course
    assert (_told(course.injections), _told(course.volume_ml)) == (summed.injections, summed.volume_ml)
    assert (_mg(course.doses), _minutes(course)) == (summed.mg, summed.minutes)
    assert (course.vials, _told(course.unused_ml)) == (summed.vials, summed.unused_ml)


@pytest.mark.parametrize("case", _cases("exposure", ExposureCase), ids=_name)
def test_exposure(case: ExposureCase) -> None:
    _, assessment = _planned(case.given)
    found = {exposure.ingredient or exposure.product: _exposed(exposure) for exposure in assessment.exposures}
    assert found == case.expected


def _exposed(exposure: Exposure) -> Exposed:
    unit = "mL" if exposure.ingredient is None else "mg"
    planned = "?" if exposure.planned is None else f"{exposure.planned} {unit}"
    return Exposed(
        given=_had(exposure.earlier, unit),
        recent="?" if exposure.recent is None else _had(exposure.recent, unit),
        since=exposure.since,
        planned=f"{_told(exposure.planned_sessions)}, {planned}",
        together="?" if exposure.together is None else f"{exposure.together} {unit}",
        of_unknown=exposure.of_unknown,
        undated=exposure.undated,
        areas=tuple(_area(area) for area in exposure.areas),
    )


def _had(had: Had, unit: str) -> str:
    return f"{had.sessions}, {had.amount} {unit}" + (f", {had.unmeasured} not known" if had.unmeasured else "")


def _area(area: AreaSessions) -> str:
    return f"{area.area} {area.earlier} + {area.planned}" + ("" if area.bound is None else f" of {area.bound}")


def _told(value: Decimal | int | None) -> str:
    return "?" if value is None else f"{value}"


def _mg(doses: tuple[Dose, ...]) -> dict[str, str]:
    return {dose.ingredient: _told(dose.mg) for dose in doses}


def _vials(total: ProductTotal) -> str:
    if total.vials is None:
        return "?"
    return f"{total.vials} vial{'s' if total.vials > 1 else ''}, {total.unused_ml} mL"


def _minutes(total: SessionTotal | CourseTotal) -> str:
    span: Span | None = total.minutes
    if span is None:
        return "?"
    return (f"{span.low}" if span.low == span.high else f"{span.low}–{span.high}") + (" + ?" if total.untimed else "")
