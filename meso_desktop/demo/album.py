"""The pictures of a demo: one numbered PNG for each screen."""

from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from meso_desktop.demo.hands import settle


class Album:
    """Takes pictures of one window into a folder, in order."""

    def __init__(self, folder: Path, window: QWidget) -> None:
        """Begin with number 1."""
        self._folder = folder
        self._window = window
        self.names: list[str] = []
        self.prefix = ""

    def take(self, name: str) -> None:
        """Write the window as it stands, with its open lists, as ``NN-name.png``, the prefix before the name."""
        settle()
        QApplication.processEvents()
        file = f"{len(self.names) + 1:02d}-{self.prefix}{name}.png"
        if not self._window.grab().save(str(self._folder / file)):
            raise OSError(0, "the picture could not be written", file)
        self.names.append(file)
