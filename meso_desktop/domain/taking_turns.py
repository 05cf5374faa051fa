"""Areas that take turns: which share a day, and how far their days lie apart, so that each day stays within a limit."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from meso_desktop.domain.bounds import months_between
from meso_desktop.domain.calendar import earliest_after, first_session, next_working_day
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.ids import LineId
from meso_desktop.domain.plan_trial import Met, PlanTrial


def in_turn(trial: PlanTrial) -> tuple[int, Met] | None:
    """Return the fewest groups of areas that each stay within the limit on days of their own, and the plan; None when none do."""
    lines = tuple(placed.line_id for placed in trial.placed)
    if trial.check.session is None or len(lines) < 2:  # noqa: PLR2004  # one area cannot take turns
        return None
    if any(trial.estimates[line].interval_days is None or trial.estimates[line].sessions.chosen is None for line in lines):
        return None
    for count in range(2, len(lines) + 1):
        for interval in _steps(trial, count):
            met = trial.met(_dated(trial, _groups(trial, lines, count), interval=interval))
            if met is not None:
                return count, met
    return None


def _steps(trial: PlanTrial, count: int) -> Iterator[int]:
    """Yield how many days may lie between two groups: so few that each area keeps its own interval, no fewer than sourced; the whole."""
    whole = max(trial.estimates[p.line_id].interval_days or 0 for p in trial.placed)
    spans = [None if p.protocol is None else p.protocol.interval_span_days for p in trial.placed]
    sourced = max(whole if span is None else int(span.low) for span in spans)
    shared = max(sourced, -(-whole // count))
    yield from dict.fromkeys((min(shared, whole), whole))


def _groups(trial: PlanTrial, lines: tuple[LineId, ...], count: int) -> list[list[LineId]]:
    """Spread the lines over groups, the largest first, each into the group that holds least."""
    groups: list[list[LineId]] = [[] for _ in range(count)]
    held = [Decimal(0)] * count
    for line in sorted(lines, key=lambda one: -trial.amount(one)):
        least = min(range(count), key=held.__getitem__)
        groups[least].append(line)
        held[least] += trial.amount(line)
    return groups


def _dated(trial: PlanTrial, groups: list[list[LineId]], *, interval: int) -> Consultation:
    """Give each group days of its own, the interval between two days."""
    sessions = {line: trial.estimates[line].sessions.chosen or 1 for group in groups for line in group}
    days = _days(trial, count=len(groups) * max(sessions.values()), interval=interval)
    own = {line: days[place :: len(groups)][: sessions[line]] for place, group in enumerate(groups) for line in group}
    return trial.changed({line: {"dates": tuple(dates)} for line, dates in own.items()})


def _days(trial: PlanTrial, *, count: int, interval: int) -> list[date]:
    document, clinic = trial.document, trial.document.clinic
    months = max(months_between(p, jurisdiction=clinic.jurisdiction) for p in trial.placed)
    days = [first_session(document.visit_on, planned=document.plan.first_session_on, working_days=clinic.working_days)]
    while len(days) < count:
        days.append(next_working_day(earliest_after(days[-1], interval_days=interval, months=months), clinic.working_days))
    return days
