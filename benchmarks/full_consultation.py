"""A consultation with everything in it: all questions answered, five areas or ten, a line each, every finding that takes one answered."""

from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from typing import Final, NamedTuple
from uuid import UUID

from msgspec.structs import replace

from meso_desktop.domain.advised import consent_paragraphs
from meso_desktop.domain.areas import Aim, Deposit, Extent, Outline, Point, Side, TargetArea
from meso_desktop.domain.asking import questions_to_ask, target_questions
from meso_desktop.domain.assess import Context, assess
from meso_desktop.domain.consent import Consent, ConsentKind
from meso_desktop.domain.consultation import Consultation, Outcome, OutcomeKind, Step, StepNote
from meso_desktop.domain.drawing.grid import redrawn
from meso_desktop.domain.edits import answer_for_target, answer_question, respond
from meso_desktop.domain.examination import Examination, Girth, SkinType
from meso_desktop.domain.history import Answer, CodedEntry, EarlierTreatment, History, TreatedOn
from meso_desktop.domain.ids import ClinicId, ConsultationId, LineId, PatientId, PractitionerId, TargetId
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.people import ClinicCard, Jurisdiction, Language, PatientCard, PractitionerCard, Sex
from meso_desktop.domain.plan import Anaesthetic, AnaestheticChoice, FindingResponse, Plan, PlanLine
from meso_desktop.domain.quantity import BODY_HEIGHT_CM, EXTENT_CM, GIRTH_CM, Unit, length, mass, thickness
from meso_desktop.knowledge.loader import load_knowledge
from meso_desktop.resources import resource_path

VISIT_ON: Final = date(2026, 3, 16)
_AT: Final = datetime(2026, 3, 16, 9, 30, tzinfo=UTC)
_TOLD_YES: Final = ("has_allergies", "takes_medicines", "had_earlier_treatment")


class _Wanted(NamedTuple):
    area: str
    side: Side
    length_cm: str
    width_cm: str
    protocol: str
    preparation: str
    volume_per_point_ml: str = ""
    volume_ml: str = ""


_WANTED: Final = (
    _Wanted("submental", Side.MIDLINE, "5", "4", "dca_submental", "dca_10"),
    _Wanted("flank", Side.BOTH, "15", "10", "deso_body", "deso"),
    _Wanted("lower_abdomen", Side.MIDLINE, "18", "12", "meso_papules", "organic_silica_5", volume_per_point_ml="0.05"),
    _Wanted("outer_thigh", Side.BOTH, "20", "12", "meso_point", "carnitine_200", volume_per_point_ml="0.1"),
    _Wanted("buttock", Side.BOTH, "20", "15", "meso_nappage", "mix_silica_artichoke_procaine", volume_ml="4"),
    _Wanted("jowl", Side.BOTH, "3", "2", "dca_jowl_wide", "dca_10"),
    _Wanted("upper_abdomen", Side.MIDLINE, "12", "8", "pcdc_body", "pcdc_50_25", volume_per_point_ml="0.2"),
    _Wanted("inner_thigh", Side.BOTH, "12", "6", "pcdc_body", "pcdc_50_25", volume_per_point_ml="0.2"),
    _Wanted("upper_arm", Side.BOTH, "12", "6", "meso_point", "carnitine_200", volume_per_point_ml="0.1"),
    _Wanted("bra_strap", Side.BOTH, "6", "4", "dca_bra_strap", "dca_10"),
)
FIVE: Final = 5
"""How many areas a long consultation has."""

TEN: Final = len(_WANTED)
"""How many the longest has."""

CLINIC: Final = ClinicCard(
    clinic_id=ClinicId(UUID(int=1)), name="Benchmark clinic", jurisdiction=Jurisdiction.OTHER, address="1 Invented Street",
    telephone="+1 202 555 0114", urgent_telephone="+1 202 555 0199", is_sample=True,
)
DOCTOR: Final = PractitionerCard(practitioner_id=PractitionerId(UUID(int=2)), name="Ada Invented", title="Dr", registration_number="R-1")
PATIENT: Final = PatientCard(
    patient_id=PatientId(UUID(int=3)), family_name="Lefèvre", given_name="Éloïse", birth_on=date(1985, 4, 3), sex=Sex.FEMALE,
    telephone="+1 202 555 0142", file_number="1042", family_doctor="Dr Stone",
)


@cache
def packs() -> Knowledge:
    """Return the shipped packs, read once."""
    return load_knowledge(resource_path("knowledge"))


