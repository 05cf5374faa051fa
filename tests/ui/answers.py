"""Dialogs that a test answers beforehand instead of a person."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from meso_desktop.ui.dialogs import Dialogs, Question


class AnsweringDialogs(Dialogs):
    """Gives the answers set on it and remembers what was asked and said."""

    def __init__(self) -> None:
        super().__init__()
        self.says_yes = True
        self.path: Path | None = None
        self.print_to: Path | None = None
        self.asked: list[Question] = []
        self.errors: list[str] = []

    def ask(self, _parent: QWidget | None, question: Question) -> bool:
        self.asked.append(question)
        return self.says_yes

    def show_error(self, _parent: QWidget | None, text: str, *, detail: str = "") -> None:
        self.errors.append(f"{text} {detail}".strip())

    def open_file(self, _parent: QWidget | None, *, title: str, patterns: Sequence[str]) -> Path | None:
        assert title
        assert patterns
        return self.path

    def save_file(self, _parent: QWidget | None, *, title: str, suggested: str, pattern: str) -> Path | None:
        assert title
        assert suggested
        assert pattern
        return self.path

    def choose_printer(self, _parent: QWidget | None, printer: QPrinter) -> bool:
        if self.print_to is None:
            return False
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.print_to))
        return True
