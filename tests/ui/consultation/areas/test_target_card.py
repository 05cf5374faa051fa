"""The card of an area: what is implausible is asked back, drawn outlines, grades, the spot marked."""

from uuid import uuid4

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from meso_desktop.domain.areas import Aim, BodyMark, Graded, Outline, Point, Side, TargetArea
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.drawing.drawing_edits import set_outline
from meso_desktop.domain.drawing.unfinished import Unfinished, forget_unfinished, put_unfinished
from meso_desktop.domain.ids import TargetId
from meso_desktop.ui.consultation.areas.areas_step import AreasPage
from meso_desktop.ui.consultation.areas.target_card import TargetCard
from meso_desktop.ui.consultation.consultation_page import ConsultationPage
from meso_desktop.ui.consultation.reading_order import in_reading_order
from tests.ui.consultation.acts import click, retype, step
from tests.ui.consultation.conftest import Opener

CORNERS = (Point(-300, -200), Point(300, -200), Point(250, 200), Point(-300, 180))


@pytest.fixture
def areas(page: ConsultationPage) -> AreasPage:
    return step(page, AreasPage)


def chosen(areas: AreasPage, area: str, side: Side = Side.MIDLINE) -> TargetCard:
    areas.picker.area_chosen.emit(area, side)
    card = areas.card(areas.document.target_areas[-1].target_id)
    assert card is not None
    return card


def target(areas: AreasPage) -> TargetArea:
    return areas.document.target_areas[-1]


def measure(card: TargetCard, length: str, width: str) -> None:
    retype(card.length.edit, length)
    retype(card.width_field.edit, width)


def test_an_implausible_extent_is_taken_as_typed_and_asked_back(areas: AreasPage) -> None:
    card = chosen(areas, "submental")
    measure(card, "14", "3")
    extent = target(areas).extent
    assert extent is not None
    assert (extent.length.typed, extent.is_confirmed) == ("14", False)
    assert card.body.measures.question.isVisible()
    assert "14" in card.body.measures.question.text()
    assert card.length.edit.text() == "14"
    assert not card.length.refusal


def test_confirming_an_extent_takes_the_question_away(areas: AreasPage) -> None:
    card = chosen(areas, "submental")
    measure(card, "14", "3")
    click(card.body.measures.confirm)
    extent = target(areas).extent
    assert extent is not None
    assert extent.is_confirmed
    assert not card.body.measures.question.isVisible()
    assert not card.body.measures.confirm.isVisible()


def test_a_later_measure_takes_the_confirmation_back(areas: AreasPage) -> None:
    card = chosen(areas, "submental")
    measure(card, "14", "3")
    click(card.body.measures.confirm)
    retype(card.length.edit, "15")
    extent = target(areas).extent
    assert extent is not None
    assert not extent.is_confirmed
    assert card.body.measures.question.isVisible()


def test_a_plausible_extent_is_not_asked_about(areas: AreasPage) -> None:
    card = chosen(areas, "submental")
    measure(card, "4", "3")
    assert not card.body.measures.question.isVisible()


def test_what_no_field_takes_is_refused_there_and_kept(areas: AreasPage) -> None:
    card = chosen(areas, "submental")
    measure(card, "140", "3")
    assert target(areas).extent is None
    assert card.length.refusal
    assert card.length.edit.text() == "140"


def test_what_is_missing_leads_to_the_button_that_confirms(page: ConsultationPage, areas: AreasPage) -> None:
    card = chosen(areas, "submental")
    measure(card, "14", "3")
    page.go_to(areas.step, field=f"target.{target(areas).target_id}.extent")
    assert QApplication.focusWidget() is card.body.measures.confirm


def test_choosing_a_drawn_outline_opens_the_canvas_and_changes_nothing_yet(qtbot: QtBot, areas: AreasPage) -> None:
    card = chosen(areas, "submental")
    measure(card, "4", "3")
    before = target(areas)
    with qtbot.waitSignal(areas.canvas_wanted) as emitted:
        click(card.outline_choice.button(Outline.FREE))
    assert emitted.args == [before.target_id]
    assert target(areas) == before
    assert card.outline_choice.button(Outline.ELLIPSE).isChecked()


