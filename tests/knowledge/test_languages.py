"""Every language says everything that the English does."""

from pathlib import Path
from typing import Final

import pytest

from meso_desktop.knowledge.wording import Template
from meso_desktop.resources import resource_path
from tests.knowledge.languages import Catalogues, faults, read_catalogues, read_same

LANGUAGES: Final = ("es", "fr", "pt_BR")
SAME_WORDS: Final = Path(__file__).parent / "same_words"

ENGLISH: Final[Catalogues] = {
    "areas.toml": {"area.flank": "Flank", "area.label": "{area}, {side}"},
    "points.toml": {"points": {"one": "{count} point", "other": "{count} points"}, "swap": "{low} to {low} or {high}"},
}
FRENCH: Final[Catalogues] = {
    "areas.toml": {"area.flank": "Flanc", "area.label": "{side} : {area}"},
    "points.toml": {"points": {"one": "{count} piqûre", "other": "{count} piqûres"}, "swap": "{high} ou de {low} à {low}"},
}


def with_text(name: str, key: str, text: Template) -> Catalogues:
    """Return the made-up French with one more or other text."""
    return {**FRENCH, name: {**FRENCH.get(name, {}), key: text}}


def without_key(name: str, key: str) -> Catalogues:
    """Return the made-up French without one text."""
    return {**FRENCH, name: {held: text for held, text in FRENCH[name].items() if held != key}}


def test_each_language_of_the_program_is_there_and_no_other() -> None:
    assert sorted(folder.name for folder in resource_path("wording").iterdir() if folder.is_dir()) == ["en", *LANGUAGES]


@pytest.mark.parametrize("language", LANGUAGES)
def test_language_says_everything_in_its_own_words(language: str) -> None:
    folder = resource_path("wording")
    same = read_same(SAME_WORDS / f"{language}.toml")
    assert faults(read_catalogues(folder / "en"), read_catalogues(folder / language), same=same) == []


def test_catalogues_alike_in_all_but_words_have_no_fault() -> None:
    assert faults(ENGLISH, FRENCH) == []


@pytest.mark.parametrize(
    ("other", "fault"),
    [
        ({"points.toml": FRENCH["points.toml"]}, "areas.toml: missing"),
        ({**FRENCH, "more.toml": {}}, "more.toml: not among the English"),
        (without_key("areas.toml", "area.flank"), "areas.toml: area.flank: missing"),
        (with_text("areas.toml", "area.moon", "Lune"), "areas.toml: area.moon: not among the English"),
        (with_text("points.toml", "points", "{count} piqûres"), "points.toml: points: not of the same plural shape"),
        (
            with_text("areas.toml", "area.flank", {"one": "Flanc", "other": "Flancs"}),
            "areas.toml: area.flank: not of the same plural shape",
        ),
        (with_text("areas.toml", "area.flank", " "), "areas.toml: area.flank: empty"),
        (with_text("areas.toml", "area.label", "{area} : {place}"), "areas.toml: area.label: other placeholders"),
        (with_text("points.toml", "swap", "{high} ou {low}"), "points.toml: swap: other placeholders"),
        (with_text("points.toml", "points", {"one": "une piqûre", "other": "{count} piqûres"}), "points.toml: points: other placeholders"),
        (with_text("areas.toml", "area.flank", "Flank"), "areas.toml: area.flank: equal to the English"),
        (
            with_text("points.toml", "points", {"one": "{count} piqûre", "other": "{count} points"}),
            "points.toml: points: equal to the English",
        ),
    ],
)
def test_fault_of_a_catalogue_is_named(other: Catalogues, fault: str) -> None:
    assert faults(ENGLISH, other) == [fault]


def test_text_listed_as_the_same_may_equal_the_english() -> None:
    assert faults(ENGLISH, with_text("areas.toml", "area.flank", "Flank"), same=["area.flank"]) == []
    half = with_text("points.toml", "points", {"one": "{count} point", "other": "{count} piqûres"})
    assert faults(ENGLISH, half, same=["points"]) == []


@pytest.mark.parametrize(
    ("same", "fault"),
    [
        (["area.flank"], "area.flank: listed as the same, and it differs"),
        (["area.moon"], "area.moon: listed as the same, and there is no such key"),
    ],
)
def test_list_of_the_same_words_is_kept_true(same: list[str], fault: str) -> None:
    assert faults(ENGLISH, FRENCH, same=same) == [fault]


def test_key_listed_twice_is_named() -> None:
    other = with_text("areas.toml", "area.flank", "Flank")
    assert faults(ENGLISH, other, same=["area.flank", "area.flank"]) == ["area.flank: listed twice as the same"]


def test_catalogues_and_list_are_read_from_files(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text('"key" = "é"\n', encoding="utf-8")
    (tmp_path / "b.toml").write_text('"points" = { one = "1", other = "2" }\n', encoding="utf-8")
    assert read_catalogues(tmp_path) == {"a.toml": {"key": "é"}, "b.toml": {"points": {"one": "1", "other": "2"}}}
    (tmp_path / "same.toml").write_text('same = ["key"]\n', encoding="utf-8")
    assert read_same(tmp_path / "same.toml") == ["key"]
    assert read_same(tmp_path / "none.toml") == ()
