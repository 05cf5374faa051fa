"""The live panel: whom a finding concerns, where answered ones go, whose limits the bars are, what is missing."""

import pytest
from msgspec.structs import replace
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from meso_desktop.domain.areas import Aim
from meso_desktop.domain.asking import questions_shown
from meso_desktop.domain.assessment import Finding
from meso_desktop.domain.carrying import set_carried
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.edits import put_line
from meso_desktop.domain.history import Answer, Answered, Carried
from meso_desktop.ui.consultation.consultation_page import ConsultationPage
from meso_desktop.ui.consultation.panel.finding_card import FindingCard
from meso_desktop.ui.consultation.panel.limit_bar import LimitBar
from meso_desktop.ui.consultation.plan.plan_step import PlanPage
from tests.domain.builders import extent, line, target
from tests.services.opening import TODAY
from tests.ui.consultation.acts import answer, click, step
from tests.ui.consultation.conftest import Opener
from tests.ui.consultation.test_steps import plan_a_chin


def texts(widget: QWidget) -> list[str]:
    return [shown.text() for shown in widget.findChildren(QLabel) if shown.isVisible()]


def finding(page: ConsultationPage, rule: str) -> Finding:
    return next(f for f in page.editor.assessment.findings if f.rule == rule)


def card_of(page: ConsultationPage, rule: str) -> FindingCard:
    card = page.panel.card(finding(page, rule).key)
    assert card is not None, rule
    return card


_CALM = "Nothing stands against treatment in what has been answered so far."
_WAITING = "Earlier answers are not confirmed yet."


def _carry(page: ConsultationPage, *questions: str) -> None:
    answers = tuple(Answered(question=question, answer=Answer.NO) for question in questions)
    page.editor.edit(lambda document: set_carried(document, Carried(visit_on=TODAY, answers=answers)))


def test_with_nothing_found_and_nothing_waiting_it_says_so(page: ConsultationPage) -> None:
    assert (page.panel.calm.isVisible(), page.panel.calm.text()) == (True, _CALM)


def test_nothing_is_said_to_be_clear_while_earlier_answers_wait(page: ConsultationPage) -> None:
    _carry(page, "diabetes", "pregnant")
    assert (page.panel.calm.isVisible(), page.panel.calm.text()) == (True, _WAITING)
    answer(page, "diabetes", Answer.NO)
    assert page.panel.calm.text() == _WAITING
    answer(page, "pregnant", Answer.NO)
    assert (page.panel.calm.isVisible(), page.panel.calm.text()) == (True, _CALM)


def test_an_earlier_answer_to_a_question_that_is_not_asked_keeps_nothing_waiting(page: ConsultationPage) -> None:
    shown = {q.id for q in questions_shown(page.editor.document, page.editor.knowledge)}
    _carry(page, next(q for q in page.editor.knowledge.questions if q not in shown))
    assert page.panel.calm.text() == _CALM


def test_with_nothing_planned_a_stop_names_the_families_that_it_concerns(page: ConsultationPage) -> None:
    answer(page, "diabetes", Answer.YES)
    shown = " ".join(texts(card_of(page, "diabetes")))
    assert "Mesotherapy" in shown
    assert "Deoxycholic acid" not in shown
    assert "for these families" in shown


def test_a_stop_of_all_families_names_none(page: ConsultationPage) -> None:
    answer(page, "pregnant", Answer.YES)
    shown = " ".join(texts(card_of(page, "pregnancy")))
    assert "Mesotherapy" not in shown
    assert "for these families" not in shown


def test_an_answered_card_stays_under_the_focus_and_is_filed_when_the_focus_leaves(page: ConsultationPage) -> None:
    answer(page, "diabetes", Answer.YES)
    plan_a_chin(page)
    key = finding(page, "diabetes").key
    page.panel.focus_finding(key)
    card = card_of(page, "diabetes")
    QTest.keyClicks(card.reason, "Well controlled.")
    assert page.panel.card(key) is card
    assert QApplication.focusWidget() is card.reason
    assert not page.panel.answered.isVisible()
    step(page, PlanPage).first.edit.setFocus()
    assert page.panel.card(key) is None
    assert page.panel.answered.text() == "1 finding answered"
    click(page.panel.answered)
    again = card_of(page, "diabetes")
    assert again.reason.toPlainText() == "Well controlled."
    again.reason.setFocus()
    again.reason.clear()
    assert QApplication.focusWidget() is again.reason
    assert finding(page, "diabetes").response is None


