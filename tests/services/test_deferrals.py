"""The day from which a deferred patient may be treated: who sets it, what ends it, and where it stands."""

from datetime import date, timedelta
from typing import Final

import pytest
from msgspec.structs import replace

from meso_desktop.domain.consultation import Consultation, OutcomeKind
from meso_desktop.domain.waiting import JUST_COME_DAYS
from meso_desktop.services.drafts import begin_consultation
from meso_desktop.services.patients import find_patients, patient
from meso_desktop.services.records import due_patients
from meso_desktop.services.session import OpenClinic
from meso_desktop.services.signing import sign_consultation
from meso_desktop.services.summaries import DueReason
from tests.domain.ready import ready, with_every_response
from tests.services.opening import PASSPHRASE, TODAY, a_draft, a_patient, a_record

UNTIL: Final = date(2026, 3, 20)


def test_a_deferral_stands_on_the_card_and_among_what_is_due(clinic: OpenClinic) -> None:
    card = a_patient(clinic)
    a_record(clinic, card, kind=OutcomeKind.DEFER, visit_on=TODAY - timedelta(days=5))
    state = patient(clinic, card.patient_id)
    assert (state.eligible_on, state.eligible_reason) == (UNTIL, "as told")
    assert [found.eligible_on for found in find_patients(clinic, card.family_name)] == [UNTIL]
    assert [(d.reason, d.on) for d in due_patients(clinic, today=TODAY)] == [(DueReason.ELIGIBLE, UNTIL)]
    assert due_patients(clinic, today=date(2026, 2, 17)) == ()


@pytest.mark.parametrize("kind", [OutcomeKind.THINKING, OutcomeKind.DECLINED, OutcomeKind.NOT_TREATED, OutcomeKind.REFERRED])
def test_a_later_visit_that_neither_treats_nor_sets_a_day_leaves_the_deferral(clinic: OpenClinic, kind: OutcomeKind) -> None:
    card = a_patient(clinic)
    a_record(clinic, card, kind=OutcomeKind.DEFER, visit_on=TODAY - timedelta(days=5))
    a_record(clinic, card, kind=kind, visit_on=TODAY - timedelta(days=4))
    assert patient(clinic, card.patient_id).eligible_on == UNTIL


def test_a_later_visit_that_treats_ends_the_deferral(clinic: OpenClinic) -> None:
    card = a_patient(clinic)
    a_record(clinic, card, kind=OutcomeKind.DEFER, visit_on=TODAY - timedelta(days=5))
    begun = begin_consultation(clinic, patient_id=card.patient_id, visit_on=TODAY)
    treated = replace(ready(), consultation_id=begun.consultation_id, patient=card, clinic=clinic.clinic)
    sign_consultation(clinic, with_every_response(treated, clinic.knowledge), passphrase=PASSPHRASE)
    assert patient(clinic, card.patient_id).eligible_on is None
    assert all(due.reason is not DueReason.ELIGIBLE for due in due_patients(clinic, today=TODAY))


def test_a_later_visit_sets_another_day_and_one_entered_afterwards_does_not(clinic: OpenClinic) -> None:
    card = a_patient(clinic)
    another = a_draft(clinic, card, kind=OutcomeKind.NOT_TREATED, visit_on=TODAY - timedelta(days=3))
    sign_consultation(clinic, _until(another, date(2026, 4, 1)), passphrase=PASSPHRASE)
    a_record(clinic, card, kind=OutcomeKind.DEFER, visit_on=TODAY - timedelta(days=5))
    assert patient(clinic, card.patient_id).eligible_on == date(2026, 4, 1)


def test_a_deferral_that_ended_long_ago_is_due_no_more(clinic: OpenClinic) -> None:
    card = a_patient(clinic)
    a_record(clinic, card, kind=OutcomeKind.DEFER, visit_on=TODAY - timedelta(days=5))
    last = UNTIL + timedelta(days=JUST_COME_DAYS)
    assert [due.on for due in due_patients(clinic, today=last)] == [UNTIL]
    assert due_patients(clinic, today=last + timedelta(days=1)) == ()


def _until(document: Consultation, day: date) -> Consultation:
    assert document.outcome is not None
    return replace(document, outcome=replace(document.outcome, eligible_on=day))
