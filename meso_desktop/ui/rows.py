"""Lists of two-line rows over frozen values: one model, one delegate with hairlines, one view."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetrics, QHelpEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip, QWidget
from typing_extensions import override

from meso_desktop.ui.elided_label import plain_tip
from meso_desktop.ui.fonts import TypeSize, font
from meso_desktop.ui.palette import Roles, roles_of

_LINE, _PAIR, _INSET = 40, 58, 12
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, kw_only=True)
class Row:
    """What one row shows, and the `value` it stands for; `tag` is a word at the right in the colour of `tag_role`."""

    value: object
    title: str
    detail: str = ""
    detail_role: str = "muted"
    aside: str = ""
    aside_role: str = "muted"
    tag: str = ""
    tag_role: str = "muted"

    @property
    def spoken(self) -> str:
        """What assistive tools say."""
        return ", ".join(part for part in (self.title, self.detail, self.aside, self.tag) if part)


class RowsModel(QAbstractListModel):
    """Rows in the order given."""

    def __init__(self, parent: QWidget) -> None:
        """Begin empty."""
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows."""
        return self._rows

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows instead."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return row.spoken
            case Qt.ItemDataRole.UserRole:
                return row
            case _:
                return None


class RowDelegate(QStyledItemDelegate):
    """Paints a title, a quieter line beneath, a word at the right, and a hairline under each row."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row: Row = index.data(Qt.ItemDataRole.UserRole)
        return QSize(200, _PAIR if row.detail else _LINE)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(Qt.ItemDataRole.UserRole)
        view: QWidget = option.widget
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        roles = roles_of(view.palette())
        painter.save()
        self._paint_ground(painter, box, roles, state)
        inner = box.adjusted(_INSET, 0, -_INSET, 0)
        room = self._paint_right(painter, inner, row, roles)
        if row.detail:
            title = QRect(inner.left(), inner.top() + 8, room, 22)
            self._write(painter, title, row.title, font(weight=QFont.Weight.Medium), roles.colour("text"))
            detail = QRect(inner.left(), inner.top() + 30, room, 20)
            self._write(painter, detail, row.detail, font(TypeSize.SMALL), roles.colour(row.detail_role))
        else:
            self._write(painter, QRect(inner.left(), inner.top(), room, inner.height()), row.title, font(), roles.colour("text"))
        painter.restore()

    def _paint_ground(self, painter: QPainter, box: QRect, roles: Roles, state: QStyle.StateFlag) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if state & QStyle.StateFlag.State_Selected:
            painter.setBrush(QColor(roles.mixed("accent", "raised", share=0.14)))
            painter.drawRoundedRect(box.adjusted(0, 1, 0, -1), 6, 6)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(QColor(roles.mixed("text", "raised", share=0.05)))
            painter.drawRoundedRect(box.adjusted(0, 1, 0, -1), 6, 6)
        painter.fillRect(QRect(box.left() + _INSET, box.bottom(), box.width() - 2 * _INSET, 1), roles.colour("line"))

    @override
    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        if event.type() is not QEvent.Type.ToolTip or not index.isValid():
            return super().helpEvent(event, view, option, index)
        box: QRect = option.rect
        QToolTip.showText(event.globalPos(), self.tip(index.data(Qt.ItemDataRole.UserRole), box.width()), view)
        return True

    def tip(self, row: Row, width: int) -> str:
        """Return the tooltip of a row `width` pixels wide: all its words when some are cut, none otherwise."""
        right = self._right_width(row)
        room = width - 2 * _INSET - right - (_INSET if right else 0)
        title = QFontMetrics(font(weight=QFont.Weight.Medium) if row.detail else font()).horizontalAdvance(row.title)
        is_cut = max(title, QFontMetrics(font(TypeSize.SMALL)).horizontalAdvance(row.detail)) > room
        return plain_tip(f"{row.title}\n{row.detail}".strip()) if is_cut else ""

    def _right_width(self, row: Row) -> int:
        metrics = QFontMetrics(font(TypeSize.SMALL, is_tabular=True))
        return max((metrics.horizontalAdvance(text) + 2 for text in (row.aside, row.tag) if text), default=0)

    def _paint_right(self, painter: QPainter, inner: QRect, row: Row, roles: Roles) -> int:
        small = font(TypeSize.SMALL, is_tabular=True)
        width = self._right_width(row)
        lines = [(row.aside, row.aside_role), (row.tag, row.tag_role)]
        if not row.detail:
            lines = [(row.tag, row.tag_role) if row.tag else (row.aside, row.aside_role)]
        for number, (text, role) in enumerate(lines):
            top = inner.top() + (8 + 22 * number if row.detail else 0)
            place = QRect(inner.right() - width, top, width, 22 if row.detail else inner.height())
            self._write(painter, place, text, small, roles.colour(role), is_right=True)
        return inner.width() - width - (_INSET if width else 0)

    def _write(self, painter: QPainter, place: QRect, text: str, face: QFont, colour: QColor, *, is_right: bool = False) -> None:  # noqa: PLR0913  # a text and how it is written
        painter.setFont(face)
        painter.setPen(colour)
        side = Qt.AlignmentFlag.AlignRight if is_right else Qt.AlignmentFlag.AlignLeft
        shown = QFontMetrics(face).elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter, shown)


class RowList(QListView):
    """A list of rows; a click or Enter emits `chosen` with the row's value."""

    chosen = Signal(object)
    current_changed = Signal(object)
    left_upwards = Signal()

    def __init__(self, name: str) -> None:
        """Make an empty list whose accessible name is `name`."""
        super().__init__()
        self.rows_model = RowsModel(self)
        self.setModel(self.rows_model)
        self.setItemDelegate(RowDelegate(self))
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.clicked.connect(self._choose)
        self.selectionModel().currentChanged.connect(self._follow)

    def set_rows(self, rows: Sequence[Row], *, selects_first: bool = False) -> None:
        """Show these rows."""
        self.rows_model.set_rows(rows)
        self.setTabKeyNavigation(False)
        if selects_first and rows:
            self.setCurrentIndex(self.rows_model.index(0))

    def select(self, value: object) -> bool:
        """Mark the row of `value`; False when there is none."""
        for number, row in enumerate(self.rows_model.rows):
            if row.value == value:
                self.setCurrentIndex(self.rows_model.index(number))
                return True
        return False

    def current_value(self) -> object | None:
        """Return the value of the row marked."""
        index = self.currentIndex()
        return self.rows_model.rows[index.row()].value if index.isValid() else None

    def step(self, by: int) -> None:
        """Move the mark, from a search line above for instance."""
        last = len(self.rows_model.rows) - 1
        if last >= 0:
            here = self.currentIndex().row()
            self.setCurrentIndex(self.rows_model.index(min(last, max(0, here + by))))

    def natural_height(self) -> int:
        """Return the height at which nothing scrolls."""
        return sum(_PAIR if row.detail else _LINE for row in self.rows_model.rows) + 2

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space} and self.currentIndex().isValid():
            self._choose(self.currentIndex())
        elif event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.left_upwards.emit()
        else:
            super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.rows_model.rows:
            self.setCurrentIndex(self.rows_model.index(0))

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(self.rows_model.rows[index.row()].value)

    @Slot(QModelIndex)
    def _follow(self, index: QModelIndex) -> None:
        if index.isValid():
            self.current_changed.emit(self.rows_model.rows[index.row()].value)
