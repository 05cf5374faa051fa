"""Checks rules: what their conditions name, and whether outcome, scope and override belong together."""

from collections.abc import Iterable, Iterator
from typing import Final

from meso_desktop.domain.condition import (
    AimIs,
    AllergyIn,
    AllOf,
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
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.rules import Family, QuestionScope, Rule, RuleOutcome, RuleScope
from meso_desktop.knowledge.reading import need, refuse

FIGURES: Final = frozenset({"age_years", "bmi", "over_ideal_percent", "pinch_mm", "systolic_mmhg", "diastolic_mmhg", "skin_type"})
LEGAL_STATUSES: Final = frozenset({"labelled", "device", "unapproved", "prohibited", "not_known"})
_OF_A_LINE: Final = (IngredientAllergy, DepositIs, AimIs, LegalStatusIs, OffLabel, Mixture, AreaIn, ProductIn, IngredientIn)


def check_rules(knowledge: Knowledge, *, file: str) -> None:
    """Refuse a rule that names what is not there, asks nothing, or asks it of the wrong scope."""
    for rule in knowledge.rules.values():
        key = f"rules.{rule.id}"
        _check_scope(rule, knowledge, file=file, key=key)
        _check_outcomes(rule, file=file, key=key)
        for leaf_key, leaf in _leaves(rule.when, f"{key}.when"):
            _check_leaf(leaf, rule, knowledge, file=file, key=leaf_key)


def _check_outcomes(rule: Rule, *, file: str, key: str) -> None:
    concerned = {family for family in Family if getattr(rule.outcomes, family.value) is not None}
    if not concerned:
        refuse("pack.empty", file=file, key=f"{key}.outcomes")
    if rule.wait_days is not None and (rule.wait_days < 1 or RuleOutcome.DEFER not in _outcomes(rule)):
        refuse("pack.wait_of_nothing", file=file, key=f"{key}.wait_days")
    if not any(outcome in {RuleOutcome.STOP, RuleOutcome.DEFER} for outcome in _outcomes(rule)) and rule.override_allowed:
        refuse("pack.override_of_nothing", file=file, key=f"{key}.override_allowed")
    for family in rule.override_allowed:
        if family not in concerned:
            refuse("pack.override_of_nothing", file=file, key=f"{key}.override_allowed")


def _outcomes(rule: Rule) -> Iterable[RuleOutcome | None]:
    return (getattr(rule.outcomes, family.value) for family in Family)


def _check_scope(rule: Rule, knowledge: Knowledge, *, file: str, key: str) -> None:
    need(rule.products, knowledge.products, file=file, key=f"{key}.products")
    need(rule.ingredients, knowledge.ingredients, file=file, key=f"{key}.ingredients")
    need(rule.areas, knowledge.areas, file=file, key=f"{key}.areas")
    if rule.scope is RuleScope.PATIENT and (rule.products or rule.ingredients or rule.areas or rule.aims):
        refuse("pack.scope_mismatch", file=file, key=f"{key}.scope")
    for name in rule.products:
        family = knowledge.products[name].family
        if getattr(rule.outcomes, family.value) is None:
            refuse("pack.family_mismatch", file=file, key=f"{key}.products.{name}", one=family.value, other="outcomes")


def _leaves(condition: Condition, key: str) -> Iterator[tuple[str, Condition]]:
    """Yield the parts of a condition that are no group, each with its key."""
    match condition:
        case AllOf(of=parts) | AnyOf(of=parts) if parts:
            for number, part in enumerate(parts):
                yield from _leaves(part, f"{key}.of[{number}]")
        case NotThat(that=part):
            yield from _leaves(part, f"{key}.that")
        case _:
            yield key, condition


def _check_leaf(leaf: Condition, rule: Rule, knowledge: Knowledge, *, file: str, key: str) -> None:
    if isinstance(leaf, _OF_A_LINE) and rule.scope is RuleScope.PATIENT:
        refuse("pack.scope_mismatch", file=file, key=key)
    match leaf:
        case AllOf() | AnyOf():
            refuse("pack.empty", file=file, key=f"{key}.of")
        case AnswerIs(question=question):
            need((question,), knowledge.questions, file=file, key=f"{key}.question")
            if knowledge.questions[question].scope is QuestionScope.AREA and rule.scope is RuleScope.PATIENT:
                refuse("pack.scope_mismatch", file=file, key=f"{key}.question")
        case TreatedBefore(products=products, is_same_area=is_same_area):
            need(products, knowledge.products, file=file, key=f"{key}.products")
            if is_same_area and rule.scope is RuleScope.PATIENT:
                refuse("pack.scope_mismatch", file=file, key=f"{key}.is_same_area")
        case FigureBetween():
            _check_figure(leaf, file=file, key=key)
        case _:
            _check_names(leaf, knowledge, file=file, key=key)


def _check_names(leaf: Condition, knowledge: Knowledge, *, file: str, key: str) -> None:
    match leaf:
        case AllergyIn(codes=names):
            _need_some(names, knowledge.allergens, file=file, key=f"{key}.codes")
        case MedicineIn(classes=names):
            _need_some(names, knowledge.medicine_classes, file=file, key=f"{key}.classes")
        case AnaestheticIs(agents=names):
            _need_some(names, knowledge.anaesthetics, file=file, key=f"{key}.agents")
        case AreaIn(areas=names):
            _need_some(names, knowledge.areas, file=file, key=f"{key}.areas")
        case ProductIn(products=names):
            _need_some(names, knowledge.products, file=file, key=f"{key}.products")
        case IngredientIn(ingredients=names):
            _need_some(names, knowledge.ingredients, file=file, key=f"{key}.ingredients")
        case LegalStatusIs(status=names):
            _need_some(names, LEGAL_STATUSES, file=file, key=f"{key}.status")


def _check_figure(condition: FigureBetween, *, file: str, key: str) -> None:
    need((condition.figure,), FIGURES, file=file, key=f"{key}.figure")
    lows = [low for low in (condition.at_least, condition.above) if low is not None]
    if not lows and condition.below is None:
        refuse("pack.limit_without_bound", file=file, key=key)
    if condition.below is not None and any(low >= condition.below for low in lows):
        refuse("pack.low_over_high", file=file, key=key)


def _need_some(wanted: tuple[str, ...], known: Iterable[str], *, file: str, key: str) -> None:
    if not wanted:
        refuse("pack.empty", file=file, key=key)
    need(wanted, known, file=file, key=key)

