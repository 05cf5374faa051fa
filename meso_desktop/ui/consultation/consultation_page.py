"""The consultation window: banner above, step rail at the left, the step in the middle, the live panel at the right."""

from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from meso_desktop.domain.assessment import Missing
from meso_desktop.domain.consultation import Consultation, Step
from meso_desktop.domain.errors import UserError
from meso_desktop.domain.flow import next_step, previous_step, steps
from meso_desktop.services.drafts import save_draft
from meso_desktop.ui.canvas.over_step import CanvasOverStep
from meso_desktop.ui.consultation.footer import Footer
from meso_desktop.ui.consultation.front import Front
from meso_desktop.ui.consultation.look import consultation_sheet
from meso_desktop.ui.consultation.panel.live_panel import LivePanel
from meso_desktop.ui.consultation.patient_banner import PatientBanner
from meso_desktop.ui.consultation.reading_order import bring_into_view, in_reading_order, neighbour
from meso_desktop.ui.consultation.signing import Signing
from meso_desktop.ui.consultation.step_page import StepPage
from meso_desktop.ui.consultation.step_rail import StepRail
from meso_desktop.ui.consultation.step_stack import StepStack
from meso_desktop.ui.consultation.workplace import workplace
from meso_desktop.ui.editor import ConsultationEditor
from meso_desktop.ui.knowledge.rule_pane import RulePane
from meso_desktop.ui.palette import roles_of
from meso_desktop.ui.pdf_view import PdfView
from meso_desktop.ui.shell import Desk
from meso_desktop.ui.theme import Role, hairline, set_role

_NARROW: Final = 1200


