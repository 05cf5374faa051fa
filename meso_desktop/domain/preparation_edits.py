"""What composing does to a consultation: the preparation stands in the document that plans it, whole, and its line uses it."""

from msgspec.structs import replace

from meso_desktop.domain.begun_preparation import begun_path
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.edits import accept_entry, put_line
from meso_desktop.domain.ids import LineId
from meso_desktop.domain.plan import OwnPreparation


def use_own(document: Consultation, *, line_id: LineId, own: OwnPreparation, copy_id: str, instead_of: str = "") -> Consultation:
    """Let a line inject `own`, kept in the document as it is now; a line that is gone changes nothing.

    Where the document holds another composition under that id and another line uses it, `own` goes under `copy_id`, so that no line
    changes but this one. `instead_of` is the preparation that was edited: it goes when no line uses it any more.
    """
    line = next((held for held in document.plan.lines if held.line_id == line_id), None)
    if line is None:
        return document
    others = {held.preparation for held in document.plan.lines if held.line_id != line_id}
    held = next((one for one in document.plan.preparations if one.id == own.id), None)
    if held is not None and held != own and own.id in others:
        own = replace(own, id=copy_id)
    document = put_line(document, replace(line, preparation=own.id))
    gone = {instead_of} - others - {own.id}
    kept = tuple(own if one.id == own.id else one for one in document.plan.preparations if one.id not in gone)
    preparations = kept if any(one.id == own.id for one in kept) else (*kept, own)
    return replace(document, plan=replace(document.plan, preparations=preparations))


def use_begun(document: Consultation, *, line_id: LineId, own: OwnPreparation, copy_id: str, instead_of: str = "") -> Consultation:
    """Let a line inject what was begun for it in place of `instead_of`; it is begun no more."""
    document = use_own(document, line_id=line_id, own=own, copy_id=copy_id, instead_of=instead_of)
    return accept_entry(document, begun_path(line_id, origin=instead_of))
