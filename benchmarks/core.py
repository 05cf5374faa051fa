"""The pure core: one assessment of a whole consultation."""

import statistics
from typing import Final

from benchmarks.full_consultation import VISIT_ON, full_consultation, packs
from benchmarks.timing import Row, percentile, seconds
from meso_desktop.domain.assess import Context, assess

_BUDGET_MS: Final = 5.0


def assessment(*, times: int) -> Row:
    """Measure `assess`, which runs at every keystroke, on a consultation with everything in it."""
    document, knowledge, context = full_consultation(), packs(), Context(today=VISIT_ON)
    taken = seconds(lambda: assess(document, knowledge, context), times=times)
    median, worst = statistics.median(taken) * 1000, percentile(taken, 0.99) * 1000
    return Row(
        what="assess of a full consultation", figure=median, unit="ms", budget=f"≤ {_BUDGET_MS:g} ms", is_kept=median <= _BUDGET_MS,
        note=f"p99 {worst:.1f} ms; {len(document.target_areas)} areas, {len(document.history.answers)} answers",
    )
