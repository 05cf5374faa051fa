"""The history by keyboard: earlier answers and their confirmation, never of what is not on the screen; search; notes; another patient."""

from datetime import date
from decimal import Decimal
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent, QRegion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from meso_desktop.domain.assessment import Certainty
from meso_desktop.domain.consultation import Consultation, Outcome, OutcomeKind, Step
from meso_desktop.domain.edits import answer_question, set_allergies, set_earlier_treatments
from meso_desktop.domain.history import OTHER_CODE, Answer, CodedEntry, EarlierTreatment, History, TreatedOn
from meso_desktop.domain.people import PatientCard
from meso_desktop.domain.rules import Validity
from meso_desktop.services.carrying import earlier_answers
from meso_desktop.services.drafts import begin_consultation, save_draft
from meso_desktop.services.session import OpenClinic
from meso_desktop.services.signing import sign_consultation
from meso_desktop.ui.consultation.consultation_page import ConsultationPage
from meso_desktop.ui.consultation.history.coded_row import CodedRow
from meso_desktop.ui.consultation.history.history_row import HistoryRow
from meso_desktop.ui.consultation.history.history_step import HAS_ALLERGIES, HistoryPage
from meso_desktop.ui.consultation.patient_step import PatientPage
from meso_desktop.ui.consultation.summary import summary_sheet
from meso_desktop.ui.tasks import TaskRunner
from tests.domain.ready import with_all_answered
from tests.services.opening import PASSPHRASE, TODAY
from tests.ui.consultation.acts import answer, choose, click, painted, step
from tests.ui.consultation.conftest import Opener
from tests.ui.scene import a_person, packs

_BEFORE: Final = date(2025, 12, 8)
_CTRL: Final = Qt.KeyboardModifier.ControlModifier
_SHIFT: Final = Qt.KeyboardModifier.ShiftModifier
_LATEX: Final = (CodedEntry(text="gloves", code="latex"), CodedEntry(text="blue cream"))


@pytest.fixture
def lasting(clinic: OpenClinic) -> None:
    """Let every answer hold for a year, whatever the packs say of it."""
    knowledge = packs()
    clinic.knowledge = replace(knowledge, questions={q.id: replace(q, valid=Validity.YEAR) for q in knowledge.questions.values()})


def _signed(clinic: OpenClinic, card: PatientCard, *, on: date = _BEFORE) -> None:
    """Sign a visit at which diabetes, an allergy and an earlier treatment were told of, and all else was denied."""
    document = begin_consultation(clinic, patient_id=card.patient_id, visit_on=on)
    for question in ("diabetes", HAS_ALLERGIES, "had_earlier_treatment"):
        document = answer_question(document, question=question, answer=Answer.YES, note="since 2010" if question == "diabetes" else "")
    document = set_earlier_treatments(set_allergies(document, _LATEX), (
        EarlierTreatment(product=None, area="flank", treated_on=TreatedOn(year=2024, month=5), volume_ml=Decimal("4.5")),
    ))
    document = with_all_answered(with_all_answered(document, clinic.knowledge), clinic.knowledge)
    document = replace(document, outcome=Outcome(kind=OutcomeKind.THINKING))
    save_draft(clinic, document)
    sign_consultation(clinic, document, passphrase=PASSPHRASE)


@pytest.fixture
def returning(clinic: OpenClinic, patient: PatientCard, lasting: None, open_page: Opener) -> ConsultationPage:
    """A second visit of a patient whose answers all still hold."""
    assert lasting is None
    _signed(clinic, patient)
    return open_page(begin_consultation(clinic, patient_id=patient.patient_id, visit_on=TODAY))


def _history(page: ConsultationPage, section: str) -> HistoryPage:
    history = step(page, HistoryPage)
    history.open_section(section)
    first = history.first_field()
    assert first is not None
    first.setFocus()
    painted()
    return history


def _press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifiers)
    painted()


def _given(page: ConsultationPage) -> dict[str, Answer]:
    return {a.question: a.answer for a in page.editor.document.history.answers}


def _allergies(page: ConsultationPage) -> tuple[CodedEntry, ...]:
    return page.editor.document.history.allergies


def _note(page: ConsultationPage, question: str) -> str:
    return next(a.note for a in page.editor.document.history.answers if a.question == question)


def _lower(page: ConsultationPage) -> None:
    """Make the window too low for a long section."""
    page.setFixedHeight(520)
    painted()


