"""The named colour roles, light and dark, and nothing else that is a colour."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtGui import QColor, QPalette


@dataclass(frozen=True, kw_only=True)
class Roles:
    """One colour a role, as ``#rrggbb``; `on_accent` is text upon `accent`."""

    surface: str
    raised: str
    line: str
    text: str
    muted: str
    accent: str
    on_accent: str
    stop: str
    warn: str
    defer: str
    ok: str

    def colour(self, role: str) -> QColor:
        """Return the colour of the role named `role`."""
        return QColor(str(getattr(self, role)))

    def mixed(self, role: str, over: str, *, share: float) -> str:
        """Return `share` of one role laid over another, for tints and field borders."""
        top, under = self.colour(role), self.colour(over)
        parts = (
            round(a * share + b * (1 - share))
            for a, b in zip((top.red(), top.green(), top.blue()), (under.red(), under.green(), under.blue()), strict=True)
        )
        return QColor(*parts).name()


LIGHT: Final = Roles(
    surface="#f5f4f1", raised="#ffffff", line="#dedbd4", text="#1d2427", muted="#586267", accent="#17665f", on_accent="#ffffff",
    stop="#a8261d", warn="#7d5200", defer="#5a4a9c", ok="#2a6a3d",
)
DARK: Final = Roles(
    surface="#15191b", raised="#1e2326", line="#353d41", text="#e9e7e2", muted="#a3adb2", accent="#63c2b8", on_accent="#07211f",
    stop="#ff938a", warn="#e6b65c", defer="#bbaef2", ok="#8acb97",
)

TEXT_ROLES: Final = ("text", "muted", "accent", "stop", "warn", "defer", "ok")
"""The roles that text is written in; each is readable on `surface` and on `raised`."""


def roles_of(palette: QPalette) -> Roles:
    """Return the roles in force where `palette` is: ``roles_of(widget.palette())``.

    The accent tells them apart, because the stylesheet overlays window and text colours of single widgets.
    """
    return DARK if palette.color(QPalette.ColorRole.Accent) == QColor(DARK.accent) else LIGHT


def contrast(first: str, second: str) -> float:
    """Return the contrast of two colours by WCAG 2.1, from 1 to 21."""
    lighter, darker = sorted((_luminance(QColor(first)), _luminance(QColor(second))), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def qt_palette(roles: Roles) -> QPalette:
    """Return Qt's palette filled from the roles."""
    palette = QPalette()
    for name, colour in _qt_roles(roles).items():
        palette.setColor(name, QColor(colour))
    disabled = QColor(roles.mixed("muted", "surface", share=0.7))
    for name in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, disabled)
    return palette


def _qt_roles(roles: Roles) -> Mapping[QPalette.ColorRole, str]:
    role = QPalette.ColorRole
    return {
        role.Window: roles.surface, role.WindowText: roles.text, role.Base: roles.raised, role.AlternateBase: roles.surface,
        role.Text: roles.text, role.Button: roles.raised, role.ButtonText: roles.text, role.BrightText: roles.stop,
        role.Highlight: roles.accent, role.HighlightedText: roles.on_accent, role.Link: roles.accent, role.LinkVisited: roles.accent,
        role.ToolTipBase: roles.raised, role.ToolTipText: roles.text, role.PlaceholderText: roles.muted, role.Accent: roles.accent,
        role.Light: roles.raised, role.Midlight: roles.line, role.Mid: roles.line, role.Dark: roles.muted, role.Shadow: roles.line,
    }


def _luminance(colour: QColor) -> float:
    red, green, blue = (_linear(part) for part in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004  # WCAG 2.1
