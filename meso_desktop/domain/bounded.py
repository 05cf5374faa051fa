"""Makes the check of a limit from the amounts that it meets."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from meso_desktop.domain.assessment import LimitCheck
from meso_desktop.domain.exact import to_decimal
from meso_desktop.domain.ids import LineId
from meso_desktop.domain.message import Message, Term, message
from meso_desktop.domain.products import Limit, LimitKind


class Amount(Struct, frozen=True, kw_only=True):
    """What a limit counts in one place or session: the known part, whether that is all, and the lines concerned."""

    known: Fraction
    is_complete: bool
    lines: tuple[LineId, ...]
    session: int | None = None


class Subject(Struct, frozen=True, kw_only=True):
    """Whose limit it is, and over which area it counts, as terms for the sentence."""

    owner: Term
    area: Term | str | None = None


def total(parts: Iterable[Fraction | None], *, lines: Iterable[LineId], session: int | None = None) -> Amount:
    """Return the sum of `parts`, complete when every one is known."""
    given = list(parts)
    known = [part for part in given if part is not None]
    return Amount(
        known=sum(known, Fraction(0)), is_complete=len(known) == len(given), lines=tuple(dict.fromkeys(lines)), session=session,
    )


def checks_of(limit: Limit, amounts: Iterable[Amount], *, subject: Subject) -> Iterator[LimitCheck]:
    """Yield the check of each end of the limit at its worst amount; every line of an amount past it is concerned."""
    met = tuple(amounts)
    if not met:
        return
    if limit.at_most is not None:
        yield _check(limit, met, bound=limit.at_most, is_upper=True, subject=subject)
    if limit.at_least is not None:
        yield _check(limit, met, bound=limit.at_least, is_upper=False, subject=subject)


def _check(limit: Limit, met: tuple[Amount, ...], *, bound: Decimal, is_upper: bool, subject: Subject) -> LimitCheck:
    past = tuple(amount for amount in met if _is_past(amount, bound, is_upper=is_upper))
    worst = (max if is_upper else min)(past or met, key=_known)
    is_known = bool(past) or all(amount.is_complete for amount in met)
    value = to_decimal(worst.known) if is_known else None
    concerned = past or (worst,)
    return LimitCheck(
        limit=limit.id,
        kind=limit.kind,
        text=_text(limit, value, bound=bound, is_upper=is_upper, subject=subject, session=worst.session),
        value=value,
        bound=bound,
        is_upper=is_upper,
        is_crossed=bool(past),
        sources=limit.sources,
        confidence=limit.confidence,
        lines=tuple(dict.fromkeys(line for amount in concerned for line in amount.lines)),
        session=worst.session,
    )


def _is_past(amount: Amount, bound: Decimal, *, is_upper: bool) -> bool:
    """Tell whether the amount is past the bound, never at it; a part alone can be past an upper bound only."""
    if is_upper:
        return amount.known > Fraction(bound)
    return amount.is_complete and amount.known < Fraction(bound)


def _known(amount: Amount) -> Fraction:
    return amount.known


def _text(  # noqa: PLR0913  # one argument a value of the sentence
    limit: Limit, value: Decimal | None, *, bound: Decimal, is_upper: bool, subject: Subject, session: int | None,
) -> Message:
    end = "at_most" if is_upper else "at_least"
    if limit.kind is LimitKind.NOTE:
        end = f"note_{end}"  # what sources report is no bound
    values: dict[str, str | int | Decimal | Term] = {"owner": subject.owner, "end": Term(f"limit.{end}"), "bound": to_decimal(bound)}
    if limit.ingredient is not None:
        values["ingredient"] = Term(f"ingredient.{limit.ingredient}")
    if subject.area is not None:
        values["area"] = subject.area
    if session is not None:
        values["session"] = session
    name = f"limit.{limit.measure.value}.{limit.per.value}"
    if value is None:
        return message(f"{name}.unknown", **values)
    return message(name, **values, value=value)
