"""Composing on the card of a plan line: typed with the keyboard, told what it comes to, used, kept, edited; nothing typed is lost."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from meso_desktop.domain.areas import Aim, Deposit, Side
from meso_desktop.domain.assessment import Missing
from meso_desktop.domain.consultation import Consultation, Step
from meso_desktop.domain.edits import set_allergies
from meso_desktop.domain.history import Answer, Answered, CodedEntry
from meso_desktop.domain.ids import LineId, TargetId
from meso_desktop.domain.people import PatientCard
from meso_desktop.domain.plan import OwnPreparation, PlanLine
from meso_desktop.services.drafts import begin_consultation
from meso_desktop.services.own_preparations import keep_preparation, own_preparations, rename_preparation
from meso_desktop.services.session import OpenClinic
from meso_desktop.ui.consultation.consultation_page import ConsultationPage
from meso_desktop.ui.consultation.plan.line_card import LineCard
from meso_desktop.ui.consultation.plan.plan_step import PlanPage
from meso_desktop.ui.consultation.plan.preparation_builder import PreparationBuilder
from meso_desktop.ui.consultation.plan.preparation_choices import COMPOSE, EDIT, KEPT
from meso_desktop.ui.tasks import TaskRunner
from tests.domain.builders import an_id, examination, extent, target
from tests.domain.own import own_of, part
from tests.services.opening import TODAY
from tests.ui.consultation.acts import choose, click, retype, step
from tests.ui.consultation.conftest import Opener

TARGET = TargetId(an_id(1))
KEPT_MIX = own_of(part("organic_silica_5", "4"), part("artichoke_20", "2"), name="Firming", own_id="kept-1")


@pytest.fixture
def draft(clinic: OpenClinic, patient: PatientCard) -> Consultation:
    """A flank with cellulite under a protocol of mesotherapy, its preparation not chosen."""
    document = begin_consultation(clinic, patient_id=patient.patient_id, visit_on=TODAY)
    flank = target(1, area="flank", side=Side.BOTH, of=extent("10", "6"), aim=Aim.CELLULITE, deposit=Deposit.SMALL)
    line = PlanLine(line_id=LineId(an_id(101)), target_id=TARGET, protocol="meso_point", preparation="", sessions=4)
    history = replace(document.history, answers=(Answered(question="has_allergies", answer=Answer.YES),))
    document = replace(
        document, target_areas=(flank,), plan=replace(document.plan, lines=(line,)), examination=examination(), history=history,
    )
    return set_allergies(document, (CodedEntry(text="dentist's injection", code="amide_anaesthetic"),))


def card_of(page: ConsultationPage) -> LineCard:
    plan = page.page(PlanPage.step)
    assert isinstance(plan, PlanPage)
    card = plan.card(TARGET)
    assert card is not None
    return card


def builder_of(page: ConsultationPage) -> PreparationBuilder | None:
    plan = page.page(PlanPage.step)
    assert isinstance(plan, PlanPage)
    return plan.cards.preparations.builder(TARGET)


def composing(page: ConsultationPage, key: str = COMPOSE) -> PreparationBuilder:
    step(page, PlanPage)
    choose(card_of(page).preparation, key)
    found = builder_of(page)
    assert found is not None
    return found


def keys(text: str) -> None:
    """Type where the focus is, then go on."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, text)
    QTest.keyClick(focused, Qt.Key.Key_Return)


def mixed(page: ConsultationPage, *, lidocaine: str = "1") -> PreparationBuilder:
    """Compose three products by the keyboard, but for the choice from the list."""
    builder = composing(page)
    for product, typed in (("caffeine", ("2", "50")), ("carnitine_200", ("5", "")), ("lidocaine_10", (lidocaine, ""))):
        choose(builder.product, product)
        for text in typed:
            keys(text)
    return builder


