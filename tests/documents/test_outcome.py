"""The short form tells the patient what still stands, and the doctor what the clinic loosened."""

from datetime import date
from typing import Final

import pytest
from msgspec.structs import replace

from meso_desktop.documents.paper import PlanPaper
from meso_desktop.documents.treatment_plan import treatment_plan_pdf
from meso_desktop.domain.areas import Side
from meso_desktop.domain.assess import Context, assess
from meso_desktop.domain.assessment import Certainty
from meso_desktop.domain.clinic_changes import ClinicNote, ClinicNoteKind
from meso_desktop.domain.consultation import Consultation, Outcome, OutcomeKind
from meso_desktop.domain.history import Answer, Answered, History
from meso_desktop.domain.ids import LineId
from meso_desktop.domain.message import Term, message
from meso_desktop.domain.people import Jurisdiction, Paper
from meso_desktop.domain.plan import FindingResponse, ResponseKind
from meso_desktop.knowledge.wording import Wording
from meso_desktop.resources import resource_path
from tests.documents import sample_papers as samples
from tests.documents.reading import pages, text
from tests.documents.shipped_papers import Wanted, planned_paper, shipped
from tests.domain.builders import an_id

_FAT: Final = (
    Wanted("flank", Side.BOTH, "meso_point", "carnitine_200"),
    Wanted("lower_abdomen", Side.MIDLINE, "meso_point", "carnitine_200"),
)
_OWN: Final = "A cold since Monday."
_FEVER, _SCARS, _LAW = "Come back when the fever", "Your tendency to thick scars", "The law here does not allow"
_WITHOUT_PLAN: Final = [kind for kind in OutcomeKind if kind not in {OutcomeKind.TREAT, OutcomeKind.THINKING}]


def _assessed(paper: PlanPaper, document: Consultation) -> PlanPaper:
    return replace(paper, document=document, assessment=assess(document, shipped(), Context(today=document.visit_on)))


def _ended(kind: OutcomeKind, *, reason: str = _OWN, yes: tuple[str, ...] = ()) -> PlanPaper:
    """Return a visit in France that ended without treatment, after lines were begun that the law forbids there."""
    paper = planned_paper(_FAT, Paper.A4)
    history = History(answers=tuple(Answered(question=question, answer=Answer.YES) for question in yes))
    clinic = replace(paper.document.clinic, jurisdiction=Jurisdiction.FR)
    outcome = Outcome(kind=kind, reason=reason)
    return _assessed(paper, replace(paper.document, clinic=clinic, history=history, outcome=outcome, consent=None))


def _overridden(paper: PlanPaper, rule: str, *, is_basis_old: bool = False) -> PlanPaper:
    (found,) = [finding for finding in paper.assessment.findings if finding.rule == rule]
    given = FindingResponse(
        finding=found.key,
        basis="old" if is_basis_old else found.basis,
        kind=ResponseKind.OVERRIDE,
        by=samples.DOCTOR.practitioner_id,
        at=samples.SIGNED_AT,
        text="One scar at fourteen.",
    )
    return _assessed(paper, replace(paper.document, responses=(given,)))


def _printed(paper: PlanPaper) -> str:
    return text(treatment_plan_pdf(paper))


@pytest.mark.parametrize("kind", [OutcomeKind.DEFER, OutcomeKind.NOT_TREATED, OutcomeKind.REFERRED])
def test_what_the_doctor_has_overridden_is_no_reason_any_more(kind: OutcomeKind) -> None:
    paper = _ended(kind, yes=("keloid", "fever"))
    assert _SCARS in _printed(paper)
    shown = _printed(_overridden(paper, "keloid"))
    assert _SCARS not in shown
    assert _FEVER in shown


def test_an_answer_to_an_earlier_state_takes_no_reason_away() -> None:
    paper = _overridden(_ended(OutcomeKind.NOT_TREATED, yes=("keloid",)), "keloid", is_basis_old=True)
    assert any(finding.lapsed is not None for finding in paper.assessment.findings)
    assert _SCARS in _printed(paper)


