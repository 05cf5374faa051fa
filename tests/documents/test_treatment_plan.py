"""The printed plan says what was agreed, holds what it must, and looks the same every time."""

import re
import tomllib
from collections.abc import Callable
from decimal import Decimal

import pytest
from msgspec.structs import replace

from meso_desktop.documents.legible import MARK
from meso_desktop.documents.paper import PlanPaper
from meso_desktop.documents.treatment_plan import treatment_plan_pdf
from meso_desktop.domain.consultation import Outcome, OutcomeKind
from meso_desktop.domain.people import Language, Paper
from meso_desktop.domain.rules import Family
from meso_desktop.resources import resource_path
from tests.documents import sample_papers as samples
from tests.documents.reading import descriptors, fonts, pages, sizes, text, type_sizes

_EVERY = pytest.mark.parametrize("make", [samples.typical, samples.many, samples.deferred])
_PAPER_WORDS = tomllib.loads(resource_path("wording", "en", "paper.toml").read_text(encoding="utf-8"))
_HEADINGS = {words for key, words in _PAPER_WORDS.items() if key.startswith("paper.heading.")}


def _on(paper: PlanPaper, sheet: Paper) -> PlanPaper:
    return replace(paper, document=replace(paper.document, clinic=replace(paper.document.clinic, paper=sheet)))


def _named(given: str, family: str) -> PlanPaper:
    paper = samples.deferred()
    card = replace(samples.PATIENT, given_name=given, family_name=family)
    return replace(paper, document=replace(paper.document, patient=card))


@_EVERY
def test_the_same_paper_gives_the_same_bytes(make: Callable[[], PlanPaper]) -> None:
    assert treatment_plan_pdf(make()) == treatment_plan_pdf(make())


@_EVERY
def test_every_font_is_bundled_and_embedded(make: Callable[[], PlanPaper]) -> None:
    pdf = treatment_plan_pdf(make())
    assert b"Helvetica" not in pdf
    assert fonts(pdf)
    assert all(b"/FontDescriptor" in font for font in fonts(pdf))
    assert len(descriptors(pdf)) == len(fonts(pdf))
    assert all(b"/FontFile2" in descriptor for descriptor in descriptors(pdf))


@_EVERY
@pytest.mark.parametrize(("sheet", "size"), [(Paper.A4, (595, 842)), (Paper.LETTER, (612, 792))])
def test_every_page_is_a_sheet_of_the_clinics_paper(make: Callable[[], PlanPaper], sheet: Paper, size: tuple[int, int]) -> None:
    assert {(round(width), round(height)) for width, height in sizes(treatment_plan_pdf(_on(make(), sheet)))} == {size}


@_EVERY
@pytest.mark.parametrize("sheet", list(Paper))
def test_no_heading_stands_at_the_foot_of_a_page(make: Callable[[], PlanPaper], sheet: Paper) -> None:
    for page in pages(treatment_plan_pdf(_on(make(), sheet))):
        lines = [line.strip() for line in page.split("\n") if line.strip()]
        foot = next(at for at, line in enumerate(lines) if "Page " in line and " of " in line)
        patient = max(at for at in range(foot + 1) if lines[at].startswith("Thị Ánh") and at > 1)
        assert lines[patient - 1] not in _HEADINGS


@_EVERY
def test_every_page_names_patient_clinic_and_its_number(make: Callable[[], PlanPaper]) -> None:
    found = pages(treatment_plan_pdf(make()))
    for number, page in enumerate(found, start=1):
        assert f"Page {number} of {len(found)}" in page
        assert "Thị Ánh" in page
        assert make().document.clinic.name[:25] in page


@_EVERY
@pytest.mark.parametrize("sheet", list(Paper))
def test_no_type_is_smaller_than_eight_and_a_half_points(make: Callable[[], PlanPaper], sheet: Paper) -> None:
    assert min(type_sizes(treatment_plan_pdf(_on(make(), sheet)))) >= 8.5