def used(page: ConsultationPage) -> OwnPreparation:
    document = page.editor.document
    [line] = document.plan.lines
    return next(own for own in document.plan.preparations if own.id == line.preparation)


def words(builder: PreparationBuilder) -> str:
    return "\n".join(found.text() for found in builder.findChildren(QLabel) if found.isVisible())


def test_the_list_ends_with_composing_before_what_cannot_be_chosen(page: ConsultationPage) -> None:
    step(page, PlanPage)
    box = card_of(page).preparation
    listed = [str(box.itemData(place)) for place in range(box.count())]
    assert listed.index("caffeine") < listed.index(COMPOSE) < listed.index("buflomedil")
    assert EDIT not in listed


def test_enter_goes_from_field_to_field_and_row_to_row(page: ConsultationPage) -> None:
    builder = composing(page)
    assert QApplication.focusWidget() is builder.product
    choose(builder.product, "caffeine")
    assert QApplication.focusWidget() is builder.rows[0].volume.edit
    keys("2")
    assert QApplication.focusWidget() is builder.rows[0].strengths["caffeine"].edit
    keys("50")
    assert QApplication.focusWidget() is builder.product
    assert builder.product.currentIndex() == -1


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_C])
def test_a_key_opens_the_list_of_products_and_chooses_nothing(page: ConsultationPage, key: Qt.Key) -> None:
    builder = composing(page)
    QTest.keyClick(builder.product, key)
    assert builder.rows == ()
    assert builder.product.view().isVisible()
    builder.product.hidePopup()


def test_a_product_stands_in_the_list_once(page: ConsultationPage) -> None:
    builder = composing(page)
    choose(builder.product, "caffeine")
    assert builder.product.findData("caffeine") == -1
    click(builder.rows[0].remove)
    assert builder.rows == ()
    assert builder.product.findData("caffeine") >= 0
    assert builder.product.findData("dca_10") == -1


def test_figures_and_allergies_follow_what_is_typed(page: ConsultationPage) -> None:
    builder = mixed(page)
    told = builder.figures.texts()
    assert told[5:] == (
        "Caffeine", "12.5 mg", "2.5 mg", "75 mg", "300 mg", "L-carnitine", "125 mg", "25 mg", "750 mg", "3000 mg",
        "Lidocaine", "1.25 mg", "0.25 mg", "7.5 mg", "30 mg",
        "8 mL in all. A session takes: Caffeine 1.5 mL, L-carnitine 3.75 mL (1 vial), Lidocaine 1 % 0.75 mL.",
    )
    [note] = [note for note in builder.notes.notes if note[1] == "stop"]
    assert note[2] == "Allergy of the patient: dentist's injection. Lidocaine 1 % holds lidocaine."
    click(builder.rows[2].remove)
    assert [note for note in builder.notes.notes if note[1] == "stop"] == []


def test_figures_follow_the_line_they_are_meant_for(page: ConsultationPage) -> None:
    builder = mixed(page)
    retype(card_of(page).quantities["sessions"].edit, "5")
    assert "375 mg" in builder.figures.texts()


def test_what_is_used_stands_in_the_document_and_is_saved(
    page: ConsultationPage, stored: Callable[[], Consultation], clinic: OpenClinic,
) -> None:
    builder = mixed(page)
    retype(builder.name, "Evening mix")
    click(builder.use)
    assert builder_of(page) is None
    own = used(page)
    assert own.name == "Evening mix"
    assert own.parts == own_of(part("caffeine", "2", caffeine="50"), part("carnitine_200", "5"), part("lidocaine_10", "1")).parts
    assert card_of(page).preparation.currentText().startswith("Evening mix")
    assert page.flush()
    assert stored().plan.preparations == (own,)
    assert own_preparations(clinic) == ()


