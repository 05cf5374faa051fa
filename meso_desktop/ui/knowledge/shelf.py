"""What an entry's page is written from: the packs as shipped and as the clinic has them, the texts in every language, their reviews."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from meso_desktop.domain.clinic_changes import Change, Conflict
from meso_desktop.domain.errors import UserError
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.message import Message
from meso_desktop.domain.people import Language
from meso_desktop.knowledge.reviews import Reviews, load_reviews
from meso_desktop.knowledge.wording import Wording
from meso_desktop.resources import resource_path
from meso_desktop.ui.knowledge.topics import EntryRef


@dataclass(frozen=True, kw_only=True)
class Texts:
    """The wording of each language, and which texts a clinician has reviewed; `fault` says why no review can be shown."""

    by_language: Mapping[Language, Wording]
    reviews: Reviews = field(default_factory=Reviews)
    fault: Message | None = None


@dataclass(frozen=True, kw_only=True)
class Shelf:
    """The packs in force beside the shipped ones; `wording` is the doctor's."""

    effective: Knowledge
    shipped: Knowledge
    wording: Wording
    texts: Texts
    conflicts: tuple[Conflict, ...] = ()

    def changes_of(self, ref: EntryRef) -> Mapping[str, Change]:
        """Return what the clinic changed in an entry, by field."""
        return {change.field: change for change in self.effective.changes if (change.topic, change.entry) == (ref.topic, ref.entry)}

    def conflicts_of(self, ref: EntryRef) -> Mapping[str, Conflict]:
        """Return what is to be decided about an entry, by field."""
        return {c.change.field: c for c in self.conflicts if (c.change.topic, c.change.entry) == (ref.topic, ref.entry)}


def read_texts(wording: Wording, folder: Path | None = None) -> Texts:
    """Read the wording of the four languages and the list of reviews.

    A language that cannot be read shows the doctor's own words, a list that cannot be read reviews nothing; the fault says so.
    """
    folder = folder or resource_path("wording")
    by_language, reviews, fault = dict.fromkeys(Language, wording), Reviews(), None
    try:
        by_language |= {language: Wording.load(folder, language.value) for language in Language}
        reviews = load_reviews(folder)
    except UserError as error:
        fault = error.message
    return Texts(by_language=by_language, reviews=reviews, fault=fault)
