"""Earlier treatments as they count against a plan: cautiously, where a product, an area or a day is not known."""

from collections.abc import Collection
from datetime import date

from meso_desktop.domain.calendar import latest_day
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.history import EarlierTreatment


def earlier_sessions(document: Consultation, *, products: Collection[str], area: str) -> int:
    """Return how many sessions with one of `products`, or with one not known, the area can have had.

    The highest session number counts where it is more.
    """
    entries = _counted(document, products, area)
    return max(len(entries), *(entry.session_number or 0 for entry in entries), 0)


def last_earlier_on(document: Consultation, *, products: Collection[str], area: str) -> date | None:
    """Return the last day on which the area can have been treated with one of `products`, or with one not known."""
    days = [
        latest_day(entry.treated_on, no_later_than=document.visit_on)
        for entry in _counted(document, products, area)
        if entry.treated_on is not None
    ]
    return max(days, default=None)


def _counted(document: Consultation, products: Collection[str], area: str) -> list[EarlierTreatment]:
    return [
        entry
        for entry in document.history.earlier_treatments
        if (entry.product is None or entry.product in products) and entry.area in {None, area}
    ]