def test_an_earlier_answer_stands_in_its_row_with_its_date_and_counts_for_nothing(returning: ConsultationPage) -> None:
    history = _history(returning, "metabolism")
    row = history.row("diabetes")
    assert row.earlier.text() == "Yes  ·  8 December 2025\nsince 2010"
    assert row.answer is None
    assert _given(returning) == {}
    assert "diabetes" not in {f.rule for f in returning.editor.assessment.findings if f.certainty is Certainty.PRESENT}
    assert "since 2010" in row.accessibleDescription()
    assert history.sections.button("metabolism").count.waiting > 3
    assert "wait for confirmation" in history.sections.button("metabolism").accessibleName()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_C])
def test_one_key_confirms_the_answer_in_focus_with_its_note_and_moves_on(returning: ConsultationPage, key: Qt.Key) -> None:
    history = _history(returning, "metabolism")
    _press(key)
    assert _given(returning) == {"diabetes": Answer.YES}
    assert _note(returning, "diabetes") == "since 2010"
    assert any(f.rule == "diabetes" for f in returning.editor.assessment.findings)
    assert QApplication.focusWidget() is not history.row("diabetes")
    assert history.row("diabetes").earlier.text() == "As on 8 December 2025"


def test_answering_anew_replaces_the_earlier_answer_and_says_what_it_was(returning: ConsultationPage) -> None:
    history = _history(returning, "metabolism")
    _press(Qt.Key.Key_2)
    assert _given(returning) == {"diabetes": Answer.NO}
    assert _note(returning, "diabetes") == ""
    assert history.row("diabetes").earlier.text() == "Before: Yes  ·  8 December 2025"


def test_a_question_mark_answers_not_known_and_a_key_held_down_answers_once(returning: ConsultationPage) -> None:
    history = _history(returning, "metabolism")
    row = history.row("diabetes")
    for text, key in (("?", Qt.Key.Key_Question), ("\r", Qt.Key.Key_Return), ("n", Qt.Key.Key_N)):
        QApplication.sendEvent(row, QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text, True))
    assert _given(returning) == {}
    QTest.keyClicks(row, "?")
    assert _given(returning) == {"diabetes": Answer.UNKNOWN}


def test_a_confirmed_list_question_brings_its_list_over_and_it_was_to_be_read_before(returning: ConsultationPage) -> None:
    history = _history(returning, "allergies")
    assert "gloves" in history.row(HAS_ALLERGIES).earlier.text()
    assert "not confirmed: gloves, blue cream" in returning.banner.allergies.toolTip()
    assert _allergies(returning) == ()
    _press(Qt.Key.Key_Return)
    assert _allergies(returning) == _LATEX
    _history(returning, "aesthetic")
    _press(Qt.Key.Key_1)  # the same answer as before
    assert [t.area for t in returning.editor.document.history.earlier_treatments] == ["flank"]


def test_ctrl_enter_confirms_the_section_and_goes_to_what_is_open_and_then_to_the_next_step(returning: ConsultationPage) -> None:
    history = _history(returning, "heart")
    asked = history.sections.button("heart").count.asked
    _press(Qt.Key.Key_Return, _CTRL)
    assert len(_given(returning)) == asked
    assert history.section != "heart"
    assert history.isVisible()
    history.open_section("heart")
    painted()
    QTest.keyClick(history, Qt.Key.Key_Return, _CTRL)
    assert returning.step is Step.EXAMINATION


def _shown_of(history: HistoryPage) -> dict[str, tuple[QRect, QRegion]]:
    """Return for each question on the page its row and what is shown of it, told from its place alone."""
    found = {}
    for row in history.findChildren(HistoryRow):
        if row.isVisible():
            shown = row.rect()
            for clip in (history.view.rows_view.viewport(), history.column_view.viewport()):
                shown = shown.intersected(clip.rect().translated(row.mapFrom(clip, QPoint(0, 0))))
            found[row.question] = (row.rect(), QRegion(shown))
    return found


def _fully_visible(history: HistoryPage) -> set[str]:
    return {question for question, (row, shown) in _shown_of(history).items() if shown == QRegion(row)}


def test_what_is_below_the_window_is_not_confirmed_until_it_was_scrolled_to(returning: ConsultationPage) -> None:
    _lower(returning)
    history = _history(returning, "metabolism")
    seen = _fully_visible(history)
    waiting = history.sections.button("metabolism").count.waiting
    assert 0 < len(seen) < waiting
    _press(Qt.Key.Key_Return, _CTRL)
    assert set(_given(returning)) == seen
    for _ in range(waiting):
        if history.section == "metabolism":
            _press(Qt.Key.Key_Return, _CTRL)
    assert history.sections.button("metabolism").count.is_done


