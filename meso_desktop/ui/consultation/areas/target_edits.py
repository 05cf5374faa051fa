"""What measuring an area does to the document: measures accepted, refused, or waiting for their other half; sides parted and joined."""

from collections.abc import Callable, Iterable
from uuid import UUID

from msgspec.structs import replace

from meso_desktop.domain import edits
from meso_desktop.domain.accepting import waiting_alike
from meso_desktop.domain.areas import Side, TargetArea
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.history import Answer
from meso_desktop.domain.ids import LineId, TargetId

OTHER = {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT}


def is_empty(target: TargetArea) -> bool:
    """Tell whether nothing was recorded of the area beyond its place and aim."""
    measured = (target.extent, target.pinch, target.deposit, target.mark)
    return not any(value is not None for value in measured) and not (target.answers or target.note or target.grades or target.zones)


def put_accepted(document: Consultation, target: TargetArea, paths: tuple[str, ...]) -> Consultation:
    """Put the area with what was accepted for the fields at `paths`."""
    document = edits.put_target(document, target)
    for path in paths:
        document = edits.accept_entry(document, path)
    return document


def put_refused(document: Consultation, target: TargetArea, path: str, text: str) -> Consultation:
    """Put the area without the measure that was refused, and keep what was typed."""
    return edits.refuse_entry(edits.put_target(document, target), field=path, text=text)


def put_waiting(document: Consultation, target: TargetArea, typed: dict[str, str]) -> Consultation:
    """Put the area without an extent; the parts of one that are there wait as typed, by path."""
    document = edits.put_target(document, target)
    for path, text in typed.items():
        document = edits.refuse_entry(document, field=path, text=text) if text.strip() else edits.accept_entry(document, path)
    return document


def rule_out(document: Consultation, target_id: TargetId, questions: Iterable[str]) -> Consultation:
    """Answer no to several questions about an area at once."""
    for question in questions:
        document = edits.answer_for_target(document, target_id=target_id, question=question, answer=Answer.NO)
    return document


def part(document: Consultation, target_id: TargetId, side: Side, *, new_id: Callable[[], UUID]) -> Consultation:
    """Make one side of a pair an area of its own, with what was recorded and planned for both; a marked spot stays with the other."""
    target = next(t for t in document.target_areas if t.target_id == target_id)
    if target.side is not Side.BOTH:
        return document
    own = replace(target, target_id=TargetId(new_id()), side=side, mark=None)
    document = edits.put_target(edits.put_target(document, replace(target, side=OTHER[side])), own)
    document = waiting_alike(document, of=f"target.{target_id}", at=f"target.{own.target_id}")
    for line in document.plan.lines:
        if line.target_id == target_id:
            of_its_own = replace(line, line_id=LineId(new_id()), target_id=own.target_id)
            document = edits.put_line(document, of_its_own)
            document = waiting_alike(document, of=f"line.{line.line_id}", at=f"line.{of_its_own.line_id}")
    return document
