"""What the clinic changed and bears on a consultation is said with it, and nothing else is."""

from datetime import UTC, datetime, timedelta
from functools import lru_cache

import pytest
from msgspec.structs import replace

from meso_desktop.domain.assess import Context, assess
from meso_desktop.domain.assessment import Assessment
from meso_desktop.domain.changeable import changeable_field
from meso_desktop.domain.clinic_changes import CONFIRMATION, Change, ClinicNoteKind, Value
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.edits import answer_question
from meso_desktop.domain.history import Answer
from meso_desktop.domain.ids import PractitionerId
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.people import Jurisdiction
from meso_desktop.domain.plan import Anaesthetic, AnaestheticChoice
from meso_desktop.domain.rules import Family, RuleOutcome
from meso_desktop.knowledge.loader import load_knowledge
from meso_desktop.knowledge.overlay import with_changes, written
from meso_desktop.knowledge.wording import Wording
from meso_desktop.resources import resource_path
from tests.domain.builders import VISIT_ON, an_id, consultation, extent, line, target

AT = datetime(2026, 2, 1, 8, tzinfo=UTC)


@lru_cache(maxsize=1)
def pack() -> Knowledge:
    return load_knowledge(resource_path("knowledge"))


def planned() -> Consultation:
    """Return a consultation with one line under the chin, as the label has it."""
    return consultation(targets=(target(1, of=extent("4", "3")),), lines=(line(1, protocol="dca_submental", sessions=2),))


def changed(topic: str, entry: str, field: str, own: Value) -> Knowledge:
    shipped = getattr(pack(), topic)[entry]
    found = changeable_field(shipped, field)
    before = shipped.status if found is None else found.value
    change = Change(
        topic=topic, entry=entry, field=field, shipped=before, own=own, base=written(shipped), by=PractitionerId(an_id(9)),
        by_name="Dr Ada", at=AT, reason="our own figures",
    )
    return with_changes(pack(), (change,))


def noted(document: Consultation, knowledge: Knowledge) -> Assessment:
    assessment = assess(document, knowledge, Context(today=VISIT_ON))
    for note in assessment.clinic_notes:
        assert Wording.load(resource_path("wording"), "en", is_strict=True).text(note.text)
    return assessment


def answered(document: Consultation, question: str, answer: Answer) -> Consultation:
    return answer_question(document, question=question, answer=answer)


@pytest.mark.parametrize("answer", [Answer.YES, Answer.UNKNOWN])
def test_a_stop_switched_off_is_marked_where_it_would_have_spoken(answer: Answer) -> None:
    knowledge = changed("rules", "diabetes", "is_on", own=False)
    assessment = noted(answered(consultation(), "diabetes", answer), knowledge)
    [note] = assessment.clinic_notes
    assert (note.kind, note.reason, note.by, note.on) == (ClinicNoteKind.LOOSENED, "our own figures", "Dr Ada", AT.date())
    assert "diabetes" not in {f.rule for f in assessment.findings}


def test_a_stop_switched_off_is_not_marked_where_it_is_ruled_out() -> None:
    knowledge = changed("rules", "diabetes", "is_on", own=False)
    assert noted(answered(consultation(), "diabetes", Answer.NO), knowledge).clinic_notes == ()


def test_a_rule_made_weaker_for_a_family_that_is_not_planned_is_not_marked() -> None:
    document = answered(planned(), "diabetes", Answer.YES)
    family = pack().protocols[document.plan.lines[0].protocol].family
    other = "pcdc" if family != "pcdc" else "meso"
    assert noted(document, changed("rules", "diabetes", f"outcomes.{other}", own="inform")).clinic_notes == ()


def test_a_tightened_rule_is_no_note() -> None:
    document = answered(consultation(), "gallstones", Answer.YES)
    assert noted(document, changed("rules", "gallstones", "outcomes.dca", own="stop")).clinic_notes == ()


def test_a_loosened_limit_is_marked_on_the_lines_of_its_product_alone() -> None:
    document = planned()
    line = document.plan.lines[0]
    product = pack().products[pack().preparations[line.preparation].parts[0].product]
    limit = next(limit for limit in product.limits if limit.at_most is not None)
    loosened = changed("products", product.id, f"limits.{limit.id}.at_most", own=str((limit.at_most or 0) * 2))
    [note] = noted(document, loosened).clinic_notes
    assert note.lines == (line.line_id,)
    other = next(p for p in pack().products.values() if p.limits and p.id != product.id)
    unused = changed("products", other.id, f"limits.{other.limits[0].id}.is_on", own=False)
    assert noted(document, unused).clinic_notes == ()