def test_a_focused_answer_scrolled_out_of_sight_is_brought_back_and_not_confirmed(returning: ConsultationPage) -> None:
    _lower(returning)
    history = _history(returning, "metabolism")
    bar = history.view.rows_view.verticalScrollBar()
    bar.setValue(bar.maximum())
    painted()
    _press(Qt.Key.Key_Return)
    assert _given(returning) == {}
    assert "diabetes" in _fully_visible(history)
    _press(Qt.Key.Key_Return)
    assert _given(returning) == {"diabetes": Answer.YES}


def test_what_was_seen_of_a_section_is_forgotten_when_something_else_took_its_place(returning: ConsultationPage) -> None:
    history = _history(returning, "heart")
    assert history.row("stroke").was_seen
    history.open_section("metabolism")
    assert not history.row("stroke").was_seen
    history.open_section("heart")
    assert not history.confirm_seen() or _given(returning) == {}  # nothing of it has been painted yet
    painted()
    assert history.row("stroke").was_seen
    QTest.keyClicks(history.search, "thyr")
    assert not history.row("stroke").was_seen
    QTest.keyClick(history.search, Qt.Key.Key_Return, _CTRL)
    assert _given(returning) == {}
    painted()
    assert history.row("stroke").was_seen
    returning.go_to(Step.EXAMINATION)
    assert not history.row("stroke").was_seen


_SECTIONS: Final = tuple(dict.fromkeys(q.section for q in packs().questions.values() if q.scope == "patient"))
_ACTS: Final = st.one_of(
    st.sampled_from(("enter", "search", "ctrl_enter", "confirm", "down", "page_down", "none_else", "none_else_key")),
    st.tuples(st.just("scroll"), st.integers(0, 400)), st.tuples(st.just("open"), st.sampled_from(_SECTIONS)),
)


def _act(history: HistoryPage, act: str | tuple[str, object]) -> None:
    match act:
        case ("scroll", int(value)):
            history.view.rows_view.verticalScrollBar().setValue(value)
        case ("open", str(section)):
            history.open_section(section)
        case "search":
            history.finder.begin()
            QTest.keyClicks(history.search, "thyr")
        case "confirm":
            click(history.confirm)
        case "none_else":
            click(history.all_no)
        case "ctrl_enter":
            QTest.keyClick(history, Qt.Key.Key_Return, _CTRL)
        case "none_else_key":
            QTest.keyClick(history, Qt.Key.Key_Return, _CTRL | _SHIFT)
        case _:
            key = {"enter": Qt.Key.Key_Return, "down": Qt.Key.Key_Down, "page_down": Qt.Key.Key_PageDown}[str(act)]
            QTest.keyClick(QApplication.focusWidget() or history, key)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(height=st.integers(480, 760), is_new=st.booleans(), acts=st.lists(_ACTS, min_size=4, max_size=14))
def test_what_was_not_on_the_screen_is_never_confirmed_nor_answered(  # noqa: PLR0913  # three fixtures and what is drawn
    returning: ConsultationPage, clinic: OpenClinic, patient: PatientCard, *, height: int, is_new: bool,
    acts: list[str | tuple[str, object]],
) -> None:
    offered = earlier_answers(clinic, patient_id=patient.patient_id, visit_on=TODAY)
    begun: Consultation = replace(returning.editor.document, history=History(carried=None if is_new else offered))
    returning.editor.edit(lambda _: begun)
    returning.setFixedHeight(height)
    returning.go_to(Step.EXAMINATION)  # what an example before this one has seen is forgotten
    history = _history(returning, "metabolism")
    seen: dict[str, tuple[QRect, QRegion]] = {}
    for act in acts:
        if returning.step is not Step.HISTORY:
            history = _history(returning, "metabolism")
        on_screen = _shown_of(history)
        seen = {question: held for question, held in seen.items() if question in on_screen}
        for question, (row, shown) in on_screen.items():
            before = seen.get(question, (row, QRegion()))
            seen[question] = (row, shown.united(before[1]) if before[0] == row else shown)
        given_before = set(_given(returning))
        _act(history, act)
        for question in set(_given(returning)) - given_before:
            row, shown = seen[question]
            assert shown == QRegion(row), (act, question)
        painted()


def test_everything_else_no_waits_until_every_question_of_the_section_was_on_the_screen(page: ConsultationPage) -> None:
    _lower(page)
    history = _history(page, "metabolism")
    assert history.row("diabetes").was_seen
    assert "not seen yet" in history.view.hint.text()
    for press in range(10):
        click(history.all_no)
        painted()
        if _given(page):
            break
        assert press < 9
    assert press > 0
    assert history.sections.button("metabolism").count.is_done
    assert all(q in _given(page) for q in ("diabetes", "gallstones"))


