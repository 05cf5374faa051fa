"""What a patient has had of a product or an ingredient, and is to have: sessions with their mL or mg."""

from datetime import date
from decimal import Decimal

from msgspec import Struct


class Had(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Sessions with what was given in them; `unmeasured` of them have no amount on record, so that `amount` is the least it can be."""

    sessions: int
    amount: Decimal
    unmeasured: int = 0


class AreaSessions(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The sessions of one area with a product: those it has had, those planned, and the most of its course where a pack has a maximum."""

    area: str
    earlier: int
    planned: int
    bound: int | None = None

    @property
    def together(self) -> int:
        """All sessions of the course."""
        return self.earlier + self.planned


class Exposure(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A product in mL, or an ingredient of any product in mg, over all areas and earlier treatments.

    Earlier treatments with a product not known count as sessions: `of_unknown` of them. `recent` are those inside the product's own
    interval before the first planned day, from `since` on, None without such an interval; `undated` ones may lie in it. `per_session`
    is the fullest session planned, `planned` the whole course, `together` with what is known of before: None is *not known*.
    `bound` is the most over a course that a pack gives in mL or mg.
    """

    product: str | None = None
    ingredient: str | None = None
    earlier: Had
    of_unknown: int = 0
    undated: int = 0
    since: date | None = None
    recent: Had | None = None
    planned_sessions: int | None = None
    per_session: Decimal | None = None
    planned: Decimal | None = None
    together: Decimal | None = None
    bound: Decimal | None = None
    areas: tuple[AreaSessions, ...] = ()

    @property
    def is_least(self) -> bool:
        """Whether more may have been given than is on record."""
        return self.earlier.unmeasured > 0
