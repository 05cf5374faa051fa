"""Before a clinic is open: unlocking, recovering, setting up, looking around."""

import shutil
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from meso_desktop.app import make_window
from meso_desktop.domain.people import Jurisdiction, Paper, Units
from meso_desktop.resources import resource_path
from meso_desktop.services.header import peek
from meso_desktop.services.vaults import LEAST_PASSPHRASE as LEAST_IN_VAULT
from meso_desktop.services.vaults import ClinicSetup, create_clinic
from meso_desktop.ui.clinic_form import ClinicForm
from meso_desktop.ui.main_window import MainWindow
from meso_desktop.ui.preload import SAMPLE_PASSPHRASE, Library
from meso_desktop.ui.recovery_key_page import RecoveryKeyPage
from meso_desktop.ui.setup_page import SetupPage
from meso_desktop.ui.shell import Shell
from meso_desktop.ui.unlock_page import LEAST_PASSPHRASE
from tests.services.opening import CHEAP, DOCTOR, PASSPHRASE, Counting, StandingClock, reopen
from tests.ui.answers import AnsweringDialogs
from tests.ui.scene import CARD, a_clinic, packs


def test_the_page_names_clinic_and_person_and_waits_for_the_passphrase(window: MainWindow) -> None:
    page = window.gate.unlock_page
    assert window.gate.currentWidget() is page
    assert page.focusWidget() is page.passphrase.line
    shown = [child.text() for child in page.findChildren(type(page.passphrase.label))]
    assert "Cabinet des Tilleuls" in shown
    assert any("Ada Invented" in text for text in shown)


def test_a_wrong_passphrase_is_said_and_the_right_one_then_opens(window: MainWindow, qtbot: QtBot) -> None:
    page = window.gate.unlock_page
    QTest.keyClicks(page.passphrase.line, "not this one")
    QTest.keyClick(page.passphrase.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(page.passphrase.fault), timeout=20_000)
    assert "does not open this clinic" in page.passphrase.fault
    assert page.focusWidget() is page.passphrase.line
    assert page.unlock.isEnabled()
    with qtbot.waitSignal(window.unlocked, timeout=20_000):
        QTest.keyClicks(page.passphrase.line, PASSPHRASE)
        QTest.keyClick(page.passphrase.line, Qt.Key.Key_Return)
    assert window.workspace is not None
    assert page.passphrase.secret == ""


def test_an_empty_passphrase_asks_the_vault_nothing(window: MainWindow) -> None:
    page = window.gate.unlock_page
    page.unlock.click()
    assert "empty" in page.passphrase.fault


def test_a_clinic_open_elsewhere_is_said(window: MainWindow, vault: Path, qtbot: QtBot) -> None:
    elsewhere = reopen(vault)
    page = window.gate.unlock_page
    QTest.keyClicks(page.passphrase.line, PASSPHRASE)
    page.unlock.click()
    qtbot.waitUntil(lambda: bool(page.passphrase.fault), timeout=20_000)
    elsewhere.close()
    assert "already open" in page.passphrase.fault


def test_a_damaged_header_is_said_and_nothing_can_be_tried(shell: Shell, tmp_path: Path, qtbot: QtBot) -> None:
    made = a_clinic(tmp_path / "clinic").clinic
    made.close()
    header = next(path for path in (tmp_path / "clinic").iterdir() if "header" in path.name)
    header.write_text("{", encoding="utf-8")
    window = make_window(shell, clinic_path=tmp_path / "clinic")
    qtbot.addWidget(window)
    window.show()
    assert shell.tasks.wait_until_idle()
    assert "backup" in window.gate.unlock_page.passphrase.fault


def test_the_recovery_key_sets_a_new_passphrase(shell: Shell, tmp_path: Path, qtbot: QtBot) -> None:
    made = a_clinic(tmp_path / "clinic")
    made.clinic.close()
    window = make_window(shell, clinic_path=tmp_path / "clinic")
    qtbot.addWidget(window)
    window.show()
    page = window.gate.unlock_page
    page.forgot.click()
    QTest.keyClicks(page.recovery_key.line, made.recovery_key)
    QTest.keyClicks(page.new_passphrase.line, "short")
    page.recover.click()
    assert "too short" in page.new_passphrase.fault
    QTest.keyClicks(page.new_passphrase.line, " but not any more")
    with qtbot.waitSignal(window.unlocked, timeout=20_000):
        page.recover.click()
    window.close()
    reopen(tmp_path / "clinic", passphrase="short but not any more").close()


def test_a_mistyped_recovery_key_is_said_at_its_field(window: MainWindow, qtbot: QtBot) -> None:
    page = window.gate.unlock_page
    page.forgot.click()
    QTest.keyClicks(page.recovery_key.line, "ABCD-EFGH")
    QTest.keyClicks(page.new_passphrase.line, "a new passphrase")
    page.recover.click()
    qtbot.waitUntil(lambda: bool(page.recovery_key.fault), timeout=20_000)
    assert page.recovery_key.text == "ABCD-EFGH"


