"""For the doctor: areas that were examined and have no line in the plan, with what was measured and judged of them."""

from reportlab.platypus import Flowable

from meso_desktop.documents.flow import Words
from meso_desktop.documents.grades import judged_and_marked
from meso_desktop.documents.lines import Span
from meso_desktop.documents.paper import PlanPaper
from meso_desktop.documents.style import CLOSE_TEXT
from meso_desktop.documents.typefaces import Face
from meso_desktop.domain.areas import TargetArea
from meso_desktop.domain.message import Term


def examined(paper: PlanPaper) -> list[Flowable]:
    """Return the areas without a line in one paragraph; nothing where every area has one."""
    planned = {line.target.target_id for line in paper.lines}
    spans: list[Span] = []
    for target in paper.document.target_areas:
        if target.target_id not in planned:
            told = "; ".join(_told(paper, target))
            spans.append(Span(f"{paper.named(target)}{': ' if told else ''}", Face.MEDIUM))
            spans.append(Span(f"{told}\u2003 "))
    return [Words([Span(f"{paper.say('heading.examined')}\u2003", Face.SEMIBOLD), *spans], CLOSE_TEXT)] if spans else []


def _told(paper: PlanPaper, target: TargetArea) -> list[str]:
    told = [paper.wording.term(f"aim.{target.aim.value}")] if target.aim is not None else []
    if target.extent is not None:
        told.append(paper.say("examined.extent", length=target.extent.length.cm, width=target.extent.width.cm))
    if target.pinch is not None:
        told.append(paper.say("examined.pinch", pinch=target.pinch.mm))
    if target.deposit is not None:
        told.append(paper.say("examined.deposit", deposit=Term(f"deposit.{target.deposit.value}")))
    return [*told, *judged_and_marked(paper, target)]
