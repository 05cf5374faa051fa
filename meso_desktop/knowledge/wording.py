"""The wording catalogues: every sentence and term of one language, rendered from message ids and values."""

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final, Self

from meso_desktop.domain.errors import UserError
from meso_desktop.domain.message import Message, MessageValue, ValueKind, message

FALLBACK_LANGUAGE: Final = "en"
"""The language shown where a catalogue is not there, or does not hold a key."""

_PLACE: Final = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_FORMS: Final = frozenset({"one", "other"})

Template = str | dict[str, str]


class WordingError(KeyError):
    """A key that no catalogue holds, or a placeholder without a value: a bug of the program."""


class Wording:
    """The words of one language.

    A key that is not there renders as ``[key]``, a missing value as ``[name]``; with `is_strict` both raise WordingError.
    """

    def __init__(self, templates: Mapping[str, Template], *, language: str, is_strict: bool = False, folder: Path | None = None) -> None:
        """Hold the templates by key; `folder` is where the catalogues of the other languages lie."""
        self._templates = templates
        self._is_strict = is_strict
        self.language = language
        self.folder = folder

    @classmethod
    def load(cls, folder: Path, language: str, *, is_strict: bool = False) -> Self:
        """Return the wording of `language` in ``folder/<language>/*.toml``, English where that language says nothing.

        Raises UserError naming file and key for a file that is not a catalogue and for a key that stands in two files.
        """
        templates = _read_language(folder / FALLBACK_LANGUAGE)
        own = {} if language == FALLBACK_LANGUAGE else _read_language(folder / language)
        spoken = language if own else FALLBACK_LANGUAGE
        return cls(templates | own, language=spoken, is_strict=is_strict, folder=folder)

    def has(self, key: str) -> bool:
        """Tell whether a catalogue holds `key`."""
        return key in self._templates

    def all_keys(self) -> frozenset[str]:
        """Return every key."""
        return frozenset(self._templates)

    def term(self, key: str) -> str:
        """Return the words of a key that takes no values, such as ``area.submental``."""
        return self.text(Message(id=key))

    def label(self, key: str) -> str:
        """Return the words of `key` as they stand alone on a button or in a list: first letter large."""
        words = self.term(key)
        return words[:1].upper() + words[1:]

    def text(self, text: Message) -> str:
        """Return the sentence of a message with its values in place."""
        if text.id not in self._templates:
            return self._missing(text.id)
        values = {value.name: value for value in text.values}
        template = self._form(self._templates[text.id], values)
        return _PLACE.sub(lambda place: self._value(values.get(place.group(1)), name=place.group(1)), template)

    def number(self, plain: str) -> str:
        """Return a number in plain notation with the language's decimal sign, without thousands marks."""
        return plain.replace(".", self._format("decimal_sign", "."))

    def day(self, day: date) -> str:
        """Return a date in long form, such as 15 January 2026."""
        month = self._format(f"month_{day.month}", f"{day.month:02d}")
        number = self._format(f"day_{day.day}", str(day.day))
        parts = {"day": number, "month": month, "year": str(day.year)}
        return _PLACE.sub(lambda place: parts.get(place.group(1), place.group(0)), self._format("day", "{year}-{month}-{day}"))

    def _format(self, name: str, otherwise: str) -> str:
        found = self._templates.get(f"format.{name}", otherwise)
        return found if isinstance(found, str) else otherwise

    def _form(self, template: Template, values: Mapping[str, MessageValue]) -> str:
        if isinstance(template, str):
            return template
        count = values.get("count")
        singular = self._format("counts_as_one", "1").split()
        return template["one"] if count is not None and count.value in singular else template["other"]

    def _value(self, value: MessageValue | None, *, name: str) -> str:
        if value is None:
            return self._missing(name)
        match value.kind:
            case ValueKind.TEXT:
                return value.value
            case ValueKind.NUMBER:
                return self.number(value.value)
            case ValueKind.DAY:
                return self.day(date.fromisoformat(value.value))
            case ValueKind.TERM:
                return self.term(value.value)

    def _missing(self, key: str) -> str:
        if self._is_strict:
            raise WordingError(key)
        return f"[{key}]"


def _read_language(folder: Path) -> dict[str, Template]:
    merged: dict[str, Template] = {}
    for path in sorted(folder.glob("*.toml")):
        for key, template in _read_catalogue(path).items():
            if not _is_template(template):
                raise UserError(message("wording.wrong_value", file=path.name, key=key))
            if key in merged:
                raise UserError(message("wording.duplicate_key", file=path.name, key=key))
            merged[key] = template
    return merged


def _read_catalogue(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UserError(message("wording.not_toml", file=path.name, detail=str(error))) from error


def _is_template(template: object) -> bool:
    if isinstance(template, dict):
        return set(template) == _FORMS and all(isinstance(form, str) for form in template.values())
    return isinstance(template, str)