def test_a_drawn_outline_shows_its_box_and_is_not_typed(page: ConsultationPage, areas: AreasPage) -> None:
    card = chosen(areas, "submental")
    page.editor.edit(lambda document: set_outline(document, target(areas).target_id, CORNERS))
    assert not card.length.isVisible()
    assert not card.width_field.isVisible()
    assert card.draw.isVisible()
    assert card.body.measures.box.text() == "6 × 4 cm"
    assert "cm²" in card.surface.text()


def test_the_button_draws_again(qtbot: QtBot, page: ConsultationPage, areas: AreasPage) -> None:
    card = chosen(areas, "submental")
    page.editor.edit(lambda document: set_outline(document, target(areas).target_id, CORNERS))
    with qtbot.waitSignal(areas.canvas_wanted):
        click(card.draw)


def test_an_oval_in_place_of_a_drawn_outline_keeps_its_box(page: ConsultationPage, areas: AreasPage) -> None:
    card = chosen(areas, "submental")
    page.editor.edit(lambda document: set_outline(document, target(areas).target_id, CORNERS))
    card.outline_choice.picked.emit(Outline.ELLIPSE)
    extent = target(areas).extent
    assert extent is not None
    assert (extent.outline, extent.length.typed, extent.corners) == (Outline.ELLIPSE, "6", ())
    assert card.length.isVisible()


def test_a_grade_is_given_and_taken_back(areas: AreasPage) -> None:
    card = chosen(areas, "submental")
    click(card.aim.button(Aim.FAT))
    click(card.body.grade)
    row = card.body.grades.rows["cr_smfrs", ""]
    click(row.choice.button(3))
    assert target(areas).grades == (Graded(scale="cr_smfrs", grade=3),)
    assert row.words.text() == "severe: marked"
    assert "3, severe" in card.body.grade.text()
    click(row.choice.button(3))
    assert target(areas).grades == ()


def test_grades_are_folded_at_first(areas: AreasPage) -> None:
    card = chosen(areas, "submental")
    assert not card.body.grades.isVisible()
    assert card.body.grades.rows == {}


def test_the_sum_of_items_shows_once_all_are_judged(areas: AreasPage) -> None:
    card = chosen(areas, "outer_thigh", Side.BOTH)
    click(card.aim.button(Aim.CELLULITE))
    click(card.body.grade)
    for item in areas.desk.clinic.knowledge.scales["css"].items:
        assert "15" not in card.body.grade.text()
        click(card.body.grades.rows["css", item].choice.button(2))
    assert "Severity of cellulite (CSS): 10 of 15, moderate" in card.body.grade.text()


def test_the_spot_is_marked_with_one_click_on_the_body_and_said_in_words(areas: AreasPage) -> None:
    card = chosen(areas, "lipoma_site")
    click(card.body.spot.mark)
    at = areas.body_view.canvas.stage.place_of_mark(BodyMark(view="back", x=2300, y=3000))
    assert at is not None
    QTest.mouseClick(areas.body_view.canvas, Qt.MouseButton.LeftButton, pos=at.toPoint())
    mark = target(areas).mark
    assert mark is not None
    assert mark.view == "back"
    assert card.body.spot.mark.text() == "Spot: Back"
    assert not areas.body_view.canvas.is_marking


def test_what_can_be_anywhere_is_chosen_beside_the_figure_and_marked_with_the_next_click(areas: AreasPage) -> None:
    canvas = areas.body_view.canvas
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=canvas.rectangle_of("lipoma_site", Side.MIDLINE).center().toPoint())
    assert canvas.is_marking
    at = canvas.stage.place_of_mark(BodyMark(view="front", x=2300, y=3500))
    assert at is not None
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=at.toPoint())
    mark = target(areas).mark
    assert mark is not None
    assert [t.area for t in areas.document.target_areas] == ["lipoma_site"]


def test_the_keyboard_clears_the_spot(areas: AreasPage) -> None:
    card = chosen(areas, "lipoma_site")
    click(card.body.spot.mark)
    areas.body_view.spot_marked.emit(BodyMark(view="front", x=100, y=100))
    card.body.spot.clear.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(card.body.spot.clear, Qt.Key.Key_Space)
    assert target(areas).mark is None
    assert not card.body.spot.clear.isVisible()


