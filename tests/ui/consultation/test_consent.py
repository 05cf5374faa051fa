"""The consent is one patient's, given to a text in the language that they read; the record keeps which."""

from collections.abc import Callable
from functools import partial
from hashlib import sha256
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from meso_desktop.domain.advised import consent_paragraphs
from meso_desktop.domain.consent import ConsentKind
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.edits import set_patient
from meso_desktop.domain.patient_texts import AdviceKind
from meso_desktop.domain.people import Language, PatientCard
from meso_desktop.knowledge.wording import Wording
from meso_desktop.resources import resource_path
from meso_desktop.services.drafts import begin_consultation
from meso_desktop.services.patients import save_patient
from meso_desktop.services.session import OpenClinic
from meso_desktop.ui.consultation.advice_step import AdvicePage
from meso_desktop.ui.consultation.consultation_page import ConsultationPage
from meso_desktop.ui.consultation.disclosure import Disclosure
from meso_desktop.ui.consultation.patient_step import PatientPage
from meso_desktop.ui.consultation.spoken_words import SpokenWords
from meso_desktop.ui.tasks import TaskRunner
from tests.domain.builders import patient as a_card
from tests.services.opening import TODAY
from tests.ui.consultation.acts import click, field, step
from tests.ui.consultation.conftest import Opener
from tests.ui.consultation.test_steps import plan_a_chin
from tests.ui.scene import a_person


@pytest.fixture
def french(clinic: OpenClinic, patient: PatientCard, open_page: Opener) -> ConsultationPage:
    """A consultation with a patient who reads French, in the window of a doctor who reads English."""
    save_patient(clinic, replace(patient, language=Language.FRENCH))
    return open_page(begin_consultation(clinic, patient_id=patient.patient_id, visit_on=TODAY))


def _text(page: ConsultationPage, language: str) -> str:
    words = Wording.load(resource_path("wording"), language)
    paragraphs = consent_paragraphs(page.editor.document, page.editor.knowledge)
    return "\n\n".join(words.term(f"consent.{paragraph.id}") for paragraph in paragraphs)


def _shown(advice: AdvicePage) -> str:
    return "\n".join(label.text() for label in advice.findChildren(QLabel) if label.isVisible())


def _switch(advice: AdvicePage, language: Language) -> None:
    assert advice.spoken.switch is not None
    click(advice.spoken.switch.button(language))


def test_the_consent_is_read_and_kept_in_the_patients_language(french: ConsultationPage) -> None:
    plan_a_chin(french)
    advice = step(french, AdvicePage)
    click(advice.consent.read_text)
    assert _text(french, "fr") in _shown(advice)
    click(advice.kind.button(ConsentKind.ON_PAPER))
    consent = french.editor.document.consent
    assert consent is not None
    assert consent.language is Language.FRENCH
    assert consent.text_digest == sha256(_text(french, "fr").encode()).hexdigest()
    assert "Noted 09:00, Français" in _shown(advice)


def test_a_switch_shows_the_doctors_language_and_the_consent_keeps_what_stood_there(french: ConsultationPage) -> None:
    advice = step(french, AdvicePage)
    click(advice.kind.button(ConsentKind.ON_PAPER))
    click(advice.consent.read_text)
    _switch(advice, Language.ENGLISH)
    assert _text(french, "en") in _shown(advice)
    consent = french.editor.document.consent
    assert consent is not None
    assert consent.language is Language.FRENCH
    assert "another one now" not in _shown(advice)
    click(advice.kind.button(ConsentKind.LATER))
    again = french.editor.document.consent
    assert again is not None
    assert again.language is Language.ENGLISH


def test_the_advice_is_told_in_the_patients_language_and_chosen_in_the_doctors(french: ConsultationPage) -> None:
    plan_a_chin(french)
    advice = step(french, AdvicePage)
    words = Wording.load(resource_path("wording"), "fr")
    opener = field(advice, Disclosure, f"advice_{AdviceKind.SIDE_EFFECT}")
    click(opener)
    assert "sur 100 dans les essais" in _shown(advice)
    assert opener.text().startswith(french.desk.wording.term("advice_kind.side_effect"))
    chosen = [entry for entry in french.editor.knowledge.advice.values() if entry.choice is not None and advice.choice(entry.id)]
    assert chosen
    row = advice.choice(chosen[0].id)
    assert row is not None
    assert words.term(f"advice.{chosen[0].id}") not in row.accessibleName()


