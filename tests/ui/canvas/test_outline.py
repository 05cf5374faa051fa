"""An outline is drawn by mouse and by keyboard, changed corner by corner, and never lost when it is refused."""

from math import cos, pi, sin

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from meso_desktop.domain.areas import Outline
from meso_desktop.domain.drawing.unfinished import unfinished_outline
from meso_desktop.ui.canvas.canvas_pane import CanvasPane
from meso_desktop.ui.canvas.mode import Mode, Snap
from meso_desktop.ui.consultation.consultation_page import ConsultationPage
from tests.domain.builders import extent
from tests.ui.canvas.conftest import Opener
from tests.ui.canvas.hand import CTRL, area, click, corners_cm, drag, is_near, key, move, press, release, seen, settle, size_cm

COUNTED = ("surface", "size", "injections", "volume")
SQUARE = ((-2, 1), (2, 1), (2, -1), (-2, -1))


def begun(pane: CanvasPane) -> list[tuple[float, float]]:
    found = unfinished_outline(pane.bench.document, area(pane).target_id)
    return [] if found is None else [(corner.x / 100, corner.y / 100) for corner in found.corners]


def undo(pane: CanvasPane) -> None:
    QTest.keyClick(pane.canvas, Qt.Key.Key_Z, CTRL)
    settle()


def test_corners_clicked_and_closed_at_the_first_make_the_outline(open_canvas: Opener) -> None:
    pane = open_canvas(is_measured=False)
    for place in SQUARE:
        click(pane, *place)
    assert area(pane).extent is None
    click(pane, *SQUARE[0])
    assert corners_cm(pane) == [(-2, 1), (2, 1), (2, -1), (-2, -1)]
    assert size_cm(pane) == ("4", "2")
    assert pane.numbers.text("surface") == "8 cm²"
    assert pane.numbers.text("size") == "4 × 2 cm"


def test_enter_closes_too(open_canvas: Opener) -> None:
    pane = open_canvas(is_measured=False)
    for place in SQUARE:
        click(pane, *place)
    key(pane, Qt.Key.Key_Return)
    assert size_cm(pane) == ("4", "2")


def test_an_outline_is_drawn_by_keyboard_alone(open_canvas: Opener) -> None:
    pane = open_canvas(is_measured=False)
    for arrow, times in ((Qt.Key.Key_Right, 1), (Qt.Key.Key_Right, 4), (Qt.Key.Key_Up, 4), (Qt.Key.Key_Left, 4)):
        key(pane, arrow, times=times)
        key(pane, Qt.Key.Key_Space)
    assert "4 corners set" in pane.canvas.accessibleDescription()
    key(pane, Qt.Key.Key_Return)
    assert size_cm(pane) == ("2", "2")


def test_corners_snap_to_the_net_that_was_chosen(open_canvas: Opener) -> None:
    pane = open_canvas(is_measured=False)
    for snap, placed in ((Snap.CM, (1, 1)), (Snap.HALF, (1, 0.5)), (Snap.MM, (1.2, 0.7)), (Snap.OFF, (1.23, 0.68))):
        QTest.mouseClick(pane.foot.snap.button(snap), Qt.MouseButton.LeftButton)
        click(pane, 1.23, 0.68)
        if snap is Snap.OFF:  # as near as a pixel is
            assert abs(begun(pane)[0][0] - placed[0]) < 0.03
            assert abs(begun(pane)[0][1] - placed[1]) < 0.03
        else:
            assert begun(pane) == [placed]
        QTest.mouseClick(pane.outline_row.discard, Qt.MouseButton.LeftButton)


def test_undo_takes_the_last_corner_back_and_redo_brings_it_again(page: ConsultationPage, open_canvas: Opener) -> None:
    pane = open_canvas(is_measured=False)
    for place in SQUARE:
        click(pane, *place)
    undo(pane)
    assert len(begun(pane)) == 3
    page.editor.redo()
    assert len(begun(pane)) == 4
    key(pane, Qt.Key.Key_Backspace)
    assert len(begun(pane)) == 3


def test_what_is_enclosed_is_said_before_the_outline_is_closed(open_canvas: Opener) -> None:
    pane = open_canvas(is_measured=False)
    for place in SQUARE[:3]:
        click(pane, *place)
    move(pane, *SQUARE[3])
    settle()
    assert pane.numbers.text("surface") == "8 cm²"


def test_an_outline_whose_sides_cross_is_refused_in_a_sentence_and_stays_drawn(page: ConsultationPage, open_canvas: Opener) -> None:
    pane = open_canvas(is_measured=False)
    for place in ((-2, 1), (2, -1), (2, 1), (-2, -1)):
        click(pane, *place)
    key(pane, Qt.Key.Key_Return)
    assert "crosses itself" in pane.said.fault.text()
    assert pane.said.fault.isVisible()
    assert area(pane).extent is None
    assert len(begun(pane)) == 4
    assert any("canvas" in page.desk.wording.text(m.text) for m in page.editor.assessment.missing)
    assert not page.editor.assessment.may_sign
    drag(pane, (2, -1), (-1, 2))
    assert pane.said.fault.isHidden()
    assert begun(pane) == []
    assert area(pane).extent is not None


