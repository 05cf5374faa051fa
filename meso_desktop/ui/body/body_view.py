"""The drawn body from which areas are chosen, by mouse, touch and keyboard."""

from collections.abc import Callable, Collection, Iterable
from enum import Enum
from typing import Final

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from meso_desktop.domain.areas import BodyMark, Side
from meso_desktop.domain.body import Body, View
from meso_desktop.domain.marks import view_of
from meso_desktop.domain.people import Sex
from meso_desktop.ui.body.body_arrangement import height_of_row
from meso_desktop.ui.body.body_bar import BodyBar
from meso_desktop.ui.body.body_canvas import BodyCanvas
from meso_desktop.ui.body.body_drawing import BodyColours, Key
from meso_desktop.ui.body.body_hands import BodyHands
from meso_desktop.ui.body.body_zoom import LEAST, MOST
from meso_desktop.ui.consultation.segmented import Segmented
from meso_desktop.ui.elided_label import plain_tip
from meso_desktop.ui.theme import Role, label

__all__ = ["BodyColours", "BodyView", "Part"]


class Part(Enum):
    """What is shown at one time."""

    BODY = "body"
    FRONT_AND_BACK = "front_and_back"
    SIDES = "sides"
    HEAD = "head"
    KNEES = "knees"


VIEWS: Final = {
    Part.BODY: (View.FRONT, View.BACK, View.LEFT, View.RIGHT),
    Part.FRONT_AND_BACK: (View.FRONT, View.BACK),
    Part.SIDES: (View.LEFT, View.RIGHT),
    Part.HEAD: (View.HEAD_FRONT, View.HEAD_RIGHT, View.HEAD_LEFT, View.HEAD_BACK),
    Part.KNEES: (View.KNEES,),
}
_LEAST_HEIGHT: Final = 320
_LEAST_SEEN: Final = 14
"""How large, in pixels, an area has to be seen to be pointed at."""
_WORTH: Final = 0.72
"""From this share of the height that front and back alone would have, all four stand side by side."""


