"""Zones keep points out and say why; they are drawn, proposed, moved, renamed and taken away."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from meso_desktop.domain.drawing.keeping_free import Kept
from meso_desktop.ui.canvas.mode import Mode
from meso_desktop.ui.consultation.consultation_page import ConsultationPage
from tests.ui.canvas.conftest import Opener
from tests.ui.canvas.hand import area, click, drag, is_near, key, line, seen, settle

SPOT = ((-1.3, 0.4), (1.3, 0.4), (1.3, -1.9), (-1.3, -1.9))


def test_the_strip_of_the_area_is_offered_and_keeps_points_out_with_its_reason(open_canvas: Opener) -> None:
    pane = open_canvas(mode=Mode.KEPT_FREE)
    before = len(line(pane).points)
    assert "1.5 cm" in pane.zones_row.strip.text()
    QTest.mouseClick(pane.zones_row.strip, Qt.MouseButton.LeftButton)
    assert [zone.kind for zone in area(pane).zones] == ["mandibular_border"]
    kept = before - len(line(pane).points)
    assert kept > 0
    assert f"{kept} kept out: mandibular border" in pane.legend.words
    assert pane.zones_row.strip.isHidden()


def test_a_zone_is_drawn_with_its_kind_and_its_points_say_why_they_are_kept_out(open_canvas: Opener) -> None:
    pane = open_canvas(mode=Mode.KEPT_FREE)
    injections = pane.numbers.text("injections")
    at = pane.zones_row.kind.findData(Kept.LESION.value)
    pane.zones_row.kind.setCurrentIndex(at)
    pane.zones_row.kind.activated.emit(at)
    for place in SPOT:
        click(pane, *place)
    key(pane, Qt.Key.Key_Return)
    assert [zone.kind for zone in area(pane).zones] == ["lesion"]
    assert int(pane.numbers.text("injections")) == int(injections) - len(pane.bench.shown.drawn.kept_out)
    pane.work_on(Mode.POINTS)
    point, _ = pane.bench.shown.drawn.kept_out[0]
    assert "mole or lesion" in pane.points_tool.tip(pane.bench.view.to_screen(point))


def test_no_point_of_the_line_stands_in_a_zone(open_canvas: Opener) -> None:
    pane = open_canvas(mode=Mode.KEPT_FREE)
    for place in SPOT:
        click(pane, *place)
    key(pane, Qt.Key.Key_Return)
    held = {point for point, _ in pane.bench.shown.drawn.kept_out}
    assert held
    assert held.isdisjoint(line(pane).points)
    assert set(line(pane).points) == set(pane.bench.shown.drawn.standing)


def test_the_kind_picked_after_a_zone_is_that_of_the_next_one(open_canvas: Opener) -> None:
    pane = open_canvas(mode=Mode.KEPT_FREE)
    QTest.mouseClick(pane.zones_row.strip, Qt.MouseButton.LeftButton)
    for kind in (Kept.LESION, Kept.SCAR):
        at = pane.zones_row.kind.findData(kind.value)
        pane.zones_row.kind.setCurrentIndex(at)
        pane.zones_row.kind.activated.emit(at)
        QTest.mouseClick(pane.zones_row.draw, Qt.MouseButton.LeftButton)
        for place in SPOT:
            click(pane, *place)
        key(pane, Qt.Key.Key_Return)
    assert [zone.kind for zone in area(pane).zones] == ["mandibular_border", "lesion", "scar"]


def test_a_zone_is_taken_hold_of_moved_renamed_and_removed(page: ConsultationPage, open_canvas: Opener) -> None:
    pane = open_canvas(mode=Mode.KEPT_FREE)
    for place in SPOT:
        click(pane, *place)
    key(pane, Qt.Key.Key_Return)
    before = area(pane).zones[0].corners
    drag(pane, (0, -0.7), (1, -0.2))
    moved = area(pane).zones[0].corners
    assert abs(moved[0].x - before[0].x - 100) <= 10
    assert abs(moved[0].y - before[0].y - 50) <= 10
    at = pane.zones_row.kind.findData(Kept.SCAR.value)
    pane.zones_row.kind.setCurrentIndex(at)
    pane.zones_row.kind.activated.emit(at)
    assert area(pane).zones[0].kind == "scar"
    QTest.mouseClick(pane.zones_row.remove, Qt.MouseButton.LeftButton)
    assert area(pane).zones == ()
    page.editor.undo()
    assert area(pane).zones[0].kind == "scar"


def test_a_click_beside_lets_go_and_delete_then_takes_nothing(open_canvas: Opener) -> None:
    pane = open_canvas(mode=Mode.KEPT_FREE)
    for place in SPOT:
        click(pane, *place)
    key(pane, Qt.Key.Key_Return)
    click(pane, 2.5, 1.5)
    key(pane, Qt.Key.Key_Delete)
    assert len(area(pane).zones) == 1


def test_a_zone_whose_sides_cross_is_refused_and_stays_drawn(open_canvas: Opener) -> None:
    pane = open_canvas(mode=Mode.KEPT_FREE)
    for place in ((-1.5, 1), (1.5, -1), (1.5, 1), (-1.5, -1)):
        click(pane, *place)
    key(pane, Qt.Key.Key_Return)
    assert "crosses itself" in pane.said.fault.text()
    assert area(pane).zones == ()
    assert len(pane.pens[Mode.KEPT_FREE].corners) == 4


def test_zones_stay_on_the_body_when_the_outline_is_drawn_on(open_canvas: Opener) -> None:
    pane = open_canvas(mode=Mode.KEPT_FREE)
    QTest.mouseClick(pane.zones_row.strip, Qt.MouseButton.LeftButton)
    corner = area(pane).zones[0].corners[0]
    still = pane.bench.view.to_screen(corner).toPoint()
    pane.work_on(Mode.OUTLINE)
    settle()
    drag(pane, (3, -2), (5, -3))
    assert is_near(pane.bench.view.to_screen(area(pane).zones[0].corners[0]).toPoint(), still)


def test_there_is_nothing_to_keep_free_before_there_is_an_outline(open_canvas: Opener) -> None:
    pane = open_canvas(mode=Mode.KEPT_FREE, is_measured=False)
    assert not pane.zones_row.draw.isEnabled()
    QTest.mouseClick(pane.canvas, Qt.MouseButton.LeftButton, pos=seen(pane, 0, 0))
    assert area(pane).zones == ()
