"""The words of a patient's own language, beside those of the doctor's."""

from functools import lru_cache
from pathlib import Path
from typing import Final

from msgspec import Struct

from meso_desktop.domain.people import Language, PatientCard
from meso_desktop.knowledge.wording import Wording
from meso_desktop.resources import resource_path

_FOLDER: Final = resource_path("wording")


class Spoken(Struct, frozen=True, kw_only=True):
    """The words that a patient hears and reads; `missing` names their language where there are none in it yet."""

    wording: Wording
    missing: Language | None = None

    @property
    def language(self) -> Language:
        """The language of the words."""
        return next((held for held in Language if held.value == self.wording.language), Language.ENGLISH)


def spoken_with(card: PatientCard | None, doctors: Wording, *, folder: Path = _FOLDER) -> Spoken:
    """Return the words for a patient: the doctor's own where the language is the same or nobody is chosen, English where there are none."""
    if card is None or card.language.value == doctors.language:
        return Spoken(wording=doctors)
    found = _words(folder, card.language)
    if found.language == card.language.value:
        return Spoken(wording=found)
    return Spoken(wording=doctors if doctors.language == found.language else found, missing=card.language)


@lru_cache(maxsize=8)
def _words(folder: Path, language: Language) -> Wording:
    return Wording.load(folder, language.value)
