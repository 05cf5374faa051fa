"""How the pages look: colours, sizes, spaces."""

from typing import Final, NamedTuple

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.units import mm

from meso_desktop.documents.typefaces import Face

INK: Final = HexColor("#1d2629")
MUTED: Final = HexColor("#5a686d")
ACCENT: Final = HexColor("#0e6470")
TINT: Final = HexColor("#eef5f5")
LINE: Final = HexColor("#cfd8da")
FAINT: Final = HexColor("#e4eaeb")
WARN: Final = HexColor("#9a3412")
MARKING: Final = HexColor("#e6ebec")

MARGIN: Final[float] = 18 * mm
HEADER: Final[float] = 22 * mm
FOOTER: Final[float] = 17 * mm


class Style(NamedTuple):
    """Type of one kind of text: size and leading in points, spaces before and after, left indent, alignment."""

    size: float
    leading: float
    face: Face = Face.REGULAR
    colour: Color = INK
    before: float = 0
    after: float = 0
    indent: float = 0
    align: str = "left"


TITLE: Final = Style(20, 23, Face.SEMIBOLD, after=7)
LEAD: Final = Style(11.5, 16.5, after=4)
BODY: Final = Style(9.75, 13.75, after=4)
NARROW: Final = Style(9, 12.2, after=2)
CELL: Final = Style(9.5, 12.6)
CELL_RIGHT: Final = CELL._replace(align="right")
SMALL: Final = Style(8.5, 11, colour=MUTED, after=2)
LABEL: Final = Style(8.5, 10.5, Face.MEDIUM, MUTED)
LABEL_RIGHT: Final = LABEL._replace(align="right")
HEADING: Final = Style(11.5, 15, Face.SEMIBOLD, ACCENT, before=12, after=3)
SUBHEADING: Final = Style(9.75, 13.25, Face.SEMIBOLD, before=7, after=2)
CLOSE_CELL: Final = Style(8.75, 11.2)
CLOSE_PAD: Final = 1.8
CLOSE_TEXT: Final = Style(8.75, 11.4, after=1.5)
CLOSE_HEADING: Final = Style(10.5, 13.5, Face.SEMIBOLD, ACCENT, before=9, after=1.5)
BULLET: Final = BODY._replace(size=9.5, leading=12.5, indent=10, after=1.2)


class Setting(NamedTuple):
    """How closely the patient's pages are set: headings, bullets, the space in rows and on grounds, whether short lists run on."""

    heading: Style
    subheading: Style
    bullet: Style
    row: float
    ground: float
    runs_on: bool = False


ROOMY: Final = Setting(HEADING, SUBHEADING, BULLET, row=3.2, ground=8.5)
CLOSE: Final = Setting(
    HEADING._replace(before=8, after=2),
    SUBHEADING._replace(leading=12.5, before=4, after=1),
    BULLET._replace(size=9.25, leading=11.9, after=0.6),
    row=2.2,
    ground=6,
    runs_on=True,
)
