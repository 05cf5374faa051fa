"""Finds the ways out of the limit whose card asks for them, keeps them true to the plan, and makes the chosen one an edit."""

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QObject, Signal

from meso_desktop.domain.anaesthetic_ways import anaesthetic_ways
from meso_desktop.domain.assessment import Assessment, Finding, LimitCheck
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.products import LimitKind
from meso_desktop.domain.ways_out import WayOut, take, ways_out
from meso_desktop.ui.consultation.panel.finding_card import FindingCard
from meso_desktop.ui.consultation.panel.ways_block import WayTaken
from meso_desktop.ui.consultation.workplace import Workplace


class WaysOffered(QObject):
    """Serves the cards of one panel; `shown` carries what was made visible, `taken_back` the key of the finding that is there again."""

    shown = Signal(object)
    taken_back = Signal(str)

    def __init__(
        self, desk: Workplace, *, cards: Callable[[], Iterable[FindingCard]], taken: WayTaken, parent: QObject | None = None,
    ) -> None:
        """Serve `cards`; `taken` says what was chosen."""
        super().__init__(parent)
        self._desk = desk
        self._cards = cards
        self._taken = taken
        self._found: tuple[Consultation, LimitCheck, tuple[WayOut, ...]] | None = None
        self._result: tuple[Consultation, str] | None = None
        taken.taken_back.connect(self._on_taken_back)

    def serve(self, card: FindingCard) -> None:
        """Answer a new card."""
        card.ways_wanted.connect(self._on_wanted)
        card.way_chosen.connect(self._on_chosen)

    def refresh(self) -> None:
        """Show the ways that the plan has as it stands, and what was chosen until something else is done."""
        self._taken.setVisible(self._result is not None and self._result[0] is self._desk.editor.document)
        for card in self._cards():
            if card.ways.is_open and card.finding is not None:
                check = check_of(card.finding, self._desk.editor.assessment)
                if check is not None:
                    card.ways.show_ways(self._ways(check), check)

    def _ways(self, check: LimitCheck) -> tuple[WayOut, ...]:
        """Return the ways out, found anew only when the plan is another: an answer to a finding changes none of them."""
        document = self._desk.editor.document
        if self._found is None or self._found[1] != check or not _is_same_plan(self._found[0], document):
            knowledge = self._desk.editor.knowledge
            ways = anaesthetic_ways(check, document, knowledge) or ways_out(check, document, knowledge)
            self._found = (document, check, ways)
        return self._found[2]

    def _on_wanted(self, key: str) -> None:
        others = [card for card in self._cards() if card.ways.is_open and card.finding is not None and card.finding.key != key]
        for other in others:
            other.ways.close_ways()
        self.refresh()
        for card in self._cards():
            if card.finding is not None and card.finding.key == key:
                self.shown.emit(card.ways)

    def _on_chosen(self, key: str, way: WayOut) -> None:
        if self._found is None:
            return
        self._taken.show_taken(way, self._found[1])
        self._desk.editor.end_merge()
        self._desk.editor.edit(partial(take, way))
        self._result = (self._desk.editor.document, key)
        self.refresh()
        self._taken.setFocus()
        self.shown.emit(self._taken)

    def _on_taken_back(self) -> None:
        key = "" if self._result is None else self._result[1]
        self._desk.editor.undo()
        self.taken_back.emit(key)


def check_of(finding: Finding, assessment: Assessment) -> LimitCheck | None:
    """Return the limit that a finding says is crossed; None for a rule."""
    crossed = (check for check in assessment.limits if check.is_crossed and check.kind is not LimitKind.NOTE)
    return next((check for check in crossed if check.limit == finding.rule and check.text == finding.text), None)


def _is_same_plan(one: Consultation, other: Consultation) -> bool:
    return (
        one.plan == other.plan and one.target_areas == other.target_areas and one.clinic == other.clinic
        and one.history == other.history and one.examination == other.examination and one.visit_on == other.visit_on
    )