def test_escape_leaves_marking_with_the_focus_where_it_began(areas: AreasPage) -> None:
    card = chosen(areas, "lipoma_site")
    click(card.body.spot.mark)
    QTest.keyClick(areas.body_view.canvas, Qt.Key.Key_Escape)
    assert not areas.body_view.canvas.is_marking
    assert QApplication.focusWidget() is card.body.spot.mark
    assert target(areas).mark is None


def test_leaving_the_step_leaves_marking(page: ConsultationPage, areas: AreasPage) -> None:
    card = chosen(areas, "lipoma_site")
    click(card.body.spot.mark)
    QTest.keyClick(page, Qt.Key.Key_5, Qt.KeyboardModifier.AltModifier)
    assert not areas.body_view.canvas.is_marking


def test_a_card_is_built_when_it_first_opens(open_page: Opener, draft: Consultation) -> None:
    held = tuple(TargetArea(target_id=TargetId(uuid4()), area=area, side=Side.MIDLINE) for area in ("submental", "nape", "lower_abdomen"))
    areas = step(open_page(replace(draft, target_areas=held)), AreasPage)
    cards = [areas.card(one.target_id) for one in held]
    assert [card.is_built for card in cards if card is not None] == [False, False, True]
    areas.cards.open_card(held[0].target_id)
    assert [card.is_built for card in cards if card is not None] == [True, False, True]


def test_tab_goes_from_the_width_to_the_pinch_past_the_question_about_it(areas: AreasPage) -> None:
    card = chosen(areas, "submental")
    measure(card, "14", "3")
    measures = card.body.measures
    assert measures.confirm.isVisible()
    stops = list(in_reading_order(measures))
    assert stops.index(card.pinch.edit) == stops.index(card.width_field.edit) + 1
    assert stops[-1] is measures.confirm


def test_the_question_on_a_card_does_not_name_its_own_area(areas: AreasPage) -> None:
    card = chosen(areas, "submental")
    measure(card, "14", "3")
    assert card.body.measures.question.text() == "14 cm is more than the 12 cm plausible here. Is it as measured?"


def test_the_surface_of_a_pair_is_said_to_be_that_of_each_side(areas: AreasPage) -> None:
    pair = chosen(areas, "flank", Side.BOTH)
    measure(pair, "6", "2")
    assert pair.surface.text().endswith("cm² each side")
    chin = chosen(areas, "submental")
    measure(chin, "6", "2")
    assert chin.surface.text().endswith("cm²")


def test_a_drawing_begun_is_said_on_its_card_with_the_way_to_it(qtbot: QtBot, areas: AreasPage) -> None:
    card = chosen(areas, "submental")
    measures = card.body.measures
    assert not measures.begun.isVisible()
    begun = Unfinished(corners=CORNERS[:2])
    areas.edit(lambda document: put_unfinished(document, target(areas).target_id, begun))
    assert measures.begun.isVisible()
    assert measures.begun.text() == "An outline is begun"
    with qtbot.waitSignal(areas.canvas_wanted) as emitted:
        click(measures.draw_on)
    assert emitted.args == [target(areas).target_id]
    areas.edit(lambda document: forget_unfinished(document, target(areas).target_id, is_zone=False))
    assert not measures.begun.isVisible()


def test_the_card_of_a_drawing_begun_is_open_first_when_the_draft_is_resumed(open_page: Opener, draft: Consultation) -> None:
    first, last = (TargetArea(target_id=TargetId(uuid4()), area=area, side=Side.MIDLINE) for area in ("submental", "lower_abdomen"))
    areas_chosen = replace(draft, target_areas=(first, last))
    begun = put_unfinished(areas_chosen, first.target_id, Unfinished(corners=CORNERS[:2]))
    assert step(open_page(areas_chosen), AreasPage).cards.open_id == last.target_id
    areas = step(open_page(begun), AreasPage)
    assert areas.cards.open_id == first.target_id
    areas.cards.open_card(last.target_id)
    closed, opened = areas.card(first.target_id), areas.card(last.target_id)
    assert closed is not None
    assert opened is not None
    assert "not finished" in closed.accessibleName()
    assert "not finished" not in opened.accessibleName()
