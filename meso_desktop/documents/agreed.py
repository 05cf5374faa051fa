"""The first page: what was agreed, where, when, what to do on the day and whom to call."""

from typing import Final

from reportlab.platypus import Flowable

from meso_desktop.documents.advice import advised, bullets
from meso_desktop.documents.body_drawing import BodyFigures, figures_with
from meso_desktop.documents.flow import Beside, Column, Grid, Panel, Stack, Words, section
from meso_desktop.documents.letterhead import opening
from meso_desktop.documents.lines import Span
from meso_desktop.documents.paper import PaperLine, PlanPaper
from meso_desktop.documents.sheet import text_width
from meso_desktop.documents.style import ACCENT, BODY, CELL, HEADING, INK, LEAD, SMALL, TINT, Style
from meso_desktop.documents.typefaces import Face
from meso_desktop.domain.consultation import OutcomeKind
from meso_desktop.domain.knowledge import AdviceKind, CountedBy
from meso_desktop.domain.message import Term
from meso_desktop.domain.people import Sex

_FEW_AREAS: Final = 3
_ON_FIRST_PAGE: Final = 6
_BESIDE: Final = 10
_VIEWS_BESIDE: Final = 2
_FIRST_HEADING: Final = HEADING._replace(before=0)
_NUMBER: Final = Style(15, 19, Face.SEMIBOLD, ACCENT)


def agreed_page(paper: PlanPaper) -> list[Flowable]:
    """Return what the first page holds; with many areas their table follows at its end, on a page of its own if need be."""
    width = text_width(paper.document.clinic.paper)
    table = section(Words(paper.say("heading.areas"), HEADING), _areas(paper), *_remarks(paper), width=width)
    rest = [
        *section(Words(paper.say("heading.on_the_day"), HEADING), *bullets(paper, advised(paper, AdviceKind.PREPARATION)), width=width),
        whom_to_call(paper),
    ]
    story: list[Flowable] = [
        *opening(paper, title=paper.say("title.plan")),
        *section(Words(paper.say("heading.agreed"), HEADING), Words(_agreement(paper), LEAD), width=width),
        *_where_and_when(paper, width),
    ]
    return [*story, *table, *rest] if len(paper.lines) <= _ON_FIRST_PAGE else [*story, *rest, *table]


def _agreement(paper: PlanPaper) -> str:
    sessions = paper.assessment.sessions
    lines = paper.lines
    areas = paper.say("areas", count=len(lines))
    if len(lines) <= _FEW_AREAS:
        areas = paper.say(f"list.{len(lines)}", **{f"item_{line.number}": _in_sentence(paper, line) for line in lines})
    outcome = paper.document.outcome
    kind = "proposed" if outcome is None or outcome.kind is OutcomeKind.THINKING else "agreed"
    if not sessions:
        return paper.say(f"{kind}.undated", areas=areas)
    if len(sessions) == 1:
        return paper.say(f"{kind}.once", areas=areas, first=sessions[0].on)
    return paper.say(f"{kind}.course", areas=areas, count=len(sessions), first=sessions[0].on, last=sessions[-1].on)


def _in_sentence(paper: PlanPaper, line: PaperLine) -> str:
    named = paper.named(line.target)
    return named[:1].lower() + named[1:]


def _where_and_when(paper: PlanPaper, width: float) -> list[Flowable]:
    card = paper.document.patient
    placed = figures_with(paper.body, Sex.NOT_STATED if card is None else card.sex, paper.lines) if paper.body else ()
    when, says = _sessions(paper), paper.say("heading.sessions")
    if not placed:
        return section(Words(says, HEADING), when, width=width)
    where = BodyFigures(paper, placed)
    if len(paper.assessment.sessions) > _BESIDE or len(placed) > _VIEWS_BESIDE:
        return [where, *section(Words(says, HEADING), when, width=width)]
    return [Beside(where, Stack(Words(says, _FIRST_HEADING), when), left_share=0.42)]


