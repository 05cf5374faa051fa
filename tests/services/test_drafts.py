"""Drafts: durable in one small transaction, following the patient's card, never two patients mixed."""

import subprocess
import sys
from pathlib import Path
from uuid import UUID

import pytest
from msgspec.structs import replace

from meso_desktop.domain.consultation import Outcome, OutcomeKind, Step
from meso_desktop.domain.edits import answer_question, put_target, set_examination, set_note, set_outcome, set_patient, set_request
from meso_desktop.domain.errors import UserError
from meso_desktop.domain.history import Answer
from meso_desktop.domain.ids import ConsultationId, PatientId
from meso_desktop.services.drafts import begin_consultation, discard_draft, list_drafts, open_draft, save_draft
from meso_desktop.services.patients import save_patient
from meso_desktop.services.session import OpenClinic
from tests.domain.builders import examination, target
from tests.services.opening import TODAY, a_draft, a_patient, a_record, create, opened


def test_a_saved_draft_opens_as_it_was_after_a_restart(tmp_path: Path) -> None:
    made = create(tmp_path / "clinic").clinic
    document = set_note(a_draft(made, a_patient(made), kind=None), "what was typed, ½ é 小")
    save_draft(made, document)
    made.close()
    with opened(tmp_path / "clinic") as clinic:
        assert open_draft(clinic, document.consultation_id) == document


def test_a_consultation_may_begin_without_a_patient(clinic: OpenClinic) -> None:
    document = begin_consultation(clinic, patient_id=None, visit_on=TODAY)
    (listed,) = list_drafts(clinic)
    assert (listed.consultation_id, listed.patient, listed.step_hint) == (document.consultation_id, None, "patient")


def test_a_draft_follows_the_patients_card(clinic: OpenClinic) -> None:
    card = a_patient(clinic)
    document = a_draft(clinic, card)
    present = save_patient(clinic, replace(card, family_name="Renamed", note="new"))
    assert open_draft(clinic, document.consultation_id).patient == present
    assert list_drafts(clinic)[0].patient is not None
    assert list_drafts(clinic)[0].patient.family_name == "Renamed"  # type: ignore[union-attr]  # asserted above


def test_a_discarded_draft_is_gone_and_a_late_autosave_does_not_bring_it_back(clinic: OpenClinic) -> None:
    document = a_draft(clinic, a_patient(clinic))
    discard_draft(clinic, document.consultation_id)
    for late in (lambda: save_draft(clinic, document), lambda: open_draft(clinic, document.consultation_id)):
        with pytest.raises(UserError, match=r"draft\.gone"):
            late()
    assert list_drafts(clinic) == ()


def test_a_moved_draft_keeps_what_was_recorded_under_the_other_card(clinic: OpenClinic) -> None:
    wrong, right = a_patient(clinic, "Wrong"), a_patient(clinic, "Right")
    document = set_request(a_draft(clinic, wrong), "flatter belly")
    save_draft(clinic, document)
    save_draft(clinic, set_patient(document, right))
    assert open_draft(clinic, document.consultation_id) == replace(document, patient=right)
    (listed,) = list_drafts(clinic)
    assert listed.patient is not None
    assert listed.patient.family_name == "Right"


def test_a_signed_consultation_takes_no_draft(clinic: OpenClinic) -> None:
    card = a_patient(clinic)
    record = a_record(clinic, card)
    own = record.document.consultation_id
    for write in (lambda: save_draft(clinic, record.document), lambda: discard_draft(clinic, own)):
        with pytest.raises(UserError, match=r"draft\.already_signed"):
            write()


def test_quick_switching_between_two_patients_mixes_nothing(clinic: OpenClinic) -> None:
    one, other = a_patient(clinic, "One"), a_patient(clinic, "Other")
    first, second = a_draft(clinic, one, kind=None), a_draft(clinic, other, kind=None)
    for i in range(20):
        first, second = set_note(first, f"one {i}"), set_note(second, f"other {i}")
        save_draft(clinic, first)
        save_draft(clinic, second)
    kept = {d.consultation_id: open_draft(clinic, d.consultation_id) for d in list_drafts(clinic)}
    assert kept == {first.consultation_id: first, second.consultation_id: second}


def test_a_draft_of_a_patient_who_is_not_kept_is_refused_and_unharmed(clinic: OpenClinic) -> None:
    document = a_draft(clinic, a_patient(clinic))
    assert document.patient is not None
    stranger = replace(document.patient, patient_id=PatientId(UUID(int=1)))
    with pytest.raises(UserError, match=r"patient\.unknown"):
        save_draft(clinic, replace(document, patient=stranger))
    assert open_draft(clinic, document.consultation_id) == document


