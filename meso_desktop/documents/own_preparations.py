"""For the doctor: what the clinic's own preparations are made of, product by product."""

from reportlab.platypus import Flowable

from meso_desktop.documents.flow import run_in
from meso_desktop.documents.paper import PlanPaper
from meso_desktop.domain.composition import composition_of
from meso_desktop.domain.own_preparations import as_preparation, own_preparation
from meso_desktop.domain.placing import named
from meso_desktop.domain.plan import OwnPart, OwnPreparation


def composed(paper: PlanPaper) -> list[Flowable]:
    """Return each preparation of the clinic's own that a line injects, with its parts and the strengths written for them."""
    used = dict.fromkeys(line.line.preparation for line in paper.lines)
    found = (own_preparation(name, paper.document, paper.knowledge) for name in used)
    told = [_in_words(paper, own) for own in found if own is not None]
    return [run_in(paper.say("heading.composed"), " ".join(told))] if told else []


def _in_words(paper: PlanPaper, own: OwnPreparation) -> str:
    parts = ", ".join(_part(paper, part) for part in own.parts)
    whole = composition_of(as_preparation(own), paper.knowledge).volume_ml
    return paper.say("composed", preparation=own.name, parts=parts, volume=whole)


def _part(paper: PlanPaper, part: OwnPart) -> str:
    product = named("product", part.product, paper.knowledge.products)
    strengths = ", ".join(
        paper.say("own_strength", ingredient=named("ingredient", s.ingredient, paper.knowledge.ingredients), strength=s.mg_per_ml)
        for s in part.strengths
    )
    if not strengths:
        return paper.say("composed_part", product=product, volume=part.volume_ml)
    return paper.say("composed_part.own", product=product, volume=part.volume_ml, strengths=strengths)
