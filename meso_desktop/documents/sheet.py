"""The sheet: its size, what stands at the head and foot of every page, and the marks across it."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any, Final

from reportlab import rl_config
from reportlab.lib.pagesizes import A4, LETTER
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from meso_desktop.documents.blocks import settled
from meso_desktop.documents.flow import draw_line
from meso_desktop.documents.legible import legible
from meso_desktop.documents.lines import Line, fitted
from meso_desktop.documents.paper import PlanPaper
from meso_desktop.documents.style import ACCENT, FOOTER, HEADER, INK, LINE, MARGIN, MARKING, MUTED, WARN, Style
from meso_desktop.documents.typefaces import Face, font
from meso_desktop.domain.people import Paper

rl_config.useA85 = 0  # binary streams: a fifth smaller, and much faster to write
_SIZES: Final = {Paper.A4: A4, Paper.LETTER: LETTER}
_RUNNING: Final = Style(8.5, 10.5, Face.REGULAR, MUTED)
_STRONG: Final = Style(8.5, 10.5, Face.SEMIBOLD, INK)
_FLAG: Final = Style(8.5, 10.5, Face.SEMIBOLD, WARN, align="right")
_ACROSS: Final = Style(96, 100, Face.SEMIBOLD, MARKING, align="centre")
DOCTORS: Final = "doctors"
"""The pages for the doctor, whose head and foot speak the doctor's language."""


def size(paper: Paper) -> tuple[float, float]:
    """Return width and height of the sheet in points."""
    width, height = _SIZES[paper]
    return width, height


def text_width(paper: Paper) -> float:
    """Return the width that text has on the sheet."""
    return size(paper)[0] - 2 * MARGIN


def first_page_height(paper: Paper) -> float:
    """Return the height that the first page has for text."""
    return size(paper)[1] - FOOTER - MARGIN * 0.8


def later_page_height(paper: Paper) -> float:
    """Return the height that every other page has for text."""
    return size(paper)[1] - FOOTER - HEADER


class _CountedCanvas(Canvas):  # type: ignore[misc]  # ReportLab is untyped
    """A canvas that draws the foot of each page once it knows how many there are, in the words of that page's `paper`."""

    def __init__(self, *args: Any, paper: PlanPaper, **kwargs: Any) -> None:  # noqa: ANN401  as ReportLab passes them on
        super().__init__(*args, **kwargs)
        self.paper = paper
        self._states: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802  ReportLab's name
        self._states.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        for number, state in enumerate(self._states, start=1):
            self.__dict__.update(state)
            _draw_foot(self, self.paper, number=number, count=len(self._states))
            super().showPage()
        super().save()


def rendered(paper: PlanPaper, story: Sequence[Flowable]) -> bytes:
    """Return the story as the bytes of a PDF, the same for the same paper."""
    font(Face.REGULAR)
    width, height = size(paper.document.clinic.paper)
    out = BytesIO()
    template = BaseDocTemplate(
        out,
        pagesize=(width, height),
        invariant=1,
        initialFontName=Face.REGULAR.value,
        lang=paper.say("language"),
        title=legible(paper.say("file_title", patient=paper.patient_name)),
        author=legible(paper.document.clinic.name),
        subject="",
        creator="Meso Desktop",
    )
    inside = {"leftPadding": 0, "rightPadding": 0, "topPadding": 0, "bottomPadding": 0}
    first = Frame(MARGIN, FOOTER, width - 2 * MARGIN, first_page_height(paper.document.clinic.paper), id="first", **inside)
    rest = Frame(MARGIN, FOOTER, width - 2 * MARGIN, later_page_height(paper.document.clinic.paper), id="rest", **inside)

    def on_first(canvas: _CountedCanvas, _template: BaseDocTemplate) -> None:
        _draw_marks(canvas, paper)

    def on_later(canvas: _CountedCanvas, _template: BaseDocTemplate) -> None:
        _draw_marks(canvas, paper)
        _draw_head(canvas, paper)

    def on_doctors(canvas: _CountedCanvas, _template: BaseDocTemplate) -> None:
        canvas.paper = paper.for_doctor
        _draw_marks(canvas, canvas.paper)
        _draw_head(canvas, canvas.paper)

    template.addPageTemplates(
        [
            PageTemplate(id="first", frames=[first], onPage=on_first, autoNextPageTemplate="later"),
            PageTemplate(id="later", frames=[rest], onPage=on_later),
            PageTemplate(id=DOCTORS, frames=[rest], onPage=on_doctors),
        ]
    )

    def canvas_of(*args: Any, **kwargs: Any) -> _CountedCanvas:  # noqa: ANN401  as ReportLab passes them on
        return _CountedCanvas(*args, paper=paper, **kwargs)

    template.build(settled(story), canvasmaker=canvas_of)
    return out.getvalue()