def test_everything_else_no_reaches_no_section_that_was_not_opened_and_leaves_earlier_answers_to_be_confirmed(
    returning: ConsultationPage,
) -> None:
    history = _history(returning, "general")
    assert not history.all_no.isVisible()
    QTest.keyClick(history, Qt.Key.Key_Return, _CTRL | _SHIFT)
    assert _given(returning) == {}


def test_the_key_for_everything_else_no_is_held_to_the_same(page: ConsultationPage) -> None:
    _lower(page)
    history = _history(page, "metabolism")
    QTest.keyClick(history, Qt.Key.Key_Return, _CTRL | _SHIFT)
    assert _given(page) == {}
    page.setFixedHeight(900)
    painted()
    QTest.keyClick(history, Qt.Key.Key_Return, _CTRL | _SHIFT)
    assert _given(page)["gallstones"] is Answer.NO
    assert "fever" not in _given(page)


def test_the_history_of_a_returning_patient_is_done_without_the_mouse(
    clinic: OpenClinic, patient: PatientCard, open_page: Opener,
) -> None:
    _signed(clinic, patient)
    page = open_page(begin_consultation(clinic, patient_id=patient.patient_id, visit_on=TODAY))
    step(page, HistoryPage)
    painted()
    pressed = 0
    while page.step is Step.HISTORY and pressed < 150:
        focused = QApplication.focusWidget()
        assert focused is not None
        is_open = focused.objectName().startswith("question_") and focused.property("focused") == "true"
        history = page.page(Step.HISTORY)
        assert isinstance(history, HistoryPage)
        waits = is_open and history.sections.button(history.section).count.waiting
        if waits:
            _press(Qt.Key.Key_Return, _CTRL)
        elif is_open:
            _press(Qt.Key.Key_2)
        else:
            _press(Qt.Key.Key_Tab)
        pressed += 1
    assert page.step is Step.EXAMINATION
    assert not [m for m in page.editor.assessment.missing if m.field == "history"]
    assert _given(page)["diabetes"] is Answer.YES
    assert page.editor.document.history.allergies == _LATEX
    assert pressed < 60


def test_a_note_outlives_an_answer_taken_back_and_writing_it_answers_nothing(page: ConsultationPage) -> None:
    answer(page, "diabetes", Answer.YES)
    history = _history(page, "metabolism")
    row = history.row("diabetes")
    QTest.keyClicks(row.note, "since 2010")
    QTest.keyClick(row, Qt.Key.Key_Backspace)
    assert "diabetes" not in _given(page)
    assert (row.note.isVisible(), row.note.text()) == (True, "since 2010")
    QTest.keyClicks(row.note, ", insulin")
    assert "diabetes" not in _given(page)
    sheet = summary_sheet(page.editor.document, page.editor.assessment, page.desk.wording)
    assert any("since 2010, insulin" in part.text() for part in sheet.findChildren(QLabel))
    sheet.deleteLater()
    row.setFocus()
    QTest.keyClicks(row, "n")
    assert _note(page, "diabetes") == "since 2010, insulin"


def test_a_question_is_found_by_its_words_without_accents_and_enter_goes_there(page: ConsultationPage) -> None:
    history = _history(page, "general")
    _press(Qt.Key.Key_F, _CTRL)
    assert QApplication.focusWidget() is history.search
    QTest.keyClicks(history.search, "GRAVÈS")
    assert history.view.found.current_value() == "thyroid"  # the follow-up is not asked yet: its question leads there
    _press(Qt.Key.Key_Return)
    assert history.section == "metabolism"
    assert QApplication.focusWidget() is history.row("thyroid")
    assert history.search.text() == ""
    _press(Qt.Key.Key_1)
    assert _given(page) == {"thyroid": Answer.YES}


