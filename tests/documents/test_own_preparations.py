"""On paper the doctor reads what a preparation of the clinic's own is made of; the patient reads its name."""

from decimal import Decimal

import pytest
from msgspec.structs import replace

from meso_desktop.documents.paper import PlanPaper
from meso_desktop.documents.treatment_plan import treatment_plan_pdf
from meso_desktop.domain.areas import Aim
from meso_desktop.domain.assess import Context, assess
from meso_desktop.domain.own_preparations import LONGEST_NAME
from meso_desktop.domain.people import Language, Paper
from meso_desktop.domain.plan import OwnPart, OwnPreparation, OwnStrength
from meso_desktop.domain.rules import Family
from meso_desktop.knowledge.wording import Wording
from meso_desktop.resources import resource_path
from tests.documents.reading import pages
from tests.documents.shipped_papers import TWO_AREAS, planned_paper, shipped

NAME = "Evening mixture <b>& co"
PARTS = (
    OwnPart(product="caffeine", volume_ml=Decimal(2), strengths=(OwnStrength(ingredient="caffeine", mg_per_ml=Decimal("12.5")),)),
    OwnPart(product="carnitine_200", volume_ml=Decimal(5)),
    OwnPart(product="lidocaine_10", volume_ml=Decimal("0.5")),
)


def _paper(name: str = NAME, *, sheet: Paper = Paper.A4, language: str = "en") -> PlanPaper:
    made = planned_paper(TWO_AREAS["meso"], sheet)
    own = OwnPreparation(id="own-1", name=name, family=Family.MESO, parts=PARTS)
    lines = tuple(replace(line, preparation="own-1") for line in made.document.plan.lines)
    targets = tuple(replace(target, aim=Aim.CELLULITE) for target in made.document.target_areas)
    document = replace(made.document, target_areas=targets, plan=replace(made.document.plan, lines=lines, preparations=(own,)))
    found = assess(document, shipped(), Context(today=document.visit_on))
    words = Wording.load(resource_path("wording"), language, is_strict=True)
    return replace(
        made, document=document, wording=words, doctor_wording=made.wording,
        assessment=replace(found, findings=tuple(f for f in found.findings if f.certainty.value == "present")),
    )


def _split(paper: PlanPaper) -> tuple[list[str], str]:
    found = pages(treatment_plan_pdf(paper))
    first = next(number for number, page in enumerate(found) if "For the doctor" in page)
    return found[:first], " ".join(found[first:])


def test_the_doctor_reads_each_part_with_the_strength_written_for_it() -> None:
    _, doctors = _split(_paper())
    told = " ".join(doctors.split())
    assert "Composed here" in told
    assert f"{NAME}: Caffeine 2 mL (strength as on the vial: caffeine 12.5 mg/mL), L-carnitine 20 % 5 mL, Lidocaine 1 % 0.5 mL" in told
    assert "7.5 mL in all" in told
    assert told.count("Composed here") == 1


def test_the_patient_reads_the_name_alone() -> None:
    patients, _ = _split(_paper())
    told = " ".join(" ".join(patients).split())
    assert NAME in told
    assert "Caffeine" not in told
    assert "Composed" not in told


def test_a_plan_of_the_packs_preparations_says_nothing_of_composing() -> None:
    assert "Composed here" not in " ".join(pages(treatment_plan_pdf(planned_paper(TWO_AREAS["meso"], Paper.A4))))


@pytest.mark.parametrize("sheet", list(Paper))
@pytest.mark.parametrize("language", list(Language))
def test_the_longest_name_leaves_the_patient_one_leaf(language: Language, sheet: Paper) -> None:
    name = ("Preparación matutina reafirmante de muslos y abdomen según Dra. X" * 2)[:LONGEST_NAME]
    patients, _ = _split(_paper(name, sheet=sheet, language=language.value))
    assert len(patients) == 2
