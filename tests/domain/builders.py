"""Short ways to write down a consultation in a test."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Final
from uuid import UUID

from meso_desktop.domain.areas import Aim, Deposit, Extent, Outline, Side, TargetArea
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.examination import Examination
from meso_desktop.domain.history import EarlierTreatment, History
from meso_desktop.domain.ids import ClinicId, ConsultationId, LineId, PatientId, PractitionerId, TargetId
from meso_desktop.domain.people import ClinicCard, Jurisdiction, PatientCard, PractitionerCard, Sex
from meso_desktop.domain.plan import Anaesthetic, Plan, PlanLine
from meso_desktop.domain.quantity import BODY_HEIGHT_CM, EXTENT_CM, Unit, length, mass

VISIT_ON: Final = date(2026, 3, 2)  # a Monday


def an_id(number: int) -> UUID:
    """Return the id that stands for `number`."""
    return UUID(int=number)


def patient(*, birth_on: date = date(1986, 5, 17), sex: Sex = Sex.FEMALE) -> PatientCard:
    """Return an invented patient."""
    return PatientCard(patient_id=PatientId(an_id(900)), family_name="Sample", given_name="Ada", birth_on=birth_on, sex=sex)


def clinic(*, jurisdiction: Jurisdiction = Jurisdiction.GB, working_days: tuple[int, ...] = (1, 2, 3, 4, 5)) -> ClinicCard:
    """Return an invented clinic; GB has neither a calendar month nor a prohibition in the small pack."""
    return ClinicCard(clinic_id=ClinicId(an_id(901)), name="Sample clinic", jurisdiction=jurisdiction, working_days=working_days)


def examination(*, height_cm: str | None = "170", weight_kg: str | None = "65", height_in: str | None = None) -> Examination:
    """Return what was measured; None is not measured."""
    height = None if height_cm is None else length(height_cm, Unit.CM, bounds=BODY_HEIGHT_CM)
    if height_in is not None:
        height = length(height_in, Unit.IN, bounds=BODY_HEIGHT_CM)
    return Examination(height=height, weight=None if weight_kg is None else mass(weight_kg, Unit.KG))


def extent(length_cm: str, width_cm: str, outline: Outline = Outline.RECTANGLE) -> Extent:
    """Return a measured extent."""
    return Extent(
        outline=outline,
        length=length(length_cm, Unit.CM, bounds=EXTENT_CM),
        width=length(width_cm, Unit.CM, bounds=EXTENT_CM),
    )


def target(  # noqa: PLR0913  # one argument a field
    number: int = 1,
    *,
    area: str = "submental",
    side: Side = Side.MIDLINE,
    aim: Aim | None = Aim.FAT,
    of: Extent | None = None,
    deposit: Deposit | None = Deposit.SMALL,
) -> TargetArea:
    """Return target area `number`."""
    return TargetArea(target_id=TargetId(an_id(number)), area=area, side=side, aim=aim, extent=of, deposit=deposit)


def line(  # noqa: PLR0913  # one argument a field
    number: int = 1,
    *,
    protocol: str = "submental_label",
    preparation: str = "dca_10",
    target_number: int | None = None,
    spacing_cm: str | None = None,
    volume_per_point_ml: str | None = None,
    volume_ml: str | None = None,
    sessions: int | None = None,
    interval_days: int | None = None,
    dates: tuple[date, ...] = (),
) -> PlanLine:
    """Return plan line `number`, on the target area of the same number where no other is named."""
    return PlanLine(
        line_id=LineId(an_id(100 + number)),
        target_id=TargetId(an_id(number if target_number is None else target_number)),
        protocol=protocol,
        preparation=preparation,
        sessions=sessions,
        interval_days=interval_days,
        dates=dates,
        spacing_cm=_decimal(spacing_cm),
        volume_per_point_ml=_decimal(volume_per_point_ml),
        volume_ml=_decimal(volume_ml),
    )


def consultation(  # noqa: PLR0913  # one argument a field
    *,
    targets: tuple[TargetArea, ...] = (),
    lines: tuple[PlanLine, ...] = (),
    jurisdiction: Jurisdiction = Jurisdiction.GB,
    working_days: tuple[int, ...] = (1, 2, 3, 4, 5),
    visit_on: date = VISIT_ON,
    first_session_on: date | None = None,
    of: PatientCard | None = None,
    measured: Examination | None = None,
    anaesthetic: Anaesthetic | None = None,
    earlier: tuple[EarlierTreatment, ...] = (),
) -> Consultation:
    """Return a consultation; no grid is drawn yet."""
    return Consultation(
        consultation_id=ConsultationId(an_id(902)),
        visit_on=visit_on,
        begun_at=datetime(2026, 3, 2, 9, 0, tzinfo=UTC),
        clinic=clinic(jurisdiction=jurisdiction, working_days=working_days),
        practitioner=PractitionerCard(practitioner_id=PractitionerId(an_id(903)), name="Dr Sample"),
        patient=patient() if of is None else of,
        history=History(earlier_treatments=earlier),
        examination=examination() if measured is None else measured,
        target_areas=targets,
        plan=Plan(lines=lines, first_session_on=first_session_on, anaesthetic=anaesthetic),
    )


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