def test_every_page_of_a_signed_plan_carries_the_head_of_the_seal() -> None:
    found = pages(treatment_plan_pdf(samples.typical()))
    assert all("Seal 3f9a 12bc 77d0" in page for page in found)
    assert samples.HEAD in text(treatment_plan_pdf(samples.typical())).replace(" ", "")


def test_a_draft_of_a_sample_clinic_says_so_across_head_and_foot_of_every_page() -> None:
    assert all(page.count("DRAFT") >= 3 and page.count("SAMPLE") >= 3 for page in pages(treatment_plan_pdf(samples.many())))


def test_a_signed_plan_of_a_real_clinic_carries_no_mark() -> None:
    shown = text(treatment_plan_pdf(samples.typical()))
    assert "DRAFT" not in shown
    assert "SAMPLE" not in shown


def test_a_seal_that_does_not_hold_is_said_on_every_page() -> None:
    paper = samples.typical()
    assert paper.signature is not None
    broken = replace(paper, signature=replace(paper.signature, holds=False))
    assert all("SEAL DOES NOT HOLD" in page for page in pages(treatment_plan_pdf(broken)))


@pytest.mark.parametrize("sheet", list(Paper))
def test_the_first_page_alone_tells_the_patient_what_when_and_whom_to_call(sheet: Paper) -> None:
    first = " ".join(pages(treatment_plan_pdf(_on(samples.typical(), sheet)))[0].split())
    for words in ("Under the chin", "Outer thigh", "7 December 2026", "1 March 2027", "Drink plenty of water", "+1 207 555 0199", "2.4 mL"):
        assert words in first


def test_the_first_page_of_forty_areas_still_tells_whom_to_call_and_what_to_do() -> None:
    first = " ".join(pages(treatment_plan_pdf(samples.many()))[0].split())
    assert "40 areas" in first
    assert "+1 207 555 0199" in first
    assert "Drink plenty of water" in first


def test_forty_areas_have_each_their_row() -> None:
    rows = [line for page in pages(treatment_plan_pdf(samples.many())) for line in page.split("\n")]
    assert all(any(row.split(" ")[0] == str(number) for row in rows) for number in range(1, 41))


def test_the_patient_has_one_leaf_and_the_doctors_pages_begin_on_another() -> None:
    found = pages(treatment_plan_pdf(samples.typical()))
    assert "When to call" in found[1]
    assert "For the doctor" in found[2]
    assert not any("Overridden" in page or "Limits" in page for page in found[:2])


@pytest.mark.parametrize("make", [samples.typical, samples.deferred])
def test_a_language_without_words_is_said(make: Callable[[], PlanPaper]) -> None:
    said = "no words in the patient’s language yet (Spanish)"
    assert said in " ".join(text(treatment_plan_pdf(replace(make(), not_worded=Language.SPANISH))).split())
    assert said not in " ".join(text(treatment_plan_pdf(make())).split())


def test_nothing_planned_is_one_page_with_outcome_reason_and_day() -> None:
    (page,) = pages(treatment_plan_pdf(samples.deferred()))
    for words in ("put off", "The cold must be over", "You have a fever", "14 December 2026", "+1 207 555 0199", "Hélène Marchand"):
        assert words in page


@pytest.mark.parametrize("kind", [kind for kind in OutcomeKind if kind not in {OutcomeKind.TREAT, OutcomeKind.THINKING}])
def test_lines_of_a_consultation_that_ended_without_treatment_are_not_handed_out(kind: OutcomeKind) -> None:
    paper = samples.typical()
    ended = replace(paper, document=replace(paper.document, outcome=Outcome(kind=kind)))
    shown = text(treatment_plan_pdf(ended))
    assert "2.4 mL" not in shown
    assert "Nothing is planned" in shown


def test_a_patient_who_thinks_it_over_takes_a_proposal_home_and_no_agreement() -> None:
    paper = samples.typical()
    shown = text(treatment_plan_pdf(replace(paper, document=replace(paper.document, outcome=Outcome(kind=OutcomeKind.THINKING)))))
    assert "Nothing is agreed yet" in shown
    assert "We agreed" not in shown


