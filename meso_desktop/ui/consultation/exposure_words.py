"""What the patient has had before, beside what is planned, in one line a product or ingredient."""

from collections.abc import Iterable, Iterator
from functools import partial

from PySide6.QtCore import QCoreApplication

from meso_desktop.domain.exposed import Exposure
from meso_desktop.knowledge.wording import Wording

_tr = partial(QCoreApplication.translate, "exposure_words")


def exposure_lines(exposures: Iterable[Exposure], wording: Wording) -> list[str]:
    """Return a line for each area of a course that has begun, and for each product given within its own interval."""
    return [line for exposure in exposures for line in _lines(exposure, wording)]


def _lines(exposure: Exposure, wording: Wording) -> Iterator[str]:
    if exposure.product is None:
        yield from _of_ingredient(exposure, wording)
        return
    name = wording.term(f"product.{exposure.product}")
    for area in exposure.areas:
        if area.earlier:
            earlier = _tr("%n earlier sessions", "", area.earlier)
            told = _tr("%1, %2: with %3, %4 of at most %5") if area.bound is not None else _tr("%1, %2: with %3, %4 together")
            told = told.replace("%1", name).replace("%2", wording.term(f"area.{area.area}")).replace("%3", earlier)
            yield told.replace("%4", str(area.together)).replace("%5", str(area.bound))
    recent = exposure.recent
    if exposure.since is not None and recent is not None and recent.sessions:
        told = _tr("%1: %2 mL since %3, %4 mL planned a session")
        if recent.unmeasured:  # an amount that is not on record is not 0
            told = _tr("%1: %5 since %3 with %2 mL on record, %4 mL planned a session")
        planned = wording.number(f"{exposure.per_session:f}") if exposure.per_session is not None else "?"
        told = told.replace("%5", _tr("%n sessions", "", recent.sessions))
        told = told.replace("%1", name).replace("%2", wording.number(f"{recent.amount:f}"))
        yield told.replace("%3", wording.day(exposure.since)).replace("%4", planned)


def _of_ingredient(exposure: Exposure, wording: Wording) -> Iterator[str]:
    if exposure.bound is None or exposure.together is None or exposure.ingredient is None:
        return
    told = _tr("%1: %2 mg with what was given before, at most %3 mg")
    if exposure.is_least:
        told = _tr("%1: %2 mg or more with what was given before, at most %3 mg")
    told = told.replace("%1", wording.label(f"ingredient.{exposure.ingredient}"))
    yield told.replace("%2", wording.number(f"{exposure.together:f}")).replace("%3", wording.number(f"{exposure.bound:f}"))
