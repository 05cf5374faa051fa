"""For the doctor: the limits that the plan meets, under the product or protocol whose they are, a short row each."""

from collections.abc import Mapping
from typing import Final

from reportlab.platypus import Flowable

from meso_desktop.documents.blocks import section
from meso_desktop.documents.flow import Cell, Column, Grid, Words
from meso_desktop.documents.lines import Span
from meso_desktop.documents.paper import PlanPaper, unbroken
from meso_desktop.documents.style import CLOSE_CELL, CLOSE_HEADING, CLOSE_PAD, MUTED, WARN
from meso_desktop.documents.typefaces import Face
from meso_desktop.domain.assessment import LimitCheck
from meso_desktop.domain.ids import LineId
from meso_desktop.domain.message import Message, MessageValue, ValueKind
from meso_desktop.domain.products import LimitKind, LimitPer
from meso_desktop.domain.working.binding import is_per

_OWNERS: Final = ("owner", "agent")
_SPAN: Final = "span"


def limits(paper: PlanPaper, width: float) -> list[Flowable]:
    """Return the limits; one whose short words the catalogue lacks stands in its whole sentence."""
    columns = [
        Column(paper.say("label.limit"), 39),
        Column(paper.say("label.value"), 13),
        Column(paper.say("label.bound"), 38),
        Column(paper.say("label.kind"), 11),
        Column(paper.say("label.met"), 11),
        Column(paper.say("label.source"), 34),
    ]
    numbers = {line.line.line_id: str(line.number) for line in paper.lines}
    grouped: dict[str, list[list[Cell]]] = {}
    for check in paper.assessment.limits:
        grouped.setdefault(_owner(paper, check), []).append(_row(paper, check, numbers))
    rows: list[list[Cell]] = []
    for owner, own in grouped.items():
        rows += [[[Span(owner, Face.SEMIBOLD)]], *own] if owner else own
    heading = Words(paper.say("heading.limits"), CLOSE_HEADING)
    return section(heading, Grid(columns, rows, style=CLOSE_CELL, pad=CLOSE_PAD), width=width) if rows else []


def _owner(paper: PlanPaper, check: LimitCheck) -> str:
    if not _has_short_words(paper, check):
        return ""
    return next((paper.wording.term(value.value) for value in check.text.values if value.name in _OWNERS), "")


def _row(paper: PlanPaper, check: LimitCheck, numbers: Mapping[LineId, str]) -> list[Cell]:
    if check.value is None:
        met: Cell = paper.say("unknown")
    elif not check.is_crossed:
        met = paper.say("limit.within")
    elif check.kind is LimitKind.NOTE:
        met = paper.say("limit.above")
    else:
        met = [Span(paper.say("limit.crossed"), Face.SEMIBOLD, WARN)]
    kind, source = paper.say(f"limit.{check.kind.value}"), paper.sources(check.sources, check.confidence.value)
    return [*_said(paper, check, numbers), kind, met, source]


def _has_short_words(paper: PlanPaper, check: LimitCheck) -> bool:
    return paper.wording.has(f"paper.limit.what.{name(check.text)}")


def _said(paper: PlanPaper, check: LimitCheck, numbers: Mapping[LineId, str]) -> list[Cell]:
    """Return what is counted, its value and its bound; or the whole sentence and nothing beside it."""
    if not _has_short_words(paper, check):
        return [paper.wording.text(check.text), "", ""]
    what, value, bound = short_keys(check.text)
    counted = _words(paper, check, what)
    shown: list[Cell] = [[Span(counted[:1].upper() + counted[1:]), *_concerned(paper, check, numbers)]]
    shown.append(paper.say("unknown") if check.value is None else _words(paper, check, value))
    return [*shown, _words(paper, check, bound)]


def _concerned(paper: PlanPaper, check: LimitCheck, numbers: Mapping[LineId, str]) -> list[Span]:
    """Return the numbers of the lines concerned, of a session those injected in it, where not every line is.

    Words that name an area say which it is, unless its sides are planned apart.
    """
    sessions = {session.number: session.lines for session in paper.assessment.sessions} if is_per(check, LimitPer.SESSION) else {}
    held = sessions.get(check.session or 0, check.lines)
    here = [number for line, number in numbers.items() if line in check.lines and line in held]
    areas = [line.target.area for line in paper.lines]
    is_named = any(value.name == "area" for value in check.text.values)
    is_told = is_named and all(areas.count(line.target.area) == 1 for line in paper.lines if line.line.line_id in check.lines)
    if is_told or not here or len(here) == len(numbers):
        return []
    return [Span(" " + unbroken(paper.say("concerns", areas=", ".join(here))), colour=MUTED)]


def _words(paper: PlanPaper, check: LimitCheck, key: str) -> str:
    said = paper.wording.text(Message(id=key, values=(*check.text.values, *_count(check))))
    for value in check.text.values:
        if value.kind is ValueKind.DAY:
            day = paper.wording.text(Message(id="paper.day", values=(MessageValue(name="day", kind=ValueKind.DAY, value=value.value),)))
            said = said.replace(day, unbroken(day))
    return said


def _count(check: LimitCheck) -> tuple[MessageValue, ...]:
    return tuple(MessageValue(name="count", kind=value.kind, value=value.value) for value in check.text.values if value.name == "value")


def name(text: Message) -> str:
    """Return what a limit's message is called, whether its value is known or not."""
    return text.id.removeprefix("limit.").removesuffix(".unknown")


def short_keys(text: Message) -> tuple[str, str, str]:
    """Return the keys of the short words for what a limit counts, its value, and its bound."""
    called = name(text)
    first, *others = called.split(".")
    measure = others[0] if first == _SPAN else first
    is_bounded_alike = first == _SPAN or "end" not in {value.name for value in text.values}
    return f"paper.limit.what.{called}", f"paper.limit.value.{measure}", f"paper.limit.bound.{called if is_bounded_alike else measure}"
