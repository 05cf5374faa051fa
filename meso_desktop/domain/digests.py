"""Digests of what a rule means and of what a finding rests on; wording, sources and dates do not enter."""

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from hashlib import sha256

import msgspec

from meso_desktop.domain.assessment import LimitCheck
from meso_desktop.domain.products import Part, Preparation
from meso_desktop.domain.rules import Rule


@lru_cache(maxsize=4096)
def rule_digest(rule: Rule) -> str:
    """Return the SHA-256 of the rule's meaning: what it looks at, where, and what it asks."""
    waiting = {} if rule.wait_days is None else {"wait_days": rule.wait_days}
    return digest_of({
        **waiting, "id": rule.id, "scope": rule.scope, "when": rule.when, "outcomes": rule.outcomes,
        "override_allowed": sorted(rule.override_allowed), "jurisdictions": sorted(rule.jurisdictions),
        "products": sorted(rule.products), "ingredients": sorted(rule.ingredients),
        "areas": sorted(rule.areas), "aims": sorted(rule.aims),
    })  # fmt: skip


def limit_digest(check: LimitCheck) -> str:
    """Return the SHA-256 of the limit's meaning: which bound of what kind, and on which side of it one stays."""
    return digest_of([check.limit, check.kind, check.is_upper, check.bound])


@lru_cache(maxsize=1024)
def preparation_meaning(preparation: Preparation) -> str:
    """Return what is injected, written out: the preparation and its parts."""
    return f"preparation:{preparation.id}[{';'.join(_part_meaning(part) for part in preparation.parts)}]"


def _part_meaning(part: Part) -> str:
    own = ",".join(f"{s.ingredient}={'?' if s.mg_per_ml is None else f'{s.mg_per_ml.normalize():f}'}" for s in part.strengths)
    return f"{part.product}={part.volume_ml.normalize():f}" + (f"({own})" if own else "")


def digest_of(value: object) -> str:
    """Return the SHA-256 of the canonical JSON of a value; equal numbers are written alike."""
    plain = _plain(msgspec.to_builtins(value, builtin_types=(Decimal,), enc_hook=str))
    return sha256(msgspec.json.encode(plain, order="deterministic")).hexdigest()


def _plain(value: object) -> object:
    match value:
        case Decimal():
            return f"{value.normalize():f}"
        case Mapping():
            return {str(key): _plain(item) for key, item in value.items()}
        case list() | tuple():
            return [_plain(item) for item in value]
        case _:
            return value
