"""The live panel beside every step: findings with their answers, totals against limits, what is missing to sign."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from meso_desktop.domain import edits
from meso_desktop.domain.assessment import Assessment, Certainty, Finding, LimitCheck, Missing
from meso_desktop.domain.consultation import Step
from meso_desktop.domain.knowledge import LimitKind, RuleOutcome
from meso_desktop.domain.outcome import may_treat
from meso_desktop.domain.plan import FindingResponse, ResponseKind
from meso_desktop.ui.consultation.arranging import KeyedColumn
from meso_desktop.ui.consultation.disclosure import Disclosure
from meso_desktop.ui.consultation.finding_card import FindingCard
from meso_desktop.ui.consultation.limit_bar import LimitBar
from meso_desktop.ui.consultation.link_row import LinkRow
from meso_desktop.ui.consultation.severity import is_settled, panel_order
from meso_desktop.ui.consultation.workplace import Workplace
from meso_desktop.ui.theme import Role, hairline, label, set_role

_LIMIT = "limit"
_FINDING = "finding"


class LivePanel(QWidget):
    """Shows the assessment; `sought` carries the `Missing` that the doctor wants to mend."""

    sought = Signal(object)

    def __init__(self, desk: Workplace, parent: QWidget | None = None) -> None:
        """Build the panel once."""
        super().__init__(parent)
        self._desk = desk
        self._places: dict[str, str] = {}
        self._shown: Assessment | None = None
        self.setObjectName("live_panel")
        set_role(self, Role.SURFACE)
        self._build()

    def refresh(self) -> None:
        """Show the assessment of the document as it stands."""
        assessment = self._desk.editor.assessment
        if assessment is self._shown:
            return
        self._shown = assessment
        self._name_places()
        present = [f for f in assessment.findings if f.certainty is Certainty.PRESENT or f.response is not None]
        unknown = [f for f in assessment.findings if f.certainty is Certainty.UNKNOWN and f.response is None]
        self._show_findings(self._present, present)
        barring = [f for f in unknown if f.outcome in (RuleOutcome.STOP, RuleOutcome.DEFER)]
        self._show_findings(self._unknown, barring)
        self._show_lesser([f for f in unknown if f not in barring])
        self._unknown_head.setVisible(bool(unknown))
        self._calm.setVisible(not present and not unknown)
        self._show_not_asked(assessment)
        self._show_totals(assessment)
        self._show_missing(assessment)

    def card(self, key: str) -> FindingCard | None:
        """Return the card of a finding."""
        return self._present.widget(key) or self._unknown.widget(key) or self._lesser.widget(key)

    def missing_rows(self) -> tuple[LinkRow, ...]:
        """Return the rows of what is missing."""
        return self._missing.widgets()

    def focus_finding(self, key: str) -> None:
        """Bring the card of a finding into view with the focus in its answer."""
        card = self.card(key)
        if card is None:
            return
        self._scroll.ensureWidgetVisible(card, 0, 16)
        answer = next((w for w in (card.told, card.reason, card.letter_from) if w.isVisibleTo(card)), card.why)
        answer.setFocus(Qt.FocusReason.OtherFocusReason)

    def _name_places(self) -> None:
        document = self._desk.editor.document
        names = {t.target_id: self._desk.wording.term(f"area.{t.area}") for t in document.target_areas}
        self._places.clear()
        self._places.update({str(line.line_id): names.get(line.target_id, "") for line in document.plan.lines})

    def _show_findings(self, column: KeyedColumn[str, FindingCard], findings: Iterable[Finding]) -> None:
        ordered = sorted(findings, key=panel_order)
        keys = [f.key for f in ordered]
        if _holds_focus(column):
            # A card that is being answered stays where it is until the doctor leaves it.
            before = [k for k in (w.finding.key for w in column.widgets() if w.finding) if k in keys]
            keys = [*before, *(k for k in keys if k not in before)]
        column.arrange(keys)
        for finding in ordered:
            card = column.widget(finding.key)
            if card is not None:
                card.show_finding(finding)
        column.setVisible(bool(keys))

    def _show_lesser(self, findings: list[Finding]) -> None:
        """Keep what would only ask for a reason or a word behind one line."""
        self.lesser.setVisible(bool(findings))
        self.lesser.setText(self.tr("%n more that would ask for a reason, a letter or a word", "", len(findings)))
        self._show_findings(self._lesser, findings if self.lesser.isChecked() else [])

    def _show_not_asked(self, assessment: Assessment) -> None:
        not_asked = [f for f in assessment.findings if f.certainty is Certainty.NOT_ASKED and f.response is None]
        count = assessment.unasked
        self.not_asked.setVisible(count > 0 or bool(not_asked))
        self.not_asked.setText(self.tr("%n questions not asked yet", "", count) if count else self.tr("Not measured yet"))
        if self.not_asked.isChecked():
            lines = dict.fromkeys(self._desk.wording.text(f.text) for f in sorted(not_asked, key=panel_order))
            self._not_asked_list.setText("\n".join(f"–  {line}" for line in lines))
        self._not_asked_list.setVisible(self.not_asked.isChecked() and bool(not_asked))

    def _show_totals(self, assessment: Assessment) -> None:
        checks = {(_LIMIT, c.limit, c.lines): c for c in assessment.limits if _is_bar(c)}
        keys: list[tuple[object, ...]] = list(checks)
        self._bars.arrange(keys)
        for key, check in checks.items():
            bar = self._bars.widget(key)
            if bar is not None:
                text = self._desk.wording.text(check.text)
                is_hard = check.kind is LimitKind.HARD
                bar.show_limit(text, value=check.value, bound=check.bound, is_crossed=check.is_crossed, is_hard=is_hard)
        fullest = max(assessment.sessions, key=lambda s: (s.volume_ml or 0, s.injections), default=None)
        self._totals_head.setVisible(bool(keys) or fullest is not None)
        self._session.setVisible(fullest is not None)
        if fullest is not None:
            self._session.setText(self._session_line(fullest.number, fullest.injections, fullest.volume_ml))

    def _session_line(self, number: int, injections: int, volume: object) -> str:
        shown = self._desk.wording.number(f"{volume:f}") if volume is not None else self.tr("not known")
        line = self.tr("Fullest session, no. %1: %2 injections, %3 mL")
        return line.replace("%1", str(number)).replace("%2", str(injections)).replace("%3", shown)

    def _show_missing(self, assessment: Assessment) -> None:
        """List what holds up the signature: findings that bar the plan first, then what is not done."""
        barring = [m for m in assessment.missing if m.bars_signing]
        stopping = {b.finding: b for b in assessment.barriers if b.finding is not None} if may_treat(self._desk.editor.document) else {}
        count = len(barring) + len(stopping)
        if count:
            self.missing_head.setText(self.tr("%n things to do before signing", "", count))
        else:
            self.missing_head.setText(self.tr("Ready to sign") if assessment.may_sign else self.tr("Not ready to sign"))
        keys: list[tuple[object, ...]] = [(_FINDING, key) for key in stopping]
        keys += [(m.step, m.field, m.text) for m in barring]
        self._missing.arrange(keys)
        certain = {f.key for f in assessment.findings if f.certainty is Certainty.PRESENT}
        targets = [
            (b.text, "stop" if key in certain else "missing", Role.STOP if key in certain else Role.DEFER, f"finding.{key}", Step.PLAN)
            for key, b in stopping.items()
        ]
        shown = targets + [(m.text, "open", Role.MUTED, m.field, m.step) for m in barring]
        for key, (text, icon, role, field, step) in zip(keys, shown, strict=True):
            row = self._missing.widget(key)
            if row is not None:
                missing = Missing(step=step, text=text, bars_signing=True, field=field)
                row.show_link(self._desk.wording.text(text), icon=icon, role=role, target=missing)
        is_open = bool(keys) and self.missing_head.isChecked()
        self._missing_scroll.setVisible(is_open)
        if is_open:
            self._missing_scroll.setFixedHeight(min(self._missing.sizeHint().height() + 4, 168))

    def _build(self) -> None:
        self._build_findings()
        self._build_totals()
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 16, 12, 16)
        column.setSpacing(8)
        parts = (
            self._calm, self._present, self._unknown_head, self._unknown, self.lesser, self._lesser, self.not_asked, self._not_asked_list,
            self._totals_head, self._session, self._bars,
        )
        for part in parts:
            column.addWidget(part)
        column.addStretch(1)
        self._scroll = _scroll_of(inner)
        self.missing_head = Disclosure("")
        self.missing_head.setObjectName("missing_to_sign")
        self.missing_head.setChecked(True)
        self.missing_head.opened.connect(self._on_opened)
        self._missing: KeyedColumn[tuple[object, ...], LinkRow] = KeyedColumn(self._make_row, spacing=0)
        self._missing_scroll = _scroll_of(self._missing)
        below = QVBoxLayout()
        below.setContentsMargins(12, 4, 8, 8)
        below.setSpacing(0)
        below.addWidget(self.missing_head)
        below.addWidget(self._missing_scroll)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._scroll, 1)
        whole.addWidget(hairline())
        whole.addLayout(below)

    def _build_findings(self) -> None:
        self._calm = label(self.tr("Nothing stands against treatment in what has been answered so far."), Role.MUTED)
        self._present: KeyedColumn[str, FindingCard] = KeyedColumn(self._make_card)
        self._unknown: KeyedColumn[str, FindingCard] = KeyedColumn(self._make_card)
        self._lesser: KeyedColumn[str, FindingCard] = KeyedColumn(self._make_card)
        self.lesser = Disclosure("")
        self.lesser.setObjectName("lesser_findings")
        self.lesser.opened.connect(self._on_opened)
        self._unknown_head = label(self.tr("Cannot be ruled out"), Role.LABEL)
        self.not_asked = Disclosure("")
        self.not_asked.setObjectName("not_asked")
        self.not_asked.opened.connect(self._on_opened)
        self._not_asked_list = label("", Role.MUTED)
        self._not_asked_list.hide()

    def _build_totals(self) -> None:
        self._totals_head = label(self.tr("Totals against limits"), Role.LABEL)
        self._session = label("", Role.SMALL)
        self._bars: KeyedColumn[tuple[object, ...], LimitBar] = KeyedColumn(LimitBar, spacing=4)

    def _make_card(self) -> FindingCard:
        desk = self._desk
        card = FindingCard(wording=desk.wording, knowledge=desk.clinic.knowledge, places=self._places, day_order=desk.day_order)
        card.responded.connect(self._on_responded)
        card.withdrawn.connect(self._on_withdrawn)
        return card

    def _make_row(self) -> LinkRow:
        row = LinkRow()
        row.followed.connect(self.sought)
        return row

    def _on_opened(self) -> None:
        self._shown = None
        self.refresh()

    def _on_responded(self, key: str, kind: ResponseKind, text: str, letter_on: object) -> None:
        finding = next((f for f in self._desk.editor.assessment.findings if f.key == key), None)
        if finding is None:
            return
        response = FindingResponse(
            finding=key, basis=finding.basis, kind=kind, text=text, letter_on=letter_on,  # type: ignore[arg-type]  # a date or None, through a signal
            by=self._desk.clinic.practitioner.practitioner_id, at=self._desk.clinic.clock.now(),
        )
        self._desk.editor.edit(partial(edits.respond, response=response), merge_key=f"finding.{key}")

    def _on_withdrawn(self, key: str) -> None:
        self._desk.editor.edit(partial(edits.withdraw_response, finding=key), merge_key=f"finding.{key}")


def open_stops(assessment: Assessment) -> int:
    """Return how many stops and deferrals bar the plan now."""
    return sum(
        1 for f in assessment.findings
        if f.outcome in (RuleOutcome.STOP, RuleOutcome.DEFER) and f.certainty is Certainty.PRESENT and not is_settled(f)
    )


def _is_bar(check: LimitCheck) -> bool:
    return check.is_upper and check.kind is not LimitKind.NOTE and (not check.is_interval) and check.value is not None


def _holds_focus(widget: QWidget) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and widget.isAncestorOf(focused)


def _scroll_of(inner: QWidget) -> QScrollArea:
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setWidget(inner)
    return scroll
