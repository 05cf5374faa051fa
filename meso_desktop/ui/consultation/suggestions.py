"""The list that a field opens under what is typed: on a ground of its own, each row high enough to be pressed."""

from typing import Final

from PySide6.QtCore import QLocale, QModelIndex, QPersistentModelIndex, QSize
from PySide6.QtWidgets import QCompleter, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from meso_desktop.ui.theme import Role, set_role

_ROW_HEIGHT: Final = 32


class _RoomyRows(QStyledItemDelegate):
    """Gives each suggestion the height of something that is pressed, and a margin before its words."""

    @override
    def displayText(self, value: object, locale: QLocale | QLocale.Language) -> str:
        return f"\u2002{value}"

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(super().sizeHint(option, index).width(), _ROW_HEIGHT)


def dress_suggestions(completer: QCompleter, *, name: str) -> None:
    """Dress the list of a completer and call it `name`; undressed it has no ground, and cannot be read."""
    popup = completer.popup()
    if popup is not None:
        popup.setAccessibleName(name)
        popup.setItemDelegate(_RoomyRows(popup))
        set_role(popup, Role.FLOATING)
