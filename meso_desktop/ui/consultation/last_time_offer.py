"""The button that plans the same as last time, with the day that it takes it from; what cannot be taken is said below."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from meso_desktop.ui.consultation.last_time import LastTime
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
        self.setObjectName("same_as_last_time")
        self.setToolTip(self.tr("Fills what is not chosen yet; every value is marked until you accept or change it"))
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
            self.setText(self._last_time.words())
            self.setAccessibleName(self.text())
        told = self._last_time.left_out()
        self.told.setText("\n".join(told))
        self.told.setVisible(bool(told))

    def _on_clicked(self) -> None:
        self._last_time.fill()
        self.filled.emit()
