"""For the doctor: what each area was judged on clinical scales, and the view that its spot is marked on, in one paragraph."""

from reportlab.platypus import Flowable

from meso_desktop.documents.flow import Words
from meso_desktop.documents.lines import Span
from meso_desktop.documents.paper import PlanPaper
from meso_desktop.documents.style import ACCENT, CLOSE_TEXT
from meso_desktop.documents.typefaces import Face
from meso_desktop.domain.areas import TargetArea
from meso_desktop.domain.grading import score_told, scores
from meso_desktop.domain.marks import view_of
from meso_desktop.domain.message import Term


def grades(paper: PlanPaper) -> list[Flowable]:
    """Return the grades and spots of the planned areas by the number of their line; nothing where there are none."""
    spans: list[Span] = []
    for line in paper.lines:
        told = "; ".join(judged_and_marked(paper, line.target))
        if told:
            spans += [Span(f"{line.number}  ", Face.SEMIBOLD, ACCENT), Span(f"{told}\u2003 ")]
    return [Words([Span(f"{paper.say('heading.grades')}\u2003", Face.SEMIBOLD), *spans], CLOSE_TEXT)] if spans else []


def judged_and_marked(paper: PlanPaper, target: TargetArea) -> list[str]:
    """Return what an area was judged on each scale, and the view that its spot is marked on."""
    judged = [paper.wording.text(score_told(found)) for found in scores(target, paper.knowledge)]
    view = None if target.mark is None else view_of(target.mark)
    return judged if view is None else [*judged, paper.say("spot", view=Term(f"paper.view.{view.value}"))]
