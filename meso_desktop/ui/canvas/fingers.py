"""Reads touches: one finger works as the hand does, two push and pinch the paper."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QPointF
from PySide6.QtGui import QTouchEvent

_PAIR: Final = 2


@dataclass(frozen=True, kw_only=True)
class Step:
    """What the fingers did: press, move, release, give_up when a second one came, pinch, or nothing."""

    act: str = ""
    at: QPointF
    by: QPointF
    factor: float = 1.0


class Fingers:
    """Remembers where the fingers were."""

    def __init__(self) -> None:
        """Begin without a finger."""
        self._pair: tuple[QPointF, float] | None = None
        self._has_one = False

    def follow(self, event: QTouchEvent, *, places: list[QPointF]) -> Step:
        """Return what an event means after those before it; `places` are those of the widget that the fingers are at."""
        at = places[0] if places else QPointF()
        kind = event.type()
        if kind in (QEvent.Type.TouchEnd, QEvent.Type.TouchCancel):
            act = ("release" if kind is QEvent.Type.TouchEnd else "give_up") if self._has_one else ""
            self._pair, self._has_one = None, False
            return _step(act, at)
        if len(places) >= _PAIR:
            return self._pinch(places)
        if kind is QEvent.Type.TouchBegin:
            self._has_one, self._pair = True, None
            return _step("press", at)
        return _step("move" if self._has_one else "", at)

    def _pinch(self, places: list[QPointF]) -> Step:
        middle, gap = (places[0] + places[1]) / 2, places[0] - places[1]
        apart = max(1.0, (gap.x() ** 2 + gap.y() ** 2) ** 0.5)
        before, self._pair = self._pair, (middle, apart)
        if self._has_one:
            self._has_one = False
            return _step("give_up", middle)
        if before is None:
            return _step("", middle)
        return Step(act="pinch", at=middle, by=middle - before[0], factor=apart / before[1])


def _step(act: str, at: QPointF) -> Step:
    return Step(act=act, at=at, by=QPointF())
