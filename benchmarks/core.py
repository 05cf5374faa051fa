"""The pure core: one assessment of a whole consultation."""

import statistics
from decimal import Decimal
from itertools import count
from typing import Final

from msgspec.structs import replace

from benchmarks.full_consultation import TEN, VISIT_ON, full_consultation, packs
from benchmarks.timing import Row, percentile, seconds
from meso_desktop.domain.assess import Context, assess
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.history import Answer

_BUDGET_MS: Final = 5.0
_EDITED: Final = 2
"""The line that each edit changes: a grid of one area among ten."""


def assessment(*, times: int) -> Row:
    """Measure `assess` after an edit of one line, with all questions answered, all rules and ten areas."""
    knowledge, context = packs(), Context(today=VISIT_ON)
    document, all_yes = full_consultation(areas=TEN), full_consultation(areas=TEN, answer=Answer.YES)
    edits = count()
    taken = seconds(lambda: assess(_edited(document, next(edits)), knowledge, context), times=times)
    with_yes = statistics.median(seconds(lambda: assess(_edited(all_yes, next(edits)), knowledge, context), times=times)) * 1000
    elsewhere = statistics.median(seconds(lambda: assess(replace(document, note=f"{next(edits)}"), knowledge, context), times=times)) * 1000
    median, worst = statistics.median(taken) * 1000, percentile(taken, 0.99) * 1000
    return Row(
        what="assess of the longest consultation", figure=median, unit="ms", budget=f"≤ {_BUDGET_MS:g} ms", is_kept=median <= _BUDGET_MS,
        note=(
            f"after an edit of a line, p99 {worst:.1f} ms; elsewhere {elsewhere:.1f} ms; {TEN} areas, {len(knowledge.rules)} rules; "
            f"every answer yes: {with_yes:.1f} ms"
        ),
    )


def _edited(document: Consultation, number: int) -> Consultation:
    """Return the consultation with a figure of one line as it was in no edit before."""
    lines = list(document.plan.lines)
    lines[_EDITED] = replace(lines[_EDITED], volume_per_point_ml=Decimal(number + 1) / 10_000)
    return replace(document, plan=replace(document.plan, lines=tuple(lines)))
