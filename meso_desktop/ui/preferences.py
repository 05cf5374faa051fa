"""What this computer remembers of the window, outside any vault: the appearance and where the window stood."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from meso_desktop.ui.theme import Scheme


class Preferences:
    """A small file of settings that name no patient and no clinic."""

    def __init__(self, file: Path) -> None:
        """Read `file`, which need not exist."""
        self._settings = QSettings(str(file), QSettings.Format.IniFormat)

    @property
    def scheme(self) -> Scheme:
        """The appearance chosen; the system's when none was."""
        stored = str(self._settings.value("appearance", Scheme.SYSTEM.value))
        return Scheme(stored) if stored in set(Scheme) else Scheme.SYSTEM

    def set_scheme(self, scheme: Scheme) -> None:
        """Remember the appearance."""
        self._settings.setValue("appearance", scheme.value)

    @property
    def geometry(self) -> QByteArray:
        """Where the window stood; empty when never stored."""
        stored = self._settings.value("geometry", QByteArray())
        return stored if isinstance(stored, QByteArray) else QByteArray()

    def set_geometry(self, geometry: QByteArray) -> None:
        """Remember where the window stands."""
        self._settings.setValue("geometry", geometry)
