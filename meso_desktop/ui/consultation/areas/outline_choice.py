"""The shape of an extent: oval, rectangle, or drawn by hand, as three small pictures with their words in the tooltip."""

from typing import Final

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from meso_desktop.domain.areas import Outline
from meso_desktop.knowledge.wording import Wording
from meso_desktop.ui.consultation.segmented import Segmented
from meso_desktop.ui.icons import icon
from meso_desktop.ui.palette import roles_of

_ICONS: Final = {Outline.ELLIPSE: "oval", Outline.RECTANGLE: "rectangle", Outline.FREE: "edit"}
_SIZE: Final = 20


class OutlineChoice(Segmented):
    """Emits `picked` with the outline; the pictures follow the scheme."""

    def __init__(self, *, wording: Wording, object_name: str, parent: QWidget | None = None) -> None:
        """Build the three buttons."""
        options = [(outline, "") for outline in _ICONS]
        super().__init__(options, name=self.tr("Outline"), object_name=object_name, may_clear=False, parent=parent)
        for outline in _ICONS:
            words = wording.term(f"outline.{outline}")
            made = self.button(outline)
            made.setAccessibleName(self.tr("Outline: %1").replace("%1", words))
            made.setToolTip(wording.label(f"outline.{outline}"))
            made.setIconSize(QSize(_SIZE, _SIZE))
            made.setFixedWidth(44)
        self._tint()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.StyleChange}:
            self._tint()

    def _tint(self) -> None:
        roles = roles_of(self.palette())
        for outline, name in _ICONS.items():
            made = QIcon(icon(name, roles.colour("text"), size=_SIZE))
            size = QSize(_SIZE, _SIZE)
            ratio = self.devicePixelRatioF()
            made.addPixmap(icon(name, roles.colour("raised"), size=_SIZE).pixmap(size, ratio), QIcon.Mode.Normal, QIcon.State.On)
            self.button(outline).setIcon(made)
