"""The recovery key, shown this once: it must be noted before the clinic opens."""

from html import escape

from PySide6.QtCore import QMarginsF, Qt, Signal, Slot
from PySide6.QtGui import QFont, QGuiApplication, QPageLayout, QTextDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from meso_desktop.ui.centred import CentredPage
from meso_desktop.ui.dialogs import Dialogs
from meso_desktop.ui.fonts import TypeSize, font
from meso_desktop.ui.painted import TickBox
from meso_desktop.ui.pdf_view import was_printed
from meso_desktop.ui.theme import SPACE_12, SPACE_24, Role, button, label, set_role


class RecoveryKeyPage(CentredPage):
    """Shows the key with ways to keep it; going on takes a tick."""

    confirmed = Signal()

    def __init__(self, dialogs: Dialogs) -> None:
        """Build the page."""
        super().__init__(640)
        self.setObjectName("recovery_key_page")
        self._dialogs = dialogs
        self._clinic_name = ""
        self._key = label("", Role.HEADING)
        self.copy_button = button(self.tr("Copy"))
        self.print_button = button(self.tr("Print"))
        self.save_button = button(self.tr("Save as file"))
        self._said = label("", Role.MUTED)
        self.written_down = TickBox(self.tr("I have written it down"))
        self.go_on = button(self.tr("Go on"), Role.PRIMARY)
        self._lay_out()
        self._connect()

    def show_key(self, recovery_key: str, *, clinic_name: str) -> None:
        """Show the key of the clinic just made."""
        self._clinic_name = clinic_name
        self._key.setText(recovery_key)
        self.written_down.setChecked(False)
        self.go_on.setEnabled(False)
        self.copy_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Leave no trace of the key on the page."""
        self._key.clear()

    def _lay_out(self) -> None:
        self.column.addWidget(label(self.tr("Your recovery key"), Role.TITLE))
        words = self.tr(
            "Should you forget the passphrase, this key opens the clinic. It is shown only now and kept nowhere. "
            "Without passphrase and key the records cannot be read by anybody."
        )
        self.column.addWidget(label(words, ""))
        card = set_role(QWidget(), Role.CARD)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(SPACE_24, SPACE_24, SPACE_24, SPACE_24)
        self._key.setFont(font(TypeSize.HEADING, weight=QFont.Weight.DemiBold, is_tabular=True))
        self._key.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self._key.setAccessibleName(self.tr("Recovery key"))
        inside.addWidget(self._key)
        self.column.addWidget(card)
        row = QHBoxLayout()
        row.setSpacing(SPACE_12)
        for widget in (self.copy_button, self.print_button, self.save_button, self._said):
            row.addWidget(widget)
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addWidget(self.written_down)
        self.column.addWidget(self.go_on, 0, Qt.AlignmentFlag.AlignLeft)

    def _connect(self) -> None:
        self.copy_button.clicked.connect(self._copy_key)
        self.print_button.clicked.connect(self._print_key)
        self.save_button.clicked.connect(self._save_key)
        self.written_down.toggled.connect(self.go_on.setEnabled)
        self.go_on.clicked.connect(self.confirmed)

    @Slot()
    def _copy_key(self) -> None:
        QGuiApplication.clipboard().setText(self._key.text())
        self._said.setText(self.tr("Copied"))

    @Slot()
    def _print_key(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if not self._dialogs.choose_printer(self, printer):
            return
        printer.setPageMargins(QMarginsF(25, 25, 25, 25), QPageLayout.Unit.Millimeter)
        page = QTextDocument()
        page.setDefaultFont(QFont(self.font().family(), 12))
        title, key = escape(self._clinic_name), escape(self._key.text())
        page.setHtml(f"<h2>{title}</h2><p>{escape(self.tr('Recovery key of the clinic'))}</p><p style='font-size:16pt'><b>{key}</b></p>")
        self._said.clear()
        page.print_(printer)
        if was_printed(printer):
            self._said.setText(self.tr("Sent to the printer"))
        else:
            self._dialogs.show_error(self, self.tr("The printer did not take the key, so it is not on paper. Write it down or save it."))

    @Slot()
    def _save_key(self) -> None:
        path = self._dialogs.save_file(
            self, title=self.tr("Save the recovery key"), suggested=self.tr("recovery-key.txt"), pattern=self.tr("Text (*.txt)")
        )
        if path is None:
            return
        try:
            path.write_text(f"{self._clinic_name}\n{self._key.text()}\n", encoding="utf-8", newline="\n")
        except OSError:
            self._dialogs.show_error(self, self.tr("The file could not be written, so the key is not kept there. Choose another place."))
            return
        self._said.setText(self.tr("Saved"))
