"""The plan: one line an area, with what is injected, how, how often and when."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from msgspec import Struct

from meso_desktop.domain.areas import Point
from meso_desktop.domain.ids import LineId, PractitionerId, TargetId
from meso_desktop.domain.rules import Family


class Placement(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How the doctor laid the grid: turned, shifted in 0.1 mm, single points taken out and put in."""

    turn_degrees: int = 0
    shift: Point = Point(0, 0)
    removed: tuple[Point, ...] = ()
    added: tuple[Point, ...] = ()


class PlanLine(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One area, one protocol, one preparation.

    None in a number means that the protocol's own figure holds, or, where the protocol has none, that it is still
    missing. `volume_ml` is the volume of one session over all sides, for techniques that are not counted by point;
    `points` is the grid drawn on one side, laid as `placement` says. `dates` empty means the proposed dates. Needle, depth and
    technique empty or None are the protocol's own; `minutes` is how long the doctor reckons for a session.
    """

    line_id: LineId
    target_id: TargetId
    protocol: str
    preparation: str
    spacing_cm: Decimal | None = None
    volume_per_point_ml: Decimal | None = None
    volume_ml: Decimal | None = None
    sessions: int | None = None
    interval_days: int | None = None
    dates: tuple[date, ...] = ()
    points: tuple[Point, ...] = ()
    placement: Placement = Placement()
    note: str = ""
    needle_gauge: str = ""
    needle_length_mm: Decimal | None = None
    depth_mm: Decimal | None = None
    technique: str = ""
    minutes: int | None = None


class OwnStrength(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The strength of an ingredient as the doctor's own vial says it, in place of the pack's."""

    ingredient: str
    mg_per_ml: Decimal


class OwnPart(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A product's share of the clinic's own preparation, in mL."""

    product: str
    volume_ml: Decimal
    strengths: tuple[OwnStrength, ...] = ()


class OwnPreparation(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A preparation that the clinic composed of products of one family; it stands in the document that plans it, whole."""

    id: str
    name: str
    family: Family
    parts: tuple[OwnPart, ...]


class AnaestheticChoice(StrEnum):
    """How the sting is met; only `INFILTRATED` has a dose."""

    DECLINED = "declined"
    ICE = "ice"
    TOPICAL = "topical"
    INFILTRATED = "infiltrated"

    @property
    def has_agent(self) -> bool:
        """Tell whether a substance meets the sting, which a patient can be allergic to."""
        return self in {AnaestheticChoice.TOPICAL, AnaestheticChoice.INFILTRATED}


class Anaesthetic(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The local anaesthetic of one session; `agent` is an id of the pack and says with or without adrenaline.

    `reduction_percent` is what the doctor takes off the cap for an old, cardiac or hepatic patient.
    """

    choice: AnaestheticChoice
    agent: str | None = None
    strength_mg_per_ml: Decimal | None = None
    volume_ml: Decimal | None = None
    reduction_percent: Decimal | None = None


class ResponseKind(StrEnum):
    """What the doctor did about a finding."""

    OVERRIDE = "override"
    REASON = "reason"
    LETTER = "letter"
    TOLD = "told"


class FindingResponse(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A doctor's answer to one finding.

    It counts only while `basis` is the finding's own: the digest of the rule's meaning, the preparation and the
    facts it rests on. `text` is the reason, or who wrote the letter; `letter_on` its date.
    """

    finding: str
    basis: str
    kind: ResponseKind
    by: PractitionerId
    at: datetime
    text: str = ""
    letter_on: date | None = None


class Plan(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is agreed; `first_session_on` None means the proposed first day; `preparations` are the clinic's own that lines use."""

    lines: tuple[PlanLine, ...] = ()
    first_session_on: date | None = None
    anaesthetic: Anaesthetic | None = None
    preparations: tuple[OwnPreparation, ...] = ()