def test_internal_notes_are_printed_nowhere() -> None:
    paper = samples.typical()
    card = replace(samples.PATIENT, note="INTERNAL NOTE")
    targets = tuple(replace(target, note="INTERNAL NOTE") for target in paper.document.target_areas)
    noted = replace(paper, document=replace(paper.document, patient=card, target_areas=targets))
    assert "INTERNAL NOTE" not in text(treatment_plan_pdf(noted))


def test_an_unknown_dose_is_said_to_be_unknown_and_never_zero() -> None:
    shown = text(treatment_plan_pdf(samples.many()))
    assert "deoxycholic acid: mg not known" in shown
    assert re.search(r"\b0 mg", shown) is None


def test_an_override_names_its_reason_who_and_when() -> None:
    shown = text(treatment_plan_pdf(samples.typical()))
    assert "Overridden by Dr Hélène Marchand, 22 November 2026, 14:03 UTC. “HbA1c 6.1 % for two years" in shown


def test_a_crossed_limit_and_its_source_are_named() -> None:
    shown = text(treatment_plan_pdf(samples.typical()))
    assert "2.4 of at most 2 mL a flank guide crossed S01 (observational)" in shown


def test_side_effects_are_those_of_the_planned_families_alone() -> None:
    shown = text(treatment_plan_pdf(samples.typical()))
    assert "Swelling 87" in shown
    assert "Swelling and tenderness for up to ten days" not in shown  # of a family that is not planned


def test_advice_that_contradicts_other_advice_is_given_only_when_chosen() -> None:
    paper = samples.typical()
    entry = replace(paper.knowledge.advice["sun"], choice="sun_or_not")
    pack = replace(paper.knowledge, advice={**paper.knowledge.advice, "sun": entry})
    assert "No sun" not in text(treatment_plan_pdf(replace(paper, knowledge=pack)))
    chosen = replace(paper.document, advice=replace(paper.document.advice, chosen=("sun",)))
    assert "No sun" in text(treatment_plan_pdf(replace(paper, knowledge=pack, document=chosen)))


def test_the_programs_own_convention_is_marked_and_explained() -> None:
    first = pages(treatment_plan_pdf(samples.typical()))[0]
    assert "3 †" in first
    assert "† A convention of this program" in " ".join(first.split())


def test_a_number_of_sessions_that_the_protocol_fixes_is_no_convention() -> None:
    paper = samples.typical()
    first, *others = paper.assessment.lines
    fixed = replace(first, sessions=replace(first.sessions, low=3, high=3))
    shown = pages(treatment_plan_pdf(replace(paper, assessment=replace(paper.assessment, lines=(fixed, *others)))))[0]
    assert "†" not in shown


def test_off_label_use_stands_on_the_patients_page() -> None:
    paper = samples.typical()
    first, *others = paper.assessment.lines
    off = replace(paper, assessment=replace(paper.assessment, lines=(replace(first, is_off_label=True), *others)))
    assert "outside its approved area" in " ".join(pages(treatment_plan_pdf(off))[0].split())


def test_totals_on_paper_are_those_of_the_assessment() -> None:
    shown = text(treatment_plan_pdf(samples.typical()))
    for session in samples.typical().assessment.sessions:
        assert f"{session.injections} {session.volume_ml:f} mL" in shown
    assert "Over the whole course: 72 mg deoxycholic acid" in shown


def test_markup_in_a_name_is_printed_as_text() -> None:
    assert "<b>&amp;</b> <para>" in text(treatment_plan_pdf(_named("<b>&amp;</b>", "<para>")))


@pytest.mark.parametrize(
    ("given", "family"), [("Thị Ánh", "Nguyễn"), ("Ξένια", "Παπαδοπούλου"), ("Алёна", "Щербакова"), ("小明", "王"), ("さくら", "山田")]
)
def test_names_of_the_world_can_be_read_back(given: str, family: str) -> None:
    assert f"{given} {family}" in text(treatment_plan_pdf(_named(given, family)))


