"""How a line is injected: needle, depth and technique, the doctor's own or else the protocol's."""

import re
from decimal import Decimal
from enum import StrEnum
from typing import Final

from msgspec import Struct

from meso_desktop.domain.exact import to_decimal
from meso_desktop.domain.message import Message, Term, message
from meso_desktop.domain.plan import PlanLine
from meso_desktop.domain.protocols import Protocol, Span

_LENGTH: Final = re.compile(r"\d+(?:\.\d+)?")


class NeedleField(StrEnum):
    """What may be said of how a line is injected; the names are those of the line's fields."""

    GAUGE = "needle_gauge"
    LENGTH = "needle_length_mm"
    DEPTH = "depth_mm"
    TECHNIQUE = "technique"


class HowInjected(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Needle, depth and technique; empty or None is not given. `length_mm` is one length or several, such as ``4 / 6``.

    `technique` is a term for the protocol's, the doctor's words for the doctor's own.
    """

    gauge: str = ""
    length_mm: str = ""
    depth_mm: Span | None = None
    technique: Term | str = ""

    @property
    def lengths_mm(self) -> tuple[Decimal, ...]:
        """Each length, as a number."""
        return tuple(Decimal(length) for length in _LENGTH.findall(self.length_mm))


class Needle(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a line is injected, what the protocol has, and which fields are the doctor's own."""

    effective: HowInjected
    proposed: HowInjected
    own: tuple[NeedleField, ...] = ()


class NeedlePart(Struct, frozen=True, kw_only=True):
    """One thing said of how a line is injected; `protocol` is what the protocol has where it is the doctor's own."""

    words: Message | str
    is_own: bool = False
    protocol: Message | str | None = None


def needle_of(line: PlanLine, protocol: Protocol | None) -> Needle:
    """Return how the line is injected, beside what its protocol has."""
    proposed = _by_protocol(protocol)
    depth = None if line.depth_mm is None else Span(low=line.depth_mm, high=line.depth_mm)
    effective = HowInjected(
        gauge=line.needle_gauge or proposed.gauge,
        length_mm=proposed.length_mm if line.needle_length_mm is None else _plain(line.needle_length_mm),
        depth_mm=depth or proposed.depth_mm,
        technique=line.technique or proposed.technique,
    )
    given = {
        NeedleField.GAUGE: bool(line.needle_gauge), NeedleField.LENGTH: line.needle_length_mm is not None,
        NeedleField.DEPTH: depth is not None, NeedleField.TECHNIQUE: bool(line.technique),
    }
    return Needle(effective=effective, proposed=proposed, own=tuple(field for field, is_given in given.items() if is_given))


def parts_of(needle: Needle) -> tuple[NeedlePart, ...]:
    """Return what there is to say, in order: gauge, length, depth, technique."""
    found = []
    for field in NeedleField:
        words = _words(field, needle.effective)
        if words is not None:
            is_own = field in needle.own
            found.append(NeedlePart(words=words, is_own=is_own, protocol=_words(field, needle.proposed) if is_own else None))
    return tuple(found)


def _words(field: NeedleField, how: HowInjected) -> Message | str | None:
    match field:
        case NeedleField.GAUGE:
            return how.gauge or None
        case NeedleField.LENGTH:
            lengths = how.lengths_mm
            return message("needle.length", length=lengths[0] if len(lengths) == 1 else how.length_mm) if lengths else None
        case NeedleField.DEPTH:
            return None if how.depth_mm is None else _depth(how.depth_mm)
        case NeedleField.TECHNIQUE:
            return Message(id=how.technique.key) if isinstance(how.technique, Term) else how.technique or None


def _depth(depth: Span) -> Message:
    if depth.low == depth.high:
        return message("needle.depth", depth=to_decimal(depth.low))
    return message("needle.depth.span", low=to_decimal(depth.low), high=to_decimal(depth.high))


def _by_protocol(protocol: Protocol | None) -> HowInjected:
    if protocol is None:
        return HowInjected()
    return HowInjected(
        gauge=protocol.needle.gauge, length_mm=" / ".join(_LENGTH.findall(protocol.needle.length_mm)), depth_mm=protocol.depth_mm,
        technique=Term(f"technique.{protocol.technique}.short"),
    )


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
