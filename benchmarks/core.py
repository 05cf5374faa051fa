"""The pure core: one assessment of a whole consultation."""

import statistics
from typing import Final

from benchmarks.full_consultation import TEN, VISIT_ON, full_consultation, packs
from benchmarks.timing import Row, percentile, seconds
from meso_desktop.domain.assess import Context, assess
from meso_desktop.domain.history import Answer

_BUDGET_MS: Final = 5.0


def assessment(*, times: int) -> Row:
    """Measure `assess`, which runs at every keystroke, with all questions answered, all rules and ten areas."""
    knowledge, context = packs(), Context(today=VISIT_ON)
    document, all_yes = full_consultation(areas=TEN), full_consultation(areas=TEN, answer=Answer.YES)
    taken = seconds(lambda: assess(document, knowledge, context), times=times)
    with_yes = statistics.median(seconds(lambda: assess(all_yes, knowledge, context), times=times)) * 1000
    median, worst = statistics.median(taken) * 1000, percentile(taken, 0.99) * 1000
    return Row(
        what="assess of the longest consultation", figure=median, unit="ms", budget=f"≤ {_BUDGET_MS:g} ms", is_kept=median <= _BUDGET_MS,
        note=f"p99 {worst:.1f} ms; {TEN} areas, {len(knowledge.rules)} rules; every answer yes: {with_yes:.1f} ms",
    )
