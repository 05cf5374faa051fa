"""Nearer and farther: a place of the body stays the same place at every zoom, and hands move the paper."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from meso_desktop.domain.areas import BodyMark, Side
from meso_desktop.domain.body import Body, View
from meso_desktop.domain.people import Sex
from meso_desktop.knowledge.body_loader import load_body
from meso_desktop.resources import resource_path
from meso_desktop.ui.body.body_stage import BodyStage
from meso_desktop.ui.body.body_view import VIEWS, BodyView, Part
from meso_desktop.ui.body.body_zoom import BodyZoom

ZOOMS = (0.5, 1.0, 2.37, 4.0)
ROOM = QRectF(0, 22, 700, 500)


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


def staged(body: Body, part: Part, zoom: float) -> BodyStage:
    stage = BodyStage(body)
    stage.room = ROOM
    stage.show(VIEWS[part], sex=Sex.FEMALE)
    stage.zoom = stage.zoomed(zoom, about=QPointF(310, 160))
    return stage


@pytest.mark.parametrize("zoom", ZOOMS)
def test_a_place_in_the_window_and_on_the_drawing_map_there_and_back(zoom: float) -> None:
    looked = BodyZoom(factor=zoom, shift=QPointF(-31.5, 12.25))
    at = QPointF(217.0, 388.5)
    there_and_back = looked.shown(looked.drawn(at)) - at
    assert there_and_back.manhattanLength() < 1e-9


@pytest.mark.parametrize("zoom", ZOOMS)
@pytest.mark.parametrize("part", Part)
def test_every_region_lies_on_the_same_spot_of_the_body_at_every_zoom(body: Body, part: Part, zoom: float) -> None:
    stage = staged(body, part, zoom)
    for drawing, place in stage.placed().values():
        scale = place.height() / drawing.figure.height
        for region in drawing.figure.regions:
            seen = place.topLeft() + QPointF(*region.centre) * scale
            assert (seen - place.topLeft()) / scale == QPointF(*region.centre)
            found = stage.key_at(seen, among=stage.regions())
            inside = [r for r in drawing.figure.regions if drawing.distance((r.area, r.side), place, seen) == 0]
            assert found is not None
            assert not inside or found in {(r.area, r.side) for r in inside}


@pytest.mark.parametrize("zoom", ZOOMS)
@pytest.mark.parametrize("mark", [
    BodyMark(view="front", x=2301, y=3507), BodyMark(view="back", x=1999, y=6003), BodyMark(view="left", x=1500, y=4441),
])
def test_a_mark_stays_on_the_same_spot_of_the_body_at_every_zoom(body: Body, mark: BodyMark, zoom: float) -> None:
    stage = staged(body, Part.BODY, zoom)
    seen = stage.place_of_mark(mark)
    assert seen is not None
    assert stage.mark_at(seen) == mark


_PLACES = st.builds(QPointF, st.floats(0, 700), st.floats(22, 522))
_MOVES = st.one_of(st.tuples(st.just("zoom"), _PLACES, st.floats(0.3, 5)), st.tuples(st.just("pan"), _PLACES, st.just(1.0)))


@given(moves=st.lists(_MOVES, max_size=12))
def test_no_sequence_of_zooming_and_panning_moves_a_mark_on_the_body(body: Body, moves: list[tuple[str, QPointF, float]]) -> None:
    mark = BodyMark(view="front", x=2301, y=3507)
    stage = staged(body, Part.BODY, 1.0)
    for kind, at, factor in moves:
        stage.zoom = stage.zoomed(factor, about=at) if kind == "zoom" else stage.panned(at - ROOM.center())
        seen = stage.place_of_mark(mark)
        assert seen is not None
        assert stage.mark_at(seen) == mark
        assert 0.5 <= stage.zoom.factor <= 4.0


def test_a_mark_is_not_set_beside_the_body(body: Body) -> None:
    assert staged(body, Part.BODY, 1.0).mark_at(QPointF(3, 30)) is None


@pytest.mark.parametrize("zoom", [1.5, 2.37, 4.0])
def test_what_is_pointed_at_stays_there_when_it_comes_nearer(body: Body, zoom: float) -> None:
    stage = staged(body, Part.BODY, 1.0)
    at = QPointF(410, 300)
    before = stage.zoom.drawn(at)
    stage.zoom = stage.zoomed(zoom, about=at)
    assert (stage.zoom.drawn(at) - before).manhattanLength() < 1e-6


@pytest.mark.parametrize(("asked", "given"), [(0.1, 0.5), (9.0, 4.0), (2.37, 2.37)])
def test_zoom_goes_from_50_to_400_percent(body: Body, asked: float, given: float) -> None:
    assert staged(body, Part.BODY, asked).zoom.factor == given


def test_the_body_cannot_be_pushed_out_of_the_window(body: Body) -> None:
    stage = staged(body, Part.BODY, 2.0)
    for by in (QPointF(9e4, 9e4), QPointF(-9e4, -9e4)):
        stage.zoom = stage.panned(by)
        assert stage.zoom.box(stage.drawing()).adjusted(-1, -1, 1, 1).contains(ROOM.center())


def test_the_whole_body_stays_where_it_stands(body: Body) -> None:
    stage = staged(body, Part.BODY, 1.0)
    before = stage.placed()[View.FRONT][1]
    stage.zoom = stage.panned(QPointF(50, 50))
    assert stage.placed()[View.FRONT][1] == before


def test_plus_minus_and_nought_zoom(view: BodyView) -> None:
    seen = []
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_0):
        QTest.keyClick(view.canvas, key)
        seen.append(view.canvas.stage.zoom.percent)
    assert seen == [150, 200, 150, 100]


def test_keys_zoom_about_the_region_gone_to(view: BodyView) -> None:
    QTest.keyClick(view.canvas, Qt.Key.Key_End)
    area, side = view.canvas.reachable()[-1]
    before = view.canvas.rectangle_of(area, side).center()
    QTest.keyClick(view.canvas, Qt.Key.Key_Plus)
    assert (view.canvas.rectangle_of(area, side).center() - before).manhattanLength() < 1


def test_the_buttons_zoom_and_stop_at_the_ends(view: BodyView) -> None:
    for _ in range(9):
        QTest.mouseClick(view.bar.nearer, Qt.MouseButton.LeftButton)
    assert view.bar.whole.text() == "400 %"
    assert not view.bar.nearer.isEnabled()
    QTest.mouseClick(view.bar.whole, Qt.MouseButton.LeftButton)
    assert view.canvas.stage.zoom.percent == 100
    for _ in range(9):
        QTest.mouseClick(view.bar.farther, Qt.MouseButton.LeftButton)
    assert view.bar.whole.text() == "50 %"
    assert not view.bar.farther.isEnabled()


def wheel(view: BodyView, at: QPointF, *, turn: int, keys: Qt.KeyboardModifier) -> bool:
    event = QWheelEvent(
        at, view.canvas.mapToGlobal(at), QPoint(), QPoint(0, turn), Qt.MouseButton.NoButton, keys, Qt.ScrollPhase.NoScrollPhase, False,
    )
    event.ignore()
    return QApplication.sendEvent(view.canvas, event) and event.isAccepted()


def test_the_wheel_with_control_zooms_about_the_pointer(view: BodyView) -> None:
    at = view.canvas.rectangle_of("lower_abdomen", Side.MIDLINE).center()
    for _ in range(4):
        wheel(view, at, turn=120, keys=Qt.KeyboardModifier.ControlModifier)
    assert view.canvas.stage.zoom.factor > 2
    assert (view.canvas.rectangle_of("lower_abdomen", Side.MIDLINE).center() - at).manhattanLength() < 1


def test_the_wheel_alone_scrolls_the_page_until_the_body_is_larger_than_its_room(view: BodyView) -> None:
    at = QPointF(view.canvas.rect().center())
    assert not wheel(view, at, turn=-120, keys=Qt.KeyboardModifier.NoModifier)
    view.canvas.zoom_to(2.0)
    before = view.canvas.stage.zoom.shift
    wheel(view, at, turn=-120, keys=Qt.KeyboardModifier.NoModifier)
    assert view.canvas.stage.zoom.shift.y() < before.y()


def test_two_fingers_on_a_touchpad_zoom(view: BodyView) -> None:
    at = QPointF(view.canvas.rect().center())
    pinch = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture, QPointingDevice.primaryPointingDevice(), 2, at, at, view.canvas.mapToGlobal(at), 0.5,
        QPointF(),
    )
    QApplication.sendEvent(view.canvas, pinch)
    assert view.canvas.stage.zoom.percent == 150


def drag(view: BodyView, start: QPoint, by: QPoint, *, button: Qt.MouseButton) -> None:
    QTest.mousePress(view.canvas, button, pos=start)
    for part in (1, 2, 3):
        QTest.mouseMove(view.canvas, start + by * part / 3)
    QTest.mouseRelease(view.canvas, button, pos=start + by)


@pytest.mark.parametrize("button", [Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton])
def test_a_drag_moves_the_paper_and_chooses_nothing(qtbot: QtBot, view: BodyView, button: Qt.MouseButton) -> None:
    view.canvas.zoom_to(3.0)
    before = view.canvas.stage.zoom.shift
    with qtbot.assertNotEmitted(view.area_toggled):
        drag(view, view.canvas.rect().center(), QPoint(60, 30), button=button)
    assert view.canvas.stage.zoom.shift - before == QPointF(60, 30)


def test_space_holds_the_paper_and_chooses_only_when_it_was_not_moved(qtbot: QtBot, view: BodyView) -> None:
    view.canvas.zoom_to(2.0)
    QTest.keyClick(view.canvas, Qt.Key.Key_Home)
    middle = view.canvas.rect().center()
    with qtbot.assertNotEmitted(view.area_toggled):
        QApplication.sendEvent(view.canvas, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier))
        drag(view, middle, QPoint(3, 0), button=Qt.MouseButton.LeftButton)
        QApplication.sendEvent(view.canvas, QKeyEvent(QEvent.Type.KeyRelease, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier))
    with qtbot.waitSignal(view.area_toggled):
        QTest.keyClick(view.canvas, Qt.Key.Key_Space)


def test_a_click_chooses_the_region_under_it_when_zoomed(qtbot: QtBot, view: BodyView) -> None:
    at = view.canvas.rectangle_of("flank", Side.LEFT).center()
    view.canvas.zoom_to(2.37, about=at)
    with qtbot.waitSignal(view.area_toggled) as emitted:
        QTest.mouseClick(view.canvas, Qt.MouseButton.LeftButton, pos=at.toPoint())
    assert emitted.args == ["flank", Side.LEFT]


def test_two_quick_clicks_choose_once(view: BodyView) -> None:
    chosen = []
    view.area_toggled.connect(lambda area, side: chosen.append((area, side)))
    at = view.canvas.centre_of("flank", Side.LEFT).toPoint()
    QTest.mouseClick(view.canvas, Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseDClick(view.canvas, Qt.MouseButton.LeftButton, pos=at)
    assert chosen == [("flank", Side.LEFT)]


def test_a_click_with_alt_parts_a_side_from_the_other(qtbot: QtBot, view: BodyView) -> None:
    at = view.canvas.rectangle_of("flank", Side.LEFT).center().toPoint()
    with qtbot.waitSignal(view.area_parted) as emitted, qtbot.assertNotEmitted(view.area_toggled):
        QTest.mouseClick(view.canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.AltModifier, at)
    assert emitted.args == ["flank", Side.LEFT]


def test_the_region_that_the_keyboard_goes_to_comes_into_view(view: BodyView) -> None:
    view.canvas.zoom_to(4.0, about=QPointF(10, 10))
    QTest.keyClick(view.canvas, Qt.Key.Key_End)
    QTest.keyClick(view.canvas, Qt.Key.Key_Left)
    QTest.keyClick(view.canvas, Qt.Key.Key_Right)
    area, side = view.canvas.reachable()[-1]
    assert view.canvas.rectangle_of(area, side).intersects(QRectF(view.canvas.rect()))


def test_another_part_of_the_body_is_shown_whole(view: BodyView) -> None:
    view.canvas.zoom_to(3.0)
    view.show_part(Part.HEAD)
    assert view.canvas.stage.zoom.percent == 100


def test_the_buttons_go_nearer_about_the_area_looked_at_and_its_spot_before_it(view: BodyView) -> None:
    view.look_at("flank", Side.LEFT)
    at = view.canvas.centre_of("flank", Side.LEFT)
    view.bar.stepped.emit(1)
    assert (view.canvas.centre_of("flank", Side.LEFT) - at).manhattanLength() < 1
    view.bar.stepped.emit(0)
    spot = BodyMark(view="back", x=2300, y=4000)
    view.show_spots([(spot, True)])
    seen = view.canvas.stage.place_of_mark(spot)
    view.bar.stepped.emit(1)
    nearer = view.canvas.stage.place_of_mark(spot)
    assert seen is not None
    assert nearer is not None
    assert (nearer - seen).manhattanLength() < 1
