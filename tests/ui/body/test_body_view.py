"""Choosing areas on the drawn body by mouse and keyboard."""

from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from meso_desktop.domain.areas import Side
from meso_desktop.domain.body import Body, View
from meso_desktop.domain.people import Sex
from meso_desktop.knowledge.body_loader import load_body
from meso_desktop.resources import resource_path
from meso_desktop.ui.body.body_view import VIEWS, BodyColours, BodyView, Part


@pytest.fixture(scope="module")
def body() -> Body:
    return load_body(resource_path("body"))


@pytest.fixture
def view(qtbot: QtBot, body: Body) -> BodyView:
    made = BodyView(body, name_of=lambda area, side: f"{area} {side}")
    qtbot.addWidget(made)
    made.resize(560, 560)
    made.show()
    qtbot.waitExposed(made)
    return made


def click(qtbot: QtBot, view: BodyView, area: str, side: Side) -> tuple[str, Side]:
    box = view.canvas.rectangle_of(area, side)
    with qtbot.waitSignal(view.area_toggled) as emitted:
        QTest.mouseClick(view.canvas, Qt.MouseButton.LeftButton, pos=box.center().toPoint())
    area_clicked, side_clicked = emitted.args
    return area_clicked, side_clicked


def click_part(view: BodyView, part: Part) -> None:
    shown = view.wide_parts if view.wide_parts.isVisible() else view.narrow_parts
    QTest.mouseClick(shown.button(part), Qt.MouseButton.LeftButton)


def picture(view: BodyView) -> QImage:
    return view.grab().toImage()


@pytest.mark.parametrize(
    ("area", "side"),
    [("lower_abdomen", Side.MIDLINE), ("buttock", Side.LEFT), ("anterior_thigh", Side.RIGHT), ("decollete", Side.MIDLINE)],
)
def test_a_click_names_the_area_and_the_patients_side(qtbot: QtBot, view: BodyView, area: str, side: Side) -> None:
    assert click(qtbot, view, area, side) == (area, side)


def test_the_front_flank_at_the_viewers_right_is_the_patients_left(view: BodyView) -> None:
    left, right = (view.canvas.rectangle_of("anterior_thigh", side).center().x() for side in (Side.LEFT, Side.RIGHT))
    assert left > right


def test_a_click_just_beside_a_small_area_still_counts_for_it(qtbot: QtBot, view: BodyView) -> None:
    box = view.canvas.rectangle_of("knee_inner", Side.LEFT)
    with qtbot.waitSignal(view.area_toggled) as emitted:
        QTest.mouseClick(view.canvas, Qt.MouseButton.LeftButton, pos=box.center().toPoint() + QPoint(round(box.width() / 2) + 4, 0))
    assert emitted.args == ["knee_inner", Side.LEFT]


def test_a_click_beside_the_body_chooses_nothing(qtbot: QtBot, view: BodyView) -> None:
    with qtbot.assertNotEmitted(view.area_toggled):
        QTest.mouseClick(view.canvas, Qt.MouseButton.LeftButton, pos=QPoint(3, 480))


def test_an_area_that_is_not_offered_cannot_be_clicked_or_reached(qtbot: QtBot, view: BodyView) -> None:
    box = view.canvas.rectangle_of("lower_abdomen", Side.MIDLINE)
    view.set_available(["nape"])
    with qtbot.assertNotEmitted(view.area_toggled):
        QTest.mouseClick(view.canvas, Qt.MouseButton.LeftButton, pos=box.center().toPoint())
    assert view.canvas.reachable() == (("nape", Side.MIDLINE),)


def test_tab_and_arrows_walk_the_areas_and_enter_chooses(qtbot: QtBot, view: BodyView) -> None:
    keys = view.canvas.reachable()
    view.canvas.clearFocus()
    view.canvas.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(view.canvas, Qt.Key.Key_Tab)
    QTest.keyClick(view.canvas, Qt.Key.Key_Down)
    QTest.keyClick(view.canvas, Qt.Key.Key_Left)
    with qtbot.waitSignal(view.area_toggled) as emitted:
        QTest.keyClick(view.canvas, Qt.Key.Key_Return)
    assert emitted.args == [*keys[1]]
    assert view.canvas.accessibleDescription() == f"{keys[1][0]} {keys[1][1]}"


