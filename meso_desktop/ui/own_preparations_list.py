"""The clinic's own preparations in the settings: renamed in their fields, put away and brought back."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from meso_desktop.domain.errors import UserError
from meso_desktop.domain.own_preparations import LONGEST_NAME
from meso_desktop.domain.plan import OwnPreparation
from meso_desktop.services.own_preparations import keep_preparation, own_preparations, put_away, rename_preparation
from meso_desktop.ui.fields import LineField
from meso_desktop.ui.preparation_words import parts_in_words
from meso_desktop.ui.shell import Desk
from meso_desktop.ui.theme import SPACE_4, SPACE_8, Role, button, label


class OwnPreparationRow(QWidget):
    """One preparation: its name in a field, what it is made of, and a button that puts it away."""

    def __init__(self, own: OwnPreparation, *, made_of: str) -> None:
        """Show `own`."""
        super().__init__()
        self.own = own
        self.name = LineField("", help_text=made_of, at_most=LONGEST_NAME)
        self.name.set_text(own.name)
        self.name.line.setAccessibleName(self.tr("Name of the preparation %1").replace("%1", own.name))
        self.put_away = button(self.tr("Put away"), Role.QUIET)
        self.put_away.setAccessibleName(self.tr("Put %1 away").replace("%1", own.name))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE_8)
        line.addWidget(self.name, 1)
        line.addWidget(self.put_away, 0, Qt.AlignmentFlag.AlignTop)


class OwnPreparationsList(QWidget):
    """Shows what is kept, and nothing at all while nothing is; what is signed or planned keeps its own copy whatever is done here."""

    def __init__(self, desk: Desk) -> None:
        """Make it empty; `refresh` fills it."""
        super().__init__()
        self._desk = desk
        self._rows: list[OwnPreparationRow] = []
        self._gone: OwnPreparation | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE_4)
        self._column.addWidget(label(self.tr("The clinic's own preparations"), Role.HEADING))
        told = self.tr("Offered where a line is planned. Plans and records keep what they were made with.")
        self._column.addWidget(label(told, Role.MUTED))
        self._rows_column = QVBoxLayout()
        self._rows_column.setSpacing(SPACE_8)
        self._column.addLayout(self._rows_column)
        self._said = label("", Role.SMALL)
        self.back = button(self.tr("Offer again"), Role.QUIET)
        self._last = QWidget()
        last = QHBoxLayout(self._last)
        last.setContentsMargins(0, 0, 0, 0)
        last.addWidget(self._said, 1)
        last.addWidget(self.back)
        self._column.addWidget(self._last)
        self._last.hide()
        self.hide()
        self.back.clicked.connect(self._on_back)

    @property
    def rows(self) -> tuple[OwnPreparationRow, ...]:
        """The rows, the preparation used last first."""
        return tuple(self._rows)

    def refresh(self) -> None:
        """Show what is kept now; a preparation put away before can no longer be brought back here."""
        self._gone = None
        self._last.hide()
        self._read()

    def save(self) -> None:
        """Keep the names that stand in the fields, for who leaves the page with the cursor still in one."""
        for row in self._rows:
            self._rename(row)

    def _read(self) -> None:
        self._desk.tasks.run(partial(own_preparations, self._desk.clinic), done=self._show, failed=self._refuse, newest="own_preparations")

    def _show(self, kept: tuple[OwnPreparation, ...]) -> None:
        if tuple(row.own for row in self._rows) != kept:
            for row in self._rows:
                self._rows_column.removeWidget(row)
                row.hide()
                row.deleteLater()
            self._rows = [self._make(own) for own in kept]
        self.setVisible(bool(kept) or self._gone is not None)

    def _make(self, own: OwnPreparation) -> OwnPreparationRow:
        row = OwnPreparationRow(own, made_of=parts_in_words(own, self._desk.wording))
        row.name.committed.connect(partial(self._rename, row))
        row.put_away.clicked.connect(partial(self._put_away, row))
        self._rows_column.addWidget(row)
        row.show()
        return row

    def _rename(self, row: OwnPreparationRow) -> None:
        if row.name.text == row.own.name or row not in self._rows:
            return
        work = partial(rename_preparation, self._desk.clinic, row.own.id, name=row.name.text)
        self._desk.tasks.run(work, done=partial(self._renamed, row), failed=partial(self._refuse_name, row), owner=self)

    def _renamed(self, row: OwnPreparationRow, own: OwnPreparation) -> None:
        if row not in self._rows:  # the list was read anew meanwhile, before the name was kept
            self._read()
            return
        row.own = own
        row.name.clear_error()
        row.name.set_text(own.name)

    def _refuse_name(self, row: OwnPreparationRow, error: UserError) -> None:
        if row not in self._rows:
            self._refuse(error)
            return
        row.name.show_error(self._desk.wording.text(error.message))

    def _put_away(self, row: OwnPreparationRow) -> None:
        self._gone = row.own
        work = partial(put_away, self._desk.clinic, row.own.id)
        self._desk.tasks.run(work, done=self._put, failed=self._refuse, owner=self)

    def _put(self, _nothing: None) -> None:
        if self._gone is not None:
            self._said.setText(self.tr("“%1” is put away.").replace("%1", self._gone.name))
            self.back.show()
            self._last.show()
            self.back.setFocus(Qt.FocusReason.OtherFocusReason)
        self._read()

    def _on_back(self) -> None:
        if self._gone is not None:
            work = partial(keep_preparation, self._desk.clinic, self._gone)
            self._desk.tasks.run(work, done=self._came_back, failed=self._refuse, owner=self)

    def _came_back(self, _own: OwnPreparation) -> None:
        self.refresh()

    def _refuse(self, error: UserError) -> None:
        self._said.setText(self._desk.wording.text(error.message))
        self.back.setVisible(False)
        self._last.show()
