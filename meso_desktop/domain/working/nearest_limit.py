"""The limit that a plan line comes nearest to by what it injects."""

from decimal import Decimal
from typing import Final

from meso_desktop.domain.assessment import Assessment, LimitCheck
from meso_desktop.domain.ids import LineId
from meso_desktop.domain.products import LimitKind

_OF_WHAT_IS_INJECTED: Final = ("limit.points.", "limit.volume_ml.", "limit.mg.")
_A_POINT: Final = ".point"


def nearest_limit(assessment: Assessment, line: LineId) -> LimitCheck | None:
    """Return the upper limit on a line's points, mL or mg of which most is used; one that is crossed before any other, a hard one first."""
    met = [c for c in assessment.limits if line in c.lines and c.is_upper and not c.is_interval and c.kind is not LimitKind.NOTE]
    return max((check for check in met if _counts_what_is_injected(check)), key=_share, default=None)


def _counts_what_is_injected(check: LimitCheck) -> bool:
    """Tell whether a limit is on what more or fewer points change, and what it meets is known."""
    text = check.text.id
    return check.value is not None and text.startswith(_OF_WHAT_IS_INJECTED) and not text.endswith(_A_POINT)


def _share(check: LimitCheck) -> tuple[bool, bool, Decimal]:
    value = check.value or Decimal(0)
    is_hard = check.is_crossed and check.kind is LimitKind.HARD
    return is_hard, check.is_crossed, Decimal(1) if check.bound == 0 else value / check.bound
