"""Invented papers: a typical plan, one with many areas, a short form, and their parts."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from math import cos, sin
from typing import Final

from msgspec.structs import replace

from meso_desktop.documents.paper import PaperAddendum, PlanPaper, Signature
from meso_desktop.domain.areas import Aim, Point, Side, TargetArea
from meso_desktop.domain.assessment import (
    AnaestheticEstimate,
    Assessment,
    Certainty,
    Dose,
    Finding,
    LimitCheck,
    LineEstimate,
    Measures,
    PreparationTotal,
    SessionsEstimate,
    SessionTotal,
)
from meso_desktop.domain.body import Body
from meso_desktop.domain.consent import Consent, ConsentKind
from meso_desktop.domain.consultation import Consultation, Outcome, OutcomeKind
from meso_desktop.domain.evidence import Confidence
from meso_desktop.domain.history import EarlierTreatment, History, TreatedOn
from meso_desktop.domain.ids import ClinicId, ConsultationId, LineId, PatientId, PractitionerId, TargetId
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.message import Term, message
from meso_desktop.domain.people import ClinicCard, Jurisdiction, Language, PatientCard, PractitionerCard, Sex
from meso_desktop.domain.plan import Anaesthetic, AnaestheticChoice, FindingResponse, Plan, PlanLine, ResponseKind
from meso_desktop.domain.products import LimitKind
from meso_desktop.domain.rules import Family, RuleOutcome
from meso_desktop.knowledge.body_loader import load_body
from meso_desktop.resources import resource_path
from tests.documents.sample_words import sample_advice, sample_wording
from tests.domain.builders import an_id, examination
from tests.domain.small_knowledge import small_knowledge

_ACID: Final = Term("ingredient.deoxycholic_acid")
_FIRST: Final = date(2026, 12, 7)
_NEXT: Final = date(2027, 1, 7)
_EARLIEST: Final = date(2027, 1, 4)
SIGNED_AT: Final = datetime(2026, 11, 22, 14, 3, tzinfo=UTC)
HEAD: Final = "3f9a12bc77d0e1f25a6b9c8d4e3f2a1b0c9d8e7f6a5b4c3d2e1f0a9b8c7d6e5f"
DOCTOR: Final = PractitionerCard(
    practitioner_id=PractitionerId(an_id(902)), name="Hélène Marchand", title="Dr", registration_number="75-20431"
)
CLINIC: Final = ClinicCard(
    clinic_id=ClinicId(an_id(901)),
    name="Harbour Street Clinic",
    letterhead="Aesthetic medicine\nDr Hélène Marchand, Dr Paul Osei",
    address="14 Harbour Street\nPortland, ME 04101",
    telephone="+1 207 555 0148",
    urgent_telephone="+1 207 555 0199",
    jurisdiction=Jurisdiction.US,
)
PATIENT: Final = PatientCard(
    patient_id=PatientId(an_id(900)),
    family_name="Nguyễn-Delacroix",
    given_name="Thị Ánh",
    birth_on=date(1986, 5, 17),
    sex=Sex.FEMALE,
    file_number="20431",
)


@lru_cache(maxsize=1)
def body() -> Body:
    """Return the drawn body."""
    return load_body(resource_path("body"))


@lru_cache(maxsize=1)
def knowledge() -> Knowledge:
    """Return the small pack with advice for each family."""
    return replace(small_knowledge(), advice=sample_advice())


def strokes() -> tuple[tuple[Point, ...], ...]:
    """Return a drawn signature."""
    first = tuple(Point(120 + 6 * i, round(180 - 90 * sin(i / 5) * cos(i / 23))) for i in range(90))
    return (first, (Point(420, 250), Point(560, 235), Point(700, 240)))


def target(number: int, area: str, side: Side, aim: Aim = Aim.FAT) -> TargetArea:
    """Return target area `number`."""
    return TargetArea(target_id=TargetId(an_id(number)), area=area, side=side, aim=aim)


def planned(number: int, *, protocol: str, preparation: str, sessions: int | None = None) -> PlanLine:
    """Return plan line `number`, on the target area of the same number."""
    return PlanLine(
        line_id=LineId(an_id(100 + number)),
        target_id=TargetId(an_id(number)),
        protocol=protocol,
        preparation=preparation,
        sessions=sessions,
    )


def document(targets: Sequence[TargetArea], lines: Sequence[PlanLine], outcome: Outcome | None) -> Consultation:
    """Return a consultation with these areas and lines."""
    return Consultation(
        consultation_id=ConsultationId(an_id(1000)),
        visit_on=date(2026, 11, 22),
        begun_at=SIGNED_AT,
        clinic=CLINIC,
        practitioner=DOCTOR,
        patient=PATIENT,
        examination=examination(),
        target_areas=tuple(targets),
        plan=Plan(lines=tuple(lines)),
        outcome=outcome,
        note="INTERNAL NOTE",
    )


def typical() -> PlanPaper:
    """Return a signed plan of two areas of one family each, with an override, an anaesthetic and a drawn consent."""
    days = tuple(date(2026, 12, 7) + timedelta(days=28 * n) for n in range(4))
    lines = (
        planned(1, protocol="submental_label", preparation="dca_10"),
        planned(2, protocol="meso_point", preparation="meso_mix", sessions=4),
    )
    made = document(
        (target(1, "submental", Side.MIDLINE), target(2, "outer_thigh", Side.BOTH, Aim.CELLULITE)), lines, Outcome(kind=OutcomeKind.TREAT)
    )
    made = replace(
        made,
        plan=replace(
            made.plan,
            anaesthetic=Anaesthetic(
                choice=AnaestheticChoice.INFILTRATED, agent="lidocaine_plain", strength_mg_per_ml=Decimal(10), volume_ml=Decimal(4)
            ),
        ),
        consent=Consent(
            kind=ConsentKind.SIGNED_HERE,
            text_version="2026.1",
            text_digest="9b74c9897bac770ffc029102a200c5de",
            language=Language.ENGLISH,
            given_at=SIGNED_AT,
            strokes=strokes(),
        ),
        history=History(
            earlier_treatments=(
                EarlierTreatment(
                    product="dca_10",
                    area="submental",
                    treated_on=TreatedOn(year=2025, month=3),
                    volume_ml=Decimal("2.4"),
                    session_number=1,
                    reaction="Swelling for five days",
                ),
            )
        ),
    )
    figures = (
        LineEstimate(
            line=lines[0].line_id,
            target=TargetId(an_id(1)),
            family=Family.DCA,
            points_per_side=12,
            injections=12,
            spacing_cm=Decimal(1),
            volume_per_point_ml=Decimal("0.2"),
            volume_ml=Decimal("2.4"),
            doses=(Dose(ingredient="deoxycholic_acid", mg=Decimal(24)),),
            vials=2,
            sessions=SessionsEstimate(low=2, high=4, proposed=3, chosen=3),
            interval_days=28,
            dates=days[:3],
            workings=(
                message("working.points", nx=4, ny=3, spacing=Decimal(1), points=12),
                message("working.volume", points=12, volume=Decimal("0.2"), total=Decimal("2.4")),
                message(
                    "working.dose",
                    total=Decimal("2.4"),
                    strength=Decimal(10),
                    mg=Decimal(24),
                    ingredient=Term("ingredient.deoxycholic_acid"),
                ),
                message("working.sessions", count=3, low=2, high=4),
            ),
        ),
        LineEstimate(
            line=lines[1].line_id,
            target=TargetId(an_id(2)),
            family=Family.MESO,
            points_per_side=20,
            injections=40,
            spacing_cm=Decimal(2),
            volume_per_point_ml=Decimal("0.2"),
            volume_ml=Decimal(8),
            doses=(Dose(ingredient="ascorbic_acid", mg=None), Dose(ingredient="lidocaine", mg=Decimal(40))),
            sessions=SessionsEstimate(low=4, high=10, proposed=7, chosen=4),
            interval_days=28,
            dates=days,
            workings=(
                message("working.points", nx=5, ny=4, spacing=Decimal(2), points=20),
                message("working.volume", points=40, volume=Decimal("0.2"), total=Decimal(8)),
            ),
        ),
    )
    return PlanPaper(
        document=made,
        assessment=_assessment(figures, _totals(lines, figures, days), _findings(lines)),
        knowledge=knowledge(),
        wording=sample_wording(),
        body=body(),
        signature=Signature(by=DOCTOR, at=SIGNED_AT, head=HEAD, holds=True),
        addenda=(
            PaperAddendum(
                text="The patient called: the second session is moved by a week.",
                reason="Call of the patient",
                by=DOCTOR,
                at=SIGNED_AT,
                holds=True,
            ),
        ),
    )


_MANY: Final = (
    "flank",
    "outer_thigh",
    "inner_thigh",
    "lower_abdomen",
    "upper_abdomen",
    "periumbilical",
    "upper_arm",
    "buttock",
    "knee_inner",
    "posterior_thigh",
    "lower_back",
    "nape",
    "jowl",
)


def many(count: int = 40) -> PlanPaper:
    """Return a draft with `count` areas, on a sample clinic whose name has 60 characters."""
    targets = tuple(
        target(
            n,
            _MANY[n % len(_MANY)],
            Side.MIDLINE
            if _MANY[n % len(_MANY)] in {"lower_abdomen", "upper_abdomen", "periumbilical", "lower_back", "nape"}
            else (Side.LEFT, Side.RIGHT, Side.BOTH)[n % 3],
        )
        for n in range(1, count + 1)
    )
    lines = tuple(planned(n, protocol="device_body", preparation="device_dc") for n in range(1, count + 1))
    days = tuple(date(2026, 12, 7) + timedelta(days=21 * n) for n in range(8))
    figures = tuple(
        LineEstimate(
            line=line.line_id,
            target=line.target_id,
            family=Family.DEVICE,
            points_per_side=10 + n % 7,
            injections=2 * (10 + n % 7),
            spacing_cm=Decimal("1.5"),
            volume_per_point_ml=Decimal("0.3"),
            volume_ml=Decimal("0.6") * (10 + n % 7),
            doses=(Dose(ingredient="deoxycholic_acid", mg=None),),
            sessions=SessionsEstimate(low=2, high=8, proposed=8, chosen=8),
            interval_days=21,
            dates=days,
            workings=(message("working.points", nx=5, ny=4, spacing=Decimal("1.5"), points=10 + n % 7),),
        )
        for n, line in enumerate(lines)
    )
    made = document(targets, lines, Outcome(kind=OutcomeKind.TREAT))
    clinic = replace(CLINIC, name="Centre international de médecine esthétique des Trois-Rives", is_sample=True)
    patient = replace(PATIENT, family_name="Wolfeschlegelsteinhausenbergerdorff-Castellanos y Montemayor de la Vega")
    made = replace(made, clinic=clinic, patient=patient)
    return PlanPaper(
        document=made,
        assessment=_assessment(figures, _totals(lines, figures, days), ()),
        knowledge=knowledge(),
        wording=sample_wording(),
        body=body(),
    )


def deferred() -> PlanPaper:
    """Return a signed visit that ended without a plan."""
    outcome = Outcome(kind=OutcomeKind.DEFER, reason="The cold must be over, with two days without fever.", eligible_on=date(2026, 12, 14))
    finding = Finding(
        key="fever/defer",
        rule="fever",
        rule_digest="d",
        basis="b",
        outcome=RuleOutcome.DEFER,
        families=tuple(Family),
        certainty=Certainty.PRESENT,
        text=message("rule.fever.doctor"),
        because=(message("because.fever"),),
        sources=("S42",),
        confidence=Confidence.C,
    )
    return PlanPaper(
        document=document((), (), outcome),
        assessment=_assessment((), (), (finding,)),
        knowledge=knowledge(),
        wording=sample_wording(),
        body=body(),
        signature=Signature(by=DOCTOR, at=SIGNED_AT, head=HEAD, holds=True),
    )


def _findings(lines: Sequence[PlanLine]) -> tuple[Finding, ...]:
    told = FindingResponse(finding="needles/inform", basis="b", kind=ResponseKind.TOLD, by=DOCTOR.practitioner_id, at=SIGNED_AT)
    override = FindingResponse(
        finding="diabetes/stop",
        basis="b",
        kind=ResponseKind.OVERRIDE,
        by=DOCTOR.practitioner_id,
        at=SIGNED_AT,
        text="HbA1c 6.1 % for two years, diet alone; letter of Dr Stone, endocrinologist.",
    )
    return (
        Finding(
            key="diabetes/stop",
            rule="diabetes",
            rule_digest="d",
            basis="b",
            outcome=RuleOutcome.STOP,
            families=(Family.DCA,),
            certainty=Certainty.PRESENT,
            text=message("rule.diabetes.doctor"),
            because=(message("because.diabetes"),),
            sources=("S42",),
            confidence=Confidence.C,
            lines=(lines[0].line_id,),
            response=override,
            is_open=False,
        ),
        Finding(
            key="needles/inform",
            rule="needles",
            rule_digest="d",
            basis="b",
            outcome=RuleOutcome.INFORM,
            families=tuple(Family),
            certainty=Certainty.PRESENT,
            text=message("rule.needles.doctor"),
            because=(message("because.needles"),),
            sources=("S42",),
            confidence=Confidence.U,
            response=told,
            is_open=False,
        ),
    )


def _totals(lines: Sequence[PlanLine], figures: Sequence[LineEstimate], days: Sequence[date]) -> tuple[SessionTotal, ...]:
    sessions = []
    for number, day in enumerate(days, start=1):
        here = [(line, figure) for line, figure in zip(lines, figures, strict=True) if day in figure.dates]
        preparations: dict[str, PreparationTotal] = {}
        for line, figure in here:
            before = preparations.get(line.preparation)
            volume = (figure.volume_ml or Decimal(0)) + ((before.volume_ml or Decimal(0)) if before else Decimal(0))
            preparations[line.preparation] = PreparationTotal(
                preparation=line.preparation, volume_ml=volume, doses=figure.doses, vials=figure.vials
            )
        doses = {dose.ingredient: dose for _, figure in here for dose in figure.doses}
        sessions.append(
            SessionTotal(
                number=number,
                on=day,
                lines=tuple(line.line_id for line, _ in here),
                injections=sum(figure.injections or 0 for _, figure in here),
                volume_ml=sum((figure.volume_ml or Decimal(0) for _, figure in here), Decimal(0)),
                doses=tuple(doses.values()),
                preparations=tuple(preparations.values()),
            )
        )
    return tuple(sessions)


def _assessment(figures: Sequence[LineEstimate], sessions: Sequence[SessionTotal], findings: Sequence[Finding]) -> Assessment:
    checks = (
        _check("points.session", 12, 50, LimitKind.HARD, Confidence.L, session=1, end=Term("limit.at_most")),
        _check("volume_ml.session", Decimal("2.4"), 10, LimitKind.HARD, Confidence.L, session=1, end=Term("limit.at_most")),
        _check("interval_days", 31, 28, LimitKind.HARD, Confidence.L, first=_FIRST, following=_NEXT, earliest=_EARLIEST),
        _check("mg.session", 24, 100, LimitKind.NOTE, Confidence.L, session=1, end=Term("limit.at_most"), ingredient=_ACID),
        _check("flank", Decimal("2.4"), 2, LimitKind.SOFT, Confidence.O),
    )
    return Assessment(
        measures=Measures(
            age_years=40, bmi=Decimal("22.5"), bmi_band="normal", ideal_weight_kg=Decimal("61.7"), over_ideal_percent=Decimal("5.3")
        ),
        findings=tuple(findings),
        lines=tuple(figures),
        sessions=tuple(sessions),
        limits=checks if figures else (),
        anaesthetic=AnaestheticEstimate(
            agent="lidocaine_plain",
            mg=Decimal(80),
            cap_mg=Decimal("292.5"),
            contained_mg=Decimal(40),
            workings=(message("anaesthetic.working"),),
            sources=("S42",),
        ),
        missing=(),
        barriers=(),
        course_doses=(Dose(ingredient="deoxycholic_acid", mg=Decimal(72)),) if figures else (),
        unasked=0,
        eligible_on=None,
        may_sign=True,
    )


def _check(
    name: str, value: Decimal | int, bound: int, kind: LimitKind, confidence: Confidence, **values: str | int | Decimal | date | Term
) -> LimitCheck:
    value = Decimal(value)
    return LimitCheck(
        limit=name,
        kind=kind,
        text=message(f"limit.{name}", owner=Term("product.dca_10"), value=value, bound=bound, **values),
        value=value,
        bound=Decimal(bound),
        is_upper=True,
        is_crossed=name == "flank",
        sources=("S01",),
        confidence=confidence,
    )
