"""Why a preparation cannot be used, whoever composed it: each fault in a sentence; what is usable has none."""

from collections import Counter
from collections.abc import Iterator

from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.contents import strength_in
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.message import Message, Term, message
from meso_desktop.domain.own_preparations import own_preparation
from meso_desktop.domain.placing import named
from meso_desktop.domain.products import LimitKind, LimitMeasure, Part, Preparation, Product
from meso_desktop.domain.rules import Family
from meso_desktop.domain.text import one_line


def faults_of(preparation: Preparation, knowledge: Knowledge) -> Iterator[Message]:
    """Yield what bars a line that uses the preparation, part by part."""
    if not preparation.parts:
        yield message("barrier.preparation_empty")
    times = Counter(part.product for part in preparation.parts)
    for name, count in times.items():
        if count > 1:
            yield message("barrier.product_twice", product=named("product", name, knowledge.products))
    for part in preparation.parts:
        product = knowledge.products.get(part.product)
        if product is None:
            yield message("barrier.unknown_product", product=part.product)
            continue
        if product.not_selectable is not None:
            reason = Term(f"not_selectable.{product.not_selectable}")
            yield message("barrier.not_selectable", product=Term(f"product.{product.id}"), reason=reason)
        if not part.volume_ml:
            yield message("barrier.part_without_volume", product=Term(f"product.{product.id}"))
        if product.family is not preparation.family:
            families = {"one": Term(f"family.{preparation.family.value}"), "other": Term(f"family.{product.family.value}")}
            yield message("barrier.two_families", product=Term(f"product.{product.id}"), **families)
        yield from _strengths(part, product, preparation, knowledge)


def _strengths(part: Part, product: Product, preparation: Preparation, knowledge: Knowledge) -> Iterator[Message]:
    own = {"product": Term(f"product.{product.id}")}
    held = {strength.ingredient: strength.mg_per_ml for strength in product.ingredients}
    times = Counter(strength.ingredient for strength in part.strengths)
    for strength in part.strengths:
        ingredient = named("ingredient", strength.ingredient, knowledge.ingredients)
        if strength.ingredient not in held or times[strength.ingredient] > 1:
            yield message("barrier.strength_of_nothing", ingredient=ingredient, **own)
        elif not strength.mg_per_ml:
            yield message("barrier.strength_zero", ingredient=ingredient, **own)
        elif product.labelled_areas and strength.mg_per_ml != held[strength.ingredient]:
            yield message("barrier.strength_not_the_labels", ingredient=ingredient, **own)
    for name in held:
        if strength_in(part, product, name) is None and is_strength_needed(name, preparation, knowledge):
            yield message("barrier.strength_missing", ingredient=named("ingredient", name, knowledge.ingredients), **own)


def own_faults(name: str, document: Consultation, knowledge: Knowledge) -> Iterator[Message]:
    """Yield what bars a line for the clinic's own preparation that it names, as it stands in the document."""
    own = own_preparation(name, document, knowledge)
    if own is None:
        return
    if not one_line(own.name):
        yield message("barrier.preparation_unnamed")
    if sum(held.id == own.id for held in document.plan.preparations) > 1:
        yield message("barrier.preparation_twice", preparation=own.name)


def is_strength_needed(ingredient: str, preparation: Preparation, knowledge: Knowledge) -> bool:
    """Tell whether the strength of an ingredient must be known: of phosphatidylcholine with deoxycholate both, and what a hard cap counts.

    A hard cap in mg that meets an unknown strength would hold nobody back.
    """
    if preparation.family is Family.PCDC:
        return True
    if any(agent.ingredient == ingredient and (agent.cap_mg or agent.cap_mg_per_kg) for agent in knowledge.anaesthetics.values()):
        return True
    products = (knowledge.products.get(part.product) for part in preparation.parts)
    limits = (limit for product in products if product is not None for limit in product.limits)
    return any(
        limit.kind is LimitKind.HARD and limit.measure is LimitMeasure.MG and limit.ingredient == ingredient for limit in limits
    )
