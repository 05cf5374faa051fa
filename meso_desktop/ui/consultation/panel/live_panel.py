"""The live panel beside every step: findings with their answers, totals against limits, what is missing to sign."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from meso_desktop.domain import edits
from meso_desktop.domain.alike import give_same_reason, open_alike
from meso_desktop.domain.asking import questions_shown
from meso_desktop.domain.assessment import Assessment, Certainty, Finding
from meso_desktop.domain.carrying import waiting
from meso_desktop.domain.plan import FindingResponse, ResponseKind
from meso_desktop.domain.rules import RuleOutcome
from meso_desktop.domain.waiting import waits_until
from meso_desktop.ui.consultation.arranging import KeyedColumn
from meso_desktop.ui.consultation.disclosure import Disclosure
from meso_desktop.ui.consultation.link_row import LinkRow
from meso_desktop.ui.consultation.panel.clinic_notes_block import ClinicNotesBlock
from meso_desktop.ui.consultation.panel.finding_card import FindingCard
from meso_desktop.ui.consultation.panel.missing_list import MissingList, scrolling
from meso_desktop.ui.consultation.panel.severity import is_settled, panel_order
from meso_desktop.ui.consultation.panel.totals_block import TotalsBlock
from meso_desktop.ui.consultation.panel.ways_block import WayTaken
from meso_desktop.ui.consultation.panel.ways_offered import WaysOffered
from meso_desktop.ui.consultation.workplace import Workplace
from meso_desktop.ui.line_places import line_places
from meso_desktop.ui.theme import Role, hairline, label, set_role

_BARRING = (RuleOutcome.STOP, RuleOutcome.DEFER)
_AROUND: Final = 16
_KEPT: Final = 6
Cards = KeyedColumn[str, FindingCard]


class LivePanel(QWidget):
    """Shows the assessment; `sought` carries the `Missing` that the doctor wants to mend, `rule_wanted` the rule to be read.

    An answered card is filed among the answered ones once the focus has left the findings, never while it is there.
    """

    sought = Signal(object)
    rule_wanted = Signal(str)

    def __init__(self, desk: Workplace, parent: QWidget | None = None) -> None:
        """Build the panel once."""
        super().__init__(parent)
        self._desk = desk
        self._places: dict[str, str] = {}
        self._shown: Assessment | None = None
        self._is_held = False
        self.setObjectName("live_panel")
        set_role(self, Role.SURFACE)
        self._build()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)

    def refresh(self) -> None:
        """Show the assessment of the document as it stands."""
        assessment = self._desk.editor.assessment
        if assessment is self._shown:
            return
        self._shown = assessment
        self._places.clear()
        self._places.update(line_places(self._desk.editor.document, self._desk.wording))
        self._show_findings(assessment)
        self._ways.refresh()
        self._show_not_asked(assessment)
        self.totals.show_assessment(assessment)
        self.clinic_notes.show_notes(assessment.clinic_notes, self._places)
        self._missing.show_assessment(self._desk.editor.document, assessment, places=self._places)

    def card(self, key: str) -> FindingCard | None:
        """Return the card of a finding, when it is on the panel."""
        return next((card for column in self._columns if (card := column.widget(key)) is not None), None)

    @property
    def missing_head(self) -> Disclosure:
        """The line that counts what is missing."""
        return self._missing.head

    def missing_rows(self) -> tuple[LinkRow, ...]:
        """Return the rows of what is missing."""
        return self._missing.rows()

    def focus_finding(self, key: str) -> None:
        """Bring the card of a finding into view with the focus in its answer."""
        self._file()
        if self.card(key) is None:
            for opener in (self.lesser, self.answered):
                if opener.isVisibleTo(self):
                    opener.setChecked(True)
        card = self.card(key)
        if card is None:
            return
        layout = self._inner.layout()
        if layout is not None:
            layout.activate()
        self._scroll.ensureWidgetVisible(card, 0, 16)
        answer = next((w for w in (card.told, card.reason, card.letter_from) if w.isVisibleTo(card)), card.why)
        answer.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_ways_shown(self, part: QWidget) -> None:
        """Scroll to the end of what has opened, but never past its beginning."""
        above: QWidget | None = part
        while above is not None and above is not self._scroll:
            layout = above.layout()
            if layout is not None:
                layout.activate()
            above = above.parentWidget()
        QApplication.sendEvent(self._scroll, QEvent(QEvent.Type.LayoutRequest))
        bar, room = self._scroll.verticalScrollBar(), self._scroll.viewport().height()
        top = part.mapTo(self._inner, QPoint(0, 0)).y() - _AROUND
        bottom = top + part.height() + 2 * _AROUND
        bar.setValue(min(top, max(bar.value(), bottom - room)))

    def _show_findings(self, assessment: Assessment) -> None:
        """Show each finding in its column; while the focus is among the cards each stays in the column where it is."""
        placed: dict[int, list[Finding]] = {number: [] for number in range(len(self._columns))}
        has_focus = self._has_focus()
        self._is_held = False
        for finding in assessment.findings:
            if finding.certainty is Certainty.NOT_ASKED and finding.response is None:
                continue
            proper = self._columns.index(self._column_of(finding))
            there = next((n for n, c in enumerate(self._columns) if has_focus and c.widget(finding.key) is not None), proper)
            self._is_held = self._is_held or there != proper
            placed[there].append(finding)
        present, unknown, lesser, settled = placed.values()
        self._show_cards(self._present, present)
        self._show_cards(self._unknown, unknown)
        self.lesser.setText(self.tr("%n more, none of them a stop", "", len(lesser)))
        self._show_folded(self.lesser, self._lesser, lesser)
        self.answered.setText(self.tr("%n findings answered", "", len(settled)))
        self._show_folded(self.answered, self._settled, settled)
        self._unknown_head.setVisible(bool(unknown) or bool(lesser))
        self._show_calm(is_calm=not any(placed.values()))

    def _show_calm(self, *, is_calm: bool) -> None:
        """Say that nothing was found, but not of answers that still wait: nothing of them has been looked at."""
        self.calm.setVisible(is_calm)
        if is_calm:
            editor = self._desk.editor
            asked = {question.id for question in questions_shown(editor.document, editor.knowledge)}
            waits = not asked.isdisjoint(waiting(editor.document))
            self.calm.setText(
                self.tr("Earlier answers are not confirmed yet.") if waits
                else self.tr("Nothing stands against treatment in what has been answered so far.")
            )

    def _column_of(self, finding: Finding) -> Cards:
        if is_settled(finding):
            return self._settled
        if finding.certainty is Certainty.PRESENT or finding.response is not None:
            return self._present
        return self._unknown if finding.outcome in _BARRING else self._lesser

    def _show_cards(self, column: Cards, findings: Sequence[Finding]) -> None:
        by_key = {f.key: f for f in sorted(findings, key=panel_order)}
        keys = list(by_key)
        if self._has_focus():
            before = [card.finding.key for card in column.widgets() if card.finding is not None and card.finding.key in by_key]
            keys = [*before, *(key for key in keys if key not in before)]
        column.arrange(keys)
        for key in keys:
            card = column.widget(key)
            if card is not None:
                card.show_finding(by_key[key], until=self._until(by_key[key]))
                card.show_alike(self._alike(by_key[key]))
        column.setVisible(bool(keys))

    def _alike(self, finding: Finding) -> tuple[Finding, ...]:
        return open_alike(finding, self._desk.editor.assessment.findings, self._desk.editor.knowledge)

    def _until(self, finding: Finding) -> date | None:
        editor = self._desk.editor
        return waits_until(finding, visit_on=editor.document.visit_on, knowledge=editor.knowledge)

    def _show_folded(self, opener: Disclosure, column: Cards, findings: Sequence[Finding]) -> None:
        """Keep these behind one line until they are asked for."""
        opener.setVisible(bool(findings))
        opener.updateGeometry()
        self._show_cards(column, findings if opener.isChecked() else [])

    def _show_not_asked(self, assessment: Assessment) -> None:
        not_asked = [f for f in assessment.findings if f.certainty is Certainty.NOT_ASKED and f.response is None]
        count = assessment.unasked
        self.not_asked.setVisible(count > 0 or bool(not_asked))
        self.not_asked.setText(self.tr("%n questions not asked yet", "", count) if count else self.tr("Not measured yet"))
        if self.not_asked.isChecked():
            lines = dict.fromkeys(self._desk.wording.text(f.text) for f in sorted(not_asked, key=panel_order))
            self._not_asked_list.setText("\n".join(f"–  {line}" for line in lines))
        self._not_asked_list.setVisible(self.not_asked.isChecked() and bool(not_asked))

    def _build(self) -> None:
        self.calm = label("", Role.MUTED)
        self._columns: tuple[Cards, ...] = tuple(KeyedColumn(self._make_card, keeps=_KEPT) for _ in range(4))
        self._present, self._unknown, self._lesser, self._settled = self._columns
        self._unknown_head = label(self.tr("Cannot be ruled out"), Role.LABEL)
        self.lesser = self._opener("lesser_findings")
        self.not_asked = self._opener("not_asked")
        self._not_asked_list = label("", Role.MUTED)
        self._not_asked_list.hide()
        self.totals = TotalsBlock(wording=self._desk.wording)
        self.clinic_notes = ClinicNotesBlock(wording=self._desk.wording)
        self.answered = self._opener("answered_findings")
        self.taken = WayTaken(wording=self._desk.wording)
        self._ways = WaysOffered(self._desk, cards=self._cards, taken=self.taken, parent=self)
        self._ways.taken_back.connect(self.focus_finding)
        self._ways.shown.connect(self._on_ways_shown)
        self._inner = QWidget()
        column = QVBoxLayout(self._inner)
        column.setContentsMargins(16, 16, 12, 16)
        column.setSpacing(8)
        parts = (
            self.calm, self.taken, self._present, self._unknown_head, self._unknown, self.lesser, self._lesser, self.not_asked,
            self._not_asked_list, self.totals, self.clinic_notes, self.answered, self._settled,
        )
        for part in parts:
            column.addWidget(part)
        column.addStretch(1)
        self._scroll = scrolling(self._inner)
        self._missing = MissingList(wording=self._desk.wording)
        self._missing.sought.connect(self.sought)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._scroll, 1)
        whole.addWidget(hairline())
        whole.addWidget(self._missing)

    def _opener(self, name: str) -> Disclosure:
        opener = Disclosure("")
        opener.setObjectName(name)
        opener.opened.connect(self._on_opened)
        return opener

    def _make_card(self) -> FindingCard:
        desk = self._desk
        card = FindingCard(wording=desk.wording, knowledge=desk.clinic.knowledge, places=self._places, day_order=desk.day_order)
        card.responded.connect(self._on_responded)
        card.withdrawn.connect(self._on_withdrawn)
        card.same_wanted.connect(self._on_same)
        card.rule_wanted.connect(self.rule_wanted)
        self._ways.serve(card)
        return card

    def _cards(self) -> Iterator[FindingCard]:
        return (card for column in self._columns for card in column.widgets())

    def _has_focus(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and any(column.isAncestorOf(focused) for column in self._columns)

    def _file(self) -> None:
        """Put every card where it belongs now: the doctor goes on to another one."""
        focused = QApplication.focusWidget()
        if self._is_held and focused is not None:
            focused.clearFocus()

    def _on_focus_changed(self) -> None:
        if self._is_held and not self._has_focus():
            self._on_opened()

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

    def _on_same(self, key: str) -> None:
        finding = next((f for f in self._desk.editor.assessment.findings if f.key == key), None)
        if finding is not None:
            self._desk.editor.edit(partial(give_same_reason, finding=finding, others=self._alike(finding)))

    def _on_withdrawn(self, key: str) -> None:
        self._desk.editor.edit(partial(edits.withdraw_response, finding=key), merge_key=f"finding.{key}")