@pytest.fixture
def fresh(shell: Shell, tmp_path: Path, qtbot: QtBot) -> MainWindow:
    made = make_window(shell, clinic_path=tmp_path / "new")
    qtbot.addWidget(made)
    made.show()
    return made


def _setup(window: MainWindow) -> SetupPage:
    assert window.gate.currentWidget() is window.gate.first_start_page
    window.gate.first_start_page.set_up.click()
    page = window.gate.currentWidget()
    assert isinstance(page, SetupPage)
    return page


def test_set_up_asks_for_what_it_needs_and_has_no_default_jurisdiction(fresh: MainWindow) -> None:
    page = _setup(fresh)
    page.go.click()
    assert page.clinic.name.fault
    assert page.clinic.jurisdiction.fault
    assert page.clinic.jurisdiction.value() is None
    page.clinic.name.set_text("Cabinet")
    page.clinic.jurisdiction.set_value(Jurisdiction.FR)
    page.go.click()
    assert page.practitioner.name.fault
    page.practitioner.name.set_text("Ada Invented")
    page.passphrase.set_text("eleven char")
    page.go.click()
    assert "too short" in page.passphrase.fault
    page.passphrase.set_text("long enough now")
    page.repeated.set_text("long enough noW")
    page.go.click()
    assert "differ" in page.repeated.fault
    assert page.clinic.name.text == "Cabinet"


def test_set_up_shows_the_recovery_key_once_and_wants_it_noted(
    fresh: MainWindow, answers: AnsweringDialogs, tmp_path: Path, qtbot: QtBot
) -> None:
    page = _setup(fresh)
    page.clinic.name.set_text("Cabinet")
    page.clinic.jurisdiction.set_value(Jurisdiction.FR)
    page.practitioner.name.set_text("Ada Invented")
    page.passphrase.set_text("long enough now")
    page.repeated.set_text("long enough now")
    page.go.click()
    qtbot.waitUntil(lambda: isinstance(fresh.gate.currentWidget(), RecoveryKeyPage), timeout=30_000)
    key_page = fresh.gate.currentWidget()
    assert isinstance(key_page, RecoveryKeyPage)
    assert not key_page.go_on.isEnabled()
    answers.path = tmp_path / "key.txt"
    key_page.save_button.click()
    key_page.copy_button.click()
    key = (tmp_path / "key.txt").read_text(encoding="utf-8").splitlines()[1]
    assert QGuiApplication.clipboard().text() == key
    QTest.mouseClick(key_page.written_down, Qt.MouseButton.LeftButton, pos=key_page.written_down.rect().center())
    with qtbot.waitSignal(fresh.unlocked, timeout=20_000):
        key_page.go_on.click()
    summary = peek(tmp_path / "new")
    assert summary is not None
    assert summary.clinic_name == "Cabinet"
    assert not fresh.gate.findChildren(RecoveryKeyPage) or not key_page.isVisible()


@pytest.mark.parametrize(("law", "sheet", "units"), [
    (Jurisdiction.FR, Paper.A4, Units.METRIC), (Jurisdiction.US, Paper.LETTER, Units.IMPERIAL), (Jurisdiction.BR, Paper.A4, Units.METRIC),
])
def test_the_country_chosen_proposes_sheet_and_units(qtbot: QtBot, law: Jurisdiction, sheet: Paper, units: Units) -> None:
    form = ClinicForm()
    qtbot.addWidget(form)
    for other in (Jurisdiction.US, Jurisdiction.FR, law):
        form.jurisdiction.set_value(other)
        form.jurisdiction.committed.emit()
    assert (form.paper.value(), form.units.value()) == (sheet, units)


def _make(window: MainWindow) -> SetupPage:
    page = _setup(window)
    page.clinic.name.set_text("Cabinet")
    page.clinic.jurisdiction.set_value(Jurisdiction.FR)
    page.practitioner.name.set_text("Ada Invented")
    page.passphrase.set_text("long enough now")
    page.repeated.set_text("long enough now")
    page.go.click()
    return page


def test_closing_on_the_recovery_key_asks_first_and_leaves_the_clinic_usable(
    fresh: MainWindow, answers: AnsweringDialogs, tmp_path: Path, qtbot: QtBot
) -> None:
    _make(fresh)
    qtbot.waitUntil(lambda: isinstance(fresh.gate.currentWidget(), RecoveryKeyPage), timeout=30_000)
    key_page = fresh.gate.currentWidget()
    assert isinstance(key_page, RecoveryKeyPage)
    answers.print_to = tmp_path / "nowhere" / "key.pdf"
    key_page.print_button.click()
    assert "not on paper" in answers.errors[0]
    answers.says_yes = False
    assert not fresh.close()
    assert fresh.isVisible()
    assert [question.title for question in answers.asked] == ["The recovery key will not be shown again"]
    answers.says_yes = True
    assert fresh.close()
    reopen(tmp_path / "new", passphrase="long enough now").close()


