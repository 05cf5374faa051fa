"""Reads a finished PDF back, as a person or a printer would."""

import re

import pypdfium2

_OBJECT = re.compile(rb"^\d+ 0 obj\n(.*?)\nendobj", re.DOTALL | re.MULTILINE)


def pages(pdf: bytes) -> list[str]:
    """Return the text of each page, with the spaces that do not break as plain ones."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_range().replace("\u00a0", " ").replace("\r\n", "\n") for page in document]
    finally:
        document.close()


def text(pdf: bytes) -> str:
    """Return the text of all pages on one line."""
    return " ".join(" ".join(pages(pdf)).split())


def sizes(pdf: bytes) -> list[tuple[float, float]]:
    """Return width and height of each page in points."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_size() for page in document]
    finally:
        document.close()


def type_sizes(pdf: bytes) -> set[float]:
    """Return every size of type in points that is drawn."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        drawn = [page.get_textpage() for page in document]
        return {round(pypdfium2.raw.FPDFText_GetFontSize(one, at), 3) for one in drawn for at in range(one.count_chars())} - {0.0, 1.0}
    finally:
        document.close()


def fonts(pdf: bytes) -> list[bytes]:
    """Return the dictionary of each font."""
    return [found for found in _OBJECT.findall(pdf) if b"/Type /Font\n" in found + b"\n" or b"/Type /Font " in found]


def descriptors(pdf: bytes) -> list[bytes]:
    """Return the descriptor of each font."""
    return [found for found in _OBJECT.findall(pdf) if b"/Type /FontDescriptor" in found]
