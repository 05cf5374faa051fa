"""Makes a clinic of invented patients to look around in, through the same edits, assessment and seal as real ones."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Final

from msgspec import Struct

from meso_desktop.db.keys import STANDARD_COST, KeyCost
from meso_desktop.domain.areas import Extent, Outline, TargetArea
from meso_desktop.domain.asking import questions_to_ask, target_questions
from meso_desktop.domain.assess import Context, assess
from meso_desktop.domain.consent import Consent, ConsentKind
from meso_desktop.domain.consultation import Consultation, Outcome, OutcomeKind
from meso_desktop.domain.drawing.grid import redrawn
from meso_desktop.domain.edits import (
    answer_for_target,
    answer_question,
    put_line,
    put_target,
    respond,
    set_anaesthetic,
    set_consent,
    set_examination,
    set_medicines,
    set_outcome,
    set_request,
)
from meso_desktop.domain.examination import Examination
from meso_desktop.domain.history import Answer, CodedEntry
from meso_desktop.domain.ids import ClinicId, LineId, PatientId, PractitionerId, TargetId
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.people import ClinicCard, Jurisdiction, PatientCard, PractitionerCard
from meso_desktop.domain.plan import Anaesthetic, AnaestheticChoice, FindingResponse, PlanLine, ResponseKind
from meso_desktop.domain.quantity import BODY_HEIGHT_CM, EXTENT_CM, Unit, length, mass, thickness, volume_ml
from meso_desktop.resources import resource_path
from meso_desktop.services.drafts import begin_consultation, save_draft
from meso_desktop.services.patients import save_patient
from meso_desktop.services.sample_file import SamplePatient, SampleVisit, Story, read_samples
from meso_desktop.services.session import Clock, NewId, OpenClinic, Progress
from meso_desktop.services.signing import seal_consultation
from meso_desktop.services.vaults import ClinicSetup, CreatedClinic, create_clinic, unlocked_signing_key

_DRAFT: Final = "draft"
_NO_STORY: Final = Story(request="Wants to know what can be done.")
_WEEKEND: Final = 5
_ROUNDS: Final = 4


class PastClock:
    """Stands on a day of the past, and ticks a minute each time it is asked."""

    def __init__(self, day: date, *, minute: int) -> None:
        """Stand on `day`, some minutes after nine."""
        self._now = datetime.combine(day, time(9, tzinfo=UTC)) + timedelta(minutes=minute)

    def now(self) -> datetime:
        """Return the instant, a minute later than before."""
        self._now += timedelta(minutes=1)
        return self._now

    def today(self) -> date:
        """Return the day."""
        return self._now.date()

    def utc_offset(self) -> timedelta:
        """Return none: its days are those of universal time."""
        return timedelta()


class _Visit(Struct, frozen=True, kw_only=True):
    """A visit on its day."""

    on: date
    person: SamplePatient
    card: PatientCard
    visit: SampleVisit
    story: Story


def create_sample_clinic(  # noqa: PLR0913  # as create_clinic
    path: Path, *, knowledge: Knowledge, clock: Clock, new_id: NewId, passphrase: str,
    progress: Progress | None = None, cost: KeyCost = STANDARD_COST,
) -> CreatedClinic:
    """Make a vault of invented patients with histories of two years up to the clock's today, marked as samples, and open it.

    Raises UserError as `create_clinic` does.
    """
    setup = ClinicSetup(clinic=_clinic(new_id), practitioner=_practitioner(new_id))
    created = create_clinic(path, setup=setup, passphrase=passphrase, knowledge=knowledge, clock=clock, new_id=new_id, cost=cost)
    try:
        _fill(created.clinic, passphrase, progress)
    except BaseException:
        created.clinic.close()
        raise
    return created


def _fill(clinic: OpenClinic, passphrase: str, progress: Progress | None) -> None:
    signing_key = unlocked_signing_key(clinic, passphrase)
    assert signing_key is not None  # noqa: S101  # the vault was made with this passphrase
    visits = sorted(_visits(clinic), key=lambda v: v.on)
    for done, visit in enumerate(visits, start=1):
        _record(clinic.at(PastClock(visit.on, minute=done)), visit, signing_key)
        if progress is not None:
            progress(done, len(visits))


def _clinic(new_id: NewId) -> ClinicCard:
    return ClinicCard(
        clinic_id=ClinicId(new_id()), name="Riverside Sample Clinic", jurisdiction=Jurisdiction.GB,
        letterhead="Invented, to look around in", address="1 Riverside Walk\nSampleton",
        telephone="+44 20 7946 0001", urgent_telephone="+44 20 7946 0002", is_sample=True,
    )


def _practitioner(new_id: NewId) -> PractitionerCard:
    return PractitionerCard(practitioner_id=PractitionerId(new_id()), title="Dr", name="Alex Sample", registration_number="SAMPLE-0001")


def _visits(clinic: OpenClinic) -> Iterator[_Visit]:
    """Save every patient on the day before the first visit, and give all visits."""
    samples = read_samples(resource_path("samples", "patients.toml"))
    for number, person in enumerate(samples.patients):
        first = _working_day(clinic.clock.today(), max((v.days_ago for v in person.visits), default=0))
        card = PatientCard(
            patient_id=PatientId(clinic.new_id()), family_name=person.family_name, given_name=person.given_name, birth_on=person.birth_on,
            former_name=person.former_name, sex=person.sex, telephone=person.telephone, email=person.email, address=person.address,
            language=person.language, file_number=person.file_number, family_doctor=person.family_doctor, note=person.note,
        )
        card = save_patient(clinic.at(PastClock(first - timedelta(days=1), minute=number)), card)
        for visit in person.visits:
            day = _working_day(clinic.clock.today(), visit.days_ago)
            story = samples.stories[visit.story] if visit.story else _NO_STORY
            yield _Visit(on=day, person=person, card=card, visit=visit, story=story)


def _working_day(today: date, days_ago: int) -> date:
    day = today - timedelta(days=days_ago)
    return day - timedelta(days=max(0, day.weekday() - _WEEKEND + 1)) if days_ago else day


def _record(clinic: OpenClinic, visit: _Visit, signing_key: bytes) -> None:
    document = begin_consultation(clinic, patient_id=visit.card.patient_id, visit_on=visit.on)
    document = _told(clinic, document, visit)
    if visit.story.area:
        document = _planned(clinic, document, visit.story)
    if visit.visit.outcome == _DRAFT:
        save_draft(clinic, document)
        return
    document = _answered(clinic, _closed(clinic, document, visit))
    save_draft(clinic, document)
    assessment = assess(document, clinic.knowledge, Context(today=clinic.clock.today()))
    if not assessment.may_sign:
        open_points = [m.text.id for m in assessment.missing if m.bars_signing] + [b.text.id for b in assessment.barriers]
        reason = f"sample {visit.person.file_number} of {visit.on} may not be signed: {open_points}"
        raise RuntimeError(reason)
    seal_consultation(clinic, document, assessment, signing_key=signing_key)


def _told(clinic: OpenClinic, document: Consultation, visit: _Visit) -> Consultation:
    """Ask everything, and measure."""
    story, person = visit.story, visit.person
    document = set_request(document, story.request)
    document = set_medicines(document, tuple(CodedEntry(text=text, code=code) for text, code in story.medicines))
    asked: set[str] = set()
    while new := [q for q in questions_to_ask(document, clinic.knowledge) if q.id not in asked]:
        for question in new:
            answer = Answer.YES if question.id in story.yes else Answer.NO
            document = answer_question(document, question=question.id, answer=answer)
            asked.add(question.id)
    height, weight = length(person.height_cm, Unit.CM, bounds=BODY_HEIGHT_CM), mass(person.weight_kg, Unit.KG)
    return set_examination(document, Examination(height=height, weight=weight))


def _planned(clinic: OpenClinic, document: Consultation, story: Story) -> Consultation:
    """Choose the area and plan its line."""
    extent = Extent(
        outline=Outline.ELLIPSE, length=length(story.length, Unit.CM, bounds=EXTENT_CM),
        width=length(story.width, Unit.CM, bounds=EXTENT_CM),
    )
    target = TargetArea(
        target_id=TargetId(clinic.new_id()), area=story.area, side=story.side, aim=story.aim, extent=extent, deposit=story.deposit,
        pinch=thickness(story.pinch) if story.pinch else None,
    )
    document = put_target(document, target)
    for question in target_questions(target, document, clinic.knowledge):
        document = answer_for_target(document, target_id=target.target_id, question=question.id, answer=Answer.NO)
    line = PlanLine(
        line_id=LineId(clinic.new_id()), target_id=target.target_id, protocol=story.protocol, preparation=story.preparation,
        volume_per_point_ml=volume_ml(story.volume_per_point) if story.volume_per_point else None, sessions=story.sessions,
    )
    return set_anaesthetic(redrawn(put_line(document, line), clinic.knowledge), Anaesthetic(choice=AnaestheticChoice.ICE))


def _closed(clinic: OpenClinic, document: Consultation, visit: _Visit) -> Consultation:
    """Set consent and outcome."""
    kind, story = OutcomeKind(visit.visit.outcome), visit.story
    if kind is OutcomeKind.TREAT:
        document = set_consent(document, Consent(
            kind=ConsentKind.LATER, text_version=clinic.knowledge.consent_version, text_digest="", language=visit.card.language,
            given_at=clinic.clock.now(),
        ))
    eligible_on = None if story.eligible_in is None else visit.on + timedelta(days=story.eligible_in)
    return set_outcome(document, Outcome(kind=kind, reason=story.reason, eligible_on=eligible_on))


def _answered(clinic: OpenClinic, document: Consultation) -> Consultation:
    """Respond to every finding that asks for a reason or to be told, until none is open; a treatment only."""
    if document.outcome is None or document.outcome.kind is not OutcomeKind.TREAT:
        return document
    for _ in range(_ROUNDS):
        findings = assess(document, clinic.knowledge, Context(today=clinic.clock.today())).findings
        wanted = [f for f in findings if f.is_open and f.takes in {ResponseKind.REASON, ResponseKind.TOLD}]
        if not wanted:
            break
        for finding in wanted:
            assert finding.takes is not None  # noqa: S101  # narrows for the type checker: chosen above
            text = "Discussed with the patient; benefit and risk weighed." if finding.takes is ResponseKind.REASON else ""
            document = respond(document, FindingResponse(
                finding=finding.key, basis=finding.basis, kind=finding.takes, by=clinic.practitioner.practitioner_id, at=clinic.clock.now(),
                text=text,
            ))
    return document