def flags(paper: PlanPaper) -> str:
    """Return the marks of the paper: a draft, a seal that does not hold, a sample."""
    words = []
    if paper.signature is None:
        words.append(paper.say("draft"))
    elif not paper.signature.holds:
        words.append(paper.say("broken"))
    if paper.document.clinic.is_sample:
        words.append(paper.say("sample"))
    return " · ".join(words)


def _draw_marks(canvas: Canvas, paper: PlanPaper) -> None:
    words = flags(paper)
    if not words:
        return
    width, height = size(paper.document.clinic.paper)
    flag = fitted(words, Face.SEMIBOLD, 60_000)
    draw_line(canvas, flag, x=width - MARGIN, y=height - 22, style=_FLAG)
    canvas.saveState()
    canvas.translate(width / 2, height / 2)
    canvas.rotate(52)
    across = fitted(words, Face.SEMIBOLD, 60_000)
    points = min(_ACROSS.size, height * 0.86 * 1000 / across.width)
    draw_line(canvas, across, x=0, y=-points * 0.35, style=_ACROSS._replace(size=points))
    canvas.restoreState()


def _draw_head(canvas: Canvas, paper: PlanPaper) -> None:
    width, height = size(paper.document.clinic.paper)
    usable = width - 2 * MARGIN
    y = height - HEADER + 22
    clinic = _fit(paper.document.clinic.name, _RUNNING, usable * 0.48)
    draw_line(canvas, clinic, x=width - MARGIN, y=y, style=_RUNNING._replace(align="right"))
    _draw_patient(canvas, paper, y=y, width=usable * 0.48)
    canvas.setStrokeColor(ACCENT)
    canvas.setLineWidth(0.8)
    canvas.line(MARGIN, y - 7, width - MARGIN, y - 7)


def _draw_patient(canvas: Canvas, paper: PlanPaper, *, y: float, width: float) -> None:
    card = paper.document.patient
    born = "" if card is None else paper.say("born", day=card.birth_on)
    after = _fit(born, _RUNNING, width)
    room = width - after.width * _RUNNING.size / 1000 - 8
    name = _fit(paper.patient_name, _STRONG, room)
    draw_line(canvas, name, x=MARGIN, y=y, style=_STRONG)
    draw_line(canvas, after, x=MARGIN + name.width * _STRONG.size / 1000 + 8, y=y, style=_RUNNING)


def _draw_foot(canvas: Canvas, paper: PlanPaper, *, number: int, count: int) -> None:
    width, _ = size(paper.document.clinic.paper)
    usable = width - 2 * MARGIN
    y = FOOTER - 24
    canvas.setStrokeColor(LINE)
    canvas.setLineWidth(0.6)
    canvas.line(MARGIN, y + 13, width - MARGIN, y + 13)
    name = _fit(paper.patient_name, _RUNNING, usable * 0.3)
    draw_line(canvas, name, x=MARGIN, y=y, style=_RUNNING)
    page = paper.say("page", number=number, count=count)
    mark = flags(paper) if paper.signature is None else paper.say("head", head=short_head(paper.signature.head))
    right = f"{mark}   {page}" if mark else page
    at_right = _fit(right, _RUNNING, usable * 0.36)
    draw_line(canvas, at_right, x=width - MARGIN, y=y, style=_RUNNING._replace(align="right"))
    after = name.width * _RUNNING.size / 1000
    clinic = _fit(f" · {paper.document.clinic.name}", _RUNNING, usable - after - at_right.width * _RUNNING.size / 1000 - 12)
    draw_line(canvas, clinic, x=MARGIN + after, y=y, style=_RUNNING)


def short_head(head: str) -> str:
    """Return the first characters of the head of the chain of seals, in groups."""
    return " ".join(head[at : at + 4] for at in range(0, min(len(head), 12), 4))


def _fit(text: str, style: Style, width: float) -> Line:
    return fitted(text, style.face, width * 1000 / style.size)
