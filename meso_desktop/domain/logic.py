"""Three-valued logic: what cannot be ruled out is never false, and every verdict carries what it rests on."""

from collections.abc import Iterable
from enum import Enum
from itertools import chain

from msgspec import Struct

from meso_desktop.domain.assessment import Certainty
from meso_desktop.domain.message import Message


class Truth(Enum):
    """What a condition comes to; `UNKNOWN` and `NOT_ASKED` cannot be ruled out."""

    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "unknown"
    NOT_ASKED = "not_asked"


class Verdict(Struct, frozen=True, gc=False):
    """A truth, the sentences that give its grounds, and the facts looked at, written out for the digest."""

    truth: Truth
    because: tuple[Message, ...] = ()
    facts: tuple[str, ...] = ()


def all_of(verdicts: Iterable[Verdict]) -> Verdict:
    """Join by *and*: false wins, then not asked, then unknown; of nothing it is true."""
    parts = tuple(verdicts)
    truths = {part.truth for part in parts}
    order = (Truth.FALSE, Truth.NOT_ASKED, Truth.UNKNOWN)
    truth = next((t for t in order if t in truths), Truth.TRUE)
    told = (p for p in parts if (p.truth is Truth.FALSE) is (truth is Truth.FALSE))
    return _joined(truth, told, parts)


def any_of(verdicts: Iterable[Verdict]) -> Verdict:
    """Join by *or*: true wins, then not asked, then unknown; of nothing it is false."""
    parts = tuple(verdicts)
    truths = {part.truth for part in parts}
    order = (Truth.TRUE, Truth.NOT_ASKED, Truth.UNKNOWN)
    truth = next((t for t in order if t in truths), Truth.FALSE)
    is_open = truth in {Truth.NOT_ASKED, Truth.UNKNOWN}
    told = (p for p in parts if (p.truth is not Truth.FALSE if is_open else p.truth is truth))
    return _joined(truth, told, parts)


def negated(verdict: Verdict) -> Verdict:
    """Turn true and false about; what is not known stays so."""
    turned = {Truth.TRUE: Truth.FALSE, Truth.FALSE: Truth.TRUE}
    return Verdict(turned.get(verdict.truth, verdict.truth), verdict.because, verdict.facts)


def certainty(truth: Truth) -> Certainty | None:
    """Return how sure a finding with this truth is; None where there is no finding."""
    match truth:
        case Truth.TRUE:
            return Certainty.PRESENT
        case Truth.UNKNOWN:
            return Certainty.UNKNOWN
        case Truth.NOT_ASKED:
            return Certainty.NOT_ASKED
        case Truth.FALSE:
            return None


def _joined(truth: Truth, told: Iterable[Verdict], parts: tuple[Verdict, ...]) -> Verdict:
    because = tuple(dict.fromkeys(chain.from_iterable(p.because for p in told)))
    return Verdict(truth, because, tuple(chain.from_iterable(p.facts for p in parts)))
