"""The findings of a signed record with their answers, and what the clinic had changed that bore on them."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication

from meso_desktop.domain.assessment import Certainty, Finding
from meso_desktop.domain.clinic_changes import ClinicNote, ClinicNoteKind
from meso_desktop.domain.plan import FindingResponse
from meso_desktop.domain.rules import RuleOutcome
from meso_desktop.knowledge.wording import Wording
from meso_desktop.ui.clinic_notes import note_origin, note_told, notes_title
from meso_desktop.ui.sheet import Sheet
from meso_desktop.ui.theme import Role

_LOOKS: Final = {
    RuleOutcome.STOP: (Role.STOP, "stop"), RuleOutcome.DEFER: (Role.DEFER, "defer"), RuleOutcome.LETTER: (Role.WARN, "letter"),
    RuleOutcome.REASON: (Role.WARN, "warn"), RuleOutcome.INFORM: (Role.MUTED, "inform"),
}

_CLINIC_LOOKS: Final = {ClinicNoteKind.LOOSENED: Role.WARN, ClinicNoteKind.CONFIRMED: Role.MUTED}


def show_findings(page: Sheet, found: Sequence[Finding], wording: Wording, *, places: Mapping[str, str]) -> None:
    """Add what was found with what was answered, then what could not be ruled out, by outcome; `places` names areas by line id."""
    said = [f for f in found if f.certainty is Certainty.PRESENT or f.response is not None]
    if said:
        page.section(_tr("Findings"))
    for finding in said:
        _mark(page, finding.outcome, _finding_lines(finding, wording, places), wording)
    not_ruled_out = [f for f in found if f not in said]
    if not_ruled_out:
        page.section(_tr("Could not be ruled out"))
    for outcome in RuleOutcome:
        alike = [f for f in not_ruled_out if f.outcome is outcome]
        if alike:
            _mark(page, outcome, [(_told(f, wording, places), Role.SMALL) for f in alike], wording)


def show_clinic_notes(page: Sheet, notes: Sequence[ClinicNote], wording: Wording, *, places: Mapping[str, str]) -> None:
    """Add what the clinic had changed when the record was signed; `places` names the areas by line id."""
    if notes:
        page.section(notes_title())
    for note in notes:
        told = [(note_told(note, wording, places), Role.SMALL), (note_origin(note, wording), Role.MUTED)]
        word = _tr("Confirmed") if note.kind is ClinicNoteKind.CONFIRMED else _tr("Loosened")
        page.marked(word, _CLINIC_LOOKS[note.kind], told, icon_name="edit")


def _mark(page: Sheet, outcome: RuleOutcome, lines: Sequence[tuple[str, str]], wording: Wording) -> None:
    role, icon_name = _LOOKS[outcome]
    page.marked(wording.term(f"rule_outcome.{outcome.value}"), role, lines, icon_name=icon_name)


def _told(finding: Finding, wording: Wording, places: Mapping[str, str]) -> str:
    """Return what was found, with the areas concerned unless it is all of them."""
    named = dict.fromkeys(place for line in finding.lines if (place := places.get(str(line), "")))
    is_of_all = len(named) == len({place for place in places.values() if place})
    told = wording.text(finding.text)
    return f"{told}  ·  {', '.join(named)}" if named and not is_of_all else told


def _finding_lines(finding: Finding, wording: Wording, places: Mapping[str, str]) -> list[tuple[str, str]]:
    lines: list[tuple[str, str]] = [(_told(finding, wording, places), Role.SMALL)]
    if finding.certainty is not Certainty.PRESENT:
        lines.append((_tr("Could not be ruled out"), Role.MUTED))
    lines += [(wording.text(reason), Role.MUTED) for reason in finding.because]
    if finding.response is not None:
        lines.append((_response(finding.response, wording), Role.SMALL))
    return lines


def _response(response: FindingResponse, wording: Wording) -> str:
    day = wording.day(response.letter_on) if response.letter_on else ""
    told = {
        "override": _tr("Overridden: {text}"), "reason": _tr("Reason given: {text}"),
        "letter": _tr("Letter on file: {text} {day}"), "told": _tr("The patient was told. {text}"),
    }[response.kind.value]
    return told.format(text=response.text, day=day).strip()


def _tr(text: str) -> str:
    return QCoreApplication.translate("record_findings", text)
