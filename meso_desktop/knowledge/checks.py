"""Checks the packs as a whole: references, families, limits; each fault is refused with file and key."""

from collections.abc import Mapping
from decimal import Decimal
from itertools import pairwise
from typing import Final

from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.patient_texts import AdviceKind
from meso_desktop.domain.products import Product
from meso_desktop.domain.protocols import Protocol, Span
from meso_desktop.domain.rules import Family, Question, QuestionScope
from meso_desktop.knowledge.limits import check_limits
from meso_desktop.knowledge.reading import need, refuse
from meso_desktop.knowledge.rules import LEGAL_STATUSES, check_rules
from meso_desktop.knowledge.scales import check_scales

_CITING: Final = (
    "questions", "rules", "ingredients", "products", "preparations", "protocols", "areas", "legal", "anaesthetics", "advice", "consent",
    "scales", "sites_not_offered",
)
_SPANS: Final = (
    ("spacing_cm", "spacing_span_cm"), ("volume_per_point_ml", "volume_per_point_span_ml"), ("interval_days", "interval_span_days"),
)

Files = Mapping[str, str]


def check_knowledge(knowledge: Knowledge, *, files: Files) -> None:
    """Refuse packs that contradict themselves; raises UserError naming file and key."""
    _check_sources(knowledge, files)
    _check_questions(knowledge.questions, file=files["questions"])
    for question in knowledge.questions.values():
        _check_asked_areas(question, knowledge, file=files["questions"])
    _check_ingredients(knowledge, file=files["ingredients"])
    _check_products(knowledge, file=files["products"])
    _check_preparations(knowledge, file=files["preparations"])
    for protocol in knowledge.protocols.values():
        _check_protocol(protocol, knowledge, file=files["protocols"])
    check_rules(knowledge, file=files["rules"])
    _check_legal(knowledge, file=files["legal"])
    _check_anaesthetics(knowledge, file=files["anaesthetics"])
    _check_advice(knowledge, file=files["advice"])
    _check_bands(knowledge, file=files["bmi_bands"])
    check_scales(knowledge, file=files["scales"])
    check_limits(knowledge, files=files)


def _check_sources(knowledge: Knowledge, files: Files) -> None:
    for topic in _CITING:
        for entry in getattr(knowledge, topic).values():
            _check_cited(entry.sources, knowledge, file=files[topic], key=f"{topic}.{entry.id}")
            for limit in getattr(entry, "limits", ()):
                _check_cited(limit.sources, knowledge, file=files[topic], key=f"{topic}.{entry.id}.limits.{limit.id}")
    for band in knowledge.bmi_bands:
        _check_cited(band.sources, knowledge, file=files["bmi_bands"], key=f"bmi_bands.{band.id}")
    _check_cited(knowledge.devine.sources, knowledge, file=files["devine"], key="devine")


def _check_cited(cited: tuple[str, ...], knowledge: Knowledge, *, file: str, key: str) -> None:
    if not cited:
        refuse("pack.no_source", file=file, key=key)
    need(cited, knowledge.sources, file=file, key=f"{key}.sources")


def _check_questions(questions: Mapping[str, Question], *, file: str) -> None:
    for question in questions.values():
        key = f"questions.{question.id}.follows"
        seen = {question.id}
        parent = question.follows
        while parent is not None:
            need((parent,), questions, file=file, key=key)
            if parent in seen:
                refuse("pack.follow_up_cycle", file=file, key=key)
            if questions[parent].scope is not question.scope:
                refuse("pack.scope_mismatch", file=file, key=key)
            seen.add(parent)
            parent = questions[parent].follows


def _check_asked_areas(question: Question, knowledge: Knowledge, *, file: str) -> None:
    key = f"questions.{question.id}.areas"
    need(question.areas, knowledge.areas, file=file, key=key)
    if question.areas and question.scope is not QuestionScope.AREA:
        refuse("pack.scope_mismatch", file=file, key=key)


def _check_ingredients(knowledge: Knowledge, *, file: str) -> None:
    for ingredient in knowledge.ingredients.values():
        need(ingredient.allergens, knowledge.allergens, file=file, key=f"ingredients.{ingredient.id}.allergens")


def _check_products(knowledge: Knowledge, *, file: str) -> None:
    for product in knowledge.products.values():
        key = f"products.{product.id}"
        names = [strength.ingredient for strength in product.ingredients]
        need(names, knowledge.ingredients, file=file, key=f"{key}.ingredients")
        need(product.excipients, knowledge.ingredients, file=file, key=f"{key}.excipients")
        need(product.labelled_areas, knowledge.areas, file=file, key=f"{key}.labelled_areas")
        for strength in product.ingredients:
            if strength.mg_per_ml is not None and not strength.mg_per_ml:
                refuse("pack.zero", file=file, key=f"{key}.ingredients.{strength.ingredient}.mg_per_ml")
        if not names:
            refuse("pack.empty", file=file, key=f"{key}.ingredients")
        if len(set(names)) < len(names):
            refuse("pack.duplicate_id", file=file, key=f"{key}.ingredients")


