"""Finds patients by any part of what is known of them: FTS5 over folded words and the ends of words, which only SQLite has.

Of each word `starts` holds the whole and `inside` every shorter end, so that a prefix query finds any part of it at the
speed of an index, from one letter on and in scripts without spaces.
"""

import re
from collections.abc import Iterable
from datetime import date
from typing import Final

from sqlalchemy import text
from sqlalchemy.orm import Session

from meso_desktop.domain.people import PatientCard
from meso_desktop.domain.text import folded, name_words, phone_core, tokens

_CANDIDATES: Final = 400
_MOST_LETTERS: Final = 200
_NUMBER_RUN: Final = re.compile(r"[\d\s()./+-]+")
_DATE_PARTS: Final = re.compile(r"\s*[./\s-]\s*")
_DAYS: Final = range(1, 32)
_MONTHS: Final = range(1, 13)
_LEAST_PHONE: Final = 2
_YEAR: Final = range(1900, 2100)
_LETTERS_OF_A_WORD: Final = 40


def put_in_index(session: Session, number: int, card: PatientCard) -> None:
    """Index a patient anew under the number of the row."""
    session.execute(text("DELETE FROM patient_search WHERE rowid = :number"), {"number": number})
    words = _words_of(card)
    ends = {word[i:] for word in words for i in range(1, min(len(word), _LETTERS_OF_A_WORD))}
    session.execute(
        text("INSERT INTO patient_search (rowid, starts, inside) VALUES (:number, :starts, :inside)"),
        {"number": number, "starts": " ".join((*words, _day_word(card.birth_on))), "inside": " ".join(sorted(ends))},
    )


def numbers_found(session: Session, typed: str, *, limit: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the row numbers of patients that match every part of `typed`: those at the start of words, and the others.

    Of very many matches only some are looked at; a person types on. Of a very long query only the start counts.
    """
    parts = _parts(typed[:_MOST_LETTERS])
    if not parts:
        return (), ()
    most = max(_CANDIDATES, limit)
    first = _matching(session, f"{{starts}} : ({' AND '.join(parts)})", most)
    if len(first) >= limit:
        return first, ()
    known = set(first)
    rest = _matching(session, " AND ".join(parts), most)
    return first, tuple(n for n in rest if n not in known)


def _matching(session: Session, query: str, most: int) -> tuple[int, ...]:
    found = text("SELECT rowid FROM patient_search WHERE patient_search MATCH :query LIMIT :most")
    return tuple(int(n) for n in session.execute(found, {"query": query, "most": most}).scalars())


def _words_of(card: PatientCard) -> tuple[str, ...]:
    """Return every folded word that a patient is found by."""
    names = (word for name in (card.family_name, card.given_name, card.former_name) for word in name_words(name))
    file_number = (*tokens(card.file_number), "".join(tokens(card.file_number)))
    return tuple(dict.fromkeys(w for w in (*names, *file_number, phone_core(card.telephone)) if w))


def _day_word(day: date) -> str:
    return f"d{day:%Y%m%d}"


def _parts(typed: str) -> tuple[str, ...]:
    """Return one FTS5 expression for each part of the query, all of which must match."""
    alone = [(start, end) for start, end in number_spans(typed) if _stands_alone(typed, start, end)]
    bounds = [0, *(place for span in alone for place in span), len(typed)]
    words = tokens(" ".join(typed[start:end] for start, end in zip(bounds[::2], bounds[1::2], strict=True)))
    return (*(_prefix(word) for word in words), *(_any_of(_readings(typed[start:end])) for start, end in alone))


def number_spans(typed: str) -> tuple[tuple[int, int], ...]:
    """Return where numbers stand, with the signs that dates and telephones are written with; each letter is read once."""
    return tuple(span for run in _NUMBER_RUN.finditer(typed) if (span := _number_in(typed, run.start(), run.end())) is not None)


def _number_in(typed: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the part of a run from its first figure or bracket to its last figure, with a plus before it."""
    first = next((i for i in range(start, end) if typed[i] == "(" or typed[i].isdecimal()), None)
    last = next((i for i in range(end - 1, start - 1, -1) if typed[i].isdecimal()), None)
    if first is None or last is None:
        return None
    has_plus = first > start and typed[first - 1] == "+" and last > first
    return first - has_plus, last + 1


def _stands_alone(typed: str, start: int, end: int) -> bool:
    """Tell a number from the figures inside a word such as a file number."""
    before, after = typed[start - 1] if start else "", typed[end : end + 1]
    return not (before.isalpha() or before == "-" or after.isalpha())


def _readings(number: str) -> Iterable[str]:
    """Return what a number may mean: a birth date or part of one, a telephone, a file number."""
    for start in _day_starts(number):
        yield _prefix(start)
    whole = "".join(tokens(number))
    yield _prefix(whole)
    core = phone_core(number)
    if len(core) >= _LEAST_PHONE and core != whole:
        yield _prefix(core)
    each = tokens(number)
    if len(each) > 1:
        yield "(" + " AND ".join(_prefix(part) for part in each) + ")"


def _day_starts(number: str) -> Iterable[str]:
    """Return the starts of day words that a typed date may mean: year first or last, day or month first."""
    parts = [p for p in _DATE_PARTS.split(number.strip()) if p]
    if not all(p.isascii() and p.isdigit() for p in parts):
        return
    match [int(p) for p in parts]:
        case [year] if year in _YEAR:
            yield f"d{year}"
        case [month, year] if month in _MONTHS and year in _YEAR:
            yield f"d{year}{month:02}"
        case [year, month] if month in _MONTHS and year in _YEAR:
            yield f"d{year}{month:02}"
        case [year, month, day] if year in _YEAR and month in _MONTHS and day in _DAYS:
            yield f"d{year}{month:02}{day:02}"
        case [one, other, year] if one in _DAYS and other in _DAYS:
            for full in [year] if year in _YEAR else [1900 + year, 2000 + year] if year in range(100) else []:
                if other in _MONTHS:
                    yield f"d{full}{other:02}{one:02}"
                if one in _MONTHS:
                    yield f"d{full}{one:02}{other:02}"
        case _:
            return


def _any_of(readings: Iterable[str]) -> str:
    return "(" + " OR ".join(dict.fromkeys(readings)) + ")"


def _prefix(word: str) -> str:
    return f'"{folded(word)}"*'
