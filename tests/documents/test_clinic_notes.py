"""What the clinic loosened or confirmed stands on the doctor's pages, with reason, who and when, and not on the patient's."""

from datetime import date

from msgspec.structs import replace

from meso_desktop.documents.treatment_plan import treatment_plan_pdf
from meso_desktop.domain.clinic_changes import ClinicNote, ClinicNoteKind
from meso_desktop.domain.message import message
from tests.documents import sample_papers as samples
from tests.documents.reading import pages


def _note(kind: ClinicNoteKind, reason: str, *, lines: int = 0) -> ClinicNote:
    concerned = tuple(line.line_id for line in samples.typical().document.plan.lines[:lines])
    return ClinicNote(kind=kind, text=message("missing.consent"), reason=reason, by="Dr Ada Invented", on=date(2026, 2, 3), lines=concerned)


def _printed(*notes: ClinicNote) -> list[str]:
    paper = samples.typical()
    noted = replace(paper, assessment=replace(paper.assessment, clinic_notes=notes))
    return [" ".join(page.split()) for page in pages(treatment_plan_pdf(noted))]


def test_each_change_is_printed_with_reason_who_and_when() -> None:
    found = _printed(_note(ClinicNoteKind.LOOSENED, "Own series", lines=1), _note(ClinicNoteKind.CONFIRMED, "Letter of the agency"))
    begin = next(number for number, page in enumerate(found) if "For the doctor" in page)
    doctors, patients = " ".join(found[begin:]), " ".join(found[:begin])
    assert "Changed by the clinic" in doctors
    assert "(area 1) By Dr Ada Invented, 3 February 2026. Reason: Own series" in doctors
    assert "By Dr Ada Invented, 3 February 2026. Ground: Letter of the agency" in doctors
    assert "Own series" not in patients


def test_without_changes_there_is_no_heading() -> None:
    assert not any("Changed by the clinic" in page for page in _printed())
