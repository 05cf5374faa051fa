"""The last signed consultation of the patient of a consultation: what may be planned again, and where was treated before."""

from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.errors import UserError
from meso_desktop.domain.ids import PatientId
from meso_desktop.services.last_time import last_signed
from meso_desktop.services.session import OpenClinic
from meso_desktop.ui.editor import ConsultationEditor
from meso_desktop.ui.shell import Desk

_Wanted = tuple[PatientId, date]


class LastTime(QObject):
    """Follows patient and visit date of the consultation in an editor; `changed` when `document` is another one, or none."""

    changed = Signal()

    def __init__(self, desk: Desk, editor: ConsultationEditor) -> None:
        """Read the last record of the patient, if one is chosen."""
        super().__init__(editor)
        self._desk = desk
        self._editor = editor
        self._wanted: _Wanted | None = None
        self.document: Consultation | None = None
        editor.changed.connect(self._follow)
        self._follow()

    @Slot()
    def _follow(self) -> None:
        document = self._editor.document
        wanted = None if document.patient is None else (document.patient.patient_id, document.visit_on)
        if wanted == self._wanted:
            return
        self._wanted = wanted
        if self.document is not None:  # nothing of the patient before stands here while this one's is read
            self.document = None
            self.changed.emit()
        if wanted is not None:
            self._desk.tasks.run(partial(_found, self._desk.clinic, wanted), done=self._take, failed=self._refuse, newest="last_time")

    def _take(self, found: tuple[_Wanted, Consultation | None]) -> None:
        asked_for, document = found
        if asked_for == self._wanted and document != self.document:
            self.document = document
            self.changed.emit()

    def _refuse(self, _error: UserError) -> None:
        """Stay silent: what cannot be read is not offered, and the patient's page says why."""


def _found(clinic: OpenClinic, wanted: _Wanted) -> tuple[_Wanted, Consultation | None]:
    """Return the answer together with what was asked, so that no other patient takes it for theirs."""
    patient_id, visit_on = wanted
    return wanted, last_signed(clinic, patient_id=patient_id, visit_on=visit_on)
