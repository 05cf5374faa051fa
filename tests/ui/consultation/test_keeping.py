"""Nothing typed is lost: refused entries, undo, a full disk, leaving, and two consultations at once."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from meso_desktop.domain.areas import Outline, Side
from meso_desktop.domain.consent import ConsentKind
from meso_desktop.domain.consultation import Consultation, Step
from meso_desktop.domain.history import Answer
from meso_desktop.domain.quantity import Unit
from meso_desktop.services.drafts import begin_consultation, open_draft
from meso_desktop.services.session import OpenClinic
from meso_desktop.ui.consultation.advice_step import AdvicePage
from meso_desktop.ui.consultation.areas.areas_step import AreasPage
from meso_desktop.ui.consultation.consultation_page import ConsultationPage
from meso_desktop.ui.consultation.examination_step import ExaminationPage
from meso_desktop.ui.consultation.history.history_step import HistoryPage
from meso_desktop.ui.consultation.patient_step import PatientPage
from meso_desktop.ui.editor import SaveState
from tests.services.opening import TODAY
from tests.ui.consultation.acts import answer, at, click, retype, step
from tests.ui.consultation.conftest import Opener
from tests.ui.scene import a_person

Stored = Callable[[], Consultation]


def test_each_keystroke_is_on_disk_within_the_second_without_being_asked(page: ConsultationPage, stored: Stored, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.editor.saved, timeout=5_000):
        QTest.keyClicks(step(page, PatientPage).request, "A firmer chin")
    assert page.editor.save_state is SaveState.SAVED
    assert page.footer.saved.text().startswith("Saved ")
    assert stored().request == "A firmer chin"


def test_both_separators_are_read_and_a_thousands_mark_is_kept_and_refused(page: ConsultationPage, draft: Consultation) -> None:
    examination = step(page, ExaminationPage)
    weight = at(examination, "examination.weight")
    retype(weight, "62,5")
    held = page.editor.document.examination.weight
    assert held is not None
    assert (held.typed, held.unit) == ("62,5", Unit.KG)
    retype(weight, "1,234")
    assert page.editor.document.examination.weight is None
    assert [(e.field, e.text) for e in page.editor.document.refused_entries] == [("examination.weight", "1,234")]
    assert draft.refused_entries == ()


def test_a_refused_entry_survives_a_change_of_step_and_opening_the_draft_again(
    page: ConsultationPage, stored: Stored, open_page: Opener,
) -> None:
    examination = step(page, ExaminationPage)
    retype(at(examination, "examination.weight"), "900")
    step(page, HistoryPage)
    examination = step(page, ExaminationPage)
    assert at(examination, "examination.weight").text() == "900"
    assert page.flush()
    again = step(open_page(stored()), ExaminationPage)
    field = again._quantities["examination.weight"]  # noqa: SLF001  # the sentence stands beside the line, which is what `field` gives
    assert field.edit.text() == "900"
    assert "350" in field.refusal
    retype(field.edit, "62")
    assert again.document.refused_entries == ()


def test_undo_spans_the_steps_and_typing_in_one_field_is_one_step_of_it(page: ConsultationPage) -> None:
    QTest.keyClicks(step(page, PatientPage).request, "Flanks")
    answer(page, "fever", Answer.NO)
    retype(at(step(page, ExaminationPage), "examination.height"), "170")
    field = at(page.page(Step.EXAMINATION), "examination.height")
    for _ in range(3):
        QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.editor.document.request == ""
    assert page.editor.document.history.answers == ()
    assert page.editor.document.examination.height is None
    for _ in range(3):
        QTest.keyClick(field, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert page.editor.document.request == "Flanks"
    assert page.editor.document.examination.height is not None


def test_one_dot_is_not_a_signature(page: ConsultationPage) -> None:
    advice = step(page, AdvicePage)
    click(advice.kind.button(ConsentKind.SIGNED_HERE))
    click(advice.pad)
    assert advice.consent._too_short.isVisible()  # noqa: SLF001  # the sentence itself
    assert any(m.text.id == "missing.consent_signature" for m in page.editor.assessment.missing)


def test_a_full_disk_is_said_and_nothing_is_lost(page: ConsultationPage, clinic: OpenClinic, stored: Stored, qtbot: QtBot) -> None:
    with clinic.store.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    wish = "x" * 200_000
    request = step(page, PatientPage).request
    with qtbot.waitSignal(page.editor.save_failed, timeout=5_000):
        request.setPlainText(wish)
    assert page.editor.save_state is SaveState.FAILED
    assert page.footer.saved.text().startswith("Not saved.")
    assert not page.flush()
    assert page.editor.document.request == wish
    with clinic.store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    with qtbot.waitSignal(page.editor.saved, timeout=5_000):
        request.appendPlainText("y")
    assert stored().request == f"{wish}\ny"


def test_what_a_flush_could_not_store_is_tried_again_without_another_key(
    page: ConsultationPage, clinic: OpenClinic, stored: Stored, qtbot: QtBot,
) -> None:
    with clinic.store.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    wish = "x" * 200_000
    step(page, PatientPage).request.setPlainText(wish)
    assert not page.flush()
    with clinic.store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    with qtbot.waitSignal(page.editor.saved, timeout=10_000):
        pass
    assert page.editor.save_state is SaveState.SAVED
    assert stored().request == wish


def test_closing_keeps_the_draft_to_the_last_keystroke(page: ConsultationPage, stored: Stored, qtbot: QtBot) -> None:
    QTest.keyClicks(step(page, PatientPage).request, "Flanks")
    with qtbot.waitSignal(page.closed, timeout=5_000):
        click(page.footer.close_button)
    assert stored().request == "Flanks"


def test_a_quick_switch_never_writes_one_consultation_into_another(
    page: ConsultationPage, draft: Consultation, clinic: OpenClinic, open_page: Opener,
) -> None:
    other = begin_consultation(clinic, patient_id=a_person(clinic, "Okafor", "Ngozi").patient_id, visit_on=TODAY)
    QTest.keyClicks(step(page, PatientPage).request, "Chin of A")
    second = open_page(other)
    QTest.keyClicks(step(second, PatientPage).request, "Flanks of B")
    QTest.keyClicks(page.page(Step.PATIENT).note, "note of A")
    assert page.flush()
    assert second.flush()
    first_kept, second_kept = open_draft(clinic, draft.consultation_id), open_draft(clinic, other.consultation_id)
    assert (first_kept.request, first_kept.step_notes[0].text) == ("Chin of A", "note of A")
    assert (second_kept.request, second_kept.step_notes) == ("Flanks of B", ())
    assert first_kept.patient != second_kept.patient


def test_half_an_extent_and_its_outline_survive_opening_the_draft_again(
    page: ConsultationPage, stored: Stored, open_page: Opener,
) -> None:
    areas = step(page, AreasPage)
    areas.picker.area_chosen.emit("submental", Side.MIDLINE)
    target = page.editor.document.target_areas[0]
    card = areas.card(target.target_id)
    assert card is not None
    click(card.outline_choice.button(Outline.RECTANGLE))
    assert card.outline is Outline.RECTANGLE
    retype(card.length.edit, "4")
    assert page.flush()
    again = step(open_page(stored()), AreasPage)
    card = again.card(target.target_id)
    assert card is not None
    assert card.length.edit.text() == "4"
    assert card.outline is Outline.RECTANGLE
    retype(card.width_field.edit, "3")
    extent = again.document.target_areas[0].extent
    assert extent is not None
    assert extent.outline is Outline.RECTANGLE
    assert again.document.refused_entries == ()
