"""A plan is printed from what stands in the draft, or from what was sealed."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from meso_desktop.domain.consultation import Outcome, OutcomeKind
from meso_desktop.domain.message import message
from meso_desktop.domain.people import Language
from meso_desktop.knowledge.loader import load_knowledge
from meso_desktop.knowledge.wording import Wording
from meso_desktop.resources import resource_path
from meso_desktop.services.drafts import begin_consultation
from meso_desktop.services.patients import save_patient
from meso_desktop.services.plans import plan_of_draft, plan_of_record
from meso_desktop.services.records import open_record
from meso_desktop.services.session import OpenClinic
from meso_desktop.services.signing import add_addendum, sign_consultation
from meso_desktop.services.summaries import SealedRecord
from meso_desktop.services.vaults import ClinicSetup, create_clinic
from tests.documents import sample_papers
from tests.documents.reading import pages, text
from tests.domain.small_knowledge import small_knowledge
from tests.services.opening import CHEAP, CLINIC, DOCTOR, PASSPHRASE, TODAY, Counting, StandingClock, a_draft, a_patient, a_record


@pytest.fixture
def clinic(tmp_path: Path) -> Iterator[OpenClinic]:
    made = create_clinic(
        tmp_path / "clinic",
        setup=ClinicSetup(clinic=CLINIC, practitioner=DOCTOR),
        passphrase=PASSPHRASE,
        knowledge=load_knowledge(resource_path("knowledge")),
        clock=StandingClock(),
        new_id=Counting(),
        cost=CHEAP,
    ).clinic
    yield made
    made.close()


@pytest.fixture
def wording() -> Wording:
    return Wording.load(resource_path("wording"), "en", is_strict=True)


@pytest.fixture
def lenient() -> Wording:
    """Give the words for a plan whose rules and preparations are invented."""
    return Wording.load(resource_path("wording"), "en")


def test_a_draft_is_printed_as_one(clinic: OpenClinic, wording: Wording) -> None:
    found = pages(plan_of_draft(clinic, a_draft(clinic, a_patient(clinic)), wording))
    assert all("DRAFT" in page and "Ève Martin" in page for page in found)


def test_a_draft_without_patient_can_be_looked_at(clinic: OpenClinic, wording: Wording) -> None:
    document = replace(a_draft(clinic, a_patient(clinic)), patient=None)
    assert "No patient chosen" in text(plan_of_draft(clinic, document, wording))


def test_a_record_is_printed_with_its_seal_and_without_the_mark_of_a_draft(clinic: OpenClinic, wording: Wording) -> None:
    record = a_record(clinic, a_patient(clinic), kind=OutcomeKind.DEFER)
    (page,) = pages(plan_of_record(clinic, record, wording))
    assert "DRAFT" not in page
    assert record.head[:4] in page
    assert "20 March 2026" in page


def test_a_record_prints_the_name_it_was_signed_under(clinic: OpenClinic, wording: Wording) -> None:
    card = a_patient(clinic)
    record = a_record(clinic, card)
    before = plan_of_record(clinic, record, wording)
    save_patient(clinic, replace(card, family_name="Renamed"))
    assert plan_of_record(clinic, open_record(clinic, record.document.consultation_id), wording) == before


class SummerClock(StandingClock):
    """Stands where the clocks are two hours ahead."""

    def utc_offset(self) -> timedelta:
        return timedelta(hours=2)


def test_instants_are_printed_on_the_clinics_clocks_wherever_it_is_printed(clinic: OpenClinic, wording: Wording) -> None:
    clinic.clock = SummerClock()
    document = begin_consultation(clinic, patient_id=a_patient(clinic).patient_id, visit_on=TODAY)
    document = replace(document, outcome=Outcome(kind=OutcomeKind.DECLINED))
    record = sign_consultation(clinic, document, passphrase=PASSPHRASE)
    printed = plan_of_record(clinic, record, wording)
    assert "2 March 2026, 11:00 UTC+02:00" in " ".join(text(printed).split())
    clinic.clock = StandingClock()
    assert plan_of_record(clinic, record, wording) == printed


def test_a_record_from_before_the_offset_was_kept_prints_universal_time(clinic: OpenClinic, wording: Wording) -> None:
    record = a_record(clinic, a_patient(clinic))
    old = replace(record, document=replace(record.document, utc_offset=""))
    assert "2 March 2026, 09:00 UTC" in " ".join(text(plan_of_record(clinic, old, wording)).split())


def test_the_patients_pages_speak_the_patients_language_and_the_doctors_the_doctors(clinic: OpenClinic, lenient: Wording) -> None:
    record = _with_a_plan(a_record(clinic, a_patient(clinic)))
    card = record.document.patient
    assert card is not None
    record = replace(record, document=replace(record.document, patient=replace(card, language=Language.FRENCH)))
    found = [" ".join(page.split()) for page in pages(plan_of_record(clinic, record, lenient))]
    french = Wording.load(resource_path("wording"), "fr")
    begin = next(number for number, page in enumerate(found) if lenient.term("paper.title.doctor") in page)
    for number, page in enumerate(found, start=1):
        own, other = (french, lenient) if number <= begin else (lenient, french)
        assert _said(own, "page", number=number, count=len(found)) in page
        assert _said(other, "page", number=number, count=len(found)) not in page
    assert french.term("paper.title.plan") in found[0]
    assert "7 décembre 2026" in found[0]
    assert lenient.term("paper.heading.limits") in " ".join(found[begin:])


def test_the_doctors_pages_say_in_which_language_the_consent_was_read(clinic: OpenClinic, lenient: Wording) -> None:
    record = _with_a_plan(a_record(clinic, a_patient(clinic)))
    consent = record.document.consent
    assert consent is not None
    french = replace(record, document=replace(record.document, consent=replace(consent, language=Language.FRENCH)))
    assert "Text shown in: French" in " ".join(text(plan_of_record(clinic, french, lenient)).split())


def test_the_short_form_is_in_the_language_of_the_card_as_signed(clinic: OpenClinic, wording: Wording) -> None:
    card = a_patient(clinic)
    french = save_patient(clinic, replace(card, language=Language.FRENCH))
    record = a_record(clinic, french, kind=OutcomeKind.DEFER)
    save_patient(clinic, card)
    assert "20 mars 2026" in text(plan_of_record(clinic, open_record(clinic, record.document.consultation_id), wording))


def test_a_deferral_that_still_stands_is_printed_on_a_draft(clinic: OpenClinic, lenient: Wording) -> None:
    card = a_patient(clinic)
    a_record(clinic, card, kind=OutcomeKind.DEFER)
    plan = sample_papers.typical().document
    document = replace(plan, patient=card, visit_on=TODAY, outcome=None)
    assert "may begin from 20 March 2026" in " ".join(pages(plan_of_draft(clinic, document, lenient))[0].split())
    later = replace(document, visit_on=date(2026, 3, 20))
    assert "may begin from" not in " ".join(text(plan_of_draft(clinic, later, lenient)).split())


def test_a_short_form_tells_the_day_that_stood_when_it_was_signed(clinic: OpenClinic, wording: Wording) -> None:
    card = a_patient(clinic)
    a_record(clinic, card, kind=OutcomeKind.DEFER)
    record = a_record(clinic, card, kind=OutcomeKind.DECLINED)
    printed = plan_of_record(clinic, record, wording)
    assert "From 20 March 2026 on" in " ".join(text(printed).split())
    another = a_draft(clinic, card, kind=OutcomeKind.DEFER)
    assert another.outcome is not None
    moved = replace(another, outcome=replace(another.outcome, eligible_on=date(2026, 5, 4)))
    sign_consultation(clinic, moved, passphrase=PASSPHRASE)
    assert plan_of_record(clinic, record, wording) == printed


def test_a_record_is_read_with_the_pack_it_was_signed_with(clinic: OpenClinic, lenient: Wording) -> None:
    signed_with = clinic.knowledge
    record = _with_a_plan(a_record(clinic, a_patient(clinic)))
    clinic.knowledge = small_knowledge()
    shown = text(plan_of_record(clinic, record, lenient))
    assert f"Knowledge {signed_with.version}, digest {signed_with.digest[:12]}" in shown


def test_a_record_prints_its_stored_assessment_and_computes_nothing_anew(clinic: OpenClinic, lenient: Wording) -> None:
    record = _with_a_plan(a_record(clinic, a_patient(clinic)))
    assert "2.4 mL" in text(plan_of_record(clinic, record, lenient))
    emptied = replace(record, assessment=replace(record.assessment, sessions=(), limits=()))
    assert "Totals of each session" not in text(plan_of_record(clinic, emptied, lenient))


def test_an_addendum_stands_on_the_doctors_pages(clinic: OpenClinic, lenient: Wording) -> None:
    record = a_record(clinic, a_patient(clinic))
    added = add_addendum(clinic, record.document.consultation_id, text="Called on Tuesday.", reason="Call", passphrase=PASSPHRASE)
    found = pages(plan_of_record(clinic, replace(_with_a_plan(record), addenda=(added,)), lenient))
    assert any("Called on Tuesday." in page for page in found[2:])
    assert not any("Called on Tuesday." in page for page in found[:2])


def _said(words: Wording, name: str, **values: int) -> str:
    return words.text(message(f"paper.{name}", **values))


def _with_a_plan(record: SealedRecord) -> SealedRecord:
    """Return the record as if the typical plan had been sealed in it."""
    paper = sample_papers.typical()
    return replace(record, document=paper.document, assessment=paper.assessment)
