"""What stands behind the areas of today: those of last time, and spots that the doctor marked."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from meso_desktop.domain.areas import BodyMark, Side
from meso_desktop.domain.body import Body
from meso_desktop.knowledge.body_loader import load_body
from meso_desktop.resources import resource_path
from meso_desktop.ui.body.body_view import BodyView, Part


@pytest.fixture(scope="module")
def body() -> Body:
    return load_body(resource_path("body"))


@pytest.fixture
def view(qtbot: QtBot, body: Body) -> BodyView:
    made = BodyView(body, name_of=lambda area, side: f"{area} {side}")
    qtbot.addWidget(made)
    made.resize(710, 560)
    made.show()
    qtbot.waitExposed(made)
    return made


def picture(view: BodyView) -> QImage:
    return view.canvas.grab().toImage()


def test_the_areas_of_last_time_stand_behind_with_their_day_below(view: BodyView) -> None:
    before = picture(view)
    view.show_ghost([("lower_abdomen", Side.MIDLINE)], day="12 March 2026")
    assert picture(view) != before
    assert view.legend.isVisible()
    assert view.legend.text() == "Dashed: last time, 12 March 2026"


def test_without_areas_of_last_time_nothing_is_said_of_them(view: BodyView) -> None:
    view.show_ghost([("lower_abdomen", Side.MIDLINE)], day="12 March 2026")
    view.show_ghost([], day="")
    assert not view.legend.isVisible()


def test_an_area_of_last_time_tells_its_day_where_it_is_pointed_at(view: BodyView) -> None:
    view.show_ghost([("lower_abdomen", Side.MIDLINE)], day="12 March 2026")
    QTest.mouseMove(view.canvas, view.canvas.rectangle_of("lower_abdomen", Side.MIDLINE).center().toPoint())
    told = [view.canvas.toolTip()]
    QTest.mouseMove(view.canvas, view.canvas.rectangle_of("decollete", Side.MIDLINE).center().toPoint())
    told.append(view.canvas.toolTip())
    assert "12 March 2026" in told[0]
    assert told[1] == ""
    assert view.bar.words.text() == "decollete midline"


def test_the_spot_of_last_time_is_drawn_fainter_than_one_of_today(view: BodyView) -> None:
    spot, areas = BodyMark(view="front", x=2300, y=4000), [("lower_abdomen", Side.MIDLINE)]
    view.show_ghost(areas, day="12 March 2026")
    without = picture(view)
    view.show_ghost(areas, day="12 March 2026", spots=[spot])
    faint = picture(view)
    assert faint != without
    view.show_spots([(spot, True)])
    assert picture(view) != faint


def test_an_area_of_last_time_can_be_chosen_again(qtbot: QtBot, view: BodyView) -> None:
    view.show_ghost([("lower_abdomen", Side.MIDLINE)], day="12 March 2026")
    at = view.canvas.rectangle_of("lower_abdomen", Side.MIDLINE).center().toPoint()
    with qtbot.waitSignal(view.area_toggled) as emitted:
        QTest.mouseClick(view.canvas, Qt.MouseButton.LeftButton, pos=at)
    assert emitted.args == ["lower_abdomen", Side.MIDLINE]


def test_while_marking_a_click_marks_the_spot_and_chooses_no_area(qtbot: QtBot, view: BodyView) -> None:
    spot = BodyMark(view="back", x=2300, y=4000)
    at = view.canvas.stage.place_of_mark(spot)
    assert at is not None
    view.begin_marking()
    with qtbot.waitSignal(view.spot_marked) as emitted, qtbot.assertNotEmitted(view.area_toggled):
        QTest.mouseClick(view.canvas, Qt.MouseButton.LeftButton, pos=at.toPoint())
    mark = emitted.args[0] if emitted.args else None
    assert isinstance(mark, BodyMark)
    seen = view.canvas.stage.place_of_mark(mark)
    assert mark.view == "back"
    assert seen is not None
    assert (seen - QPointF(at.toPoint())).manhattanLength() < 0.2


def test_while_marking_a_click_beside_the_body_marks_nothing(qtbot: QtBot, view: BodyView) -> None:
    view.begin_marking()
    with qtbot.assertNotEmitted(view.spot_marked):
        QTest.mouseClick(view.canvas, Qt.MouseButton.LeftButton, pos=QPoint(4, 300))


def test_escape_leaves_marking(qtbot: QtBot, view: BodyView) -> None:
    view.begin_marking()
    assert "Escape" in view.legend.text()
    with qtbot.waitSignal(view.marking_left):
        QTest.keyClick(view.canvas, Qt.Key.Key_Escape)
    view.end_marking()
    assert not view.legend.isVisible()


def test_a_marked_spot_is_drawn_and_turned_to(view: BodyView) -> None:
    mark = BodyMark(view="knees", x=2500, y=5000)
    view.show_spots([(mark, True)])
    before = picture(view)
    view.show_mark(mark)
    assert view.part is Part.KNEES
    with_spot = picture(view)
    view.show_spots([])
    assert with_spot != before
    assert picture(view) != with_spot
