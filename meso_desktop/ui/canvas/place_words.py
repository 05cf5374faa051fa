"""A place of the paper in words, for those who do not see it."""

from PySide6.QtCore import QCoreApplication

from meso_desktop.domain.areas import Point


def place_in_words(place: Point) -> str:
    """Return where a place lies from the middle of the extent, in cm."""
    if place == Point(0, 0):
        return QCoreApplication.translate("place_words", "in the middle")
    across = QCoreApplication.translate("place_words", "%1 cm right") if place.x >= 0 else \
        QCoreApplication.translate("place_words", "%1 cm left")
    up = QCoreApplication.translate("place_words", "%1 cm up") if place.y >= 0 else QCoreApplication.translate("place_words", "%1 cm down")
    parts = []
    if place.x:
        parts.append(across.replace("%1", _cm(place.x)))
    if place.y:
        parts.append(up.replace("%1", _cm(place.y)))
    return ", ".join(parts)


def _cm(steps: int) -> str:
    return f"{abs(steps) / 100:.2f}".rstrip("0").rstrip(".")
