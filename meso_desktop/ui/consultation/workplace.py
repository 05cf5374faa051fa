"""What every part of the consultation window is given to work with."""

from dataclasses import dataclass, fields

from meso_desktop.ui.editor import ConsultationEditor
from meso_desktop.ui.shell import Desk


@dataclass(frozen=True, kw_only=True)
class Workplace(Desk):
    """The desk of the open clinic, and on it the editor of one consultation."""

    editor: ConsultationEditor


def workplace(desk: Desk, editor: ConsultationEditor) -> Workplace:
    """Return `desk` with `editor` on it."""
    return Workplace(editor=editor, **{field.name: getattr(desk, field.name) for field in fields(desk)})
