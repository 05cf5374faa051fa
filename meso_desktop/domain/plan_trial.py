"""Tries changes of a plan against one limit that it crosses: what is met then, and whether another limit is crossed instead."""

from collections.abc import Iterable
from decimal import Decimal
from itertools import chain
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from meso_desktop.domain.assessment import LimitCheck, LineEstimate
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.drawing.grid import redrawn
from meso_desktop.domain.estimate import estimate_line
from meso_desktop.domain.ids import LineId
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.limits import check_limits
from meso_desktop.domain.placing import placed_lines
from meso_desktop.domain.plan import PlanLine
from meso_desktop.domain.products import Limit, LimitKind, LimitMeasure
from meso_desktop.domain.totals import session_totals

_COUNTED: Final = (LimitMeasure.POINTS, LimitMeasure.VOLUME_ML, LimitMeasure.MG)


class Met(Struct, frozen=True, kw_only=True):
    """A changed consultation that meets the limit, and the value that it meets it with, where one is counted still."""

    document: Consultation
    value: Decimal | None


class PlanTrial:
    """One limit that a plan crosses, the lines that count into it, and what becomes of it when the plan is changed."""

    def __init__(self, check: LimitCheck, document: Consultation, knowledge: Knowledge) -> None:
        """Estimate the plan as it stands, once."""
        self.check = check
        self.document = document
        self.knowledge = knowledge
        self.limit = _limit(check, knowledge)
        self.estimates: dict[LineId, LineEstimate] = {
            line.line_id: estimate_line(line, document, knowledge, today=document.visit_on) for line in document.plan.lines
        }
        self._targets = {target.target_id: target for target in document.target_areas}
        self._crossed = frozenset(crossed.limit for crossed in _crossed(self._checks(document)))
        self.placed = tuple(p for p in placed_lines(document, knowledge) if self._counts(p.line_id))

    def changed(self, values: dict[LineId, dict[str, object]]) -> Consultation:
        """Return the consultation with these values in its lines, their grids drawn anew."""
        lines = tuple(_with(line, values.get(line.line_id)) for line in self.document.plan.lines)
        return redrawn(replace(self.document, plan=replace(self.document.plan, lines=lines)), self.knowledge)

    def met(self, document: Consultation) -> Met | None:
        """Return what a changed consultation comes to; None when it crosses the limit still, or one that it did not cross before."""
        checks = self._checks(document)
        for crossed in _crossed(checks):
            is_own = crossed.limit == self.check.limit and self._is_same(crossed)
            if is_own or crossed.limit not in self._crossed:
                return None
        values = [c.value for c in checks if c.limit == self.check.limit and c.value is not None and self._is_same(c)]
        worst = (max if self.check.is_upper else min)(values) if values else None
        return Met(document=document, value=worst)

    def amount(self, line: LineId) -> Decimal:
        """Return what a line adds on a day to what the limit counts; 0 where that is not a sum over lines."""
        estimate = self.estimates[line]
        match None if self.limit is None else self.limit.measure:
            case LimitMeasure.POINTS:
                return Decimal(estimate.injections or 0)
            case LimitMeasure.VOLUME_ML:
                return estimate.volume_ml or Decimal(0)
            case LimitMeasure.MG if self.limit is not None:
                return sum((d.mg or Decimal(0) for d in estimate.doses if d.ingredient == self.limit.ingredient), Decimal(0))
            case LimitMeasure.AREAS:
                return Decimal(1)
            case _:
                return Decimal(0)

    @property
    def is_counted(self) -> bool:
        """Tell whether the limit is one of points, mL or mg, to which the extent and the spacing matter."""
        return self.limit is not None and self.limit.measure in _COUNTED

    @property
    def is_volume(self) -> bool:
        """Tell whether the limit is one of mL, a protocol's own range included."""
        return self.check.limit.endswith(".volume_ml") if self.limit is None else self.limit.measure is LimitMeasure.VOLUME_ML

    def _is_same(self, check: LimitCheck) -> bool:
        """Tell whether a check is that of the same lines, whatever days they have now."""
        return not check.lines or not self.check.lines or bool(set(check.lines) & set(self.check.lines))

    def _counts(self, line: LineId) -> bool:
        """Tell whether a line counts into the limit: it is concerned itself, or brings the same ingredient on the same day."""
        if line in self.check.lines:
            return True
        if self.check.session is None or self.limit is None or self.limit.measure is not LimitMeasure.MG or not self.amount(line):
            return False
        days = {day for one in self.check.lines for day in self.estimates[one].dates}
        return not days.isdisjoint(self.estimates[line].dates)

    def estimated(self, document: Consultation) -> tuple[LineEstimate, ...]:
        """Return the estimates of a changed consultation; of what was left alone those there are."""
        targets = {target.target_id: target for target in document.target_areas}
        before = {line.line_id: line for line in self.document.plan.lines}
        return tuple(
            self.estimates[line.line_id]
            if line is before.get(line.line_id) and targets.get(line.target_id) is self._targets.get(line.target_id)
            else estimate_line(line, document, self.knowledge, today=document.visit_on)
            for line in document.plan.lines
        )

    def _checks(self, document: Consultation) -> tuple[LimitCheck, ...]:
        lines = self.estimated(document)
        return check_limits(document, self.knowledge, lines, session_totals(document, self.knowledge, lines))


def _limit(check: LimitCheck, knowledge: Knowledge) -> Limit | None:
    """Return the pack's limit behind a check; None for a protocol's own range."""
    limits = chain(
        (limit for product in knowledge.products.values() for limit in product.limits),
        (limit for protocol in knowledge.protocols.values() for limit in protocol.limits),
    )
    return next((limit for limit in limits if limit.id == check.limit), None)


def _crossed(checks: Iterable[LimitCheck]) -> tuple[LimitCheck, ...]:
    return tuple(check for check in checks if check.is_crossed and check.kind is not LimitKind.NOTE)


def _with(line: PlanLine, values: dict[str, object] | None) -> PlanLine:
    return line if values is None else replace(line, **values)
