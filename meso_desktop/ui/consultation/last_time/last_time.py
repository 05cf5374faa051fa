"""The last signed consultation of the patient of a consultation: what may be planned again, and where was treated before."""

from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from meso_desktop.domain.accepting import not_accepted
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.copying import copied_plan, left_out, may_copy, may_copy_areas
from meso_desktop.domain.errors import UserError
from meso_desktop.domain.ids import PatientId
from meso_desktop.services.last_time import last_signed
from meso_desktop.services.session import OpenClinic
from meso_desktop.ui.editor import ConsultationEditor
from meso_desktop.ui.instants import short_day
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

    @property
    def may_fill(self) -> bool:
        """Whether the last consultation has an area, a line or an anaesthetic where this one has none."""
        return self.document is not None and may_copy(self._editor.document, self.document, knowledge=self._editor.knowledge)

    @property
    def may_fill_areas(self) -> bool:
        """Whether the last consultation has areas that this one has not."""
        return self.document is not None and may_copy_areas(self._editor.document, self.document, knowledge=self._editor.knowledge)

    def words(self) -> str:
        """Return what the offer says, with its day."""
        day = "" if self.document is None else self._desk.wording.day(self.document.visit_on)
        return self.tr("Same as last time (%1)").replace("%1", day)

    def short_words(self) -> tuple[str, ...]:
        """Return the same in shorter and shorter words, for where there is less room."""
        day = "" if self.document is None else short_day(self.document.visit_on)
        return tuple(text.replace("%1", day) for text in (self.tr("Same as last time (%1)"), self.tr("As on %1")))

    def left_out(self) -> tuple[str, ...]:
        """Return what is not taken over and why, while what was taken over waits to be accepted, or where nothing can be."""
        earlier, document = self.document, self._editor.document
        if earlier is None:
            return ()
        is_begun = document.copied is not None and document.copied.consultation_id == earlier.consultation_id
        is_told = bool(not_accepted(document)) if is_begun else not document.target_areas and not self.may_fill
        if not is_told:
            return ()
        return tuple(self._desk.wording.text(told) for told in left_out(document, earlier, knowledge=self._editor.knowledge))

    @Slot()
    def fill(self) -> None:
        """Fill what is not chosen yet, as one step of undo."""
        if self.document is not None:
            self._editor.end_merge()
            clinic = self._desk.clinic
            self._editor.edit(partial(copied_plan, earlier=self.document, knowledge=clinic.knowledge, new_id=clinic.new_id))

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