def test_every_area_of_the_shown_part_is_reached_by_keyboard(view: BodyView) -> None:
    reached = []
    view.area_toggled.connect(lambda area, side: reached.append((area, side)))
    QTest.keyClick(view.canvas, Qt.Key.Key_Home)
    for _ in view.canvas.reachable():
        QTest.keyClick(view.canvas, Qt.Key.Key_Space)
        QTest.keyClick(view.canvas, Qt.Key.Key_Right)
    assert tuple(reached) == view.canvas.reachable()


def test_a_chosen_area_looks_different(view: BodyView) -> None:
    before = picture(view)
    view.set_selected([("lower_abdomen", Side.MIDLINE)])
    assert picture(view) != before


def test_both_sides_light_both_regions(view: BodyView) -> None:
    view.set_selected([("flank", Side.BOTH)])
    both = picture(view)
    view.set_selected([("flank", Side.LEFT), ("flank", Side.RIGHT)])
    assert picture(view) == both


def test_the_head_is_turned_to_for_an_area_that_only_it_shows(qtbot: QtBot, view: BodyView) -> None:
    assert view.canvas.rectangle_of("submental", Side.MIDLINE).isEmpty()
    view.show_area("submental", Side.MIDLINE)
    assert click(qtbot, view, "submental", Side.MIDLINE) == ("submental", Side.MIDLINE)


def test_an_area_too_small_to_be_pointed_at_is_turned_to_enlarged(view: BodyView) -> None:
    view.resize(700, 420)
    shown = []
    for area, side in (("scalp", Side.MIDLINE), ("knee_inner", Side.LEFT), ("buttock", Side.LEFT)):
        view.show_area(area, side)
        shown.append(view.part)
    assert shown == [Part.BODY, Part.KNEES, Part.BODY]


def test_a_wide_view_shows_the_body_from_all_four_sides(view: BodyView) -> None:
    view.resize(800, 600)
    assert view.part is Part.BODY
    assert view.canvas.stage.views == (View.FRONT, View.BACK, View.LEFT, View.RIGHT)
    assert view.wide_parts.isVisible()
    assert not view.narrow_parts.isVisible()


def test_a_narrow_view_shows_front_and_back_and_the_sides_by_themselves(view: BodyView) -> None:
    view.resize(330, 560)
    shown = [view.canvas.stage.views]
    click_part(view, Part.SIDES)
    shown.append(view.canvas.stage.views)
    assert shown == [(View.FRONT, View.BACK), (View.LEFT, View.RIGHT)]


def test_a_view_made_wide_again_shows_the_whole_body(view: BodyView) -> None:
    view.resize(330, 560)
    click_part(view, Part.SIDES)
    view.resize(800, 600)
    assert view.part is Part.BODY


def test_the_knees_are_shown_by_themselves(view: BodyView) -> None:
    view.show_part(Part.KNEES)
    assert view.canvas.stage.views == (View.KNEES,)
    assert ("knee_inner", Side.LEFT) in view.canvas.reachable()


@pytest.mark.parametrize("part", Part)
@pytest.mark.parametrize("size", [(330, 520), (710, 560), (520, 420), (1400, 900)])
def test_no_figure_stands_in_another_or_out_of_the_room(view: BodyView, part: Part, size: tuple[int, int]) -> None:
    view.resize(*size)
    view.canvas.show_views(VIEWS[part], sex=Sex.MALE)
    boxes = []
    for drawing, place in view.canvas.stage.placed().values():
        ink = drawing.ink
        boxes.append(QRectF(place.topLeft() + ink.topLeft() * place.height(), ink.size() * place.height()))
    room = QRectF(view.canvas.rect())
    assert len(boxes) == len(VIEWS[part])
    assert all(room.contains(box) for box in boxes)
    assert not any(one.intersects(other) for one, other in combinations(boxes, 2))


def test_the_male_chest_is_offered_on_the_male_body_only(view: BodyView) -> None:
    assert ("male_chest", Side.LEFT) not in view.canvas.reachable()
    view.set_sex(Sex.MALE)
    assert ("male_chest", Side.LEFT) in view.canvas.reachable()


def test_the_colours_given_are_drawn(view: BodyView) -> None:
    view.set_colours(BodyColours(skin=QColor("#123456")))
    image = picture(view)
    seen = {image.pixelColor(x, y).name() for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}
    assert "#123456" in seen


def test_the_view_fits_where_it_must(view: BodyView) -> None:
    assert view.minimumSizeHint().width() <= 560
    assert view.minimumSizeHint().height() <= 560
