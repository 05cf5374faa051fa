"""Whether a clinic's change loosens a stop or a limit of the shipped packs."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from msgspec import Struct

from meso_desktop.domain.changeable import LEGAL_STATUSES, limit_of
from meso_desktop.domain.clinic_changes import IS_ON, Value
from meso_desktop.domain.products import LegalStatus, LimitKind
from meso_desktop.domain.rules import Rule, RuleOutcome

_OUTCOMES: Final = (None, *(outcome.value for outcome in reversed(RuleOutcome)))
_KINDS: Final = (LimitKind.NOTE.value, LimitKind.SOFT.value, LimitKind.HARD.value)
_STATUSES: Final = {status: min(place, 2) if status == "not_known" else place for place, status in enumerate(LEGAL_STATUSES)}
_UPPER: Final = frozenset({"at_most", "high", "cap_mg", "cap_mg_per_kg", "volume_per_point_ml"})
_LOWER: Final = frozenset({"at_least", "low", "proposed_reduction_percent", "mg_per_ml", "wait_days", "spacing_cm", "interval_days"})
_ABOUT_LIMITS: Final = frozenset({"spacing_span_cm", "volume_per_point_span_ml", "volume_span_ml", "sessions", "interval_span_days"})


def is_loosening(entry: Struct, field: str, *, shipped: Value, own: Value) -> bool:  # noqa: PLR0911  # one answer a kind of field
    """Tell whether `own` in place of `shipped` asks less of the doctor, or lets more through, than the entry as shipped.

    A rule or a limit switched off, a weaker outcome, an override more, a bound moved out, a weaker kind of limit, a laxer legal
    status, a higher cap, closer or larger or more frequent injections, and a strength written down, which makes every dose look smaller.
    """
    if own == shipped:
        return False
    name = field.rpartition(".")[2]
    if name == IS_ON:
        return own is False and (isinstance(entry, Rule) or limit_of(entry, field) is not None)
    if name == "override_allowed":
        return not set(_names(own)) <= set(_names(shipped))
    if field.startswith("outcomes."):
        return _place(own, _OUTCOMES) < _place(shipped, _OUTCOMES)
    if name == "kind":
        return _place(own, _KINDS) < _place(shipped, _KINDS)
    if isinstance(entry, LegalStatus):
        return _STATUSES.get(str(own), 0) < _STATUSES.get(str(shipped), 0)
    return _is_moved_out(field, name, shipped=shipped, own=own)


def _is_moved_out(field: str, name: str, *, shipped: Value, own: Value) -> bool:
    parent = field.partition(".")[0]
    if name in {"low", "high"} and parent not in _ABOUT_LIMITS:
        return False
    if name not in _UPPER | _LOWER or shipped is None:
        return False
    if own is None:
        return True
    more = Decimal(str(own)) - Decimal(str(shipped))
    return more > 0 if name in _UPPER else more < 0


def _names(value: Value) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def _place(value: Value, order: Sequence[str | None]) -> int:
    return order.index(value if value is None else str(value))
