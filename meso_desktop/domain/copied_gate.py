"""The gate of copied values: what was filled in from an earlier consultation holds up *treat* until it was looked at."""

from collections.abc import Iterator
from datetime import date

from meso_desktop.domain.accepting import not_accepted
from meso_desktop.domain.areas import Side, TargetArea
from meso_desktop.domain.assessment import Missing
from meso_desktop.domain.consultation import Consultation, Step
from meso_desktop.domain.history import HAD_EARLIER, Answer
from meso_desktop.domain.ids import LineId
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.message import Term, message
from meso_desktop.domain.placing import PlacedLine, named


def still_to_accept(
    document: Consultation, placed: tuple[PlacedLine, ...], knowledge: Knowledge, *, treats: bool,
) -> Iterator[Missing]:
    """Yield what was copied from an earlier consultation and not accepted yet: each area, line and the anaesthetic once.

    A plan that was planned before may have been given since: where no earlier treatment is listed, that is asked about.
    """
    if document.copied is None:
        return
    day = document.copied.visit_on
    if document.plan.lines and not document.history.earlier_treatments and not _is_told(document):
        text = message("missing.earlier_since_copied", day=day)
        yield Missing(step=Step.HISTORY, text=text, bars_signing=False, field="earlier_treatment")
    for target in document.target_areas:
        paths = not_accepted(document, f"target.{target.target_id}")
        if paths:
            yield _missing("target", paths, day, _place(target.area, target, knowledge), bars=treats, step=Step.AREAS)
    for one in placed:
        paths = not_accepted(document, f"line.{one.line_id}")
        if paths:
            place = _place(one.area, one.target, knowledge)
            yield _missing("line", paths, day, place, bars=treats, step=Step.PLAN, line=one.line_id)
    paths = not_accepted(document, "anaesthetic") if document.plan.anaesthetic is not None else ()
    if paths:
        yield _missing("anaesthetic", paths, day, {}, bars=treats, step=Step.PLAN)


def _is_told(document: Consultation) -> bool:
    """Tell whether it is said that there were treatments, whose list is then asked for."""
    return any(one.question == HAD_EARLIER and one.answer is Answer.YES for one in document.history.answers)


def _missing(  # noqa: PLR0913  # one argument a field
    what: str, paths: tuple[str, ...], day: date, place: dict[str, Term | str], *, bars: bool, step: Step, line: LineId | None = None,
) -> Missing:
    text = message(f"missing.copied.{what}", count=len(paths), day=day, **place)
    return Missing(step=step, text=text, bars_signing=bars, line=line, field=paths[0])


def _place(area: str, target: TargetArea | None, knowledge: Knowledge) -> dict[str, Term | str]:
    side = Side.MIDLINE if target is None else target.side
    return {"area": named("area", area, knowledge.areas), "side": Term(f"side.{side.value}")}
