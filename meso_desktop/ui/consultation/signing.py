"""Signs the consultation of an editor, once."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from meso_desktop.domain.errors import UserError
from meso_desktop.services.signing import sign_consultation
from meso_desktop.services.summaries import SealedRecord
from meso_desktop.ui.consultation.workplace import Workplace


class Signing(QObject):
    """Tells that signing has `begun`, that the consultation was `signed`, or that it is `given_back`, and for what it was `refused`."""

    begun = Signal()
    signed = Signal(object)
    refused = Signal(object)
    given_back = Signal()

    def __init__(self, desk: Workplace, parent: QObject) -> None:
        """Wait to be asked."""
        super().__init__(parent)
        self._desk = desk
        self.is_signed = False

    def sign(self, passphrase: str) -> None:
        """Seal the document as it stands; until the answer nothing may be typed that would not be in it."""
        editor = self._desk.editor
        if not editor.flush():
            self._on_refused(editor.save_error)
            return
        self.begun.emit()
        work = partial(sign_consultation, self._desk.clinic, editor.document, passphrase=passphrase)
        self._desk.tasks.run(work, done=self._on_signed, failed=self._on_refused, ended=self._on_ended)

    def _on_signed(self, record: SealedRecord) -> None:
        self.is_signed = True
        self.signed.emit(record)

    def _on_refused(self, error: UserError | None) -> None:
        self._on_ended()
        if error is not None:
            self.refused.emit(error)

    def _on_ended(self) -> None:
        """Give the page back when it was not signed, whatever kept it from being signed."""
        if not self.is_signed:
            self.given_back.emit()
