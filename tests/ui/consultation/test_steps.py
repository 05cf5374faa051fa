"""Each step's edits reach the document, by key and by mouse."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from meso_desktop.domain.areas import Aim, Deposit, Side
from meso_desktop.domain.consultation import Consultation, Step
from meso_desktop.domain.examination import SkinType
from meso_desktop.domain.history import OTHER_CODE, Answer, TreatedOn
from meso_desktop.services.drafts import begin_consultation
from meso_desktop.services.session import OpenClinic
from meso_desktop.ui.consultation.areas.areas_step import AreasPage
from meso_desktop.ui.consultation.consultation_page import ConsultationPage
from meso_desktop.ui.consultation.examination_step import ExaminationPage
from meso_desktop.ui.consultation.history.history_step import HAS_ALLERGIES, HistoryPage
from meso_desktop.ui.consultation.patient_step import PatientPage
from meso_desktop.ui.consultation.plan.plan_step import PlanPage
from meso_desktop.ui.tasks import TaskRunner
from tests.services.opening import TODAY
from tests.ui.consultation.acts import answer, at, choose, click, field, painted, retype, step
from tests.ui.consultation.conftest import Opener
from tests.ui.scene import a_person


def answers(page: ConsultationPage) -> dict[str, Answer]:
    return {a.question: a.answer for a in page.editor.document.history.answers}


def test_a_patient_is_found_as_you_type_and_taken_with_enter(clinic: OpenClinic, open_page: Opener, tasks: TaskRunner) -> None:
    card = a_person(clinic, "Okafor", "Ngozi")
    page = open_page(begin_consultation(clinic, patient_id=None, visit_on=TODAY))
    patient = step(page, PatientPage)
    tasks.wait_until_idle()
    QTest.keyClicks(patient.finder.search, "okaf")
    tasks.wait_until_idle()
    QTest.keyClick(patient.finder.search, Qt.Key.Key_Return)
    tasks.wait_until_idle()
    assert page.editor.document.patient == card
    assert "Ngozi" in page.banner.name.text()


def test_a_new_patient_is_made_and_the_one_who_is_there_is_shown_before_saving(
    clinic: OpenClinic, open_page: Opener, tasks: TaskRunner,
) -> None:
    a_person(clinic, "Okafor", "Ngozi")
    page = open_page(begin_consultation(clinic, patient_id=None, visit_on=TODAY))
    finder = step(page, PatientPage).finder
    click(finder.new)
    form = finder.form
    QTest.keyClicks(form.form.family_name.line, "Okafor")
    QTest.keyClicks(form.form.given_name.line, "Ngozi")
    QTest.keyClicks(form.form.birth_on.line, "04/03/1985")
    tasks.wait_until_idle()
    assert form.same.isVisible()
    retype(form.form.given_name.line, "Adaeze")
    click(form.save)
    tasks.wait_until_idle()
    assert page.editor.document.patient is not None
    assert page.editor.document.patient.given_name == "Adaeze"


def test_a_consultation_begun_on_the_wrong_patient_moves_with_all_that_was_recorded(
    page: ConsultationPage, clinic: OpenClinic, tasks: TaskRunner,
) -> None:
    right = a_person(clinic, "Okafor", "Ngozi")
    patient = step(page, PatientPage)
    QTest.keyClicks(patient.request, "Flanks")
    click(patient.wrong)
    QTest.keyClicks(patient.finder.search, "okaf")
    tasks.wait_until_idle()
    QTest.keyClick(patient.finder.search, Qt.Key.Key_Return)
    tasks.wait_until_idle()
    assert page.editor.document.patient == right
    assert page.editor.document.request == "Flanks"


def test_one_key_answers_and_moves_on_and_the_follow_up_comes_only_when_needed(page: ConsultationPage) -> None:
    history = step(page, HistoryPage)
    row = history.field("thyroid")
    assert row is not None
    row.setFocus()
    QTest.keyClicks(row, "n")
    assert answers(page)["thyroid"] is Answer.NO
    assert not history.row("thyroid_autoimmune").isVisible()
    row.setFocus()
    QTest.keyClicks(row, "1")
    assert answers(page)["thyroid"] is Answer.YES
    assert history.row("thyroid_autoimmune").isVisible()
    assert QApplication.focusWidget() is history.row("thyroid_autoimmune")
    QTest.keyClicks(history.row("thyroid_autoimmune"), "k")
    assert answers(page)["thyroid_autoimmune"] is Answer.UNKNOWN


def test_everything_else_no_answers_only_the_section_on_the_screen(page: ConsultationPage) -> None:
    answer(page, "diabetes", Answer.YES)
    history = step(page, HistoryPage)
    history.open_section("metabolism")
    painted()
    click(history.all_no)
    given = answers(page)
    assert given["diabetes"] is Answer.YES
    assert given["gallstones"] is Answer.NO
    assert "fever" not in given


def test_words_of_the_pack_code_an_allergy_and_other_words_cannot_be_ruled_out(page: ConsultationPage) -> None:
    answer(page, HAS_ALLERGIES, Answer.YES)
    history = step(page, HistoryPage)
    history.open_section("allergies")
    for words in ("penicillin", "blue cream"):
        QTest.keyClicks(history.allergies.edit, words)
        QTest.keyClick(history.allergies.edit, Qt.Key.Key_Return)
    entries = page.editor.document.history.allergies
    assert [e.text for e in entries] == ["penicillin", "blue cream"]
    assert entries[0].code is not None
    assert entries[1].code is None
    rows = history.allergies.findChildren(QWidget)
    row = next(w for w in rows if w.accessibleName().startswith("blue cream:"))
    QTest.keyClick(row, Qt.Key.Key_N)
    assert page.editor.document.history.allergies[1].code == OTHER_CODE


def test_an_earlier_treatment_may_be_known_in_part(page: ConsultationPage) -> None:
    answer(page, "had_earlier_treatment", Answer.YES)
    history = step(page, HistoryPage)
    history.open_section("aesthetic")
    click(history.earlier.add)
    row = history.earlier.rows[0]
    choose(row.area, "flank")
    retype(row.when.edit, "5/2024")
    retype(row.volume.edit, "4,5")
    treatment = page.editor.document.history.earlier_treatments[0]
    assert (treatment.product, treatment.area) == (None, "flank")
    assert treatment.treated_on == TreatedOn(year=2024, month=5)
    assert str(treatment.volume_ml) == "4.5"
    retype(row.when.edit, "last summer")
    assert page.editor.document.refused_entries[0].field == "earlier_treatment.0.treated_on"


def test_measures_show_what_follows_from_them_at_once(page: ConsultationPage) -> None:
    examination = step(page, ExaminationPage)
    retype(at(examination, "examination.height"), "175")
    retype(at(examination, "examination.weight"), "70")
    assert examination.measures.bmi.text() == "22.9"
    retype(at(examination, "examination.girth.waist"), "76")
    click(field(examination, QWidget, "skin_type_3"))
    held = page.editor.document.examination
    assert held.skin_type is SkinType.III
    assert held.girths[0].site == "waist"


def test_areas_are_chosen_by_name_and_on_the_body_and_half_an_extent_waits(page: ConsultationPage) -> None:
    areas = step(page, AreasPage)
    QTest.keyClicks(areas.picker, "under the chin")
    QTest.keyClick(areas.picker, Qt.Key.Key_Return)
    areas.body_view.area_toggled.emit("flank", Side.LEFT)
    chin, flank = page.editor.document.target_areas
    assert (chin.area, flank.area, flank.side) == ("submental", "flank", Side.BOTH)
    areas.field(f"target.{chin.target_id}.extent")
    card = areas.card(chin.target_id)
    assert card is not None
    retype(card.length.edit, "4")
    assert page.editor.document.target_areas[0].extent is None
    retype(card.width_field.edit, "3")
    click(card.deposit.button(Deposit.SMALL))
    chin = page.editor.document.target_areas[0]
    assert chin.extent is not None
    assert chin.deposit is Deposit.SMALL
    assert page.editor.document.refused_entries == ()


def test_the_plan_shows_points_volume_dose_and_the_grid_drawn(page: ConsultationPage) -> None:
    plan_a_chin(page)
    plan = step(page, PlanPage)
    line = page.editor.document.plan.lines[0]
    assert len(line.points) == 12
    estimate = page.editor.assessment.lines[0]
    assert (estimate.injections, str(estimate.volume_ml), estimate.vials) == (12, "2.4", 2)
    card = plan.card(line.target_id)
    assert card is not None
    retype(card.quantities["sessions"].edit, "3")
    assert page.editor.document.plan.lines[0].sessions == 3
    retype(plan.first.edit, "03/16/2026")
    assert page.editor.assessment.lines[0].dates[0].isoformat() == "2026-03-16"


def plan_a_chin(page: ConsultationPage) -> None:
    areas = step(page, AreasPage)
    areas.picker.area_chosen.emit("submental", Side.MIDLINE)
    target = page.editor.document.target_areas[0]
    card = areas.card(target.target_id)
    assert card is not None
    if target.aim is None:
        click(card.aim.button(Aim.FAT))
    click(card.outline_choice.button(next(o for o in type(card.outline) if o == "rectangle")))
    retype(card.length.edit, "4")
    retype(card.width_field.edit, "3")
    click(card.deposit.button(Deposit.SMALL))
    plan = step(page, PlanPage)
    line = plan.card(target.target_id)
    assert line is not None
    choose(line.protocol, "dca_submental")


def test_alt_and_a_number_jump_to_a_step_and_ctrl_enter_goes_on(page: ConsultationPage) -> None:
    QTest.keyClick(page, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    steps = [page.step]
    QTest.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    steps.append(page.step)
    assert steps == [Step.EXAMINATION, Step.AREAS]


def test_what_is_missing_leads_to_its_field(page: ConsultationPage) -> None:
    row = next(r for r in page.panel.missing_rows() if "height" in r.text.casefold())
    click(row)
    assert page.step is Step.EXAMINATION
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.objectName() == "examination.height"


def test_every_field_of_every_step_has_a_name(page: ConsultationPage, draft: Consultation, qtbot: QtBot) -> None:
    del draft, qtbot
    plan_a_chin(page)
    for number in Step:
        page.go_to(number)
        takers = [w for w in page.findChildren(QWidget) if w.isVisible() and w.focusPolicy() & Qt.FocusPolicy.TabFocus]
        nameless = [type(w).__name__ for w in takers if not w.accessibleName() and not getattr(w, "text", str)() and w.focusProxy() is None]
        assert not nameless, (number, nameless)
