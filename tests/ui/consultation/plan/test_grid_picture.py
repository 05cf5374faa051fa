"""The small picture of a grid shows outline, zones and points where they lie."""

from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from meso_desktop.domain.areas import Extent, Outline, Point, Zone
from meso_desktop.domain.drawing.outlines import drawn_extent
from meso_desktop.ui.consultation.plan.grid_picture import GridPicture
from meso_desktop.ui.palette import LIGHT
from meso_desktop.ui.theme import Theme
from tests.domain.builders import extent

_TRIANGLE = drawn_extent((Point(0, 0), Point(800, 0), Point(0, 600)))[0]


def picture(qtbot: QtBot, of: Extent, *points: Point, zones: tuple[Zone, ...] = ()) -> QImage:
    shown = GridPicture()
    qtbot.addWidget(shown)
    shown.show_grid(of, points, zones)
    image = QImage(shown.size(), QImage.Format.Format_RGB32)
    image.fill(QColor(LIGHT.raised))
    shown.render(image)
    return image


def ground(image: QImage) -> QColor:
    return image.pixelColor(1, 1)


def is_dark(image: QImage, point: Point, *, scale: float) -> bool:
    x, y = image.width() / 2 + point.x * scale / 100, image.height() / 2 - point.y * scale / 100
    return image.pixelColor(int(x), int(y)).lightness() < 100


def test_points_of_a_turned_grid_lie_where_they_are_drawn(theme: Theme, qtbot: QtBot) -> None:
    assert theme is not None
    points = (Point(-150, 90), Point(130, -70))
    image = picture(qtbot, extent("6", "4", outline=Outline.RECTANGLE), *points)
    scale = min((image.width() - 12) / 6, (image.height() - 12) / 4)
    assert all(is_dark(image, point, scale=scale) for point in points)
    assert not is_dark(image, Point(150, 90), scale=scale)


def test_a_free_outline_is_drawn_with_its_corners(theme: Theme, qtbot: QtBot) -> None:
    assert theme is not None
    assert _TRIANGLE.outline is Outline.FREE
    free = picture(qtbot, _TRIANGLE)
    box = picture(qtbot, Extent(outline=Outline.RECTANGLE, length=_TRIANGLE.length, width=_TRIANGLE.width))
    scale = min((free.width() - 12) / 8, (free.height() - 12) / 6)
    cut_off = (int(free.width() / 2 + 3 * scale), int(free.height() / 2 - 2 * scale))
    assert free.pixelColor(*cut_off) == ground(free)
    assert box.pixelColor(*cut_off) != ground(box)


def test_a_zone_kept_free_is_hatched(theme: Theme, qtbot: QtBot) -> None:
    assert theme is not None
    zone = Zone(kind="nerve", corners=(Point(-100, -100), Point(100, -100), Point(100, 100), Point(-100, 100)))
    plain = picture(qtbot, extent("6", "4"))
    assert picture(qtbot, extent("6", "4"), zones=(zone,)) != plain
