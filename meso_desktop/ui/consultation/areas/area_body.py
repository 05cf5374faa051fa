"""The drawn body beside the cards of the areas, in the colours of the scheme."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from meso_desktop.domain.areas import Side
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.knowledge.wording import Wording
from meso_desktop.ui.body.body_drawing import BodyColours
from meso_desktop.ui.body.body_view import BodyView
from meso_desktop.ui.consultation.areas.body_source import drawn_body
from meso_desktop.ui.palette import Roles, roles_of

_SHADE, _SHADE_IN_THE_DARK = 0.08, 0.42
"""How strong the shadow on the skin is."""
_INK = 0.85
"""How strong the dark of a pupil is."""


class AreaBody(BodyView):
    """As high as the page lets it be, and no wider than the cards leave room for."""

    def __init__(self, *, knowledge: Knowledge, wording: Wording, parent: QWidget | None = None) -> None:
        """Draw the body with the areas of the pack named by `wording`."""
        self._wording = wording
        self._areas = knowledge.areas
        self._is_dressed_for = ""
        super().__init__(drawn_body(), name_of=self._name_of, tip_of=self._tip_of, parent=parent)
        self._dress()

    def turn_to(self, area: str, side: Side) -> None:
        """Show the part of the body where the area is; of a pair, its left."""
        self.show_area(area, Side.LEFT if side is Side.BOTH else side)

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Follow the scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()

    def _name_of(self, area: str, side: Side) -> str:
        name = self._wording.term(f"area.{area}")
        return name if side is Side.MIDLINE else f"{name}, {self._wording.term(f'side.{side}')}"

    def _tip_of(self, area: str) -> str:
        """Return what is kept free at an area."""
        entry = self._areas.get(area)
        return "" if entry is None or entry.exclusion is None else self._wording.term(f"exclusion.{entry.exclusion}")

    def _dress(self) -> None:
        roles = roles_of(self.palette())
        if roles.surface != self._is_dressed_for:
            self._is_dressed_for = roles.surface
            self.set_colours(_colours(roles))


def _colours(roles: Roles) -> BodyColours:
    return BodyColours(
        skin=roles.colour("raised"), hair=QColor(roles.mixed("muted", "raised", share=0.25)),
        line=QColor(roles.mixed("text", "raised", share=0.8)), accent=roles.colour("accent"), text=roles.colour("text"),
        muted=roles.colour("muted"), shade=_darkest(roles, light=_SHADE, dark=_SHADE_IN_THE_DARK),
        ink=_darkest(roles, light=_INK, dark=_INK),
    )


def _darkest(roles: Roles, *, light: float, dark: float) -> QColor:
    """Return what darkens the skin in either scheme, as strongly as the scheme needs."""
    is_light = QColor(roles.text).lightness() < QColor(roles.surface).lightness()
    colour = QColor(roles.text if is_light else roles.surface)
    colour.setAlphaF(light if is_light else dark)
    return colour
