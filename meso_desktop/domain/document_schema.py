"""The JSON Schema of the consultation document, made from the rules that read it."""

from typing import Any, Final

from msgspec import inspect

from meso_desktop.domain.consultation import SCHEMA_VERSION, Consultation
from meso_desktop.domain.shape import DAY_PATTERN, GREATEST_INTEGER, ID_PATTERN, INSTANT_PATTERN, places_of, shape_of

_Schema = dict[str, Any]
_TEXT_FORMS: Final[dict[type[inspect.Type], _Schema]] = {
    inspect.StrType: {"type": "string"},
    inspect.DateTimeType: {"type": "string", "pattern": f"^{INSTANT_PATTERN}$"},
    inspect.DateType: {"type": "string", "pattern": f"^{DAY_PATTERN}$"},
    inspect.UUIDType: {"type": "string", "pattern": f"^{ID_PATTERN}$"},
    inspect.BoolType: {"type": "boolean"},
}


def consultation_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of the consultation document."""
    shapes: dict[str, _Schema] = {}
    _struct(shape_of(Consultation), shapes)
    top = shapes.pop("Consultation")
    top["properties"]["schema_version"] = {"const": SCHEMA_VERSION}
    top["required"] = ["schema_version", *top["required"]]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Meso Desktop consultation document",
        "$comment": "Beyond this schema: no key twice, text in Unicode NFC, a measured value equal to what was typed in its unit.",
        **top,
        "$defs": dict(sorted(shapes.items())),
    }


def _of(shape: inspect.Type, field: str, shapes: dict[str, _Schema]) -> _Schema:  # noqa: PLR0911  # one arm for each kind
    match shape:
        case inspect.StructType():
            return _struct(shape, shapes)
        case inspect.UnionType(types=types):
            (other,) = (t for t in types if not isinstance(t, inspect.NoneType))
            return {"anyOf": [_of(other, field, shapes), {"type": "null"}]}
        case inspect.VarTupleType(item_type=item):
            return {"type": "array", "items": _of(item, field, shapes)}
        case inspect.EnumType(cls=cls):
            return {"enum": [member.value for member in cls]}
        case inspect.IntType():
            return {"type": "integer", "minimum": -GREATEST_INTEGER if field in {"x", "y"} else 0, "maximum": GREATEST_INTEGER}
        case inspect.DecimalType():
            return {"type": "string", "pattern": rf"^(0|[1-9][0-9]{{0,8}})(\.[0-9]{{1,{places_of(field)}}})?$"}
        case _:
            return dict(_TEXT_FORMS[type(shape)])


def _struct(shape: inspect.StructType, shapes: dict[str, _Schema]) -> _Schema:
    name = shape.cls.__name__
    if name not in shapes:
        shapes[name] = {}
        shapes[name] |= _row(shape, shapes) if shape.array_like else _object(shape, shapes)
    return {"$ref": f"#/$defs/{name}"}


def _object(shape: inspect.StructType, shapes: dict[str, _Schema]) -> _Schema:
    return {
        "description": (shape.cls.__doc__ or "").strip().partition("\n")[0],
        "type": "object",
        "properties": {field.encode_name: _of(field.type, field.encode_name, shapes) for field in shape.fields},
        "required": [field.encode_name for field in shape.fields if field.required],
        "additionalProperties": False,
    }


def _row(shape: inspect.StructType, shapes: dict[str, _Schema]) -> _Schema:
    items = [_of(field.type, field.name, shapes) for field in shape.fields]
    return {
        "description": (shape.cls.__doc__ or "").strip().partition("\n")[0],
        "type": "array", "prefixItems": items, "items": False, "minItems": len(items),
    }
