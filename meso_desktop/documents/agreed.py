"""The first page: what was agreed, where, when, what to do on the day and whom to call."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from reportlab.platypus import Flowable

from meso_desktop.documents.advice import bullets
from meso_desktop.documents.blocks import Beside, Panel, Stack, abreast, section
from meso_desktop.documents.body_drawing import MOST_NUMBERS, BodyFigures, figures_with
from meso_desktop.documents.flow import Cell, Column, Grid, Words
from meso_desktop.documents.letterhead import opening
from meso_desktop.documents.lines import Span
from meso_desktop.documents.paper import PaperLine, PlanPaper, unbroken
from meso_desktop.documents.sheet import text_width
from meso_desktop.documents.style import ACCENT, BODY, HEADING, INK, LEAD, ROOMY, SMALL, TINT, Setting, Style
from meso_desktop.documents.typefaces import Face
from meso_desktop.domain.advised import advised
from meso_desktop.domain.consultation import OutcomeKind
from meso_desktop.domain.message import Term
from meso_desktop.domain.patient_texts import AdviceKind
from meso_desktop.domain.people import Sex
from meso_desktop.domain.protocols import CountedBy

_FEW_AREAS: Final = 3
_TALLEST: Final = 340.0
_BESIDE: Final = 10
_VIEWS_BESIDE: Final = 2
_ABREAST: Final = 3
_FIRST_HEADING: Final = HEADING._replace(before=0)
_NUMBER: Final = Style(15, 19, Face.SEMIBOLD, ACCENT)


class FirstPage(NamedTuple):
    """The first page: what stands at its top, where, when, the table of the areas, and what to do on the day."""

    head: list[Flowable]
    where: list[Flowable]
    when: list[Flowable]
    table: list[Flowable]
    rest: list[Flowable]

    @property
    def whole(self) -> list[Flowable]:
        """Everything, from the top down."""
        return [*self.head, *self.where, *self.when, *self.table, *self.rest]

    def without_table(self, named: list[Flowable]) -> list[Flowable]:
        """Return everything but the table, with the areas `named` below the body instead."""
        return [*self.head, *self.where, *named, *self.when, *self.rest]


def first_page(paper: PlanPaper, setting: Setting) -> FirstPage:
    """Return the parts of the first page."""
    width = text_width(paper.document.clinic.paper)
    where, when = _where_and_when(paper, setting, width)
    return FirstPage(
        head=[
            *opening(paper, title=paper.say("title.plan")),
            *section(Words(paper.say("heading.agreed"), setting.heading), Words(_agreement(paper), LEAD), *_waiting(paper), width=width),
        ],
        where=where,
        when=when,
        table=section(Words(paper.say("heading.areas"), setting.heading), _areas(paper, setting), *_remarks(paper), width=width),
        rest=_on_the_day(paper, setting, width),
    )


def legend(paper: PlanPaper) -> list[Flowable]:
    """Return what the numbers on the body mean, for a first page without the table of the areas."""
    if paper.body is None or len(paper.lines) > MOST_NUMBERS:
        return []
    gap = Span("\u2003 ")
    named = [
        span
        for line in paper.lines
        for span in (Span(f"{line.number}\u00a0", Face.SEMIBOLD, ACCENT), Span(unbroken(paper.named(line.target))), gap)
    ]
    return [Words(named[:-1], SMALL._replace(colour=INK, before=2))]


def _on_the_day(paper: PlanPaper, setting: Setting, width: float) -> list[Flowable]:
    told = advised(paper.document, paper.knowledge, AdviceKind.PREPARATION)
    advice = abreast(bullets(paper, told, setting.bullet), width=width, tallest=_TALLEST)
    return section(Words(paper.say("heading.on_the_day"), setting.heading), *advice, width=width)


def _agreement(paper: PlanPaper) -> str:
    sessions, lines = paper.assessment.sessions, paper.lines
    areas = paper.say("areas", count=len(lines))
    if len(lines) <= _FEW_AREAS:
        areas = paper.say("areas_named", areas=areas, names="; ".join(in_sentence(paper, line) for line in lines))
    outcome = paper.document.outcome
    kind = "proposed" if outcome is None or outcome.kind is OutcomeKind.THINKING else "agreed"
    if not sessions:
        return paper.say(f"{kind}.undated", areas=areas)
    if len(sessions) == 1:
        return paper.say(f"{kind}.once", areas=areas, first=sessions[0].on)
    return paper.say(f"{kind}.course", areas=areas, count=len(sessions), first=sessions[0].on, last=sessions[-1].on)


def _waiting(paper: PlanPaper) -> list[Flowable]:
    """Return from when treatment may begin, when an earlier visit put it off and nothing is agreed since."""
    outcome, day = paper.document.outcome, paper.still_waiting
    is_agreed = paper.signature is not None and outcome is not None and outcome.kind is OutcomeKind.TREAT
    return [] if day is None or is_agreed else [Words(paper.say("waiting", day=day), LEAD)]


def in_sentence(paper: PlanPaper, line: PaperLine) -> str:
    """Return the area of a line as it stands within a sentence."""
    named = paper.named(line.target)
    return named[:1].lower() + named[1:]


def _where_and_when(paper: PlanPaper, setting: Setting, width: float) -> tuple[list[Flowable], list[Flowable]]:
    card = paper.document.patient
    placed = figures_with(paper.body, Sex.NOT_STATED if card is None else card.sex, paper.lines) if paper.body else ()
    says, call = paper.say("heading.sessions"), whom_to_call(paper, pad=setting.ground)
    if placed and len(paper.assessment.sessions) <= _BESIDE and len(placed) <= _VIEWS_BESIDE + any(one.spots for one in placed):
        for is_named in (True, False):  # by their numbers on the body where the names would make it too tall
            when = Stack(Words(says, _FIRST_HEADING), _sessions(paper, setting, pairs=1, is_named=is_named), call)
            both = Beside(BodyFigures(paper, placed), when, left_share=0.42, before=10)
            if both.wrap(width, 0)[1] <= _TALLEST:
                return [both], []
    if not paper.assessment.sessions:
        return [BodyFigures(paper, placed), call] if placed else [call], []
    sessions = section(Words(says, setting.heading), _sessions(paper, setting, pairs=_ABREAST), width=width)
    return [BodyFigures(paper, placed), call] if placed else [call], sessions


def _sessions(paper: PlanPaper, setting: Setting, *, pairs: int, is_named: bool = True) -> Grid:
    """Return the sessions with their areas, by name or by number; where each is of all areas, several stand abreast."""
    sessions = paper.assessment.sessions
    number, day = Column(paper.say("label.session"), 15), Column(paper.say("label.date"), 38)
    dated: list[list[Cell]] = [[[Span(str(session.number), Face.SEMIBOLD, ACCENT)], paper.day(session.on)] for session in sessions]
    lines = {line.line.line_id: line for line in paper.lines}
    if all(set(lines) <= set(session.lines) for session in sessions):
        dated += [["", ""]] * (-len(dated) % pairs)
        rows = [[cell for pair in dated[at : at + pairs] for cell in pair] for at in range(0, len(dated), pairs)]
        return Grid([number, day] * pairs, rows, pad=setting.row * 1.25)
    rows = [
        [*cells, _who(paper, [lines[line] for line in session.lines if line in lines], is_named=is_named)]
        for cells, session in zip(dated, sessions, strict=True)
    ]
    return Grid([number, day, Column(paper.say("label.areas"), 47)], rows, pad=setting.row * 1.25)


def _who(paper: PlanPaper, lines: Sequence[PaperLine], *, is_named: bool) -> str:
    if len(lines) == len(paper.lines):
        return paper.say("all_areas")
    if is_named and len(lines) <= _FEW_AREAS:
        return "; ".join(paper.named(line.target) for line in lines)
    return ", ".join(str(line.number) for line in lines)


def _areas(paper: PlanPaper, setting: Setting) -> Grid:
    columns = [
        Column("", 3),
        Column(paper.say("label.area"), 22),
        Column(paper.say("label.preparation"), 27),
        Column(paper.say("label.sessions"), 11),
        Column(paper.say("label.dates"), 24),
        Column(paper.say("label.injections_short"), 13, "right"),
        Column(paper.say("label.volume_short"), 11, "right"),
    ]
    return Grid(columns, [_area_row(paper, line) for line in paper.lines], pad=setting.row)


def _area_row(paper: PlanPaper, line: PaperLine) -> list[Cell]:
    figures = line.figures
    protocol = paper.knowledge.protocols.get(line.line.protocol)
    by_volume = protocol is not None and protocol.counted_by is CountedBy.VOLUME
    sessions = figures.sessions.chosen
    mark = " †" if _is_convention(line) else ""
    dates = figures.dates
    when = paper.say("none")
    if dates:
        when = paper.day(dates[0]) if len(dates) == 1 else paper.say("from_to", first=dates[0], last=dates[-1])
    return [
        [Span(str(line.number), Face.SEMIBOLD, ACCENT)],
        [Span(paper.named(line.target), Face.MEDIUM)],
        paper.preparation(line.line.preparation),
        paper.number(sessions) + mark,
        when,
        paper.say("by_volume") if by_volume else paper.number(figures.injections),
        paper.quantity(figures.volume_ml, "ml"),
    ]


def _is_convention(line: PaperLine) -> bool:
    """Tell whether the number of sessions is proposed within a range, by the program's own rule."""
    found = line.figures.sessions
    return line.line.sessions is None and found.chosen is not None and found.low != found.high


