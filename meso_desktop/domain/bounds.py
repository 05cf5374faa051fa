"""Which limits hold for a plan line: those of its products and of its protocol, in its area and jurisdiction."""

from meso_desktop.domain.people import Jurisdiction
from meso_desktop.domain.placing import PlacedLine
from meso_desktop.domain.products import Limit, LimitKind, LimitMeasure


def holds(limit: Limit, *, area: str, jurisdiction: Jurisdiction) -> bool:
    """Tell whether the limit holds in this area and jurisdiction."""
    return (not limit.areas or area in limit.areas) and (not limit.jurisdictions or jurisdiction in limit.jurisdictions)


def most_sessions(placed: PlacedLine, *, jurisdiction: Jurisdiction) -> int | None:
    """Return the hard maximum of sessions of the line's course; None without one."""
    bounds = (limit.at_most for limit in _hard_limits(placed, measure=LimitMeasure.SESSIONS, jurisdiction=jurisdiction))
    return min((int(bound) for bound in bounds if bound is not None), default=None)


def months_between(placed: PlacedLine, *, jurisdiction: Jurisdiction) -> int:
    """Return the calendar months that must lie between two sessions; 0 without such a limit."""
    bounds = (limit.at_least for limit in _hard_limits(placed, measure=LimitMeasure.INTERVAL_MONTHS, jurisdiction=jurisdiction))
    return max((int(bound) for bound in bounds if bound is not None), default=0)


def _hard_limits(placed: PlacedLine, *, measure: LimitMeasure, jurisdiction: Jurisdiction) -> tuple[Limit, ...]:
    entries = [limit for product in placed.products for limit in product.limits]
    entries += () if placed.protocol is None else placed.protocol.limits
    return tuple(
        limit
        for limit in entries
        if limit.kind is LimitKind.HARD and limit.measure is measure and holds(limit, area=placed.area, jurisdiction=jurisdiction)
    )
