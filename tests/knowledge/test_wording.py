"""How messages, numbers, dates and plurals become sentences."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from meso_desktop.domain.errors import UserError
from meso_desktop.domain.message import Term, message
from meso_desktop.knowledge.wording import Wording, WordingError
from meso_desktop.resources import resource_path

ENGLISH = """
"format.decimal_sign" = "."
"format.day" = "{day} {month} {year}"
"format.counts_as_one" = "1"
"format.month_1" = "January"
"sentence" = "{area}: {value} mL on {on} for {who}"
"area.flank" = "flank"
"points" = { one = "{count} point", other = "{count} points" }
"only.english" = "English"
"""
FRENCH = """
"format.decimal_sign" = ","
"format.day" = "{day} {month} {year}"
"format.counts_as_one" = "0 1"
"format.month_1" = "janvier"
"format.day_1" = "1er"
"sentence" = "{area} : {value} mL le {on} pour {who}"
"area.flank" = "flanc"
"points" = { one = "{count} point", other = "{count} points" }
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for language, text in (("en", ENGLISH), ("fr", FRENCH)):
        (tmp_path / language).mkdir()
        (tmp_path / language / "words.toml").write_text(text, encoding="utf-8")
    return tmp_path


SENTENCE = message("sentence", area=Term("area.flank"), value=Decimal("1234.50"), on=date(2026, 1, 15), who="{value} O'Neil")


def test_values_are_rendered_by_language(folder: Path) -> None:
    assert Wording.load(folder, "en").text(SENTENCE) == "flank: 1234.50 mL on 15 January 2026 for {value} O'Neil"
    assert Wording.load(folder, "fr").text(SENTENCE) == "flanc : 1234,50 mL le 15 janvier 2026 pour {value} O'Neil"


def test_first_of_a_month_is_written_as_its_language_does(folder: Path) -> None:
    assert Wording.load(folder, "en").day(date(2026, 1, 1)) == "1 January 2026"
    assert Wording.load(folder, "fr").day(date(2026, 1, 1)) == "1er janvier 2026"
    assert Wording.load(folder, "fr").day(date(2026, 1, 11)) == "11 janvier 2026"


@pytest.mark.parametrize(
    ("language", "count", "said"),
    [("en", 0, "0 points"), ("en", 1, "1 point"), ("en", 2, "2 points"), ("fr", 0, "0 point"), ("fr", 11, "11 points")],
)
def test_plural_follows_the_count(folder: Path, language: str, count: int, said: str) -> None:
    assert Wording.load(folder, language).text(message("points", count=count)) == said


def test_key_missing_in_a_language_is_said_in_english(folder: Path) -> None:
    assert Wording.load(folder, "fr").term("only.english") == "English"


def test_language_without_a_catalogue_is_english_throughout(folder: Path) -> None:
    wording = Wording.load(folder, "es")
    assert wording.language == "en"
    assert wording.number("0.5") == "0.5"


def test_unknown_key_and_missing_value_show_in_brackets(folder: Path) -> None:
    wording = Wording.load(folder, "en")
    assert wording.text(message("no.such")) == "[no.such]"
    assert wording.text(message("points")) == "[count] points"
    assert wording.text(message("sentence", area=Term("area.moon"), value=1, on=date(2026, 1, 1), who="")).startswith("[area.moon]")


def test_unknown_key_and_missing_value_raise_where_asked_to(folder: Path) -> None:
    wording = Wording.load(folder, "en", is_strict=True)
    with pytest.raises(WordingError):
        wording.term("no.such")
    with pytest.raises(WordingError):
        wording.text(message("points"))


def test_label_begins_with_a_large_letter(folder: Path) -> None:
    assert Wording.load(folder, "en").label("area.flank") == "Flank"


def test_key_in_two_files_is_refused(folder: Path) -> None:
    (folder / "en" / "more.toml").write_text('"area.flank" = "side"\n', encoding="utf-8")
    with pytest.raises(UserError) as refused:
        Wording.load(folder, "en")
    assert refused.value.message == message("wording.duplicate_key", file="words.toml", key="area.flank")


@pytest.mark.parametrize(
    ("text", "expected"),
    [('"a" = 1', "wording.wrong_value"), ('"a" = { one = "x" }', "wording.wrong_value"), ('"a" = ', "wording.not_toml")],
)
def test_file_that_is_no_catalogue_is_refused(folder: Path, text: str, expected: str) -> None:
    (folder / "en" / "more.toml").write_text(text, encoding="utf-8")
    with pytest.raises(UserError) as refused:
        Wording.load(folder, "en")
    assert refused.value.message.id == expected


def test_all_months_have_their_names() -> None:
    wording = Wording.load(resource_path("wording"), "en", is_strict=True)
    assert wording.day(date(2026, 1, 15)) == "15 January 2026"
    begun = [wording.day(date(2026, month, 1)).split()[1][:3] for month in range(1, 13)]
    assert " ".join(begun) == "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"