def test_what_is_not_known_or_was_not_asked_is_no_reason() -> None:
    paper = _ended(OutcomeKind.NOT_TREATED, yes=("fever",))
    unsure = {finding.rule for finding in paper.assessment.findings if finding.certainty is not Certainty.PRESENT}
    assert {"pregnancy", "keloid"} <= unsure
    shown = _printed(paper)
    assert _SCARS not in shown
    assert "We do not treat during pregnancy" not in shown


def test_the_doctors_own_reason_comes_first() -> None:
    shown = _printed(_ended(OutcomeKind.DEFER, yes=("fever",)))
    assert shown.index("Why") < shown.index(_OWN) < shown.index(_FEVER)


def test_the_law_on_a_line_merely_begun_is_no_reason_of_the_patients() -> None:
    paper = _ended(OutcomeKind.DEFER, yes=("fever",))
    assert any(finding.rule == "legal_prohibited" and finding.bars for finding in paper.assessment.findings)
    assert _LAW not in _printed(paper)
    assert _LAW not in _printed(_ended(OutcomeKind.NOT_TREATED))
    assert _LAW not in _printed(_ended(OutcomeKind.DEFER, reason=""))


def test_a_patient_not_treated_is_told_of_the_law_where_nothing_else_says_why() -> None:
    assert _LAW in _printed(_ended(OutcomeKind.NOT_TREATED, reason=""))


def test_what_was_found_where_a_line_was_begun_is_told() -> None:
    paper = _ended(OutcomeKind.DEFER)
    answers = (Answered(question="infection_at_site", answer=Answer.YES),)
    targets = tuple(replace(target, answers=answers) for target in paper.document.target_areas)
    assert "The skin has to heal first" in _printed(_assessed(paper, replace(paper.document, target_areas=targets)))


def _note(*, lines: tuple[LineId, ...] = ()) -> ClinicNote:
    told = message("clinic_change.off", entry=Term("rule.pregnancy.doctor"))
    return ClinicNote(kind=ClinicNoteKind.LOOSENED, text=told, reason="Own series", by="Dr Ada Invented", on=date(2026, 2, 3), lines=lines)


def _noted(paper: PlanPaper, *notes: ClinicNote) -> PlanPaper:
    return replace(paper, assessment=replace(paper.assessment, clinic_notes=notes))


@pytest.mark.parametrize("kind", [*_WITHOUT_PLAN, None])
def test_a_loosening_is_marked_on_the_short_form_of_every_outcome(kind: OutcomeKind | None) -> None:
    ended = _ended(kind or OutcomeKind.DECLINED)
    document = ended.document if kind else replace(ended.document, outcome=None, plan=replace(ended.document.plan, lines=()))
    paper = replace(ended, document=document)
    (page,) = pages(treatment_plan_pdf(_noted(paper, _note())))
    shown = " ".join(page.split())
    assert "For the doctor" not in shown
    at = shown.index("Changed by the clinic")
    assert shown.index("Signed by") < at
    assert "Switched off here. By Dr Ada Invented, 3 February 2026. Reason: Own series" in shown[at:]
    assert "Changed by the clinic" not in _printed(paper)


def test_the_short_form_names_the_areas_that_no_table_numbers() -> None:
    paper = _ended(OutcomeKind.DEFER)
    assert "(area flank, both sides)" in _printed(_noted(paper, _note(lines=(LineId(an_id(101)),))))


def test_the_mark_of_the_clinic_is_in_the_doctors_words() -> None:
    paper = _noted(_ended(OutcomeKind.DEFER), _note())
    french = Wording.load(resource_path("wording"), "fr", is_strict=True)
    shown = _printed(replace(paper, wording=french, doctor_wording=paper.wording))
    assert "Votre consultation" in shown
    assert "Changed by the clinic" in shown
    assert "Reason: Own series" in shown
    assert "Modifié par le cabinet" in _printed(replace(paper, wording=french))
