"""Conditions of rules: a small tree of facts, operators and values, evaluated in three-valued logic."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from meso_desktop.domain.areas import Aim, Deposit
from meso_desktop.domain.history import Answer


class AllOf(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="op", tag="all"):
    """True when every part is."""

    of: tuple[Condition, ...]


class AnyOf(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="op", tag="any"):
    """True when one part is."""

    of: tuple[Condition, ...]


class NotThat(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="op", tag="not"):
    """True when its part is false; unknown stays unknown."""

    that: Condition


class AnswerIs(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="op", tag="answer"):
    """The answer to a question, of the patient or of the line's area by the question's own scope."""

    question: str
    answer: Answer


class FigureBetween(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="op", tag="figure"):
    """`at_least` ≤ figure < `below`, and figure > `above` where given.

    Figures: ``age_years``, ``bmi`` (unrounded), ``over_ideal_percent``, ``pinch_mm``, ``systolic_mmhg``, ``diastolic_mmhg``, ``skin_type``.
    A figure that is not defined for this patient (Devine outside its range) makes the condition false, one that was not measured not asked.
    """

    figure: str
    at_least: Decimal | None = None
    above: Decimal | None = None
    below: Decimal | None = None


class AllergyIn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="op", tag="allergy"):
    """An allergy coded as one of `codes`; text not yet coded cannot be ruled out."""

    codes: tuple[str, ...]


class IngredientAllergy(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="op", tag="ingredient_allergy"):
    """An allergy to an allergen of any ingredient or excipient of the line's preparation."""


class MedicineIn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="op", tag="medicine"):
    """A medicine of one of `classes`; text not yet coded cannot be ruled out."""

    classes: tuple[str, ...]


class DepositIs(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="op", tag="deposit"):
    """The size of the line's deposit."""

    size: Deposit


class AimIs(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="op", tag="aim"):
    """The aim of the line's area."""

    aim: Aim


class LegalStatusIs(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="op", tag="legal"):
    """The status of the line's product for its aim in the clinic's jurisdiction."""

    status: tuple[str, ...]


class OffLabel(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="op", tag="off_label"):
    """A labelled product used outside its labelled area."""


class Mixture(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="op", tag="mixture"):
    """The line's preparation is mixed from more than one product."""


class AreaIn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="op", tag="area"):
    """The line's area is one of `areas`."""

    areas: tuple[str, ...]


class ProductIn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="op", tag="product"):
    """The line's preparation holds one of `products`."""

    products: tuple[str, ...]


class IngredientIn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="op", tag="ingredient"):
    """The line's preparation holds one of `ingredients`."""

    ingredients: tuple[str, ...]


class TreatedBefore(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="op", tag="treated"):
    """An earlier treatment: with one of `products` (empty: any), `within_days` of the visit, in the line's own area, with a reaction.

    What is not known of a treatment (its product, area or day) cannot be ruled out.
    """

    products: tuple[str, ...] = ()
    within_days: int | None = None
    is_same_area: bool = False
    had_reaction: bool = False


class AnaestheticAllergy(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="op", tag="anaesthetic_allergy"):
    """An allergy to the class of the local anaesthetic chosen, infiltrated or topical."""


class AnaestheticIs(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="op", tag="anaesthetic"):
    """The local anaesthetic infiltrated is one of `agents`."""

    agents: tuple[str, ...]


Condition = (
    AllOf | AnyOf | NotThat | AnswerIs | FigureBetween | AllergyIn | IngredientAllergy | MedicineIn | DepositIs | AimIs
    | LegalStatusIs | OffLabel | Mixture | AreaIn | ProductIn | IngredientIn | TreatedBefore | AnaestheticAllergy | AnaestheticIs
)
