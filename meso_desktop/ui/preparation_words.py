"""How preparations are called on the screen: the pack's by its words, the clinic's own by name, with parts and strengths as written."""

from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.message import message
from meso_desktop.domain.plan import OwnPart, OwnPreparation
from meso_desktop.knowledge.wording import Wording


def preparation_name(name: str, document: Consultation, wording: Wording) -> str:
    """Return what a preparation is called, empty for none."""
    own = own_named(name, document, wording)
    if own is not None:
        return own.name
    return wording.term(f"preparation.{name}") if wording.has(f"preparation.{name}") else name


def preparation_whole(name: str, document: Consultation, wording: Wording) -> str:
    """Return what a preparation is called, the clinic's own with what it is made of."""
    own = own_named(name, document, wording)
    return preparation_name(name, document, wording) if own is None else f"{own.name}: {parts_in_words(own, wording)}"


def own_named(name: str, document: Consultation, wording: Wording) -> OwnPreparation | None:
    """Return the clinic's own preparation that the document holds under `name`; the pack's go first."""
    if wording.has(f"preparation.{name}"):
        return None
    return next((own for own in document.plan.preparations if own.id == name), None)


def short_name(product: str, wording: Wording) -> str:
    """Return a product in few words, as the preparation is called that holds nothing else."""
    keys = (f"preparation.{product}", f"product.{product}")
    return next((wording.term(key) for key in keys if wording.has(key)), product)


def parts_in_words(own: OwnPreparation, wording: Wording) -> str:
    """Return the parts of a preparation in one line."""
    return ", ".join(_part(part, wording) for part in own.parts)


def _part(part: OwnPart, wording: Wording) -> str:
    product = wording.term(f"product.{part.product}") if wording.has(f"product.{part.product}") else part.product
    strengths = ", ".join(
        wording.text(message("paper.own_strength", ingredient=_ingredient(s.ingredient, wording), strength=s.mg_per_ml))
        for s in part.strengths
    )
    if not strengths:
        return wording.text(message("paper.composed_part", product=product, volume=part.volume_ml))
    return wording.text(message("paper.composed_part.own", product=product, volume=part.volume_ml, strengths=strengths))


def _ingredient(name: str, wording: Wording) -> str:
    return wording.term(f"ingredient.{name}") if wording.has(f"ingredient.{name}") else name
