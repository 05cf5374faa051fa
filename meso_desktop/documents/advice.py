"""What the patient is told: what to expect, side effects, aftercare and when to call, for the families planned and no other."""

from collections.abc import Sequence
from typing import Final

from reportlab.platypus import Flowable

from meso_desktop.documents.flow import Cell, Column, Grid, Panel, Stack, Words, section
from meso_desktop.documents.lines import Span
from meso_desktop.documents.paper import PlanPaper
from meso_desktop.documents.sheet import text_width
from meso_desktop.documents.style import ACCENT, BODY, CELL, HEADING, SUBHEADING, TINT, WARN, Style
from meso_desktop.documents.typefaces import Face
from meso_desktop.domain.knowledge import AdviceEntry, AdviceKind, Family, Urgency

_BULLET: Final = BODY._replace(indent=11, after=2)
_URGENT_GROUND: Final = Style(0, 0, colour=TINT).colour
_CALL_STYLE: Final = BODY._replace(face=Face.MEDIUM, after=2)


def advised(paper: PlanPaper, kind: AdviceKind) -> tuple[AdviceEntry, ...]:
    """Return the entries of a kind that apply to the plan; where entries contradict each other, only those the doctor chose."""
    families = set(paper.families)
    areas = {line.target.area for line in paper.lines}
    preparations = [paper.knowledge.preparations.get(line.line.preparation) for line in paper.lines]
    products = {part.product for preparation in preparations if preparation is not None for part in preparation.parts}
    return tuple(
        entry
        for entry in paper.knowledge.advice.values()
        if entry.kind is kind
        and (not entry.families or families & set(entry.families))
        and (not entry.areas or areas & set(entry.areas))
        and (not entry.products or products & set(entry.products))
        and (entry.choice is None or entry.id in paper.document.advice.chosen)
    )


def bullets(paper: PlanPaper, entries: Sequence[AdviceEntry]) -> list[Flowable]:
    """Return each entry's sentence as a bullet."""
    return [Words(paper.wording.term(f"advice.{entry.id}"), _BULLET, bullet="•") for entry in entries]


def advice_pages(paper: PlanPaper) -> list[Flowable]:
    """Return what follows the first page for the patient."""
    width = text_width(paper.document.clinic.paper)
    story: list[Flowable] = []
    extra = paper.document.advice.extra
    if extra.strip():
        heading = Words(paper.say("heading.from_doctor", doctor=paper.doctor_name), HEADING, most=3)
        story += section(heading, Words(extra, BODY), width=width)
    for kind in (AdviceKind.EXPECT, AdviceKind.SIDE_EFFECT, AdviceKind.AFTERCARE):
        story += _by_family(paper, kind, width)
    return [*story, *_red_flags(paper, width)]


def _by_family(paper: PlanPaper, kind: AdviceKind, width: float) -> list[Flowable]:
    entries = advised(paper, kind)
    if not entries:
        return []
    heading = Words(paper.say(f"heading.{kind.value}"), HEADING)
    planned = paper.families
    shared = [entry for entry in entries if len(planned) == 1 or not entry.families or set(planned) <= set(entry.families)]
    story = section(heading, *_content(paper, kind, shared), width=width)
    for family in planned:
        own = [entry for entry in entries if entry not in shared and family in entry.families]
        content = [Words(paper.wording.term(f"family.{family.value}"), SUBHEADING), *_content(paper, kind, own)]
        if own:
            story += section(heading, Stack(*content[:2]), *content[2:], width=width) if not story else section(content[0], *content[1:], width=width)
    return story


def _content(paper: PlanPaper, kind: AdviceKind, entries: Sequence[AdviceEntry]) -> list[Flowable]:
    if not entries:
        return []
    return [_side_effects(paper, entries)] if kind is AdviceKind.SIDE_EFFECT else bullets(paper, entries)


def _side_effects(paper: PlanPaper, entries: Sequence[AdviceEntry]) -> Grid:
    cells = [_side_effect(paper, entry) for entry in entries]
    half = (len(cells) + 1) // 2
    blank: list[Cell] = ["", ""]
    rows = [[*left, *right] for left, right in zip(cells[:half], [*cells[half:], blank], strict=False)]
    effect, often = Column(paper.say("label.effect"), 30), Column(paper.say("label.often"), 14, "right")
    return Grid([effect, often, effect, often], rows, style=CELL)


def _side_effect(paper: PlanPaper, entry: AdviceEntry) -> list[Cell]:
    often = paper.say("often_unknown")
    if entry.frequency_percent is not None:
        often = paper.say("often", percent=entry.frequency_percent)
    return [paper.wording.term(f"advice.{entry.id}"), often]


def _red_flags(paper: PlanPaper, width: float) -> list[Flowable]:
    entries = advised(paper, AdviceKind.RED_FLAG)
    parts: list[Flowable] = []
    for urgency in Urgency:
        chosen = [entry for entry in entries if (entry.urgency or Urgency.ROUTINE) is urgency]
        if chosen:
            parts.append(_flag_panel(paper, urgency, chosen))
    return section(Words(paper.say("heading.red_flags"), HEADING), *parts, width=width)


def _flag_panel(paper: PlanPaper, urgency: Urgency, entries: Sequence[AdviceEntry]) -> Flowable:
    clinic = paper.document.clinic
    telephone = clinic.urgent_telephone if urgency in {Urgency.EMERGENCY, Urgency.SAME_DAY} else clinic.telephone
    whom = paper.say(f"call.{urgency.value}", telephone=telephone or clinic.telephone or paper.say("call.clinic"))
    head: list[Span] = [Span(paper.wording.term(f"urgency.{urgency.value}"), Face.SEMIBOLD), Span(". "), Span(whom)]
    colour = WARN if urgency in {Urgency.EMERGENCY, Urgency.SAME_DAY} else ACCENT
    return Panel(Stack(Words(head, _CALL_STYLE, most=4), *bullets(paper, entries)), ground=TINT, bar=colour)