def test_a_corner_dragged_over_a_side_keeps_the_outline_before_and_what_was_drawn(open_canvas: Opener) -> None:
    pane = open_canvas()
    drag(pane, (3, 2), (-4, 0))
    assert "crosses itself" in pane.said.fault.text()
    assert size_cm(pane) == ("6", "4")
    assert (-4, 0) in begun(pane)
    assert {pane.numbers.text(name) for name in COUNTED} == {"–"}
    undo(pane)
    assert "–" not in {pane.numbers.text(name) for name in COUNTED}
    assert begun(pane) == []
    assert pane.said.fault.isHidden()


def test_a_drawing_that_was_begun_is_there_when_the_canvas_is_opened_again(page: ConsultationPage, open_canvas: Opener) -> None:
    pane = open_canvas(is_measured=False)
    for place in SQUARE[:3]:
        click(pane, *place)
    key(pane, Qt.Key.Key_Escape)
    assert not page.canvas.is_open
    page.canvas.open_outline(area(pane).target_id)
    assert len(begun(pane)) == 3
    assert pane.pens[Mode.OUTLINE].is_pen


def test_a_corner_is_dragged_in_one_step_of_undo_and_the_paper_stays_where_it_lies(open_canvas: Opener) -> None:
    pane = open_canvas()
    still = seen(pane, -3, -2)
    drag(pane, (3, 2), (5, 3))
    assert area(pane).extent is not None
    assert size_cm(pane) == ("8", "5")
    lower_left = min(corners_cm(pane))
    assert is_near(seen(pane, *lower_left), still)
    undo(pane)
    assert size_cm(pane) == ("6", "4")
    assert is_near(seen(pane, -3, -2), still)


def test_a_corner_held_while_the_hand_rests_is_one_step_too(open_canvas: Opener) -> None:
    pane = open_canvas()
    press(pane, 3, 2)
    move(pane, 4, 2)
    QTest.qWait(200)
    assert size_cm(pane) == ("7", "4")
    end = pane.bench.view.to_screen(pane.pens[Mode.OUTLINE].corners[2]).toPoint()
    step = round(pane.bench.view.pixels_per_cm)
    QTest.mouseMove(pane.canvas, end + type(end)(step, 0))
    QTest.mouseRelease(pane.canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, end + type(end)(step, 0))
    assert size_cm(pane) == ("8", "4")
    undo(pane)
    assert size_cm(pane) == ("6", "4")


def test_a_side_takes_a_corner_and_delete_takes_it_away(open_canvas: Opener) -> None:
    pane = open_canvas()
    drag(pane, (0, 2), (0, 3))
    assert size_cm(pane) == ("6", "5")
    assert len(corners_cm(pane)) == 5
    key(pane, Qt.Key.Key_Delete)
    assert len(corners_cm(pane)) == 4
    assert size_cm(pane) == ("6", "4")


def test_an_outline_keeps_its_last_three_corners_and_says_so(open_canvas: Opener) -> None:
    pane = open_canvas()
    key(pane, Qt.Key.Key_Right)
    key(pane, Qt.Key.Key_Delete, times=3)
    assert len(corners_cm(pane)) == 3
    assert "at least 3 corners" in pane.said.fault.text()


def test_corners_are_chosen_and_moved_by_keyboard(open_canvas: Opener) -> None:
    pane = open_canvas()
    key(pane, Qt.Key.Key_Right, times=3)
    assert "Corner 3 of 4" in pane.canvas.accessibleDescription()
    key(pane, Qt.Key.Key_Right, CTRL, times=2)
    assert size_cm(pane) == ("7", "4")
    key(pane, Qt.Key.Key_Insert)
    assert len(corners_cm(pane)) == 5


def test_one_stroke_makes_an_outline_of_few_corners(open_canvas: Opener) -> None:
    pane = open_canvas(is_measured=False)
    round_about = [(2 * cos(2 * pi * n / 60), 1.5 * sin(2 * pi * n / 60)) for n in range(60)]
    places = [seen(pane, *place) for place in round_about]
    press(pane, *round_about[0])
    for place in places[1:]:
        QTest.mouseMove(pane.canvas, place)
        pane.canvas.follow_now()
    release(pane, *round_about[-1])
    drawn = area(pane).extent
    assert drawn is not None
    assert drawn.outline is Outline.FREE
    assert 6 <= len(drawn.corners) <= 40
    assert abs(float(drawn.length.cm) - 4) < 0.3


