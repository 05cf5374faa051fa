"""Says what the clinic changed in the packs and bears on a consultation: what, where, why, who and when."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from meso_desktop.domain.clinic_changes import ClinicNote, ClinicNoteKind
from meso_desktop.knowledge.wording import Wording


def notes_title() -> str:
    """Return the heading under which the notes stand."""
    return _tr("Changed by the clinic")


def note_told(note: ClinicNote, wording: Wording, places: Mapping[str, str]) -> str:
    """Return what was changed, with the areas it bears on; `places` names them by line id."""
    told = wording.text(note.text)
    named = ", ".join(dict.fromkeys(place for line in note.lines if (place := places.get(str(line), ""))))
    return _tr("{told} ({areas})").format(told=told, areas=named) if named else told


def note_origin(note: ClinicNote, wording: Wording) -> str:
    """Return the reason, or the ground of a confirmation, with who gave it and when."""
    by = _tr("{name}, {day}.").format(name=note.by, day=wording.day(note.on))
    if not note.reason.strip():
        return by
    why = _tr("Ground: {reason}") if note.kind is ClinicNoteKind.CONFIRMED else _tr("Reason: {reason}")
    return f"{by} {why.format(reason=note.reason.strip())}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("clinic_notes", text)
