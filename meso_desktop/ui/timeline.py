"""The list of a patient's consultations, newest visit first, drafts marked."""

from collections.abc import Sequence

from meso_desktop.domain.consultation import OutcomeKind
from meso_desktop.domain.ids import ConsultationId
from meso_desktop.knowledge.wording import Wording
from meso_desktop.services.records import RecordSummary
from meso_desktop.ui.rows import Row, RowList

_ROLES = {OutcomeKind.TREAT: "ok", OutcomeKind.DEFER: "defer", OutcomeKind.NOT_TREATED: "stop"}


class Timeline(RowList):
    """Rows of consultations; `current_changed` carries the summary."""

    def __init__(self, wording: Wording) -> None:
        """Begin empty."""
        super().__init__("")
        self._wording = wording
        self.setObjectName("timeline")
        self.setAccessibleName(self.tr("Consultations"))

    def show_records(self, records: Sequence[RecordSummary]) -> None:
        """Show these consultations in their order."""
        self.set_rows([self._row(record) for record in records])

    def select_record(self, consultation_id: ConsultationId) -> bool:
        """Choose a consultation; False when it is not in the list."""
        for row in self.rows_model.rows:
            if isinstance(row.value, RecordSummary) and row.value.consultation_id == consultation_id:
                return self.select(row.value)
        return False

    def _row(self, record: RecordSummary) -> Row:
        areas = ", ".join(self._wording.label(f"area.{area}") for area in record.areas)
        added = self.tr("%n notes added", "", record.addenda) if record.addenda else ""
        outcome = self._wording.label(f"outcome.{record.outcome.value}") if record.outcome else ""
        detail = " · ".join(part for part in (outcome, areas, added) if part) or self.tr("Nothing decided yet")
        role = _ROLES.get(record.outcome, "muted") if record.outcome else "muted"
        draft = self.tr("Draft") if record.is_draft else ""
        return Row(value=record, title=self._wording.day(record.visit_on), detail=detail, detail_role=role, aside=draft, aside_role="warn")
