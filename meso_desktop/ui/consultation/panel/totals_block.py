"""The plan's totals against their limits: one heading for each product, short rows below it."""

from collections.abc import Iterable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from meso_desktop.domain.assessment import Assessment, LimitCheck, SessionTotal
from meso_desktop.domain.message import Message
from meso_desktop.domain.products import LimitKind
from meso_desktop.knowledge.wording import Wording
from meso_desktop.ui.consultation.arranging import KeyedColumn
from meso_desktop.ui.consultation.panel.limit_bar import LimitBar
from meso_desktop.ui.theme import Role, label

_OWNERS = ("owner", "agent")
_KEPT = 6


class LimitGroup(QWidget):
    """The limits of one product, protocol or agent."""

    def __init__(self, *, wording: Wording, parent: QWidget | None = None) -> None:
        """Make an empty group."""
        super().__init__(parent)
        self._wording = wording
        self._head = label("", Role.MUTED)
        self._bars: KeyedColumn[tuple[object, ...], LimitBar] = KeyedColumn(LimitBar, spacing=0, keeps=_KEPT)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._bars)

    def show_checks(self, owner: str, checks: Iterable[LimitCheck]) -> None:
        """Show the limits of `owner`, a term of the catalogues."""
        self._head.setText(self._wording.term(owner))
        by_key: dict[tuple[object, ...], LimitCheck] = {(c.limit, c.lines): c for c in checks}
        self._bars.arrange(by_key)
        for key, check in by_key.items():
            bar = self._bars.widget(key)
            if bar is None or check.value is None:
                continue
            numbers = [self._wording.number(f"{number:f}") for number in (check.value, check.bound)]
            used = self.tr("%1 of %2").replace("%1", numbers[0]).replace("%2", numbers[1])
            bar.show_words(self._short(check.text), used=used, whole=self._wording.text(check.text))
            bar.show_limit(value=check.value, bound=check.bound, is_crossed=check.is_crossed, is_hard=check.kind is LimitKind.HARD)

    def _short(self, text: Message) -> str:
        """Return what the limit counts, which the catalogues hold beside the whole sentence."""
        short = Message(id=f"bar.{text.id.removeprefix('limit.')}", values=text.values)
        return self._wording.text(short if self._wording.has(short.id) else text)


class TotalsBlock(QWidget):
    """Hidden while there is nothing to count."""

    def __init__(self, *, wording: Wording, parent: QWidget | None = None) -> None:
        """Make an empty block."""
        super().__init__(parent)
        self._wording = wording
        self._session = label("", Role.SMALL)
        self._groups: KeyedColumn[str, LimitGroup] = KeyedColumn(self._make_group, spacing=8, keeps=_KEPT)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(label(self.tr("Totals against limits"), Role.LABEL))
        column.addWidget(self._session)
        column.addWidget(self._groups)

    def show_assessment(self, assessment: Assessment) -> None:
        """Show the fullest session and every upper limit that has a value."""
        groups: dict[str, list[LimitCheck]] = {}
        for check in assessment.limits:
            if _is_bar(check):
                groups.setdefault(_owner(check.text), []).append(check)
        self._groups.arrange(groups)
        for owner, checks in groups.items():
            group = self._groups.widget(owner)
            if group is not None:
                group.show_checks(owner, checks)
        fullest = max(assessment.sessions, key=lambda s: (s.volume_ml or 0, s.injections), default=None)
        self.setVisible(bool(groups) or fullest is not None)
        self._session.setVisible(fullest is not None)
        if fullest is not None:
            self._session.setText(self._session_line(fullest))

    def _session_line(self, session: SessionTotal) -> str:
        volume = self._wording.number(f"{session.volume_ml:f}") if session.volume_ml is not None else self.tr("not known")
        line = self.tr("Fullest session, no. %1: %2 injections, %3 mL")
        return line.replace("%1", str(session.number)).replace("%2", str(session.injections)).replace("%3", volume)

    def _make_group(self) -> LimitGroup:
        return LimitGroup(wording=self._wording)


def _is_bar(check: LimitCheck) -> bool:
    return check.is_upper and check.kind is not LimitKind.NOTE and (not check.is_interval) and check.value is not None


def _owner(text: Message) -> str:
    return next((value.value for value in text.values if value.name in _OWNERS), text.id)
