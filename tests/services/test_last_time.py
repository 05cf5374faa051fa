"""The last signed consultation is found by visit date, never a draft, and only while its seal holds."""

from datetime import date

from msgspec.structs import replace
from sqlalchemy import text

from meso_desktop.domain.consultation import Outcome, OutcomeKind
from meso_desktop.domain.ids import ConsultationId
from meso_desktop.domain.people import PatientCard
from meso_desktop.services.drafts import begin_consultation, save_draft
from meso_desktop.services.last_time import last_signed
from meso_desktop.services.session import OpenClinic
from meso_desktop.services.signing import sign_consultation
from tests.services.opening import PASSPHRASE, TODAY, a_patient

_SPRING, _AUTUMN = date(2025, 5, 5), date(2025, 10, 6)


def _signed(clinic: OpenClinic, card: PatientCard, *, on: date, request: str = "") -> ConsultationId:
    document = begin_consultation(clinic, patient_id=card.patient_id, visit_on=on)
    document = replace(document, request=request, outcome=Outcome(kind=OutcomeKind.THINKING))
    return sign_consultation(clinic, document, passphrase=PASSPHRASE).document.consultation_id


def _last(clinic: OpenClinic, card: PatientCard, on: date = TODAY) -> ConsultationId | None:
    found = last_signed(clinic, patient_id=card.patient_id, visit_on=on)
    return None if found is None else found.consultation_id


def test_the_last_is_the_latest_by_visit_date_whatever_was_signed_later(clinic: OpenClinic) -> None:
    card = a_patient(clinic)
    latest = _signed(clinic, card, on=_AUTUMN)
    older = _signed(clinic, card, on=_SPRING)
    assert _last(clinic, card) == latest
    assert _last(clinic, card, on=date(2025, 8, 1)) == older
    assert _last(clinic, card, on=_AUTUMN) == latest
    assert _last(clinic, card, on=date(2025, 1, 1)) is None


def test_of_two_of_one_day_the_one_signed_last_is_the_last(clinic: OpenClinic) -> None:
    card = a_patient(clinic)
    _signed(clinic, card, on=_AUTUMN)
    second = _signed(clinic, card, on=_AUTUMN)
    assert _last(clinic, card) == second


def test_a_draft_is_none_and_nobody_elses_record_is(clinic: OpenClinic) -> None:
    card, other = a_patient(clinic), a_patient(clinic, "Other")
    _signed(clinic, other, on=_AUTUMN)
    save_draft(clinic, begin_consultation(clinic, patient_id=card.patient_id, visit_on=_AUTUMN))
    assert _last(clinic, card) is None


def test_where_the_last_seal_does_not_hold_there_is_none_and_no_older_one_stands_in(clinic: OpenClinic) -> None:
    card = a_patient(clinic)
    _signed(clinic, card, on=_SPRING)
    _signed(clinic, card, on=_AUTUMN, request="arms")
    with clinic.store.write() as session:
        for name in session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all():
            session.execute(text(f"DROP TRIGGER {name}"))
        change = "UPDATE sealed_document SET document = CAST(replace(CAST(document AS TEXT), '\"arms\"', '\"legs\"') AS BLOB)"
        session.execute(text(change))
    assert _last(clinic, card) is None
    assert _last(clinic, card, on=date(2025, 8, 1)) is not None
