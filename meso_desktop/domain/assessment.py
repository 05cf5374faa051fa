"""What `assess` says of a consultation: findings, estimates, totals, what is missing, what bars each line."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from msgspec import Struct

from meso_desktop.domain.clinic_changes import ClinicNote
from meso_desktop.domain.consultation import Step
from meso_desktop.domain.evidence import Confidence
from meso_desktop.domain.exposed import Exposure
from meso_desktop.domain.ids import LineId, TargetId
from meso_desktop.domain.message import Message
from meso_desktop.domain.needle import Needle
from meso_desktop.domain.plan import FindingResponse, ResponseKind
from meso_desktop.domain.products import LimitKind
from meso_desktop.domain.protocols import Span
from meso_desktop.domain.rules import Family, RuleOutcome


class Certainty(StrEnum):
    """What three-valued logic made of a condition that is not false."""

    PRESENT = "present"
    UNKNOWN = "unknown"  # answered *not known*, uncoded, or not measured
    NOT_ASKED = "not_asked"


class Finding(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a rule or a limit says about this patient or a line.

    `key` is ``rule_id/outcome`` or, per line, ``rule_id/outcome/line_id``. `is_hard` marks a hard limit (outcome STOP, no
    override). `takes` is the response the doctor may give, None when there is none. `response` is the one that counts
    now, `lapsed` one given to an earlier state. `is_open` while it still asks something of the doctor. `because` names
    the answers and figures it rests on. `lines` are those concerned; empty with no plan, or for the whole plan.
    """

    key: str
    rule: str
    rule_digest: str
    basis: str
    outcome: RuleOutcome
    families: tuple[Family, ...]
    certainty: Certainty
    text: Message
    because: tuple[Message, ...]
    sources: tuple[str, ...]
    confidence: Confidence
    lines: tuple[LineId, ...] = ()
    is_hard: bool = False
    takes: ResponseKind | None = None
    response: FindingResponse | None = None
    lapsed: FindingResponse | None = None
    is_open: bool = True
    bars: bool = False


