"""Breaks text into lines that fit a width, in any script."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Final, NamedTuple

from reportlab.lib.colors import Color

from meso_desktop.documents import arabic, direction
from meso_desktop.documents.legible import legible
from meso_desktop.documents.typefaces import Face, Run, runs

_HAN: Final = "\u2e80-\u2fdf\u3000-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_NEVER_FIRST: Final = "、。，．・：；？！）」』】〕〉》%"
_TOKEN: Final = re.compile(rf" +|[{_HAN}][{_NEVER_FIRST}]*|[^ {_HAN}]{{1,40}}")
_IS_HAN: Final = re.compile(rf"[{_HAN}]")
_LONGEST_WORD: Final = 40
_LONGEST_LINE: Final = 400
_CUT: Final = "…"
_HARD_SPACE: Final = "\u00a0"
_UNIT: Final = re.compile(r"(?<=[0-9†]) (?=(?:mg|mL|cm|mm|kg|%|°C|×)(?:\b|$|[ ,.;]))")


class Span(NamedTuple):
    """Text in one face; `colour` None is that of the style."""

    text: str
    face: Face = Face.REGULAR
    colour: Color | None = None


class Piece(NamedTuple):
    """A run with its colour, as it is drawn."""

    run: Run
    colour: Color | None


class Line(NamedTuple):
    """Pieces from left to right and their width in thousandths of the type size."""

    pieces: tuple[Piece, ...]
    width: float


class _Token(NamedTuple):
    text: str
    pieces: tuple[Piece, ...]
    width: float
    may_start: bool
    level: tuple[int, ...]


def broken(spans: Sequence[Span], width: float, *, most: int | None = None) -> list[Line]:
    """Return the spans as lines of at most `width` thousandths; past `most` lines the text ends in an ellipsis."""
    return list(_broken(tuple(spans), width, most))


@lru_cache(maxsize=1024)
def _broken(spans: tuple[Span, ...], width: float, most: int | None) -> tuple[Line, ...]:
    """Break once what every plan says in the same words: advice, notes, headings."""
    lines: list[list[_Token]] = []
    for paragraph in _paragraphs(spans):
        for tokens in _filled(_tokens(paragraph), width):
            lines.append(tokens)
            if most is not None and len(lines) > most:
                return (*map(_line, lines[: most - 1]), _line(_cut(lines[most - 1], width)))
    return tuple(map(_line, lines))


def fitted(text: str, face: Face, width: float) -> Line:
    """Return `text` as one line, cut with an ellipsis where it is wider than `width` thousandths."""
    shown = legible(text[:_LONGEST_LINE]).replace("\n", " ")
    tokens = [token for paragraph in _paragraphs([Span(shown, face)]) for token in _tokens(paragraph)]
    is_whole = len(text) <= _LONGEST_LINE and sum([token.width for token in tokens]) <= width
    return _line(tokens if is_whole else _cut(tokens, width))


def _paragraphs(spans: Sequence[Span]) -> Iterator[list[Span]]:
    paragraph: list[Span] = []
    for span in spans:
        first, *others = _UNIT.sub("\u00a0", arabic.joined(legible(span.text))).split("\n")
        paragraph.append(span._replace(text=first))
        for text in others:
            yield paragraph
            paragraph = [span._replace(text=text)]
    yield paragraph


@lru_cache(maxsize=2048)
def _split(text: str) -> tuple[str, ...]:
    return tuple(_TOKEN.findall(text))


def _tokens(spans: list[Span]) -> list[_Token]:
    whole = "".join([span.text for span in spans])
    level = direction.levels(whole) if direction.turns(whole) else []
    tokens: list[_Token] = []
    at, before = 0, " "
    for span in spans:
        for text in _split(span.text):
            token = _token(text, span.face, span.colour, _may_break(before, text))
            tokens.append(token._replace(level=tuple(level[at : at + len(text)])) if level else token)
            at += len(text)
            before = text
    return tokens


def _may_break(before: str, text: str) -> bool:
    if before[0] == " " or len(before) == _LONGEST_WORD:
        return True
    return bool(_IS_HAN.match(text) or _IS_HAN.match(before))


@lru_cache(maxsize=4096)
def _token(text: str, face: Face, colour: Color | None, may_start: bool) -> _Token:  # noqa: FBT001  the cache's key
    pieces = tuple([Piece(run, colour) for run in runs(text, face)])
    return _Token(text, pieces, sum([piece.run.width for piece in pieces]), may_start, ())


def _filled(tokens: list[_Token], width: float) -> Iterator[list[_Token]]:
    line: list[_Token] = []
    used = 0.0
    for word in _words(tokens):
        wide = sum([token.width for token in word])
        if word[0].text[0] != " " and line and used + wide > width:
            yield _trimmed(line)
            line, used = [], 0.0
        if wide > width and word[0].text[0] != " ":
            for token in _letters(word):
                if line and used + token.width > width:
                    over = _after_last_gap(line)
                    yield _trimmed(line[: len(line) - len(over)])
                    line, used = over, sum([letter.width for letter in over])
                line.append(token)
                used += token.width
            continue
        if line or word[0].text[0] != " ":
            line.extend(word)
            used += wide
    yield _trimmed(line)


def _after_last_gap(line: list[_Token]) -> list[_Token]:
    """Return what follows the last space that does not break, when a line must break there after all."""
    for at in range(len(line) - 1, 0, -1):
        if line[at].text == _HARD_SPACE:
            return line[at + 1 :]
    return []


def _words(tokens: list[_Token]) -> Iterator[list[_Token]]:
    word: list[_Token] = []
    for token in tokens:
        if word and (token.may_start or token.text[0] == " "):
            yield word
            word = []
        word.append(token)
    if word:
        yield word


def _letters(word: list[_Token]) -> Iterator[_Token]:
    for token in word:
        at = 0
        for piece in token.pieces:
            for char in piece.run.text:
                single = runs(char, piece.run.face)[0]
                yield _Token(char, (Piece(single, piece.colour),), single.width, may_start=True, level=token.level[at : at + 1])
                at += 1


def _trimmed(line: list[_Token]) -> list[_Token]:
    while line and line[-1].text.strip(" \u00a0") == "":
        line.pop()
    return line


def _line(tokens: list[_Token]) -> Line:
    width = sum([token.width for token in tokens])
    if any(any(token.level) for token in tokens):
        return Line(_turned(tokens), width)
    return Line(_merged([piece for token in tokens for piece in token.pieces]), width)


def _turned(tokens: list[_Token]) -> tuple[Piece, ...]:
    chars = [(char, piece) for token in tokens for piece in token.pieces for char in piece.run.text]
    level = [value for token in tokens for value in token.level]
    pieces: list[Piece] = []
    for at in direction.drawing_order(level):
        char, piece = chars[at]
        shown = direction.mirrored(char) if level[at] % 2 else char
        pieces.extend(Piece(run, piece.colour) for run in runs(shown, piece.run.face))
    return _merged(pieces)


def _merged(pieces: list[Piece]) -> tuple[Piece, ...]:
    if len(pieces) == 1:
        return (pieces[0],)
    merged: list[Piece] = []
    for (face, colour), same in groupby(pieces, key=lambda piece: (piece.run.face, piece.colour)):
        together = list(same)
        merged.append(Piece(Run(face, "".join([p.run.text for p in together]), sum([p.run.width for p in together])), colour))
    return tuple(merged)


def _cut(line: list[_Token], width: float) -> list[_Token]:
    """Return as much of the line as leaves room for an ellipsis, and the ellipsis."""
    piece = line[0].pieces[0] if line else Piece(Run(Face.REGULAR, "", 0), None)
    end = Piece(runs(_CUT, piece.run.face)[0], piece.colour)
    kept: list[_Token] = []
    left = width - end.run.width
    for token in _letters(line):
        left -= token.width
        if left < 0:
            break
        kept.append(token)
    kept = _trimmed(kept)
    level = kept[-1].level if kept else ()
    return [*kept, _Token(_CUT, (end,), end.run.width, may_start=False, level=level)]