def test_a_medicine_leads_to_its_question_and_escape_returns_to_where_one_was(page: ConsultationPage) -> None:
    history = _history(page, "blood")
    before = QApplication.focusWidget()
    _press(Qt.Key.Key_F, _CTRL)
    QTest.keyClicks(history.search, "warfar")
    assert [row.value for row in history.view.found.rows_model.rows] == ["takes_medicines"]
    assert "warfarin" in history.view.found.rows_model.rows[0].detail
    _press(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is before
    assert (history.section, history.search.text(), history.view.currentIndex()) == ("blood", "", 0)


def test_the_answers_of_one_patient_never_stay_in_a_draft_moved_to_another(
    returning: ConsultationPage, clinic: OpenClinic, tasks: TaskRunner,
) -> None:
    other = a_person(clinic, "Okafor", "Ngozi")
    _signed(clinic, other, on=date(2026, 1, 5))
    stranger = a_person(clinic, "Smith", "Ann")
    _history(returning, "metabolism")
    _press(Qt.Key.Key_Return)
    for family, day in (("Smith", None), ("Okafor", date(2026, 1, 5))):
        page = step(returning, PatientPage)
        click(page.wrong)
        QTest.keyClicks(page.finder.search, family)
        tasks.wait_until_idle()
        QTest.keyClick(page.finder.search, Qt.Key.Key_Return)
        tasks.wait_until_idle()
        carried = returning.editor.document.history.carried
        assert (None if carried is None else carried.visit_on) == day
        assert _given(returning) == {"diabetes": Answer.YES}
    assert returning.editor.document.patient == other
    returning.editor.undo()
    assert returning.editor.document.patient == stranger
    assert returning.editor.document.history.carried is None


def test_a_patient_chosen_in_a_draft_brings_the_earlier_answers(
    clinic: OpenClinic, lasting: None, open_page: Opener, tasks: TaskRunner,
) -> None:
    assert lasting is None
    _signed(clinic, a_person(clinic, "Okafor", "Ngozi"))
    page = open_page(begin_consultation(clinic, patient_id=None, visit_on=TODAY))
    finder = step(page, PatientPage).finder
    tasks.wait_until_idle()
    QTest.keyClicks(finder.search, "okaf")
    tasks.wait_until_idle()
    QTest.keyClick(finder.search, Qt.Key.Key_Return)
    tasks.wait_until_idle()
    history = _history(page, "metabolism")
    assert history.row("diabetes").is_waiting


def test_a_visit_dated_before_the_record_is_offered_nothing_of_it(returning: ConsultationPage, tasks: TaskRunner) -> None:
    visit = step(returning, PatientPage).visit_on.edit
    for text, is_offered in (("12/07/2025", False), ("12/08/2025", True)):
        visit.setFocus()
        visit.selectAll()
        QTest.keyClicks(visit, text)
        tasks.wait_until_idle()
        assert (returning.editor.document.history.carried is not None) is is_offered


def test_a_suggestion_is_taken_by_arrow_and_enter_and_never_by_enter_alone_between_two_codes(page: ConsultationPage) -> None:
    answer(page, "takes_medicines", Answer.YES)
    history = _history(page, "medicines")
    line = history.medicines.edit
    line.setFocus()
    QTest.keyClicks(line, "METO")
    assert history.medicines.suggested()[0] == "metoject"
    assert len(history.medicines.suggested()) <= 8
    popup = line.completer().popup()
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_Return)
    painted()
    QTest.keyClicks(line, "warf")
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    painted()
    assert page.editor.document.history.medicines == (
        CodedEntry(text="METO"), CodedEntry(text="warfarin", code="anticoagulant"),
    )
    assert line.text() == ""


def test_words_not_in_the_list_are_settled_as_one_of_it_or_as_none_of_it(page: ConsultationPage) -> None:
    answer(page, HAS_ALLERGIES, Answer.YES)
    history = _history(page, "allergies")
    for words in ("blue cream", "red cream", "green cream"):
        QTest.keyClicks(history.allergies.edit, words)
        QTest.keyClick(history.allergies.edit, Qt.Key.Key_Return)
    rows = history.allergies.findChildren(CodedRow)
    assert [e.code for e in page.editor.document.history.allergies] == [None, None, None]
    rows[0].choice.setFocus()
    choose(rows[0].choice, "latex")
    assert QApplication.focusWidget() is rows[0]
    QTest.keyClick(rows[1], Qt.Key.Key_N)
    assert [e.code for e in page.editor.document.history.allergies] == ["latex", OTHER_CODE, None]
    assert [row.choice.isVisible() for row in rows] == [False, False, True]
    assert "cannot be ruled out" in rows[2].code.text()


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (1024, 700)])
def test_an_earlier_treatment_pushes_no_answer_out_of_the_window(page: ConsultationPage, width: int, height: int) -> None:
    page.window().resize(width, height)
    history = step(page, HistoryPage)
    answer(page, "had_earlier_treatment", Answer.YES)
    history.earlier.add.click()
    painted()
    view = history.view
    assert view.inside.minimumSizeHint().width() <= view.rows_view.viewport().width()
    assert view.inside.width() <= view.rows_view.viewport().width()
