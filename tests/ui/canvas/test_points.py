"""Single points are put in, moved and taken out, by mouse, keyboard and finger."""

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest

from meso_desktop.domain.areas import Point
from meso_desktop.ui.canvas.mode import Mode
from meso_desktop.ui.consultation.consultation_page import ConsultationPage
from tests.ui.canvas.conftest import Opener
from tests.ui.canvas.hand import CTRL, click, drag, fingers, is_near, key, line, press, seen, settle


def test_a_click_on_an_empty_place_puts_a_point_in(page: ConsultationPage, open_canvas: Opener) -> None:
    pane = open_canvas(mode=Mode.POINTS)
    before = line(pane)
    click(pane, 0.5, 0.0)
    now = line(pane)
    assert len(now.points) == len(before.points) + 1
    assert len(now.placement.added) == 1
    assert "1 put in" in pane.legend.words
    assert pane.numbers.text("injections") == str(len(now.points))
    page.editor.undo()
    assert line(pane) == before


def test_a_point_is_dragged_elsewhere_and_its_place_in_the_grid_stays_empty(open_canvas: Opener) -> None:
    pane = open_canvas(mode=Mode.POINTS)
    before = len(line(pane).points)
    drag(pane, (0.5, 0.5), (1.0, 1.0))
    placed = line(pane).placement
    assert placed.removed == (Point(50, 50),)
    assert abs(placed.added[0].x - 100) <= 2
    assert len(line(pane).points) == before
    assert "1 taken out" in pane.legend.words


def test_delete_and_the_right_button_take_points_out_and_a_click_puts_one_back(open_canvas: Opener) -> None:
    pane = open_canvas(mode=Mode.POINTS)
    before = len(line(pane).points)
    click(pane, 0.5, 0.5)
    assert len(line(pane).points) == before
    key(pane, Qt.Key.Key_Delete)
    click(pane, -0.5, 0.5, Qt.MouseButton.RightButton)
    assert len(line(pane).points) == before - 2
    click(pane, 0.5, 0.5)
    assert len(line(pane).points) == before - 1
    QTest.mouseClick(pane.points_row.plain, Qt.MouseButton.LeftButton)
    assert len(line(pane).points) == before


def test_a_long_press_takes_a_point_out(open_canvas: Opener) -> None:
    pane = open_canvas(mode=Mode.POINTS)
    before = len(line(pane).points)
    fingers(pane, QEvent.Type.TouchBegin, seen(pane, 0.5, 0.5))
    QTest.qWait(750)
    fingers(pane, QEvent.Type.TouchEnd, seen(pane, 0.5, 0.5))
    assert len(line(pane).points) == before - 1


def test_a_mouse_that_is_held_still_takes_nothing_out(open_canvas: Opener) -> None:
    pane = open_canvas(mode=Mode.POINTS)
    before = line(pane)
    press(pane, 0.5, 0.5)
    QTest.qWait(750)
    QTest.mouseRelease(pane.canvas, Qt.MouseButton.LeftButton, pos=seen(pane, 0.5, 0.5))
    assert line(pane) == before


def test_arrows_walk_over_points_and_say_where_one_is(open_canvas: Opener) -> None:
    pane = open_canvas(mode=Mode.POINTS)
    key(pane, Qt.Key.Key_Right)
    first = pane.points_tool.focus
    key(pane, Qt.Key.Key_Right)
    assert first is not None
    assert pane.points_tool.focus == Point(first.x + 100, first.y)
    assert "Point " in pane.canvas.accessibleDescription()
    key(pane, Qt.Key.Key_Up)
    assert pane.points_tool.focus == Point(first.x + 100, first.y + 100)


def test_points_are_put_in_moved_and_taken_out_by_keyboard(open_canvas: Opener) -> None:
    pane = open_canvas(mode=Mode.POINTS)
    before = len(line(pane).points)
    key(pane, Qt.Key.Key_Right)
    key(pane, Qt.Key.Key_Insert)
    assert len(line(pane).points) == before + 1
    focus = pane.points_tool.focus
    assert focus is not None
    key(pane, Qt.Key.Key_Up, CTRL, times=2)
    assert line(pane).placement.added == (Point(focus.x, focus.y + 20),)
    key(pane, Qt.Key.Key_Delete)
    assert len(line(pane).points) == before


def test_a_point_taken_out_stays_out_when_the_grid_is_shifted(open_canvas: Opener) -> None:
    pane = open_canvas(mode=Mode.POINTS)
    click(pane, 0.5, 0.5)
    key(pane, Qt.Key.Key_Delete)
    pane.work_on(Mode.GRID)
    key(pane, Qt.Key.Key_Right, times=2)
    assert Point(70, 50) not in line(pane).points
    assert Point(70, -50) in line(pane).points


def test_a_point_put_into_a_zone_is_kept_out_and_said(open_canvas: Opener) -> None:
    pane = open_canvas(mode=Mode.KEPT_FREE)
    QTest.mouseClick(pane.zones_row.strip, Qt.MouseButton.LeftButton)
    pane.work_on(Mode.POINTS)
    before, kept = len(line(pane).points), len(pane.bench.shown.drawn.kept_out)
    click(pane, 0, 1.2)
    assert len(line(pane).points) == before
    assert len(pane.bench.shown.drawn.kept_out) == kept + 1
    assert "Kept out: mandibular border" in pane.canvas.accessibleDescription()


def test_dragging_empty_paper_pushes_it_and_sets_nothing(open_canvas: Opener) -> None:
    pane = open_canvas(mode=Mode.POINTS)
    before, at = line(pane), seen(pane, 4, 0)
    drag(pane, (4, 0), (5, 0.5))
    assert line(pane) == before
    one_cm = pane.bench.view.pixels_per_cm
    assert is_near(seen(pane, 4, 0), at + QPoint(round(one_cm), -round(one_cm / 2)))
    settle()
