"""The limits of a product or a protocol: a line each with bound, unit and source, which opens to the values that a clinic can change."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from meso_desktop.domain.clinic_changes import IS_ON, Change
from meso_desktop.domain.products import Limit, LimitKind
from meso_desktop.knowledge.wording import Wording
from meso_desktop.ui.consultation.disclosure import Disclosure
from meso_desktop.ui.fonts import TypeSize, font
from meso_desktop.ui.knowledge.value_row import ValueRow
from meso_desktop.ui.knowledge.value_words import limit_bound, limit_name, unit_of
from meso_desktop.ui.theme import SPACE_4, SPACE_8, SPACE_16, SPACE_24, Role, hairline, label

_KIND_ROLES = {LimitKind.HARD: Role.STOP, LimitKind.SOFT: Role.WARN, LimitKind.NOTE: Role.MUTED}


class LimitBlock(QWidget):
    """One limit; `opened` tells that its values show."""

    opened = Signal(object)

    def __init__(  # noqa: PLR0913  # a limit, what became of it, and how it is said
        self, limit: Limit, *, shipped: Limit | None, wording: Wording, rows: tuple[ValueRow, ...], changes: Mapping[str, Change],
        is_off: bool, is_read_only: bool, together: Sequence[str] = (),
    ) -> None:
        """Show `limit` as it holds here, beside what is shipped where the two differ; `rows` are its changeable values.

        `together` names the entries whose limit is counted as one with it.
        """
        super().__init__()
        self.limit = limit
        self.rows = rows
        self._wording = wording
        self.setObjectName(f"limit_{limit.id}")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_4)
        column.addWidget(hairline())
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE_16)
        grid.setVerticalSpacing(0)
        for number, stretch in enumerate((5, 3, 2, 0)):
            grid.setColumnStretch(number, stretch)
        column.addLayout(grid)
        said = limit_bound(limit, unit_of(limit), wording)
        grid.addWidget(_cell(limit_name(limit, wording)), 0, 0)
        grid.addWidget(_cell(self.tr("Switched off") if is_off else said, Role.WARN if is_off else Role.SMALL), 0, 1)
        grid.addWidget(_cell(wording.term(f"limit_kind.{limit.kind}"), _KIND_ROLES[limit.kind]), 0, 2)
        grid.addWidget(_cell(self._where(limit), Role.MUTED), 1, 0)
        if shipped is not None and (is_off or shipped != limit):
            before = limit_bound(shipped, unit_of(shipped), wording)
            kind = wording.term(f"limit_kind.{shipped.kind}")
            grid.addWidget(_cell(self.tr("Shipped: %1").replace("%1", f"{before}, {kind}"), Role.WARN), 1, 1, 1, 2)
        if together:
            said = self.tr("Counts together, at the strictest bound, with %1.").replace("%1", "; ".join(together))
            grid.addWidget(_cell(said, Role.MUTED), 2, 0, 1, 3)
        self.opener = Disclosure(self.tr("Change"), is_quiet=True)
        self.opener.setAccessibleName(self.tr("Change or switch off: %1").replace("%1", limit_name(limit, wording)))
        grid.addWidget(self.opener, 0, 3, 2, 1, Qt.AlignmentFlag.AlignTop)
        grid.setRowMinimumHeight(0, 24)
        self._inside = QWidget()
        inside = QVBoxLayout(self._inside)
        inside.setContentsMargins(SPACE_24, SPACE_4, 0, SPACE_8)
        inside.setSpacing(SPACE_4)
        for row in rows:
            inside.addWidget(row)
        column.addWidget(self._inside)
        self.opener.setVisible(not is_read_only)
        self.opener.setChecked(bool(changes))
        self._inside.setVisible(self.opener.isChecked())
        self.opener.opened.connect(self._inside.setVisible)

    def _where(self, limit: Limit) -> str:
        """Return where the limit holds and what it rests on."""
        wording = self._wording
        places = [wording.term(f"area.{area}") for area in limit.areas]
        places += [wording.term(f"jurisdiction.{place}") for place in limit.jurisdictions]
        cited = self.tr("Source %1, %2").replace("%1", ", ".join(limit.sources))
        parts = (", ".join(places), cited.replace("%2", wording.term(f"confidence.{limit.confidence}")))
        return " · ".join(part for part in parts if part)


def limit_changes(limit: Limit, changes: Mapping[str, Change]) -> dict[str, Change]:
    """Return the changes that lie in one limit, by field."""
    return {field: change for field, change in changes.items() if field.startswith(f"limits.{limit.id}.")}


def is_switched_off(limit: Limit, changes: Mapping[str, Change]) -> bool:
    """Tell whether the clinic has switched the limit off."""
    return f"limits.{limit.id}.{IS_ON}" in changes


def _cell(text: str, role: str = Role.SMALL) -> QLabel:
    cell = label(text, role)
    cell.setFont(font(TypeSize.SMALL, is_tabular=True))
    cell.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return cell
