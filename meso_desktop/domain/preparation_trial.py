"""Tries a preparation on a line before it is used: what would bar it, and what rules and limits would say of what it holds."""

from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from meso_desktop.domain.assess import Context, assess
from meso_desktop.domain.assessment import Finding, LineEstimate
from meso_desktop.domain.condition import IngredientAllergy, IngredientIn, Mixture, ProductIn
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.evaluate import walk
from meso_desktop.domain.facts import facts_of
from meso_desktop.domain.history import CodedEntry
from meso_desktop.domain.ids import LineId
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.listed import answering
from meso_desktop.domain.message import Message
from meso_desktop.domain.own_preparations import as_preparation, is_taken_by
from meso_desktop.domain.plan import OwnPreparation
from meso_desktop.domain.preparation_edits import use_own
from meso_desktop.domain.rules import Rule
from meso_desktop.domain.usable import faults_of

_LOOKS_AT_CONTENT: Final = (IngredientAllergy, IngredientIn, Mixture, ProductIn)
_TRIED: Final = "\0tried"
"""An id that no preparation has."""


class AllergyMet(Struct, frozen=True, kw_only=True):
    """An allergy of the patient that a product of the preparation answers to, through one of its ingredients or excipients."""

    product: str
    ingredient: str
    entry: CodedEntry


class Tried(Struct, frozen=True, kw_only=True):
    """What a preparation would come to on its line; `faults` bar its use, `findings` want the doctor's answer."""

    faults: tuple[Message, ...]
    allergies: tuple[AllergyMet, ...]
    findings: tuple[Finding, ...]
    estimate: LineEstimate | None
    is_taken: bool


def tried(own: OwnPreparation, *, line_id: LineId, document: Consultation, knowledge: Knowledge, context: Context) -> Tried:
    """Return what the consultation would say of the line if it injected `own`."""
    changed = use_own(document, line_id=line_id, own=replace(own, id=_TRIED), copy_id=_TRIED)
    assessment = assess(changed, knowledge, context)
    preparation = as_preparation(own)
    line = next((held for held in document.plan.lines if held.line_id == line_id), None)
    protocol = None if line is None else knowledge.protocols.get(line.protocol)
    return Tried(
        faults=tuple(faults_of(preparation, knowledge)),
        allergies=allergies_met(own, document, knowledge),
        findings=tuple(f for f in assessment.findings if line_id in f.lines and _is_about_content(f, knowledge)),
        estimate=next((estimate for estimate in assessment.lines if estimate.line == line_id), None),
        is_taken=protocol is not None and is_taken_by(protocol, preparation, knowledge),
    )


def allergies_met(own: OwnPreparation, document: Consultation, knowledge: Knowledge) -> tuple[AllergyMet, ...]:
    """Return each coded allergy of the patient that a product of the preparation answers to, in the order of the parts."""
    facts = facts_of(document, knowledge, age_years=None)
    met: list[AllergyMet] = []
    for part in own.parts:
        product = knowledge.products.get(part.product)
        held = () if product is None else (*(strength.ingredient for strength in product.ingredients), *product.excipients)
        for ingredient in held:
            codes = answering(ingredient, facts)
            entries = (entry for entry in document.history.allergies if entry.code in codes)
            met.extend(AllergyMet(product=part.product, ingredient=ingredient, entry=entry) for entry in entries)
    return tuple(met)


def _is_about_content(finding: Finding, knowledge: Knowledge) -> bool:
    rule = knowledge.rules.get(finding.rule)
    return rule is None or looks_at_content(rule)


def looks_at_content(rule: Rule) -> bool:
    """Tell whether a rule asks what a preparation holds."""
    return bool(rule.products or rule.ingredients) or any(isinstance(part, _LOOKS_AT_CONTENT) for part in walk(rule.when))
