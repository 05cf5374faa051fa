"""Texts on widgets: what counts has both forms, and the translator answers only what it knows."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication

from meso_desktop.resources import resource_path
from meso_desktop.ui import theme as theme_module
from meso_desktop.ui.theme import Theme
from meso_desktop.ui.translate import CatalogueTranslator, load_translator

_UI = Path(theme_module.__file__).parent
_COUNTS = sorted({text for file in _UI.rglob("*.py") for text in re.findall(r'"(%n[^"\n]*)"', file.read_text(encoding="utf-8"))})


@pytest.mark.parametrize("text", _COUNTS)
def test_what_counts_has_a_singular(text: str) -> None:
    translator = load_translator(resource_path("window"), "en")
    one, many = translator.translate("Any", text, None, 1), translator.translate("Any", text, None, 2)
    assert one
    assert many
    assert "%n" in one


def test_one_is_said_as_one(theme: Theme) -> None:
    assert theme is not None
    assert QCoreApplication.translate("patient_words", "%n years", "", 1) == "1 year"
    assert QCoreApplication.translate("patient_words", "%n years", "", 0) == "0 years"


def test_a_text_without_translation_stays_itself(theme: Theme) -> None:
    assert theme is not None
    assert QCoreApplication.translate("Anything", "Unlock") == "Unlock"


def test_french_counts_none_as_one() -> None:
    french = CatalogueTranslator({"%n years": {"one": "%n an", "other": "%n ans"}}, counts_as_one=frozenset({0, 1}))
    assert french.translate("Any", "%n years", None, 0) == "%n an"
    assert french.translate("Any", "%n years", None, 2) == "%n ans"


def test_a_language_without_catalogue_is_no_fault(tmp_path: Path) -> None:
    assert load_translator(tmp_path, "xx").isEmpty()


@pytest.mark.parametrize("file", sorted(_UI.rglob("*.py")), ids=lambda file: str(file.relative_to(_UI)))
def test_no_text_is_formatted_inside_tr(file: Path) -> None:
    assert not re.search(r'tr\(\s*f"', file.read_text(encoding="utf-8"))


@pytest.mark.parametrize("file", sorted(_UI.rglob("*.py")), ids=lambda file: str(file.relative_to(_UI)))
def test_the_window_neither_begs_nor_shouts(file: Path) -> None:
    texts = re.findall(r'tr\(\s*"([^"]*)"', file.read_text(encoding="utf-8"))
    assert not [text for text in texts if "!" in text or "please" in text.casefold() or "successfully" in text.casefold()]
