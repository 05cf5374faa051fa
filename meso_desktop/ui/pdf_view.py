"""Shows a PDF page under page, prints it through the system's dialog, and saves it as it is."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QImage, QKeyEvent, QPageLayout, QPageSize, QPainter, QPaintEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from meso_desktop.ui.dialogs import Dialogs
from meso_desktop.ui.icon_button import IconButton
from meso_desktop.ui.palette import roles_of
from meso_desktop.ui.theme import SPACE_12, SPACE_16, SPACE_24, Role, hairline, label, set_role

_POINTS_PER_INCH = 72
_PRINT_DPI = 300
_MM_PER_POINT = 25.4 / 72


@dataclass(frozen=True, kw_only=True)
class PageExtent:
    """Width and height of a page in points of 1/72 inch."""

    width: float
    height: float


def page_extents(data: bytes) -> tuple[PageExtent, ...]:
    """Return the size of each page."""
    with _opened(data) as document:
        return tuple(PageExtent(width=w, height=h) for w, h in (document.get_page_size(n) for n in range(len(document))))


def page_images(data: bytes, *, dots_per_inch: float) -> Iterator[QImage]:
    """Yield each page as a picture."""
    with _opened(data) as document:
        for number in range(len(document)):
            bitmap = document[number].render(scale=dots_per_inch / _POINTS_PER_INCH, rev_byteorder=True, prefer_bgrx=True)
            picture = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGBX8888)
            yield picture.copy()


def print_pdf(data: bytes, printer: QPrinter) -> bool:
    """Print every page at its own size on the printer as it is set up; False when the printer did not take it."""
    printer.setFullPage(True)
    sizes = page_extents(data)
    painter = QPainter()
    for number, (size, picture) in enumerate(zip(sizes, page_images(data, dots_per_inch=_PRINT_DPI), strict=True)):
        if number == 0:
            _set_page(printer, size)
            is_taken = painter.begin(printer)
        else:
            is_taken = printer.newPage()
        if not is_taken:
            printer.abort()
            return False
        painter.drawImage(painter.viewport(), picture)
    return painter.end() and was_printed(printer)


def was_printed(printer: QPrinter) -> bool:
    """Tell whether the printer took what it was given, as far as it says."""
    return printer.printerState() not in {QPrinter.PrinterState.Error, QPrinter.PrinterState.Aborted}


class PdfView(QWidget):
    """The preview with its three actions; emits `left` when the person goes back, by its button or Escape."""

    left = Signal()

    def __init__(self, dialogs: Dialogs) -> None:
        """Build the bar and the empty page area."""
        super().__init__()
        self.setObjectName("pdf_view")
        self._dialogs = dialogs
        self._data = b""
        self._suggested = ""
        self._back = IconButton(self.tr("Back"), "back", Role.QUIET)
        self.print_button = IconButton(self.tr("Print"), "print", Role.PRIMARY)
        self.save_button = IconButton(self.tr("Save as file"), "save")
        self._said = label("", Role.MUTED)
        self._pages = _Pages()
        self._scroll = QScrollArea()
        self._lay_out()
        self._back.clicked.connect(self.left)
        self.print_button.clicked.connect(self._print)
        self.save_button.clicked.connect(self._save)

    def show_pdf(self, data: bytes, *, suggested: str) -> None:
        """Show the pages of `data`; `suggested` is the file name offered."""
        self._data = data
        self._suggested = suggested
        self._said.clear()
        self._pages.show_pages(data)
        self._scroll.verticalScrollBar().setValue(0)
        self.print_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        bar = set_role(QWidget(), Role.SURFACE)
        row = QHBoxLayout(bar)
        row.setContentsMargins(SPACE_16, SPACE_12, SPACE_16, SPACE_12)
        row.setSpacing(SPACE_12)
        row.addWidget(self._back)
        row.addStretch(1)
        for widget in (self._said, self.save_button, self.print_button):
            row.addWidget(widget)
        column.addWidget(bar)
        column.addWidget(hairline())
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setAccessibleName(self.tr("Pages"))
        self._scroll.setWidget(self._pages)
        column.addWidget(self._scroll, 1)

    @Slot()
    def _print(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        _set_page(printer, page_extents(self._data)[0])
        self._said.clear()
        if not self._dialogs.choose_printer(self, printer):
            return
        if print_pdf(self._data, printer):
            self._said.setText(self.tr("Sent to the printer"))
        else:
            told = self.tr("The printer did not take the plan, so nothing is printed. See that it is on, or save the plan as a file.")
            self._dialogs.show_error(self, told)

    @Slot()
    def _save(self) -> None:
        path = self._dialogs.save_file(
            self, title=self.tr("Save the plan"), suggested=self._suggested, pattern=self.tr("PDF (*.pdf)")
        )
        if path is not None and self._is_written(path):
            self._said.setText(self.tr("Saved as {name}").format(name=path.name))

    def _is_written(self, path: Path) -> bool:
        try:
            path.write_bytes(self._data)
        except OSError:
            told = self.tr("The file could not be written, so there is no copy. Choose another place, or make room on the disk.")
            self._dialogs.show_error(self, told)
            return False
        return True


class _Pages(QWidget):
    """The pages one under the other, drawn as sharp as the screen is."""

    def __init__(self) -> None:
        super().__init__()
        self._data = b""
        self._sizes: tuple[PageExtent, ...] = ()
        self._pictures: list[QImage] = []
        self._drawn_for = (0, 0.0)

    def show_pages(self, data: bytes) -> None:
        self._data = data
        self._sizes = page_extents(data)
        self._drawn_for = (0, 0.0)
        self._fit()
        self.update()

    def _width(self) -> int:
        return min(820, max(320, self.width() - 2 * SPACE_24))

    def _fit(self) -> None:
        height = SPACE_24 + sum(round(self._width() * s.height / s.width) + SPACE_24 for s in self._sizes)
        self.setMinimumHeight(height)

    def _draw(self) -> None:
        wanted = (self._width(), self.devicePixelRatioF())
        if wanted != self._drawn_for and self._sizes:
            dots = _POINTS_PER_INCH * wanted[0] * wanted[1] / self._sizes[0].width
            self._pictures = list(page_images(self._data, dots_per_inch=dots))
            self._drawn_for = wanted

    @override
    def sizeHint(self) -> QSize:
        return QSize(600, self.minimumHeight())

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self._fit()
        return super().event(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        self._draw()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        width, top = self._width(), SPACE_24
        left = (self.width() - width) // 2
        painter.setPen(roles_of(self.palette()).colour("line"))
        for size, picture in zip(self._sizes, self._pictures, strict=True):
            place = QRect(left, top, width, round(width * size.height / size.width))
            if place.intersects(event.rect()):
                painter.drawImage(place, picture)
                painter.drawRect(place.adjusted(-1, -1, 0, 0))
            top = place.bottom() + 1 + SPACE_24
        painter.end()


def _set_page(printer: QPrinter, size: PageExtent) -> None:
    millimetres = QSize(round(size.width * _MM_PER_POINT), round(size.height * _MM_PER_POINT))
    printer.setPageSize(QPageSize(millimetres.toSizeF(), QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.FuzzyMatch))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)


def _opened(data: bytes) -> "closing[Any]":
    import pypdfium2  # noqa: PLC0415  # only who previews a page waits for it

    return closing(pypdfium2.PdfDocument(data))
