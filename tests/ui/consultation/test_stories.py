from datetime import date

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from meso_desktop.domain.areas import Side
from meso_desktop.domain.assessment import Certainty
from meso_desktop.domain.consent import ConsentKind
from meso_desktop.domain.consultation import Consultation, OutcomeKind
from meso_desktop.domain.history import Answer
from meso_desktop.domain.plan import AnaestheticChoice, ResponseKind
from meso_desktop.domain.rules import RuleOutcome
from meso_desktop.services.drafts import list_drafts
from meso_desktop.services.records import open_record
from meso_desktop.services.session import OpenClinic
from meso_desktop.ui.consultation.advice_step import AdvicePage
from meso_desktop.ui.consultation.areas.areas_step import AreasPage
from meso_desktop.ui.consultation.consultation_page import ConsultationPage
from meso_desktop.ui.consultation.examination_step import ExaminationPage
from meso_desktop.ui.consultation.plan.plan_step import PlanPage
from tests.ui.consultation.acts import answer, answer_everything_no, at, choose, click, end, field, retype, sign, step


def test_a_pregnant_patient_is_not_treated_and_the_visit_is_signed(
    page: ConsultationPage, draft: Consultation, clinic: OpenClinic, qtbot: QtBot,
) -> None:
    answer(page, "pregnant", Answer.YES)
    found = next(f for f in page.editor.assessment.findings if f.rule == "pregnancy")
    assert found.outcome is RuleOutcome.STOP
    card = page.panel.card(found.key)
    assert card is not None
    assert card.isVisible()
    assert not card.reason.isVisible()
    assert page.banner.stops.text() == "1 open stop"
    answer(page, "fever", Answer.YES)
    assert page.banner.stops.text() == "1 open stop  ·  1 deferral"
    answer(page, "fever", Answer.NO)
    end(page, OutcomeKind.NOT_TREATED)
    record = sign(page, qtbot)
    again = open_record(clinic, draft.consultation_id)
    assert record.seal_holds
    assert again.seal_holds
    assert again.document.outcome is not None
    assert again.document.outcome.kind is OutcomeKind.NOT_TREATED
    assert any(f.rule == "pregnancy" for f in again.assessment.findings)
    assert list_drafts(clinic) == ()


def test_a_feverish_patient_is_deferred_to_a_day(page: ConsultationPage, draft: Consultation, clinic: OpenClinic, qtbot: QtBot) -> None:
    answer(page, "fever", Answer.YES)
    review = end(page, OutcomeKind.DEFER)
    assert not review.sign.isEnabled()
    retype(review.eligible.field.edit, "03/20/2026")
    QTest.keyClicks(review.reason, "Fever since yesterday")
    sign(page, qtbot)
    again = open_record(clinic, draft.consultation_id)
    assert again.seal_holds
    assert again.document.outcome is not None
    assert again.document.outcome.eligible_on == date(2026, 3, 20)
    assert again.document.outcome.reason == "Fever since yesterday"


def test_flanks_outside_the_label_are_treated_with_a_reason(
    page: ConsultationPage, draft: Consultation, clinic: OpenClinic, qtbot: QtBot,
) -> None:
    answer(page, "diabetes", Answer.YES)
    answer_everything_no(page)
    examination = step(page, ExaminationPage)
    for path, text in (("examination.height", "170"), ("examination.weight", "62,5")):
        QTest.keyClicks(at(examination, path), text)
    plan_the_flanks(page)
    advice = step(page, AdvicePage)
    click(advice.kind.button(ConsentKind.ON_PAPER))
    review = end(page, OutcomeKind.TREAT)
    assert not review.sign.isEnabled()
    respond_to_all(page)
    assert page.editor.assessment.barriers == ()
    sign(page, qtbot)
    again = open_record(clinic, draft.consultation_id)
    assert again.seal_holds
    given = {r.finding.split("/")[0]: r.text for r in again.document.responses}
    assert given["off_label"] == "Discussed, small volume."
    assert given["diabetes"] == "Discussed, small volume."
    assert again.assessment.lines[0].is_off_label


def plan_the_flanks(page: ConsultationPage) -> None:
    areas = step(page, AreasPage)
    areas.picker.area_chosen.emit("flank", Side.BOTH)
    target = page.editor.document.target_areas[0]
    card = areas.card(target.target_id)
    assert card is not None
    click(field(card, type(card.remove), "target_flank_aim_fat"))
    retype(card.length.edit, "5")
    retype(card.width_field.edit, "3.5")
    click(field(card, type(card.remove), "target_flank_deposit_small"))
    click(card.all_no)
    plan = step(page, PlanPage)
    line = plan.card(target.target_id)
    assert line is not None
    choose(line.protocol, "dca_flank")
    click(plan.anaesthetic.choice.button(AnaestheticChoice.ICE))


def respond_to_all(page: ConsultationPage) -> None:
    for found in page.editor.assessment.findings:
        card = page.panel.card(found.key)
        if card is None or found.certainty is not Certainty.PRESENT:
            continue
        match found.takes:
            case ResponseKind.REASON | ResponseKind.OVERRIDE:
                QTest.keyClicks(card.reason, "Discussed, small volume.")
            case ResponseKind.TOLD:
                card.told.click()
            case ResponseKind.LETTER:
                QTest.keyClicks(card.letter_from, "Dr Other")
                retype(card.letter_on.edit, "02/01/2026")
            case None:
                pass
