"""Translations of widget texts from ``resources/window/<language>.toml``; English needs one only for its singulars."""

import tomllib
from pathlib import Path

from PySide6.QtCore import QObject, QTranslator
from typing_extensions import override

Texts = dict[str, str | dict[str, str]]


class CatalogueTranslator(QTranslator):
    """Answers Qt's `tr` from a catalogue: source text = text, or source text with %n = its forms `one` and `other`."""

    def __init__(self, texts: Texts, parent: QObject | None = None, *, counts_as_one: frozenset[int] = frozenset({1})) -> None:
        """Hold the texts."""
        super().__init__(parent)
        self._texts = texts
        self._counts_as_one = counts_as_one

    @override
    def translate(self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        found = self._texts.get(sourceText)
        if isinstance(found, dict):
            found = found["one" if n in self._counts_as_one else "other"]
        return found

    @override
    def isEmpty(self) -> bool:
        return not self._texts


def load_translator(folder: Path, language: str, parent: QObject | None = None) -> CatalogueTranslator:
    """Return the translator of `language`, empty when there is no catalogue for it."""
    file = folder / f"{language}.toml"
    texts: Texts = tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    counts = frozenset({0, 1}) if language in {"fr", "pt_BR"} else frozenset({1})
    return CatalogueTranslator(texts, parent, counts_as_one=counts)
