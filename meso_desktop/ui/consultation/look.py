"""What the consultation window adds to the one stylesheet, in the same colour roles."""

from string import Template
from typing import Final

from meso_desktop.ui.palette import Roles

_SHEET: Final = Template("""
QPlainTextEdit[compact="true"] { font-size: 13px; }
QFrame[role="question"] { border: 2px solid transparent; border-radius: 6px; background: transparent; }
QFrame[role="question"][focused="true"] { border-color: $accent; background: $raised; }
QFrame[role="link_row"] { border: 2px solid transparent; border-radius: 6px; background: transparent; }
QFrame[role="link_row"]:hover { background: $hover; }
QFrame[role="link_row"]:focus { border-color: $accent; }
QFrame[role="card"]:focus { border: 2px solid $accent; }
QFrame[role="entry"]:focus { border: 2px solid $accent; }
QPushButton[segment="true"] { padding: 5px 11px; font-size: 13px; }
QPushButton[segment="true"][compact="true"] { padding: 3px 7px; min-height: 24px; }
QPushButton[segment="true"]:checked { background: $ink; color: $paper; border-color: $ink; }
QPushButton[answer="no"]:checked { background: $calm; color: $text; border-color: $edge; }
QFrame[role="question"] QPushButton[segment="true"] { padding: 3px 9px; min-height: 24px; }
QFrame[role="question"] QPushButton[segment="true"][compact="true"] { padding: 3px 7px; }
QPushButton[small="true"] { font-size: 13px; text-align: left; padding: 5px 3px; }
QPushButton[small="true"]:focus { padding: 4px 2px; }
QPushButton[section="true"] { min-height: 0; padding: 0; }
QPushButton[segment="true"][earlier="true"] { background: $told; color: $muted; border: 1px dashed $muted; }
QPushButton[segment="true"][copied="true"]:checked { background: $told; color: $text; border: 1px dashed $muted; }
QPushButton[segment="true"][copied="true"]:checked:focus { border: 2px solid $accent; }
QPushButton[segment="true"][copied="picture"]:checked { border: 1px dashed $told; }
QLineEdit[copied="true"] { background: $told; border: 1px dashed $muted; }
QLineEdit[copied="true"]:focus { border: 2px solid $accent; }
QLabel[copied="true"] { background: $told; border: 1px dashed $muted; border-radius: 4px; padding: 1px 6px; }
QPushButton[answer="unknown"]:checked { background: $defer; color: $paper; border-color: $defer; }
""")


def consultation_sheet(roles: Roles) -> str:
    """Return the stylesheet in these colours."""
    return _SHEET.substitute(
        accent=roles.accent, raised=roles.raised, text=roles.text, defer=roles.defer, paper=roles.raised,
        ink=roles.mixed("text", "raised", share=0.82),
        hover=roles.mixed("text", "surface", share=0.05),
        calm=roles.mixed("text", "raised", share=0.12),
        muted=roles.muted, told=roles.mixed("muted", "surface", share=0.12),
        edge=roles.mixed("muted", "raised", share=0.55),
    )
