"""Totals over all lines of a session, exact to the last place."""

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
from meso_desktop.domain.protocols import CountedBy, Span
from meso_desktop.domain.remembered import remembered_by
from meso_desktop.domain.working.opened import all_unused, all_vials, products_on_a_day


def session_totals(document: Consultation, knowledge: Knowledge, lines: tuple[LineEstimate, ...]) -> tuple[SessionTotal, ...]:
    """Return the total of each day on which a line is injected, in order; a figure is None when a line's is not known."""
    by_day: dict[date, list[Injected]] = {}
    for one in injected_lines(document, knowledge, lines):
        for day in one.estimate.dates:
            by_day.setdefault(day, []).append(one)
    days = sorted(by_day)
    return tuple(replace(_figures(tuple(by_day[day]), knowledge), number=number, on=day) for number, day in enumerate(days, start=1))


def _what_counts(given: tuple[Injected, ...], knowledge: Knowledge) -> tuple[object, ...]:
    return (knowledge, *given)


@remembered_by(_what_counts)
def _figures(given: tuple[Injected, ...], knowledge: Knowledge) -> SessionTotal:
    """Return the figures of a day on which these lines are injected, one twice that is given twice; number and day stand open."""
    preparations: dict[str, list[Injected]] = {}
    for one in given:
        preparations.setdefault(one.placed.line.preparation, []).append(one)
    products = products_on_a_day(given, knowledge)
    is_whole = all(one.placed.preparation is not None for one in given)
    return SessionTotal(
        number=0,
        on=date.min,
        lines=line_ids(given),
        injections=sum(one.estimate.injections or 0 for one in given),
        volume_ml=volume_of(given),
        doses=doses_of(given),
        preparations=tuple(_preparation(name, of, knowledge) for name, of in preparations.items()),
        products=products,
        vials=all_vials(products) if is_whole else None,
        unused_ml=all_unused(products) if is_whole else None,
        minutes=minutes_of((one, 1) for one in given),
        untimed=line_ids(one for one in given if one.estimate.minutes is None),
        uncounted=line_ids(one for one in given if not is_counted(one)),
    )


def minutes_of(given: Iterable[tuple[Injected, int]]) -> Span | None:
    """Return the minutes of all lines whose time is known together, each as often as told; None where none is."""
    timed = [(one.estimate.minutes, times) for one, times in given if one.estimate.minutes is not None]
    if not timed:
        return None
    low = sum((span.low * times for span, times in timed), Decimal(0))
    return Span(low=low, high=sum((span.high * times for span, times in timed), Decimal(0)))


def is_counted(one: Injected) -> bool:
    """Tell whether it is known how often the line injects: its points, or none as its technique is not counted by point."""
    protocol = one.placed.protocol
    return one.estimate.injections is not None or (protocol is not None and protocol.counted_by is CountedBy.VOLUME)


def _preparation(name: str, given: list[Injected], knowledge: Knowledge) -> PreparationTotal:
    volume = volume_of(given)
    entry = given[0].placed.preparation
    if entry is None:
        return PreparationTotal(preparation=name, volume_ml=volume, doses=())
    doses, vials = doses_in(volume, entry, knowledge), vials_in(volume, entry, knowledge)
    return PreparationTotal(preparation=name, volume_ml=volume, doses=doses, vials=vials)


def doses_of(given: Sequence[Injected], *, times: Sequence[int] = ()) -> tuple[Dose, ...]:
    """Return the mg of each ingredient in all lines together, each line as often as `times` says (once where it says nothing)."""
    counts = times or (1,) * len(given)
    ingredients = dict.fromkeys(ingredient for one in given for ingredient in one.ingredients)
    return tuple(Dose(ingredient=ingredient, mg=_mg(given, ingredient, times=counts)) for ingredient in ingredients)


def _mg(given: Sequence[Injected], ingredient: str, *, times: Sequence[int]) -> Decimal | None:
    whole = Fraction(0)
    for one, count in zip(given, times, strict=True):
        if ingredient not in one.ingredients:
            continue
        part = mg_of(one, ingredient)
        if part is None:
            return None
        whole += part * count
    return to_decimal(whole)


def line_ids(given: Iterable[Injected]) -> tuple[LineId, ...]:
    """Return the lines, each once, in order."""
    return tuple(dict.fromkeys(one.placed.line_id for one in given))
