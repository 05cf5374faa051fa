"""How a figure came about, in place below it: the steps, the limit that binds with what is left, the sources with their confidence."""

from collections.abc import Sequence
from functools import partial
from itertools import zip_longest

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from meso_desktop.domain.assessment import LimitCheck
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.products import LimitKind
from meso_desktop.domain.working.figures_shown import ShownWorking
from meso_desktop.domain.working.proposed import difference
from meso_desktop.knowledge.wording import Wording
from meso_desktop.ui.consultation.disclosure import Disclosure
from meso_desktop.ui.elided_label import plain_tip
from meso_desktop.ui.fonts import TypeSize, font
from meso_desktop.ui.theme import Role, button, hairline, label, set_role

_MOST_LIMITS = 4


class LimitLine:
    """One limit: what it meets, what it leaves and, past it, the way to its finding."""

    def __init__(self) -> None:
        """Make it empty."""
        self.words, self.left = label("", Role.SMALL), label("", Role.MUTED, is_wrapped=False)
        self.left.setFont(font(TypeSize.SMALL, is_tabular=True))
        self.finding = button("", "link")
        self.check: LimitCheck | None = None

    @property
    def parts(self) -> tuple[QWidget, ...]:
        """What stands in the row."""
        return self.words, self.left, self.finding


class WorkingPane(QWidget):
    """Hidden until a working is shown; `limit_wanted` carries a crossed limit that the doctor wants to answer, `escaped` closes it."""

    limit_wanted = Signal(object)
    escaped = Signal()

    def __init__(self, *, wording: Wording, knowledge: Knowledge, parent: QWidget | None = None) -> None:
        """Make it empty."""
        super().__init__(parent)
        self._wording = wording
        self._knowledge = knowledge
        self._shown: tuple[str, ShownWorking] | None = None
        self._limits: list[LimitLine] = []
        self._build()
        self.hide()

    @property
    def limit_lines(self) -> tuple[LimitLine, ...]:
        """The limits shown, the tightest first."""
        return tuple(line for line in self._limits if line.check is not None)

    def show_working(self, name: str, working: ShownWorking | None) -> None:
        """Show the working of the figure called `name`; None hides the pane."""
        self.setVisible(working is not None)
        if working is None or (name, working) == self._shown:
            return
        self._shown = (name, working)
        self.setAccessibleName(self.tr("How it came about: %1").replace("%1", name))
        steps = [self._wording.text(step) for step in working.steps]
        self._steps.setText("\n".join(steps) or self.tr("Not known yet."))
        origins = [self._wording.text(origin) for origin in working.origins]
        if working.confidence is not None and not working.sources:  # what no source says still says how it is known
            origins.append(self._wording.label(f"confidence.{working.confidence}"))
        self._origins.setText("\n".join(origins))
        self._origins.setVisible(bool(origins))
        self._show_limits(working.limits[:_MOST_LIMITS])
        self._show_sources(working)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Escape from anything inside."""
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def _show_limits(self, limits: Sequence[LimitCheck]) -> None:
        while len(self._limits) < len(limits):
            self._add_limit()
        for line, check in zip_longest(self._limits, limits):
            line.check = check
            for part in line.parts:
                part.setVisible(check is not None)
            if check is not None:
                self._show_limit(line, check)

    def _show_limit(self, line: LimitLine, check: LimitCheck) -> None:
        line.words.setText(self._wording.text(check.text))
        said, role = self._left(check)
        line.left.setText(said)
        if line.left.property("role") != role.value:
            set_role(line.left, role)
        line.finding.setVisible(check.is_crossed and check.kind is not LimitKind.NOTE)
        line.finding.setText(self.tr("Give a reason") if check.kind is LimitKind.SOFT else self.tr("What would satisfy it"))
        line.finding.setAccessibleName(f"{line.finding.text()}: {line.words.text()}")

    def _left(self, check: LimitCheck) -> tuple[str, Role]:
        """Return how much the limit leaves, with the role of the word."""
        ends = (check.value, check.bound) if check.is_upper else (check.bound, check.value)
        room = difference(*ends)
        if room is None:
            return self.tr("not known"), Role.MUTED
        number = self._wording.number(f"{abs(room).normalize():f}")
        if check.kind is LimitKind.NOTE:
            return self.tr("to compare"), Role.MUTED
        if check.is_crossed:
            return self.tr("over by %1").replace("%1", number), Role.STOP if check.kind is LimitKind.HARD else Role.WARN
        if not room:
            return self.tr("at the limit"), Role.WARN
        return (self.tr("%1 left") if check.is_upper else self.tr("%1 more than needed")).replace("%1", number), Role.MUTED

    def _show_sources(self, working: ShownWorking) -> None:
        confidence = "" if working.confidence is None else self._wording.term(f"confidence.{working.confidence}")
        self.sources.setVisible(bool(working.sources))
        self.sources.setText("  ·  ".join(part for part in (", ".join(working.sources), confidence) if part))
        self.sources.updateGeometry()
        held = self._knowledge.sources
        named = [held[source].citation if source in held else source for source in working.sources]
        self._citations.setText("\n".join(named))
        self._citations.setVisible(bool(named) and self.sources.isChecked())
        self.sources.setToolTip(plain_tip("\n".join(named)))

    def _build(self) -> None:
        self._steps = label("", Role.SMALL)
        self._steps.setFont(font(TypeSize.SMALL, is_tabular=True))
        self._origins = label("", Role.MUTED)
        self.sources = Disclosure("", is_quiet=True)
        self.sources.setAccessibleDescription(self.tr("Opens the sources in full"))
        self._citations = label("", Role.MUTED)
        self._citations.setContentsMargins(26, 0, 6, 4)
        self._citations.hide()
        for words in (self._steps, self._origins):
            words.setContentsMargins(6, 0, 6, 0)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(6, 0, 6, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(0, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 4, 0, 0)
        whole.setSpacing(4)
        whole.addWidget(hairline())
        whole.addWidget(self._steps)
        whole.addWidget(self._origins)
        whole.addLayout(self._grid)
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.sources)
        line.addStretch(1)
        whole.addLayout(line)
        whole.addWidget(self._citations)
        self.sources.opened.connect(self._citations.setVisible)

    def _add_limit(self) -> None:
        line = LimitLine()
        row = len(self._limits)
        self._grid.addWidget(line.words, row, 0)
        self._grid.addWidget(line.left, row, 1, Qt.AlignmentFlag.AlignRight)
        self._grid.addWidget(line.finding, row, 2)
        line.finding.clicked.connect(partial(self._on_finding, line))
        self._limits.append(line)

    def _on_finding(self, line: LimitLine) -> None:
        self.limit_wanted.emit(line.check)
