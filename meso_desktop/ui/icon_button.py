"""A button with one of the drawn icons before its words, in the colour of its role."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QPushButton
from typing_extensions import override

from meso_desktop.ui.icons import icon
from meso_desktop.ui.palette import roles_of
from meso_desktop.ui.theme import Role, set_role

_SIZE = 18


class IconButton(QPushButton):
    """Words with an icon; the icon follows the scheme."""

    def __init__(self, text: str, icon_name: str, role: str = Role.PLAIN, *, is_place: bool = False) -> None:
        """Make the button; `is_place` lets it stay pressed, for a place one is at."""
        super().__init__(text)
        self._icon_name = icon_name
        self._colour_role = "on_accent" if role == Role.PRIMARY else "text"
        self.setAutoDefault(True)
        self.setCheckable(is_place)
        self.setAccessibleName(text)
        self.setIconSize(QSize(_SIZE, _SIZE))
        set_role(self, role)
        self._tint()

    @override
    def changeEvent(self, e: QEvent) -> None:
        super().changeEvent(e)
        if e.type() in {QEvent.Type.PaletteChange, QEvent.Type.StyleChange}:
            self._tint()

    def _tint(self) -> None:
        self.setIcon(icon(self._icon_name, roles_of(self.palette()).colour(self._colour_role), size=_SIZE))
