"""The limit that a plan line comes nearest to."""

from decimal import Decimal

from meso_desktop.domain.assessment import Assessment, LimitCheck
from meso_desktop.domain.ids import LineId
from meso_desktop.domain.products import LimitKind


def nearest_limit(assessment: Assessment, line: LineId) -> LimitCheck | None:
    """Return the upper limit on a line's amounts of which most is used; one that is crossed before any other."""
    met = [c for c in assessment.limits if line in c.lines and c.is_upper and not c.is_interval and c.kind is not LimitKind.NOTE]
    known = [check for check in met if check.value is not None]
    return max(known, key=_share, default=None)


def _share(check: LimitCheck) -> tuple[bool, Decimal]:
    value = check.value or Decimal(0)
    return check.is_crossed, Decimal(1) if check.bound == 0 else value / check.bound