def test_with_one_language_there_is_no_switch(page: ConsultationPage) -> None:
    advice = step(page, AdvicePage)
    assert not advice.spoken.switching.isVisible()
    click(advice.kind.button(ConsentKind.ON_PAPER))
    assert page.editor.document.consent is not None
    assert page.editor.document.consent.language is Language.ENGLISH


def test_another_patient_is_spoken_to_in_theirs(french: ConsultationPage, clinic: OpenClinic) -> None:
    advice = step(french, AdvicePage)
    _switch(advice, Language.ENGLISH)
    spanish = a_person(clinic, "Okafor", "Ngozi", language=Language.SPANISH)
    french.editor.edit(partial(set_patient, card=spanish))
    assert advice.spoken.language is Language.SPANISH


@pytest.mark.usefixtures("theme")
def test_a_language_without_words_is_said_and_english_shown(tmp_path: Path) -> None:
    for language in ("en", "fr"):
        (tmp_path / language).mkdir()
        (tmp_path / language / "words.toml").write_text('"said" = "words"', encoding="utf-8")
    shown = SpokenWords(Wording.load(tmp_path, "fr"))
    shown.show_patient(replace(a_card(), language=Language.SPANISH))
    assert shown.language is Language.ENGLISH
    assert shown.missing.text() == "There are no words in Español yet: the patient's words are shown and printed in English."
    assert not shown.missing.isHidden()
    shown.show_patient(replace(a_card(), language=Language.FRENCH))
    assert shown.missing.isHidden()
    for part in (shown.switching, shown.missing):
        part.deleteLater()


def _has_consented(page: ConsultationPage) -> bool:
    return page.editor.document.consent is not None


def _signed(page: ConsultationPage) -> AdvicePage:
    advice = step(page, AdvicePage)
    click(advice.kind.button(ConsentKind.SIGNED_HERE))
    QTest.mousePress(advice.pad, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    for at in range(1, 12):
        QTest.mouseMove(advice.pad, QPoint(10 + 20 * at, 10 + 25 * (at % 2)))
    QTest.mouseRelease(advice.pad, Qt.MouseButton.LeftButton, pos=QPoint(240, 10))
    return advice


def test_a_consent_does_not_move_to_another_patient_and_the_step_says_so(
    page: ConsultationPage, clinic: OpenClinic, tasks: TaskRunner, stored: Callable[[], Consultation],
) -> None:
    a_person(clinic, "Okafor", "Ngozi")
    _signed(page)
    assert _has_consented(page)
    first = step(page, PatientPage)
    click(first.wrong)
    assert "The consent does not" in first.moves.text()
    QTest.keyClicks(first.finder.search, "okaf")
    tasks.wait_until_idle()
    QTest.keyClick(first.finder.search, Qt.Key.Key_Return)
    tasks.wait_until_idle()
    assert _has_consented(page) is False
    assert first.left_behind.isVisible()
    assert "LEFÈVRE Éloïse" in first.left_behind.text()
    assert page.flush()
    assert stored().consent is None
    page.editor.undo()
    assert _has_consented(page)
    assert not first.left_behind.isVisible()


def test_without_a_consent_nothing_is_said_of_it(page: ConsultationPage, clinic: OpenClinic, tasks: TaskRunner) -> None:
    a_person(clinic, "Okafor", "Ngozi")
    first = step(page, PatientPage)
    click(first.wrong)
    assert "consent" not in first.moves.text()
    QTest.keyClicks(first.finder.search, "okaf")
    tasks.wait_until_idle()
    QTest.keyClick(first.finder.search, Qt.Key.Key_Return)
    tasks.wait_until_idle()
    assert not first.left_behind.isVisible()
