"""The one stylesheet, written from the colour roles; widgets ask for their part by the property `role`."""

from string import Template
from typing import Final

from meso_desktop.ui.palette import Roles

_SHEET: Final = Template("""
QWidget { color: $text; }
QMainWindow, QDialog, QWidget[role="surface"] { background: $surface; }
QWidget[role="raised"] { background: $raised; }
QWidget[role="card"] { background: $raised; border: 1px solid $line; border-radius: 8px; }
QWidget[role="floating"] { background: $raised; border: 1px solid $edge; border-radius: 10px; }
QWidget[role="entry"] { background: $raised; border: 1px solid $line; border-radius: 6px; }
QWidget[role="strip_note"] { background: $surface; border-top: 1px solid $line; }
QWidget[role="strip_warn"] { background: $warn_tint; }
QWidget[role="strip_stop"] { background: $stop_tint; }
QFrame[hairline="true"] { background: $line; border: none; }

QLabel { background: transparent; }
QLabel[role="title"] { font-size: 28px; font-weight: 600; }
QLabel[role="heading"] { font-size: 20px; font-weight: 600; }
QLabel[role="label"] { font-size: 13px; font-weight: 500; color: $text; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="small"] { font-size: 13px; }
QLabel[role="muted"] { font-size: 13px; color: $muted; }
QLabel[role="stop"] { font-size: 13px; color: $stop; }
QLabel[role="refusal"] { font-size: 13px; color: $stop; }
QLabel[role="warn"] { font-size: 13px; color: $warn; }
QLabel[role="defer"] { font-size: 13px; color: $defer; }
QLabel[role="ok"] { font-size: 13px; color: $ok; }

QLineEdit, QPlainTextEdit, QTextEdit {
  background: $raised; color: $text; border: 1px solid $edge; border-radius: 6px; padding: 5px 9px;
  selection-background-color: $accent; selection-color: $on_accent; placeholder-text-color: $muted;
}
QLineEdit { min-height: 24px; lineedit-password-character: 8226; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid $accent; padding: 4px 8px; }
QLineEdit:disabled, QPlainTextEdit:disabled { background: $surface; color: $muted; }
QLineEdit:read-only, QPlainTextEdit:read-only { background: $surface; }
QLineEdit[fault="true"], QPlainTextEdit[fault="true"] { border: 2px solid $stop; padding: 4px 8px; }

QPushButton {
  background: $raised; color: $text; border: 1px solid $edge; border-radius: 6px;
  padding: 5px 15px; min-height: 24px; font-weight: 500;
}
QPushButton:hover { background: $hover; }
QPushButton:pressed, QPushButton:checked { background: $accent_tint; border-color: $accent; }
QPushButton:focus { border: 2px solid $accent; padding: 4px 14px; }
QPushButton:disabled { color: $faint; border-color: $line; background: $surface; }
QPushButton[role="primary"] { background: $accent; color: $on_accent; border-color: $accent; font-weight: 600; }
QPushButton[role="primary"]:hover { background: $accent_hover; }
QPushButton[role="primary"]:focus { border: 2px solid $text; }
QPushButton[role="primary"]:disabled { background: $line; color: $muted; border-color: $line; }
QPushButton[role="quiet"] { background: transparent; border-color: transparent; color: $text; padding: 5px 11px; }
QPushButton[role="quiet"]:hover { background: $hover; }
QPushButton[role="quiet"]:checked { background: $accent_tint; color: $accent; }
QPushButton[role="quiet"]:focus { border: 2px solid $accent; padding: 4px 10px; }
QPushButton[role="quiet"]:disabled { color: $faint; }
QPushButton[role="link"] {
  background: transparent; border: 2px solid transparent; color: $accent; font-size: 13px; padding: 2px; text-align: left;
}
QPushButton[role="link"]:disabled { color: $muted; }
QPushButton[role="link"]:hover { background: $hover; }
QPushButton[role="link"]:focus { border: 2px solid $accent; padding: 2px; }
QPushButton[role="danger"] { color: $stop; border-color: $stop; }
QPushButton[role="danger"]:hover { background: $stop_tint; }
QPushButton[role="danger"]:focus { border: 2px solid $stop; }

QPushButton[segment="true"] { border-radius: 0; border-left-width: 0; padding: 5px 13px; font-weight: 400; }
QPushButton[segment="true"][place="first"] { border-left-width: 1px; border-top-left-radius: 6px; border-bottom-left-radius: 6px; }
QPushButton[segment="true"][place="last"] { border-top-right-radius: 6px; border-bottom-right-radius: 6px; }
QPushButton[segment="true"][place="only"] { border-left-width: 1px; border-radius: 6px; }
QPushButton[segment="true"]:checked { background: $accent; color: $on_accent; border-color: $accent; font-weight: 500; }
QPushButton[segment="true"]:focus { border: 2px solid $accent; padding: 4px 12px; }
QPushButton[segment="true"]:checked:focus { border: 2px solid $text; }

QAbstractItemView { background: transparent; border: none; outline: none; }
QHeaderView { background: $raised; }
QComboBox QAbstractItemView {
  background: $raised; border: 1px solid $line; padding: 4px;
  selection-background-color: $accent_tint; selection-color: $text;
}
QScrollArea { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 2px; }
QScrollBar::handle:vertical { background: $edge; border-radius: 4px; min-height: 32px; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 2px; }
QScrollBar::handle:horizontal { background: $edge; border-radius: 4px; min-width: 32px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QToolTip { background: $raised; color: $text; border: 1px solid $line; padding: 6px 8px; font-size: 13px; }
QProgressBar { background: $line; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QMenu { background: $raised; border: 1px solid $line; padding: 4px; }
QMenu::item { padding: 8px 24px 8px 12px; border-radius: 4px; }
QMenu::item:selected { background: $accent_tint; }
""")


def stylesheet(roles: Roles) -> str:
    """Return the stylesheet in these colours."""
    return _SHEET.substitute(
        surface=roles.surface, raised=roles.raised, line=roles.line, text=roles.text, muted=roles.muted, accent=roles.accent,
        on_accent=roles.on_accent, stop=roles.stop, warn=roles.warn, defer=roles.defer, ok=roles.ok,
        edge=roles.mixed("muted", "raised", share=0.55),
        faint=roles.mixed("muted", "surface", share=0.7),
        hover=roles.mixed("text", "raised", share=0.05),
        accent_tint=roles.mixed("accent", "raised", share=0.14),
        accent_hover=roles.mixed("accent", "text", share=0.88),
        stop_tint=roles.mixed("stop", "surface", share=0.1),
        warn_tint=roles.mixed("warn", "surface", share=0.12),
    )
