"""What parts of an extent are kept free for: the area's own reason from the pack, and those that any area can have."""

from enum import StrEnum
from typing import Final

from meso_desktop.domain.areas import Extent, Point, Zone
from meso_desktop.domain.protocols import BodyArea

_STEPS_PER_CM: Final = 100
_ALONG_UPPER_EDGE: Final = frozenset({"mandibular_border"})
"""Zones that lie along the edge towards the head; where others lie, only the doctor sees."""


class Kept(StrEnum):
    """A reason that any area can have; its words are ``zone.<value>``."""

    LESION = "lesion"
    SCAR = "scar"
    VESSEL = "vessel"
    NERVE = "nerve"
    IMPLANT = "implant"
    OTHER = "other"


def zone_kinds(area: BodyArea | None) -> tuple[str, ...]:
    """Return the kinds of zone that an area can have, its own first."""
    own = () if area is None or area.exclusion is None else (area.exclusion,)
    return (*own, *(kind.value for kind in Kept))


def proposed_strip(area: BodyArea | None, extent: Extent | None) -> Zone | None:
    """Return the strip that the area's own zone takes along the upper edge, as wide as its margin at most; None where there is none."""
    if area is None or extent is None or area.exclusion not in _ALONG_UPPER_EDGE or area.exclusion_margin_cm is None:
        return None
    half_length, half_width = (int(size.cm * _STEPS_PER_CM / 2) + 1 for size in (extent.length, extent.width))
    lower = half_width - 1 - int(area.exclusion_margin_cm.high * _STEPS_PER_CM)
    corners = (
        Point(-half_length, lower), Point(half_length, lower), Point(half_length, half_width), Point(-half_length, half_width),
    )
    return Zone(kind=area.exclusion, corners=corners)
