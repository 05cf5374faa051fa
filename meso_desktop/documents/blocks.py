"""How parts stand together: stacked, beside one another, on a tinted ground, and under a heading that never stands alone."""

from collections.abc import Sequence
from typing import Any, Final

from reportlab.lib.colors import Color
from reportlab.platypus import CondPageBreak, Flowable

_FEW: Final = 2


def _has_whole_page(part: Flowable) -> bool:
    return bool(part._frame._atTop)  # noqa: SLF001  ReportLab has no other way to ask


class Stack(Flowable):  # type: ignore[misc]  # ReportLab is untyped
    """Things under one another that stay together."""

    def __init__(self, *parts: Flowable) -> None:
        """Hold the parts from the top down."""
        super().__init__()
        self._parts = parts
        self.spaceBefore = max((parts[0].getSpaceBefore(),)) if parts else 0
        self.spaceAfter = parts[-1].getSpaceAfter() if parts else 0

    def _laid(self, width: float) -> list[tuple[Flowable, float, float]]:
        laid: list[tuple[Flowable, float, float]] = []
        after = None
        for part in self._parts:
            gap = 0.0 if after is None else max(after, part.getSpaceBefore())
            laid.append((part, gap, part.wrap(width, 1e6)[1]))
            after = part.getSpaceAfter()
        return laid

    def wrap(self, available: float, _height: float) -> tuple[float, float]:
        """Return the size that all parts take."""
        self.width = available
        self.height = sum(gap + height for _, gap, height in self._laid(available))
        return self.width, self.height

    def least(self, width: float) -> float:
        """Return the height, as nothing of it may stand alone."""
        return self.wrap(width, 0)[1]

    def split(self, _available: float, _height: float) -> list[Flowable]:
        """Return the parts when not even a whole page is enough, otherwise stay together."""
        return list(self._parts) if _has_whole_page(self) else []

    def draw(self) -> None:
        """Draw the parts from the top down."""
        y = self.height
        for part, gap, height in self._laid(self.width):
            y -= gap + height
            part.drawOn(self.canv, 0, y)


class Beside(Flowable):  # type: ignore[misc]  # ReportLab is untyped
    """Two things side by side, their tops level, kept together."""

    def __init__(self, left: Flowable, right: Flowable, *, left_share: float, gap: float = 20, before: float = 4) -> None:
        """Hold both; `left_share` is the part of the width that the left one has."""
        super().__init__()
        self._left, self._right, self._share, self._gap = left, right, left_share, gap
        self.spaceBefore, self.spaceAfter = before, 8.0

    def wrap(self, available: float, _height: float) -> tuple[float, float]:
        """Return the size of the taller one."""
        usable = available - self._gap
        self._left_width = usable * self._share
        heights = (self._left.wrap(self._left_width, 1e6)[1], self._right.wrap(usable - self._left_width, 1e6)[1])
        self.width, self.height = available, max(heights)
        self._heights = heights
        return self.width, self.height

    def least(self, width: float) -> float:
        """Return the height, as nothing of it may stand alone."""
        return self.wrap(width, 0)[1]

    def split(self, _available: float, _height: float) -> list[Flowable]:
        """Return both under one another when not even a whole page is enough, otherwise stay together."""
        return [self._left, self._right] if _has_whole_page(self) else []

    def draw(self) -> None:
        """Draw both with their tops level."""
        self._left.drawOn(self.canv, 0, self.height - self._heights[0])
        self._right.drawOn(self.canv, self._left_width + self._gap, self.height - self._heights[1])


class Panel(Flowable):  # type: ignore[misc]  # ReportLab is untyped
    """Things on a tinted ground with a bar of the accent at the left, kept together."""

    def __init__(self, content: Flowable, *, ground: Color, bar: Color, pad: float = 8.5) -> None:
        """Hold what stands on the ground; `pad` is the space around it."""
        super().__init__()
        self._content, self._ground, self._bar, self._pad = content, ground, bar, pad
        self.spaceBefore, self.spaceAfter = min(pad, 6.0), min(pad, 6.0)

    def wrap(self, available: float, _height: float) -> tuple[float, float]:
        """Return the size with the ground around."""
        self.width = available
        self.height = self._content.wrap(available - 2 * self._pad - 3, 1e6)[1] + 2 * self._pad
        return self.width, self.height

    def least(self, width: float) -> float:
        """Return the height, as nothing of it may stand alone."""
        return self.wrap(width, 0)[1]

    def split(self, _available: float, _height: float) -> list[Flowable]:
        """Return the content alone when not even a whole page is enough, otherwise stay together."""
        return [self._content] if _has_whole_page(self) else []

    def draw(self) -> None:
        """Draw ground, bar and content."""
        self.canv.setFillColor(self._ground)
        self.canv.rect(0, 0, self.width, self.height, stroke=0, fill=1)
        self.canv.setFillColor(self._bar)
        self.canv.rect(0, 0, 3, self.height, stroke=0, fill=1)
        self._content.drawOn(self.canv, self._pad + 3, self._pad)


class Room(CondPageBreak):  # type: ignore[misc]  # ReportLab is untyped
    """Goes on to the next page where less than its height is left; the space around it stays what it would be without it."""

    _SPACETRANSFER: Final = True
    _ZEROSIZE: Final = True

    def wrap(self, available: float, height: float) -> tuple[float, float]:
        """Take no size; at the top of a page nothing is gained by going on, and past the foot the page ends without being asked."""
        frame = self._doctemplateAttr("frame")
        if height > 0 and frame is not None and not frame._atTop:  # noqa: SLF001  ReportLab has no other way to ask
            super().wrap(available, height)
        return 0, 0


def section(heading: Flowable, *content: Flowable, width: float) -> list[Flowable]:
    """Return the heading with its content, the heading never without the first of it below."""
    if not content:
        return []
    first: Any = content[0]
    need = heading.wrap(width, 0)[1] + heading.getSpaceAfter() + first.least(width) + first.getSpaceBefore()
    return [Room(need + heading.getSpaceBefore()), heading, *content]


def settled(story: Sequence[Flowable]) -> list[Flowable]:
    """Return the story with each demand for room told what the part before it already leaves free."""
    parts = list(story)
    for at in range(1, len(parts) - 1):
        demand = parts[at]
        if isinstance(demand, Room):
            shared = min(parts[at - 1].getSpaceAfter(), parts[at + 1].getSpaceBefore())
            parts[at] = Room(demand.height - shared)
    return parts


def stacked_height(story: Sequence[Flowable], width: float) -> float:
    """Return the height of the story on one endless page."""
    height, after = 0.0, 0.0
    for part in story:
        if isinstance(part, Room):
            continue
        height += part.wrap(width, 1e6)[1] + max(after, part.getSpaceBefore())
        after = part.getSpaceAfter()
    return height


def stacked(story: Sequence[Flowable]) -> Stack:
    """Return the parts of a story as one that stays together."""
    return Stack(*[part for part in story if not isinstance(part, Room)])


def abreast(parts: Sequence[Flowable], *, width: float, tallest: float) -> list[Flowable]:
    """Return the parts in two columns of like height, or under one another where that is taller than `tallest`."""
    heights = [part.wrap(width / 2, 1e6)[1] for part in parts]
    half, left = 0, 0.0
    while half < len(parts) and left + heights[half] / 2 < sum(heights) / 2:
        left += heights[half]
        half += 1
    if len(parts) <= _FEW or max(left, sum(heights) - left) > tallest:
        return list(parts)
    return [Beside(Stack(*parts[:half]), Stack(*parts[half:]), left_share=0.5, before=0)]