def test_a_name_is_proposed_and_holds_where_none_is_typed(page: ConsultationPage) -> None:
    builder = mixed(page)
    assert builder.name.placeholderText() == "Caffeine, L-carnitine, Lidocaine 1 %"
    builder.name.setFocus()
    keys("")
    assert QApplication.focusWidget() is builder.use
    keys("")
    assert used(page).name == "Caffeine, L-carnitine, Lidocaine 1 %"


def test_many_products_are_named_by_their_number(page: ConsultationPage) -> None:
    builder = composing(page)
    for product in ("caffeine", "carnitine_200", "lidocaine_10", "pentoxifylline_20", "organic_silica_5"):
        choose(builder.product, product)
    assert builder.name.placeholderText() == "Mixture of 5 products"


def test_what_is_refused_stays_as_typed_and_nothing_is_used(page: ConsultationPage) -> None:
    builder = mixed(page, lidocaine="1,234")
    click(builder.use)
    row = builder.rows[2]
    assert row.volume.edit.text() == "1,234"
    assert QApplication.focusWidget() is row.volume.edit
    assert "1,234" in words(builder)
    assert "without the rows that cannot be read yet" in words(builder)
    assert page.editor.document.plan.preparations == ()
    retype(row.volume.edit, "1")
    assert row.volume.refusal == ""
    click(builder.use)
    assert len(used(page).parts) == 3


@pytest.mark.parametrize("text", ["0", "-1", "1e3", "NaN", "600"])
def test_a_volume_that_is_none_is_refused_at_its_field(page: ConsultationPage, text: str) -> None:
    builder = composing(page)
    choose(builder.product, "caffeine")
    keys(text)
    assert builder.rows[0].volume.refusal
    click(builder.use)
    assert page.editor.document.plan.preparations == ()


def test_an_empty_volume_is_asked_for_when_it_is_to_be_used_and_not_before(page: ConsultationPage) -> None:
    builder = composing(page)
    choose(builder.product, "caffeine")
    keys("")
    assert builder.rows[0].volume.refusal == ""
    click(builder.use)
    assert "A volume is missing" in words(builder)


def test_nothing_is_used_of_an_empty_builder(page: ConsultationPage) -> None:
    builder = composing(page)
    click(builder.use)
    assert builder_of(page) is builder
    assert page.editor.document.plan.preparations == ()
    assert "The preparation holds no product" in words(builder)


def test_what_is_typed_stays_when_the_builder_closes(page: ConsultationPage) -> None:
    builder = mixed(page)
    retype(builder.name, "Not yet")
    QTest.keyClick(builder.name, Qt.Key.Key_Escape)
    assert builder_of(page) is None
    assert QApplication.focusWidget() is card_of(page).preparation
    again = composing(page)
    assert volumes(again) == ["2", "5", "1"]
    assert again.rows[0].strengths["caffeine"].text == "50"
    assert again.name.text() == "Not yet"


def volumes(builder: PreparationBuilder) -> list[str]:
    return [row.volume.text for row in builder.rows]


def told(page: ConsultationPage) -> list[Missing]:
    return [lack for lack in page.editor.assessment.missing if lack.text.id == "missing.composition"]


def test_what_is_typed_stays_in_the_draft_that_is_saved_and_is_taken_up_again(
    open_page: Opener, page: ConsultationPage, stored: Callable[[], Consultation],
) -> None:
    builder = mixed(page, lidocaine="1,234")
    retype(builder.name, "Not yet")
    assert page.flush()
    again = open_page(stored())
    assert [(lack.step, lack.bars_signing) for lack in told(again)] == [(Step.PLAN, True)]
    builder = composing(again)
    assert volumes(builder) == ["2", "5", "1,234"]
    assert builder.rows[0].strengths["caffeine"].text == "50"
    assert builder.name.text() == "Not yet"
    assert again.editor.document == stored()


