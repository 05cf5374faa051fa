"""The clinic's logo: what stands on the letterhead, a way to choose it and a way to take it off."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from meso_desktop.ui.dialogs import Dialogs
from meso_desktop.ui.fields import Field
from meso_desktop.ui.theme import SPACE_12, Role, button, set_role

_SHOWN = QSize(168, 64)


class LogoField(Field):
    """Shows the logo; emits `picked` with a file, `removed` when it is to go."""

    picked = Signal(Path)
    removed = Signal()

    def __init__(self, dialogs: Dialogs) -> None:
        """Begin without a logo."""
        self._dialogs = dialogs
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE_12)
        self._picture = QLabel()
        self.choose = button("")
        self.remove = button("", Role.QUIET)
        super().__init__("", row)
        self.label.setText(self.tr("Logo"))
        self.label.show()
        self.set_help(self.tr("PNG or JPEG, up to 2 MB."))
        self.choose.setText(self.tr("Choose a picture"))
        self.choose.setAccessibleName(self.tr("Choose a picture for the logo"))
        self.remove.setText(self.tr("Remove"))
        self.remove.setAccessibleName(self.tr("Remove the logo"))
        set_role(self._picture, Role.CARD)
        self._picture.setFixedSize(_SHOWN)
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for widget in (self._picture, self.choose, self.remove):
            line.addWidget(widget)
        line.addStretch(1)
        row.setFocusProxy(self.choose)
        self.choose.clicked.connect(self._ask)
        self.remove.clicked.connect(self.removed)

    def show_logo(self, data: bytes | None) -> None:
        """Show the logo's picture, or that there is none."""
        picture = QPixmap()
        has_picture = data is not None and picture.loadFromData(data)
        if has_picture:
            ratio = self.devicePixelRatioF()
            room = (_SHOWN - QSize(16, 16)) * ratio
            picture = picture.scaled(room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
            picture.setDevicePixelRatio(ratio)
            self._picture.setPixmap(picture)
        else:
            self._picture.clear()
        self._picture.setVisible(has_picture)
        self.remove.setVisible(has_picture)

    @Slot()
    def _ask(self) -> None:
        path = self._dialogs.open_file(
            self, title=self.tr("Choose a picture for the logo"), patterns=[self.tr("Pictures (*.png *.jpg *.jpeg)")]
        )
        if path is not None:
            self.clear_error()
            self.picked.emit(path)
