"""The very first page on a computer: set up a clinic, or look around."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QPushButton, QVBoxLayout

from meso_desktop.ui.centred import CentredPage
from meso_desktop.ui.theme import SPACE_8, SPACE_16, SPACE_24, Role, button, label


class FirstStartPage(CentredPage):
    """Two ways on, each with a line that says what it does."""

    set_up_wanted = Signal()
    samples_wanted = Signal()

    def __init__(self) -> None:
        """Build the two ways and the progress of making samples."""
        super().__init__(520)
        self.setObjectName("first_start_page")
        self.set_up = button(self.tr("Set up my clinic"), Role.PRIMARY)
        self.samples = button(self.tr("Look around with sample patients"))
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(self.tr("Making sample patients"))
        self._progress_words = label("", Role.MUTED)
        self._refusal = label("", Role.REFUSAL)
        self._lay_out()
        self.set_up.clicked.connect(self.set_up_wanted)
        self.samples.clicked.connect(self.samples_wanted)
        self.show_progress(0, 0)
        self.refuse("")

    def show_progress(self, done: int, of: int) -> None:
        """Show how many sample patients are made; nothing when `of` is 0."""
        for pressed in (self.set_up, self.samples):
            pressed.setDisabled(of > 0)
        self._progress.setVisible(of > 0)
        self._progress_words.setVisible(of > 0)
        self._progress.setRange(0, of)
        self._progress.setValue(done)
        self._progress_words.setText(self.tr("Making sample patients: {done} of {of}").format(done=done, of=of))

    def refuse(self, sentence: str) -> None:
        """Say why it did not work."""
        self._refusal.setText(sentence)
        self._refusal.setVisible(bool(sentence))

    def _lay_out(self) -> None:
        self.column.setSpacing(SPACE_8)
        self.column.addWidget(label(self.tr("Meso Desktop"), Role.TITLE))
        about = self.tr("Consultations for mesotherapy and injection lipolysis, kept encrypted on this computer alone.")
        self.column.addWidget(label(about, ""))
        self.column.addSpacing(SPACE_24)
        self._way(self.set_up, self.tr("Your own records, under a passphrase that only you know. It takes two minutes."))
        self.column.addSpacing(SPACE_16)
        self._way(self.samples, self.tr("Invented patients with histories, in a place of their own and marked as samples everywhere."))
        self.column.addSpacing(SPACE_16)
        self.column.addWidget(self._progress)
        self.column.addWidget(self._progress_words)
        self.column.addWidget(self._refusal)

    def _way(self, pressed: QPushButton, words: str) -> None:
        pressed.setMinimumHeight(44)
        way = QVBoxLayout()
        way.setSpacing(SPACE_8)
        way.addWidget(pressed)
        way.addWidget(label(words, Role.MUTED))
        self.column.addLayout(way)
