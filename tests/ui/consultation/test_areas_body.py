"""The body beside the areas: it turns to the area chosen and follows the scheme."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from meso_desktop.domain.areas import Side
from meso_desktop.ui.consultation.areas_step import AreasPage
from meso_desktop.ui.consultation.consultation_page import ConsultationPage
from meso_desktop.ui.palette import DARK, LIGHT
from meso_desktop.ui.theme import Scheme, Theme
from tests.ui.consultation.acts import step


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


def _holds(image: QImage, colour: str) -> bool:
    wanted = QColor(colour).rgb()
    return any(image.pixel(x, y) == wanted for x in range(0, image.width(), 3) for y in range(0, image.height(), 3))
