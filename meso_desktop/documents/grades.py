"""For the doctor: what each area was judged on clinical scales, in one paragraph."""

from reportlab.platypus import Flowable

from meso_desktop.documents.flow import Words
from meso_desktop.documents.lines import Span
from meso_desktop.documents.paper import PlanPaper
from meso_desktop.documents.style import ACCENT, CLOSE_TEXT
from meso_desktop.documents.typefaces import Face
from meso_desktop.domain.grading import score_told, scores


def grades(paper: PlanPaper) -> list[Flowable]:
    """Return the grades of the planned areas by the number of their line; nothing where none was judged."""
    judged = [
        (line.number, "; ".join(paper.wording.text(score_told(found)) for found in scores(line.target, paper.knowledge)))
        for line in paper.lines
    ]
    spans: list[Span] = []
    for number, told in judged:
        if told:
            spans += [Span(f"{number}  ", Face.SEMIBOLD, ACCENT), Span(f"{told}\u2003 ")]
    return [Words([Span(f"{paper.say('heading.grades')}\u2003", Face.SEMIBOLD), *spans], CLOSE_TEXT)] if spans else []
