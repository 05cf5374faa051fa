"""The list of drafts, each with a way to resume it and a quiet one to discard it."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from meso_desktop.knowledge.wording import Wording
from meso_desktop.services.drafts import DraftSummary
from meso_desktop.ui.elided_label import ElidedLabel
from meso_desktop.ui.eligible import eligible_tag
from meso_desktop.ui.instants import minute, short_day
from meso_desktop.ui.patient_words import name_of
from meso_desktop.ui.theme import SPACE_4, SPACE_8, SPACE_12, Role, button, hairline, label

_SHOWN = 4


class DraftList(QWidget):
    """Shows the last few drafts as rows with their two buttons."""

    chosen = Signal(object)
    discard_wanted = Signal(object)

    def __init__(self, name: str) -> None:
        """Begin empty."""
        super().__init__()
        self.setAccessibleName(name)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_drafts(self, drafts: Sequence[DraftSummary], wording: Wording, *, today: date) -> None:
        """Show these drafts, last saved first; how many more there are stands below."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()
        for draft in drafts[:_SHOWN]:
            self._column.addWidget(self._entry(draft, wording, today=today))
            self._column.addWidget(hairline())
        if len(drafts) > _SHOWN:
            self._column.addWidget(label(self.tr("%n more, found under their patients", "", len(drafts) - _SHOWN), Role.MUTED))

    def _entry(self, draft: DraftSummary, wording: Wording, *, today: date) -> QWidget:
        entry = QWidget()
        row = QHBoxLayout(entry)
        row.setContentsMargins(SPACE_12, SPACE_8, 0, SPACE_8)
        row.setSpacing(SPACE_12)
        told = QVBoxLayout()
        told.setSpacing(SPACE_4)
        named = name_of(draft.patient) if draft.patient else self.tr("Patient not chosen yet")
        told.addWidget(ElidedLabel(named, "body"))
        step = wording.term(f"step.{draft.step_hint}") if wording.has(f"step.{draft.step_hint}") else ""
        saved = self.tr("saved {day}, {time}").format(day=short_day(draft.saved_at.astimezone().date()), time=minute(draft.saved_at))
        told.addWidget(label(" · ".join(part for part in (step, saved) if part), Role.MUTED))
        eligible = eligible_tag(draft.patient.eligible_on if draft.patient else None, today=today)
        if eligible.text:
            told.addWidget(label(eligible.text, eligible.role))
        row.addLayout(told, 1)
        discard = button(self.tr("Discard"), Role.QUIET)
        discard.setAccessibleName(self.tr("Discard: {name}").format(name=named))
        discard.clicked.connect(partial(self.discard_wanted.emit, draft))
        resume = button(self.tr("Resume"))
        resume.setAccessibleName(self.tr("Resume: {name}").format(name=named))
        resume.clicked.connect(partial(self.chosen.emit, draft.consultation_id))
        row.addWidget(discard)
        row.addWidget(resume)
        return entry
