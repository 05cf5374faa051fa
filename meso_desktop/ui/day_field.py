"""The field of a form for a day, in the order of the clinic's country."""

from datetime import date

from PySide6.QtCore import QDate, QLocale, Slot

from meso_desktop.domain.errors import UserError
from meso_desktop.ui.fields import LineField
from meso_desktop.ui.typed_day import DayOrder, day_as_typed, typed_day


class DayField(LineField):
    """A day typed as text, read strictly, and said back in words so that day and month cannot be confused."""

    def __init__(self, label: str, *, order: DayOrder, help_text: str = "") -> None:
        """Make the field, which reads day or month first."""
        super().__init__(label, help_text=help_text, at_most=20)
        self._usual_help = help_text
        self.set_order(order)
        self.line.textChanged.connect(self._say_back)

    def set_order(self, order: DayOrder) -> None:
        """Read day or month first from now on."""
        self._order = order
        is_month_first = order is DayOrder.MONTH_FIRST
        self.line.setPlaceholderText(self.tr("mm/dd/yyyy") if is_month_first else self.tr("dd/mm/yyyy"))
        self._say_back()

    def day(self) -> date | None:
        """Return the day, or None when the field is empty; raises UserError when it cannot be read."""
        return typed_day(self.text, order=self._order) if self.text else None

    def set_day(self, day: date | None) -> None:
        """Show the day."""
        self.set_text("" if day is None else day_as_typed(day, order=self._order))

    @Slot()
    def _say_back(self) -> None:
        try:
            day = self.day()
        except UserError:
            day = None
        self.set_help(self._usual_help if day is None else QLocale().toString(QDate(day.year, day.month, day.day), "d MMMM yyyy"))
