"""What was copied from an earlier consultation and not accepted yet: which values, what accepts them, and what takes them away."""

from collections.abc import Iterable, Mapping
from typing import Final

from msgspec.structs import replace

from meso_desktop.domain.areas import TargetArea
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.plan import Anaesthetic, Placement, PlanLine

AREA_FIELDS: Final = ("area", "side", "aim", "extent", "zones", "deposit", "mark")
"""What of a target area is copied; pinch, grades and answers are of the day."""
LINE_FIELDS: Final = (
    "protocol", "preparation", "spacing_cm", "volume_per_point_ml", "volume_ml", "sessions", "interval_days", "placement",
    "needle_gauge", "needle_length_mm", "depth_mm", "technique", "minutes",
)  # fmt: skip
ANAESTHETIC_FIELDS: Final = ("choice", "agent", "strength_mg_per_ml", "volume_ml", "reduction_percent")

_EMPTY_AREA: Final[Mapping[str, object]] = {"aim": None, "extent": None, "zones": (), "deposit": None, "mark": None}
_EMPTY_LINE: Final[Mapping[str, object]] = {
    "preparation": "", "spacing_cm": None, "volume_per_point_ml": None, "volume_ml": None, "sessions": None, "interval_days": None,
    "placement": Placement(), "needle_gauge": "", "needle_length_mm": None, "depth_mm": None, "technique": "", "minutes": None,
}  # fmt: skip
_EMPTY_ANAESTHETIC: Final[Mapping[str, object]] = {
    "agent": None, "strength_mg_per_ml": None, "volume_ml": None, "reduction_percent": None,
}

_GONE: Final = object()


def is_filled(value: object) -> bool:
    """Tell whether a value says something of its own: what is empty was not set, and is not copied."""
    return value is not None and value not in ("", (), Placement())


def not_accepted(document: Consultation, prefix: str = "") -> tuple[str, ...]:
    """Return the paths of the copied values that wait to be accepted: all, or those under `prefix`, such as ``target.<id>``."""
    if document.copied is None:
        return ()
    inside = f"{prefix}."
    return tuple(path for path in document.copied.fields if not prefix or path.startswith(inside))


def accept(document: Consultation, paths: Iterable[str]) -> Consultation:
    """Accept copied values as they stand; the doctor has looked at each of them."""
    copied, accepted = document.copied, frozenset(paths)
    if copied is None or accepted.isdisjoint(copied.fields):
        return document
    return replace(document, copied=replace(copied, fields=tuple(path for path in copied.fields if path not in accepted)))


def waiting_alike(document: Consultation, *, of: str, at: str) -> Consultation:
    """Let what was taken over from under `of` to under `at` wait there as it does here: nobody has looked at it there either.

    Both are such as ``target.<id>``; what is empty under `at` does not wait.
    """
    copied, values = document.copied, _Values(document)
    if copied is None:
        return document
    paths = (f"{at}{path.removeprefix(of)}" for path in not_accepted(document, of))
    more = tuple(path for path in paths if path not in copied.fields and (held := values.at(path)) is not _GONE and is_filled(held))
    return replace(document, copied=replace(copied, fields=(*copied.fields, *more))) if more else document


def settled(before: Consultation, after: Consultation) -> Consultation:
    """Return the consultation after an edit, the copied values that it changed or took away counted as accepted."""
    copied = after.copied
    if copied is None or not copied.fields:
        return after
    waited = frozenset(not_accepted(before))
    old, new = _Values(before), _Values(after)
    kept = tuple(path for path in copied.fields if (now := new.at(path)) is not _GONE and (path not in waited or old.at(path) == now))
    return after if kept == copied.fields else replace(after, copied=replace(copied, fields=kept))


def without_copied(document: Consultation) -> Consultation:
    """Take away what was copied and not accepted, for the record it came from is not this visit's any more.

    A line stays of which the protocol was accepted, and an area that has such a line or of which something was recorded today.
    """
    if document.copied is None:
        return document
    waiting = frozenset(document.copied.fields)
    held = tuple(line for line in document.plan.lines if f"line.{line.line_id}.protocol" not in waiting)
    lines = tuple(_emptied_line(line, waiting) for line in held)
    planned = {line.target_id for line in held}
    targets = [_emptied_target(target, waiting) for target in document.target_areas]
    kept = tuple(t for t in targets if t.target_id in planned or f"target.{t.target_id}.area" not in waiting or not _is_bare(t))
    there = {target.target_id for target in kept}
    unused = {line.preparation for line in document.plan.lines} - {line.preparation for line in lines}
    plan = replace(
        document.plan, lines=lines, anaesthetic=_emptied_anaesthetic(document.plan.anaesthetic, waiting),
        preparations=tuple(own for own in document.plan.preparations if own.id not in unused),
    )
    gone = {f"target.{t.target_id}" for t in document.target_areas if t.target_id not in there}
    gone |= {f"line.{line.line_id}" for line in document.plan.lines} - {f"line.{line.line_id}" for line in lines}
    entries = tuple(e for e in document.refused_entries if ".".join(e.field.split(".")[:2]) not in gone)
    return replace(document, target_areas=kept, plan=plan, refused_entries=entries, copied=None)


class _Values:
    """What a consultation holds at the paths of copied values."""

    def __init__(self, document: Consultation) -> None:
        self._targets = {str(target.target_id): target for target in document.target_areas}
        self._lines = {str(line.line_id): line for line in document.plan.lines}
        self._own = {own.id: own for own in document.plan.preparations}
        self._anaesthetic = document.plan.anaesthetic

    def at(self, path: str) -> object:
        """Return the value; `_GONE` where nothing stands there any more."""
        match path.split("."):
            case ["target", target_id, name] if target_id in self._targets and name in AREA_FIELDS:
                return getattr(self._targets[target_id], name)
            case ["line", line_id, "preparation"] if line_id in self._lines:
                held = self._lines[line_id].preparation
                return held, self._own.get(held)
            case ["line", line_id, name] if line_id in self._lines and name in LINE_FIELDS:
                return getattr(self._lines[line_id], name)
            case ["anaesthetic", name] if self._anaesthetic is not None and name in ANAESTHETIC_FIELDS:
                return getattr(self._anaesthetic, name)
            case _:
                return _GONE


def _emptied_target(target: TargetArea, waiting: frozenset[str]) -> TargetArea:
    path = f"target.{target.target_id}"
    return replace(target, **{name: empty for name, empty in _EMPTY_AREA.items() if f"{path}.{name}" in waiting})


def _is_bare(target: TargetArea) -> bool:
    measured = (target.aim, target.extent, target.pinch, target.deposit, target.mark)
    noted = (target.answers, target.note, target.zones, target.grades)
    return not any(is_filled(value) for value in (*measured, *noted))


def _emptied_line(line: PlanLine, waiting: frozenset[str]) -> PlanLine:
    path = f"line.{line.line_id}"
    return replace(line, **{name: empty for name, empty in _EMPTY_LINE.items() if f"{path}.{name}" in waiting})


def _emptied_anaesthetic(anaesthetic: Anaesthetic | None, waiting: frozenset[str]) -> Anaesthetic | None:
    if anaesthetic is None or "anaesthetic.choice" in waiting:
        return None
    return replace(anaesthetic, **{name: empty for name, empty in _EMPTY_ANAESTHETIC.items() if f"anaesthetic.{name}" in waiting})
