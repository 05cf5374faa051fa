"""The head of the first page: the clinic's letterhead, the title and whom the paper is about."""

from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from meso_desktop.documents.flow import Column, Grid, Words
from meso_desktop.documents.lines import Span
from meso_desktop.documents.logo import picture
from meso_desktop.documents.paper import PlanPaper
from meso_desktop.documents.style import ACCENT, CELL, INK, MUTED, TITLE, Style
from meso_desktop.documents.typefaces import Face
from meso_desktop.domain.message import Term

_NAME: Final = Style(13.5, 17, Face.SEMIBOLD, INK)
_UNDER: Final = Style(8.5, 11.5, Face.REGULAR, MUTED)
_RIGHT: Final = _UNDER._replace(align="right")
_LOGO: Final = (46 * mm, 17 * mm)
_MOST_LINES: Final = 4


class Letterhead(Flowable):  # type: ignore[misc]  # ReportLab is untyped
    """Logo, name and letterhead at the left, address and telephone at the right, over a rule in the accent."""

    def __init__(self, paper: PlanPaper) -> None:
        """Hold the clinic's particulars; a logo that cannot be read is left out."""
        super().__init__()
        clinic = paper.document.clinic
        telephone = paper.say("telephone", number=clinic.telephone) if clinic.telephone else ""
        right = "\n".join(text for text in (clinic.address, telephone) if text)
        self._logo = picture(paper.logo)
        self._left = [Words(clinic.name, _NAME, most=_MOST_LINES)]
        if clinic.letterhead:
            self._left.append(Words(clinic.letterhead, _UNDER, most=_MOST_LINES))
        self._right = Words(right, _RIGHT, most=2 * _MOST_LINES)
        self.spaceAfter = 16.0

    def wrap(self, available: float, _height: float) -> tuple[float, float]:
        """Return the size of the taller side."""
        self._logo_size = (0.0, 0.0)
        if self._logo is not None:
            width, height = self._logo.getSize()
            scale = min(_LOGO[0] / width, _LOGO[1] / height)
            self._logo_size = (width * scale, height * scale)
        room = available - self._logo_size[0] - (12 if self._logo else 0)
        self._left_width = room * 0.6
        left = sum(words.wrap(self._left_width, 0)[1] for words in self._left)
        right = self._right.wrap(room * 0.36, 0)[1]
        self._room = room
        self.width, self.height = available, max(left, right, self._logo_size[1]) + 9
        return self.width, self.height

    def draw(self) -> None:
        """Draw logo, both sides and the rule."""
        canvas = self.canv
        x = self.width - self._room
        if self._logo is not None:
            canvas.drawImage(self._logo, 0, self.height - self._logo_size[1], *self._logo_size, mask="auto")
        y = self.height
        for words in self._left:
            y -= words.height
            words.drawOn(canvas, x, y)
        self._right.drawOn(canvas, self.width - self._room * 0.36, self.height - self._right.height - 3)
        canvas.setStrokeColor(ACCENT)
        canvas.setLineWidth(1.1)
        canvas.line(0, 0, self.width, 0)


def not_worded(paper: PlanPaper) -> list[str]:
    """Return that the patient's pages are not in the patient's language, when there are no words in it."""
    missing = paper.not_worded
    return [] if missing is None else [paper.say("not_worded", language=Term(f"language.{missing.value}"))]


def opening(paper: PlanPaper, *, title: str) -> list[Flowable]:
    """Return letterhead, title and the patient's particulars."""
    document = paper.document
    card = document.patient
    columns = [Column(paper.say("label.patient"), 30), Column(paper.say("label.born"), 19)]
    row: list[str | list[Span]] = [[Span(paper.patient_name, Face.SEMIBOLD)], paper.day(card.birth_on if card else None)]
    if card is not None and card.file_number:
        columns.append(Column(paper.say("label.file"), 13))
        row.append(card.file_number)
    columns += [Column(paper.say("label.visit"), 22), Column(paper.say("label.doctor"), 24)]
    row += [paper.day(document.visit_on), paper.doctor_name]
    return [Letterhead(paper), Words(title, TITLE), Grid(columns, [row], style=CELL, most=6)]