def test_a_full_disk_is_told_nothing_is_lost_and_saving_goes_on_when_there_is_room(clinic: OpenClinic) -> None:
    document = a_draft(clinic, a_patient(clinic))
    with clinic.store.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    longer = set_note(document, "long " * 20_000)
    with pytest.raises(UserError, match=r"save\.disk_full"):
        save_draft(clinic, longer)
    assert open_draft(clinic, document.consultation_id) == document
    with clinic.store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    save_draft(clinic, longer)
    assert open_draft(clinic, document.consultation_id) == longer


def test_read_only_records_are_told(clinic: OpenClinic) -> None:
    document = a_draft(clinic, a_patient(clinic))
    with clinic.store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only = ON")
    with pytest.raises(UserError, match=r"save\.not_written"):
        save_draft(clinic, document)
    with clinic.store.engine.connect().execution_options(reads_only=True) as connection:
        connection.exec_driver_sql("PRAGMA query_only = OFF")
    save_draft(clinic, document)


def test_the_hint_names_the_last_step_that_holds_something(clinic: OpenClinic) -> None:
    document = begin_consultation(clinic, patient_id=a_patient(clinic).patient_id, visit_on=TODAY)
    seen = []
    for edit in (
        lambda d: d,
        lambda d: answer_question(d, question="pregnant", answer=Answer.NO),
        lambda d: set_examination(d, examination()),
        lambda d: put_target(d, target()),
        lambda d: set_outcome(d, Outcome(kind=OutcomeKind.THINKING)),
    ):
        document = edit(document)
        save_draft(clinic, document)
        seen.append(list_drafts(clinic)[0].step_hint)
    assert seen == [Step.PATIENT, Step.HISTORY, Step.EXAMINATION, Step.AREAS, Step.REVIEW]


def test_a_draft_that_was_never_begun_is_told(clinic: OpenClinic) -> None:
    with pytest.raises(UserError, match=r"draft\.gone"):
        open_draft(clinic, ConsultationId(UUID(int=5)))


def test_no_field_of_a_patient_stands_in_plain_text_on_disk(clinic: OpenClinic) -> None:
    card = a_patient(
        clinic, "Zyxwvutsfamily", "Qwertzgiven", former_name="Formernameplain", telephone="+33 612 345 999", email="plain@example.org",
        address="Plainstreet 99", file_number="PLAIN-4711", family_doctor="Plaindoctor", note="Plainnote",
    )
    document = set_note(a_draft(clinic, card), "Plainconsultation")
    save_draft(clinic, document)
    a_record(clinic, card)
    words = [
        "Zyxwvuts", "Qwertz", "Formername", "612 345", "612345999", "plain@", "Plainstreet", "4711",
        "Plaindoctor", "Plainnote", "Plainconsult",
    ]
    for file in clinic.path.iterdir():
        data = file.read_bytes().lower()
        for word in words:
            for form in (word.lower().encode(), word.lower().encode("utf-16-le")):
                assert form not in data, (file.name, word)


def test_the_write_ahead_log_is_encrypted_too(clinic: OpenClinic) -> None:
    a_patient(clinic, "Zyxwvutsfamily")
    log = clinic.path / "records.db-wal"
    assert log.stat().st_size > 0
    assert b"Zyxwv" not in log.read_bytes()


def test_a_killed_program_loses_nothing_it_called_saved(tmp_path: Path) -> None:
    made = create(tmp_path / "clinic").clinic
    document = a_draft(made, a_patient(made), kind=None)
    made.close()
    code = (
        "import sys; from pathlib import Path; from uuid import UUID\n"
        "from meso_desktop.domain.edits import set_note; from meso_desktop.services.drafts import open_draft, save_draft\n"
        "from tests.services.opening import reopen\n"
        "clinic = reopen(Path(sys.argv[1])); document = open_draft(clinic, UUID(sys.argv[2]))\n"
        "for i in range(100_000): save_draft(clinic, set_note(document, str(i))); print(i, flush=True)"
    )
    writer = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path / "clinic"), str(document.consultation_id)], stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    )
    assert writer.stdout is not None
    seen = [writer.stdout.readline() for _ in range(25)]
    writer.kill()
    rest, _ = writer.communicate()
    last = int((rest.splitlines() or seen)[-1])
    with opened(tmp_path / "clinic") as clinic:
        assert int(open_draft(clinic, document.consultation_id).note) >= last
