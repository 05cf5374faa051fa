"""A patient's card: one short form, nothing typed lost, duplicates shown before saving."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from meso_desktop.domain.people import Jurisdiction, Language, Sex
from meso_desktop.services.patients import find_patients
from meso_desktop.services.patients import patient as read_patient
from meso_desktop.ui.main_window import MainWindow
from meso_desktop.ui.patient_form_page import PatientFormPage
from meso_desktop.ui.workspace import Workspace
from tests.ui.answers import AnsweringDialogs
from tests.ui.conftest import settle


@pytest.fixture
def page(workspace: Workspace) -> PatientFormPage:
    workspace.show_new_patient()
    return workspace.form_page


def test_a_card_is_entered_by_keyboard_alone(page: PatientFormPage, workspace: Workspace) -> None:
    form = page.form
    assert page.focusWidget() is form.family_name.line
    QTest.keyClicks(form.family_name.line, "Brandt")
    QTest.keyClick(form.family_name.line, Qt.Key.Key_Return)
    QTest.keyClicks(form.given_name.line, "Jo")
    QTest.keyClick(form.given_name.line, Qt.Key.Key_Return)
    QTest.keyClick(form.former_name.line, Qt.Key.Key_Return)
    assert page.focusWidget() is form.birth_on.line
    QTest.keyClicks(form.birth_on.line, "02/29/1988")
    form.sex.set_value(Sex.MALE)
    form.language.set_value(Language.PORTUGUESE)
    QTest.keyClick(form.birth_on.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    page.save_button.click()
    settle(workspace)
    found = find_patients(workspace.desk.clinic, "brandt")[0]
    card = read_patient(workspace.desk.clinic, found.patient_id).card
    assert (card.given_name, card.birth_on.isoformat(), card.sex, card.language) == ("Jo", "1988-02-29", Sex.MALE, Language.PORTUGUESE)
    assert workspace.pages.currentWidget() is workspace.patient_page


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("02/31/1985", "calendar"), ("13/02/1985", "as in 04/23/1985"), ("", "empty"), ("tomorrow", "not read"), ("3/4/85", "whole year"),
        ("03/04/2099", "future"), ("1/1/1899", "1900"),
    ],
)
def test_a_birth_date_that_cannot_be_is_refused_at_its_field(
    page: PatientFormPage, workspace: Workspace, typed: str, said: str
) -> None:
    QTest.keyClicks(page.form.family_name.line, "Brandt")
    QTest.keyClicks(page.form.birth_on.line, typed)
    page.save_button.click()
    settle(workspace)
    assert said in page.form.birth_on.fault
    assert page.form.birth_on.text == typed
    assert page.form.family_name.text == "Brandt"
    assert not find_patients(workspace.desk.clinic, "brandt")


def test_a_birth_date_is_read_in_the_order_of_the_country_of_the_clinic(page: PatientFormPage, workspace: Workspace) -> None:
    assert workspace.desk.clinic.clinic.jurisdiction is Jurisdiction.US
    assert page.form.birth_on.line.placeholderText() == "mm/dd/yyyy"
    QTest.keyClicks(page.form.birth_on.line, "03/04/1984")
    assert page.form.birth_on.day() == date(1984, 3, 4)
    page.form.birth_on.set_text("")
    workspace.show_settings()
    workspace.settings_page.clinic.jurisdiction.set_value(Jurisdiction.GB)
    workspace.settings_page.save()
    settle(workspace)
    workspace.show_new_patient()
    assert page.form.birth_on.line.placeholderText() == "dd/mm/yyyy"
    QTest.keyClicks(page.form.birth_on.line, "03/04/1984")
    assert page.form.birth_on.day() == date(1984, 4, 3)


def test_what_the_vault_refuses_is_said_at_the_field_it_names(page: PatientFormPage, workspace: Workspace) -> None:
    QTest.keyClicks(page.form.family_name.line, "Brandt")
    QTest.keyClicks(page.form.birth_on.line, "04/03/1985")
    QTest.keyClicks(page.form.file_number.line, "1042")
    page.save_button.click()
    settle(workspace)
    assert "1042" in page.form.file_number.fault
    assert page.save_button.isEnabled()


def test_probable_duplicates_are_shown_before_saving(page: PatientFormPage, workspace: Workspace) -> None:
    QTest.keyClicks(page.form.family_name.line, "Lefevre")
    QTest.keyClicks(page.form.given_name.line, "Eloise")
    QTest.keyClicks(page.form.birth_on.line, "04/03/1985")
    settle(workspace)
    assert page.alike_list.isVisible()
    assert page.save_button.text() == "Save as another person"
    page.alike_list.chosen.emit(page.alike_list.rows_model.rows[0].value)
    settle(workspace)
    assert workspace.patient_page.head.name.text().startswith("LEFÈVRE")
    assert len(find_patients(workspace.desk.clinic, "lefevre")) == 1


def test_a_duplicate_found_only_at_saving_stops_the_first_save(page: PatientFormPage, workspace: Workspace) -> None:
    page.form.family_name.set_text("Lefèvre")
    page.form.given_name.set_text("Éloïse")
    page.form.birth_on.set_text("04/03/1985")
    page.save_button.click()
    settle(workspace)
    assert workspace.pages.currentWidget() is page
    assert len(find_patients(workspace.desk.clinic, "lefevre")) == 1
    page.save_button.click()
    settle(workspace)
    assert len(find_patients(workspace.desk.clinic, "lefevre")) == 2


def test_a_card_is_changed_and_keeps_its_id(workspace: Workspace) -> None:
    found = find_patients(workspace.desk.clinic, "smith")[0]
    workspace.show_card(read_patient(workspace.desk.clinic, found.patient_id).card)
    workspace.form_page.form.telephone.set_text("+1 202 555 0177")
    workspace.form_page.save_button.click()
    settle(workspace)
    assert read_patient(workspace.desk.clinic, found.patient_id).card.telephone == "+1 202 555 0177"


def test_leaving_a_changed_card_goes_back_to_its_patient(workspace: Workspace) -> None:
    found = find_patients(workspace.desk.clinic, "smith")[0]
    workspace.show_card(read_patient(workspace.desk.clinic, found.patient_id).card)
    workspace.form_page.leave.click()
    settle(workspace)
    assert workspace.patient_page.head.name.text() == "SMITH Ann"


@pytest.mark.parametrize("way", ["today", "settings", "patient", "consultation", "lock"])
def test_a_card_that_is_not_saved_is_not_lost_unasked(
    page: PatientFormPage, workspace: Workspace, window: MainWindow, answers: AnsweringDialogs, way: str
) -> None:
    QTest.keyClicks(page.form.given_name.line, "Jo")
    answers.says_yes = False
    match way:
        case "today":
            workspace.show_today()
        case "settings":
            workspace.show_settings()
        case "patient":
            workspace.show_patient(find_patients(workspace.desk.clinic, "smith")[0].patient_id)
        case "consultation":
            workspace.start_consultation()
        case _:
            window.lock()
    assert window.workspace is workspace
    assert workspace.pages.currentWidget() is page
    assert page.form.given_name.text == "Jo"
    assert len(answers.asked) == 1


def test_a_card_on_which_nothing_was_typed_is_left_without_a_question(workspace: Workspace, answers: AnsweringDialogs) -> None:
    workspace.show_new_patient("Brandt")
    workspace.show_today()
    settle(workspace)
    assert answers.asked == []