def _check_preparations(knowledge: Knowledge, *, file: str) -> None:
    for preparation in knowledge.preparations.values():
        key = f"preparations.{preparation.id}.parts"
        need((part.product for part in preparation.parts), knowledge.products, file=file, key=key)
        if not preparation.parts:
            refuse("pack.empty", file=file, key=key)
        for part in preparation.parts:
            product = knowledge.products[part.product]
            _same_family(product.family, preparation.family, file=file, key=f"{key}.{part.product}")
            if product.not_selectable is not None:
                refuse("pack.not_selectable", file=file, key=f"{key}.{part.product}")
            if not part.volume_ml:
                refuse("pack.zero", file=file, key=f"{key}.{part.product}.volume_ml")
            held = {strength.ingredient: strength for strength in product.ingredients}
            need((strength.ingredient for strength in part.strengths), held, file=file, key=f"{key}.{part.product}.strengths")


def _same_family(one: Family, other: Family, *, file: str, key: str) -> None:
    if one is not other:
        refuse("pack.family_mismatch", file=file, key=key, one=one.value, other=other.value)


def _check_protocol(protocol: Protocol, knowledge: Knowledge, *, file: str) -> None:
    key = f"protocols.{protocol.id}"
    need(protocol.preparations, knowledge.preparations, file=file, key=f"{key}.preparations")
    need(protocol.areas, knowledge.areas, file=file, key=f"{key}.areas")
    for name in ("preparations", "areas", "aims"):
        if not getattr(protocol, name):
            refuse("pack.empty", file=file, key=f"{key}.{name}")
    for preparation in protocol.preparations:
        _same_family(knowledge.preparations[preparation].family, protocol.family, file=file, key=f"{key}.preparations.{preparation}")
    for name in protocol.__struct_fields__:
        span = getattr(protocol, name)
        if isinstance(span, Span) and span.low > span.high:
            refuse("pack.low_over_high", file=file, key=f"{key}.{name}")
    for name, span_name in _SPANS:
        figure, span = getattr(protocol, name), getattr(protocol, span_name)
        if figure is not None and figure <= 0:
            refuse("pack.zero", file=file, key=f"{key}.{name}")
        if figure is not None and span is not None and not span.low <= figure <= span.high:
            refuse("pack.outside_span", file=file, key=f"{key}.{name}")


def _check_legal(knowledge: Knowledge, *, file: str) -> None:
    seen = set()
    for entry in knowledge.legal.values():
        key = f"legal.{entry.id}"
        need((entry.status,), LEGAL_STATUSES, file=file, key=f"{key}.status")
        for aim in entry.aims or (None,):
            place = (entry.family, entry.jurisdiction, aim)
            if place in seen:
                refuse("pack.duplicate_id", file=file, key=key)
            seen.add(place)


def _check_anaesthetics(knowledge: Knowledge, *, file: str) -> None:
    for agent in knowledge.anaesthetics.values():
        need((agent.ingredient,), knowledge.ingredients, file=file, key=f"anaesthetics.{agent.id}.ingredient")


def _check_advice(knowledge: Knowledge, *, file: str) -> None:
    for entry in knowledge.advice.values():
        key = f"advice.{entry.id}"
        need(entry.products, knowledge.products, file=file, key=f"{key}.products")
        need(entry.areas, knowledge.areas, file=file, key=f"{key}.areas")
        if (entry.kind is AdviceKind.RED_FLAG) != (entry.urgency is not None):
            refuse("pack.urgency", file=file, key=f"{key}.urgency")
        for product in entry.products:
            _check_advised_family(knowledge.products[product], entry.families, file=file, key=key)


def _check_advised_family(product: Product, families: tuple[Family, ...], *, file: str, key: str) -> None:
    if families and product.family not in families:
        refuse("pack.family_mismatch", file=file, key=f"{key}.products.{product.id}", one=product.family.value, other=families[0].value)


def _check_bands(knowledge: Knowledge, *, file: str) -> None:
    if not knowledge.bmi_bands or knowledge.bmi_bands[0].at_least != Decimal(0):
        refuse("pack.bands", file=file, key="bmi_bands")
    for lower, upper in pairwise(knowledge.bmi_bands):
        if lower.at_least >= upper.at_least:
            refuse("pack.bands", file=file, key=f"bmi_bands.{upper.id}.at_least")
    if knowledge.devine.low_cm > knowledge.devine.high_cm:
        refuse("pack.low_over_high", file=file, key="devine.low_cm")
