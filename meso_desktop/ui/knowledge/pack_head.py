"""The head of the knowledge page: which pack holds here, how much the clinic has changed in it, and what is wrong with it."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.message import Message
from meso_desktop.knowledge.wording import Wording
from meso_desktop.ui.elided_label import ElidedLabel
from meso_desktop.ui.icon_button import IconButton
from meso_desktop.ui.knowledge.entry_sheet import with_icon
from meso_desktop.ui.theme import SPACE_4, SPACE_8, SPACE_16, SPACE_24, Role, button, label, set_role

_DIGEST = 12


class PackHead(QWidget):
    """Says which pack holds; emits what is wanted of the clinic's changes as a whole."""

    export_wanted = Signal()
    import_wanted = Signal()
    all_taken_back = Signal()

    def __init__(self, wording: Wording) -> None:
        """Build an empty head."""
        super().__init__()
        self._wording = wording
        self.setObjectName("pack_head")
        self.pack = ElidedLabel("", Role.MUTED)
        self.changes = label("", Role.MUTED, is_wrapped=False)
        self.export_button = IconButton(self.tr("Export the changes"), "export", Role.QUIET)
        self.import_button = IconButton(self.tr("Import"), "import", Role.QUIET)
        self.import_button.setAccessibleName(self.tr("Import changes from a file"))
        self.fault = label("", Role.STOP)
        self.take_all_button = button(self.tr("Take all changes back"))
        self.note = label("", Role.OK)  # the page gives it a place where it moves nothing
        self._strip = set_role(QWidget(), Role.STRIP_STOP)
        self._lay_out()
        self.export_button.clicked.connect(self.export_wanted)
        self.import_button.clicked.connect(self.import_wanted)
        self.take_all_button.clicked.connect(self.all_taken_back)

    def show_pack(self, knowledge: Knowledge, *, faults: Sequence[Message], to_decide: int, can_take_all_back: bool) -> None:
        """Show the pack in force, with what is wrong, if anything is."""
        parts = [self.tr("Pack %1").replace("%1", knowledge.version)]
        day = reviewed_last(knowledge)
        if day is not None:
            parts.append(self.tr("reviewed %1").replace("%1", self._wording.day(day)))
        parts.append(self.tr("digest %1").replace("%1", knowledge.digest[:_DIGEST]))
        self.pack.setText("  ·  ".join(parts))
        count = len(knowledge.changes)
        told = self.tr("%n changes by the clinic", "", count) if count else self.tr("No change by the clinic")
        self.changes.setText(self.tr("%1, %2 to decide").replace("%1", told).replace("%2", str(to_decide)) if to_decide else told)
        set_role(self.changes, Role.STOP if to_decide else Role.WARN if count else Role.MUTED)
        self.export_button.setEnabled(bool(count))
        self.fault.setText("\n".join(self._wording.text(fault) for fault in faults))
        self._strip.setVisible(bool(faults))
        self.take_all_button.setVisible(can_take_all_back)

    def say(self, sentence: str, role: str = Role.OK) -> None:
        """Say what came of the last thing done; an empty sentence says nothing."""
        self.note.setText(sentence)
        set_role(self.note, role)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setContentsMargins(SPACE_24, SPACE_8, SPACE_16, SPACE_8)
        row.setSpacing(SPACE_16)
        row.addWidget(label(self.tr("Knowledge"), Role.HEADING, is_wrapped=False))
        row.addWidget(self.pack)
        row.addWidget(self.changes)
        row.addStretch(1)
        row.addWidget(self.import_button)
        row.addWidget(self.export_button)
        column.addLayout(row)
        across = QHBoxLayout(self._strip)
        across.setContentsMargins(SPACE_24, SPACE_4, SPACE_16, SPACE_4)
        across.addLayout(with_icon("stop", self.fault, Role.STOP), 1)
        across.addWidget(self.take_all_button)
        column.addWidget(self._strip)
        self._strip.hide()


def reviewed_last(knowledge: Knowledge) -> date | None:
    """Return the day on which an entry of the pack was reviewed last."""
    days = (
        entry.reviewed_on
        for topic in ("rules", "questions", "products", "protocols", "areas", "legal", "advice", "consent")
        for entry in getattr(knowledge, topic).values()
    )
    return max(days, default=None)