class Measures(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Figures of the patient; BMI to 0.1 for show with its band, ideal weight and distance or why there is none."""

    age_years: int | None = None
    bmi: Decimal | None = None
    bmi_band: str | None = None
    ideal_weight_kg: Decimal | None = None
    over_ideal_percent: Decimal | None = None
    no_ideal_weight: Message | None = None


class Dose(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """mg of an ingredient; None is *not known*."""

    ingredient: str
    mg: Decimal | None


class SessionsEstimate(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The protocol's range, the number proposed from it, and the number that holds (the doctor's, or the proposed)."""

    low: int | None = None
    high: int | None = None
    proposed: int | None = None
    chosen: int | None = None


class LineEstimate(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One line's figures for one session over all its sides, and its course.

    `injections` None for techniques not counted by point. `workings` are sentences that show how each number came
    about, in reading order. `dates` are those planned, or those proposed. `is_off_label` marks a labelled product outside its area.
    `vials` are opened, `unused_ml` is what stays in them: a vial is for one patient. `minutes` is how long a session takes, where known.
    `needle` is how it is injected, None in a record sealed before it was kept.
    """

    line: LineId
    target: TargetId
    family: Family | None
    surface_cm2: Decimal | None = None
    points_per_side: int | None = None
    injections: int | None = None
    spacing_cm: Decimal | None = None
    volume_per_point_ml: Decimal | None = None
    volume_ml: Decimal | None = None
    doses: tuple[Dose, ...] = ()
    vials: int | None = None
    sessions: SessionsEstimate = SessionsEstimate()
    interval_days: int | None = None
    dates: tuple[date, ...] = ()
    workings: tuple[Message, ...] = ()
    is_off_label: bool = False
    unused_ml: Decimal | None = None
    minutes: Span | None = None
    needle: Needle | None = None


class ProductTotal(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A product over all preparations of one session that hold it: the vials opened serve one patient, and all areas of the day."""

    product: str
    volume_ml: Decimal | None
    vials: int | None = None
    unused_ml: Decimal | None = None


class PreparationTotal(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A preparation over all lines of one session; `vials` per product."""

    preparation: str
    volume_ml: Decimal | None
    doses: tuple[Dose, ...]
    vials: int | None = None


class SessionTotal(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All lines of one day; `number` counts sessions of the course from 1.

    `injections` are those counted: the points of `uncounted` lines are not known yet. `vials` and `unused_ml` are over all `products`,
    None when one's vial is not known. `minutes` are those known, `untimed` the lines that they leave out.
    """

    number: int
    on: date
    lines: tuple[LineId, ...]
    injections: int
    volume_ml: Decimal | None
    doses: tuple[Dose, ...]
    preparations: tuple[PreparationTotal, ...]
    products: tuple[ProductTotal, ...] = ()
    vials: int | None = None
    unused_ml: Decimal | None = None
    minutes: Span | None = None
    untimed: tuple[LineId, ...] = ()
    uncounted: tuple[LineId, ...] = ()


class CourseTotal(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All sessions of all lines; a figure is None when a line's is not known, or how many sessions it takes.

    `sessions` are the days planned, or those that the line with most of them takes; 0 where nothing is planned, or in a record sealed
    before courses were totalled; how many `undecided` lines take is not known. Vials are counted day by day, so that they are known
    where every day is. `minutes` are those known, `untimed` the lines that they leave out.
    """

    sessions: int = 0
    injections: int | None = None
    volume_ml: Decimal | None = None
    doses: tuple[Dose, ...] = ()
    products: tuple[ProductTotal, ...] = ()
    vials: int | None = None
    unused_ml: Decimal | None = None
    minutes: Span | None = None
    untimed: tuple[LineId, ...] = ()
    undecided: tuple[LineId, ...] = ()


class LimitCheck(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A limit with the value it meets; shown in the panel as a bar. `is_crossed` equals past the bound, never at it.

    `text` names value, limit and what it counts over; `session` the session it was met in, if any. Of one limit over
    several sessions only the worst is kept.
    """

    limit: str
    kind: LimitKind
    text: Message
    value: Decimal | None
    bound: Decimal
    is_upper: bool
    is_crossed: bool
    sources: tuple[str, ...]
    confidence: Confidence
    lines: tuple[LineId, ...] = ()
    session: int | None = None
    is_interval: bool = False


class AnaestheticEstimate(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """mg given (with what preparations of the fullest session contain) against the cap that binds."""

    agent: str
    mg: Decimal | None
    cap_mg: Decimal | None
    contained_mg: Decimal = Decimal(0)
    workings: tuple[Message, ...] = ()
    sources: tuple[str, ...] = ()


class Missing(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something still to do, where, and whether signing waits for it."""

    step: Step
    text: Message
    bars_signing: bool
    line: LineId | None = None
    field: str = ""


class Barrier(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why a line cannot be signed as *treat*: a finding by key, or something missing."""

    line: LineId
    text: Message
    finding: str | None = None


class Assessment(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole assessment; `findings` strictest first. `may_sign` is the gate that signing asks, nothing else.

    `clinic_notes` are what the clinic changed in the packs and bears on this consultation; `wait_until` is the first day that
    the deferrals present allow, where their rules know one. `exposures` are each product's in mL, then each ingredient's in mg.
    """

    measures: Measures
    findings: tuple[Finding, ...]
    lines: tuple[LineEstimate, ...]
    sessions: tuple[SessionTotal, ...]
    limits: tuple[LimitCheck, ...]
    anaesthetic: AnaestheticEstimate | None
    missing: tuple[Missing, ...]
    barriers: tuple[Barrier, ...]
    course_doses: tuple[Dose, ...]
    unasked: int
    eligible_on: date | None
    may_sign: bool
    clinic_notes: tuple[ClinicNote, ...] = ()
    wait_until: date | None = None
    course: CourseTotal = CourseTotal()
    exposures: tuple[Exposure, ...] = ()