def test_a_confirmed_status_asks_for_no_reason_and_says_who_answers_for_it() -> None:
    document = planned()
    family = pack().protocols[document.plan.lines[0].protocol].family
    entry = next(
        e for e in pack().legal.values()
        if e.family is family and e.status == "not_known" and (not e.aims or document.target_areas[0].aim in e.aims)
    )
    document = replace(document, clinic=replace(document.clinic, jurisdiction=entry.jurisdiction))
    before = noted(document, pack())
    assert "legal_not_known" in {f.rule for f in before.findings}
    after = noted(document, changed("legal", entry.id, CONFIRMATION, own="Letter of the agency"))
    assert "legal_not_known" not in {f.rule for f in after.findings}
    [note] = after.clinic_notes
    assert (note.kind, note.reason, note.lines) == (ClinicNoteKind.CONFIRMED, "Letter of the agency", (document.plan.lines[0].line_id,))


def test_an_override_allowed_by_the_clinic_is_marked() -> None:
    knowledge = changed("rules", "pregnancy", "override_allowed", own=("meso",))
    [note] = noted(answered(consultation(), "pregnant", Answer.YES), knowledge).clinic_notes
    assert note.kind is ClinicNoteKind.LOOSENED


def test_a_value_that_is_weaker_than_a_newer_pack_is_marked_with_what_is_shipped_now() -> None:
    document = answered(planned(), "gallstones", Answer.YES)
    tightened = changed("rules", "gallstones", "outcomes.dca", own="reason")
    assert noted(document, tightened).clinic_notes == ()
    rule = pack().rules["gallstones"]
    stopping = replace(rule, outcomes=replace(rule.outcomes, dca=RuleOutcome.STOP))
    newer = with_changes(replace(pack(), rules={**pack().rules, rule.id: stopping}), tightened.changes)
    [note] = noted(document, newer).clinic_notes
    assert {value.name: value.value for value in note.text.values}["shipped"] == "rule_outcome.stop"


def test_a_change_is_dated_by_the_clocks_of_the_clinic() -> None:
    document = replace(answered(consultation(), "diabetes", Answer.YES), utc_offset="-09:00")
    [note] = noted(document, changed("rules", "diabetes", "is_on", own=False)).clinic_notes
    assert note.on == AT.date() - timedelta(days=1)


def test_a_loosened_protocol_is_marked_on_its_own_lines() -> None:
    document = planned()
    [note] = noted(document, changed("protocols", "dca_submental", "sessions.high", own="6")).clinic_notes
    assert note.lines == (document.plan.lines[0].line_id,)
    assert noted(document, changed("protocols", "meso_point", "sessions.high", own="12")).clinic_notes == ()


def test_a_laxer_status_is_marked_where_its_law_holds() -> None:
    document = under(Jurisdiction.FR)
    entry = next(e for e in pack().legal.values() if e.family is Family.DCA and e.jurisdiction is Jurisdiction.FR)
    laxer = changed("legal", entry.id, "status", own="labelled")
    assert [note.lines for note in noted(document, laxer).clinic_notes] == [(document.plan.lines[0].line_id,)]
    assert noted(under(Jurisdiction.US), laxer).clinic_notes == ()


def test_a_raised_cap_is_marked_where_the_agent_is_infiltrated() -> None:
    raised = changed("anaesthetics", "lidocaine_plain", "cap_mg", own="400")
    document = planned()
    assert noted(document, raised).clinic_notes == ()
    chosen = Anaesthetic(choice=AnaestheticChoice.INFILTRATED, agent="lidocaine_plain")
    document = replace(document, plan=replace(document.plan, anaesthetic=chosen))
    assert [note.lines for note in noted(document, raised).clinic_notes] == [()]


def test_a_rule_on_lines_switched_off_is_marked_on_the_lines_that_it_would_have_met() -> None:
    off = changed("rules", "legal_not_known", "is_on", own=False)
    document = under(Jurisdiction.FR)
    assert [note.lines for note in noted(document, off).clinic_notes] == [(document.plan.lines[0].line_id,)]
    assert noted(under(Jurisdiction.US), off).clinic_notes == ()


def under(jurisdiction: Jurisdiction) -> Consultation:
    document = planned()
    return replace(document, clinic=replace(document.clinic, jurisdiction=jurisdiction))
