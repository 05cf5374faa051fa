"""The bundled type family: loaded from the resources, at four sizes."""

from enum import IntEnum
from typing import Final

from PySide6.QtGui import QFont, QFontDatabase

from meso_desktop.resources import resource_path

FAMILY: Final = "IBM Plex Sans"
_FIRST: Final = ("IBMPlexSans-Regular.ttf", "IBMPlexSans-Medium.ttf", "IBMPlexSans-SemiBold.ttf")
_LATER: Final = ("IBMPlexSans-Italic.ttf", "IBMPlexSansArabic-Regular.ttf", "DroidSansFallbackFull.ttf")


class TypeSize(IntEnum):
    """The four sizes, in pixels."""

    SMALL = 13
    BODY = 15
    HEADING = 20
    TITLE = 28


def load_first_fonts() -> None:
    """Load what the first window is written in."""
    _load(_FIRST)


def load_later_fonts() -> None:
    """Load the faces for other scripts, which a first paint need not wait for."""
    _load(_LATER)


def font(size: TypeSize = TypeSize.BODY, *, weight: QFont.Weight = QFont.Weight.Normal, is_tabular: bool = False) -> QFont:
    """Return the bundled family at a size; `is_tabular` gives every figure the same width, for columns of numbers."""
    made = QFont([FAMILY, "IBM Plex Sans Arabic", "Droid Sans Fallback"])
    made.setPixelSize(size)
    made.setWeight(weight)
    if is_tabular:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made


def _load(names: tuple[str, ...]) -> None:
    for name in names:
        QFontDatabase.addApplicationFont(str(resource_path("fonts", name)))