def test_what_is_missing_leads_to_what_was_begun(page: ConsultationPage) -> None:
    builder = mixed(page)
    click(builder.use)
    builder = composing(page, EDIT)
    retype(builder.rows[0].volume.edit, "9")
    click(builder.close_button)
    [lack] = told(page)
    assert builder_of(page) is None
    step(page, PlanPage).focus_field(lack.field)
    opened = builder_of(page)
    assert opened is not None
    assert volumes(opened) == ["9", "5", "1"]
    assert QApplication.focusWidget() is opened.rows[0].volume.edit


def test_what_is_used_is_begun_no_more_until_the_use_is_taken_back(page: ConsultationPage) -> None:
    builder = mixed(page)
    assert told(page)
    click(builder.use)
    assert told(page) == []
    assert page.editor.document.refused_entries == ()
    page.editor.undo()
    assert len(told(page)) == 1
    assert [row.volume.text for row in composing(page).rows] == ["2", "5", "1"]


def test_what_is_discarded_is_gone_and_comes_back_with_a_step_back(page: ConsultationPage) -> None:
    builder = mixed(page)
    assert builder.discard.isVisible()
    click(builder.discard)
    assert builder_of(page) is None
    assert told(page) == []
    anew = composing(page)
    assert not volumes(anew)
    assert not anew.discard.isVisible()
    page.editor.undo()
    assert volumes(anew) == ["2", "5", "1"]


def test_a_step_back_goes_back_a_field_in_the_builder(page: ConsultationPage) -> None:
    builder = composing(page)
    choose(builder.product, "caffeine")
    keys("22")
    keys("50")
    row = builder.rows[0]
    page.editor.undo()
    assert (row.volume.text, row.strengths["caffeine"].text) == ("22", "")
    page.editor.undo()
    assert (row.volume.text, builder.rows) == ("", (row,))
    page.editor.undo()
    assert not volumes(builder)
    assert told(page) == []
    page.editor.redo()
    assert [row.product.id for row in builder.rows] == ["caffeine"]


def test_an_edit_typed_back_to_what_it_was_is_not_begun(page: ConsultationPage) -> None:
    click(mixed(page).use)
    builder = composing(page, EDIT)
    assert told(page) == []
    retype(builder.rows[0].volume.edit, "9")
    assert len(told(page)) == 1
    retype(builder.rows[0].volume.edit, "2")
    assert told(page) == []
    assert not builder.discard.isVisible()


def test_what_was_begun_goes_with_its_line_and_stays_with_another_protocol(page: ConsultationPage) -> None:
    builder = mixed(page)
    choose(card_of(page).protocol, "meso_nappage")
    assert page.editor.document.plan.lines[0].protocol == "meso_nappage"
    assert builder_of(page) is builder
    assert volumes(builder) == ["2", "5", "1"]
    assert len(told(page)) == 1
    click(card_of(page).remove)
    assert told(page) == []
    assert page.editor.document.refused_entries == ()


def test_what_is_edited_and_what_is_composed_anew_are_kept_apart(page: ConsultationPage) -> None:
    builder = mixed(page)
    click(builder.use)
    edited = composing(page, EDIT)
    retype(edited.rows[0].volume.edit, "9")
    click(edited.close_button)
    anew = composing(page)
    assert anew.rows == ()
    assert anew.name.text() == ""
    click(anew.close_button)
    assert [row.volume.text for row in composing(page, EDIT).rows] == ["9", "5", "1"]


def test_undo_takes_the_use_back(page: ConsultationPage) -> None:
    builder = mixed(page)
    click(builder.use)
    page.editor.undo()
    assert page.editor.document.plan.lines[0].preparation == ""
    assert page.editor.document.plan.preparations == ()


def test_what_is_kept_is_offered_and_used_again_as_itself(page: ConsultationPage, clinic: OpenClinic, tasks: TaskRunner) -> None:
    builder = mixed(page)
    retype(builder.name, "Evening mix")
    click(builder.keep)
    assert tasks.wait_until_idle()
    assert own_preparations(clinic) == (used(page),)
    kept = used(page)
    choose(card_of(page).preparation, "caffeine")
    page.editor.undo()
    page.editor.undo()
    choose(card_of(page).preparation, KEPT + kept.id)
    assert used(page) == kept
    assert tasks.wait_until_idle()