def test_an_arabic_name_is_drawn_and_its_font_embedded() -> None:
    pdf = treatment_plan_pdf(_named("محمد", "الأحمدي"))
    assert b"IBMPlexSansArabic" in pdf
    assert MARK not in text(pdf)


_HOSTILE = {
    "control": "".join(map(chr, range(32))) + "\x7f\x9f",
    "bidi": "a\u202eb\u2066c محمد",
    "emoji": "👩‍👩‍👧🏽😀",
    "long_word": "x" * 10_000,
    "long_text": "word " * 2_000,
    "lines": "\n" * 300,
    "surrogates": "\ud800\udfff",
    "accents": "e" + "\u0301" * 500,
    "nothing": "",
}


@pytest.mark.parametrize("hostile", _HOSTILE.values(), ids=_HOSTILE.keys())
@pytest.mark.parametrize("make", [samples.typical, samples.deferred])
def test_hostile_text_in_every_field_is_printed(make: Callable[[], PlanPaper], hostile: str) -> None:
    paper = make()
    made = paper.document
    clinic = replace(made.clinic, name=hostile, letterhead=hostile, address=hostile, telephone=hostile, urgent_telephone=hostile)
    doctor = replace(made.practitioner, name=hostile, title=hostile, registration_number=hostile)
    card = replace(samples.PATIENT, family_name=hostile, given_name=hostile, file_number=hostile)
    outcome = None if made.outcome is None else replace(made.outcome, reason=hostile)
    earlier = tuple(replace(treatment, reaction=hostile) for treatment in made.history.earlier_treatments)
    answers = tuple(
        replace(finding, response=None if finding.response is None else replace(finding.response, text=hostile))
        for finding in paper.assessment.findings
    )
    hurt = replace(
        made,
        clinic=clinic,
        practitioner=doctor,
        patient=card,
        outcome=outcome,
        advice=replace(made.advice, extra=hostile),
        history=replace(made.history, earlier_treatments=earlier),
    )
    addenda = tuple(replace(added, text=hostile, reason=hostile, by=doctor) for added in paper.addenda)
    found = pages(
        treatment_plan_pdf(replace(paper, document=hurt, assessment=replace(paper.assessment, findings=answers), addenda=addenda))
    )
    assert all(f"of {len(found)}" in page for page in found)


def test_the_longest_names_leave_each_other_room() -> None:
    found = pages(treatment_plan_pdf(samples.many()))
    assert all("born 17 May 1986" in page and "Centre international de médecine esthétique des Trois-Rives" in page for page in found[1:])


def test_several_families_are_told_apart() -> None:
    shown = text(treatment_plan_pdf(samples.typical()))
    assert set(samples.typical().families) == {Family.DCA, Family.MESO}
    assert "Classical mesotherapy • Burning at the points" in shown


def test_a_letterhead_may_carry_a_logo() -> None:
    png = bytes.fromhex(
        "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
    )
    assert b"/Subtype /Image" in treatment_plan_pdf(replace(samples.typical(), logo=png))


def test_a_plan_without_dates_says_that_they_are_still_to_be_set() -> None:
    paper = samples.typical()
    undated = replace(
        paper, assessment=replace(paper.assessment, sessions=(), lines=tuple(replace(line, dates=()) for line in paper.assessment.lines))
    )
    assert "dates are still to be set" in text(treatment_plan_pdf(undated))


def test_a_plan_still_prints_without_a_drawn_body() -> None:
    assert "7 December 2026" in text(treatment_plan_pdf(replace(samples.typical(), body=None)))


def test_numbers_are_written_without_needless_zeros() -> None:
    paper = samples.typical()
    first, *others = paper.assessment.lines
    padded = replace(paper, assessment=replace(paper.assessment, lines=(replace(first, volume_ml=Decimal("2.400")), *others)))
    assert "2.400" not in text(treatment_plan_pdf(padded))
