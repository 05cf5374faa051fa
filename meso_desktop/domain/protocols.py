"""The areas of the body and the protocols used on them."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from msgspec import Struct

from meso_desktop.domain.areas import Aim
from meso_desktop.domain.evidence import Confidence
from meso_desktop.domain.products import Limit
from meso_desktop.domain.rules import Family


class CountedBy(StrEnum):
    """How a technique is counted."""

    POINT = "point"
    VOLUME = "volume"


class Span(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A sourced range, both ends included."""

    low: Decimal
    high: Decimal


class Needle(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The needle as sources give it; gauge such as ``30G``."""

    gauge: str = ""
    length_mm: str = ""


class Protocol(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The way to use preparations of one family on some areas.

    A figure of None is required of the doctor; its sourced range stands in the span beside it. The proposed number
    of sessions comes from `sessions` and the deposit. Its limits add to those of the products.
    """

    id: str
    family: Family
    preparations: tuple[str, ...]
    areas: tuple[str, ...]
    aims: tuple[Aim, ...]
    technique: str
    sources: tuple[str, ...]
    confidence: Confidence
    reviewed_on: date
    counted_by: CountedBy = CountedBy.POINT
    spacing_cm: Decimal | None = None
    spacing_span_cm: Span | None = None
    volume_per_point_ml: Decimal | None = None
    volume_per_point_span_ml: Span | None = None
    volume_span_ml: Span | None = None
    sessions: Span | None = None
    interval_days: int | None = None
    interval_span_days: Span | None = None
    depth_mm: Span | None = None
    needle: Needle = Needle()
    minutes: Span | None = None
    limits: tuple[Limit, ...] = ()


class BodyArea(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A named place on the body; `has_sides` where the body has two; `plausible_cm` bounds length and width.

    `exclusion` names the zone that is kept free, `exclusion_margin_cm` how wide it is.
    """

    id: str
    has_sides: bool
    aims: tuple[Aim, ...]
    sources: tuple[str, ...]
    confidence: Confidence
    reviewed_on: date
    plausible_cm: Decimal
    exclusion: str | None = None
    exclusion_margin_cm: Span | None = None


class SiteNotOffered(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A place that is no target area, whatever the product; its words say which and why."""

    id: str
    sources: tuple[str, ...]
    confidence: Confidence
    reviewed_on: date


class Band(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A band of a scale's total, from `at_least` up to the next band."""

    id: str
    at_least: int


class Scale(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A clinical scale: its `grades`, judged once or for each of `items`, whose sum then falls into `bands`.

    `areas` and `aims` say where it is offered (empty: everywhere); `is_of_patient` that the patient judges.
    """

    id: str
    grades: tuple[int, ...]
    sources: tuple[str, ...]
    confidence: Confidence
    reviewed_on: date
    areas: tuple[str, ...] = ()
    aims: tuple[Aim, ...] = ()
    items: tuple[str, ...] = ()
    bands: tuple[Band, ...] = ()
    is_of_patient: bool = False
