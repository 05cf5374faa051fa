"""The bundled type: which face draws a character, and how wide."""

import unicodedata
from enum import StrEnum
from functools import lru_cache
from typing import Final, NamedTuple

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from meso_desktop.documents.legible import MARK
from meso_desktop.resources import resource_path


class Face(StrEnum):
    """A face of the bundled type, by the name it has in the page."""

    REGULAR = "Plex"
    MEDIUM = "PlexMedium"
    SEMIBOLD = "PlexSemiBold"
    ITALIC = "PlexItalic"
    ARABIC = "PlexArabic"
    HAN = "DroidFallback"


_FILES: Final = {
    Face.REGULAR: "IBMPlexSans-Regular.ttf",
    Face.MEDIUM: "IBMPlexSans-Medium.ttf",
    Face.SEMIBOLD: "IBMPlexSans-SemiBold.ttf",
    Face.ITALIC: "IBMPlexSans-Italic.ttf",
    Face.ARABIC: "IBMPlexSansArabic-Regular.ttf",
    Face.HAN: "DroidSansFallbackFull.ttf",
}
_FALLBACKS: Final = (Face.ARABIC, Face.HAN)


class Run(NamedTuple):
    """Characters that one face draws; `width` in thousandths of the type size."""

    face: Face
    text: str
    width: float


@lru_cache
def font(face: Face) -> TTFont:
    """Return the face, read and registered once."""
    loaded = TTFont(face.value, str(resource_path("fonts", _FILES[face])))
    pdfmetrics.registerFont(loaded)
    return loaded


@lru_cache
def _widths(face: Face) -> dict[int, float]:
    glyphs = font(face).face.charToGlyph
    return {code: width for code, width in font(face).face.charWidths.items() if glyphs.get(code)}


@lru_cache(maxsize=4096)
def runs(text: str, face: Face) -> tuple[Run, ...]:
    """Return `text` as runs, each in the first face that has its characters; one that none has prints as `MARK`."""
    own = _widths(face)
    codes = [ord(char) for char in text]
    try:
        return (Run(face, text, sum([own[code] for code in codes])),)
    except KeyError:
        return _mixed(text, face)


def _mixed(text: str, face: Face) -> tuple[Run, ...]:
    out: list[Run] = []
    for char in text:
        shown, drawn = _drawn(char, face, out[-1].face if out else face)
        width = _widths(drawn)[ord(shown)]
        if out and out[-1].face is drawn:
            out[-1] = Run(drawn, out[-1].text + shown, out[-1].width + width)
        else:
            out.append(Run(drawn, shown, width))
    return tuple(out)


def _drawn(char: str, face: Face, before: Face) -> tuple[str, Face]:
    if unicodedata.category(char) == "Mn" and ord(char) in _widths(before):
        return char, before
    for candidate in (face, *_FALLBACKS):
        if ord(char) in _widths(candidate):
            return char, candidate
    return MARK, face
