"""What pages are built of: text, grids, columns and rules, each of which knows how it breaks across pages."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple, Self

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from meso_desktop.documents.lines import Line, Span, broken
from meso_desktop.documents.style import ACCENT, BODY, CELL, CLOSE_TEXT, FAINT, LABEL, LINE, Style
from meso_desktop.documents.typefaces import Face, runs

_PER: Final = 1000
_RISE: Final = 0.76
_LEAST_LINES: Final = 2
_WIDEST: Final = 1.6
_WORD: Final = re.compile("[^ \n]+")
_LONGEST: Final = 40


def draw_line(canvas: Canvas, line: Line, *, x: float, y: float, style: Style) -> None:
    """Draw one line of text with its baseline at `y`; `x` is the left, right or middle as the style aligns."""
    draw_lines(canvas, [line], x=x, y=y, style=style)


def draw_lines(canvas: Canvas, lines: Sequence[Line], *, x: float, y: float, style: Style) -> None:
    """Draw lines of text under one another, the baseline of the first at `y`."""
    text = canvas.beginText()
    back = {"right": 1.0, "centre": 0.5}.get(style.align, 0.0) * style.size / _PER
    drawn: tuple[Face, Color] | None = None
    for line in lines:
        text.setTextOrigin(x - line.width * back, y)
        for (face, shown, _), colour in line.pieces:
            if drawn != (face, colour or style.colour):
                drawn = (face, colour or style.colour)
                text.setFont(face.value, style.size)
                text.setFillColor(drawn[1])
            text.textOut(shown)
        y -= style.leading
    canvas.drawText(text)


class Words(Flowable):  # type: ignore[misc]  # ReportLab is untyped
    """Text that breaks into lines; never leaves a single line alone on a page."""

    def __init__(self, text: str | Sequence[Span], style: Style = BODY, *, bullet: str = "", most: int | None = None) -> None:
        """Hold the text; `bullet` hangs to the left of it, past `most` lines it is cut with an ellipsis."""
        super().__init__()
        self._spans = [Span(text, style.face)] if isinstance(text, str) else list(text)
        self._style = style
        self._bullet = bullet
        self._most = most
        self._lines: list[Line] = []
        self._at = -1.0
        self.spaceBefore, self.spaceAfter = style.before, style.after

    def lines(self, width: float) -> list[Line]:
        """Return the lines at this width."""
        if self._at != width:
            self._lines = broken(self._spans, (width - self._style.indent) * _PER / self._style.size, most=self._most)
            self._at = width
        return self._lines

    def wrap(self, available: float, _height: float) -> tuple[float, float]:
        """Return the size that the text takes."""
        self.width, self.height = available, len(self.lines(available)) * self._style.leading
        return self.width, self.height

    def least(self, width: float) -> float:
        """Return the height of the part that may stand alone at the foot of a page."""
        count = len(self.lines(width))
        return (count if count <= _LEAST_LINES + 1 else _LEAST_LINES) * self._style.leading

    def split(self, available: float, height: float) -> list[Self]:
        """Return the text as the part that fits and the rest."""
        lines = self.lines(available)
        fits = min(int(height / self._style.leading + 1e-6), len(lines))
        if len(lines) - fits == 1:
            fits -= 1
        if fits < min(_LEAST_LINES, len(lines)) or fits == len(lines):
            return []
        return [self._part(lines[:fits], available, bullet=self._bullet), self._part(lines[fits:], available, bullet="")]

    def _part(self, lines: list[Line], width: float, *, bullet: str) -> Self:
        part = type(self)("", self._style, bullet=bullet)
        part._lines, part._at = lines, width  # noqa: SLF001  its own kind
        return part

    def draw(self) -> None:
        """Draw the lines from the top down."""
        style = self._style
        y = self.height - style.leading + (style.leading - style.size * _RISE) / 2
        y += 0.5
        x = {"right": self.width, "centre": self.width / 2}.get(style.align, style.indent)
        if self._bullet:
            draw_line(self.canv, broken([Span(self._bullet, style.face)], 1e6)[0], x=0, y=y, style=style)
        draw_lines(self.canv, self._lines, x=x, y=y, style=style)


def run_in(heading: str, text: str) -> Words:
    """Return a short paragraph with its heading at the head of its first line."""
    return Words([Span(f"{heading}\u2003", Face.SEMIBOLD, ACCENT), Span(text)], CLOSE_TEXT._replace(before=7))


class Column(NamedTuple):
    """A column of a grid: its heading, its share of the width, its alignment."""

    heading: str
    share: float
    align: str = "left"


Cell = str | Sequence[Span]


class Grid(Flowable):  # type: ignore[misc]  # ReportLab is untyped
    """Rows under a heading, with hairlines between; a row is never split, and the heading repeats on each page.

    Columns share the width, but where there is room none is narrower than its longest word.

    A row of one cell is a band: it spans the grid, names the rows below it, and is repeated where they go on.
    """

    _GAP: Final = 9.0

    def __init__(
        self, columns: Sequence[Column], rows: Sequence[Sequence[Cell]], *, style: Style = CELL, most: int = 14, pad: float = 4
    ) -> None:
        """Hold the rows; a cell is cut after `most` lines, `pad` is the space above and below it."""
        super().__init__()
        self._columns = columns
        self._style = style
        self._pad = pad
        self._head = [Words(column.heading, LABEL._replace(align=column.align)) for column in columns]
        self._rows = [self._row(row, most) for row in rows]
        self._leasts = self._longest_words(rows)
        self.spaceBefore, self.spaceAfter = 2.0, 8.0

    def _row(self, row: Sequence[Cell], most: int) -> list[Words]:
        columns = self._columns[: len(row)] if len(row) == 1 else self._columns
        return [Words(cell, self._style._replace(align=c.align), most=most) for c, cell in zip(columns, row, strict=True)]

    def _longest_words(self, rows: Sequence[Sequence[Cell]]) -> list[float]:
        leasts = [_longest_word(column.heading, LABEL) for column in self._columns]
        for row in rows:
            for at, cell in enumerate(row if len(row) > 1 else ()):
                leasts[at] = max(leasts[at], _longest_word(cell if isinstance(cell, str) else "".join([s.text for s in cell]), self._style))
        return leasts

    def _widths(self, available: float) -> list[float]:
        whole = sum(column.share for column in self._columns)
        usable = available - self._GAP * (len(self._columns) - 1)
        widths = [usable * column.share / whole for column in self._columns]
        over = [width - min(least, _WIDEST * width) for width, least in zip(widths, self._leasts, strict=True)]
        lack, spare = -sum(min(left, 0.0) for left in over), sum(max(left, 0.0) for left in over)
        if not lack or lack > spare:
            return widths
        return [width - left * lack / spare if left > 0 else width - left for width, left in zip(widths, over, strict=True)]

    def _row_height(self, row: Sequence[Words], widths: Sequence[float]) -> float:
        if _is_band(row):
            return row[0].wrap(sum(widths) + self._GAP * (len(widths) - 1), 0)[1] + 3 * self._pad
        return max(cell.wrap(width, 0)[1] for cell, width in zip(row, widths, strict=True)) + 2 * self._pad

    def _head_height(self, widths: Sequence[float]) -> float:
        return self._row_height(self._head, widths) if any(column.heading for column in self._columns) else 0.0

    def wrap(self, available: float, _height: float) -> tuple[float, float]:
        """Return the size that all rows take."""
        widths = self._widths(available)
        self.width = available
        self.height = self._head_height(widths) + sum(self._row_height(row, widths) for row in self._rows)
        return self.width, self.height

    def least(self, width: float) -> float:
        """Return the height of the heading with the rows that may stand alone at the foot of a page."""
        widths = self._widths(width)
        few = _LEAST_LINES + any(_is_band(row) for row in self._rows[:_LEAST_LINES])
        count = len(self._rows) if len(self._rows) <= few + 1 else few
        return self._head_height(widths) + sum(self._row_height(row, widths) for row in self._rows[:count])

    def split(self, available: float, height: float) -> list[Self]:
        """Return the rows that fit and the rest, each under the heading."""
        widths = self._widths(available)
        left = height - self._head_height(widths)
        fits = 0
        for row in self._rows:
            left -= self._row_height(row, widths)
            if left < 0:
                break
            fits += 1
        if len(self._rows) - fits == 1 and fits > _LEAST_LINES:
            fits -= 1
        while 0 < fits < len(self._rows) and _is_band(self._rows[fits - 1]):
            fits -= 1
        if fits == 0 or fits == len(self._rows):
            return []
        bands = [] if _is_band(self._rows[fits]) else [row for row in self._rows[:fits] if _is_band(row)]
        return [self._part(self._rows[:fits]), self._part([*bands[-1:], *self._rows[fits:]])]

    def _part(self, rows: list[list[Words]]) -> Self:
        part = type(self)(self._columns, (), style=self._style, pad=self._pad)
        part._rows, part._leasts = rows, self._leasts  # noqa: SLF001  its own kind
        return part

    def draw(self) -> None:
        """Draw heading, rows and hairlines."""
        widths = self._widths(self.width)
        y = self.height
        head = self._head_height(widths)
        if head:
            y = self._draw_row(self._head, widths, y, rule=LINE)
        for row in self._rows:
            y = self._draw_row(row, widths, y, rule=FAINT)

    def _draw_row(self, row: Sequence[Words], widths: Sequence[float], top: float, *, rule: Color) -> float:
        height = self._row_height(row, widths)
        x = 0.0
        above = self._pad * (2 if _is_band(row) else 1)
        for cell, width in zip(row, widths, strict=not _is_band(row)):
            cell.drawOn(self.canv, x, top - above - cell.height)
            x += width + self._GAP
        _rule(self.canv, top - height, width=self.width, colour=rule)
        return top - height


@lru_cache(maxsize=2048)
def _longest_word(text: str, style: Style) -> float:
    words = [word for word in _WORD.findall(text) if len(word) < _LONGEST]
    return max([sum([run.width for run in runs(word, Face.SEMIBOLD)]) for word in words], default=0.0) * style.size / _PER


def _is_band(row: Sequence[Words]) -> bool:
    return len(row) == 1


def _rule(canvas: Canvas, y: float, *, width: float, colour: Color) -> None:
    canvas.setStrokeColor(colour)
    canvas.setLineWidth(0.6)
    canvas.line(0, y, width, y)
