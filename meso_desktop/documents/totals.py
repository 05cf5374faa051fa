"""For the doctor: the totals of each session and of the course, and what was given before."""

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from reportlab.platypus import Flowable

from meso_desktop.documents.blocks import section
from meso_desktop.documents.flow import Cell, Column, Grid, Words, run_in
from meso_desktop.documents.lines import Span
from meso_desktop.documents.paper import PlanPaper
from meso_desktop.documents.style import ACCENT, CLOSE_CELL, CLOSE_HEADING, CLOSE_PAD, CLOSE_TEXT
from meso_desktop.documents.typefaces import Face
from meso_desktop.domain.assessment import CourseTotal, Dose, PreparationTotal, SessionTotal
from meso_desktop.domain.message import Term
from meso_desktop.domain.working.exposure_told import told_exposures

_UNKNOWN: Final = "?"  # in a narrow column of figures; beside a number it says that there is more


def totals(paper: PlanPaper, width: float) -> list[Flowable]:
    """Return the totals of each session, sessions alike in one row, with the course in the last.

    What is injected stands in a column of its own where it is more than one preparation.
    """
    sessions, course = paper.assessment.sessions, paper.assessment.course
    if not sessions:
        return []
    is_mixed = len({total.preparation for session in sessions for total in session.preparations}) > 1
    columns = [
        Column(paper.say("label.session"), 9),
        Column(paper.say("label.date"), 18),
        Column(paper.say("label.injections_short"), 11, "right"),
        Column(paper.say("label.volume_short"), 14 if is_mixed else 12, "right"),
        Column(paper.say("label.dose_short"), 23 if is_mixed else 37),
        *([Column(paper.say("label.preparations"), 27)] if is_mixed else []),
        Column(paper.say("label.vials"), 10, "right"),
        Column(paper.say("label.minutes"), 10, "right"),
    ]
    rows = [_session_row(paper, list(alike), is_mixed=is_mixed) for _, alike in groupby(sessions, key=_figures)]
    if course.sessions:
        rows.append(_course_row(paper, course, is_mixed=is_mixed))
    heading = Words(paper.say("heading.totals"), CLOSE_HEADING)
    story = section(heading, Grid(columns, rows, style=CLOSE_CELL, pad=CLOSE_PAD), width=width)
    told = doses(paper, paper.assessment.course_doses)
    if told and not course.sessions:  # sealed before courses were totalled
        story.append(Words(paper.say("course", doses=", ".join(told)), CLOSE_TEXT))
    return story + _exposure(paper)


def doses(paper: PlanPaper, found: Sequence[Dose]) -> list[str]:
    """Return each dose in mg by ingredient; what is not known is said to be so."""
    return [
        paper.say("dose_unknown", ingredient=Term(f"ingredient.{dose.ingredient}"))
        if dose.mg is None
        else paper.say("dose", ingredient=Term(f"ingredient.{dose.ingredient}"), mg=dose.mg)
        for dose in found
    ]


def _figures(session: SessionTotal) -> tuple[object, ...]:
    return session.injections, session.volume_ml, session.doses, session.preparations, session.vials, session.minutes, session.untimed


def _session_row(paper: PlanPaper, alike: Sequence[SessionTotal], *, is_mixed: bool) -> list[Cell]:
    first, last = alike[0], alike[-1]
    numbers = str(first.number) if first is last else f"{first.number}–{last.number}"
    return [
        [Span(numbers, Face.SEMIBOLD, ACCENT)],
        "\n".join(paper.day(session.on) for session in alike),
        _and_more(paper.number(first.injections), is_more=bool(first.uncounted)),
        paper.quantity(first.volume_ml, "ml"),
        "\n".join(doses(paper, first.doses)),
        *(["\n".join(_preparation(paper, total) for total in first.preparations)] if is_mixed else []),
        _vials(paper, first),
        _minutes(paper, first),
    ]


def _course_row(paper: PlanPaper, course: CourseTotal, *, is_mixed: bool) -> list[Cell]:
    sessions = _and_more(paper.say("sessions", count=course.sessions), is_more=bool(course.undecided))
    told = [
        paper.say("label.whole_course"), sessions, paper.number(course.injections),
        paper.quantity(course.volume_ml, "ml"), "\n".join(doses(paper, course.doses)), *([""] if is_mixed else []),
        _vials(paper, course), _minutes(paper, course),
    ]
    return [[Span(words, Face.MEDIUM)] for words in told]


def _preparation(paper: PlanPaper, total: PreparationTotal) -> str:
    return f"{paper.preparation(total.preparation)}: {paper.quantity(total.volume_ml, 'ml')}"


def _vials(paper: PlanPaper, total: SessionTotal | CourseTotal) -> str:
    """Return the vials opened, with what stays in them; where one product's are not known, the others' and that there are more."""
    if isinstance(total, SessionTotal) and not total.products:  # sealed before vials were counted over a day
        counts = [preparation.vials for preparation in total.preparations]
    else:
        counts = [product.vials for product in total.products]
    known = [count for count in counts if count is not None]
    if not known:
        return _UNKNOWN
    shown = _and_more(paper.number(sum(known)), is_more=len(known) < len(counts))
    return f"{shown}\n{paper.say('unused', unused=total.unused_ml)}" if total.unused_ml else shown


def _minutes(paper: PlanPaper, total: SessionTotal | CourseTotal) -> str:
    span = total.minutes
    if span is None:
        return _UNKNOWN
    low, high = paper.number(span.low), paper.number(span.high)
    return _and_more(low if low == high else f"{low}–{high}", is_more=bool(total.untimed))


def _and_more(shown: str, *, is_more: bool) -> str:
    return f"{shown}\u00a0+\u00a0{_UNKNOWN}" if is_more else shown


def _exposure(paper: PlanPaper) -> list[Flowable]:
    told = [paper.wording.text(sentence) for sentence in told_exposures(paper.assessment.exposures, paper.knowledge)]
    return [run_in(paper.say("heading.exposure"), " · ".join(told))] if told else []
