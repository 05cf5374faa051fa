"""What is said to the patient: advice and consent."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from msgspec import Struct

from meso_desktop.domain.evidence import Confidence
from meso_desktop.domain.rules import Family


class AdviceKind(StrEnum):
    """When a sentence of advice applies."""

    PREPARATION = "preparation"
    AFTERCARE = "aftercare"
    EXPECT = "expect"
    SIDE_EFFECT = "side_effect"
    RED_FLAG = "red_flag"


class Urgency(StrEnum):
    """How soon a red flag needs a call."""

    EMERGENCY = "emergency"
    SAME_DAY = "same_day"
    LATER = "later"
    ROUTINE = "routine"


class AdviceEntry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A sentence for the patient, for some families (empty: all), products and areas.

    Entries of one `choice` contradict each other: none is given unless the doctor chose it. `frequency_percent` is of trials.
    """

    id: str
    kind: AdviceKind
    sources: tuple[str, ...]
    confidence: Confidence
    reviewed_on: date
    families: tuple[Family, ...] = ()
    products: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    choice: str | None = None
    urgency: Urgency | None = None
    frequency_percent: Decimal | None = None


class ConsentText(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A paragraph of the consent for some families (empty: all), in order."""

    id: str
    sources: tuple[str, ...]
    confidence: Confidence
    reviewed_on: date
    families: tuple[Family, ...] = ()