def test_the_window_stays_while_a_clinic_is_made_and_then_shows_its_key(
    fresh: MainWindow, answers: AnsweringDialogs, qtbot: QtBot
) -> None:
    page = _make(fresh)
    assert not fresh.close()
    assert fresh.isVisible()
    assert "until it is shown" in page.findChild(QLabel, "refusal").text()  # type: ignore[union-attr]  # it is there
    assert answers.asked == []
    qtbot.waitUntil(lambda: isinstance(fresh.gate.currentWidget(), RecoveryKeyPage), timeout=30_000)
    assert fresh.close()


def _stopped(*_values: object, **_more: object) -> bytes:
    reason = "out of memory"
    raise MemoryError(reason)


def test_a_fault_while_unlocking_or_setting_up_leaves_every_button_usable(
    window: MainWindow, fresh: MainWindow, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    faults: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, _error, _trace: faults.append(kind))
    monkeypatch.setattr("meso_desktop.db.keys.hash_secret_raw", _stopped)
    page = window.gate.unlock_page
    QTest.keyClicks(page.passphrase.line, PASSPHRASE)
    page.unlock.click()
    setup_page = _make(fresh)
    assert shell.tasks.wait_until_idle()
    assert faults == [MemoryError, MemoryError]
    assert page.unlock.isEnabled()
    assert setup_page.go.isEnabled()
    monkeypatch.undo()
    assert fresh.close()


def test_the_length_asked_for_is_the_vaults() -> None:
    assert LEAST_PASSPHRASE == LEAST_IN_VAULT


def test_samples_are_made_once_marked_everywhere_and_opened_again(fresh: MainWindow, qtbot: QtBot) -> None:
    told: list[tuple[int, int]] = []
    fresh.gate.progress.advanced.connect(lambda done, of: told.append((done, of)))
    with qtbot.waitSignal(fresh.unlocked, timeout=60_000):
        fresh.gate.first_start_page.samples.click()
    assert told[-1][0] == told[-1][1] > 30
    workspace = fresh.workspace
    assert workspace is not None
    assert workspace.desk.clinic.clinic.is_sample
    strip = fresh.findChild(QWidget, "sample_strip")
    assert strip is not None
    assert strip.isVisible()

    fresh.lock()
    assert not strip.isVisible()
    told.clear()
    with qtbot.waitSignal(fresh.unlocked, timeout=60_000):
        fresh.gate.first_start_page.samples.click()
    assert told == []
    assert fresh.workspace is not None



def test_samples_made_by_a_second_start_are_opened_and_nobodys_folder_is_touched(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "place" / "sample"
    begun = tmp_path / "place" / "sample-unfinished"
    begun.mkdir(parents=True)
    (begun / "held").touch()

    def second_start(_done: int, _of: int) -> None:
        if not path.exists():
            made = create_clinic(
                path, setup=ClinicSetup(clinic=CARD, practitioner=DOCTOR), passphrase=SAMPLE_PASSPHRASE, knowledge=packs(),
                clock=StandingClock(), new_id=Counting(), cost=CHEAP,
            )
            made.clinic.close()

    library = Library(clock=shell.clock, new_id=shell.new_id, language="en", kept_packs=tmp_path / "packs")
    opened = library.samples(path, progress=second_start)
    name = opened.clinic.clinic.name
    opened.clinic.close()
    assert name == CARD.name
    assert (begun / "held").exists()
    assert sorted(folder.name for folder in path.parent.iterdir()) == ["sample", "sample-unfinished"]


def test_a_clinic_opened_on_the_last_good_packs_knows_why(tmp_path: Path, shell: Shell) -> None:
    for part in ("knowledge", "wording"):
        shutil.copytree(resource_path(part), tmp_path / "resources" / part)

    def library() -> Library:
        return Library(
            clock=shell.clock, new_id=shell.new_id, language="en", kept_packs=tmp_path / "packs", shipped_packs=tmp_path / "resources",
        )

    assert library().load().faults == ()
    rules = tmp_path / "resources" / "knowledge" / "rules.toml"
    rules.write_bytes(rules.read_bytes()[:3000])
    path = tmp_path / "clinic"
    opened = library().create(path, clinic=CARD, practitioner=DOCTOR, passphrase=PASSPHRASE)
    assert [fault.id for fault in opened.clinic.pack_faults][-1] == "pack.last_good"
    opened.clinic.close()
