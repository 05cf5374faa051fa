"""Left and right are chosen as a pair, and each is its own when that is wanted."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from meso_desktop.domain.areas import Deposit, Side, TargetArea
from meso_desktop.ui.consultation.areas.areas_step import AreasPage
from meso_desktop.ui.consultation.consultation_page import ConsultationPage
from meso_desktop.ui.consultation.plan.plan_step import PlanPage
from tests.ui.consultation.acts import choose, click, retype, step


def sides(page: ConsultationPage) -> list[tuple[str, Side]]:
    return [(t.area, t.side) for t in page.editor.document.target_areas]


def on_body(areas: AreasPage, side: Side, *, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    at = areas.body_view.canvas.rectangle_of("flank", side).center().toPoint()
    QTest.mouseClick(areas.body_view.canvas, Qt.MouseButton.LeftButton, keys, at)


def measured_pair(page: ConsultationPage) -> TargetArea:
    areas = step(page, AreasPage)
    on_body(areas, Side.LEFT)
    target = page.editor.document.target_areas[0]
    card = areas.card(target.target_id)
    assert card is not None
    retype(card.length.edit, "5")
    retype(card.width_field.edit, "3")
    click(card.deposit.button(Deposit.MEDIUM))
    return page.editor.document.target_areas[0]


def test_a_click_on_one_side_chooses_both(page: ConsultationPage) -> None:
    on_body(step(page, AreasPage), Side.LEFT)
    assert sides(page) == [("flank", Side.BOTH)]


def test_a_name_without_a_side_chooses_both(page: ConsultationPage) -> None:
    areas = step(page, AreasPage)
    QTest.keyClicks(areas.picker, "flank")
    QTest.keyClick(areas.picker, Qt.Key.Key_Return)
    assert sides(page) == [("flank", Side.BOTH)]


def test_the_list_of_names_has_the_pair_first(page: ConsultationPage) -> None:
    model = step(page, AreasPage).picker.completer().model()
    names = [str(model.index(row, 0).data()) for row in range(model.rowCount())]
    assert [name for name in names if name.startswith("Flank")] == ["Flank, both sides", "Flank, left", "Flank, right"]


def test_a_place_in_the_middle_has_no_sides(page: ConsultationPage) -> None:
    areas = step(page, AreasPage)
    areas.body_view.area_toggled.emit("lower_abdomen", Side.MIDLINE)
    assert sides(page) == [("lower_abdomen", Side.MIDLINE)]


def test_a_click_on_a_half_of_the_open_pair_takes_it_away(page: ConsultationPage) -> None:
    areas = step(page, AreasPage)
    on_body(areas, Side.LEFT)
    on_body(areas, Side.LEFT)
    assert sides(page) == [("flank", Side.RIGHT)]


def test_a_click_on_the_half_that_is_not_lit_makes_a_pair_again(page: ConsultationPage) -> None:
    areas = step(page, AreasPage)
    for side in (Side.LEFT, Side.LEFT, Side.LEFT):
        on_body(areas, side)
    assert sides(page) == [("flank", Side.BOTH)]


def test_a_click_with_alt_chooses_one_side_alone(page: ConsultationPage) -> None:
    areas = step(page, AreasPage)
    on_body(areas, Side.LEFT, keys=Qt.KeyboardModifier.AltModifier)
    assert sides(page) == [("flank", Side.LEFT)]
    on_body(areas, Side.RIGHT, keys=Qt.KeyboardModifier.AltModifier)
    assert sides(page) == [("flank", Side.LEFT), ("flank", Side.RIGHT)]


def test_a_click_with_alt_parts_a_pair_with_all_that_was_measured(page: ConsultationPage) -> None:
    pair = measured_pair(page)
    areas = step(page, AreasPage)
    on_body(areas, Side.RIGHT, keys=Qt.KeyboardModifier.AltModifier)
    left, right = page.editor.document.target_areas
    assert (left.target_id, left.side, right.side) == (pair.target_id, Side.LEFT, Side.RIGHT)
    assert left.extent == right.extent == pair.extent
    assert left.deposit is right.deposit is Deposit.MEDIUM
    assert areas.cards.open_id == right.target_id


def test_a_pair_is_parted_on_its_card_and_each_side_keeps_its_line(page: ConsultationPage) -> None:
    pair = measured_pair(page)
    line = step(page, PlanPage).card(pair.target_id)
    assert line is not None
    choose(line.protocol, "pcdc_body")
    areas = step(page, AreasPage)
    card = areas.card(pair.target_id)
    assert card is not None
    areas.cards.open_card(pair.target_id)
    click(card.body.measures.part)
    targets, lines = page.editor.document.target_areas, page.editor.document.plan.lines
    assert [t.side for t in targets] == [Side.LEFT, Side.RIGHT]
    assert [held.target_id for held in lines] == [t.target_id for t in targets]
    assert len({held.line_id for held in lines}) == 2
    assert {held.protocol for held in lines} == {"pcdc_body"}


def test_one_side_has_no_button_to_part_it(page: ConsultationPage) -> None:
    areas = step(page, AreasPage)
    on_body(areas, Side.LEFT, keys=Qt.KeyboardModifier.AltModifier)
    card = areas.card(page.editor.document.target_areas[0].target_id)
    assert card is not None
    assert not card.body.measures.part.isVisible()


def test_parting_is_one_step_of_undo(page: ConsultationPage) -> None:
    measured_pair(page)
    on_body(step(page, AreasPage), Side.RIGHT, keys=Qt.KeyboardModifier.AltModifier)
    page.editor.undo()
    assert sides(page) == [("flank", Side.BOTH)]


def test_a_pair_chosen_by_name_beside_one_side_joins_it(page: ConsultationPage) -> None:
    areas = step(page, AreasPage)
    areas.picker.area_chosen.emit("flank", Side.LEFT)
    areas.picker.area_chosen.emit("flank", Side.BOTH)
    assert sides(page) == [("flank", Side.BOTH)]


def test_one_side_of_a_pair_chosen_by_name_goes_to_the_pair(page: ConsultationPage) -> None:
    areas = step(page, AreasPage)
    areas.picker.area_chosen.emit("flank", Side.BOTH)
    areas.picker.area_chosen.emit("submental", Side.MIDLINE)
    areas.picker.area_chosen.emit("flank", Side.LEFT)
    assert sides(page) == [("flank", Side.BOTH), ("submental", Side.MIDLINE)]
    assert areas.cards.open_id == page.editor.document.target_areas[0].target_id
