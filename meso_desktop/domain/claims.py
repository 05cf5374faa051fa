"""Which lines each limit counts; limits that share a name are made one, so that one total is held against a bound once."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.injected import Injected
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.message import Term
from meso_desktop.domain.products import Limit


class Counted(Struct, frozen=True, kw_only=True):
    """The lines that one product's or one protocol's limits count, beside all lines of the plan."""

    owner: Term
    lines: tuple[Injected, ...]
    everything: tuple[Injected, ...]
    document: Consultation
    knowledge: Knowledge
    numbers: dict[date, int]
    product: str | None = None


class Claim(Struct, frozen=True, kw_only=True):
    """A limit with the lines that it concerns and what it counts them in."""

    limit: Limit
    lines: tuple[Injected, ...]
    counted: Counted


def together(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Return the claims, those of one shared name and kind as one: the strictest limit over the lines of all.

    A limit that several owners share is said to be that of their family.
    """
    groups: dict[tuple[object, ...], list[Claim]] = {}
    for number, claim in enumerate(claims):
        limit = claim.limit
        groups.setdefault((number,) if limit.shared is None else (limit.shared, limit.kind), []).append(claim)
    return tuple(group[0] if len(group) == 1 else _one(group) for group in groups.values())


def _one(group: list[Claim]) -> Claim:
    strictest = min((claim.limit for claim in group), key=_strictness)
    counted = group[0].counted
    lines, everything = _each(claim.lines for claim in group), _each(claim.counted.everything for claim in group)
    family = lines[0].placed.family
    owner = counted.owner if family is None else Term(f"family.{family.value}")
    return Claim(
        limit=strictest, lines=lines, counted=replace(counted, owner=owner, lines=lines, everything=everything, product=None),
    )


def _each(given: Iterable[tuple[Injected, ...]]) -> tuple[Injected, ...]:
    return tuple({one.placed.line_id: one for one in chain.from_iterable(given)}.values())


def _strictness(limit: Limit) -> tuple[Decimal, str]:
    return limit.at_most or Decimal(0), limit.id