def test_an_unknown_stop_that_is_overridden_keeps_its_card_while_it_is_typed_in(page: ConsultationPage) -> None:
    answer(page, "diabetes", Answer.YES)
    plan_a_chin(page)
    for found in page.editor.assessment.findings:
        card = page.panel.card(found.key)
        if card is not None and card.reason.isVisible():
            card.reason.setFocus()
            QTest.keyClicks(card.reason, "ab")
            assert QApplication.focusWidget() is card.reason
            assert card.reason.toPlainText() == "ab"


def _not_known(page: ConsultationPage) -> list[Finding]:
    return [f for f in page.editor.assessment.findings if f.rule == "legal_not_known"]


@pytest.fixture
def four_lines(open_page: Opener, draft: Consultation) -> ConsultationPage:
    """The plan of four areas whose legal status is asked about, two preparations."""
    areas = tuple(
        target(n, area=area, aim=Aim.CELLULITE, of=extent("6", "4"))
        for n, area in enumerate(("flank", "lower_abdomen", "outer_thigh", "upper_abdomen"), start=1)
    )
    mixes = ("organic_silica_5", "organic_silica_5", "organic_silica_5", "caffeine")
    lines = tuple(line(n, protocol="meso_point", preparation=mix, target_number=n) for n, mix in enumerate(mixes, start=1))
    page = open_page(replace(draft, target_areas=areas, plan=replace(draft.plan, lines=lines)))
    step(page, PlanPage)
    return page


def test_one_reason_is_given_to_every_line_that_asks_the_same(four_lines: ConsultationPage) -> None:
    page = four_lines
    first, *others = _not_known(page)
    assert len(others) == 3
    page.panel.focus_finding(first.key)
    card = page.panel.card(first.key)
    assert card is not None
    assert not card.same.isVisible()
    QTest.keyClicks(card.reason, "By the clinic's own licence")
    assert (card.same.isVisible(), card.same.text()) == (True, "Same reason for 3 other areas")
    assert "Outer thigh" in card.same.toolTip()
    click(card.same)
    found = _not_known(page)
    assert {f.response.text for f in found if f.response is not None} == {"By the clinic's own licence"}
    assert [f.is_open for f in found] == [False] * 4
    assert {f.key: f.response.basis for f in found if f.response is not None} == {f.key: f.basis for f in found}
    assert not card.same.isVisible()
    assert QApplication.focusWidget() is card.reason
    page.editor.undo()
    assert [f.is_open for f in _not_known(page)] == [False, True, True, True]


def test_a_reason_given_to_all_lapses_for_the_line_whose_preparation_changes(four_lines: ConsultationPage) -> None:
    page = four_lines
    first = _not_known(page)[0]
    page.panel.focus_finding(first.key)
    card = page.panel.card(first.key)
    assert card is not None
    QTest.keyClicks(card.reason, "By licence")
    click(card.same)
    changed = replace(page.editor.document.plan.lines[1], preparation="caffeine")
    page.editor.edit(lambda document: put_line(document, changed))
    assert [f.is_open for f in _not_known(page)] == [False, True, False, False]


def test_limits_stand_under_the_name_of_their_product_once(page: ConsultationPage) -> None:
    plan_a_chin(page)
    shown = texts(page.panel.totals)
    assert sum("Kybella" in text for text in shown) == 1
    assert "12 of 50" in shown
    assert len(page.panel.totals.findChildren(LimitBar)) > 1


def test_sources_open_in_full_on_a_further_click(page: ConsultationPage) -> None:
    answer(page, "pregnant", Answer.YES)
    card = card_of(page, "pregnancy")
    click(card.why)
    assert card.sources.isVisible()
    known = page.desk.clinic.knowledge.sources
    citation = known[finding(page, "pregnancy").sources[0]].citation
    assert not any(citation in text for text in texts(card))
    click(card.sources)
    assert any(citation in text for text in texts(card))


def test_what_is_missing_wraps_instead_of_being_cut(page: ConsultationPage) -> None:
    row = next(r for r in page.panel.missing_rows() if r.text.startswith("Consent is not recorded"))
    assert row.height() > 2 * row.fontMetrics().lineSpacing()
