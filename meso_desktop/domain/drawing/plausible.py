"""Whether a measured extent is plausible for its area; what is not is asked back, and kept as it was typed."""

from meso_desktop.domain.areas import Extent
from meso_desktop.domain.message import Message, message
from meso_desktop.domain.protocols import BodyArea


def implausible(extent: Extent, area: BodyArea) -> Message | None:
    """Return the question about a measure longer than the area plausibly is; None where none is, whether confirmed or not."""
    longest = max(extent.length.cm, extent.width.cm)
    if longest <= area.plausible_cm:
        return None
    return message("extent.implausible", longest=longest, plausible=area.plausible_cm)


def asks_back(extent: Extent | None, area: BodyArea | None) -> Message | None:
    """Return the question while the doctor has not confirmed the measure."""
    if extent is None or area is None or extent.is_confirmed:
        return None
    return implausible(extent, area)