def filled(begun: Consultation, *, areas: int = FIVE, answer: Answer = Answer.NO) -> Consultation:
    """Return a begun consultation with everything entered: so many areas, and `answer` to every question without a list."""
    document = replace(
        begun, request="Less on the hips and a firmer line under the chin before the summer.", history=_history(),
        examination=_examination(), target_areas=tuple(_target(n) for n in range(areas)),
        plan=Plan(
            lines=tuple(_line(n) for n in range(areas)),
            anaesthetic=Anaesthetic(choice=AnaestheticChoice.ICE),
        ),
        outcome=Outcome(kind=OutcomeKind.TREAT),
        step_notes=tuple(StepNote(step=step, text=f"Nothing to add about the {step.value}.") for step in Step),
        note="Wants a photograph at the next visit.",
    )
    document = replace(document, consent=_consent(document))
    return _responded(redrawn(_answered(document, answer), packs()))


def full_consultation(*, areas: int = FIVE, answer: Answer = Answer.NO) -> Consultation:
    """Return a whole consultation that lies in no vault."""
    return filled(
        Consultation(
            consultation_id=ConsultationId(UUID(int=4)), visit_on=VISIT_ON, begun_at=_AT, clinic=CLINIC, practitioner=DOCTOR,
            patient=PATIENT,
        ),
        areas=areas, answer=answer,
    )


def _history() -> History:
    earlier = EarlierTreatment(product=None, area="submental", treated_on=TreatedOn(year=2024, month=6), reaction="bruised for a week")
    return History(
        allergies=(CodedEntry(text="Latex", code="other"), CodedEntry(text="Pollen", code="other")),
        medicines=(CodedEntry(text="Levonorgestrel", code="other"),), earlier_treatments=(earlier,),
    )


def _examination() -> Examination:
    girths = tuple(
        Girth(site=site, length=length(typed, Unit.CM, bounds=GIRTH_CM))
        for site, typed in (("waist", "82"), ("hips", "101"), ("thigh_left", "58"), ("thigh_right", "58.5"))
    )
    return Examination(
        height=length("168", Unit.CM, bounds=BODY_HEIGHT_CM), weight=mass("66", Unit.KG), systolic_mmhg=122, diastolic_mmhg=78,
        girths=girths, skin_type=SkinType.III,
    )


def _target(number: int) -> TargetArea:
    wanted = _WANTED[number]
    extent = Extent(
        outline=Outline.ELLIPSE, length=length(wanted.length_cm, Unit.CM, bounds=EXTENT_CM),
        width=length(wanted.width_cm, Unit.CM, bounds=EXTENT_CM),
    )
    return TargetArea(
        target_id=TargetId(UUID(int=10 + number)), area=wanted.area, side=wanted.side, aim=Aim.FAT, extent=extent, pinch=thickness("22"),
        deposit=Deposit.MEDIUM, note="Soft, no scar.",
    )


def _line(number: int) -> PlanLine:
    wanted = _WANTED[number]
    return PlanLine(
        line_id=LineId(UUID(int=20 + number)), target_id=TargetId(UUID(int=10 + number)), protocol=wanted.protocol,
        preparation=wanted.preparation, sessions=3,
        volume_per_point_ml=Decimal(wanted.volume_per_point_ml) if wanted.volume_per_point_ml else None,
        volume_ml=Decimal(wanted.volume_ml) if wanted.volume_ml else None,
    )


def _consent(document: Consultation) -> Consent:
    """Return a signature under today's text."""
    paragraphs = tuple(paragraph.id for paragraph in consent_paragraphs(document, packs()))
    strokes = tuple(tuple(Point(x=15 * i + 100 * s, y=40 * (i % 3)) for i in range(40)) for s in range(3))
    return Consent(
        kind=ConsentKind.SIGNED_HERE, text_version=packs().consent_version, text_digest="0" * 64, paragraphs=paragraphs,
        language=Language.ENGLISH, given_at=_AT, strokes=strokes,
    )


def _answered(document: Consultation, wanted: Answer) -> Consultation:
    """Answer every question, the follow-up questions too; a healthy patient says no."""
    given: set[str] = set()
    while True:
        open_now = [q for q in questions_to_ask(document, packs()) if q.id not in given]
        if not open_now:
            break
        for question in open_now:
            given.add(question.id)
            answer = Answer.YES if question.id in _TOLD_YES else wanted
            document = answer_question(document, question=question.id, answer=answer)
    for target in document.target_areas:
        for question in target_questions(target, document, packs()):
            document = answer_for_target(document, target_id=target.target_id, question=question.id, answer=wanted)
    return document


def _responded(document: Consultation) -> Consultation:
    for finding in assess(document, packs(), Context(today=document.visit_on)).findings:
        if finding.takes is not None:
            response = FindingResponse(
                finding=finding.key, basis=finding.basis, kind=finding.takes, by=document.practitioner.practitioner_id, at=_AT,
                text="Discussed, and agreed to go on", letter_on=document.visit_on,
            )
            document = respond(document, response)
    return document
