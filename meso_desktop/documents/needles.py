"""For the doctor: needle, depth and technique of each area, the doctor's own marked with the protocol's beside it."""

from decimal import Decimal

from reportlab.platypus import Flowable

from meso_desktop.documents.flow import Words
from meso_desktop.documents.lines import Span
from meso_desktop.documents.paper import PaperLine, PlanPaper
from meso_desktop.documents.style import ACCENT, CLOSE_TEXT
from meso_desktop.documents.typefaces import Face
from meso_desktop.domain.message import Term
from meso_desktop.domain.needle import HowInjected, NeedleField, needle_of
from meso_desktop.domain.protocols import Span as Range


def needles(paper: PlanPaper) -> list[Flowable]:
    """Return how each area is injected in one paragraph; areas injected alike stand together."""
    told: dict[str, list[str]] = {}
    for line in paper.lines:
        said = _how(paper, line)
        if said:
            told.setdefault(said, []).append(str(line.number))
    if not told:
        return []
    spans = [Span(f"{paper.say('heading.needle')}\u2003", Face.SEMIBOLD)]
    for said, numbers in told.items():
        spans += [Span(f"{', '.join(numbers)}  ", Face.SEMIBOLD, ACCENT), Span(f"{said}\u2003 ")]
    return [Words(spans, CLOSE_TEXT)]


def _how(paper: PlanPaper, line: PaperLine) -> str:
    found = needle_of(line.line, paper.knowledge.protocols.get(line.line.protocol))
    parts = []
    for field in NeedleField:
        own, proposed = _part(paper, field, found.effective), _part(paper, field, found.proposed)
        if not own:
            continue
        if field in found.own:
            own = paper.say("needle.own", own=own, protocol=proposed) if proposed else paper.say("needle.own_alone", own=own)
        parts.append(own)
    return ", ".join(parts)


def _part(paper: PlanPaper, field: NeedleField, how: HowInjected) -> str:
    match field:
        case NeedleField.GAUGE:
            return how.gauge
        case NeedleField.LENGTH:
            return paper.say("needle.length", length=_lengths(paper, how.lengths_mm)) if how.length_mm else ""
        case NeedleField.DEPTH:
            return "" if how.depth_mm is None else paper.say("needle.depth", depth=_range(paper, how.depth_mm))
        case NeedleField.TECHNIQUE:
            technique = how.technique
            return paper.wording.term(technique.key) if isinstance(technique, Term) else technique


def _range(paper: PlanPaper, depth: Range) -> str:
    low, high = paper.number(depth.low), paper.number(depth.high)
    return low if low == high else f"{low}–{high}"


def _lengths(paper: PlanPaper, lengths: tuple[Decimal, ...]) -> str:
    return " / ".join(paper.number(length) for length in lengths)