def test_an_oval_goes_on_as_a_drawn_outline_of_the_same_size(open_canvas: Opener) -> None:
    pane = open_canvas(of=extent("6", "4", Outline.ELLIPSE))
    assert pane.outline_row.corners.isVisible()
    QTest.mouseClick(pane.outline_row.corners, Qt.MouseButton.LeftButton)
    assert size_cm(pane) == ("6", "4")
    assert len(corners_cm(pane)) > 8


@pytest.mark.parametrize("shape", [Outline.ELLIPSE, Outline.RECTANGLE])
def test_a_new_outline_over_a_measured_one_stays_where_the_hand_drew_it(open_canvas: Opener, shape: Outline) -> None:
    pane = open_canvas(of=extent("6", "4", shape))
    QTest.mouseClick(pane.outline_row.draw, Qt.MouseButton.LeftButton)
    hand = ((-2.5, 1), (1, 1.5), (2, -0.5), (-1, -1))
    places = [seen(pane, *place) for place in hand]  # as the paper lies when the drawing begins
    for at, place in enumerate(places):
        QTest.mouseClick(pane.canvas, Qt.MouseButton.LeftButton, pos=place)
        settle()
        assert begun(pane) == list(hand[: at + 1])
        assert [seen(pane, *corner) for corner in begun(pane)] == places[: at + 1]
    key(pane, Qt.Key.Key_Return)
    assert size_cm(pane) == ("4.5", "2.5")
    assert all(is_near(seen(pane, *corner), place) for corner, place in zip(corners_cm(pane), places, strict=True))


def test_the_first_corner_undone_can_be_set_again_at_once(open_canvas: Opener) -> None:
    pane = open_canvas(of=extent("6", "4", Outline.ELLIPSE))
    QTest.mouseClick(pane.outline_row.draw, Qt.MouseButton.LeftButton)
    click(pane, 2, 1)
    undo(pane)
    assert begun(pane) == []
    click(pane, 1, 1)
    assert begun(pane) == [(1, 1)]
    QTest.mouseClick(pane.outline_row.discard, Qt.MouseButton.LeftButton)
    settle()
    click(pane, 2, 1)
    assert begun(pane) == []


def test_a_drawing_discarded_leaves_the_measured_outline_where_it_lay(open_canvas: Opener) -> None:
    pane = open_canvas(of=extent("6", "4", Outline.ELLIPSE))
    QTest.mouseClick(pane.outline_row.draw, Qt.MouseButton.LeftButton)
    middle = seen(pane, 0, 0)
    click(pane, 2, 1)
    click(pane, 1, -1)
    QTest.mouseClick(pane.outline_row.discard, Qt.MouseButton.LeftButton)
    settle()
    assert seen(pane, 0, 0) == middle


def test_a_stroke_over_a_measured_outline_stays_under_the_hand(open_canvas: Opener) -> None:
    pane = open_canvas(of=extent("6", "4", Outline.RECTANGLE))
    QTest.mouseClick(pane.outline_row.draw, Qt.MouseButton.LeftButton)
    places = [seen(pane, 1.5 + 1.3 * cos(turn * pi / 12), 0.5 + sin(turn * pi / 12)) for turn in range(25)]
    QTest.mousePress(pane.canvas, Qt.MouseButton.LeftButton, pos=places[0])
    for place in places[1:]:
        QTest.mouseMove(pane.canvas, place)
        pane.canvas.follow_now()
    QTest.mouseRelease(pane.canvas, Qt.MouseButton.LeftButton, pos=places[-1])
    settle()
    drawn = [seen(pane, *corner) for corner in corners_cm(pane)]
    assert drawn
    assert all(any((place - corner).manhattanLength() <= 6 for place in places) for corner in drawn)


def test_a_new_outline_replaces_the_one_that_was_measured_once_it_is_closed(open_canvas: Opener) -> None:
    pane = open_canvas()
    QTest.mouseClick(pane.outline_row.draw, Qt.MouseButton.LeftButton)
    for place in SQUARE:
        click(pane, *place)
    assert size_cm(pane) == ("6", "4")
    assert "outline" in pane.outline_row.close_it.text()
    QTest.mouseClick(pane.outline_row.close_it, Qt.MouseButton.LeftButton)
    assert size_cm(pane) == ("4", "2")


def test_escape_ends_a_drag_first_and_leaves_then(page: ConsultationPage, open_canvas: Opener) -> None:
    pane = open_canvas()
    press(pane, 3, 2)
    move(pane, 5, 3)
    pane.canvas.follow_now()
    key(pane, Qt.Key.Key_Escape)
    assert page.canvas.is_open
    assert size_cm(pane) == ("6", "4")
    key(pane, Qt.Key.Key_Escape)
    assert not page.canvas.is_open