class BodyView(QWidget):
    """The body from all four sides, head and neck, or the knees; in a narrow place front and back, or the sides."""

    area_toggled = Signal(str, Side)
    area_parted = Signal(str, Side)
    spot_marked = Signal(object)
    marking_left = Signal()

    def __init__(
        self, body: Body, *, name_of: Callable[[str, Side], str], tip_of: Callable[[str], str] | None = None, parent: QWidget | None = None,
    ) -> None:
        """Show the female body with nothing chosen; `name_of` names an area and side, `tip_of` says what to mind at an area."""
        super().__init__(parent)
        self._tip_of = tip_of
        self._sex = Sex.FEMALE
        self._part = Part.BODY
        self._name_of = name_of
        self._available: frozenset[str] | None = None
        self._selected: frozenset[Key] = frozenset()
        self._ghost: frozenset[Key] = frozenset()
        self._ghost_day = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.setMinimumHeight(_LEAST_HEIGHT)
        self._build(body)
        self._connect()
        self._show()

    def _build(self, body: Body) -> None:
        names = {
            Part.BODY: self.tr("Body"), Part.FRONT_AND_BACK: self.tr("Front and back"), Part.SIDES: self.tr("Sides"),
            Part.HEAD: self.tr("Head and neck"), Part.KNEES: self.tr("Knees"),
        }
        spoken = self.tr("Part of the body shown")
        wide = [(part, names[part]) for part in (Part.BODY, Part.HEAD, Part.KNEES)]
        narrow = [(part, names[part]) for part in (Part.FRONT_AND_BACK, Part.SIDES)]
        narrow += [(Part.HEAD, self.tr("Head")), (Part.KNEES, names[Part.KNEES])]
        self.wide_parts = Segmented(wide, name=spoken, object_name="body_part", may_clear=False)
        self.narrow_parts = Segmented(narrow, name=spoken, object_name="body_part_narrow", may_clear=False, is_compact=True)
        self._canvas = BodyCanvas(body, name_of=self._name_of, parent=self)
        self._canvas.setAccessibleName(self.tr("Areas on the body"))
        self._hands = BodyHands(self._canvas)
        self.bar = BodyBar()
        self.legend = label("", Role.MUTED)
        self.legend.hide()
        self._above, self._below = QHBoxLayout(), QHBoxLayout()
        self._above.addWidget(self.wide_parts)
        self._above.addWidget(self.narrow_parts)
        column = QVBoxLayout(self)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)  # a wide row must not keep it from becoming narrow
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._above)
        column.addWidget(self._canvas, 1)
        column.addWidget(self.legend)
        column.addLayout(self._below)
        self._below.addWidget(self.bar)
        self.setFocusProxy(self._canvas)

    def _connect(self) -> None:
        self.wide_parts.picked.connect(self.show_part)
        self.narrow_parts.picked.connect(self.show_part)
        self._canvas.region_chosen.connect(self.area_toggled)
        self._canvas.region_parted.connect(self.area_parted)
        self._canvas.spot_marked.connect(self.spot_marked)
        self._canvas.marking_left.connect(self.marking_left)
        self._canvas.hovered.connect(self._on_hovered)
        self._canvas.zoomed.connect(self._on_zoomed)
        self.bar.stepped.connect(self._hands.zoom_by_key)

    @property
    def canvas(self) -> BodyCanvas:
        """The drawing itself, which takes keys and clicks."""
        return self._canvas

    @property
    def part(self) -> Part:
        """The part of the body that is shown."""
        return self._part

    @property
    def ghost(self) -> frozenset[Key]:
        """What stands behind as the areas of last time."""
        return self._ghost

    def set_sex(self, sex: Sex) -> None:
        """Draw the body of this sex."""
        self._sex = sex
        self._show()

    def set_selected(self, selected: Iterable[Key]) -> None:
        """Mark these areas and sides as chosen."""
        self._selected = frozenset(selected)
        self._canvas.light(available=self._available, selected=self._selected)

    def set_available(self, areas: Collection[str] | None) -> None:
        """Offer these areas; None offers every area that is drawn."""
        self._available = None if areas is None else frozenset(areas)
        self._canvas.light(available=self._available, selected=self._selected)

    def set_colours(self, colours: BodyColours) -> None:
        """Draw with these colours."""
        self._canvas.set_colours(colours)

    def show_ghost(self, keys: Iterable[Key], *, day: str, spots: Iterable[BodyMark] = ()) -> None:
        """Hatch what was treated last time with the spots marked then, and say when that was; nothing without areas."""
        self._ghost, self._ghost_day = frozenset(keys), day
        self._canvas.show_ghost(self._ghost, spots=spots)
        self._show_legend()

    def show_spots(self, spots: Iterable[tuple[BodyMark, bool]]) -> None:
        """Show the spots marked; the flag is for that of the area looked at."""
        self._canvas.show_spots(spots)

    def look_at(self, area: str, side: Side) -> None:
        """Go nearer about this area, of a pair its left, or the spot marked in it."""
        self._canvas.look_at((area, Side.LEFT if side is Side.BOTH else side))

    def begin_marking(self) -> None:
        """Take the next click on the body, or Enter with the cross, as the spot to mark."""
        self._canvas.setFocus()
        self._canvas.set_marking(is_marking=True)
        self._show_legend()

    def end_marking(self) -> None:
        """Choose areas again."""
        self._canvas.set_marking(is_marking=False)
        self._show_legend()

    def show_area(self, area: str, side: Side) -> None:
        """Turn to the part of the body that shows the area, enlarged where it is too small to be pointed at, and move it into view."""
        seen = self._canvas.rectangle_of(area, side)
        if min(seen.width(), seen.height()) < _LEAST_SEEN:
            stage = self._canvas.stage
            found = [part for part in self._offered() if stage.shows(area, side, views=VIEWS[part])]
            enlarged = [part for part in found if part in {Part.HEAD, Part.KNEES}]
            if found and (seen.isEmpty() or enlarged):
                self.show_part((enlarged or found)[0])
        self._canvas.bring_into_view((area, side))

    def show_mark(self, mark: BodyMark) -> None:
        """Turn to the part of the body that a mark lies on."""
        view = view_of(mark)
        if view is not None and view not in VIEWS[self._part]:
            self.show_part(next(part for part in self._offered() if view in VIEWS[part]))

    def show_part(self, part: Part) -> None:
        """Show a part of the body."""
        self._part = part
        self._show()

    @override
    def hasHeightForWidth(self) -> bool:
        """Take the height there is, whatever the lines of words would like."""
        return False

    @override
    def sizeHint(self) -> QSize:
        return QSize(560, 560)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(260, _LEAST_HEIGHT)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show()

    def _offered(self) -> tuple[Part, ...]:
        is_wide = self._is_wide()
        return tuple(part for part in Part if (part is not Part.BODY if not is_wide else part not in {Part.FRONT_AND_BACK, Part.SIDES}))

    def _is_wide(self) -> bool:
        """Tell whether all four figures side by side are nearly as high as two would be."""
        room, inks = self._canvas.stage.room_in(self._canvas.size()), self._canvas.stage.inks_of(VIEWS[Part.BODY])
        four, two = (height_of_row(VIEWS[part], room, inks=inks) for part in (Part.BODY, Part.FRONT_AND_BACK))
        return four >= two * _WORTH

    def _show(self) -> None:
        if self._part not in self._offered():
            self._part = Part.FRONT_AND_BACK if self._part is Part.BODY else Part.BODY
        is_wide = self._is_wide()
        self.wide_parts.setVisible(is_wide)
        self.narrow_parts.setVisible(not is_wide)
        beside = self._above if is_wide else self._below
        if beside.indexOf(self.bar) < 0:
            beside.addWidget(self.bar, 1)
        for parts in (self.wide_parts, self.narrow_parts):
            parts.show_value(self._part)
        self._canvas.show_views(VIEWS[self._part], sex=self._sex)

    def _show_legend(self) -> None:
        text = ""
        if self._canvas.is_marking:
            text = self.tr("Click the place on the body, or move the cross with the arrow keys and press Enter. Escape leaves it.")
        elif self._ghost:
            text = self.tr("Dashed: last time, %1").replace("%1", self._ghost_day)
        self.legend.setText(text)
        self.legend.setVisible(bool(text))

    def _on_hovered(self, key: object) -> None:
        if not isinstance(key, tuple):
            self.bar.show_pointed("")
            self._canvas.setToolTip("")
            return
        name = self._name_of(*key)
        self.bar.show_pointed(name)
        told = [self._tip_of(key[0])] if self._tip_of is not None else []
        told += [self.tr("Last time, %1").replace("%1", self._ghost_day)] if key in self._ghost else []
        told = [line for line in told if line]
        self._canvas.setToolTip(plain_tip("\n".join([name, *told])) if told else "")

    def _on_zoomed(self, percent: int) -> None:
        factor = self._canvas.stage.zoom.factor
        self.bar.show_percent(percent, can_go_nearer=factor < MOST, can_go_farther=factor > LEAST)
