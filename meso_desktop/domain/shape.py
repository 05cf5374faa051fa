"""Builds a value from plain JSON by the types of its fields, naming the key of whatever does not fit."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final
from uuid import UUID

import msgspec
from msgspec import inspect

from meso_desktop.domain.errors import UserError
from meso_desktop.domain.message import message
from meso_desktop.domain.quantity import PLACES, plain_decimal
from meso_desktop.domain.text import is_nfc

GREATEST_INTEGER: Final = 1_000_000
"""No count, day or coordinate of a document is larger."""

INSTANT_PATTERN: Final = r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?Z"
DAY_PATTERN: Final = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
ID_PATTERN: Final = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"

_INSTANT: Final = re.compile(INSTANT_PATTERN)
_DAY: Final = re.compile(DAY_PATTERN)
_ID: Final = re.compile(ID_PATTERN)


def shape_of(kind: type[msgspec.Struct]) -> inspect.StructType:
    """Return the shape of a value's type."""
    found = _inspected(kind)
    assert isinstance(found, inspect.StructType)  # noqa: S101  # narrows for the type checker: a Struct has this shape
    return found


@lru_cache(maxsize=32)
def _inspected(kind: type[msgspec.Struct]) -> inspect.Type:
    return inspect.type_info(kind)


def places_of(field: str) -> int:
    """Return how many decimal places a quantity may have, by the unit its field name ends in."""
    units = [unit for unit in PLACES if field == unit or field.endswith(f"_{unit}")]
    if not units:
        reason = f"{field} does not end in a unit"
        raise ValueError(reason)
    return PLACES[max(units, key=len)]


def stored_decimal(value: Decimal, field: str) -> str:
    """Return a quantity in plain notation. Raises ValueError for what could not be read back."""
    places = places_of(field)
    text = f"{value:f}"
    if "." in text and len(text.partition(".")[2]) > places:
        text = f"{value.normalize():f}"
    plain_decimal(text, places=places)
    return text


def built(value: object, shape: inspect.StructType) -> Any:  # noqa: ANN401  # the type that `shape` describes
    """Return the value that plain JSON holds. Raises UserError ``document.*`` with the path of the key."""
    return _struct(value, shape, "")


def _refused(path: str, problem: str) -> UserError:
    return UserError(message(f"document.{problem}", key=path or "document"))


def _build(value: object, shape: inspect.Type, path: str, field: str) -> Any:  # noqa: ANN401, C901, PLR0911  # one arm for each kind
    match shape:
        case inspect.StructType():
            return _struct(value, shape, path)
        case inspect.UnionType(types=types):
            if value is None and any(isinstance(t, inspect.NoneType) for t in types):
                return None
            (other,) = (t for t in types if not isinstance(t, inspect.NoneType))
            return _build(value, other, path, field)
        case inspect.VarTupleType(item_type=item):
            if not isinstance(value, list):
                raise _refused(path, "wrong_type")
            return tuple(_build(v, item, f"{path}[{i}]", field) for i, v in enumerate(value))
        case inspect.BoolType():
            if not isinstance(value, bool):
                raise _refused(path, "wrong_type")
            return value
        case inspect.IntType():
            return _integer(value, path, least=-GREATEST_INTEGER if field in {"x", "y"} else 0)
        case inspect.EnumType(cls=cls):
            if isinstance(value, bool) or value not in [member.value for member in cls]:
                raise _refused(path, "wrong_value")
            return cls(value)
        case _:
            if not isinstance(value, str):
                raise _refused(path, "wrong_type")
            return _from_text(value, shape, path, field)


def _integer(value: object, path: str, *, least: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise _refused(path, "wrong_type")
    if not least <= value <= GREATEST_INTEGER:
        raise _refused(path, "wrong_value")
    return value


def _from_text(value: str, shape: inspect.Type, path: str, field: str) -> object:
    match shape:
        case inspect.StrType():
            if not is_nfc(value):
                raise _refused(path, "not_nfc")
            return value
        case inspect.DecimalType():
            return _tried(lambda: plain_decimal(value, places=places_of(field)), "not_a_decimal", path)
        case inspect.DateTimeType() if _INSTANT.fullmatch(value):
            return _tried(lambda: datetime.fromisoformat(value).astimezone(UTC), "not_an_instant", path)
        case inspect.DateTimeType():
            raise _refused(path, "not_an_instant")
        case inspect.DateType() if _DAY.fullmatch(value):
            return _tried(lambda: date.fromisoformat(value), "not_a_day", path)
        case inspect.DateType():
            raise _refused(path, "not_a_day")
        case inspect.UUIDType() if _ID.fullmatch(value):
            return UUID(value)
        case inspect.UUIDType():
            raise _refused(path, "not_an_id")
        case _:
            reason = f"a document has no {type(shape).__name__}"
            raise TypeError(reason)


def _tried(make: Any, problem: str, path: str) -> object:  # noqa: ANN401  # a call without arguments
    try:
        return make()
    except (ValueError, OverflowError):
        raise _refused(path, problem) from None


def _struct(value: object, shape: inspect.StructType, path: str) -> Any:  # noqa: ANN401  # the type that `shape` describes
    if shape.array_like:
        return _row(value, shape, path)
    if not isinstance(value, dict):
        raise _refused(path, "wrong_type")
    fields = {field.encode_name: field for field in shape.fields}
    for key in value:
        if key not in fields:
            raise _refused(f"{path}.{key}".lstrip("."), "unknown_key")
    parts: dict[str, object] = {}
    for name, field in fields.items():
        here = f"{path}.{name}".lstrip(".")
        if name in value:
            parts[field.name] = _build(value[name], field.type, here, name)
        elif field.required:
            raise _refused(here, "missing_key")
    return _made(shape, path, **parts)


def _row(value: object, shape: inspect.StructType, path: str) -> Any:  # noqa: ANN401  # as _struct
    if not isinstance(value, list) or len(value) != len(shape.fields):
        raise _refused(path, "wrong_type")
    parts = {f.name: _build(v, f.type, f"{path}[{i}]", f.name) for i, (v, f) in enumerate(zip(value, shape.fields, strict=True))}
    return _made(shape, path, **parts)


def _made(shape: inspect.StructType, path: str, **parts: object) -> Any:  # noqa: ANN401  # as _struct
    try:
        return shape.cls(**parts)
    except ValueError:
        raise _refused(path, "wrong_value") from None
