"""The drawn icons: 1.5 px strokes on a 24 px grid, in the colour asked for."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from meso_desktop.resources import resource_path

FADED = 0.38
"""How much of the colour is left in a disabled icon."""


def icon(name: str, colour: QColor, *, size: int = 24) -> QIcon:
    """Return the icon `name` in `colour`, crisp at every scaling; raise KeyError where no such icon is drawn."""
    return _icon(name, colour.rgba(), size, _scales())


def icon_names() -> tuple[str, ...]:
    """Return every name that `icon` knows."""
    return tuple(sorted(file.stem for file in resource_path("icons").glob("*.svg")))


def _scales() -> tuple[float, ...]:
    """Return the scalings of the screens there are, and those that Qt scales down well from."""
    return tuple(sorted({1.0, 2.0, *(screen.devicePixelRatio() for screen in QGuiApplication.screens())}))


@lru_cache(maxsize=512)
def _icon(name: str, rgba: int, size: int, scales: tuple[float, ...]) -> QIcon:
    colour = QColor.fromRgba(rgba)
    drawn = QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour.name()).encode()))
    made = QIcon()
    for scale in scales:
        made.addPixmap(_picture(drawn, size=size, scale=scale, strength=colour.alphaF()))
        made.addPixmap(_picture(drawn, size=size, scale=scale, strength=colour.alphaF() * FADED), QIcon.Mode.Disabled)
    return made


def _picture(drawn: QSvgRenderer, *, size: int, scale: float, strength: float) -> QPixmap:
    edge = round(size * scale)
    picture = QPixmap(edge, edge)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    drawn.render(painter, QRectF(0, 0, edge, edge))
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
    painter.fillRect(picture.rect(), QColor.fromRgbF(0, 0, 0, strength))  # crossing strokes fade as one
    painter.end()
    picture.setDevicePixelRatio(scale)
    return picture


@lru_cache(maxsize=128)
def _source(name: str) -> str:
    if name not in icon_names():
        raise KeyError(name)
    return resource_path("icons", f"{name}.svg").read_text(encoding="utf-8")
