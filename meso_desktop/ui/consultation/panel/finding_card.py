"""One finding of the live panel: what it says, why, and the doctor's answer, all in place."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from meso_desktop.domain.assessment import Certainty, Finding
from meso_desktop.domain.errors import UserError
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.plan import FindingResponse, ResponseKind
from meso_desktop.domain.rules import Family, RuleOutcome
from meso_desktop.domain.ways_out import WayOut
from meso_desktop.knowledge.wording import Wording
from meso_desktop.ui.consultation.date_field import DateField
from meso_desktop.ui.consultation.disclosure import Disclosure
from meso_desktop.ui.consultation.growing_text import GrowingText
from meso_desktop.ui.consultation.panel.severity import Severity, is_answerable, is_settled, severity
from meso_desktop.ui.consultation.panel.ways_block import WaysBlock
from meso_desktop.ui.consultation.tinted_icon import TintedIcon
from meso_desktop.ui.elided_label import plain_tip
from meso_desktop.ui.fonts import TypeSize, font
from meso_desktop.ui.knowledge.topics import holder_of
from meso_desktop.ui.painted import TickBox
from meso_desktop.ui.theme import Role, button, label, set_role
from meso_desktop.ui.typed_day import DayOrder, typed_day


class FindingCard(QFrame):
    """Shows a finding and emits the answer: key, kind, text, date of the letter (None) — or that it is taken back.

    `rule_wanted` carries the rule that the doctor wants to read, `ways_wanted` the key of a limit whose ways out are to be
    shown, `way_chosen` the key and the way, `same_wanted` the key of a finding whose reason is to hold for those alike.
    """

    responded = Signal(str, object, str, object)
    withdrawn = Signal(str)
    rule_wanted = Signal(str)
    ways_wanted = Signal(str)
    way_chosen = Signal(str, object)
    same_wanted = Signal(str)

    def __init__(
        self, *, wording: Wording, knowledge: Knowledge, places: dict[str, str], day_order: DayOrder, parent: QWidget | None = None,
    ) -> None:
        """Build an empty card; `places` names the areas of plan lines by line id."""
        super().__init__(parent)
        self._wording = wording
        self._knowledge = knowledge
        self._day_order = day_order
        self._places = places
        self._finding: Finding | None = None
        self._until: date | None = None
        self._severity: Severity | None = None
        self._build()
        self._connect()

    @property
    def finding(self) -> Finding | None:
        """The finding shown."""
        return self._finding

    @property
    def until_words(self) -> str:
        """What the card says of how long its rule defers."""
        return self._wait.text()

    def show_finding(self, finding: Finding, *, until: date | None = None) -> None:
        """Show `finding`, and until when its rule defers; what is the same already is not touched."""
        before = self._finding
        if (finding, until) == (before, self._until):
            return
        self._finding, self._until = finding, until
        self._wait.setText(self.tr("Until %1, by this rule").replace("%1", self._wording.day(until)) if until else "")
        self._wait.setVisible(until is not None)
        self.setObjectName(f"finding_{finding.key}")
        self._show_head(finding)
        self._text.setText(self._wording.text(finding.text))
        if before is None or before.because != finding.because or before.rule_digest != finding.rule_digest:
            self._show_why(finding)
        self.ways.setVisible(finding.rule not in self._knowledge.rules and finding.certainty is Certainty.PRESENT)
        self._show_response(finding)

    def show_alike(self, others: Sequence[Finding]) -> None:
        """Offer to give the reason to others that ask the same and are open."""
        places = dict.fromkeys(self._places.get(str(line), "") for other in others for line in other.lines)
        self.same.setVisible(bool(others))
        self.same.setText(self.tr("Same reason for %n other areas", "", len(others)))
        self.same.setToolTip(plain_tip(", ".join(place for place in places if place)))
        self.same.setAccessibleDescription(", ".join(place for place in places if place))

    def _show_head(self, finding: Finding) -> None:
        look = severity(finding)
        word = self._wording.term(look.word)
        if is_settled(finding):
            word = self.tr("%1 · answered").replace("%1", word)
        elif finding.certainty is Certainty.UNKNOWN:
            word = self.tr("%1 if true").replace("%1", word)
        if look != self._severity:
            self._severity = look
            self._icon.show_icon(look.icon, look.role)
            set_role(self._word, look.role)
        self._word.setText(word)
        where = self._concerned(finding)
        self._where.setText(where)
        self._where.setVisible(bool(where))
        self.setAccessibleName(f"{word}: {self._wording.text(finding.text)}")

    def _concerned(self, finding: Finding) -> str:
        """Return the areas concerned or, with nothing planned yet, the families, unless it is all of them."""
        if finding.lines:
            places = dict.fromkeys(self._places.get(str(line), "") for line in finding.lines)
            return ", ".join(place for place in places if place)
        if not _is_of_some_families(finding):
            return ""
        named = ", ".join(self._wording.term(f"family.{family}") for family in finding.families)
        return self.tr("For %1").replace("%1", named)

    def _show_why(self, finding: Finding) -> None:
        self._because.setText("\n".join(self._wording.text(reason) for reason in finding.because))
        is_rule = finding.rule in self._knowledge.rules
        self.rule.setText((self.tr("Rule: %1") if is_rule else self.tr("Limit: %1")).replace("%1", finding.rule))
        self.rule.setAccessibleName(self.tr("Read what is behind it: %1").replace("%1", finding.rule))
        self.rule.setEnabled(holder_of(self._knowledge, finding.rule) is not None)
        confidence = self._wording.term(f"confidence.{finding.confidence}")
        self.sources.setText(self.tr("%1 · %2").replace("%1", ", ".join(finding.sources)).replace("%2", confidence))
        named = [self._knowledge.sources[s].citation if s in self._knowledge.sources else s for s in finding.sources]
        self._citations.setText("\n".join(named))
        self.sources.setToolTip("\n".join(named))
        self.sources.setAccessibleDescription(self.tr("Opens the sources in full"))

    def _show_response(self, finding: Finding) -> None:
        offers = is_answerable(finding)
        kind = finding.takes if offers else None
        response = finding.response
        self.reason.setVisible(kind in (ResponseKind.REASON, ResponseKind.OVERRIDE))
        self._letter.setVisible(kind is ResponseKind.LETTER)
        self.told.setVisible(kind is ResponseKind.TOLD)
        self._final.setVisible(finding.takes is None and finding.bars)
        self._final.setText(self._finality(finding))
        if kind is ResponseKind.OVERRIDE:
            self._name_reason(self.tr("Reason to go on against the stop"))
        elif kind is ResponseKind.REASON:
            self._name_reason(self.tr("Reason"))
        text = response.text if response else ""
        if kind is ResponseKind.LETTER and not self._holds_letter(response):
            self.letter_from.setText(text)
            self.letter_on.show_day(response.letter_on if response else None)
        elif kind is not ResponseKind.LETTER:
            self.reason.show_text(text)
        self.told.setChecked(response is not None)
        is_lapsed = offers and finding.lapsed is not None and response is None
        self._lapsed.setVisible(is_lapsed)
        self.again.setVisible(is_lapsed)
        if finding.lapsed is not None:
            said = finding.lapsed.text or self.tr("told")
            self._lapsed.setText(self.tr("Answered before what it rests on changed: “%1”").replace("%1", said))

    def _holds_letter(self, response: FindingResponse | None) -> bool:
        if self.letter_from.hasFocus() or self.letter_on.edit.hasFocus():
            return True
        return response is not None and self.letter_from.text().strip() == response.text and self._letter_day() == response.letter_on

    def _finality(self, finding: Finding) -> str:
        if finding.is_hard:
            is_of_line = finding.rule.partition(".")[0] != "anaesthetic"
            return self.tr("A hard limit: change the line.") if is_of_line else self.tr("A hard limit: change the dose.")
        is_partial = not finding.lines and _is_of_some_families(finding)
        if finding.outcome is RuleOutcome.DEFER:
            if is_partial:
                return self.tr("These families have to wait; another one may be possible.")
            return self.tr("Wait, or close without treatment.")
        if is_partial:
            return self.tr("Cannot be overridden for these families; another one may be possible.")
        return self.tr("Cannot be overridden; the visit can be closed without treatment.")

    def _name_reason(self, name: str) -> None:
        self.reason.setPlaceholderText(name)
        self.reason.setAccessibleName(f"{name}: {self._text.text()}")

    def _letter_day(self) -> date | None:
        try:
            return typed_day(self.letter_on.edit.text(), order=self._day_order)
        except UserError:
            return None

    def _build(self) -> None:
        set_role(self, Role.CARD)
        self._icon = TintedIcon()
        self._word = QLabel()
        self._word.setTextFormat(Qt.TextFormat.PlainText)
        self._where = label("", Role.MUTED)
        self.why = Disclosure(self.tr("Why"), is_quiet=True)
        self.why.setAccessibleName(self.tr("Why this finding"))
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self._icon)
        head.addWidget(self._word)
        head.addStretch(1)
        head.addWidget(self.why)
        self._text = label("", Role.SMALL)
        self._wait = label("", Role.DEFER)
        self._because = label("", Role.MUTED)
        self.rule = button("", "link")
        self.sources = Disclosure("", is_quiet=True)
        self._citations = label("", Role.MUTED)
        for inside in (self._because, self.rule, self.sources, self._citations):
            inside.hide()
        self._final = label("", Role.MUTED)
        self._lapsed = label("", Role.DEFER)
        self.again: QPushButton = button(self.tr("It still holds"))
        self.ways = WaysBlock(wording=self._wording, places=self._places)
        self.reason = GrowingText(name=self.tr("Reason"))
        self.reason.setProperty("compact", "true")
        self.same: QPushButton = button("", "link")
        self.told = TickBox(self.tr("The patient has been told"))
        self.told.setFont(font(TypeSize.SMALL))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(12, 2, 8, 10)
        whole.setSpacing(4)
        whole.addLayout(head)
        why = (self._because, self.rule, self.sources, self._citations)
        for part in (self._where, self._text, self._wait, *why, self._final, self.ways, self._lapsed, self.again, self.reason, self.same):
            whole.addWidget(part)
        whole.addWidget(self._build_letter())
        whole.addWidget(self.told)
        for hidden in (self._wait, self._lapsed, self.again, self.reason, self.same, self.told, self._final, self.ways):
            hidden.hide()

    def _build_letter(self) -> QWidget:
        self._letter = QWidget()
        self.letter_from = QLineEdit()
        self.letter_from.setPlaceholderText(self.tr("Letter from (doctor)"))
        self.letter_from.setAccessibleName(self.tr("Who wrote the letter"))
        self.letter_on = DateField("letter_on", name=self.tr("Date of the letter"), order=self._day_order)
        column = QVBoxLayout(self._letter)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.letter_from)
        column.addWidget(self.letter_on)
        self._letter.hide()
        return self._letter

    def _connect(self) -> None:
        self.why.opened.connect(self._on_why)
        self.rule.clicked.connect(self._on_rule)
        self.sources.opened.connect(self._citations.setVisible)
        self.reason.written.connect(self._on_reason)
        self.letter_from.textEdited.connect(self._on_letter)
        self.letter_on.typed.connect(self._on_letter)
        self.told.clicked.connect(self._on_told)
        self.again.clicked.connect(self._on_again)
        self.same.clicked.connect(self._on_same)
        self.ways.wanted.connect(self._on_ways)
        self.ways.chosen.connect(self._on_way)

    def _on_why(self, is_open: bool) -> None:  # noqa: FBT001  # Qt's signal carries a positional boolean
        self._because.setVisible(is_open)
        self.rule.setVisible(is_open)
        self.sources.setVisible(is_open)
        self._citations.setVisible(is_open and self.sources.isChecked())

    def _on_rule(self) -> None:
        if self._finding is not None:
            self.rule_wanted.emit(self._finding.rule)

    def _on_ways(self, is_open: bool) -> None:  # noqa: FBT001  # Qt's signal carries a positional boolean
        if self._finding is not None and is_open:
            self.ways_wanted.emit(self._finding.key)

    def _on_way(self, way: WayOut) -> None:
        if self._finding is not None:
            self.way_chosen.emit(self._finding.key, way)

    def _on_reason(self, text: str) -> None:
        if self._finding is not None and self._finding.takes is not None:
            self._send(self._finding.takes, text, None)

    def _on_letter(self) -> None:
        self._send(ResponseKind.LETTER, self.letter_from.text(), self._letter_day())

    def _on_told(self, is_told: bool) -> None:  # noqa: FBT001  # Qt's signal carries a positional boolean
        if self._finding is None:
            return
        if is_told:
            self.responded.emit(self._finding.key, ResponseKind.TOLD, "", None)
        else:
            self.withdrawn.emit(self._finding.key)

    def _on_again(self) -> None:
        if self._finding is not None and self._finding.lapsed is not None:
            old = self._finding.lapsed
            self.responded.emit(self._finding.key, old.kind, old.text, old.letter_on)

    def _on_same(self) -> None:
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)  # the button goes, the focus stays
        if self._finding is not None:
            self.same_wanted.emit(self._finding.key)

    def _send(self, kind: ResponseKind, text: str, letter_on: date | None) -> None:
        if self._finding is None:
            return
        if text.strip() or letter_on is not None:
            self.responded.emit(self._finding.key, kind, text, letter_on)
        else:
            self.withdrawn.emit(self._finding.key)


def _is_of_some_families(finding: Finding) -> bool:
    return 0 < len(finding.families) < len(Family)
