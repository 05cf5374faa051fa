"""A preparation while it is typed: rows of text, read as far as they can be; nothing typed is taken away."""

from decimal import Decimal
from typing import Final

from meso_desktop.domain.begun_preparation import TypedPart, TypedPreparation
from meso_desktop.domain.errors import UserError
from meso_desktop.domain.message import message
from meso_desktop.domain.plan import OwnPart, OwnPreparation, OwnStrength
from meso_desktop.domain.quantity import Bounds, typed_decimal, volume_ml
from meso_desktop.domain.rules import Family
from meso_desktop.knowledge.wording import Wording

_STRENGTH: Final = Bounds(low=Decimal("0.01"), high=Decimal(1000))


def read_volume(text: str) -> Decimal:
    """Return the mL typed. Raises UserError ``own_preparation.volume_missing``, ``number.*``."""
    if not text.strip():
        raise UserError(message("own_preparation.volume_missing"))
    return volume_ml(text.strip())


def read_strength(text: str) -> Decimal | None:
    """Return the mg/mL typed, None for an empty field. Raises UserError ``number.*``."""
    cleaned = text.strip()
    if not cleaned:
        return None
    value = typed_decimal(cleaned)
    if not _STRENGTH.low <= value <= _STRENGTH.high:
        raise UserError(message("number.out_of_range", typed=cleaned, low=_STRENGTH.low, high=_STRENGTH.high, unit="mg/mL"))
    return value


def read_part(typed: TypedPart) -> OwnPart:
    """Return the part that a row says. Raises UserError for the first of its fields that cannot be read."""
    read = {ingredient: read_strength(text) for ingredient, text in typed.strengths.items()}
    given = tuple(OwnStrength(ingredient=name, mg_per_ml=value) for name, value in read.items() if value is not None)
    return OwnPart(product=typed.product, volume_ml=read_volume(typed.volume), strengths=given)


def is_whole(typed: TypedPreparation) -> bool:
    """Tell whether every row can be read."""
    return len(read_parts(typed)) == len(typed.parts)


def read_parts(typed: TypedPreparation) -> tuple[OwnPart, ...]:
    """Return the parts of the rows that can be read."""
    return tuple(part for row in typed.parts if (part := _readable(row)) is not None)


def read_preparation(typed: TypedPreparation, *, own_id: str, family: Family, name: str = "") -> OwnPreparation:
    """Return the preparation as far as its rows can be read; `name` stands where none is typed."""
    return OwnPreparation(id=own_id, name=typed.name.strip() or name, family=family, parts=read_parts(typed))


def as_typed(own: OwnPreparation, wording: Wording) -> TypedPreparation:
    """Return the rows that stand for a preparation, to edit it."""
    parts = tuple(
        TypedPart(
            product=part.product, volume=wording.number(f"{part.volume_ml:f}"),
            strengths={s.ingredient: wording.number(f"{s.mg_per_ml:f}") for s in part.strengths},
        )
        for part in own.parts
    )
    return TypedPreparation(parts=parts, name=own.name)


def _readable(row: TypedPart) -> OwnPart | None:
    try:
        return read_part(row)
    except UserError:
        return None
