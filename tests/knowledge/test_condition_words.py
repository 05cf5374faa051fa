"""Every kind of condition is written out in words that a doctor reads."""

from decimal import Decimal
from typing import get_args

import pytest
from msgspec import structs

from meso_desktop.domain.areas import Aim, Deposit
from meso_desktop.domain.condition import (
    AimIs,
    AllergyIn,
    AllOf,
    AnaestheticAllergy,
    AnaestheticIs,
    AnswerIs,
    AnyOf,
    AreaIn,
    Condition,
    DepositIs,
    FigureBetween,
    IngredientAllergy,
    IngredientIn,
    LegalStatusIs,
    MedicineIn,
    Mixture,
    NotThat,
    OffLabel,
    ProductIn,
    TreatedBefore,
)
from meso_desktop.domain.history import Answer
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.knowledge.condition_words import condition_lines, line_text
from meso_desktop.knowledge.wording import Wording
from meso_desktop.resources import resource_path

PREGNANT = AnswerIs(question="pregnant", answer=Answer.YES)
WRITTEN: list[tuple[Condition, list[str]]] = [
    (PREGNANT, ["“Pregnant, or possibly pregnant?” is answered: Yes"]),
    (AllOf(of=(PREGNANT, Mixture())), [
        "All of this holds:", "- “Pregnant, or possibly pregnant?” is answered: Yes",
        "- The preparation is mixed from more than one product",
    ]),
    (AnyOf(of=(OffLabel(), NotThat(that=AimIs(aim=Aim.FAT)))), [
        "At least one of these holds:", "- A labelled product is used outside the area of its label", "- This does not hold:",
        "- - The aim is fat reduction",
    ]),
    (NotThat(that=Mixture()), ["This does not hold:", "- The preparation is mixed from more than one product"]),
    (FigureBetween(figure="bmi", at_least=Decimal(30)), ["BMI (kg/m²): 30 or more"]),
    (FigureBetween(figure="age_years", above=Decimal(65)), ["Age (years): over 65"]),
    (FigureBetween(figure="bmi", below=Decimal("18.5")), ["BMI (kg/m²): under 18.5"]),
    (FigureBetween(figure="bmi", at_least=Decimal(27), below=Decimal(30)), ["BMI (kg/m²): from 27 to under 30"]),
    (FigureBetween(figure="bmi", above=Decimal(27), below=Decimal(30)), ["BMI (kg/m²): over 27 and under 30"]),
    (FigureBetween(figure="bmi", above=Decimal(20), at_least=Decimal(27)), ["BMI (kg/m²): 27 or more"]),
    (FigureBetween(figure="bmi", above=Decimal(27), at_least=Decimal(27)), ["BMI (kg/m²): over 27"]),
    (AllergyIn(codes=("soy", "egg")), ["An allergy is coded as: Soy, Egg"]),
    (IngredientAllergy(), ["An allergy is coded to something that the preparation holds"]),
    (MedicineIn(classes=("anticoagulant",)), ["A medicine is taken of the class: Anticoagulant"]),
    (DepositIs(size=Deposit.LARGE), ["The fat deposit is large"]),
    (AimIs(aim=Aim.SCALP), ["The aim is scalp and hair"]),
    (LegalStatusIs(status=("unapproved",)), [
        "The legal status of what is used, for this aim, where the clinic is: not approved",
    ]),
    (OffLabel(), ["A labelled product is used outside the area of its label"]),
    (Mixture(), ["The preparation is mixed from more than one product"]),
    (AreaIn(areas=("jowl", "flank")), ["The area is: Jowl, Flank"]),
    (ProductIn(products=("aqualyx",)), ["The preparation holds the product: Aqualyx"]),
    (IngredientIn(ingredients=("caffeine",)), ["The preparation holds the substance: caffeine"]),
    (TreatedBefore(), ["There was an earlier treatment"]),
    (TreatedBefore(products=("aqualyx",), within_days=28, is_same_area=True, had_reaction=True), [
        "There was an earlier treatment", "- with the product: Aqualyx", "- within 28 days before the visit", "- in the same area",
        "- with a reaction",
    ]),
    (TreatedBefore(within_days=1), ["There was an earlier treatment", "- within 1 day before the visit"]),
    (AnaestheticAllergy(), ["An allergy is coded to the class of the local anaesthetic chosen"]),
    (AnaestheticIs(agents=("procaine_plain",)), ["The local anaesthetic is: Procaine, plain"]),
]


@pytest.fixture(scope="module")
def english() -> Wording:
    return Wording.load(resource_path("wording"), "en", is_strict=True)


@pytest.mark.parametrize(("condition", "expected"), WRITTEN, ids=lambda value: type(value).__name__)
def test_a_condition_reads_as_sentences(condition: Condition, expected: list[str], english: Wording) -> None:
    written = ["- " * line.depth + line_text(line, english) for line in condition_lines(condition)]
    assert written == expected


def test_every_kind_of_condition_is_tried() -> None:
    assert {type(condition) for condition, _ in WRITTEN} == set(get_args(Condition))


def test_every_rule_of_the_packs_can_be_read(shipped: Knowledge, english: Wording) -> None:
    for rule in shipped.rules.values():
        lines = condition_lines(rule.when)
        assert lines[0].depth == 0
        assert all(line_text(line, english) for line in lines)


@pytest.mark.parametrize("language", ["fr", "es", "pt_BR"])
def test_every_rule_can_be_read_in_the_other_languages(shipped: Knowledge, language: str) -> None:
    wording = Wording.load(resource_path("wording"), language, is_strict=True)
    for rule in shipped.rules.values():
        assert all(line_text(line, wording) for line in condition_lines(rule.when))


def test_nothing_that_a_condition_names_is_left_out(shipped: Knowledge) -> None:
    for rule in shipped.rules.values():
        said = " ".join(str(structs.asdict(line)) for line in condition_lines(rule.when))
        for codes in (getattr(rule.when, name, ()) for name in ("codes", "classes", "areas", "products", "ingredients", "agents")):
            assert all(code in said for code in codes)
