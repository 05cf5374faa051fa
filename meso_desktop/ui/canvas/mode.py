"""What is drawn on the canvas, and to what net corners snap."""

from enum import Enum, StrEnum


class Mode(StrEnum):
    """What the hand works on."""

    OUTLINE = "outline"
    KEPT_FREE = "kept_free"
    GRID = "grid"
    POINTS = "points"


class Snap(Enum):
    """The net that corners snap to; its value in 0.1 mm."""

    CM = 100
    HALF = 50
    MM = 10
    OFF = 1
