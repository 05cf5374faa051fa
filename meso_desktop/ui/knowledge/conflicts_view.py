"""What a newer pack and the clinic's changes disagree about: both values, and one button for each."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout

from meso_desktop.domain.clinic_changes import Conflict
from meso_desktop.domain.errors import UserError
from meso_desktop.knowledge.wording import Wording
from meso_desktop.ui.knowledge.change_words import changed_entry, changed_field, changed_value, ref_of
from meso_desktop.ui.knowledge.deciding import Decision
from meso_desktop.ui.knowledge.entry_sheet import EntrySheet
from meso_desktop.ui.knowledge.value_row import changed_by
from meso_desktop.ui.theme import SPACE_8, SPACE_12, SPACE_16, Role, label, set_role


class ConflictCard(QFrame):
    """One conflict with both values, and its decision under them."""

    def __init__(self, conflict: Conflict, wording: Wording) -> None:
        """Show the conflict."""
        super().__init__()
        self.conflict = conflict
        change = conflict.change
        set_role(self, Role.CARD)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_16, SPACE_12, SPACE_16, SPACE_12)
        column.setSpacing(SPACE_8)
        called = f"{changed_entry(change, wording)} · {changed_field(change, wording)}"
        column.addWidget(label(called, Role.STRONG))
        sheet = QVBoxLayout()
        sheet.setSpacing(2)
        now = self.tr("The entry is gone") if conflict.is_gone else changed_value(change, conflict.shipped_now, wording)
        for name, value, role in (
            (self.tr("Here: %1"), changed_value(change, change.own, wording), Role.WARN),
            (self.tr("Shipped when it was changed: %1"), changed_value(change, change.shipped, wording), Role.MUTED),
            (self.tr("Shipped now: %1"), now, Role.SMALL),
        ):
            sheet.addWidget(label(name.replace("%1", value), role))
        sheet.addWidget(label(changed_by(change), Role.MUTED))
        column.addLayout(sheet)
        self.decision = Decision(conflict, name=called, wording=wording)
        column.addWidget(self.decision)


class ConflictsView(QScrollArea):
    """All that is to be decided, one card each; `followed` carries an entry to look at first."""

    kept = Signal(object, str)
    taken = Signal(object)
    followed = Signal(object)

    def __init__(self) -> None:
        """Begin with nothing to decide."""
        super().__init__()
        self.setObjectName("conflicts_view")
        self.setWidgetResizable(True)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        set_role(self.viewport(), Role.RAISED)
        self.cards: list[ConflictCard] = []

    @property
    def is_dirty(self) -> bool:
        """Whether a reason was typed that is not given yet."""
        return any(card.decision.is_dirty for card in self.cards)

    def abandon(self) -> None:
        """Let go of the reasons typed and not given."""
        for card in self.cards:
            card.decision.reason.set_text("")

    def refuse_decision(self, conflict: Conflict, error: UserError) -> bool:
        """Say at its card why a decision was refused; False when the card is not there any more."""
        card = next((card for card in self.cards if card.conflict == conflict), None)
        if card is None:
            return False
        card.decision.show_refusal(error)
        return True

    def show_conflicts(self, conflicts: Sequence[Conflict], wording: Wording) -> None:
        """Show these; a reason that was typed for one of them stays."""
        typed = {card.conflict.change.place: card.decision.reason.text for card in self.cards}
        sheet = EntrySheet()
        sheet.title(self.tr("Knowledge"), self.tr("To decide"))
        sheet.sentence(self.tr("A newer pack was installed, and it differs from what the clinic saw when it made these changes. "
                               "The clinic's values hold until you decide."))
        self.cards = [ConflictCard(conflict, wording) for conflict in conflicts]
        sheet.followed.connect(self.followed)
        for card in self.cards:
            sheet.gap()
            sheet.add(card)
            if not card.conflict.is_gone:
                ref = ref_of(card.conflict.change)
                sheet.add(sheet.link(ref, self.tr("Open the entry: %1").replace("%1", changed_entry(card.conflict.change, wording))))
            card.decision.reason.set_text(typed.get(card.conflict.change.place, ""))
            card.decision.kept.connect(self.kept)
            card.decision.taken.connect(self.taken)
        if not self.cards:
            sheet.sentence(self.tr("Nothing is to be decided."), Role.MUTED)
        sheet.end()
        self.setWidget(sheet)