class ConsultationPage(QWidget):
    """One consultation from greeting to signature. Every way out keeps the draft."""

    closed = Signal()
    signed = Signal(object)

    def __init__(self, desk: Desk, document: Consultation, parent: QWidget | None = None) -> None:
        """Open `document`, a draft, at the patient or, when there is one, at the history."""
        super().__init__(parent)
        self.setObjectName("consultation_page")
        clinic = self._clinic = desk.clinic
        self.editor = ConsultationEditor(
            document, knowledge=clinic.knowledge, today=clinic.clock.today, save=partial(save_draft, clinic), tasks=desk.tasks, parent=self,
        )
        self.desk = workplace(desk, self.editor)
        self._step = Step.PATIENT
        self._is_dressed_for = ""
        self.signing = Signing(self.desk, self)
        self._dress()
        self._build()
        self._connect()
        self.go_to(Step.PATIENT)

    @property
    def step(self) -> Step:
        """The step on the screen."""
        return self._step

    def page(self, step: Step) -> StepPage:
        """Return the page of a step."""
        return self._stack.page(step)

    @property
    def canvas(self) -> CanvasOverStep:
        """The canvas that lies over a step while something is drawn."""
        return self._stack.canvas

    @property
    def preview(self) -> PdfView:
        """The preview of the plan."""
        return self._front.preview

    @property
    def rule_pane(self) -> RulePane | None:
        """The pane of a rule, once one was wanted."""
        return self._front.rule_pane

    def go_to(self, step: Step, *, field: str = "") -> None:
        """Show a step with the focus in `field`, or where one begins."""
        self._step = step
        self._front.come_inside()
        page = self.page(step)
        self._stack.setCurrentWidget(page)
        page.refresh()
        self._show_frame()
        page.focus_field(field)

    def plan_as_last_time(self) -> None:
        """Fill what is not chosen yet from the last record, and show what came of it."""
        self.desk.last_time.fill()
        if self._step not in (Step.AREAS, Step.PLAN):
            self.go_to(Step.AREAS)

    def flush(self) -> bool:
        """Wait until the last edit is on disk; False when it could not be saved."""
        return self.signing.is_signed or self.editor.flush()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the step its room in a narrow window."""
        super().resizeEvent(event)
        is_narrow = self.width() < _NARROW
        self.rail.set_compact(is_narrow)
        self.panel.setFixedWidth(280 if is_narrow else 320)

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Follow the scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        """Go on as one reads: the step, the line below it, the panel, the rail."""
        focused = QApplication.focusWidget()
        if focused is None or not self._front.is_inside:
            return super().focusNextPrevChild(next)
        parts = (self.footer, self.panel, self.rail)
        stops = [*self._stack.stops(self._step), *(stop for part in parts for stop in in_reading_order(part))]
        found = neighbour(stops, focused, is_forward=next)
        if found is None:
            return False
        found.setFocus(Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason)
        bring_into_view(found)
        return True

    @override
    def event(self, event: QEvent) -> bool:
        """Assess for the day it is when the window is come back to."""
        if event.type() is QEvent.Type.WindowActivate and not self.signing.is_signed:
            self.editor.follow_day()
        return super().event(event)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let undo and redo span the consultation instead of one text field."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and _is_history(event):
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        wording = self.desk.wording
        self.banner = PatientBanner(wording=wording)
        self.rail = StepRail(wording=wording)
        self.panel = LivePanel(self.desk)
        self.panel.setFixedWidth(320)
        self.footer = Footer()
        self._front = Front(self.desk, self)
        self._stack = StepStack(self.desk, self._front.inside)
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._stack, 1)
        middle.addWidget(hairline())
        middle.addWidget(self.footer)
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(self.rail)
        across.addWidget(hairline(is_vertical=True))
        across.addLayout(middle, 1)
        across.addWidget(hairline(is_vertical=True))
        across.addWidget(self.panel)
        column = QVBoxLayout(self._front.inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(across, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.banner)
        whole.addWidget(hairline())
        whole.addWidget(self._front, 1)
        set_role(self, Role.SURFACE)

    def _connect(self) -> None:
        self.editor.changed.connect(self._on_changed)
        self.editor.save_state_changed.connect(self._show_saving)
        self.desk.standing.changed.connect(self._on_changed)
        self.rail.chosen.connect(self.go_to)
        self.panel.sought.connect(self._on_sought)
        self.panel.rule_wanted.connect(self._front.open_rule)
        self._stack.went_on.connect(self._on_went_on)
        self._stack.sign_wanted.connect(self.signing.sign)
        self._stack.preview_wanted.connect(self._on_preview)
        self._stack.finding_wanted.connect(self.panel.focus_finding)
        self.signing.begun.connect(self._on_signing_begun)
        self.signing.given_back.connect(self._on_given_back)
        self.signing.refused.connect(self._on_refused)
        self.signing.signed.connect(self.signed)
        self.footer.back_wanted.connect(self._on_back)
        self.footer.next_wanted.connect(self._on_next)
        self.footer.close_wanted.connect(self._on_close)
        self._shortcut(QKeySequence.StandardKey.Undo, self.editor.undo)
        self._shortcut("Ctrl+Y", self.editor.redo)
        self._shortcut("Ctrl+Shift+Z", self.editor.redo)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            self._shortcut(keys, self._on_ctrl_enter)
        for number, step in enumerate(Step, start=1):
            self._shortcut(f"Alt+{number}", partial(self.go_to, step))
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)

    def _shortcut(self, keys: QKeySequence | QKeySequence.StandardKey | str, slot: object) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.setAutoRepeat(keys not in ("Ctrl+Return", "Ctrl+Enter"))  # held down, it would confirm section after section
        shortcut.activated.connect(slot)

    def _dress(self) -> None:
        roles = roles_of(self.palette())
        if roles.surface != self._is_dressed_for:
            self._is_dressed_for = roles.surface
            self.setStyleSheet(consultation_sheet(roles))

    def _show_frame(self) -> None:
        document, assessment = self.editor.document, self.editor.assessment
        self.banner.show_patient(document, assessment)
        self.banner.show_eligible(self.desk.standing.record, today=self._clinic.clock.today())
        self.rail.show_steps(steps(document, assessment, self.editor.knowledge), current=self._step)
        self.panel.refresh()
        following, before = next_step(self._step), previous_step(self._step)
        name = self.desk.wording.term(f"step.{following}") if following else ""
        self.footer.show_step(next_name=name, has_previous=before is not None)
        self._show_saving()

    def _show_saving(self) -> None:
        self.footer.show_saving(self.editor.save_state, at=self.editor.saved_at, error=self._save_sentence())

    def _save_sentence(self) -> str:
        error = self.editor.save_error
        return self.desk.wording.text(error.message) if error is not None else ""

    def _on_changed(self) -> None:
        self.page(self._step).refresh()
        self._show_frame()

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and self.isAncestorOf(new):
            new.installEventFilter(self)

    def _on_went_on(self) -> None:
        """Go to the next field of the page, or from its last one to the next step."""
        page = self.page(self._step)
        before = QApplication.focusWidget()
        self.focusNextChild()
        after = QApplication.focusWidget()
        if after is None or after is before or after is page.note or not page.isAncestorOf(after):
            self._on_next()

    def _on_sought(self, missing: Missing) -> None:
        if missing.field.startswith("finding."):
            key = missing.field.removeprefix("finding.")
            self.panel.focus_finding(key)
            if self.panel.card(key) is None:  # what it rests on was not asked yet
                self.go_to(Step.HISTORY, field=Step.HISTORY)
        else:
            self.go_to(missing.step, field=missing.field)

    def _on_back(self) -> None:
        before = previous_step(self._step)
        if before is not None:
            self.go_to(before)

    def _on_ctrl_enter(self) -> None:
        """Confirm what waits on the page, or go on to the next step."""
        if not self.page(self._step).confirm_seen():
            self._on_next()

    def _on_next(self) -> None:
        following = next_step(self._step)
        if following is not None:
            self.go_to(following)

    def _on_close(self) -> None:
        """Leave; when the last edits cannot be stored, the page stays and says so."""
        if self.flush():
            self.closed.emit()

    def _on_signing_begun(self) -> None:
        self.setEnabled(False)

    def _on_given_back(self) -> None:
        self.setEnabled(True)
        self._stack.review.end_signing()

    def _on_refused(self, error: UserError) -> None:
        self._stack.review.show_refusal(error)

    def _on_preview(self) -> None:
        review = self._stack.review
        self._front.make_plan(asked_by=review.preview, failed=review.show_refusal)


def _is_history(event: QKeyEvent) -> bool:
    keys = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
    is_y = event.key() == Qt.Key.Key_Y and event.modifiers() == Qt.KeyboardModifier.ControlModifier
    return is_y or any(event.matches(key) for key in keys)
