"""What typing on the plan does to the document: a line put, a figure accepted or refused, the first session."""

from datetime import date
from typing import Final

from msgspec.structs import replace

from meso_desktop.domain import edits
from meso_desktop.domain.begun_preparation import origin_of
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.plan import PlanLine

FIRST_SESSION: Final = "plan.first_session_on"
EMPTY: Final[dict[str, object]] = {"dates": (), "needle_gauge": "", "technique": ""}
"""What a field of a line holds when nothing is given, where that is not None."""


def first_session(document: Consultation, day: date | None) -> Consultation:
    """Set or free the first session, whatever was refused for it."""
    return edits.accept_entry(edits.set_first_session(document, day), FIRST_SESSION)


def put_clean(document: Consultation, line: PlanLine) -> Consultation:
    """Put a line afresh, without what was refused for its former protocol; a preparation begun for it stays."""
    if any(held.line_id == line.line_id for held in document.plan.lines):
        for entry in document.refused_entries:
            if entry.field.startswith(f"line.{line.line_id}.") and origin_of(entry.field) is None:
                document = edits.accept_entry(document, entry.field)
    return edits.put_line(document, line)


def put_accepted(document: Consultation, line: PlanLine, path: str) -> Consultation:
    """Put a line with what was accepted for the field at `path`."""
    return edits.accept_entry(edits.put_line(document, line), path)


def put_refused(document: Consultation, line: PlanLine, path: str, text: str) -> Consultation:
    """Put a line without the figure that was refused, and keep what was typed."""
    return edits.refuse_entry(edits.put_line(document, line), field=path, text=text)


def put_proposed(document: Consultation, line: PlanLine, name: str) -> Consultation:
    """Let the proposed figure of this name hold again, or the proposed ``dates``, whatever was typed in its place."""
    path = f"line.{line.line_id}.{'date' if name == 'dates' else name}"
    for entry in document.refused_entries:
        if entry.field == path or entry.field.startswith(f"{path}."):
            document = edits.accept_entry(document, entry.field)
    return edits.put_line(document, replace(line, **{name: EMPTY.get(name)}))
