"""For the doctor: needle, depth and technique of each area, the doctor's own marked with the protocol's beside it."""

from reportlab.platypus import Flowable

from meso_desktop.documents.flow import Words
from meso_desktop.documents.lines import Span
from meso_desktop.documents.paper import PaperLine, PlanPaper
from meso_desktop.documents.style import ACCENT, CLOSE_TEXT
from meso_desktop.documents.typefaces import Face
from meso_desktop.domain.message import Message, message
from meso_desktop.domain.needle import NeedlePart, needle_of, parts_of


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
    needle = line.figures.needle or needle_of(line.line, paper.knowledge.protocols.get(line.line.protocol))
    return ", ".join(_part(paper, part) for part in parts_of(needle))


def _part(paper: PlanPaper, part: NeedlePart) -> str:
    words = _words(paper, part.words)
    if not part.is_own:
        return words
    if part.protocol is None:
        return paper.wording.text(message("needle.own_alone", own=words))
    return paper.wording.text(message("needle.own", own=words, protocol=_words(paper, part.protocol)))


def _words(paper: PlanPaper, words: Message | str) -> str:
    return words if isinstance(words, str) else paper.wording.text(words)
