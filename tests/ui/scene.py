"""An invented clinic with a few patients and signed records, in a real encrypted vault, under the shipped packs."""

from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from meso_desktop.domain.areas import Aim, Deposit, Side
from meso_desktop.domain.assess import Context, assess
from meso_desktop.domain.consultation import Consultation, Outcome, OutcomeKind, Step, StepNote
from meso_desktop.domain.drawing.grid import redrawn
from meso_desktop.domain.edits import respond, set_anaesthetic, set_consent
from meso_desktop.domain.history import Answer, Answered, CodedEntry, EarlierTreatment, History, TreatedOn
from meso_desktop.domain.ids import ClinicId, PatientId
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.people import ClinicCard, Jurisdiction, PatientCard, Sex
from meso_desktop.domain.plan import Anaesthetic, AnaestheticChoice, FindingResponse, Plan, PlanLine
from meso_desktop.domain.quantity import thickness
from meso_desktop.knowledge.loader import load_knowledge
from meso_desktop.resources import resource_path
from meso_desktop.services.drafts import begin_consultation, save_draft
from meso_desktop.services.patients import save_patient
from meso_desktop.services.session import OpenClinic
from meso_desktop.services.signing import add_addendum, sign_consultation
from meso_desktop.services.summaries import SealedRecord
from meso_desktop.services.vaults import ClinicSetup, CreatedClinic, create_clinic
from tests.domain.builders import an_id, examination, extent, target
from tests.domain.ready import consented, with_all_answered
from tests.services.opening import CHEAP, DOCTOR, PASSPHRASE, TODAY, Counting, StandingClock

CARD: Final = ClinicCard(
    clinic_id=ClinicId(an_id(500)), name="Cabinet des Tilleuls", jurisdiction=Jurisdiction.US, address="12 Linden Row",
    telephone="+1 202 555 0114", urgent_telephone="+1 202 555 0199",
)


@cache
def packs() -> Knowledge:
    """Return the shipped packs, read once."""
    return load_knowledge(resource_path("knowledge"))


def a_clinic(path: Path, *, is_sample: bool = False) -> CreatedClinic:
    """Make an empty clinic with a cheap key."""
    return create_clinic(
        path, setup=ClinicSetup(clinic=replace(CARD, is_sample=is_sample), practitioner=DOCTOR), passphrase=PASSPHRASE, knowledge=packs(),
        clock=StandingClock(), new_id=Counting(), cost=CHEAP,
    )


def a_person(clinic: OpenClinic, family: str, given: str, *, birth_on: date = date(1985, 4, 3), **more: object) -> PatientCard:
    """Save an invented patient."""
    card = PatientCard(patient_id=PatientId(clinic.new_id()), family_name=family, given_name=given, birth_on=birth_on, sex=Sex.FEMALE)
    return save_patient(clinic, replace(card, **more))


def treated(clinic: OpenClinic, card: PatientCard, *, visit_on: date = TODAY) -> SealedRecord:
    """Sign a consultation about a chin that ends in treatment."""
    document = begin_consultation(clinic, patient_id=card.patient_id, visit_on=visit_on)
    protocol = packs().protocols["dca_submental"]
    chin = target(1, of=extent("4", "3"), aim=Aim.FAT, side=Side.MIDLINE, deposit=Deposit.SMALL)
    line = PlanLine(
        line_id=chin.target_id, target_id=chin.target_id, protocol=protocol.id, preparation=protocol.preparations[0],  # type: ignore[arg-type]  # one id
        sessions=2,
    )
    history = History(
        answers=(
            Answered(question="has_allergies", answer=Answer.YES), Answered(question="takes_medicines", answer=Answer.NO),
            Answered(question="had_earlier_treatment", answer=Answer.YES),
        ),
        allergies=(CodedEntry(text="Latex", code="other"),),
        earlier_treatments=(
            EarlierTreatment(product=None, area="submental", treated_on=TreatedOn(year=2024, month=6), reaction="bruised"),
        ),
    )
    document = replace(
        document, request="A firmer chin before the summer", history=history, examination=examination(height_cm="168", weight_kg="61"),
        target_areas=(replace(chin, pinch=thickness("14")),), plan=Plan(lines=(line,)), outcome=Outcome(kind=OutcomeKind.TREAT),
        step_notes=(StepNote(step=Step.AREAS, text="Platysma palpated, no banding."),), note="Wants a photo next time.",
    )
    document = set_consent(set_anaesthetic(document, Anaesthetic(choice=AnaestheticChoice.ICE)), consented(knowledge=packs()))
    document = with_responses(redrawn(with_all_answered(document, packs()), packs()), clinic)
    return sign_consultation(clinic, document, passphrase=PASSPHRASE)


def with_responses(document: Consultation, clinic: OpenClinic) -> Consultation:
    """Return the consultation with each finding answered as far as it takes an answer."""
    for finding in assess(document, packs(), Context(today=document.visit_on)).findings:
        if finding.takes is not None:
            response = FindingResponse(
                finding=finding.key, basis=finding.basis, kind=finding.takes, by=clinic.practitioner.practitioner_id, at=clinic.clock.now(),
                text="Discussed, goes on", letter_on=document.visit_on,
            )
            document = respond(document, response)
    return document


def ended(clinic: OpenClinic, card: PatientCard, kind: OutcomeKind, *, visit_on: date = TODAY, reason: str = "") -> SealedRecord:
    """Sign a consultation that ended without treatment."""
    document = begin_consultation(clinic, patient_id=card.patient_id, visit_on=visit_on)
    eligible_on = visit_on + timedelta(days=20) if kind is OutcomeKind.DEFER else None
    document = replace(document, outcome=Outcome(kind=kind, reason=reason, eligible_on=eligible_on))
    return sign_consultation(clinic, document, passphrase=PASSPHRASE)


def populate(clinic: OpenClinic) -> PatientCard:
    """Fill a clinic with patients, records and drafts; return the patient who has most of them."""
    named = (("Okafor", "Ngozi"), ("Nguyễn", "Thị Lan"), ("Almeida", "João"), ("Papadopoulos", "Eleni"), ("Smith", "Ann"))
    others = [
        a_person(clinic, *names, telephone=f"+1 202 555 01{number:02}", birth_on=date(1960 + number, 2, 3), file_number=str(1000 + number))
        for number, names in enumerate(named)
    ]
    main = a_person(
        clinic, "Lefèvre", "Éloïse", former_name="Dupont", telephone="+1 202 555 0142", file_number="1042", email="eloise@example.org",
    )
    ended(clinic, main, OutcomeKind.THINKING, visit_on=date(2025, 9, 15), reason="Wants to talk at home first")
    record = treated(clinic, main, visit_on=date(2025, 11, 3))
    add_addendum(
        clinic, record.document.consultation_id, text="Called on day 3: swelling gone, slight numbness.", reason="The patient called",
        passphrase=PASSPHRASE,
    )
    ended(clinic, main, OutcomeKind.DEFER, reason="Fever since Sunday")
    ended(clinic, others[0], OutcomeKind.DEFER, visit_on=date(2026, 2, 16), reason="Infection at the site")
    treated(clinic, others[1], visit_on=TODAY)
    ended(clinic, others[2], OutcomeKind.NOT_TREATED, reason="Pregnant")
    save_draft(clinic, replace(begin_consultation(clinic, patient_id=others[3].patient_id, visit_on=TODAY), request="Less belly"))
    begin_consultation(clinic, patient_id=None, visit_on=TODAY)
    return main
