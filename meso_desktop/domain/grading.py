"""Grades on the clinical scales of the pack: which scales an area is judged on, what was judged, and the sum with its band."""

from msgspec import Struct
from msgspec.structs import replace

from meso_desktop.domain.areas import Graded, TargetArea
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.message import Message, Term, message
from meso_desktop.domain.protocols import Scale


class Score(Struct, frozen=True, kw_only=True):
    """What was judged on a scale: its one grade, or that of each item; `total` and `band` once every item has one."""

    scale: Scale
    grade: int | None = None
    by_item: tuple[tuple[str, int], ...] = ()
    total: int | None = None
    band: str | None = None

    @property
    def is_whole(self) -> bool:
        """Whether nothing of the scale is left to judge."""
        return len(self.by_item) == len(self.scale.items) if self.scale.items else self.grade is not None


def offered_scales(target: TargetArea, knowledge: Knowledge) -> tuple[Scale, ...]:
    """Return the scales for this area and aim, and those on which it was judged already; those for every area and aim come last."""
    held = {graded.scale for graded in target.grades}
    offered = (scale for scale in knowledge.scales.values() if scale.id in held or _is_for(scale, target))
    return tuple(sorted(offered, key=lambda scale: not (scale.areas or scale.aims)))


def grade_of(target: TargetArea, scale: Scale, *, item: str = "", knowledge: Knowledge) -> int | None:
    """Return the grade given on a scale or on an item of it; an item that is itself a scale has that scale's grade."""
    of_scale, of_item = _place(scale, item, knowledge)
    found = next((g.grade for g in target.grades if (g.scale, g.item) == (of_scale, of_item)), None)
    return found if found in scale.grades else None


def with_grade(target: TargetArea, scale: Scale, grade: int | None, *, item: str = "", knowledge: Knowledge) -> TargetArea:
    """Return the area with this grade on a scale or item; None takes it away."""
    of_scale, of_item = _place(scale, item, knowledge)
    kept = tuple(g for g in target.grades if (g.scale, g.item) != (of_scale, of_item))
    return replace(target, grades=kept if grade is None else (*kept, Graded(scale=of_scale, grade=grade, item=of_item)))


def score(target: TargetArea, scale: Scale, knowledge: Knowledge) -> Score | None:
    """Return what was judged on a scale; None where nothing was."""
    if not scale.items:
        grade = grade_of(target, scale, knowledge=knowledge)
        return None if grade is None else Score(scale=scale, grade=grade)
    given = ((item, grade_of(target, scale, item=item, knowledge=knowledge)) for item in scale.items)
    by_item = tuple((item, grade) for item, grade in given if grade is not None)
    if not any(graded.scale == scale.id for graded in target.grades):
        return None
    if len(by_item) < len(scale.items):
        return Score(scale=scale, by_item=by_item)
    total = sum(grade for _, grade in by_item)
    return Score(scale=scale, by_item=by_item, total=total, band=_band(scale, total))


def scores(target: TargetArea, knowledge: Knowledge) -> tuple[Score, ...]:
    """Return what was judged of an area on every scale, in the order of the pack."""
    found = (score(target, scale, knowledge) for scale in knowledge.scales.values())
    return tuple(one for one in found if one is not None)


def score_told(found: Score) -> Message:
    """Return what was judged in words."""
    scale = Term(f"scale.{found.scale.id}")
    if found.grade is not None:
        return message("score.grade", scale=scale, grade=found.grade, words=Term(f"grade.{found.scale.id}_{found.grade}"))
    most = len(found.scale.items) * found.scale.grades[-1]
    if found.total is None:
        return message("score.part", scale=scale, judged=len(found.by_item), items=len(found.scale.items))
    if found.band is None:
        return message("score.sum", scale=scale, total=found.total, most=most)
    return message("score.band", scale=scale, total=found.total, most=most, band=Term(f"scale_band.{found.scale.id}_{found.band}"))


def graded_told(graded: Graded) -> Message:
    """Return one grade in words as it is kept, whatever the pack holds now."""
    words = Term(f"grade.{graded.scale}_{graded.grade}")
    if graded.item:
        return message("score.item", item=Term(f"scale_item.{graded.scale}_{graded.item}"), grade=graded.grade, words=words)
    return message("score.grade", scale=Term(f"scale.{graded.scale}"), grade=graded.grade, words=words)


def _is_for(scale: Scale, target: TargetArea) -> bool:
    return (not scale.areas or target.area in scale.areas) and (not scale.aims or target.aim in scale.aims)


def _place(scale: Scale, item: str, knowledge: Knowledge) -> tuple[str, str]:
    """Return under which scale and item a grade is kept: what one scale borrows from another is judged once."""
    borrowed = knowledge.scales.get(item)
    return (item, "") if borrowed is not None and borrowed.grades == scale.grades else (scale.id, item)


def _band(scale: Scale, total: int) -> str | None:
    return next((band.id for band in reversed(scale.bands) if total >= band.at_least), None)
