"""One reason can be given to every line that asks the same; each line's answer stands and lapses by itself."""

from datetime import UTC, datetime

from msgspec.structs import replace

from meso_desktop.domain.alike import give_same_reason, open_alike
from meso_desktop.domain.areas import Deposit
from meso_desktop.domain.assess import Context, assess
from meso_desktop.domain.assessment import Finding
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.edits import answer_question, put_line, respond
from meso_desktop.domain.history import Answer
from meso_desktop.domain.ids import PractitionerId
from meso_desktop.domain.plan import FindingResponse, PlanLine, ResponseKind
from tests.domain.builders import VISIT_ON, an_id, consultation, extent, line, target
from tests.domain.small_knowledge import small_knowledge

MIXES = tuple(line(n, protocol="meso_point", preparation="meso_mix", target_number=n) for n in (1, 2, 3))
DCA = line(4, target_number=4)


def planned(*lines: PlanLine) -> Consultation:
    targets = tuple(target(n, area="flank", of=extent("4", "3"), deposit=Deposit.LARGE) for n in (1, 2, 3, 4))
    return consultation(targets=targets, lines=lines or (*MIXES, DCA))


def findings(document: Consultation, rule: str = "large_deposit") -> tuple[Finding, ...]:
    found = assess(document, small_knowledge(), Context(today=VISIT_ON)).findings
    return tuple(finding for finding in found if finding.rule == rule)


def answered(document: Consultation, finding: Finding, *, text: str = "Agreed", kind: ResponseKind = ResponseKind.REASON) -> Consultation:
    at, by = datetime(2026, 3, 2, 9, 30, tzinfo=UTC), PractitionerId(an_id(903))
    return respond(document, FindingResponse(finding=finding.key, basis=finding.basis, kind=kind, by=by, at=at, text=text))


def alike(document: Consultation, rule: str = "large_deposit") -> tuple[Finding, ...]:
    """Return what is open and alike the first finding of a rule that is answered."""
    first = next(finding for finding in findings(document, rule) if finding.response is not None)
    return open_alike(first, findings(document, rule), small_knowledge())


def shared() -> Consultation:
    document = answered(planned(), findings(planned())[0])
    return give_same_reason(document, finding=findings(document)[0], others=alike(document))


def test_the_reason_of_one_line_is_offered_for_the_others_of_its_family() -> None:
    document = answered(planned(), findings(planned())[0])
    assert [other.lines for other in alike(document)] == [(MIXES[1].line_id,), (MIXES[2].line_id,)]


def test_nothing_is_offered_before_there_is_a_reason() -> None:
    for finding in findings(planned()):
        assert open_alike(finding, findings(planned()), small_knowledge()) == ()
    blank = answered(planned(), findings(planned())[0], text="  ")
    assert open_alike(findings(blank)[0], findings(blank), small_knowledge()) == ()


def test_each_line_holds_the_reason_by_its_own_key_and_basis() -> None:
    held = findings(shared())
    assert [finding.is_open for finding in held] == [False, False, False, True]
    for finding in held[:3]:
        assert finding.response is not None
        assert (finding.response.finding, finding.response.basis, finding.response.text) == (finding.key, finding.basis, "Agreed")


def test_another_preparation_on_one_line_lets_only_its_reason_lapse() -> None:
    document = put_line(shared(), replace(MIXES[1], preparation="vitamin_c"))
    first, second, third, _ = findings(document)
    assert (first.is_open, second.is_open, third.is_open) == (False, True, False)
    assert second.lapsed is not None


def test_a_reason_that_lapsed_or_was_given_is_never_written_over() -> None:
    document = put_line(shared(), replace(MIXES[1], preparation="vitamin_c"))
    assert alike(document) == ()
    own = answered(shared(), findings(shared())[2], text="Another ground")
    kept = give_same_reason(own, finding=findings(own)[0], others=alike(own))
    assert kept == own


def test_an_override_of_a_stop_is_never_shared() -> None:
    document = answer_question(planned(DCA, replace(DCA, line_id=MIXES[0].line_id)), question="diabetes", answer=Answer.YES)
    stop = findings(document, "diabetes")[0]
    document = answered(document, stop, kind=ResponseKind.OVERRIDE)
    overridden = findings(document, "diabetes")[0]
    assert overridden.response is not None
    twin = replace(overridden, key="diabetes/stop/other", response=None, is_open=True)
    assert open_alike(overridden, (overridden, twin), small_knowledge()) == ()


def test_a_limit_is_answered_for_each_line() -> None:
    first = findings(answered(planned(), findings(planned())[0]))[0]
    limit = replace(first, rule="dca_10.session_ml", key="dca_10.session_ml/reason/1")
    twin = replace(limit, key="dca_10.session_ml/reason/2", response=None, is_open=True)
    assert open_alike(limit, (limit, twin), small_knowledge()) == ()


def test_other_grounds_or_words_are_not_alike() -> None:
    document = answered(planned(), findings(planned())[0])
    first, second, *_ = findings(document)
    assert open_alike(first, (replace(second, because=()),), small_knowledge()) == ()
    assert open_alike(first, (replace(second, rule_digest="another"),), small_knowledge()) == ()
    assert open_alike(first, (second,), small_knowledge()) == (second,)


def test_nothing_given_is_given_to_no_other() -> None:
    document = planned()
    assert give_same_reason(document, finding=findings(document)[0], others=findings(document)) is document
