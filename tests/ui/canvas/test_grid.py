"""The grid is shifted and turned by hand, by keys and in figures; document, counts and panel follow."""

from math import cos, radians, sin

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from meso_desktop.domain.areas import Outline, Point, Side
from meso_desktop.domain.drawing.grid import drawn_points
from meso_desktop.domain.plan import Placement
from meso_desktop.ui.canvas.canvas_pane import CanvasPane
from meso_desktop.ui.canvas.mode import Mode
from meso_desktop.ui.consultation.consultation_page import ConsultationPage
from tests.domain.builders import extent
from tests.ui.canvas.conftest import Opener
from tests.ui.canvas.hand import SHIFT, area, drag, key, line, press, seen, settle
from tests.ui.consultation.acts import retype
from tests.ui.scene import packs


def turn_by(pane: CanvasPane, degrees: float) -> None:
    """Pull the handle round."""
    pivot, handle = pane.bench.view.to_screen(Point(0, 0)), pane.grid_tool.handle
    arm, way = pivot.y() - handle.y(), radians(90 + degrees)
    QTest.mousePress(pane.canvas, Qt.MouseButton.LeftButton, pos=handle.toPoint())
    end = QPoint(round(pivot.x() + arm * cos(way)), round(pivot.y() - arm * sin(way)))
    QTest.mouseMove(pane.canvas, end)
    QTest.mouseRelease(pane.canvas, Qt.MouseButton.LeftButton, pos=end)
    settle()


def test_a_drag_shifts_the_grid_and_is_one_step_of_undo(page: ConsultationPage, open_canvas: Opener) -> None:
    pane = open_canvas(mode=Mode.GRID)
    before = line(pane)
    drag(pane, (1, -1), (1.5, -0.7))
    shift = line(pane).placement.shift
    assert abs(shift.x - 50) <= 2
    assert abs(shift.y - 30) <= 2
    assert line(pane).points != before.points
    page.editor.undo()
    assert line(pane) == before


def test_the_round_handle_turns_the_grid_counter_clockwise(open_canvas: Opener) -> None:
    pane = open_canvas(mode=Mode.GRID)
    turn_by(pane, 30)
    assert line(pane).placement.turn_degrees == 30
    assert pane.grid_row.turn.edit.text() == "30"
    first = line(pane).points
    assert first == drawn_points(line(pane), area(pane), packs().protocols["dca_submental"])


def test_figures_follow_the_hand_before_it_lets_go(open_canvas: Opener) -> None:
    pane = open_canvas(mode=Mode.GRID, of=extent("6", "4", Outline.ELLIPSE))
    before = line(pane)
    press(pane, 1, -1)
    QTest.mouseMove(pane.canvas, seen(pane, 2.2, 0.3))
    pane.canvas.follow_now()
    assert line(pane) == before
    shown = pane.bench.shown
    assert shown.estimate is not None
    assert pane.numbers.text("injections") == str(len(shown.drawn.standing))
    assert pane.grid_row.across.edit.text() == "1.2"
    QTest.mouseRelease(pane.canvas, Qt.MouseButton.LeftButton, pos=seen(pane, 2.2, 0.3))
    assert len(line(pane).points) == len(shown.drawn.standing)


def test_what_is_counted_while_the_hand_moves_is_what_is_drawn(open_canvas: Opener) -> None:
    pane = open_canvas(mode=Mode.GRID)
    before = line(pane)
    pane.bench.begin()
    pane.bench.try_placement(Placement(removed=before.points[:5], added=(Point(3, 3),)))
    shown = pane.bench.shown
    assert line(pane) == before
    assert shown.estimate is not None
    assert shown.estimate.points_per_side == len(shown.drawn.standing) == len(before.points) - 4
    assert pane.numbers.text("injections") == str(len(before.points) - 4)
    pane.bench.drop()


def test_a_hand_that_rests_lets_the_consultation_follow(page: ConsultationPage, open_canvas: Opener) -> None:
    pane = open_canvas(mode=Mode.GRID)
    press(pane, 1, -1)
    QTest.mouseMove(pane.canvas, seen(pane, 1.4, -1))
    QTest.qWait(220)
    resting = line(pane).placement.shift
    assert resting.x > 30
    QTest.mouseMove(pane.canvas, seen(pane, 1.8, -1))
    QTest.mouseRelease(pane.canvas, Qt.MouseButton.LeftButton, pos=seen(pane, 1.8, -1))
    assert line(pane).placement.shift.x > resting.x
    page.editor.undo()
    assert line(pane).placement.shift == Point(0, 0)


