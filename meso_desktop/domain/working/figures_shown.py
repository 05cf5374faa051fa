"""Every figure opened to its working: how it came about, where it comes from, and the limit that binds it."""

from collections.abc import Iterable

from msgspec.structs import replace

from meso_desktop.domain.assessment import Assessment, LimitCheck
from meso_desktop.domain.bounds import holds
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.ids import LineId
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.placing import PlacedLine, placed_lines
from meso_desktop.domain.products import LimitPer
from meso_desktop.domain.working.binding import binding_of, is_per, limits_on, measure_of, told
from meso_desktop.domain.working.figure import Figure, ShownWorking
from meso_desktop.domain.working.line_steps import steps_of
from meso_desktop.domain.working.origins import origins_of, sources_of
from meso_desktop.domain.working.total_steps import course_steps, session_steps

__all__ = ["Figure", "ShownWorking", "course_working_of", "session_working_of", "working_of"]


def working_of(figure: Figure, line: LineId, document: Consultation, assessment: Assessment, knowledge: Knowledge) -> ShownWorking:
    """Return the working of a line's figure; an empty one for a line that is not planned."""
    estimate = next((found for found in assessment.lines if found.line == line), None)
    placed = next((found for found in placed_lines(document, knowledge) if found.line_id == line), None)
    if estimate is None or placed is None:
        return ShownWorking()
    sources, confidence = sources_of(figure, estimate, placed)
    shown = ShownWorking(
        steps=steps_of(figure, estimate, placed, document), origins=tuple(origins_of(figure, estimate, placed)), sources=sources,
        confidence=confidence,
    )
    return _bound(shown, figure, _that_hold(assessment.limits, placed, document), knowledge)


def session_working_of(figure: Figure, number: int, document: Consultation, assessment: Assessment, knowledge: Knowledge) -> ShownWorking:
    """Return the working of a session's total; an empty one for a session that is not planned, or a figure that sessions have not."""
    session = next((found for found in assessment.sessions if found.number == number), None)
    if session is None:
        return ShownWorking()
    shown = ShownWorking(steps=session_steps(figure, session, document, assessment, knowledge))
    alike = {other.number for other in assessment.sessions if other.lines == session.lines and other.volume_ml == session.volume_ml}
    of_days = (check for check in assessment.limits if is_per(check, LimitPer.SESSION) or measure_of(check) == "anaesthetic")
    checks = (check for check in of_days if check.session is None or check.session in alike)
    return _bound(shown, figure, checks, knowledge) if shown.steps else shown


def course_working_of(figure: Figure, document: Consultation, assessment: Assessment, knowledge: Knowledge) -> ShownWorking:
    """Return the working of the course's total; an empty one for a figure that a course has not."""
    shown = ShownWorking(steps=course_steps(figure, document, assessment, knowledge))
    checks = (check for check in assessment.limits if is_per(check, LimitPer.COURSE) or check.is_interval)
    return _bound(shown, figure, checks, knowledge) if shown.steps else shown


def _bound(shown: ShownWorking, figure: Figure, checks: Iterable[LimitCheck], knowledge: Knowledge) -> ShownWorking:
    """Put the limits that the figure meets, and say the one that binds."""
    limits = limits_on(figure, checks)
    binding = binding_of(limits)
    if binding is None:
        return replace(shown, limits=limits)
    return replace(
        shown, limits=limits, binding=told(binding, knowledge), sources=tuple(dict.fromkeys((*shown.sources, *binding.sources))),
        confidence=shown.confidence or binding.confidence,
    )


def _that_hold(checks: Iterable[LimitCheck], placed: PlacedLine, document: Consultation) -> tuple[LimitCheck, ...]:
    """Return the checks that concern the line, and those of its other limits, whose worst case is one without it."""
    given = tuple(checks)
    own = [check for check in given if placed.line_id in check.lines]
    met = {check.limit for check in own}
    entries = [limit for product in placed.products for limit in product.limits]
    entries += () if placed.protocol is None else placed.protocol.limits
    held = {limit.id for limit in entries if holds(limit, area=placed.area, jurisdiction=document.clinic.jurisdiction)} - met
    return (*own, *(check for check in given if check.limit in held))
