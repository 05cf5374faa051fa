"""The total of the whole course: all sessions of all lines, exact to the last place."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from meso_desktop.domain.assessment import CourseTotal, Dose, LineEstimate, ProductTotal, SessionTotal
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.exact import to_decimal
from meso_desktop.domain.injected import Injected, injected_lines, planned_sessions
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.totals import doses_of, is_counted, line_ids, minutes_of
from meso_desktop.domain.working.opened import all_unused, all_vials, products_over_days


def course_total(
    document: Consultation, knowledge: Knowledge, lines: tuple[LineEstimate, ...], sessions: tuple[SessionTotal, ...],
) -> CourseTotal:
    """Return the total of the course; a figure is None when a line's is not known, or how many sessions it takes."""
    everything = injected_lines(document, knowledge, lines)
    times = tuple(one.sessions for one in everything)
    is_known = None not in times
    counted = tuple(one.estimate.injections or 0 if is_counted(one) else None for one in everything)
    injections = _over_course(counted, times)
    products = _products(everything, tuple(session.products for session in sessions), knowledge)
    return CourseTotal(
        sessions=planned_sessions(everything),
        injections=None if injections is None else int(injections),
        volume_ml=_decimal(_over_course(tuple(one.ml for one in everything), times)),
        doses=course_doses(everything),
        products=products,
        vials=all_vials(products) if is_known else None,
        unused_ml=all_unused(products) if is_known else None,
        minutes=minutes_of((one, count) for one, count in zip(everything, times, strict=True) if count is not None),
        untimed=line_ids(one for one in everything if one.estimate.minutes is None or one.sessions is None),
        undecided=line_ids(one for one in everything if one.sessions is None),
    )


def course_doses(everything: tuple[Injected, ...]) -> tuple[Dose, ...]:
    """Return the mg of each ingredient over all sessions of all lines; None when a number of sessions or a strength is not known."""
    uncounted = {ingredient for one in everything if one.sessions is None for ingredient in one.ingredients}
    doses = doses_of(everything, times=tuple(one.sessions or 1 for one in everything))
    return tuple(Dose(ingredient=dose.ingredient, mg=None if dose.ingredient in uncounted else dose.mg) for dose in doses)


def is_dated(one: Injected) -> bool:
    """Tell whether every session of the line has its day."""
    return one.sessions is not None and len(one.estimate.dates) == one.sessions


def _over_course(amounts: Sequence[Fraction | int | None], times: Sequence[int | None]) -> Fraction | None:
    """Return the sum of the amounts, each as often as its line is injected; None when one is not known, or there is none."""
    whole = Fraction(0)
    for amount, count in zip(amounts, times, strict=True):
        if amount is None or count is None:
            return None
        whole += amount * count
    return whole if amounts else None


def _products(
    everything: tuple[Injected, ...], days: tuple[tuple[ProductTotal, ...], ...], knowledge: Knowledge,
) -> tuple[ProductTotal, ...]:
    """Return each product over the days of the course; none where a day is not known, or what a line injects."""
    if not all(is_dated(one) and one.placed.preparation is not None for one in everything):
        return ()
    return products_over_days(everything, days, knowledge)


def _decimal(value: Fraction | None) -> Decimal | None:
    return None if value is None else to_decimal(value)
