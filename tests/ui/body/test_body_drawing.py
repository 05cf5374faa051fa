"""Painting a figure: what is outlined, what is not, and that small figures keep their contours."""

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from meso_desktop.domain.body import Figure, Shape, Stroke, Tone, View, Weight, parse_path
from meso_desktop.domain.people import Sex
from meso_desktop.ui.body.body_drawing import BodyColours, FigureDrawing

LINE = QColor("#ff0000")
COLOURS = BodyColours(skin=QColor("#ffffff"), hair=QColor("#ffffff"), shade=QColor("#eeeeee"), ink=QColor("#dddddd"), line=LINE)
SQUARE = parse_path("M200,200 L800,200 L800,800 L200,800Z")


def painted(shapes: tuple[Shape, ...] = (), details: tuple[Stroke, ...] = (), *, height: int = 200) -> QImage:
    figure = Figure(Sex.FEMALE, View.FRONT, 1000, 1000, shapes, details, ())
    image = QImage(height, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#ffffff"))
    painter = QPainter(image)
    FigureDrawing(figure).paint(painter, QRectF(0, 0, height, height), colours=COLOURS)
    painter.end()
    return image


def has_line(image: QImage) -> bool:
    return any(image.pixelColor(x, y) == LINE for x in range(image.width()) for y in range(image.height()))


@pytest.mark.parametrize(
    ("shape", "is_lined"),
    [
        (Shape(SQUARE, Tone.SKIN), True),
        (Shape(SQUARE, Tone.HAIR), True),
        (Shape(SQUARE, Tone.SKIN, is_outlined=False), False),
        (Shape(SQUARE, Tone.SHADE), False),
        (Shape(SQUARE, Tone.INK), False),
    ],
)
def test_skin_and_hair_are_outlined_unless_cut_off_and_shadows_never(shape: Shape, *, is_lined: bool) -> None:
    assert has_line(painted((shape,))) is is_lined


def test_the_contour_of_a_small_figure_is_as_strong_as_an_outline() -> None:
    outline = Stroke(parse_path("M505,100 L505,900"), Weight.OUTLINE)
    fine = Stroke(parse_path("M505,100 L505,900"), Weight.FAINT)
    assert has_line(painted(details=(outline,), height=100))
    assert not has_line(painted(details=(fine,), height=100))
