"""Which texts a clinician has reviewed, read from ``resources/wording/reviewed.toml``: a text that changed since is unreviewed again."""

import tomllib
from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from meso_desktop.domain.errors import UserError
from meso_desktop.domain.message import message
from meso_desktop.domain.people import Language
from meso_desktop.domain.text import nfc

REVIEWED_FILE: Final = "reviewed.toml"
"""The file beside the languages of the wording."""


class Review(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """That a clinician has read a text in a language: which, as it stood then, who and when."""

    language: Language
    key: str
    digest: str
    reviewer: str
    reviewed_on: date


class _Reviewed(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    entries: int
    reviewed: tuple[Review, ...] = ()


class Reviews:
    """The reviews by language and key."""

    def __init__(self, reviews: Iterable[Review] = ()) -> None:
        """Hold the reviews; of one text the last counts."""
        self._by_place = {(review.language, review.key): review for review in reviews}

    def of(self, language: Language, key: str, *, text: str) -> Review | None:
        """Return the review of a text as it stands now; None when there is none, or the text is another than was reviewed."""
        review = self._by_place.get((language, key))
        return review if review is not None and review.digest == text_digest(text) else None


def text_digest(text: str) -> str:
    """Return the SHA-256 of a text, composed, in UTF-8."""
    return sha256(nfc(text).encode("utf-8")).hexdigest()


def load_reviews(folder: Path) -> Reviews:
    """Return the reviews in the wording's `folder`; raises UserError ``reviews.unreadable`` naming what is wrong in the file."""
    file = folder / REVIEWED_FILE
    try:
        table = msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")), _Reviewed)
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as fault:
        raise UserError(message("reviews.unreadable", file=file.name, fault=str(fault))) from fault
    places = [(review.language, review.key) for review in table.reviewed]
    twice = next((key for number, (language, key) in enumerate(places) if (language, key) in places[:number]), None)
    if twice is not None:
        raise UserError(message("reviews.twice", file=file.name, key=twice))
    if table.entries != len(places):
        raise UserError(message("reviews.cut_short", file=file.name, stated=table.entries, found=len(places)))
    return Reviews(table.reviewed)
