"""A patient hears and reads their own language, the doctor the doctor's; English where there are no words in it."""

from pathlib import Path

from msgspec.structs import replace

from meso_desktop.domain.people import Language, PatientCard
from meso_desktop.knowledge.wording import Wording
from meso_desktop.resources import resource_path
from meso_desktop.services.spoken import spoken_with
from tests.domain.builders import patient


def _in(language: Language) -> PatientCard:
    return replace(patient(), language=language)


def _doctors(language: str = "en") -> Wording:
    return Wording.load(resource_path("wording"), language)


def test_a_patient_of_another_language_hears_their_own() -> None:
    for language in Language:
        spoken = spoken_with(_in(language), _doctors())
        assert (spoken.language, spoken.missing) == (language, None)


def test_the_doctors_own_words_serve_who_shares_them_and_nobody_chosen_yet() -> None:
    french = _doctors("fr")
    assert spoken_with(_in(Language.FRENCH), french).wording is french
    assert spoken_with(None, french).wording is french


def test_where_there_are_no_words_english_is_spoken_and_the_language_named(tmp_path: Path) -> None:
    for language in ("en", "fr"):
        (tmp_path / language).mkdir()
        (tmp_path / language / "words.toml").write_text(f'"language" = "{language}"\n', encoding="utf-8")
    french = Wording.load(tmp_path, "fr")
    spoken = spoken_with(_in(Language.SPANISH), french)
    assert (spoken.language, spoken.missing, spoken.wording.term("language")) == (Language.ENGLISH, Language.SPANISH, "en")
    english = Wording.load(tmp_path, "en")
    assert spoken_with(_in(Language.SPANISH), english).wording is english
