"""The drawn icons: 1.5 px strokes on a 24 px grid, in the colour asked for."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from meso_desktop.resources import resource_path

SCALES = (1.0, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0)
"""The screen scalings for which a crisp picture is made."""
FADED = 0.38
"""How much of the colour is left in a disabled icon."""


def icon(name: str, colour: QColor, *, size: int = 24) -> QIcon:
    """Return the icon `name` in `colour`, crisp at every scaling; raise KeyError where no such icon is drawn."""
    return _icon(name, colour.rgba(), size)


def icon_names() -> tuple[str, ...]:
    """Return every name that `icon` knows."""
    return tuple(sorted(file.stem for file in resource_path("icons").glob("*.svg")))


@lru_cache(maxsize=512)
def _icon(name: str, rgba: int, size: int) -> QIcon:
    colour = QColor.fromRgba(rgba)
    faded = QColor(colour)
    faded.setAlphaF(colour.alphaF() * FADED)
    made = QIcon()
    for scale in SCALES:
        made.addPixmap(_picture(name, colour, size=size, scale=scale))
        made.addPixmap(_picture(name, faded, size=size, scale=scale), QIcon.Mode.Disabled)
    return made


def _picture(name: str, colour: QColor, *, size: int, scale: float) -> QPixmap:
    drawn = QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour.name()).encode()))
    edge = round(size * scale)
    picture = QPixmap(edge, edge)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setOpacity(colour.alphaF())
    drawn.render(painter, QRectF(0, 0, edge, edge))
    painter.end()
    picture.setDevicePixelRatio(scale)
    return picture


@lru_cache(maxsize=128)
def _source(name: str) -> str:
    if name not in icon_names():
        raise KeyError(name)
    return resource_path("icons", f"{name}.svg").read_text(encoding="utf-8")
