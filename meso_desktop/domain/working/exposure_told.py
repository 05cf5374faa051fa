"""An exposure in sentences: what was given before, what the plan adds, what it comes to; nothing where nothing was given before."""

from collections.abc import Iterable, Iterator

from meso_desktop.domain.exposed import Exposure
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.message import Message, Term, message
from meso_desktop.domain.placing import named


def told_exposures(exposures: Iterable[Exposure], knowledge: Knowledge) -> tuple[Message, ...]:
    """Return what was given before beside the plan: sessions by area, mL by product, mg by ingredient, and what is inside an interval.

    A treatment with a product not known counts towards every product of the plan; it is said once that it does.
    """
    given = tuple(exposures)
    sentences = tuple(sentence for exposure in given for sentence in _told(exposure, knowledge))
    unknown = max((exposure.of_unknown for exposure in given), default=0)
    return (*sentences, message("exposure.unknown", count=unknown)) if unknown else sentences


def _told(exposure: Exposure, knowledge: Knowledge) -> Iterator[Message]:
    yield from _areas(exposure, knowledge)
    if exposure.earlier.sessions > exposure.of_unknown or exposure.earlier.amount:
        yield _amount(exposure, _name(exposure, knowledge))
        if exposure.bound is not None:
            yield message(f"exposure.{_unit(exposure)}.bound", name=_name(exposure, knowledge), bound=exposure.bound)
    recent = exposure.recent
    if exposure.product is not None and exposure.since is not None and recent is not None and recent.sessions:
        name = _name(exposure, knowledge)
        yield message("exposure.recent", name=name, count=recent.sessions, amount=recent.amount, since=exposure.since)


def _areas(exposure: Exposure, knowledge: Knowledge) -> Iterator[Message]:
    for area in exposure.areas:
        if not area.earlier:
            continue
        place = {"name": _name(exposure, knowledge), "area": named("area", area.area, knowledge.areas)}
        counts = {"earlier": area.earlier, "planned": area.planned, "count": area.together}
        if area.bound is None:
            yield message("exposure.area", **place, **counts)
        else:
            yield message("exposure.area.bound", **place, **counts, bound=area.bound)


def _amount(exposure: Exposure, name: Term | str) -> Message:
    unit, earlier = _unit(exposure), exposure.earlier
    if exposure.planned is None or exposure.together is None:
        return message(f"exposure.{unit}.before", name=name, count=earlier.sessions, earlier=earlier.amount)
    sums = {"earlier": earlier.amount, "planned": exposure.planned, "together": exposure.together}
    if exposure.is_least:
        return message(f"exposure.{unit}.least", name=name, count=earlier.unmeasured, **sums)
    return message(f"exposure.{unit}", name=name, count=earlier.sessions, **sums)


def _unit(exposure: Exposure) -> str:
    return "ml" if exposure.ingredient is None else "mg"


def _name(exposure: Exposure, knowledge: Knowledge) -> Term | str:
    if exposure.ingredient is not None:
        return named("ingredient", exposure.ingredient, knowledge.ingredients)
    return named("product", exposure.product or "", knowledge.products)