def _remarks(paper: PlanPaper) -> list[Flowable]:
    remarks = [
        paper.say("off_label", area=paper.named(line.target), preparation=paper.preparation(line.line.preparation))
        for line in paper.lines
        if line.figures.is_off_label
    ]
    remarks += legal_lines(paper)
    if any(_is_convention(line) for line in paper.lines):
        remarks.append(paper.say("convention"))
    return [Words(" ".join(remarks), SMALL)] if remarks else []


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
        paper.say(
            "legal",
            family=Term(f"family.{entry.family.value}"),
            jurisdiction=Term(f"jurisdiction.{jurisdiction.value}"),
            status=Term(f"legal.{entry.status}"),
        )
        for entry in found
    ]


def whom_to_call(paper: PlanPaper, *, pad: float = ROOMY.ground) -> Flowable:
    """Return the panel that says whom to call, the urgent telephone large."""
    clinic = paper.document.clinic
    parts: list[Flowable] = [Words(paper.say("heading.call"), Style(10.5, 14, Face.SEMIBOLD, INK))]
    urgent = clinic.urgent_telephone or clinic.telephone
    if urgent:
        parts += [Words(paper.say("call.urgent"), BODY._replace(after=0)), Words(unbroken(urgent), _NUMBER, most=2)]
    if clinic.telephone and clinic.telephone != urgent:
        parts.append(Words(paper.say("call.questions", telephone=unbroken(clinic.telephone)), BODY, most=4))
    if not urgent:
        parts.append(Words(paper.say("call.nobody"), BODY))
    return Panel(Stack(*parts), ground=TINT, bar=ACCENT, pad=pad)
