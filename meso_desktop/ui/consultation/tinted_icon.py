"""A small icon in the colour of a role, which follows the scheme."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QLabel, QWidget
from typing_extensions import override

from meso_desktop.ui.icons import icon
from meso_desktop.ui.palette import roles_of


class TintedIcon(QLabel):
    """Shows one icon of the set; it says nothing to assistive tools, the word beside it does."""

    def __init__(self, size: int = 16, parent: QWidget | None = None) -> None:
        """Make an empty one."""
        super().__init__(parent)
        self._size = size
        self._name = ""
        self._role = "text"
        self.setFixedSize(size, size)

    def show_icon(self, name: str, role: str) -> None:
        """Show the icon `name` in the colour of `role`."""
        self._name, self._role = name, str(role)
        self._draw()

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Draw it again in another scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()

    def _draw(self) -> None:
        if self._name:
            colour = roles_of(self.palette()).colour(self._role)
            self.setPixmap(icon(self._name, colour).pixmap(QSize(self._size, self._size), self.devicePixelRatioF()))
