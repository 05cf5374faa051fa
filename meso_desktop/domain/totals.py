"""Totals over all lines of a session and over the whole course, exact to the last place."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from msgspec.structs import replace

from meso_desktop.domain.assessment import Dose, LineEstimate, PreparationTotal, SessionTotal
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.contents import doses_in, vials_in
from meso_desktop.domain.exact import to_decimal
from meso_desktop.domain.ids import LineId
from meso_desktop.domain.injected import Injected, injected_lines, mg_of, volume_of
from meso_desktop.domain.knowledge import Knowledge


def session_totals(document: Consultation, knowledge: Knowledge, lines: tuple[LineEstimate, ...]) -> tuple[SessionTotal, ...]:
    """Return the total of each day on which a line is injected, in order; a figure is None when a line's is not known."""
    by_day: dict[date, list[Injected]] = {}
    for one in injected_lines(document, knowledge, lines):
        for day in one.estimate.dates:
            by_day.setdefault(day, []).append(one)
    figures: dict[tuple[LineId, ...], SessionTotal] = {}
    found = []
    for number, day in enumerate(sorted(by_day), start=1):
        own = _line_ids(by_day[day])
        if own not in figures:
            figures[own] = _session(number, day, by_day[day], knowledge)
        found.append(replace(figures[own], number=number, on=day))
    return tuple(found)


def course_doses(document: Consultation, knowledge: Knowledge, lines: tuple[LineEstimate, ...]) -> tuple[Dose, ...]:
    """Return the mg of each ingredient over all sessions of all lines; None when a number of sessions or a strength is not known."""
    injected = injected_lines(document, knowledge, lines)
    uncounted = {ingredient for one in injected if one.sessions is None for ingredient in one.ingredients}
    doses = _doses(injected, knowledge, times=tuple(one.sessions or 1 for one in injected))
    return tuple(Dose(ingredient=dose.ingredient, mg=None if dose.ingredient in uncounted else dose.mg) for dose in doses)


def _session(number: int, day: date, given: list[Injected], knowledge: Knowledge) -> SessionTotal:
    preparations: dict[str, list[Injected]] = {}
    for one in given:
        preparations.setdefault(one.placed.line.preparation, []).append(one)
    return SessionTotal(
        number=number,
        on=day,
        lines=_line_ids(given),
        injections=sum(one.estimate.injections or 0 for one in given),
        volume_ml=volume_of(given),
        doses=_doses(given, knowledge),
        preparations=tuple(_preparation(name, of, knowledge) for name, of in preparations.items()),
    )


def _preparation(name: str, given: list[Injected], knowledge: Knowledge) -> PreparationTotal:
    volume = volume_of(given)
    entry = given[0].placed.preparation
    if entry is None:
        return PreparationTotal(preparation=name, volume_ml=volume, doses=())
    doses, vials = doses_in(volume, entry, knowledge), vials_in(volume, entry, knowledge)
    return PreparationTotal(preparation=name, volume_ml=volume, doses=doses, vials=vials)


def _doses(given: Sequence[Injected], knowledge: Knowledge, *, times: Sequence[int] = ()) -> tuple[Dose, ...]:
    """Return the mg of each ingredient in all lines together, each line as often as `times` says (once where it says nothing)."""
    counts = times or (1,) * len(given)
    ingredients = dict.fromkeys(ingredient for one in given for ingredient in one.ingredients)
    return tuple(Dose(ingredient=ingredient, mg=_mg(given, ingredient, knowledge, times=counts)) for ingredient in ingredients)


def _mg(given: Sequence[Injected], ingredient: str, knowledge: Knowledge, *, times: Sequence[int]) -> Decimal | None:
    whole = Fraction(0)
    for one, count in zip(given, times, strict=True):
        if ingredient not in one.ingredients:
            continue
        part = mg_of(one, ingredient, knowledge)
        if part is None:
            return None
        whole += part * count
    return to_decimal(whole)


def _line_ids(given: Iterable[Injected]) -> tuple[LineId, ...]:
    return tuple(dict.fromkeys(one.placed.line_id for one in given))
