"""The choosers of a plan line: its protocol, favourites first, and its preparation."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFont, QStandardItemModel
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from meso_desktop.domain.plan import PlanLine
from meso_desktop.ui.consultation.plan.star_button import StarButton, star_icon
from meso_desktop.ui.fonts import TypeSize, font
from meso_desktop.ui.icon_button import IconButton
from meso_desktop.ui.painted import ChoiceBox
from meso_desktop.ui.palette import roles_of

_STAR: Final = 16
_MARKED: Final = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, kw_only=True)
class Choice:
    """An entry of a chooser; `why_not` says why it cannot be chosen, `name` is what it is called without what stands behind it."""

    key: str
    text: str
    why_not: str = ""
    name: str = ""
    is_favourite: bool = False


class LineChoosers(QWidget):
    """Emits what is picked, and that a protocol is to be a favourite or none; one key takes the only favourite that fits."""

    protocol_picked = Signal(str)
    preparation_picked = Signal(str)
    favourite_wanted = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Build them empty."""
        super().__init__(parent)
        self._shown: tuple[tuple[Choice, ...], tuple[Choice, ...]] | None = None
        self._proposed = ""
        self.protocol = _chooser(self.tr("Protocol"))
        self.preparation = _chooser(self.tr("Preparation"))
        self.star = StarButton()
        self.favourite = IconButton("", "star")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self.favourite)
        line.addWidget(self.protocol, 3)
        line.addWidget(self.star)
        line.addWidget(self.preparation, 2)
        self.favourite.hide()
        self.star.hide()
        self.protocol.activated.connect(self._on_protocol)
        self.preparation.activated.connect(self._on_preparation)
        self.star.clicked.connect(self._on_star)
        self.favourite.clicked.connect(self._on_favourite)

    @property
    def has_protocols(self) -> bool:
        """Whether any protocol is offered."""
        return self._shown is not None and bool(self._shown[0])

    @property
    def first_field(self) -> QWidget:
        """Where one begins: at the favourite that is proposed, or at the protocols."""
        return self.favourite if self._proposed else self.protocol

    def show_choices(self, protocols: Sequence[Choice], preparations: Sequence[Choice], *, line: PlanLine | None) -> None:
        """Show what may be chosen here; what cannot be is there, disabled, with its reason."""
        choices = (tuple(protocols), tuple(preparations))
        if choices != self._shown:
            self._shown = choices
            _fill_protocols(self.protocol, protocols)
            _fill(self.preparation, preparations)
        _select(self.protocol, line.protocol if line else "")
        _select(self.preparation, line.preparation if line else "")
        chosen = next((c for c in protocols if line is not None and c.key == line.protocol), None)
        if chosen is not None:
            self.star.show_marked(chosen.name, is_marked=chosen.is_favourite)
        favourites = [c for c in protocols if c.is_favourite and not c.why_not]
        self._propose(favourites[0] if line is None and len(favourites) == 1 else None)

    def show_whole(self, *, is_whole: bool, is_line: bool) -> None:
        """Show the choosers of a line, or without one the protocols alone; neither for a line summed up."""
        self.protocol.setVisible(self.has_protocols and (is_whole or not is_line))
        self.preparation.setVisible(is_whole)
        self.star.setVisible(is_whole and self.has_protocols)
        self.favourite.setVisible(bool(self._proposed))
        self.setVisible(self.has_protocols and (is_whole or not is_line))

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Follow the scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            _tint(self.protocol)

    def _propose(self, choice: Choice | None) -> None:
        self._proposed = choice.key if choice is not None else ""
        if choice is not None:
            self.favourite.setText(self.tr("Plan with %1").replace("%1", choice.name))
            self.favourite.setAccessibleName(self.tr("Plan with your favourite, %1").replace("%1", choice.name))

    def _on_protocol(self) -> None:
        self.protocol_picked.emit(str(self.protocol.currentData()))

    def _on_preparation(self) -> None:
        self.preparation_picked.emit(str(self.preparation.currentData()))

    def _on_star(self) -> None:
        self.favourite_wanted.emit(str(self.protocol.currentData()), self.star.isChecked())

    def _on_favourite(self) -> None:
        if self._proposed:
            self.protocol_picked.emit(self._proposed)


def _chooser(name: str) -> ChoiceBox:
    box = ChoiceBox()
    box.setAccessibleName(name)
    box.setPlaceholderText(name)
    box.setMinimumContentsLength(10)
    box.setIconSize(QSize(_STAR, _STAR))
    box.view().setMinimumWidth(560)
    return box


def _fill_protocols(box: ChoiceBox, choices: Sequence[Choice]) -> None:
    """Put the favourites first, each part under a small heading."""
    favourites = [choice for choice in choices if choice.is_favourite]
    others = [choice for choice in choices if not choice.is_favourite]
    box.clear()
    if favourites:
        _head(box, QCoreApplication.translate("LineChoosers", "Favourites"))
        for choice in favourites:
            _add(box, choice)
            box.setItemData(box.count() - 1, True, _MARKED)  # Qt's own signature
        if others:
            _head(box, QCoreApplication.translate("LineChoosers", "Others that fit"))
    for choice in others:
        _add(box, choice)
    box.setCurrentIndex(-1)
    _tint(box)


def _tint(box: ChoiceBox) -> None:
    """Give stars and headings the colours in force."""
    roles = roles_of(box.palette())
    star = star_icon(roles.colour("text"), size=_STAR)
    for place in range(box.count()):
        if box.itemData(place, _MARKED):
            box.setItemIcon(place, star)
        elif box.itemData(place) is None:
            box.setItemData(place, roles.colour("muted"), Qt.ItemDataRole.ForegroundRole)


def _fill(box: ChoiceBox, choices: Sequence[Choice]) -> None:
    box.clear()
    for choice in choices:
        _add(box, choice)
    box.setCurrentIndex(-1)


def _head(box: ChoiceBox, words: str) -> None:
    box.addItem(words)
    box.setItemData(box.count() - 1, font(TypeSize.SMALL, weight=QFont.Weight.DemiBold), Qt.ItemDataRole.FontRole)
    _disable(box)


def _add(box: ChoiceBox, choice: Choice) -> None:
    box.addItem(f"{choice.text}  ·  {choice.why_not}" if choice.why_not else choice.text, choice.key)
    if choice.why_not:
        _disable(box)
        box.setItemData(box.count() - 1, choice.why_not, Qt.ItemDataRole.ToolTipRole)


def _disable(box: ChoiceBox) -> None:
    model = box.model()
    if isinstance(model, QStandardItemModel):
        model.item(box.count() - 1).setEnabled(False)


def _select(box: ChoiceBox, key: str) -> None:
    index = box.findData(key) if key else -1
    if index != box.currentIndex():
        box.setCurrentIndex(index)
