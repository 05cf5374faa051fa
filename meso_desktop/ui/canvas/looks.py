"""The pens and tints of the canvas, from the colour roles in force."""

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtGui import QColor

from meso_desktop.ui.palette import Roles


@dataclass(frozen=True, kw_only=True)
class Looks:
    """One colour for each thing that is drawn."""

    paper: QColor
    centimetre: QColor
    half: QColor
    ruler: QColor
    ruler_mark: QColor
    words: QColor
    ink: QColor
    skin: QColor
    outline: QColor
    point: QColor
    put_in: QColor
    zone: QColor
    zone_tint: QColor
    zone_words: QColor
    faint: QColor
    hand: QColor
    hand_tint: QColor
    fault: QColor


@lru_cache(maxsize=4)
def looks_of(roles: Roles) -> Looks:
    """Return the looks in these colours."""
    skin = QColor(roles.accent)
    skin.setAlpha(22)
    zone_tint = QColor(roles.warn)
    zone_tint.setAlpha(26)
    hand_tint = QColor(roles.accent)
    hand_tint.setAlpha(30)
    return Looks(
        paper=roles.colour("raised"),
        centimetre=QColor(roles.mixed("muted", "raised", share=0.24)),
        half=QColor(roles.mixed("muted", "raised", share=0.1)),
        ruler=roles.colour("surface"),
        ruler_mark=QColor(roles.mixed("muted", "surface", share=0.6)),
        words=roles.colour("muted"),
        ink=roles.colour("text"),
        skin=skin,
        outline=QColor(roles.mixed("text", "raised", share=0.72)),
        point=roles.colour("text"),
        put_in=roles.colour("accent"),
        zone=QColor(roles.mixed("warn", "raised", share=0.75)),
        zone_tint=zone_tint,
        zone_words=roles.colour("warn"),
        faint=QColor(roles.mixed("muted", "raised", share=0.6)),
        hand=roles.colour("accent"),
        hand_tint=hand_tint,
        fault=roles.colour("stop"),
    )
