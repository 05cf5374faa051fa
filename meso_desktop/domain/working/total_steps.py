"""The steps of a session's totals and of the course's: what each line gives, then what they come to together."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction

from meso_desktop.domain.assessment import Assessment, CourseTotal, Dose, ProductTotal, SessionTotal
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.exact import to_decimal
from meso_desktop.domain.injected import Injected, injected_lines, mg_of, ml_of
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.message import Message, Term, message
from meso_desktop.domain.placing import named
from meso_desktop.domain.protocols import Span
from meso_desktop.domain.totals import is_counted
from meso_desktop.domain.working.figure import Figure


def session_steps(
    figure: Figure, session: SessionTotal, document: Consultation, assessment: Assessment, knowledge: Knowledge,
) -> tuple[Message, ...]:
    """Return the steps of a session's figure; none of a figure that sessions have not."""
    everything = injected_lines(document, knowledge, assessment.lines)
    given = tuple(one for one in everything for day in one.estimate.dates if day == session.on)
    parts = _Parts(given, knowledge, times=(1,) * len(given))
    if figure is Figure.VIALS:
        return (*(_vials(total, knowledge) for total in session.products), *_shared(session, given))
    injections = None if session.uncounted else session.injections
    return tuple(parts.of(figure, injections=injections, volume_ml=session.volume_ml, doses=session.doses, minutes=session.minutes))


def course_steps(figure: Figure, document: Consultation, assessment: Assessment, knowledge: Knowledge) -> tuple[Message, ...]:
    """Return the steps of the course's figure; none of a figure that a course has not."""
    course, given = assessment.course, injected_lines(document, knowledge, assessment.lines)
    parts = _Parts(given, knowledge, times=tuple(one.sessions for one in given))
    if figure is Figure.SESSIONS:
        return tuple(_days(course, assessment.sessions))
    if figure is Figure.VIALS:
        return tuple(_vials_of_course(course, given))
    found = parts.of(figure, injections=course.injections, volume_ml=course.volume_ml, doses=course.doses, minutes=course.minutes)
    return tuple(found)


class _Parts:
    """What each line gives in a session, or in all its sessions as `times` says: None is not known."""

    def __init__(self, given: tuple[Injected, ...], knowledge: Knowledge, *, times: tuple[int | None, ...]) -> None:
        self._given, self._knowledge, self._times = given, knowledge, times

    def of(
        self, figure: Figure, *, injections: int | None, volume_ml: Decimal | None, doses: tuple[Dose, ...], minutes: Span | None,
    ) -> Iterator[Message]:
        """Yield what each line gives of a figure, then the sum."""
        match figure:
            case Figure.INJECTIONS:
                yield from self._injections()
                yield from self._sum("injections", injections)
            case Figure.VOLUME:
                yield from self._volume()
                yield from self._sum("volume", volume_ml)
            case Figure.DOSE:
                yield from self._doses(doses)
            case Figure.MINUTES:
                yield from self._minutes()
                yield from self._sum_of_minutes(minutes)
            case _:
                return

    def _injections(self) -> Iterator[Message]:
        for one, times in self._each():
            place, count = self._place(one), one.estimate.injections
            if count is None:
                yield message("working.part.by_surface" if is_counted(one) else "working.part.unknown", **place)
            else:
                yield self._part("injections", Fraction(count), times, place)

    def _volume(self) -> Iterator[Message]:
        for one, times in self._each():
            yield self._part("volume", ml_of(one, None), times, self._place(one))

    def _doses(self, totals: tuple[Dose, ...]) -> Iterator[Message]:
        for total in totals:
            ingredient = named("ingredient", total.ingredient, self._knowledge.ingredients)
            holding = [(one, times) for one, times in self._each() if total.ingredient in one.ingredients]
            for one, times in holding:
                mg = mg_of(one, total.ingredient)
                place = {**self._place(one), "ingredient": ingredient}
                yield self._part("dose", mg, times, place)
            if total.mg is not None and len(holding) > 1:
                yield message("working.sum.dose", amount=total.mg, ingredient=ingredient)

    def _minutes(self) -> Iterator[Message]:
        for one, times in self._each():
            span = one.estimate.minutes
            if span is None or times is None:
                yield message("working.part.untimed", **self._place(one))
            else:
                yield message("working.part.minutes", **self._place(one), span=_span(span), count=times)

    def _sum(self, name: str, amount: Decimal | int | None) -> Iterator[Message]:
        if amount is not None and len(self._given) > 1:
            yield message(f"working.sum.{name}", amount=amount)

    def _sum_of_minutes(self, span: Span | None) -> Iterator[Message]:
        if span is not None and len(self._given) > 1:
            yield message("working.sum.minutes", amount=_span(span))

    def _each(self) -> Iterator[tuple[Injected, int | None]]:
        return zip(self._given, self._times, strict=True)

    def _part(self, name: str, amount: Fraction | None, times: int | None, place: dict[str, Term | str]) -> Message:
        if amount is None or times is None:
            return message("working.part.unknown", **{key: place[key] for key in ("area", "side")})
        return message(f"working.part.{name}", **place, amount=to_decimal(amount), count=times, whole=to_decimal(amount * times))

    def _place(self, one: Injected) -> dict[str, Term | str]:
        target = one.placed.target
        side = "midline" if target is None else target.side.value
        return {"area": named("area", one.placed.area, self._knowledge.areas), "side": Term(f"side.{side}")}


def _span(span: Span) -> str:
    low, high = (f"{end.normalize():f}" for end in (span.low, span.high))
    return low if low == high else f"{low}–{high}"


def _vials(total: ProductTotal, knowledge: Knowledge) -> Message:
    product = named("product", total.product, knowledge.products)
    entry = knowledge.products.get(total.product)
    if total.vials is None or total.volume_ml is None or entry is None or entry.vial_ml is None:
        return message("working.vials.unknown", product=product)
    return message(
        "working.vials.day", product=product, volume=total.volume_ml, vial=entry.vial_ml, count=total.vials, unused=total.unused_ml or 0,
    )


def _shared(session: SessionTotal, given: Iterable[Injected]) -> Iterator[Message]:
    """Yield that areas share vials, where fewer are opened than area by area."""
    apart = [one.estimate.vials for one in given]
    known = [count for count in apart if count is not None]
    if session.vials is not None and len(known) == len(apart) and sum(known) > session.vials:
        yield message("working.vials.shared", apart=sum(known), count=session.vials)


def _days(course: CourseTotal, sessions: tuple[SessionTotal, ...]) -> Iterator[Message]:
    if sessions:
        yield message("working.course.days", count=len(sessions), first=sessions[0].on, last=sessions[-1].on)
    if course.undecided:
        yield message("working.course.undecided", count=len(course.undecided))
    if course.sessions > len(sessions):
        yield message("working.course.undated", count=course.sessions - len(sessions))


def _vials_of_course(course: CourseTotal, given: tuple[Injected, ...]) -> Iterator[Message]:
    for total in course.products:
        product = Term(f"product.{total.product}")
        if total.vials is None:
            yield message("working.vials.unknown", product=product)
        else:
            yield message("working.course.vials", product=product, count=total.vials, unused=total.unused_ml or 0)
    if given and not course.products:
        yield message("working.course.vials_unknown")
