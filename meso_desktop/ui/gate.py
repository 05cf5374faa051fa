"""Everything before a clinic is open: which page stands there, and what its buttons set going."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QStackedWidget

from meso_desktop.domain.errors import UserError
from meso_desktop.services.header import peek
from meso_desktop.ui.dialogs import Question
from meso_desktop.ui.first_start_page import FirstStartPage
from meso_desktop.ui.shell import Shell
from meso_desktop.ui.unlock_page import UnlockPage

if TYPE_CHECKING:
    from meso_desktop.domain.ids import PractitionerId
    from meso_desktop.domain.people import ClinicCard, PractitionerCard
    from meso_desktop.ui.preload import Library, Opened
    from meso_desktop.ui.recovery_key_page import RecoveryKeyPage
    from meso_desktop.ui.setup_page import SetupPage


class _Progress(QObject):
    """Carries progress from the task thread to the page."""

    advanced = Signal(int, int)


class Gate(QStackedWidget):
    """Lets in by passphrase, by recovery key, by setting up, or among samples; emits `opened` with the open clinic."""

    opened = Signal(object)

    def __init__(self, shell: Shell, library: Library, *, clinic_path: Path, sample_path: Path) -> None:
        """Make the two pages that may be first; the others when they are asked for."""
        super().__init__()
        self._shell = shell
        self.library = library
        self._clinic_path = clinic_path
        self._sample_path = sample_path
        self.progress = _Progress(self)
        self._opened: Opened | None = None
        self._is_making = False
        self.unlock_page = UnlockPage()
        self.first_start_page = FirstStartPage()
        self._setup_page: SetupPage | None = None
        self._key_page: RecoveryKeyPage | None = None
        self._connect()

    def begin(self) -> None:
        """Show the page that fits the vault, or say what is wrong with it."""
        try:
            summary = peek(self._clinic_path)
        except UserError as error:
            self.unlock_page.unlock.setEnabled(False)
            self.setCurrentWidget(self.unlock_page)
            self._shell.tasks.run(partial(self._sentence_of, error), done=self.unlock_page.refuse, owner=self.unlock_page)
            return
        if summary is None:
            self.setCurrentWidget(self.first_start_page)
            return
        self.unlock_page.show_clinic(summary)
        self.unlock_page.set_busy(is_busy=False)
        self.setCurrentWidget(self.unlock_page)

    def preload(self) -> None:
        """Set the loading of the rest going."""
        self._shell.tasks.run(self.library.load, done=self._ignore, failed=self._refuse)

    def _connect(self) -> None:
        self.addWidget(self.unlock_page)
        self.addWidget(self.first_start_page)
        self.unlock_page.unlock_wanted.connect(self._unlock)
        self.unlock_page.recovery_wanted.connect(self._recover)
        self.unlock_page.samples_wanted.connect(self._open_samples)
        self.first_start_page.set_up_wanted.connect(self._show_setup)
        self.first_start_page.samples_wanted.connect(self._open_samples)
        self.progress.advanced.connect(self.first_start_page.show_progress)

    def _sentence_of(self, error: UserError) -> str:
        self.library.load()
        return self.library.sentence(error)

    @Slot(object, str)
    def _unlock(self, practitioner_id: PractitionerId | None, passphrase: str) -> None:
        self.unlock_page.set_busy(is_busy=True)
        work = partial(self.library.unlock, self._clinic_path, practitioner_id=practitioner_id, passphrase=passphrase)
        self._shell.tasks.run(work, done=self._let_in, failed=self._refuse, ended=self._rest)

    @Slot(object, str, str)
    def _recover(self, practitioner_id: PractitionerId | None, recovery_key: str, new_passphrase: str) -> None:
        self.unlock_page.set_busy(is_busy=True)
        work = partial(
            self.library.recover, self._clinic_path, practitioner_id=practitioner_id,
            recovery_key=recovery_key, new_passphrase=new_passphrase,
        )
        self._shell.tasks.run(work, done=self._let_in, failed=self._refuse, ended=self._rest)

    @Slot()
    def _open_samples(self) -> None:
        self.setCurrentWidget(self.first_start_page)
        self.first_start_page.refuse("")
        self.first_start_page.show_progress(0, 1)
        work = partial(self.library.samples, self._sample_path, progress=self.progress.advanced.emit)
        self._shell.tasks.run(work, done=self._let_in, failed=self._refuse, ended=self._rest)

    @Slot()
    def _show_setup(self) -> None:
        if self._setup_page is None:
            from meso_desktop.ui.setup_page import SetupPage  # noqa: PLC0415  # first paint does without

            self._setup_page = SetupPage(self._shell.new_id)
            self._setup_page.set_up.connect(self._create)
            self._setup_page.left.connect(self._show_first)
            self.addWidget(self._setup_page)
        self.setCurrentWidget(self._setup_page)
        self._setup_page.begin()

    @Slot()
    def _show_first(self) -> None:
        self.setCurrentWidget(self.first_start_page)

    @Slot(object, object, str)
    def _create(self, clinic: ClinicCard, practitioner: PractitionerCard, passphrase: str) -> None:
        if self._setup_page is not None:
            self._setup_page.set_busy(is_busy=True)
        work = partial(self.library.create, self._clinic_path, clinic=clinic, practitioner=practitioner, passphrase=passphrase)
        self._is_making = True
        self._shell.tasks.run(work, done=self._show_key, failed=self._refuse, ended=self._rest)

    def _show_key(self, opened: Opened) -> None:
        self._opened = opened
        if self._key_page is None:
            from meso_desktop.ui.recovery_key_page import RecoveryKeyPage  # noqa: PLC0415  # as above

            self._key_page = RecoveryKeyPage(self._shell.dialogs)
            self._key_page.confirmed.connect(self._confirm_key)
            self.addWidget(self._key_page)
        self._key_page.show_key(opened.recovery_key, clinic_name=opened.clinic.clinic.name)
        self.setCurrentWidget(self._key_page)

    @Slot()
    def _confirm_key(self) -> None:
        opened, self._opened = self._opened, None
        if opened is not None:
            self._let_in(opened)

    def _let_in(self, opened: Opened) -> None:
        self.unlock_page.passphrase.forget()
        self.unlock_page.new_passphrase.forget()
        self.first_start_page.show_progress(0, 0)
        for page in (self._setup_page, self._key_page):
            if page is not None:
                page.deleteLater()
        self._setup_page = self._key_page = None
        self.opened.emit(opened)

    def _refuse(self, error: UserError) -> None:
        sentence = self.library.sentence(error)
        page = self.currentWidget()
        if page is self.first_start_page:
            self.first_start_page.show_progress(0, 0)
            self.first_start_page.refuse(sentence)
        elif self._setup_page is not None and page is self._setup_page:
            self._setup_page.refuse(sentence)
        else:
            self.unlock_page.refuse(sentence)

    def _rest(self) -> None:
        """Let the buttons be pressed again, whatever came of the work, a fault of the program too."""
        self._is_making = False
        self.unlock_page.set_busy(is_busy=False)
        self.first_start_page.show_progress(0, 0)
        if self._setup_page is not None:
            self._setup_page.set_busy(is_busy=False)

    def _ignore(self, _words: object) -> None:
        """Have the words loaded; whoever needs them asks the library."""

    def may_close(self) -> bool:
        """Tell whether the window may close: not while a clinic is made, and not over a recovery key unseen unless the person says so."""
        if self._is_making:
            if self._setup_page is not None:
                self._setup_page.say_busy()
            return False
        if self._opened is None:
            return True
        question = Question(
            title=self.tr("The recovery key will not be shown again"),
            text=self.tr("Without it a forgotten passphrase locks these records for good. Note the key before you close."),
            yes=self.tr("Close without the key"),
            no=self.tr("Stay"),
        )
        return self._shell.dialogs.ask(self, question)

    def abandon(self) -> None:
        """Close a clinic that was made but never entered, because the window closes on its recovery key."""
        if self._opened is not None:
            self._opened.clinic.close()
            self._opened = None
