"""How everything looks: Fusion with our own palette, one stylesheet, and the roles that widgets ask for by name.

A widget never names a colour. It takes a role (``set_role(widget, Role.MUTED)``, ``label(text, Role.TITLE)``)
or, when it paints itself, reads ``roles_of(self.palette())``.
"""

import gc
from enum import StrEnum
from typing import Final, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QPushButton, QSizePolicy, QWidget

from meso_desktop.ui.fonts import font, load_first_fonts
from meso_desktop.ui.palette import DARK, LIGHT, Roles, qt_palette
from meso_desktop.ui.stylesheet import stylesheet

SPACE_4: Final = 4
SPACE_8: Final = 8
SPACE_12: Final = 12
SPACE_16: Final = 16
SPACE_24: Final = 24
SPACE_32: Final = 32
TARGET_HEIGHT: Final = 36
"""The height of buttons and fields; nothing that is pressed is lower than 32 px."""


WidgetT = TypeVar("WidgetT", bound=QWidget)


class Scheme(StrEnum):
    """The appearance a person chose."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Role(StrEnum):
    """What a widget is, which is all it says about its looks.

    Labels: from `TITLE` to `OK`. Buttons: `PRIMARY` (one a page, for the one next action), `PLAIN`, `QUIET`, `DANGER`, `SEGMENT`.
    Panels: the ground, a raised sheet, a card with a hairline around it, an entry of a list, strips that say something.
    """

    TITLE = "title"
    HEADING = "heading"
    STRONG = "strong"
    LABEL = "label"
    SMALL = "small"
    MUTED = "muted"
    REFUSAL = "refusal"
    STOP = "stop"
    WARN = "warn"
    DEFER = "defer"
    OK = "ok"
    PRIMARY = "primary"
    PLAIN = "plain"
    QUIET = "quiet"
    DANGER = "danger"
    SURFACE = "surface"
    RAISED = "raised"
    CARD = "card"
    FLOATING = "floating"
    ENTRY = "entry"
    QUESTION = "question"
    STRIP_NOTE = "strip_note"
    STRIP_WARN = "strip_warn"
    STRIP_STOP = "strip_stop"


_PANELS: Final = frozenset(
    {Role.SURFACE, Role.RAISED, Role.CARD, Role.FLOATING, Role.ENTRY, Role.QUESTION, Role.STRIP_NOTE, Role.STRIP_WARN, Role.STRIP_STOP}
)


class Theme(QObject):
    """Dresses the application and follows the system when asked to."""

    changed = Signal()

    def __init__(self, application: QApplication, scheme: Scheme = Scheme.SYSTEM) -> None:
        """Dress `application` at once."""
        super().__init__(application)
        self._application = application
        self._scheme = scheme
        load_first_fonts()
        application.setStyle("Fusion")
        application.setFont(font())
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)
        self._dress()

    @property
    def scheme(self) -> Scheme:
        """The appearance chosen."""
        return self._scheme

    @property
    def roles(self) -> Roles:
        """The colours in force."""
        if self._scheme is Scheme.SYSTEM:
            return DARK if QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark else LIGHT
        return DARK if self._scheme is Scheme.DARK else LIGHT

    def choose(self, scheme: Scheme) -> None:
        """Take an appearance, at once and everywhere."""
        self._scheme = scheme
        self._dress()

    @Slot()
    def _follow_system(self) -> None:
        if self._scheme is Scheme.SYSTEM:
            self._dress()

    def _dress(self) -> None:
        roles = self.roles
        was_sweeping = gc.isenabled()
        gc.disable()  # Qt walks over all widgets: none is to be swept away by what they do meanwhile
        try:
            self._application.setPalette(qt_palette(roles))
            self._application.setStyleSheet(stylesheet(roles))
        finally:
            if was_sweeping:
                gc.enable()
        self.changed.emit()


def set_role(widget: WidgetT, role: str) -> WidgetT:
    """Give a widget its role, a member of `Role` or its value, and return the widget."""
    widget.setProperty("role", str(role))
    if role in _PANELS:
        widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):  # a new widget is dressed when it is first measured or shown
        widget.style().unpolish(widget)
        widget.style().polish(widget)
    return widget


def label(text: str, role: str = Role.SMALL, *, is_wrapped: bool = True) -> QLabel:
    """Return a label with its role; plain text only, so that nothing typed is read as markup."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(is_wrapped)
    return set_role(made, role)


def button(text: str, role: str = Role.PLAIN) -> QPushButton:
    """Return a button with its role; Enter presses it when it has the focus."""
    made = QPushButton(text)
    made.setAutoDefault(True)
    made.setAccessibleName(text)
    return set_role(made, role)


def hairline(*, is_vertical: bool = False) -> QFrame:
    """Return a line one pixel thin that parts two things."""
    line = QFrame()
    line.setProperty("hairline", "true")
    line.setFrameShape(QFrame.Shape.NoFrame)
    if is_vertical:
        line.setFixedWidth(1)
    else:
        line.setFixedHeight(1)
    line.setSizePolicy(
        QSizePolicy.Policy.Fixed if is_vertical else QSizePolicy.Policy.Expanding,
        QSizePolicy.Policy.Expanding if is_vertical else QSizePolicy.Policy.Fixed,
    )
    return line
