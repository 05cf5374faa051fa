"""The day of the first session: typed, or proposed behind the empty field."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from meso_desktop.domain import edits
from meso_desktop.domain.errors import UserError
from meso_desktop.ui.consultation.date_field import DateField
from meso_desktop.ui.consultation.plan.line_edits import FIRST_SESSION, first_session
from meso_desktop.ui.theme import Role, label
from meso_desktop.ui.typed_day import typed_day

if TYPE_CHECKING:
    from meso_desktop.ui.consultation.step_page import StepPage


class FirstSession(QWidget):
    """A part of the plan page; it shows the document's first session and sends edits through the page."""

    def __init__(self, page: StepPage) -> None:
        """Build the row."""
        super().__init__(page)
        self._page = page
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(16)
        self.day = DateField(FIRST_SESSION, name=self.tr("First session"), order=page.desk.day_order)
        self.day.typed.connect(self._on_typed)
        self.day.went_on.connect(page.went_on)
        self.day.left.connect(page.desk.editor.end_merge)
        caption = label(self.tr("First session"), Role.LABEL, is_wrapped=False)
        caption.setBuddy(self.day)
        line.addWidget(caption)
        line.addWidget(self.day, 1)

    def refresh(self) -> None:
        """Show the day as it stands, once there is a line."""
        page = self._page
        self.setVisible(bool(page.document.plan.lines))
        refused = page.refused_text(FIRST_SESSION)
        proposed = min((d for e in page.desk.editor.assessment.lines for d in e.dates), default=None)
        refusal = self._refusal(refused) if refused is not None else ""
        self.day.show_day(page.document.plan.first_session_on, refused=refused or "", refusal=refusal, proposed=proposed)

    def _refusal(self, text: str) -> str:
        try:
            typed_day(text, order=self._page.desk.day_order)
        except UserError as error:
            return self._page.sentence(error)
        return ""

    def _on_typed(self, path: str, text: str) -> None:
        try:
            day = typed_day(text, order=self._page.desk.day_order) if text.strip() else None
        except UserError:
            self._page.edit(partial(edits.refuse_entry, field=path, text=text), merge_key=path)
        else:
            self._page.edit(partial(first_session, day=day), merge_key=path)
