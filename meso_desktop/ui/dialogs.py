"""Every message box and file dialog; tests replace the object."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox, QWidget

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


@dataclass(frozen=True, kw_only=True)
class Question:
    """A question with two answers; `patient` is the line that names whose record this is."""

    title: str
    text: str
    yes: str
    no: str
    patient: str = ""


class Dialogs(QObject):
    """Asks and shows, one thing at a time; the safe answer has the focus."""

    def ask(self, parent: QWidget | None, question: Question) -> bool:
        """Return whether the person chose `yes`; Escape and the close button are *no*."""
        box = _plain_box(parent)
        box.setWindowTitle(question.title)
        box.setText(question.title)
        box.setInformativeText(f"{question.patient}\n\n{question.text}" if question.patient else question.text)
        yes = box.addButton(question.yes, QMessageBox.ButtonRole.AcceptRole)
        no = box.addButton(question.no, QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(no)
        box.setEscapeButton(no)
        box.exec()
        chosen = box.clickedButton() is yes
        box.deleteLater()
        return chosen

    def show_error(self, parent: QWidget | None, text: str, *, detail: str = "") -> None:
        """Say what went wrong."""
        box = _plain_box(parent)
        box.setIcon(QMessageBox.Icon.NoIcon)
        box.setWindowTitle(self.tr("Meso Desktop"))
        box.setText(text)
        if detail:
            box.setInformativeText(detail)
        box.addButton(self.tr("Close"), QMessageBox.ButtonRole.AcceptRole)
        box.exec()
        box.deleteLater()

    def open_file(self, parent: QWidget | None, *, title: str, patterns: Sequence[str]) -> Path | None:
        """Return the file chosen, or None; patterns such as ``Pictures (*.png *.jpg)``."""
        name, _ = QFileDialog.getOpenFileName(parent, title, "", ";;".join(patterns))
        return Path(name) if name else None

    def save_file(self, parent: QWidget | None, *, title: str, suggested: str, pattern: str) -> Path | None:
        """Return where to write, or None."""
        name, _ = QFileDialog.getSaveFileName(parent, title, suggested, pattern)
        return Path(name) if name else None

    def choose_printer(self, parent: QWidget | None, printer: QPrinter) -> bool:
        """Let the person set `printer` up in the system's own dialog; False when it was left."""
        from PySide6.QtPrintSupport import QPrintDialog  # noqa: PLC0415  # first paint does without

        dialog = QPrintDialog(printer, parent)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return bool(accepted)


def _plain_box(parent: QWidget | None) -> QMessageBox:
    """Return a box that draws what was typed as it was typed; its longer text follows the format of the short one."""
    box = QMessageBox(parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    return box
