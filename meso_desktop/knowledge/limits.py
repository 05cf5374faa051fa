"""Checks limits: what they count over, their bounds, the ingredient they name."""

from collections.abc import Mapping
from typing import Final

from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.products import Limit, LimitMeasure, LimitPer
from meso_desktop.domain.rules import Family
from meso_desktop.knowledge.reading import refuse

_SPATIAL: Final = frozenset({LimitPer.SIDE, LimitPer.AREA, LimitPer.SESSION})
_COUNTS_OVER: Final[Mapping[LimitMeasure, frozenset[LimitPer]]] = {
    LimitMeasure.POINTS: _SPATIAL,
    LimitMeasure.VOLUME_ML: _SPATIAL | {LimitPer.COURSE},
    LimitMeasure.MG: _SPATIAL | {LimitPer.POINT, LimitPer.COURSE},
    LimitMeasure.SESSIONS: frozenset({LimitPer.COURSE}),
    LimitMeasure.INTERVAL_DAYS: frozenset({LimitPer.COURSE}),
    LimitMeasure.INTERVAL_MONTHS: frozenset({LimitPer.COURSE}),
    LimitMeasure.SPACING_CM: frozenset({LimitPer.POINT}),
    LimitMeasure.VOLUME_PER_POINT_ML: frozenset({LimitPer.POINT}),
    LimitMeasure.DAYS_BETWEEN_AREAS: frozenset({LimitPer.COURSE}),
    LimitMeasure.AREAS: frozenset({LimitPer.SESSION}),
}
_SHARED: Final[Mapping[str, LimitMeasure]] = {"products": LimitMeasure.MG, "protocols": LimitMeasure.VOLUME_ML}


def check_limits(knowledge: Knowledge, *, files: Mapping[str, str]) -> None:
    """Refuse a limit that cannot be met or means nothing, and an id that a rule or another limit bears."""
    taken = set(knowledge.rules)
    shared: dict[str, tuple[object, ...]] = {}
    for product in knowledge.products.values():
        names = {strength.ingredient for strength in product.ingredients}
        for limit in product.limits:
            key = f"products.{product.id}.limits.{limit.id}"
            _check_limit(limit, names, knowledge, file=files["products"], key=key)
            _claim(limit.id, taken, file=files["products"], key=key)
            _check_shared(limit, product.family, shared, file=files["products"], key=key)
    for protocol in knowledge.protocols.values():
        parts = [part for name in protocol.preparations for part in knowledge.preparations[name].parts]
        names = {strength.ingredient for part in parts for strength in knowledge.products[part.product].ingredients}
        for limit in protocol.limits:
            key = f"protocols.{protocol.id}.limits.{limit.id}"
            _check_limit(limit, names, knowledge, file=files["protocols"], key=key)
            _claim(limit.id, taken, file=files["protocols"], key=key)
            _check_shared(limit, protocol.family, shared, file=files["protocols"], key=key)


def _claim(limit_id: str, taken: set[str], *, file: str, key: str) -> None:
    if limit_id in taken:
        refuse("pack.duplicate_id", file=file, key=key)
    taken.add(limit_id)


def _check_shared(limit: Limit, family: Family, shared: dict[str, tuple[object, ...]], *, file: str, key: str) -> None:
    """Refuse a limit that shares its name with one that counts something else, and one whose totals cannot be added up."""
    if limit.shared is None:
        return
    topic = key.partition(".")[0]
    counts = (limit.measure, limit.per, limit.ingredient, limit.areas, limit.jurisdictions, family, topic)
    is_total = limit.per is LimitPer.SESSION and limit.measure is _SHARED[topic]
    is_upper = limit.at_most is not None and limit.at_least is None
    if not is_total or not is_upper or shared.setdefault(limit.shared, counts) != counts:
        refuse("pack.limit_shared", file=file, key=f"{key}.shared")


def _check_limit(limit: Limit, names: set[str], knowledge: Knowledge, *, file: str, key: str) -> None:
    if limit.at_most is None and limit.at_least is None:
        refuse("pack.limit_without_bound", file=file, key=key)
    if limit.at_most is not None and limit.at_least is not None and limit.at_least > limit.at_most:
        refuse("pack.low_over_high", file=file, key=key)
    if limit.per not in _COUNTS_OVER[limit.measure]:
        refuse("pack.limit_counts_nothing", file=file, key=key, measure=limit.measure.value, per=limit.per.value)
    if (limit.measure is LimitMeasure.MG) != (limit.ingredient is not None):
        refuse("pack.limit_ingredient", file=file, key=f"{key}.ingredient")
    if limit.ingredient is not None and limit.ingredient not in names:
        refuse("pack.unknown_reference", file=file, key=f"{key}.ingredient", name=limit.ingredient)
    for area in limit.areas:
        if area not in knowledge.areas:
            refuse("pack.unknown_reference", file=file, key=f"{key}.areas", name=area)
