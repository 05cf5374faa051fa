"""Times and ratios: medians of paired runs, so that a machine that slows down slows both sides."""

import gc
import statistics
import time
from collections.abc import Callable, Sequence
from typing import Final

from msgspec import Struct

_WARM: Final = 3


class Row(Struct, frozen=True, kw_only=True):
    """One line of the table: what, its figure in `unit`, the baseline's, and the budget with whether it is kept."""

    what: str
    figure: float
    unit: str
    baseline: float | None = None
    budget: str
    is_kept: bool
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """The figure as a multiple of the baseline."""
        return None if not self.baseline else self.figure / self.baseline


def seconds(work: Callable[[], object], *, times: int) -> list[float]:
    """Return how long each of `times` runs of `work` took, after a few unmeasured ones."""
    for _ in range(_WARM):
        work()
    gc.collect()
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return taken


def paired(work: Callable[[], object], baseline: Callable[[], object], *, times: int) -> tuple[float, float]:
    """Return the medians of `work` and `baseline`, run in turn."""
    ours, theirs = list[float](), list[float]()
    for _ in range(_WARM):
        work()
        baseline()
    gc.collect()
    for _ in range(times):
        for call, into in ((work, ours), (baseline, theirs)):
            start = time.perf_counter()
            call()
            into.append(time.perf_counter() - start)
    return statistics.median(ours), statistics.median(theirs)


def percentile(taken: Sequence[float], share: float) -> float:
    """Return the value below which `share` (0 to 1) of the runs lie."""
    ordered = sorted(taken)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
