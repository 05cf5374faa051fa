"""What is seen under the banner: the consultation, or over it its printed plan, or the rule behind a finding."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget
from shiboken6 import isValid

from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.errors import UserError
from meso_desktop.knowledge.wording import Wording
from meso_desktop.services.session import OpenClinic
from meso_desktop.ui.consultation.workplace import Workplace
from meso_desktop.ui.file_names import plan_file_name
from meso_desktop.ui.knowledge.rule_pane import RulePane
from meso_desktop.ui.pdf_view import PdfView


class Front(QStackedWidget):
    """Holds all three; whoever leaves the plan or the rule is back where they were, with the focus there."""

    def __init__(self, desk: Workplace, parent: QWidget) -> None:
        """Show the consultation, which is laid out into `inside`."""
        super().__init__(parent)
        self._desk = desk
        self._was_at: QWidget | None = None
        self.inside = QWidget(self)
        self.preview = PdfView(desk.dialogs)
        self.rule_pane: RulePane | None = None
        self.addWidget(self.inside)
        self.addWidget(self.preview)
        self.preview.left.connect(self._on_left)

    @property
    def is_inside(self) -> bool:
        """Whether the consultation is seen."""
        return self.currentWidget() is self.inside

    def come_inside(self) -> None:
        """Show the consultation."""
        self.setCurrentWidget(self.inside)

    def make_plan(self, *, asked_by: QWidget, failed: Callable[[UserError], object]) -> None:
        """Make the plan as it stands and show it."""
        self._was_at = asked_by
        work = partial(_draft_plan, self._desk.clinic, self._desk.editor.document, self._desk.wording)
        self._desk.tasks.run(work, done=self._on_plan_made, failed=failed)

    def open_rule(self, rule: str) -> None:
        """Show the rule behind a finding; the pane is made when it is first wanted."""
        self._was_at = QApplication.focusWidget()
        if self.rule_pane is None:
            self.rule_pane = RulePane(self._desk, self)
            self.addWidget(self.rule_pane)
            self.rule_pane.shown.connect(self._on_rule_shown)
            self.rule_pane.left.connect(self._on_left)
        self.rule_pane.open_rule(rule)

    def _on_plan_made(self, data: bytes) -> None:
        document = self._desk.editor.document
        self.preview.show_pdf(data, suggested=plan_file_name(document.patient, document.visit_on))
        self.setCurrentWidget(self.preview)

    def _on_rule_shown(self) -> None:
        if self.rule_pane is not None:
            self.setCurrentWidget(self.rule_pane)

    def _on_left(self) -> None:
        self.come_inside()
        was_at = self._was_at
        if was_at is not None and isValid(was_at) and was_at.isVisibleTo(self):
            was_at.setFocus(Qt.FocusReason.OtherFocusReason)


def _draft_plan(clinic: OpenClinic, document: Consultation, wording: Wording) -> bytes:
    """Make the plan off the interface thread, where the paper library is loaded too."""
    from meso_desktop.services.plans import plan_of_draft  # noqa: PLC0415  # loads ReportLab, which the first paint does without

    return plan_of_draft(clinic, document, wording)
