"""For the doctor: what the clinic changed in the packs and bears on this consultation, each with its reason, who and when."""

from reportlab.platypus import Flowable

from meso_desktop.documents.agreed import in_sentence
from meso_desktop.documents.blocks import section
from meso_desktop.documents.flow import Words
from meso_desktop.documents.lines import Span
from meso_desktop.documents.paper import PlanPaper, unbroken
from meso_desktop.documents.style import CLOSE_HEADING, CLOSE_TEXT, MUTED
from meso_desktop.documents.typefaces import Face
from meso_desktop.domain.clinic_changes import ClinicNote, ClinicNoteKind


def clinic_notes(paper: PlanPaper, width: float) -> list[Flowable]:
    """Return the stops and limits that the clinic loosened, and the legal statuses that it confirmed."""
    told = [Words(_note(paper, note), CLOSE_TEXT._replace(after=0, before=3)) for note in paper.assessment.clinic_notes]
    return section(Words(paper.say("heading.clinic_notes"), CLOSE_HEADING), *told, width=width)


def _note(paper: PlanPaper, note: ClinicNote) -> list[Span]:
    spans = [Span(paper.wording.text(note.text), Face.MEDIUM)]
    concerned = _concerned(paper, note)
    if concerned:
        spans.append(Span(f"  {concerned}", colour=MUTED))
    spans.append(Span("\u2003" + paper.say("clinic_note", by=note.by, day=note.on), colour=MUTED))
    if note.reason.strip():
        kind = "ground" if note.kind is ClinicNoteKind.CONFIRMED else "reason"
        spans.append(Span(" " + paper.say(f"clinic_note.{kind}", reason=note.reason.strip())))
    return spans


def _concerned(paper: PlanPaper, note: ClinicNote) -> str:
    """Return the areas that a change bears on: some of a plan's by number, by name where no table numbers them."""
    lines = [line for line in paper.lines if line.line.line_id in note.lines]
    if not lines or (paper.is_plan and len(lines) == len(paper.lines)):
        return ""
    if paper.is_plan:
        return unbroken(paper.say("concerns", areas=", ".join(str(line.number) for line in lines)))
    return paper.say("concerns", areas="; ".join(dict.fromkeys(in_sentence(paper, line) for line in lines)))
