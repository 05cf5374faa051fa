"""The words of a patient's own language, beside those of the doctor's."""

from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from meso_desktop.domain.people import Language, PatientCard
from meso_desktop.knowledge.wording import Wording
from meso_desktop.resources import resource_path


class Spoken(Struct, frozen=True, kw_only=True):
    """The words that a patient hears and reads; `missing` names their language where there are none in it yet."""

    wording: Wording
    missing: Language | None = None

    @property
    def language(self) -> Language:
        """The language of the words."""
        return next((held for held in Language if held.value == self.wording.language), Language.ENGLISH)


def spoken_with(card: PatientCard | None, doctors: Wording) -> Spoken:
    """Return the words for a patient, the doctor's own while nobody is chosen."""
    return Spoken(wording=doctors) if card is None else spoken_in(card.language, doctors)


def spoken_in(language: Language, doctors: Wording) -> Spoken:
    """Return the words of a language, the doctor's own where it is theirs, English where there are none."""
    if language.value == doctors.language:
        return Spoken(wording=doctors)
    # Beside the doctor's own: with the last good packs at work, the shipped ones may not even be readable.
    found = _words(doctors.folder or resource_path("wording"), language)
    if found.language == language.value:
        return Spoken(wording=found)
    return Spoken(wording=doctors if doctors.language == found.language else found, missing=language)


@lru_cache(maxsize=8)
def _words(folder: Path, language: Language) -> Wording:
    return Wording.load(folder, language.value)
