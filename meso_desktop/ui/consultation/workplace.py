"""What every part of the consultation window is given to work with."""

from dataclasses import dataclass, fields

from meso_desktop.ui.consultation.last_time.last_time import LastTime
from meso_desktop.ui.consultation.patient_standing import PatientStanding
from meso_desktop.ui.editor import ConsultationEditor
from meso_desktop.ui.shell import Desk


@dataclass(frozen=True, kw_only=True)
class Workplace(Desk):
    """The desk of the open clinic, on it the editor of one consultation, and what the records say of its patient and last visit."""

    editor: ConsultationEditor
    standing: PatientStanding
    last_time: LastTime


def workplace(desk: Desk, editor: ConsultationEditor) -> Workplace:
    """Return `desk` with `editor` on it."""
    given = {field.name: getattr(desk, field.name) for field in fields(desk)}
    return Workplace(editor=editor, standing=PatientStanding(desk, editor), last_time=LastTime(desk, editor), **given)
