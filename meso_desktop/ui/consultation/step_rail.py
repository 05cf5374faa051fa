"""The seven steps at the left: each done, open or blocked, with the word, the icon and the reason."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from meso_desktop.domain.consultation import Step
from meso_desktop.domain.flow import StepState, StepStatus
from meso_desktop.knowledge.wording import Wording
from meso_desktop.ui.consultation.reading_order import stop_once
from meso_desktop.ui.elided_label import plain_tip
from meso_desktop.ui.fonts import TypeSize, font
from meso_desktop.ui.icons import icon
from meso_desktop.ui.palette import roles_of
from meso_desktop.ui.theme import Role, set_role

_WIDE: Final = 200
_NARROW: Final = 60
_LOOKS = {StepStatus.DONE: ("ok", "ok"), StepStatus.OPEN: ("open", "muted"), StepStatus.BLOCKED: ("stop", "stop")}


class StepButton(QPushButton):
    """One step: its number and name, and below how far it is."""

    def __init__(self, step: Step, *, number: int, name: str, parent: QWidget | None = None) -> None:
        """Make the button of a step."""
        super().__init__(parent)
        self.step = step
        self._number = number
        self._name = name
        self._status = StepStatus.OPEN
        self._word = ""
        self._is_compact = False
        self.setObjectName(f"step_{step}")
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(56)

    def show_state(self, state: StepState, *, word: str, why: str) -> None:
        """Show how far the step is, and why in the tooltip."""
        if (state.status, word) != (self._status, self._word):
            self._status, self._word = state.status, word
            self.setAccessibleName(f"{self._number} {self._name}: {word}")
            self.update()
        if self.accessibleDescription() != why:
            self.setToolTip(plain_tip(why))
            self.setAccessibleDescription(why)

    def set_compact(self, is_compact: bool) -> None:  # noqa: FBT001  # a setter, as Qt's are
        """Show number and icon only, where the window is narrow."""
        if is_compact != self._is_compact:
            self._is_compact = is_compact
            self.update()

    @property
    def status(self) -> StepStatus:
        """How far the step is."""
        return self._status

    @override
    def sizeHint(self) -> QSize:
        """Be as wide as the rail."""
        return QSize(200, 56)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, the icon and the two lines."""
        del event
        roles = roles_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked():
            painter.setBrush(roles.colour("raised"))
            painter.drawRect(box)
            painter.setBrush(roles.colour("text"))
            painter.drawRect(QRectF(0, 0, 3, box.height()))
        elif self.underMouse():
            painter.setBrush(QColor(roles.mixed("text", "surface", share=0.04)))
            painter.drawRect(box)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(roles.colour("accent"), 2))
            painter.drawRoundedRect(box.adjusted(5, 3, -5, -3), 6, 6)
        name, role = _LOOKS[self._status]
        icon(name, roles.colour(role)).paint(painter, 10 if self._is_compact else 16, 18, 20, 20)
        painter.setPen(roles.colour("text"))
        if self._is_compact:
            painter.setFont(font(TypeSize.BODY, weight=font().Weight.DemiBold if self.isChecked() else font().Weight.Normal))
            painter.drawText(QRectF(36, 0, box.width() - 38, box.height()), Qt.AlignmentFlag.AlignVCenter, str(self._number))
            painter.end()
            return
        painter.setFont(font(TypeSize.BODY, weight=font().Weight.DemiBold if self.isChecked() else font().Weight.Normal))
        painter.drawText(QRectF(44, 8, box.width() - 46, 22), Qt.AlignmentFlag.AlignVCenter, f"{self._number}  {self._name}")
        painter.setPen(roles.colour(role))
        painter.setFont(font(TypeSize.SMALL))
        painter.drawText(QRectF(44, 29, box.width() - 46, 18), Qt.AlignmentFlag.AlignVCenter, self._word)
        painter.end()


class StepRail(QWidget):
    """Emits `chosen` with the step that the doctor wants."""

    chosen = Signal(object)

    def __init__(self, *, wording: Wording, parent: QWidget | None = None) -> None:
        """Build the rail."""
        super().__init__(parent)
        self._wording = wording
        self.setFixedWidth(_WIDE)
        set_role(self, Role.SURFACE)
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 12)
        column.setSpacing(0)
        self._buttons: dict[Step, StepButton] = {}
        for number, step in enumerate(Step, start=1):
            button = StepButton(step, number=number, name=wording.term(f"step.{step}"))
            self._group.addButton(button)
            self._buttons[step] = button
            column.addWidget(button)
        column.addStretch(1)
        self._group.buttonClicked.connect(self._on_clicked)

    def set_compact(self, is_compact: bool) -> None:  # noqa: FBT001  # a setter, as Qt's are
        """Give the step more room in a narrow window: the names stand in the tooltips then."""
        self.setFixedWidth(_NARROW if is_compact else _WIDE)
        for button in self._buttons.values():
            button.set_compact(is_compact)

    def button(self, step: Step) -> StepButton:
        """Return the button of a step."""
        return self._buttons[step]

    def show_steps(self, states: Iterable[StepState], *, current: Step) -> None:
        """Show how far each step is and which one is on the screen."""
        for state in states:
            why = "\n".join(self._wording.text(reason) for reason in state.why)
            word = self._word(state)
            named = f"{self._wording.term(f'step.{state.step}')}: {word}"
            self._buttons[state.step].show_state(state, word=word, why=f"{named}\n{why}".strip())
        self._buttons[current].setChecked(True)
        stop_once(self._buttons.values(), at=self._buttons[current])

    def _word(self, state: StepState) -> str:
        match state.status:
            case StepStatus.DONE:
                return self.tr("Done")
            case StepStatus.OPEN:
                return self.tr("Open")
            case StepStatus.BLOCKED:
                return self.tr("Blocked")

    def _on_clicked(self, button: StepButton) -> None:
        self.chosen.emit(button.step)
