"""What holds while a field of a plan line is empty, as the field shows it, and how far the doctor's own figure is from it."""

from decimal import Decimal

from meso_desktop.domain.errors import UserError
from meso_desktop.domain.message import Term
from meso_desktop.domain.needle import HowInjected
from meso_desktop.domain.protocols import Span
from meso_desktop.domain.working.proposed import ProposedFigures, difference
from meso_desktop.knowledge.wording import Wording
from meso_desktop.ui.consultation.plan.figure_words import signed, span
from meso_desktop.ui.consultation.plan.figures import read_field

Value = Decimal | int | str | None
_NOTHING = ("", None)
_NEEDLE = ("needle_gauge", "needle_length_mm", "depth_mm", "technique")


def placeholder(name: str, proposed: ProposedFigures, wording: Wording) -> str:
    """Return what stands in the empty field of this name; nothing where the doctor has to give it, or need not."""
    if name in _NEEDLE:
        return _needle(name, proposed.needle, wording)
    held: Decimal | int | Span | None = None if name == "volume_ml" else getattr(proposed, name)
    if held is None:
        return ""
    return span(held, wording.number) if isinstance(held, Span) else wording.number(f"{Decimal(held):f}")


def apart(name: str, proposed: ProposedFigures, value: Value, wording: Wording) -> str:
    """Return the difference of the doctor's figure from the proposed one, with its sign; of a range or of words there is none."""
    held = None if name in (*_NEEDLE, "volume_ml") else getattr(proposed, name)
    if isinstance(held, Span):
        held = held.low if held.low == held.high else None
    return "" if isinstance(value, str) else signed(difference(held, value), wording.number)


def is_same(text: str, name: str, value: Value) -> bool:
    """Tell whether the text typed reads as the value held, so that it may stay as typed."""
    try:
        return bool(text.strip()) and read_field(name, text) == value
    except UserError:
        return False


def as_typed(value: Value, wording: Wording) -> str:
    """Return a value as a field shows it."""
    if value is None or isinstance(value, str):
        return value or ""
    return wording.number(f"{Decimal(value):f}")


def is_own(name: str, proposed: ProposedFigures, value: Value, wording: Wording) -> bool:
    """Tell whether the doctor gave a value that is not the proposed one."""
    if value in _NOTHING:
        return False
    return bool(apart(name, proposed, value, wording)) or (
        as_typed(value, wording) != placeholder(name, proposed, wording) and not _is_number(name, proposed)
    )


def _is_number(name: str, proposed: ProposedFigures) -> bool:
    return name not in _NEEDLE and isinstance(getattr(proposed, name), Decimal | int)


def _needle(name: str, proposed: HowInjected, wording: Wording) -> str:
    match name:
        case "needle_gauge":
            return proposed.gauge
        case "needle_length_mm":
            return wording.number(proposed.length_mm)
        case "depth_mm":
            return "" if proposed.depth_mm is None else span(proposed.depth_mm, wording.number)
        case _:
            return wording.term(proposed.technique.key) if isinstance(proposed.technique, Term) else proposed.technique

