"""Enter in a list of medicines or allergies: a half-typed word is stored whole where only one code is meant, else as it was typed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from meso_desktop.domain.history import HAS_ALLERGIES, TAKES_MEDICINES, Answer, CodedEntry
from meso_desktop.ui.consultation.consultation_page import ConsultationPage
from meso_desktop.ui.consultation.history.history_step import HistoryPage
from tests.ui.consultation.acts import answer, painted, step


def _entered(page: ConsultationPage, question: str, typed: str) -> tuple[CodedEntry, ...]:
    """Type into the list and press Enter where the suggestions are open, as a person does."""
    answer(page, question, Answer.YES)
    history = step(page, HistoryPage)
    history.open_section("medicines" if question == TAKES_MEDICINES else "allergies")
    line = (history.medicines if question == TAKES_MEDICINES else history.allergies).edit
    line.setFocus()
    QTest.keyClicks(line, typed)
    popup = line.completer().popup()
    assert popup is not None
    QTest.keyClick(popup if popup.isVisible() else line, Qt.Key.Key_Return)
    painted()
    assert line.text() == ""
    told = page.editor.document.history
    return told.medicines if question == TAKES_MEDICINES else told.allergies


@pytest.mark.parametrize(("question", "typed", "text", "code"), [
    (TAKES_MEDICINES, "kardeg", "kardegic", "antiplatelet"),
    (TAKES_MEDICINES, "eliq", "eliquis", "anticoagulant"),
    (HAS_ALLERGIES, "lidoca", "lidocaína", "amide_anaesthetic"),
])
def test_enter_takes_the_whole_word_where_all_that_are_begun_have_one_code(
    page: ConsultationPage, question: str, typed: str, text: str, code: str,
) -> None:
    assert _entered(page, question, typed) == (CodedEntry(text=text, code=code),)


@pytest.mark.parametrize("typed", ["met", "meto", "kardegix"])
def test_enter_keeps_what_was_typed_where_codes_differ_or_nothing_begins_so(page: ConsultationPage, typed: str) -> None:
    assert _entered(page, TAKES_MEDICINES, typed) == (CodedEntry(text=typed),)


def test_what_begins_a_word_can_still_be_added_as_it_is(page: ConsultationPage) -> None:
    answer(page, TAKES_MEDICINES, Answer.YES)
    history = step(page, HistoryPage)
    history.open_section("medicines")
    line = history.medicines.edit
    QTest.keyClicks(line, "kardeg")
    popup = line.completer().popup()
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_Up)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    painted()
    assert page.editor.document.history.medicines == (CodedEntry(text="kardeg"),)
