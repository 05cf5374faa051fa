"""Findings: whom they concern, what the doctor may answer, and when an answer stops counting."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from msgspec.structs import replace

from meso_desktop.domain.assessment import Certainty, Finding, LimitCheck
from meso_desktop.domain.condition import AnswerIs
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.digests import rule_digest
from meso_desktop.domain.edits import answer_for_target, answer_question, put_line, respond, set_allergies, set_medicines
from meso_desktop.domain.evidence import Confidence
from meso_desktop.domain.facts import facts_of
from meso_desktop.domain.findings import in_order, limit_findings, rule_findings
from meso_desktop.domain.history import Answer, CodedEntry
from meso_desktop.domain.ids import PractitionerId
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.message import message
from meso_desktop.domain.people import Jurisdiction
from meso_desktop.domain.placing import placed_lines
from meso_desktop.domain.plan import FindingResponse, ResponseKind
from meso_desktop.domain.products import LimitKind
from meso_desktop.domain.rules import Family, FamilyOutcomes, RuleOutcome
from tests.domain.builders import an_id, consultation, line, target
from tests.domain.small_knowledge import small_knowledge

DCA, MESO = line(1), line(2, protocol="meso_point", preparation="meso_mix", target_number=2)
TARGETS = (target(1), target(2, area="flank"))


def _findings(document: Consultation, knowledge: Knowledge | None = None) -> dict[str, Finding]:
    pack = knowledge or small_knowledge()
    found = rule_findings(facts_of(document, pack, age_years=40), placed_lines(document, pack))
    return {f.key: f for f in found}


def _told(**answers: Answer) -> Consultation:
    """Return a dca consultation, every question answered no but those given."""
    document = consultation(targets=TARGETS, lines=(DCA,))
    for question in small_knowledge().questions.values():
        document = answer_question(document, question=question.id, answer=answers.get(question.id, Answer.NO))
    for one in TARGETS:
        document = answer_for_target(document, target_id=one.target_id, question="site_infection", answer=Answer.NO)
    return document


def _reply(finding: Finding, kind: ResponseKind, *, text: str = "Agreed", letter_on: date | None = None) -> FindingResponse:
    return FindingResponse(
        finding=finding.key, basis=finding.basis, kind=kind, by=PractitionerId(an_id(903)),
        at=datetime(2026, 3, 2, 9, 30, tzinfo=UTC), text=text, letter_on=letter_on,
    )


def _with_rule(rule_id: str, **meaning: object) -> Knowledge:
    knowledge = small_knowledge()
    return replace(knowledge, rules={**knowledge.rules, rule_id: replace(knowledge.rules[rule_id], **meaning)})


@pytest.mark.parametrize(
    ("given", "certainty"), [(Answer.YES, Certainty.PRESENT), (Answer.UNKNOWN, Certainty.UNKNOWN), (None, Certainty.NOT_ASKED)],
)
def test_a_stop_bars_whether_present_not_known_or_not_asked(given: Answer | None, certainty: Certainty) -> None:
    document = answer_question(_told(), question="pregnancy", answer=given)
    finding = _findings(document)["pregnancy/stop"]
    assert finding.certainty is certainty
    assert finding.bars
    assert finding.is_open
    assert finding.takes is None
    assert finding.because


def test_a_no_is_no_finding() -> None:
    assert not {"pregnancy/stop", "diabetes/stop", "fever/defer"} & set(_findings(_told()))


@pytest.mark.parametrize(("given", "bars"), [(Answer.YES, True), (Answer.UNKNOWN, False), (None, False)])
def test_a_letter_bars_when_present_and_is_listed_open_otherwise(given: Answer | None, *, bars: bool) -> None:
    finding = _findings(answer_question(_told(), question="cancer_remission", answer=given))["cancer_remission/letter"]
    assert finding.bars is bars
    assert finding.is_open
    assert finding.takes is ResponseKind.LETTER


def test_an_inform_never_bars_and_closes_when_told() -> None:
    document = _told(faints_at_needles=Answer.YES)
    finding = _findings(document)["faints/inform"]
    assert (finding.bars, finding.is_open, finding.takes) == (False, True, ResponseKind.TOLD)
    document = respond(document, _reply(finding, ResponseKind.TOLD, text=""))
    assert not _findings(document)["faints/inform"].is_open


def test_with_no_plan_a_rule_speaks_once_at_its_strictest_outcome() -> None:
    document = replace(_told(), plan=consultation().plan)
    document = set_medicines(document, (CodedEntry(text="warfarin", code="anticoagulant"),))
    found = [f for f in _findings(document).values() if f.rule == "anticoagulant"]
    assert [(f.key, f.families, f.lines) for f in found] == [
        ("anticoagulant/stop", (Family.MESO, Family.PCDC, Family.DEVICE), ()),
    ]


def test_lines_of_two_families_with_two_outcomes_make_two_findings() -> None:
    document = set_medicines(put_line(_told(), MESO), (CodedEntry(text="warfarin", code="anticoagulant"),))
    found = {f.key: f.lines for f in _findings(document).values() if f.rule == "anticoagulant"}
    assert found == {"anticoagulant/reason": (DCA.line_id,), "anticoagulant/stop": (MESO.line_id,)}


def test_a_rule_on_lines_speaks_for_each_line_it_is_true_of() -> None:
    document = answer_for_target(put_line(_told(), MESO), target_id=TARGETS[1].target_id, question="site_infection", answer=Answer.YES)
    found = {f.key: f for f in _findings(document).values() if f.rule == "site_infection"}
    assert list(found) == [f"site_infection/defer/{MESO.line_id}"]
    assert found[f"site_infection/defer/{MESO.line_id}"].lines == (MESO.line_id,)


def test_an_override_is_offered_only_when_every_family_concerned_allows_it() -> None:
    document = _told(diabetes=Answer.YES)
    assert _findings(document)["diabetes/stop"].takes is ResponseKind.OVERRIDE
    assert _findings(put_line(document, MESO))["diabetes/stop"].takes is None
    assert _findings(replace(document, plan=consultation().plan))["diabetes/stop"].takes is None


def test_an_unknown_stop_may_be_overridden_where_a_present_one_may() -> None:
    document = _told(thyroid=Answer.UNKNOWN)
    finding = _findings(document)["thyroid/stop"]
    document = respond(document, _reply(finding, ResponseKind.OVERRIDE))
    overridden = _findings(document)["thyroid/stop"]
    assert (overridden.bars, overridden.is_open) == (False, False)
    assert overridden.response is not None


def test_a_response_forced_onto_a_stop_that_takes_none_does_not_count() -> None:
    document = _told(pregnancy=Answer.YES)
    finding = _findings(document)["pregnancy/stop"]
    for kind in ResponseKind:
        forced = _findings(respond(document, _reply(finding, kind, letter_on=date(2026, 3, 1))))["pregnancy/stop"]
        assert forced.bars
        assert forced.response is None


@pytest.mark.parametrize("text", ["", "   "])
def test_a_reason_without_words_does_not_count(text: str) -> None:
    document = _told(diabetes=Answer.YES)
    finding = _findings(document)["diabetes/stop"]
    assert _findings(respond(document, _reply(finding, ResponseKind.OVERRIDE, text=text)))["diabetes/stop"].bars


def test_a_letter_needs_who_wrote_it_and_when() -> None:
    document = _told(cancer_remission=Answer.YES)
    finding = _findings(document)["cancer_remission/letter"]
    undated = respond(document, _reply(finding, ResponseKind.LETTER, text="Dr Other"))
    assert _findings(undated)[finding.key].bars
    unsigned = respond(document, _reply(finding, ResponseKind.LETTER, text="", letter_on=date(2026, 2, 1)))
    assert _findings(unsigned)[finding.key].bars
    whole = respond(document, _reply(finding, ResponseKind.LETTER, text="Dr Other", letter_on=date(2026, 2, 1)))
    assert not _findings(whole)[finding.key].bars


def _overridden() -> Consultation:
    document = _told(diabetes=Answer.YES)
    return respond(document, _reply(_findings(document)["diabetes/stop"], ResponseKind.OVERRIDE))


def _assert_lapsed(finding: Finding, document: Consultation) -> None:
    assert finding.response is None
    assert finding.lapsed == document.responses[0]
    assert finding.is_open
    assert finding.bars


def test_an_override_holds_while_nothing_it_rests_on_changes() -> None:
    document = answer_question(_overridden(), question="faints_at_needles", answer=Answer.YES)
    assert not _findings(document)["diabetes/stop"].bars


def test_an_override_lapses_when_the_rule_means_something_else() -> None:
    document = _overridden()
    changed = _with_rule("diabetes", override_allowed=(Family.DCA, Family.MESO))
    _assert_lapsed(_findings(document, changed)["diabetes/stop"], document)


def test_an_override_lapses_when_a_fact_changes() -> None:
    document = answer_question(_overridden(), question="diabetes", answer=Answer.UNKNOWN)
    _assert_lapsed(_findings(document)["diabetes/stop"], document)


def test_an_override_lapses_when_another_preparation_is_planned() -> None:
    other = replace(small_knowledge().preparations["dca_10"], id="dca_20")
    knowledge = replace(small_knowledge(), preparations={**small_knowledge().preparations, "dca_20": other})
    document = put_line(_overridden(), replace(DCA, preparation="dca_20"))
    _assert_lapsed(_findings(document, knowledge)["diabetes/stop"], document)


def test_a_typo_mended_in_sources_or_dates_reopens_nothing() -> None:
    mended = _with_rule("diabetes", sources=("S42", "S01"), confidence=Confidence.L, reviewed_on=date(2026, 2, 1))
    assert not _findings(_overridden(), mended)["diabetes/stop"].bars


@pytest.mark.parametrize(
    "meaning",
    [
        {"when": AnswerIs(question="thyroid", answer=Answer.YES)},
        {"outcomes": FamilyOutcomes(dca=RuleOutcome.REASON)},
        {"jurisdictions": (Jurisdiction.GB,)},
        {"products": ("dca_10",)},
        {"ingredients": ("deoxycholic_acid",)},
        {"areas": ("submental",)},
    ],
)
def test_every_part_of_a_rules_meaning_is_in_its_digest(meaning: dict[str, object]) -> None:
    rule = small_knowledge().rules["diabetes"]
    assert rule_digest(replace(rule, **meaning)) != rule_digest(rule)


def test_equal_figures_written_differently_mean_the_same() -> None:
    rule = small_knowledge().rules["obesity"]
    assert rule_digest(rule) == rule_digest(replace(rule, when=replace(rule.when, at_least=Decimal("30.0"))))


def test_a_rule_of_another_jurisdiction_is_silent() -> None:
    knowledge = _with_rule("diabetes", jurisdictions=(Jurisdiction.FR,))
    assert "diabetes/stop" not in _findings(_told(diabetes=Answer.YES), knowledge)


def test_a_rule_of_some_areas_products_or_ingredients_speaks_of_those_lines_only() -> None:
    document = put_line(_told(diabetes=Answer.YES), MESO)
    for meaning in ({"areas": ("flank",)}, {"products": ("vitamin_c",)}, {"ingredients": ("lidocaine",)}):
        assert _findings(document, _with_rule("diabetes", **meaning))["diabetes/stop"].lines == (MESO.line_id,)


def test_an_uncoded_allergy_bars_every_line_it_might_concern_until_it_is_coded() -> None:
    document = set_allergies(_told(has_allergies=Answer.YES), (CodedEntry(text="something"),))
    key = f"ingredient_allergy/stop/{DCA.line_id}"
    assert _findings(document)[key].certainty is Certainty.UNKNOWN
    document = set_allergies(document, (CodedEntry(text="something", code="other"),))
    assert key not in _findings(document)


def _check(kind: LimitKind, *, is_crossed: bool = True, value: str = "12", lines: bool = True) -> LimitCheck:
    return LimitCheck(
        limit="volume", kind=kind, text=message("limit.volume"), value=Decimal(value), bound=Decimal(10), is_upper=True,
        is_crossed=is_crossed, sources=("S01",), confidence=Confidence.L, lines=(DCA.line_id,) if lines else (),
    )


def _limit_finding(document: Consultation, check: LimitCheck) -> Finding:
    [finding] = limit_findings((check,), document, placed_lines(document, small_knowledge()))
    return finding


def test_a_hard_limit_stops_and_no_response_lifts_it() -> None:
    document = _told()
    finding = _limit_finding(document, _check(LimitKind.HARD))
    assert (finding.outcome, finding.is_hard, finding.takes, finding.bars) == (RuleOutcome.STOP, True, None, True)
    for kind in ResponseKind:
        answered = respond(document, _reply(finding, kind, letter_on=date(2026, 3, 1)))
        assert _limit_finding(answered, _check(LimitKind.HARD)).bars


def test_a_soft_limit_wants_a_reason_that_holds_for_its_value_alone() -> None:
    document = _told()
    finding = _limit_finding(document, _check(LimitKind.SOFT))
    assert (finding.outcome, finding.is_hard, finding.takes, finding.bars) == (RuleOutcome.REASON, False, ResponseKind.REASON, True)
    document = respond(document, _reply(finding, ResponseKind.REASON))
    assert not _limit_finding(document, _check(LimitKind.SOFT)).bars
    raised = _limit_finding(document, _check(LimitKind.SOFT, value="13"))
    assert raised.bars
    assert raised.lapsed is not None


def test_a_note_and_a_limit_not_crossed_are_no_findings() -> None:
    document = _told()
    checks = (_check(LimitKind.NOTE), _check(LimitKind.HARD, is_crossed=False))
    assert limit_findings(checks, document, placed_lines(document, small_knowledge())) == ()


def test_a_limit_of_the_whole_plan_concerns_every_line() -> None:
    document = put_line(_told(), MESO)
    assert _limit_finding(document, _check(LimitKind.HARD, lines=False)).lines == (DCA.line_id, MESO.line_id)


def test_findings_stand_strictest_first_and_the_surest_first_among_equals() -> None:
    document = _told(thyroid=Answer.UNKNOWN, diabetes=Answer.YES, fever=Answer.YES, faints_at_needles=Answer.YES)
    document = answer_question(document, question="pregnancy", answer=None)
    document = answer_question(document, question="cancer_remission", answer=Answer.YES)
    keys = [f.key for f in in_order(reversed(_findings(document).values())) if "/" not in f.key.partition("/")[2]]
    assert keys[:6] == ["diabetes/stop", "thyroid/stop", "pregnancy/stop", "fever/defer", "cancer_remission/letter", "faints/inform"]
