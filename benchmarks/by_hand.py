"""The same pages drawn by hand: what the real pages put on the canvas, drawn again with plain calls of ReportLab.

A recording notes every call that the real pages make: each string with its place, face, size and colour, each line, box and outline,
each picture. Places are then made absolute, so that drawing by hand needs nothing of the layout. What remains is the least that any
program does that draws these pages with this library: the same fonts, strings, outlines and pages, written to the same PDF.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from io import BytesIO
from typing import Any, Final, NamedTuple

from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from meso_desktop.documents.paper import PlanPaper
from meso_desktop.documents.sheet import size
from meso_desktop.documents.treatment_plan import treatment_plan_pdf
from meso_desktop.documents.typefaces import Face, font

# By method, the arguments that are a place and move with the origin: pairs of x and y.
_PLACED: Final = {"line": (0, 2), "rect": (0,), "circle": (0,), "drawImage": (1,)}
_STATE: Final = ("setFillColor", "setStrokeColor", "setLineWidth", "setLineJoin", "setLineCap", "setDash")
_BLOCKS: Final = ("saveState", "restoreState", "translate")
_OWN_ORIGIN: Final = ("scale", "rotate", "drawPath")
_ON_CANVAS: Final = (*_PLACED, *_STATE, *_BLOCKS, *_OWN_ORIGIN)
_IN_TEXT: Final = ("setTextOrigin", "setFont", "setFillColor", "textOut")
_TEXT: Final = "text"


class Call(NamedTuple):
    """One call on the canvas, or, under the name *text*, a block of text with the calls that wrote it."""

    name: str
    arguments: tuple[Any, ...] = ()
    named: tuple[tuple[str, Any], ...] = ()
    inside: tuple["Call", ...] = ()


Page = Sequence[Call]


def recorded(paper: PlanPaper) -> list[Page]:
    """Return what the real pages of `paper` put on the canvas, page by page, with absolute places."""
    recorder = _Recorder()
    with recorder.listening():
        treatment_plan_pdf(paper)
    return [_absolute(page) for page in recorder.pages]


def drawn(pages: Sequence[Page], paper: PlanPaper) -> bytes:
    """Draw the pages by hand and return the PDF."""
    font(Face.REGULAR)
    out = BytesIO()
    canvas = Canvas(
        out, pagesize=size(paper.document.clinic.paper), invariant=1, initialFontName=Face.REGULAR.value, lang=paper.say("language"),
    )
    canvas.setTitle(paper.say("file_title", patient=paper.patient_name))
    canvas.setAuthor(paper.document.clinic.name)
    canvas.setCreator("Meso Desktop")
    for page in pages:
        for call in page:
            _draw(canvas, call)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _draw(canvas: Any, call: Call) -> None:  # noqa: ANN401  # ReportLab is untyped
    if call.name != _TEXT:
        getattr(canvas, call.name)(*call.arguments, **dict(call.named))
        return
    text = canvas.beginText()
    for name, arguments, _, _ in call.inside:
        getattr(text, name)(*arguments)
    canvas.drawText(text)


class _Recorder:
    """Notes the outermost calls; what a method of ReportLab calls by itself is not noted."""

    def __init__(self) -> None:
        self.pages: list[list[Call]] = []
        self._calls: list[Call] = []
        self._texts: dict[int, list[Call]] = {}
        self._depth = 0
        self._shown = 0

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Listen to every canvas until the block ends."""
        kept = [(kind, name, getattr(kind, name)) for kind, name in _heard()]
        for kind, name, method in kept:
            setattr(kind, name, self._noting(kind, name, method))
        try:
            yield
        finally:
            for kind, name, method in kept:
                setattr(kind, name, method)

    def _noting(self, kind: type, name: str, method: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(method)
        def noted(on: Any, *arguments: Any, **named: Any) -> Any:  # noqa: ANN401  # ReportLab is untyped
            if self._depth == 0:
                self._note(kind, name, on, Call(name, arguments, tuple(named.items())))
            self._depth += 1
            try:
                return method(on, *arguments, **named)
            finally:
                self._depth -= 1

        return noted

    def _note(self, kind: type, name: str, on: object, call: Call) -> None:
        if kind is PDFTextObject:
            self._texts.setdefault(id(on), []).append(call)
        elif name == "drawText":
            self._calls.append(Call(_TEXT, inside=tuple(self._texts.pop(id(call.arguments[0])))))
        elif name == "_startPage":
            self.pages.append(self._calls)
            self._calls = []
        elif name == "showPage":
            # The real pages get their feet when all pages are there.
            self.pages[self._shown].extend(self._calls)
            self._calls = []
            self._shown += 1
        else:
            self._calls.append(call)


def _heard() -> Iterator[tuple[type, str]]:
    yield from ((Canvas, name) for name in (*_ON_CANVAS, "drawText", "_startPage", "showPage"))
    yield from ((PDFTextObject, name) for name in _IN_TEXT)


def _absolute(page: Page) -> Page:
    """Return the page without the blocks that only move the origin; blocks that turn, scale or hold outlines keep one move."""
    out: list[Call] = []
    origins = [(0.0, 0.0)]
    at = 0
    while at < len(page):
        call = page[at]
        x, y = origins[-1]
        if call.name == "saveState" and (end := _end_of(page, at)) and _has_own_origin(page[at:end]):
            out += [call, Call("translate", (x, y)), *page[at + 1 : end]]
            at = end
            continue
        if call.name == "saveState":
            origins.append((x, y))
        elif call.name == "restoreState":
            origins.pop()
        elif call.name == "translate":
            origins[-1] = (x + call.arguments[0], y + call.arguments[1])
        else:
            out.append(_moved(call, x, y))
        at += 1
    return out


def _end_of(page: Page, start: int) -> int:
    depth = 0
    for at in range(start, len(page)):
        depth += {"saveState": 1, "restoreState": -1}.get(page[at].name, 0)
        if depth == 0:
            return at + 1
    return len(page)


def _has_own_origin(block: Page) -> bool:
    """Tell whether the block itself, not one inside it, turns or scales or draws outlines."""
    depth = 0
    for call in block:
        depth += {"saveState": 1, "restoreState": -1}.get(call.name, 0)
        if depth == 1 and call.name in _OWN_ORIGIN:
            return True
    return False


def _moved(call: Call, x: float, y: float) -> Call:
    if call.name == _TEXT:
        inside = (c._replace(arguments=(c.arguments[0] + x, c.arguments[1] + y)) if c.name == "setTextOrigin" else c for c in call.inside)
        return call._replace(inside=tuple(inside))
    arguments = list(call.arguments)
    for place in _PLACED.get(call.name, ()):
        arguments[place] += x
        arguments[place + 1] += y
    return call._replace(arguments=tuple(arguments))
