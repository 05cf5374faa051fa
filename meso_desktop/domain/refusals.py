"""Which of the entries that a field refused still ask for something."""

from collections.abc import Iterator

from meso_desktop.domain.consultation import Consultation, RefusedEntry

_WAITING = "outline"
"""The outline of half an extent is no refused text: it waits with the other half, which is asked for itself."""


def standing_refusals(document: Consultation) -> tuple[RefusedEntry, ...]:
    """Return the refused entries of fields that are there, in the order in which they were refused."""
    return tuple(_standing(document))


def _standing(document: Consultation) -> Iterator[RefusedEntry]:
    there = {
        "target": {str(target.target_id) for target in document.target_areas},
        "line": {str(line.line_id) for line in document.plan.lines},
        "earlier_treatment": {str(place) for place in range(len(document.history.earlier_treatments))},
    }
    for entry in document.refused_entries:
        topic, *inside = entry.field.split(".")
        is_gone = topic in there and bool(inside) and inside[0] not in there[topic]
        is_waiting = topic == "target" and inside[1:] == [_WAITING]
        if not is_gone and not is_waiting:
            yield entry