def test_keys_shift_and_turn_in_steps(open_canvas: Opener) -> None:
    pane = open_canvas(mode=Mode.GRID)
    key(pane, Qt.Key.Key_Right, times=3)
    key(pane, Qt.Key.Key_Up, SHIFT)
    assert line(pane).placement.shift == Point(30, 100)
    QTest.keyClicks(pane.canvas, "[[{")
    assert line(pane).placement.turn_degrees == 17
    QTest.keyClicks(pane.canvas, "]}")
    assert line(pane).placement.turn_degrees == 1
    assert "turned by 1°" in pane.canvas.accessibleDescription()


def test_turn_and_shift_are_typed_and_straight_resets(open_canvas: Opener) -> None:
    pane = open_canvas(mode=Mode.GRID)
    retype(pane.grid_row.turn.edit, "-15")
    retype(pane.grid_row.across.edit, "-0,4")
    retype(pane.grid_row.up.edit, "1.25")
    assert line(pane).placement.turn_degrees == 345
    assert line(pane).placement.shift == Point(-40, 125)
    QTest.mouseClick(pane.grid_row.straight, Qt.MouseButton.LeftButton)
    assert line(pane).placement.turn_degrees == 0
    assert line(pane).placement.shift == Point(0, 0)


@pytest.mark.parametrize("typed", ["1e2", "4.5", "999", "x"])
def test_a_turn_that_cannot_be_read_is_refused_at_the_field_and_kept(open_canvas: Opener, typed: str) -> None:
    pane = open_canvas(mode=Mode.GRID)
    retype(pane.grid_row.turn.edit, typed)
    pane.canvas.setFocus()
    settle()
    assert pane.grid_row.turn.edit.text() == typed
    assert "whole number" in pane.grid_row.turn.refusal
    assert line(pane).placement.turn_degrees == 0


@pytest.mark.parametrize("typed", ["99", "-99", "1e1", "x"])
def test_a_shift_that_is_no_length_of_an_extent_is_refused_at_the_field_and_kept(open_canvas: Opener, typed: str) -> None:
    pane = open_canvas(mode=Mode.GRID)
    retype(pane.grid_row.across.edit, typed)
    pane.canvas.setFocus()
    settle()
    assert pane.grid_row.across.edit.text() == typed
    assert pane.grid_row.across.refusal
    assert line(pane).placement.shift == Point(0, 0)


def test_escape_in_a_drag_lays_the_grid_as_it_was(page: ConsultationPage, open_canvas: Opener) -> None:
    pane = open_canvas(mode=Mode.GRID)
    before = line(pane)
    press(pane, 1, -1)
    QTest.mouseMove(pane.canvas, seen(pane, 2, 0))
    QTest.qWait(220)
    assert line(pane) != before
    key(pane, Qt.Key.Key_Escape)
    assert line(pane) == before
    assert page.canvas.is_open


def test_a_technique_by_surface_and_volume_says_so_and_has_no_grid(open_canvas: Opener) -> None:
    pane = open_canvas(mode=Mode.GRID, area="lower_abdomen", protocol="meso_nappage")
    assert pane.mode is Mode.OUTLINE
    assert not pane.head.modes.button(Mode.GRID).isEnabled()
    assert not pane.head.modes.button(Mode.POINTS).isEnabled()
    assert "surface and volume" in pane.head.modes.button(Mode.GRID).toolTip()


def test_without_a_line_the_grid_waits_for_the_plan(open_canvas: Opener) -> None:
    pane = open_canvas(protocol="")
    assert not pane.head.modes.button(Mode.GRID).isEnabled()


def test_both_sides_are_counted_and_the_drawn_one_is_named(open_canvas: Opener) -> None:
    pane = open_canvas(mode=Mode.GRID, area="flank", side=Side.BOTH, protocol="dca_flank")
    assert int(pane.numbers.text("injections")) == 2 * int(pane.numbers.text("points"))


def test_one_side_is_mirrored_to_the_other_in_one_step(page: ConsultationPage, open_canvas: Opener) -> None:
    pane = open_canvas(mode=Mode.GRID, area="flank", side=Side.LEFT, protocol="dca_flank")
    key(pane, Qt.Key.Key_Right, times=3)
    QTest.mouseClick(pane.foot.mirror, Qt.MouseButton.LeftButton)
    other = page.editor.document.plan.lines[1]
    assert page.editor.document.target_areas[1].side is Side.RIGHT
    assert other.placement.shift == Point(-30, 0)
    assert {(-p.x, p.y) for p in other.points} == {(p.x, p.y) for p in line(pane).points}
    page.editor.undo()
    assert len(page.editor.document.target_areas) == 1


def test_a_turn_clockwise_reads_as_it_was_typed(open_canvas: Opener) -> None:
    pane = open_canvas(mode=Mode.GRID)
    retype(pane.grid_row.turn.edit, "-3")
    pane.canvas.setFocus()
    settle()
    assert line(pane).placement.turn_degrees == 357
    pane.grid_row.refresh()
    assert pane.grid_row.turn.edit.text() == "−3"
    assert "−3°" in pane.grid_tool.words()
