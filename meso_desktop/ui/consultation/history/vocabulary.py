"""The codes of one list with the words people use for them, found by the first letters, whatever their accents."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from meso_desktop.domain.text import folded

MOST_SUGGESTED: Final = 8
_FEWEST_LETTERS: Final = 4
"""Fewer are a word of their own too often: *pea* is no peanut."""
_BEGUN, _BEGUN_WITHIN, _HELD = range(3)


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """A word of the pack, a brand or a substance, with its code and what the code is called."""

    word: str
    code: str
    term: str

    @property
    def shown(self) -> str:
        """The word with what it stands for."""
        return self.term if folded(self.word) == folded(self.term) else f"{self.word}  ·  {self.term}"


class Vocabulary:
    """The codes of one list with their terms and the words people use for them."""

    def __init__(self, *, terms: Mapping[str, str], words: Mapping[str, tuple[str, ...]]) -> None:
        """Hold term and words by code; a word that several languages write alike stands once."""
        self.terms = terms
        self._words = words

    @cached_property
    def _known(self) -> dict[tuple[str, str], Suggestion]:
        """Every word by how it is looked for, and its code; made when the first letter is typed, not before the page is shown."""
        known: dict[tuple[str, str], Suggestion] = {}
        for code, term in self.terms.items():
            for word in (term, *self._words.get(code, ())):
                known.setdefault((_plain(word), code), Suggestion(word=word, code=code, term=term))
        return known

    @cached_property
    def _codes_of(self) -> dict[str, str | None]:
        """The code of every word, None for one that names several; a term names its own."""
        codes: dict[str, str | None] = {}
        for key, code in self._known:
            codes[key] = None if key in codes else code
        return codes | {_plain(term): code for code, term in self.terms.items()}

    def code_of(self, text: str) -> str | None:
        """Return the code of exactly these words; None where they name none, or more than one."""
        return self._codes_of.get(_plain(text))

    def suggestions(self, text: str, *, limit: int = MOST_SUGGESTED) -> tuple[Suggestion, ...]:
        """Return the words that begin so, then those with a word that does, then those that hold it; the shorter first."""
        wanted = _plain(text)
        if not wanted:
            return ()
        ranked = sorted(self._ranked(wanted), key=lambda found: found[0])
        return tuple(suggestion for _, suggestion in ranked[:limit])

    def begun(self, text: str) -> Suggestion | None:
        """Return the word meant by its first letters, the first suggested; None when the words they begin have several codes."""
        wanted = _plain(text)
        found = sorted(self._ranked(wanted), key=lambda each: each[0]) if len(wanted) >= _FEWEST_LETTERS else []
        codes = {suggestion.code for (rank, *_), suggestion in found if rank < _HELD}
        return found[0][1] if len(codes) == 1 and found[0][0][0] == _BEGUN else None

    def words_with(self, text: str) -> Iterator[str]:
        """Yield the words that begin so, for a search in which they lead to the list's question."""
        wanted = _plain(text)
        yield from (s.word for (key, _), s in self._known.items() if wanted and key.startswith(wanted))

    def _ranked(self, wanted: str) -> Iterator[tuple[tuple[int, int, str], Suggestion]]:
        begins_a_word = re.compile(rf"(?<!\w){re.escape(wanted)}")
        for (key, _), suggestion in self._known.items():
            if key.startswith(wanted):
                yield (_BEGUN, len(key), key), suggestion
            elif wanted in key:
                yield (_BEGUN_WITHIN if begins_a_word.search(key) else _HELD, len(key), key), suggestion


def _plain(text: str) -> str:
    return " ".join(folded(text).split())
