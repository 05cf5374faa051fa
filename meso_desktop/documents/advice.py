"""What the patient is told: what to expect, side effects, aftercare and when to call, for the families planned and no other."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from reportlab.platypus import Flowable

from meso_desktop.documents.blocks import Beside, Panel, Stack, section, stacked, stacked_height
from meso_desktop.documents.flow import Column, Grid, Words
from meso_desktop.documents.lines import Span
from meso_desktop.documents.paper import PlanPaper, unbroken
from meso_desktop.documents.sheet import text_width
from meso_desktop.documents.style import ACCENT, BODY, CELL, HEADING, TINT, WARN, Setting, Style
from meso_desktop.documents.typefaces import Face
from meso_desktop.domain.advised import advised
from meso_desktop.domain.patient_texts import AdviceEntry, AdviceKind, Urgency

_TALLEST: Final = 440.0
_ABREAST: Final = 3
_SHARES: Final = (0.56, 0.64)
_URGENT: Final = frozenset({Urgency.EMERGENCY, Urgency.SAME_DAY})
_CALL_STYLE: Final = BODY._replace(face=Face.MEDIUM, after=2)


def bullets(paper: PlanPaper, entries: Sequence[AdviceEntry], style: Style) -> list[Flowable]:
    """Return each entry's sentence as a bullet."""
    return [Words(paper.wording.term(f"advice.{entry.id}"), style, bullet="•") for entry in entries]


def advice_pages(paper: PlanPaper, setting: Setting) -> list[Flowable]:
    """Return what follows the first page for the patient."""
    width = text_width(paper.document.clinic.paper)
    story: list[Flowable] = []
    extra = paper.document.advice.extra
    if extra.strip():
        heading = Words(paper.say("heading.from_doctor", doctor=paper.doctor_name), HEADING, most=3)
        story += section(heading, Words(extra, BODY), width=width)
    expect, after = (_by_family(paper, kind, setting, width) for kind in (AdviceKind.EXPECT, AdviceKind.AFTERCARE))
    story += _side_by_side(expect, after, width)
    return [*story, *_by_family(paper, AdviceKind.SIDE_EFFECT, setting, width), *_red_flags(paper, setting, width)]


def _side_by_side(left: list[Flowable], right: list[Flowable], width: float) -> list[Flowable]:
    if left and right and max(stacked_height(left, width / 2), stacked_height(right, width / 2)) <= _TALLEST:
        return [Beside(stacked(left), stacked(right), left_share=0.5, before=HEADING.before)]
    return [*left, *right]


def _by_family(paper: PlanPaper, kind: AdviceKind, setting: Setting, width: float) -> list[Flowable]:
    entries = advised(paper.document, paper.knowledge, kind)
    if not entries:
        return []
    heading = Words(paper.say(f"heading.{kind.value}"), setting.heading)
    planned = paper.families
    shared = [entry for entry in entries if len(planned) == 1 or not entry.families or set(planned) <= set(entry.families)]
    story = section(heading, *_content(paper, kind, shared, setting), width=width)
    for family in planned:
        own = [entry for entry in entries if entry not in shared and family in entry.families]
        content = [Words(paper.wording.term(f"family.{family.value}"), setting.subheading), *_content(paper, kind, own, setting)]
        if own:
            story += (
                section(heading, Stack(*content[:2]), *content[2:], width=width)
                if not story
                else section(content[0], *content[1:], width=width)
            )
    return story


def _content(paper: PlanPaper, kind: AdviceKind, entries: Sequence[AdviceEntry], setting: Setting) -> list[Flowable]:
    if kind is not AdviceKind.SIDE_EFFECT:
        return bullets(paper, entries, setting.bullet)
    counted = sorted((entry for entry in entries if entry.frequency_percent is not None), key=_often, reverse=True)
    uncounted = [entry for entry in entries if entry.frequency_percent is None]
    label = paper.say("not_counted") if counted and uncounted else ""
    if setting.runs_on and uncounted:
        named = " · ".join(paper.wording.term(f"advice.{entry.id}") for entry in uncounted)
        others: list[Flowable] = [Words(f"{label} {named}".strip(), setting.bullet._replace(indent=0))]
    else:
        others = bullets(paper, uncounted, setting.bullet)
        if label:
            others.insert(0, Words(label, BODY._replace(after=2)))
    return [*([_side_effects(paper, counted, setting)] if counted else []), *others]


def _often(entry: AdviceEntry) -> Decimal:
    return entry.frequency_percent or Decimal(0)


def _side_effects(paper: PlanPaper, entries: Sequence[AdviceEntry], setting: Setting) -> Grid:
    cells = [[paper.wording.term(f"advice.{entry.id}"), paper.number(_often(entry))] for entry in entries]
    deep = -(-len(cells) // _ABREAST)
    cells += [["", ""]] * (deep * _ABREAST - len(cells))
    rows = [[cell for column in range(_ABREAST) for cell in (*cells[row + column * deep], "")][:-1] for row in range(deep)]
    columns = [Column(paper.say("label.effect"), 28), Column(paper.say("label.of_100"), 8, "right"), Column("", 1)] * _ABREAST
    return Grid(columns[:-1], rows, style=CELL, pad=setting.row * 0.8)


def _red_flags(paper: PlanPaper, setting: Setting, width: float) -> list[Flowable]:
    entries = advised(paper.document, paper.knowledge, AdviceKind.RED_FLAG)
    panels: dict[Urgency, Flowable] = {}
    for urgency in Urgency:
        chosen = [entry for entry in entries if (entry.urgency or Urgency.ROUTINE) is urgency]
        if chosen:
            panels[urgency] = _flag_panel(paper, urgency, chosen, setting)
    urgent = [panel for urgency, panel in panels.items() if urgency in _URGENT]
    others = [panel for urgency, panel in panels.items() if urgency not in _URGENT]
    heading = Words(paper.say("heading.red_flags"), setting.heading)
    if urgent and others:
        abreast = [Beside(Stack(*urgent), Stack(*others), left_share=share, gap=10, before=0) for share in _SHARES]
        best = min(abreast, key=lambda both: both.wrap(width, 0)[1])
        if best.wrap(width, 0)[1] <= _TALLEST:
            return section(heading, best, width=width)
    return section(heading, *urgent, *others, width=width)


def _flag_panel(paper: PlanPaper, urgency: Urgency, entries: Sequence[AdviceEntry], setting: Setting) -> Flowable:
    clinic = paper.document.clinic
    telephone = clinic.urgent_telephone if urgency in _URGENT else clinic.telephone
    whom = paper.say(f"call.{urgency.value}", telephone=unbroken(telephone or clinic.telephone) or paper.say("call.clinic"))
    head: list[Span] = [Span(paper.wording.term(f"urgency.{urgency.value}"), Face.SEMIBOLD), Span(". "), Span(whom)]
    colour = WARN if urgency in _URGENT else ACCENT
    content = Stack(Words(head, _CALL_STYLE, most=4), *bullets(paper, entries, setting.bullet))
    return Panel(content, ground=TINT, bar=colour, pad=setting.ground)
