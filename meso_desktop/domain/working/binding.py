"""Which limits a figure meets, which of them leaves least, and what it leaves."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Final

from meso_desktop.domain.assessment import LimitCheck
from meso_desktop.domain.exact import to_decimal
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.message import Message, Term, message
from meso_desktop.domain.products import LimitKind, LimitPer
from meso_desktop.domain.working.figure import Figure

_MEASURES: Final = {
    Figure.INJECTIONS: ("points", "spacing_cm"),
    Figure.VOLUME: ("volume_ml", "volume_per_point_ml"),
    Figure.DOSE: ("mg", "anaesthetic"),
    Figure.SESSIONS: ("sessions",),
    Figure.INTERVAL: ("interval_days", "interval_months"),
    Figure.DATES: ("interval_days", "interval_months", "days_between_areas", "areas"),
}
_UNITS: Final = {
    "points": "points", "spacing_cm": "cm", "volume_ml": "ml", "volume_per_point_ml": "ml", "mg": "mg", "anaesthetic": "mg",
    "sessions": "sessions", "interval_days": "days", "interval_months": "days", "days_between_areas": "days", "areas": "areas",
}
_TITLE: Final = " — "
"""What stands between the address and the title of a citation."""

_NEXT: Final = " ; "
"""What stands between two addresses of a citation."""


def measure_of(check: LimitCheck) -> str:
    """Return what a check counts, as its sentence is named after."""
    _, measure, *others = check.text.id.split(".")
    return others[0] if measure == "span" else measure


def is_per(check: LimitCheck, per: LimitPer) -> bool:
    """Tell whether a check counts over this, as its sentence is named after."""
    return check.text.id.removesuffix(".unknown").endswith(f".{per.value}")


def limits_on(figure: Figure, checks: Iterable[LimitCheck]) -> tuple[LimitCheck, ...]:
    """Return the checks that a figure meets, the one that leaves least first, comparisons and what is not known last."""
    return tuple(sorted((check for check in checks if measure_of(check) in _MEASURES.get(figure, ())), key=_tightness))


def binding_of(limits: Iterable[LimitCheck]) -> LimitCheck | None:
    """Return the limit that binds: the first of those sorted, where its value is known and it is more than a comparison."""
    return next((check for check in limits if check.kind is not LimitKind.NOTE and check.value is not None), None)


def told(check: LimitCheck, knowledge: Knowledge) -> tuple[Message, ...]:
    """Return the limit's own sentence, then what is left to it, or by how much it is passed, with its sources by their titles."""
    left = _left(check)
    if left is None:
        return (check.text,)
    states = ("left", "over") if check.is_upper else ("spare", "short")
    return check.text, message(
        f"binding.{_UNITS[measure_of(check)]}", count=to_decimal(abs(left)), state=Term(f"binding.state.{states[left < 0]}"),
        kind=Term(f"paper.limit.{check.kind.value}"), source=source_titles(check.sources, knowledge),
    )


def source_titles(sources: Iterable[str], knowledge: Knowledge) -> str:
    """Return the titles of sources, such as *Kybella US PI §2*; of one without a title the first address of its citation."""
    return "; ".join(_title(source, knowledge) for source in sources) or "–"


def _title(source: str, knowledge: Knowledge) -> str:
    entry = knowledge.sources.get(source)
    if entry is None:
        return source
    _, found, title = entry.citation.partition(_TITLE)
    return title if found else entry.citation.partition(_NEXT)[0]


def _left(check: LimitCheck) -> Decimal | None:
    if check.value is None:
        return None
    return check.bound - check.value if check.is_upper else check.value - check.bound


def _tightness(check: LimitCheck) -> tuple[bool, bool, Fraction]:
    left = _left(check)
    share = Fraction(0) if left is None else Fraction(left) / Fraction(check.bound or 1)
    return check.kind is LimitKind.NOTE, left is None, share
