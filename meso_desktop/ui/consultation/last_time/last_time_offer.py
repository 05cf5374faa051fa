"""The button that plans the same as last time, with the day that it takes it from; what cannot be taken is said below."""

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from meso_desktop.ui.consultation.last_time.last_time import LastTime
from meso_desktop.ui.icon_button import IconButton
from meso_desktop.ui.theme import Role, label


class LastTimeOffer(IconButton):
    """Shows while the last consultation has something that this one has not; `told` says what of it is left out.

    `filled` is emitted once it was pressed and the plan is filled.
    """

    filled = Signal()

    def __init__(self, last_time: LastTime, *, is_of_areas: bool, parent: QWidget | None = None) -> None:
        """Build it hidden; with `is_of_areas` it is there only while areas would come of it."""
        super().__init__("", "history")
        self.setParent(parent)
        self._last_time = last_time
        self._is_of_areas = is_of_areas
        self._texts: tuple[str, ...] = ("",)
        self.setObjectName("same_as_last_time")
        self.setToolTip(self.tr("Fills what is not chosen yet; every value is marked until you accept or change it"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.told = label("", Role.DEFER)
        self.told.setObjectName("left_out_of_last_time")
        self.told.hide()
        self.hide()
        self.clicked.connect(self._on_clicked)
        last_time.changed.connect(self.refresh)

    @Slot()
    def refresh(self) -> None:
        """Show what is offered now."""
        is_offered = self._last_time.may_fill_areas if self._is_of_areas else self._last_time.may_fill
        self.setVisible(is_offered)
        if is_offered:
            self._texts = (self._last_time.words(), *self._last_time.short_words())
            self.setAccessibleName(self._texts[0])
            self._fit()
        told = self._last_time.left_out()
        self.told.setText("\n".join(told))
        self.told.setVisible(bool(told))

    @override
    def sizeHint(self) -> QSize:
        """Be as wide as the longest words."""
        return self._size_with(self._texts[0])

    @override
    def minimumSizeHint(self) -> QSize:
        """Give way as far as the shortest words."""
        return self._size_with(self._texts[-1])

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say it in the longest words that fit."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        fitting = (text for text in self._texts if self._size_with(text).width() <= self.width())
        wanted = next(fitting, self._texts[-1])
        if wanted != self.text():
            self.setText(wanted)
            self.updateGeometry()

    def _size_with(self, text: str) -> QSize:
        held = super().sizeHint()
        beside = held.width() - self.fontMetrics().horizontalAdvance(self.text())
        return QSize(beside + self.fontMetrics().horizontalAdvance(text), held.height())

    def _on_clicked(self) -> None:
        self._last_time.fill()
        self.filled.emit()
