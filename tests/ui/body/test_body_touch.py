"""Fingers on the drawn body: a tap chooses, a drag moves the paper, two fingers bring it nearer."""

import pytest
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from meso_desktop.domain.areas import Side
from meso_desktop.domain.body import Body
from meso_desktop.knowledge.body_loader import load_body
from meso_desktop.resources import resource_path
from meso_desktop.ui.body.body_view import BodyView


@pytest.fixture(scope="module")
def body() -> Body:
    return load_body(resource_path("body"))


@pytest.fixture(scope="module")
def screen() -> QPointingDevice:
    return QTest.createTouchDevice()


@pytest.fixture
def view(qtbot: QtBot, body: Body) -> BodyView:
    made = BodyView(body, name_of=lambda area, side: f"{area} {side}")
    qtbot.addWidget(made)
    made.resize(710, 560)
    made.show()
    qtbot.waitExposed(made)
    return made


def touch(view: BodyView, screen: QPointingDevice, kind: str, *fingers: QPoint) -> None:
    event = QTest.touchEvent(view.canvas, screen, False)  # sent when all fingers are placed
    for number, at in enumerate(fingers):
        getattr(event, kind)(number, at, view.canvas)
    event.commit()
    QApplication.processEvents()


def pinch(view: BodyView, screen: QPointingDevice, *, start: int, end: int) -> None:
    middle = view.canvas.rect().center()
    touch(view, screen, "press", middle - QPoint(start, 0), middle + QPoint(start, 0))
    step = 5 if end > start else -5
    for apart in range(start, end + step, step):
        touch(view, screen, "move", middle - QPoint(apart, 0), middle + QPoint(apart, 0))
    touch(view, screen, "release", middle - QPoint(end, 0), middle + QPoint(end, 0))


def test_two_fingers_apart_bring_the_body_nearer_and_choose_nothing(qtbot: QtBot, view: BodyView, screen: QPointingDevice) -> None:
    with qtbot.assertNotEmitted(view.area_toggled):
        pinch(view, screen, start=40, end=100)
    assert view.canvas.stage.zoom.factor > 1.8


def test_two_fingers_together_bring_it_farther(view: BodyView, screen: QPointingDevice) -> None:
    view.canvas.zoom_to(3.0)
    pinch(view, screen, start=120, end=60)
    assert view.canvas.stage.zoom.factor < 2.0


def test_a_tap_chooses_the_area_under_it(qtbot: QtBot, view: BodyView, screen: QPointingDevice) -> None:
    at = view.canvas.rectangle_of("lower_abdomen", Side.MIDLINE).center().toPoint()
    with qtbot.waitSignal(view.area_toggled) as emitted:
        touch(view, screen, "press", at)
        touch(view, screen, "release", at)
    assert emitted.args == ["lower_abdomen", Side.MIDLINE]


def test_one_finger_moves_the_paper_and_chooses_nothing(qtbot: QtBot, view: BodyView, screen: QPointingDevice) -> None:
    view.canvas.zoom_to(3.0)
    before = view.canvas.stage.zoom.shift
    middle = view.canvas.rect().center()
    with qtbot.assertNotEmitted(view.area_toggled):
        touch(view, screen, "press", middle)
        for step in range(1, 8):
            touch(view, screen, "move", middle + QPoint(10 * step, 0))
        touch(view, screen, "release", middle + QPoint(70, 0))
    assert view.canvas.stage.zoom.shift - before == QPointF(70, 0)