def test_a_name_that_is_taken_is_refused_and_stays(page: ConsultationPage, clinic: OpenClinic, tasks: TaskRunner) -> None:
    keep_preparation(clinic, KEPT_MIX)
    builder = mixed(page)
    retype(builder.name, "FIRMING")
    click(builder.keep)
    assert tasks.wait_until_idle()
    assert builder_of(page) is builder
    assert "already keeps a preparation called “Firming”" in words(builder)
    assert builder.name.text() == "FIRMING"
    assert page.editor.document.plan.preparations == ()


def test_editing_makes_a_new_copy_and_leaves_the_kept_one_alone(
    open_page: Opener, draft: Consultation, clinic: OpenClinic, tasks: TaskRunner,
) -> None:
    keep_preparation(clinic, KEPT_MIX)
    page = open_page(draft)
    step(page, PlanPage)
    assert tasks.wait_until_idle()
    choose(card_of(page).preparation, KEPT + "kept-1")
    assert used(page) == KEPT_MIX
    builder = composing(page, EDIT)
    assert volumes(builder) == ["4", "2"]
    retype(builder.rows[0].volume.edit, "6")
    click(builder.use)
    assert tasks.wait_until_idle()
    assert used(page).parts[0].volume_ml == 6
    assert used(page).id != "kept-1"
    assert page.editor.document.plan.preparations == (used(page),)
    assert own_preparations(clinic) == (KEPT_MIX,)


def test_keeping_an_edited_one_under_its_name_changes_the_one_kept(
    open_page: Opener, draft: Consultation, clinic: OpenClinic, tasks: TaskRunner,
) -> None:
    keep_preparation(clinic, KEPT_MIX)
    page = open_page(draft)
    step(page, PlanPage)
    assert tasks.wait_until_idle()
    choose(card_of(page).preparation, KEPT + "kept-1")
    builder = composing(page, EDIT)
    retype(builder.rows[0].volume.edit, "6")
    click(builder.keep)
    assert tasks.wait_until_idle()
    [kept] = own_preparations(clinic)
    assert kept == used(page)
    assert kept.parts[0].volume_ml == 6


def test_a_list_changed_elsewhere_is_read_again_when_the_page_comes_up(
    open_page: Opener, draft: Consultation, clinic: OpenClinic, tasks: TaskRunner,
) -> None:
    keep_preparation(clinic, KEPT_MIX)
    page = open_page(draft)
    step(page, PlanPage)
    assert tasks.wait_until_idle()
    rename_preparation(clinic, "kept-1", name="Renamed")
    page.hide()
    page.show()
    assert tasks.wait_until_idle()
    box = card_of(page).preparation
    assert box.itemText(box.findData(KEPT + "kept-1")).startswith("Renamed")


def test_the_strength_of_a_labelled_product_cannot_be_typed(page: ConsultationPage) -> None:
    document = page.editor.document
    flank, line = document.target_areas[0], document.plan.lines[0]
    page.editor.edit(
        lambda held: replace(
            held, target_areas=(replace(flank, aim=Aim.FAT),),
            plan=replace(held.plan, lines=(replace(line, protocol="dca_flank", preparation="dca_10"),)),
        ),
    )
    builder = composing(page)
    choose(builder.product, "dca_10")
    field = builder.rows[0].strengths["deoxycholic_acid"]
    assert not field.edit.isEnabled()
    assert field.edit.placeholderText() == "10"
    assert builder.product.findData("lidocaine_10") == -1


def test_a_line_taken_off_closes_its_builder(page: ConsultationPage) -> None:
    composing(page)
    click(card_of(page).remove)
    assert builder_of(page) is None
