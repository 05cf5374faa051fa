"""The plan: one line a target area, the first session, and the local anaesthetic against its cap."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from meso_desktop.domain.assessment import LimitCheck
from meso_desktop.domain.consultation import Step
from meso_desktop.domain.ids import TargetId
from meso_desktop.ui.consultation.last_time.last_time_offer import LastTimeOffer
from meso_desktop.ui.consultation.plan.anaesthetic_block import AnaestheticBlock
from meso_desktop.ui.consultation.plan.line_card import LineCard
from meso_desktop.ui.consultation.plan.line_cards import LineCards
from meso_desktop.ui.consultation.plan.line_edits import FIRST_SESSION
from meso_desktop.ui.consultation.plan.sessions_block import SessionsBlock
from meso_desktop.ui.consultation.reading_order import bring_into_view
from meso_desktop.ui.consultation.step_page import StepPage
from meso_desktop.ui.consultation.workplace import Workplace
from meso_desktop.ui.theme import SPACE_8, Role, hairline, label


class PlanPage(StepPage):
    """One card for each target area, then the sessions and the anaesthetic.

    `canvas_wanted` carries the target whose grid the doctor wants to lay by hand, `finding_wanted` the key of a finding to answer.
    """

    step = Step.PLAN
    canvas_wanted = Signal(object)
    finding_wanted = Signal(str)

    def __init__(self, desk: Workplace, parent: QWidget | None = None) -> None:
        """Build the page."""
        super().__init__(desk, parent)
        nothing = self.tr("No target area yet. Choose one on the step before; without a plan the visit can still be closed.")
        self._none = label(nothing, Role.MUTED)
        self.cards = LineCards(self)
        self.cards.canvas_wanted.connect(self.canvas_wanted)
        self.sessions = SessionsBlock(self)
        self.first = self.sessions.first_session.day
        self.cards.finished.connect(self._on_finished)
        self.cards.limit_wanted.connect(self._on_limit)
        self.sessions.pane.limit_wanted.connect(self._on_limit)
        self.anaesthetic = AnaestheticBlock(self, copied=self.cards.copied)
        self.last_time = LastTimeOffer(self.desk.last_time, is_of_areas=False)
        self.last_time.filled.connect(self.cards.copied.begin)
        self.top.addWidget(self.last_time)
        self.body.addWidget(self.last_time.told)
        self.body.addWidget(self._none)
        self.body.addWidget(self.cards)
        self.body.addWidget(self.sessions)
        self.body.addWidget(hairline())
        self.body.addWidget(self.anaesthetic)
        self.body.addStretch(1)
        self.body.setSpacing(SPACE_8)

    @override
    def refresh(self) -> None:
        super().refresh()
        self._none.setVisible(not self.document.target_areas)
        self.cards.refresh()
        self.sessions.refresh()
        self.anaesthetic.refresh()
        self.last_time.refresh()

    @override
    def confirm_seen(self) -> bool:
        return self.cards.copied.accept_seen()

    @override
    def field(self, path: str) -> QWidget | None:
        parts = path.split(".")
        if parts[0] == "anaesthetic":
            return self.anaesthetic.field(parts[-1])
        if path == FIRST_SESSION:
            return self.first.edit
        return self.cards.field(path) if path else None

    @override
    def first_field(self) -> QWidget | None:
        return self.cards.first_field() or self.first.edit

    def card(self, target_id: TargetId) -> LineCard | None:
        """Return the card of a target area."""
        return self.cards.card(target_id)

    def _on_finished(self) -> None:
        """Go on past the last area: to the day of the first session."""
        self.first.edit.setFocus(Qt.FocusReason.TabFocusReason)
        bring_into_view(self.first.edit)

    def _on_limit(self, check: LimitCheck) -> None:
        """Ask for the finding that a crossed limit makes."""
        findings = self.desk.editor.assessment.findings
        found = next((f for f in findings if f.rule == check.limit and f.text == check.text), None)
        if found is not None:
            self.finding_wanted.emit(found.key)
