"""What the seven step pages share: a heading, a column that scrolls when it must, and a free note below."""

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from meso_desktop.domain import edits
from meso_desktop.domain.consultation import Consultation, Step
from meso_desktop.domain.errors import UserError
from meso_desktop.ui.consultation.growing_text import GrowingText
from meso_desktop.ui.consultation.reading_order import in_reading_order
from meso_desktop.ui.consultation.workplace import Workplace
from meso_desktop.ui.theme import Role, label, set_role


class StepPage(QWidget):
    """A page shows the document and sends edits; it never navigates, saves or computes.

    `went_on` says that the doctor is done with the last field.
    """

    step: ClassVar[Step]
    went_on = Signal()

    def __init__(self, desk: Workplace, parent: QWidget | None = None) -> None:
        """Build the page once."""
        super().__init__(parent)
        self.desk = desk
        self._fields: dict[str, QWidget] = {}
        self.setObjectName(f"{self.step}_page")
        self._build_frame()

    @property
    def document(self) -> Consultation:
        """The consultation as it stands."""
        return self.desk.editor.document

    def refresh(self) -> None:
        """Show the document as it stands now."""
        self.note.show_text(next((n.text for n in self.document.step_notes if n.step is self.step), ""))

    def focus_field(self, path: str) -> None:
        """Put the focus into the field with this path, or into the first field."""
        field = self.field(path) or self.first_field()
        if field is not None:
            self.column_view.ensureWidgetVisible(field, 0, 24)
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    def field(self, path: str) -> QWidget | None:
        """Return the widget that edits `path`."""
        return self._fields.get(path)

    def first_field(self) -> QWidget | None:
        """Return the widget to begin with."""
        return next((w for w in self._fields.values() if w.isVisibleTo(self) and w.isEnabled()), None)

    def confirm_seen(self) -> bool:
        """Confirm what waits on the page and has been on the screen; False when nothing waits, so that the same key goes on."""
        return False

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at, in order; the note on the step comes last."""
        return list(in_reading_order(self))

    def edit(self, change: Callable[[Consultation], Consultation], *, merge_key: str = "") -> None:
        """Send an edit."""
        self.desk.editor.edit(change, merge_key=merge_key)

    def refused_text(self, path: str) -> str | None:
        """Return what was refused in the field with this path."""
        return next((e.text for e in self.document.refused_entries if e.field == path), None)

    def sentence(self, error: UserError) -> str:
        """Return the sentence of an error."""
        return self.desk.wording.text(error.message)

    def _register(self, path: str, widget: QWidget) -> None:
        self._fields[path] = widget

    def _build_frame(self) -> None:
        heading = QLabel(self.desk.wording.term(f"step.{self.step}"))
        heading.setTextFormat(Qt.TextFormat.PlainText)
        set_role(heading, Role.HEADING)
        self.heading = heading
        self.aside = label("", Role.MUTED)
        self.top = QHBoxLayout()
        self.top.setSpacing(16)
        self.top.addWidget(heading)
        self.top.addWidget(self.aside, 1, Qt.AlignmentFlag.AlignBottom)
        column = QWidget()
        self.body = QVBoxLayout(column)
        self.body.setContentsMargins(24, 16, 24, 4)
        self.body.setSpacing(12)
        self.body.addLayout(self.top)
        self.column_view = QScrollArea()
        self.column_view.setWidgetResizable(True)
        self.column_view.setFrameShape(QFrame.Shape.NoFrame)
        self.column_view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.column_view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.column_view.setWidget(column)
        self.note = GrowingText(name=self.tr("Note on this step"))
        self.note.setObjectName(f"note_{self.step}_step")
        self.note.written.connect(self._on_note)
        self.note.left.connect(self.desk.editor.end_merge)
        self.note.went_on.connect(self.went_on)
        below = QVBoxLayout()
        below.setContentsMargins(24, 8, 24, 12)
        below.addWidget(self.note)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.column_view, 1)
        whole.addLayout(below)

    def _on_note(self, text: str) -> None:
        self.edit(partial(edits.set_step_note, step=self.step, text=text), merge_key=f"note.{self.step}")
