"""The local anaesthetic on the plan: offered or declined in words, a dose against its cap, a reduction by one key, ways out."""

from decimal import Decimal

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from meso_desktop.domain.consultation import Consultation, Step
from meso_desktop.domain.edits import answer_question
from meso_desktop.domain.history import Answer
from meso_desktop.domain.plan import Anaesthetic, AnaestheticChoice, Plan
from meso_desktop.domain.ways_out import WayOutKind
from meso_desktop.ui.consultation.consultation_page import ConsultationPage
from meso_desktop.ui.consultation.plan.anaesthetic_block import AnaestheticBlock
from meso_desktop.ui.consultation.plan.plan_step import PlanPage
from tests.domain.builders import examination, extent, line, target
from tests.ui.consultation.acts import at, choose, click, painted, retype, step
from tests.ui.consultation.conftest import Opener


@pytest.fixture
def plan(open_page: Opener, draft: Consultation) -> ConsultationPage:
    """The window at the plan of a patient of 60 kg."""
    planned = Plan(lines=(line(1, protocol="dca_submental", sessions=2),))
    page = open_page(replace(draft, examination=examination(weight_kg="60"), target_areas=(target(1, of=extent("4", "3")),), plan=planned))
    page.go_to(Step.PLAN)
    painted()
    return page


def block(page: ConsultationPage) -> AnaestheticBlock:
    return step(page, PlanPage).anaesthetic


def held(page: ConsultationPage) -> Anaesthetic:
    found = page.editor.document.plan.anaesthetic
    assert found is not None
    return found


def texts(page: ConsultationPage) -> str:
    return "\n".join(shown.text() for shown in block(page).findChildren(QLabel) if shown.isVisibleTo(page))


def inject(page: ConsultationPage, *, strength: str = "10", volume: str = "5", agent: str = "lidocaine_plain") -> None:
    click(block(page).choice.button(AnaestheticChoice.INFILTRATED))
    choose(block(page).agent, agent)
    pressed = block(page).dose.strengths.button(Decimal(strength))
    if pressed is None:
        retype(at(step(page, PlanPage), "anaesthetic.strength_mg_per_ml"), strength)
    else:
        click(pressed)
    retype(at(step(page, PlanPage), "anaesthetic.volume_ml"), volume)
    painted()


def test_it_says_what_was_offered_and_what_became_of_it(plan: ConsultationPage) -> None:
    assert "Not discussed yet" in texts(plan)
    for choice, said in (
        (AnaestheticChoice.DECLINED, "Offered and declined."), (AnaestheticChoice.ICE, "ice, without a dose"),
        (AnaestheticChoice.TOPICAL, "a cream on the skin, without a dose"),
    ):
        click(block(plan).choice.button(choice))
        painted()
        assert said in texts(plan)
        assert not block(plan).dose.isVisible()


def test_the_cream_takes_its_only_agent_and_is_no_agent_for_injection(plan: ConsultationPage) -> None:
    click(block(plan).choice.button(AnaestheticChoice.TOPICAL))
    assert held(plan).agent == "lidocaine_prilocaine_topical"
    click(block(plan).choice.button(AnaestheticChoice.INFILTRATED))
    assert held(plan).agent is None
    agents = [block(plan).agent.itemData(place) for place in range(block(plan).agent.count())]
    assert agents == ["lidocaine_plain", "lidocaine_adrenaline", "procaine_plain"]


def test_a_strength_of_the_pack_is_one_click_and_another_is_typed(plan: ConsultationPage) -> None:
    inject(plan, strength="20")
    assert (held(plan).strength_mg_per_ml, held(plan).volume_ml) == (Decimal(20), Decimal(5))
    typed = at(step(plan, PlanPage), "anaesthetic.strength_mg_per_ml")
    assert typed.text() == ""
    retype(typed, "5")
    assert held(plan).strength_mg_per_ml == Decimal(5)
    assert not any(b.isChecked() for b in (block(plan).dose.strengths.button(Decimal(s)) for s in (10, 20)) if b is not None)
    retype(typed, "20")
    assert typed.text() == "20"
    pressed = block(plan).dose.strengths.button(Decimal(20))
    assert pressed is not None
    assert pressed.isChecked()
    retype(typed, "1e3")
    assert held(plan).strength_mg_per_ml is None
    assert typed.text() == "1e3"