def _sessions(paper: PlanPaper) -> Grid:
    everything = {line.line.line_id for line in paper.lines}
    sessions = paper.assessment.sessions
    numbers = {line.line.line_id: line for line in paper.lines}
    rows = []
    for session in sessions:
        lines = [numbers[line] for line in session.lines if line in numbers]
        is_all = {line.line.line_id for line in lines} == everything
        some = ", ".join(paper.named(line.target) for line in lines) if len(lines) <= _FEW_AREAS else ", ".join(str(line.number) for line in lines)
        rows.append([[Span(str(session.number), Face.SEMIBOLD, ACCENT)], paper.day(session.on), paper.say("all_areas") if is_all else some])
    columns = [Column(paper.say("label.session"), 15), Column(paper.say("label.date"), 38), Column(paper.say("label.areas"), 47)]
    return Grid(columns, rows, style=CELL)


def _areas(paper: PlanPaper) -> Grid:
    columns = [
        Column("", 4), Column(paper.say("label.area"), 22), Column(paper.say("label.preparation"), 26), Column(paper.say("label.sessions"), 12),
        Column(paper.say("label.dates"), 22), Column(paper.say("label.injections"), 14, "right"), Column(paper.say("label.volume"), 12, "right"),
    ]
    return Grid(columns, [_area_row(paper, line) for line in paper.lines])


def _area_row(paper: PlanPaper, line: PaperLine) -> list[str | list[Span]]:
    figures = line.figures
    protocol = paper.knowledge.protocols.get(line.line.protocol)
    by_volume = protocol is not None and protocol.counted_by is CountedBy.VOLUME
    sessions = figures.sessions.chosen
    mark = " †" if sessions is not None and line.line.sessions is None else ""
    dates = figures.dates
    when = paper.say("none")
    if dates:
        when = paper.day(dates[0]) if len(dates) == 1 else paper.say("from_to", first=dates[0], last=dates[-1])
    return [
        [Span(str(line.number), Face.SEMIBOLD, ACCENT)],
        [Span(paper.named(line.target), Face.MEDIUM)],
        paper.wording.term(f"preparation.{line.line.preparation}"),
        paper.number(sessions) + mark,
        when,
        paper.say("by_volume") if by_volume else paper.number(figures.injections),
        paper.quantity(figures.volume_ml, "ml"),
    ]


def _remarks(paper: PlanPaper) -> list[Flowable]:
    remarks = [
        paper.say("off_label", area=paper.named(line.target), preparation=Term(f"preparation.{line.line.preparation}"))
        for line in paper.lines
        if line.figures.is_off_label
    ]
    remarks += legal_lines(paper)
    if any(line.line.sessions is None and line.figures.sessions.chosen is not None for line in paper.lines):
        remarks.append(paper.say("convention"))
    return [Words(text, SMALL) for text in remarks]


def legal_lines(paper: PlanPaper) -> list[str]:
    """Return the legal status of each planned use in the clinic's jurisdiction."""
    jurisdiction = paper.document.clinic.jurisdiction
    used = {(line.figures.family, line.target.aim) for line in paper.lines}
    found = [
        entry
        for entry in paper.knowledge.legal.values()
        if entry.jurisdiction is jurisdiction
        and any(entry.family is family and (not entry.aims or aim in entry.aims) for family, aim in used)
    ]
    return [
        paper.say("legal", family=Term(f"family.{entry.family.value}"), jurisdiction=Term(f"jurisdiction.{jurisdiction.value}"),
                  status=Term(f"legal.{entry.status}"))
        for entry in found
    ]


def whom_to_call(paper: PlanPaper) -> Flowable:
    """Return the panel that says whom to call, the urgent telephone large."""
    clinic = paper.document.clinic
    parts: list[Flowable] = [Words(paper.say("heading.call"), Style(10.5, 14, Face.SEMIBOLD, INK))]
    urgent = clinic.urgent_telephone or clinic.telephone
    if urgent:
        parts += [Words(paper.say("call.urgent"), BODY._replace(after=0)), Words(urgent, _NUMBER, most=2)]
    if clinic.telephone and clinic.telephone != urgent:
        parts.append(Words(paper.say("call.questions", clinic=clinic.name, telephone=clinic.telephone), BODY._replace(before=2), most=4))
    if not urgent:
        parts.append(Words(paper.say("call.nobody"), BODY))
    return Panel(Stack(*parts), ground=TINT, bar=ACCENT)
