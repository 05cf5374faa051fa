"""Consent, and what makes a drawn signature one."""

from datetime import datetime
from enum import StrEnum
from itertools import pairwise
from math import hypot
from typing import Final

from msgspec import Struct

from meso_desktop.domain.areas import Point
from meso_desktop.domain.people import Language

_LEAST_PATH: Final = 300
_LEAST_POINTS: Final = 8


class ConsentKind(StrEnum):
    """How consent was given."""

    SIGNED_HERE = "signed_here"
    ON_PAPER = "on_paper"
    LATER = "later"
    DECLINED = "declined"


class Consent(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The consent and the exact text it was given to.

    `strokes` are in 0.1 mm from the top left of a field 100 mm wide; `text_digest` is the SHA-256 of the text
    shown, `text_version` its version in the pack, `paragraphs` the ids of what it consisted of.
    """

    kind: ConsentKind
    text_version: str
    text_digest: str
    paragraphs: tuple[str, ...] = ()
    language: Language
    given_at: datetime
    strokes: tuple[tuple[Point, ...], ...] = ()


def is_signature(strokes: tuple[tuple[Point, ...], ...]) -> bool:
    """Tell whether the strokes are a signature: at least 30 mm drawn through 8 points; a dot is not."""
    drawn = sum(hypot(b.x - a.x, b.y - a.y) for stroke in strokes for a, b in pairwise(stroke))
    return drawn >= _LEAST_PATH and len({point for stroke in strokes for point in stroke}) >= _LEAST_POINTS