def test_a_dose_that_is_not_known_is_not_said_to_be_within_the_cap(plan: ConsultationPage) -> None:
    inject(plan, strength="20", volume="12")
    assert block(plan).dose.bar.accessibleName().endswith(": within")
    retype(at(step(plan, PlanPage), "anaesthetic.volume_ml"), "13.5")
    painted()
    assert block(plan).dose.bar.accessibleName().endswith(": at the limit")
    retype(at(step(plan, PlanPage), "anaesthetic.volume_ml"), "13.6")
    painted()
    assert block(plan).dose.bar.accessibleName().endswith(": over")
    retype(at(step(plan, PlanPage), "anaesthetic.volume_ml"), "")
    painted()
    assert block(plan).dose.bar.accessibleName().endswith("not known of at most 270 mg")


def test_the_dose_stands_against_the_cap_with_the_most_of_this_strength_and_its_working(plan: ConsultationPage) -> None:
    inject(plan, strength="20", volume="12")
    shown = texts(plan)
    assert "240 mg of at most 270 mg" in shown
    assert "at most 13.5 mL of this strength" in shown
    assert "4.5 mg/kg × 60 kg" not in shown
    working = block(plan).dose.working
    working.setFocus()
    QTest.keyClick(working, Qt.Key.Key_Space)
    painted()
    assert "12 mL × 20 mg/mL = 240 mg" in texts(plan)
    assert "4.5 mg/kg × 60 kg = 270 mg" in texts(plan)
    assert "S52: " in texts(plan)


def test_without_the_weight_it_says_that_there_is_no_cap_to_hold_it_against(plan: ConsultationPage) -> None:
    inject(plan)
    plan.editor.edit(lambda document: replace(document, examination=examination(weight_kg=None)))
    painted()
    assert "without the weight there is no cap" in texts(plan)
    choose(block(plan).agent, "procaine_plain")
    painted()
    assert "no source gives a cap" in texts(plan)


def test_the_reduction_is_taken_by_one_key_and_its_reason_is_shown(plan: ConsultationPage) -> None:
    inject(plan, strength="20", volume="10")
    dose = block(plan).dose
    assert dose.reduce.isVisible()
    assert "is proposed" not in texts(plan)
    plan.editor.edit(lambda document: answer_question(document, question="heart_disease", answer=Answer.YES))
    painted()
    assert "Heart disease" in texts(plan)
    assert "30 % less is proposed (S52, program" in texts(plan)
    dose.reduce.setFocus()
    QTest.keyClick(dose.reduce, Qt.Key.Key_Return)
    painted()
    assert held(plan).reduction_percent == 30
    assert not dose.reduce.isVisible()
    assert "200 mg of at most 189 mg" in texts(plan)
    plan.editor.undo()
    assert held(plan).reduction_percent is None


def test_over_the_cap_the_card_offers_ways_and_one_of_them_is_one_edit(plan: ConsultationPage) -> None:
    inject(plan, strength="20", volume="20")
    before = plan.editor.document
    finding = next(f for f in plan.editor.assessment.findings if f.rule == "anaesthetic.lidocaine_plain")
    card = plan.panel.card(finding.key)
    assert card is not None
    card.ways.opener.setFocus()
    QTest.keyClick(card.ways.opener, Qt.Key.Key_Space)
    painted()
    ways = {row.way.kind: row for row in card.ways.rows}
    assert set(ways) == {WayOutKind.LESS, WayOutKind.WEAKER}
    click(ways[WayOutKind.LESS].choose)
    painted()
    assert held(plan).volume_ml == Decimal("13.5")
    assert at(step(plan, PlanPage), "anaesthetic.volume_ml").text() == "13.5"
    assert not any(f.rule == "anaesthetic.lidocaine_plain" for f in plan.editor.assessment.findings)
    plan.editor.undo()
    assert plan.editor.document == before


def test_the_ways_follow_the_weight(plan: ConsultationPage) -> None:
    inject(plan, strength="20", volume="20")
    finding = next(f for f in plan.editor.assessment.findings if f.rule == "anaesthetic.lidocaine_plain")
    card = plan.panel.card(finding.key)
    assert card is not None
    card.ways.opener.setChecked(True)
    plan.editor.edit(lambda document: replace(document, examination=examination(weight_kg="50")))
    painted()
    [less] = [row.way for row in card.ways.rows if row.way.kind is WayOutKind.LESS]
    assert less.document.plan.anaesthetic is not None
    assert less.document.plan.anaesthetic.volume_ml == Decimal("11.2")
