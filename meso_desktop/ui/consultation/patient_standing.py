"""What the signed records say of the patient of a consultation: from when they may be treated, and why not before."""

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from meso_desktop.domain.errors import UserError
from meso_desktop.domain.ids import PatientId
from meso_desktop.services.patients import patient
from meso_desktop.services.summaries import PatientRecord
from meso_desktop.ui.editor import ConsultationEditor
from meso_desktop.ui.shell import Desk


class PatientStanding(QObject):
    """Follows the patient of the consultation in an editor; `changed` when another one's records were read."""

    changed = Signal()

    def __init__(self, desk: Desk, editor: ConsultationEditor) -> None:
        """Read the records of the patient, if one is chosen."""
        super().__init__(editor)
        self._desk = desk
        self._editor = editor
        self._patient_id: PatientId | None = None
        self.record: PatientRecord | None = None
        editor.changed.connect(self._follow)
        self._follow()

    @Slot()
    def _follow(self) -> None:
        card = self._editor.document.patient
        patient_id = None if card is None else card.patient_id
        if patient_id == self._patient_id:
            return
        self._patient_id = patient_id
        self.record = None  # nothing of the patient before stands over this one while theirs is read
        self.changed.emit()
        if patient_id is not None:
            self._desk.tasks.run(partial(patient, self._desk.clinic, patient_id), done=self._take, failed=self._refuse, newest="standing")

    def _take(self, record: PatientRecord) -> None:
        if record.card.patient_id == self._patient_id:
            self.record = record
            self.changed.emit()

    def _refuse(self, _error: UserError) -> None:
        """Stay silent: a patient who is not in the records is told where the draft is saved."""
