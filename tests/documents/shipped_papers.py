"""Papers of two areas, assessed with the shipped packs and said in the shipped words."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from msgspec.structs import replace

from meso_desktop.documents.paper import PlanPaper, Signature
from meso_desktop.domain.areas import Deposit, Extent, Outline, Side
from meso_desktop.domain.assess import Context, assess
from meso_desktop.domain.drawing.grid import redrawn
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.people import Paper
from meso_desktop.domain.plan import Anaesthetic, AnaestheticChoice, PlanLine
from meso_desktop.domain.quantity import EXTENT_CM, Unit, length
from meso_desktop.knowledge.loader import load_knowledge
from meso_desktop.knowledge.wording import Wording
from meso_desktop.resources import resource_path
from tests.documents import sample_papers as samples


class Wanted(NamedTuple):
    """An area with what is injected into it."""

    area: str
    side: Side
    protocol: str
    preparation: str


TWO_AREAS: Final = {
    "dca": (
        Wanted("submental", Side.MIDLINE, "dca_submental", "dca_10"),
        Wanted("flank", Side.BOTH, "dca_flank", "dca_10"),
    ),
    "pcdc": (
        Wanted("upper_arm", Side.BOTH, "pcdc_body", "pcdc_50_42"),
        Wanted("flank", Side.BOTH, "pcdc_body", "pcdc_50_42"),
    ),
    "device": (
        Wanted("submental", Side.MIDLINE, "deso_face", "deso"),
        Wanted("flank", Side.BOTH, "deso_body", "deso"),
    ),
    "meso": (
        Wanted("outer_thigh", Side.BOTH, "meso_point", "carnitine_200"),
        Wanted("lower_abdomen", Side.MIDLINE, "meso_papules", "organic_silica_5"),
    ),
}


@lru_cache(maxsize=1)
def shipped() -> Knowledge:
    """Return the shipped packs."""
    return load_knowledge(resource_path("knowledge"))


@lru_cache(maxsize=1)
def words() -> Wording:
    """Return the shipped English words, strictly."""
    return Wording.load(resource_path("wording"), "en", is_strict=True)


def planned_paper(wanted: Sequence[Wanted], sheet: Paper) -> PlanPaper:
    """Return the signed plan of the areas, with a drawn consent and a local anaesthetic."""
    extent = Extent(
        outline=Outline.RECTANGLE, length=length("5", Unit.CM, bounds=EXTENT_CM), width=length("4", Unit.CM, bounds=EXTENT_CM)
    )
    made = samples.typical().document
    targets = tuple(
        replace(samples.target(n, one.area, one.side), extent=extent, deposit=Deposit.SMALL) for n, one in enumerate(wanted, start=1)
    )
    lines = tuple(samples.planned(n, protocol=one.protocol, preparation=one.preparation) for n, one in enumerate(wanted, start=1))
    anaesthetic = Anaesthetic(
        choice=AnaestheticChoice.INFILTRATED, agent="lidocaine_plain", strength_mg_per_ml=Decimal(10), volume_ml=Decimal(4)
    )
    plan = replace(made.plan, lines=lines, anaesthetic=anaesthetic, first_session_on=made.visit_on + timedelta(days=1))
    made = redrawn(replace(made, clinic=replace(made.clinic, paper=sheet), target_areas=targets, plan=plan), shipped())
    found = assess(made, shipped(), Context(today=made.visit_on))
    answered = replace(found, findings=tuple(finding for finding in found.findings if finding.certainty.value == "present"))
    return PlanPaper(
        document=made,
        assessment=answered,
        knowledge=shipped(),
        wording=words(),
        body=samples.body(),
        signature=Signature(by=samples.DOCTOR, at=samples.SIGNED_AT, head=samples.HEAD, holds=True),
    )


def replanned(family: str, **of_first: object) -> PlanPaper:
    """Return the paper of two areas of a family, assessed anew with some fields of its first line changed."""
    paper = planned_paper(TWO_AREAS[family], Paper.A4)
    document = paper.document
    first: PlanLine = replace(document.plan.lines[0], **of_first)
    document = redrawn(replace(document, plan=replace(document.plan, lines=(first, *document.plan.lines[1:]))), shipped())
    return replace(paper, document=document, assessment=assess(document, shipped(), Context(today=document.visit_on)))
