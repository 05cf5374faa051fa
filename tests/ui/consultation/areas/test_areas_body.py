"""The body beside the areas: it turns to the area chosen and follows the scheme."""

from datetime import date
from uuid import uuid4

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from meso_desktop.domain.areas import BodyMark, Side, TargetArea
from meso_desktop.domain.ids import TargetId
from meso_desktop.ui.body.body_view import Part
from meso_desktop.ui.consultation.areas.areas_step import AreasPage
from meso_desktop.ui.consultation.consultation_page import ConsultationPage
from meso_desktop.ui.palette import DARK, LIGHT
from meso_desktop.ui.theme import Scheme, Theme
from tests.ui.consultation.acts import painted, step


def test_an_area_chosen_by_name_or_opened_is_on_the_part_of_the_body_that_shows(page: ConsultationPage) -> None:
    areas = step(page, AreasPage)
    canvas = areas.body_view.canvas
    areas.picker.area_chosen.emit("submental", Side.MIDLINE)
    assert not canvas.rectangle_of("submental", Side.MIDLINE).isEmpty()
    areas.picker.area_chosen.emit("flank", Side.BOTH)
    assert not canvas.rectangle_of("flank", Side.LEFT).isEmpty()
    chin = areas.card(page.editor.document.target_areas[0].target_id)
    assert chin is not None
    is_open = [chin.is_open]
    chin.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(chin, Qt.Key.Key_Return)
    is_open.append(chin.is_open)
    assert is_open == [False, True]
    assert not canvas.rectangle_of("submental", Side.MIDLINE).isEmpty()
    assert QApplication.focusWidget() is chin.length.edit


def test_the_body_follows_the_scheme(page: ConsultationPage, theme: Theme) -> None:
    body = step(page, AreasPage).body_view
    ground = body.grab().toImage()
    try:
        theme.choose(Scheme.DARK)
        dark = body.grab().toImage()
    finally:
        theme.choose(Scheme.LIGHT)
    assert _holds(ground, LIGHT.raised)
    assert not _holds(dark, LIGHT.raised)
    assert _holds(dark, DARK.raised)


def test_the_areas_of_the_last_consultation_stand_behind(page: ConsultationPage) -> None:
    areas = step(page, AreasPage)
    assert not areas.body_view.legend.isVisible()
    earlier = replace(page.editor.document, visit_on=date(2026, 3, 12), target_areas=(
        TargetArea(target_id=TargetId(uuid4()), area="flank", side=Side.BOTH, mark=BodyMark(view="back", x=2300, y=4000)),
    ))
    before = areas.body_view.canvas.grab().toImage()
    page.desk.last_time.document = replace(earlier, target_areas=(replace(earlier.target_areas[0], mark=None),))
    page.desk.last_time.changed.emit()
    unmarked = areas.body_view.canvas.grab().toImage()
    page.desk.last_time.document = earlier
    page.desk.last_time.changed.emit()
    assert areas.body_view.canvas.grab().toImage() not in (before, unmarked)
    assert areas.body_view.legend.text() == "Dashed: last time, 12 March 2026"
    assert areas.body_view.ghost == {("flank", Side.LEFT), ("flank", Side.RIGHT)}
    page.desk.last_time.document = None
    page.desk.last_time.changed.emit()
    assert not areas.body_view.legend.isVisible()


def test_an_area_clicked_on_the_body_leaves_the_part_that_is_shown(page: ConsultationPage) -> None:
    page.resize(1024, 700)
    areas = step(page, AreasPage)
    areas.picker.area_chosen.emit("flank", Side.BOTH)
    painted()
    canvas = areas.body_view.canvas
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=canvas.centre_of("knee_inner", Side.LEFT).toPoint())
    assert page.editor.document.target_areas[-1].area == "knee_inner"
    assert areas.body_view.part is Part.FRONT_AND_BACK


def test_what_is_kept_free_is_told_at_the_area_and_on_its_card(page: ConsultationPage) -> None:
    areas = step(page, AreasPage)
    areas.body_view.show_area("jowl", Side.LEFT)
    painted()
    QTest.mouseMove(areas.body_view.canvas, areas.body_view.canvas.centre_of("jowl", Side.LEFT).toPoint())
    assert "mandibular border" in areas.body_view.canvas.toolTip()
    areas.picker.area_chosen.emit("submental", Side.MIDLINE)
    card = areas.card(page.editor.document.target_areas[0].target_id)
    assert card is not None
    assert "mandibular border" in card.accessibleDescription()


def test_the_body_has_the_whole_page_until_an_area_is_chosen(page: ConsultationPage) -> None:
    areas = step(page, AreasPage)
    painted()
    alone = areas.body_view.width()
    areas.picker.area_chosen.emit("flank", Side.BOTH)
    painted()
    assert alone > areas.width() * 0.9
    assert areas.body_view.width() < alone
    assert areas.body_view.part is Part.FRONT_AND_BACK


@pytest.mark.parametrize("size", [(1280, 800), (1024, 700)])
def test_the_body_stays_on_the_screen_while_the_cards_scroll(page: ConsultationPage, size: tuple[int, int]) -> None:
    page.resize(*size)
    areas = step(page, AreasPage)
    for area in ("flank", "buttock", "outer_thigh", "upper_arm"):
        areas.picker.area_chosen.emit(area, Side.BOTH)
    painted()
    assert areas.column_view.verticalScrollBar().maximum() == 0
    assert areas.body_view.canvas.visibleRegion().boundingRect() == areas.body_view.canvas.rect()


def _holds(image: QImage, colour: str) -> bool:
    wanted = QColor(colour).rgb()
    return any(image.pixel(x, y) == wanted for x in range(0, image.width(), 3) for y in range(0, image.height(), 3))


def test_nearer_is_nearer_to_the_area_of_the_open_card(page: ConsultationPage) -> None:
    areas = step(page, AreasPage)
    areas.picker.area_chosen.emit("flank", Side.BOTH)
    canvas = areas.body_view.canvas
    at = canvas.centre_of("flank", Side.LEFT)
    areas.body_view.bar.stepped.emit(1)
    assert canvas.stage.zoom.factor > 1
    assert (canvas.centre_of("flank", Side.LEFT) - at).manhattanLength() < 1
