"""A spot is marked by keyboard: the arrow keys move a cross over the body, Enter sets it, Escape leaves."""

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from meso_desktop.domain.areas import BodyMark, Side
from meso_desktop.knowledge.body_loader import load_body
from meso_desktop.resources import resource_path
from meso_desktop.ui.body.body_view import BodyView

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def view(qtbot: QtBot) -> BodyView:
    made = BodyView(load_body(resource_path("body")), name_of=lambda area, side: f"{area} {side}")
    qtbot.addWidget(made)
    made.resize(710, 560)
    made.show()
    qtbot.waitExposed(made)
    made.look_at("lower_abdomen", Side.MIDLINE)
    return made


def picture(view: BodyView) -> QImage:
    return view.canvas.grab().toImage()


def near(one: QPointF, other: QPointF) -> bool:
    return (one - other).manhattanLength() < 0.2


def described(view: BodyView) -> str:
    return view.canvas.accessibleDescription()


def test_the_cross_begins_in_the_area_looked_at_and_is_seen(view: BodyView) -> None:
    before = picture(view)
    view.begin_marking()
    assert near(view.canvas.cross.seen, view.canvas.centre_of("lower_abdomen", Side.MIDLINE))
    assert picture(view) != before
    assert "lower_abdomen midline" in described(view)
    assert "arrow keys" in view.legend.text()


@pytest.mark.parametrize(("key", "way"), [
    (Qt.Key.Key_Left, (-1, 0)), (Qt.Key.Key_Right, (1, 0)), (Qt.Key.Key_Up, (0, -1)), (Qt.Key.Key_Down, (0, 1)),
])
def test_arrow_keys_move_the_cross_and_shift_moves_it_farther(view: BodyView, key: Qt.Key, way: tuple[int, int]) -> None:
    view.begin_marking()
    start = view.canvas.cross.seen
    QTest.keyClick(view.canvas, key)
    small = view.canvas.cross.seen - start
    QTest.keyClick(view.canvas, key, SHIFT)
    large = view.canvas.cross.seen - start - small
    assert QPointF.dotProduct(small, QPointF(*way)) > 0
    assert QPointF.dotProduct(large, QPointF(*way)) > QPointF.dotProduct(small, QPointF(*way))


def test_enter_sets_the_spot_where_the_cross_lies(qtbot: QtBot, view: BodyView) -> None:
    view.begin_marking()
    QTest.keyClick(view.canvas, Qt.Key.Key_Right, SHIFT)
    with qtbot.waitSignal(view.spot_marked) as emitted, qtbot.assertNotEmitted(view.area_toggled):
        QTest.keyClick(view.canvas, Qt.Key.Key_Return)
    mark = emitted.args[0] if emitted.args else None
    assert isinstance(mark, BodyMark)
    at = view.canvas.stage.place_of_mark(mark)
    assert at is not None
    assert near(at, view.canvas.cross.seen)


def test_beside_the_body_enter_sets_nothing_and_the_cross_says_where_it_is(qtbot: QtBot, view: BodyView) -> None:
    view.begin_marking()
    for _ in range(40):
        QTest.keyClick(view.canvas, Qt.Key.Key_Up, SHIFT)
    for _ in range(40):
        QTest.keyClick(view.canvas, Qt.Key.Key_Left, SHIFT)
    assert view.canvas.stage.drawing().adjusted(-1, -1, 1, 1).contains(view.canvas.cross.seen)
    assert "beside the body" in described(view)
    with qtbot.assertNotEmitted(view.spot_marked):
        QTest.keyClick(view.canvas, Qt.Key.Key_Return)


def test_the_cross_begins_at_the_spot_marked_before(view: BodyView) -> None:
    spot = BodyMark(view="back", x=2300, y=4000)
    view.show_spots([(spot, True)])
    view.begin_marking()
    at = view.canvas.stage.place_of_mark(spot)
    assert at is not None
    assert near(view.canvas.cross.seen, at)


def test_the_cross_is_gone_with_the_marking(view: BodyView) -> None:
    view.begin_marking()
    crossed = picture(view)
    view.canvas.set_marking(is_marking=False)
    assert not view.canvas.cross.is_shown
    assert picture(view) != crossed


def test_the_cross_stays_on_the_screen_from_near(view: BodyView) -> None:
    view.canvas.zoom_to(4.0)
    view.begin_marking()
    for _ in range(30):
        QTest.keyClick(view.canvas, Qt.Key.Key_Up, SHIFT)
    assert view.canvas.stage.room.contains(view.canvas.cross.seen)
