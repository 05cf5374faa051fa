"""The limit that the drawing comes nearest to, in one line with its bar."""

from decimal import Decimal

from PySide6.QtWidgets import QWidget

from meso_desktop.domain.assessment import LimitCheck
from meso_desktop.domain.message import Message
from meso_desktop.domain.products import LimitKind
from meso_desktop.knowledge.wording import Wording
from meso_desktop.ui.consultation.panel.limit_bar import LimitBar


class NearestBar(LimitBar):
    """Hidden while there is no limit to come near to."""

    def __init__(self, *, wording: Wording, parent: QWidget | None = None) -> None:
        """Make an empty bar."""
        super().__init__(parent, is_one_line=True)
        self._wording = wording
        self.setMinimumWidth(220)
        self.setMaximumWidth(300)

    def show_check(self, check: LimitCheck | None) -> None:
        """Show the limit that is nearest, or none."""
        self.setVisible(check is not None)
        if check is None or check.value is None:
            return
        used = self.tr("%1 of %2").replace("%1", self._number(check.value)).replace("%2", self._number(check.bound))
        self.show_words(self._short(check.text), used=used, whole=self._wording.text(check.text))
        self.show_limit(value=check.value, bound=check.bound, is_crossed=check.is_crossed, is_hard=check.kind is LimitKind.HARD)

    def _short(self, text: Message) -> str:
        """Return what the limit counts, which the catalogues hold beside the whole sentence."""
        short = Message(id=f"bar.{text.id.removeprefix('limit.')}", values=text.values)
        return self._wording.text(short if self._wording.has(short.id) else text)

    def _number(self, value: Decimal) -> str:
        return self._wording.number(f"{value:f}")
