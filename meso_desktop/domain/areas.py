"""Target areas: a named place on the body with its aim, its measured extent and its fat."""

from enum import StrEnum

from msgspec import Struct

from meso_desktop.domain.history import Answered
from meso_desktop.domain.ids import TargetId
from meso_desktop.domain.quantity import Length, Thickness


class Side(StrEnum):
    """Which side of the body; `BOTH` is a pair treated alike, each side with the extent measured."""

    MIDLINE = "midline"
    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"

    @property
    def places(self) -> int:
        """How many places of the body this is."""
        return 2 if self is Side.BOTH else 1

    def fits(self, *, has_sides: bool) -> bool:
        """Tell whether an area that has sides, or has none, can be treated on this one."""
        return (self is not Side.MIDLINE) is has_sides

    def overlaps(self, other: "Side") -> bool:
        """Tell whether the two share a place; the midline crosses every side, as no area has both."""
        return {self, other} != {Side.LEFT, Side.RIGHT}


class Aim(StrEnum):
    """What an area is treated for."""

    FAT = "fat"
    CELLULITE = "cellulite"
    SKIN = "skin"
    SCALP = "scalp"
    PAIN = "pain"


class Deposit(StrEnum):
    """The size of the fat deposit as the doctor judges it."""

    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


class Outline(StrEnum):
    """The shape that length and width measure; a free one is drawn, and they are those of its bounding box."""

    ELLIPSE = "ellipse"
    RECTANGLE = "rectangle"
    FREE = "free"


class Point(Struct, frozen=True, order=True, forbid_unknown_fields=True, array_like=True):
    """A place in 0.1 mm from the centre of the extent, x along its length; written ``[x, y]``."""

    x: int
    y: int


class Extent(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The measured extent on one side of the body; `corners` of a free outline lie about the centre of its bounding box.

    `is_confirmed` says that the doctor stands by a measure that is implausible for the area; a new measure takes it back.
    """

    outline: Outline
    length: Length
    width: Length
    corners: tuple[Point, ...] = ()
    is_confirmed: bool = False


class Zone(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part of the extent that no point may stand in or on; `kind` is an exclusion zone of the pack, `corners` as of an extent."""

    kind: str
    corners: tuple[Point, ...]


class Graded(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A grade on a clinical scale of the pack, or on one `item` of it."""

    scale: str
    grade: int
    item: str = ""


class BodyMark(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A spot marked on the drawn body: the view's name, and the place in tenths of a point of its box."""

    view: str
    x: int
    y: int


class TargetArea(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One chosen area; `answers` are those of the questions asked for each area (infection at the site), `zones` are kept free."""

    target_id: TargetId
    area: str
    side: Side
    aim: Aim | None = None
    extent: Extent | None = None
    pinch: Thickness | None = None
    deposit: Deposit | None = None
    answers: tuple[Answered, ...] = ()
    note: str = ""
    zones: tuple[Zone, ...] = ()
    grades: tuple[Graded, ...] = ()
    mark: BodyMark | None = None
