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
_CUT: Final = "…"


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
    lines: list[Line] = []
    for paragraph in _paragraphs(spans):
        for tokens in _filled(_tokens(paragraph), width):
            lines.append(_line(tokens))
            if most is not None and len(lines) > most:
                return [*lines[: most - 1], _cut(lines[most - 1], width)]
    return lines


def width_of(text: str, face: Face) -> float:
    """Return the width of one line of text in thousandths of the type size."""
    return sum(run.width for run in runs(arabic.joined(legible(text)), face))


def fitted(text: str, face: Face, width: float) -> Line:
    """Return `text` as one line, cut with an ellipsis where it is wider than `width` thousandths."""
    line = broken([Span(text.replace("\n", " "), face)], width, most=1)
    return line[0] if line else Line((), 0)


def _paragraphs(spans: Sequence[Span]) -> Iterator[list[Span]]:
    paragraph: list[Span] = []
    for span in spans:
        first, *others = arabic.joined(legible(span.text)).split("\n")
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
            pieces = tuple([Piece(run, span.colour) for run in runs(text, span.face)])
            may_start = before[0] == " " or len(before) == _LONGEST_WORD or bool(_IS_HAN.match(text) or _IS_HAN.match(before))
            tokens.append(_Token(text, pieces, sum([piece.run.width for piece in pieces]), may_start, tuple(level[at : at + len(text)])))
            at += len(text)
            before = text
    return tokens


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
                    yield _trimmed(line)
                    line, used = [], 0.0
                line.append(token)
                used += token.width
            continue
        if line or word[0].text[0] != " ":
            line.extend(word)
            used += wide
    yield _trimmed(line)


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
    while line and line[-1].text[0] == " ":
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


def _cut(line: Line, width: float) -> Line:
    pieces = list(line.pieces)
    face = pieces[-1].run.face if pieces else Face.REGULAR
    end = runs(_CUT, face)[0]
    while pieces and sum(p.run.width for p in pieces) + end.width > width:
        run, colour = pieces.pop()
        text = run.text[:-1]
        if text:
            pieces.append(Piece(Run(run.face, text, sum(r.width for r in runs(text, run.face))), colour))
    pieces.append(Piece(end, pieces[-1].colour if pieces else None))
    return Line(_merged(pieces), sum(p.run.width for p in pieces))
