"""The questions at a place: a list to tick, folded once answered, and no answer to what was not on the screen."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from meso_desktop.domain.areas import Side
from meso_desktop.domain.history import Answer
from meso_desktop.ui.consultation.areas.areas_step import AreasPage
from meso_desktop.ui.consultation.areas.brief_question import BriefQuestion
from meso_desktop.ui.consultation.areas.site_questions import SiteQuestions
from meso_desktop.ui.consultation.consultation_page import ConsultationPage
from meso_desktop.ui.consultation.tri_state import TriStateRow
from tests.ui.consultation.acts import click, painted, step


@pytest.fixture
def areas(page: ConsultationPage) -> AreasPage:
    found = step(page, AreasPage)
    found.picker.area_chosen.emit("flank", Side.BOTH)
    painted()
    return found


@pytest.fixture
def questions(areas: AreasPage) -> SiteQuestions:
    card = areas.card(areas.document.target_areas[0].target_id)
    assert card is not None
    return card.body.questions


def answers(areas: AreasPage) -> dict[str, Answer]:
    return {a.question: a.answer for a in areas.document.target_areas[0].answers}


def rule_all_out(questions: SiteQuestions) -> None:
    for _ in range(4):
        if questions.all_no.isVisible():
            painted()
            click(questions.all_no)
    painted()


def test_every_question_of_the_place_stands_in_the_list(areas: AreasPage, questions: SiteQuestions) -> None:
    assert "hernia_at_site" in questions.rows
    assert "platysmal_bands_at_site" not in questions.rows
    assert all(isinstance(row, BriefQuestion) for row in questions.rows.values())
    assert answers(areas) == {}


def test_a_tick_means_yes_and_shows_the_question_in_full(areas: AreasPage, questions: SiteQuestions) -> None:
    click(questions.rows["infection_at_site"])
    assert answers(areas) == {"infection_at_site": Answer.YES}
    row = questions.rows["infection_at_site"]
    assert isinstance(row, TriStateRow)
    assert row.isVisible()
    assert row.button(Answer.YES).isChecked()


def test_keys_answer_and_go_to_the_next_question_that_is_open(areas: AreasPage, questions: SiteQuestions) -> None:
    order = list(questions.rows)
    first = questions.rows[order[0]]
    first.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(first, Qt.Key.Key_2)
    assert answers(areas) == {order[0]: Answer.NO}
    assert QApplication.focusWidget() is questions.rows[order[1]]
    QTest.keyClicks(questions.rows[order[1]], "k")
    assert answers(areas)[order[1]] is Answer.UNKNOWN
    assert isinstance(questions.rows[order[1]], TriStateRow)
    assert QApplication.focusWidget() is questions.rows[order[2]]


def test_delete_takes_an_answer_back(areas: AreasPage, questions: SiteQuestions) -> None:
    row = questions.rows["infection_at_site"]
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_2)
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_Delete)
    assert answers(areas) == {}


def test_none_of_these_says_no_to_all_in_one_step_of_undo(page: ConsultationPage, areas: AreasPage, questions: SiteQuestions) -> None:
    asked = set(questions.rows)
    rule_all_out(questions)
    assert answers(areas) == dict.fromkeys(asked, Answer.NO)
    page.editor.undo()
    assert answers(areas) == {}


def test_none_of_the_others_leaves_what_was_answered(areas: AreasPage, questions: SiteQuestions) -> None:
    click(questions.rows["laxity_at_site"])
    assert questions.all_no.text() == "None of the others"
    rule_all_out(questions)
    given = answers(areas)
    assert given.pop("laxity_at_site") is Answer.YES
    assert set(given.values()) == {Answer.NO}


def test_what_was_not_on_the_screen_is_not_said_no_to(page: ConsultationPage, areas: AreasPage, questions: SiteQuestions) -> None:
    page.resize(1024, 480)
    painted()
    unseen = [row for row in questions.rows.values() if isinstance(row, BriefQuestion) and not row.was_seen]
    assert unseen
    questions.all_no.click()
    assert answers(areas) == {}
    assert not unseen[0].visibleRegion().isEmpty()


def test_once_all_are_answered_they_fold_to_one_line_and_those_that_apply_stay(areas: AreasPage, questions: SiteQuestions) -> None:
    click(questions.rows["laxity_at_site"])
    rule_all_out(questions)
    assert list(questions.rows) == ["laxity_at_site"]
    assert questions.folded.isVisible()
    assert questions.folded.text() == f"No to {len(answers(areas)) - 1} questions"
    assert not questions.all_no.isVisible()


def test_what_is_folded_away_is_opened_again_to_change_an_answer(areas: AreasPage, questions: SiteQuestions) -> None:
    rule_all_out(questions)
    click(questions.folded)
    painted()
    click(questions.rows["infection_at_site"])
    assert answers(areas)["infection_at_site"] is Answer.YES


def test_what_is_missing_leads_to_the_first_open_question(page: ConsultationPage, areas: AreasPage, questions: SiteQuestions) -> None:
    click(questions.rows["infection_at_site"])
    page.go_to(areas.step, field=f"target.{areas.document.target_areas[0].target_id}.answers")
    focused = QApplication.focusWidget()
    assert isinstance(focused, BriefQuestion)
    assert focused.question not in answers(areas)


def test_each_box_speaks_its_question_and_its_answer(questions: SiteQuestions) -> None:
    row = questions.rows["infection_at_site"]
    spoken = [row.accessibleName()]
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_2)
    spoken.append(row.accessibleName())
    assert spoken == ["Infected, inflamed or open skin?: not asked", "Infected, inflamed or open skin?: No"]
