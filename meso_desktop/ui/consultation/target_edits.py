"""What measuring an area does to the document: measures accepted, refused, or waiting for their other half."""

from meso_desktop.domain import edits
from meso_desktop.domain.areas import TargetArea
from meso_desktop.domain.consultation import Consultation


def is_empty(target: TargetArea) -> bool:
    """Tell whether nothing was recorded of the area beyond its place and aim."""
    return target.extent is None and target.pinch is None and target.deposit is None and not target.answers and not target.note


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
