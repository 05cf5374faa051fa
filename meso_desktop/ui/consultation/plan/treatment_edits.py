"""What typing in the list of earlier treatments does to the document."""

from collections.abc import Callable
from functools import partial

from msgspec.structs import replace

from meso_desktop.domain import edits
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.errors import UserError
from meso_desktop.domain.history import EarlierTreatment
from meso_desktop.ui.consultation.history.earlier_treatments import read_session_number, read_treated_on, read_volume
from meso_desktop.ui.typed_day import DayOrder

Change = Callable[[EarlierTreatment], EarlierTreatment]


def change_typed(name: str, text: str, order: DayOrder) -> Change:
    """Return what the text does to an earlier treatment; raises UserError when it is refused."""
    match name:
        case "treated_on":
            return partial(replace, treated_on=read_treated_on(text, order=order))
        case "volume":
            return partial(replace, volume_ml=read_volume(text))
        case "session":
            return partial(replace, session_number=read_session_number(text))
        case _:
            return partial(replace, reaction=text)


def replaced(_: EarlierTreatment, to: EarlierTreatment) -> EarlierTreatment:
    """Return `to`, whatever stood there."""
    return to


def add_treatment(document: Consultation) -> Consultation:
    """Add an earlier treatment of which nothing is known yet."""
    entries = document.history.earlier_treatments
    return edits.set_earlier_treatments(document, (*entries, EarlierTreatment(product=None, area=None)))


def change_treatment(document: Consultation, place: int, change: Change) -> Consultation:
    """Change the treatment at `place`."""
    entries = document.history.earlier_treatments
    return edits.set_earlier_treatments(document, (*entries[:place], change(entries[place]), *entries[place + 1:]))


def accept_treatment(document: Consultation, place: int, path: str, change: Change) -> Consultation:
    """Change the treatment at `place` by what was accepted for the field at `path`."""
    return edits.accept_entry(change_treatment(document, place, change), path)


def refuse_treatment(document: Consultation, place: int, path: str, emptied: Change, text: str) -> Consultation:
    """Keep what was typed and refused at `path`, with the value emptied."""
    return edits.refuse_entry(change_treatment(document, place, emptied), field=path, text=text)


def remove_treatment(document: Consultation, place: int) -> Consultation:
    """Remove the treatment at `place`; refused texts of later ones move up with them."""
    entries = document.history.earlier_treatments
    document = edits.set_earlier_treatments(document, (*entries[:place], *entries[place + 1:]))
    for entry in document.refused_entries:
        first, _, rest = entry.field.partition(".")
        if first != "earlier_treatment":
            continue
        number, _, name = rest.partition(".")
        if int(number) >= place:
            document = edits.accept_entry(document, entry.field)
        if int(number) > place:
            document = edits.refuse_entry(document, field=f"earlier_treatment.{int(number) - 1}.{name}", text=entry.text)
    return document


def is_same_volume(text: str, treatment: EarlierTreatment) -> bool:
    """Tell whether the text typed reads as the volume held, so that it may stay as typed."""
    try:
        return bool(text.strip()) and read_volume(text) == treatment.volume_ml
    except UserError:
        return False


def is_same_day(text: str, treatment: EarlierTreatment, order: DayOrder) -> bool:
    """Tell whether the text typed reads as the day held, so that it may stay as typed."""
    try:
        return bool(text.strip()) and read_treated_on(text, order=order) == treatment.treated_on
    except UserError:
        return False
