"""How long deferrals last, and when a day set by an earlier visit is still told."""

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from meso_desktop.domain.assessment import Certainty
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.edits import answer_question, respond
from meso_desktop.domain.history import Answer
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.plan import ResponseKind
from meso_desktop.domain.rules import Family
from meso_desktop.domain.waiting import JUST_COME_DAYS, Standing, standing, waits, waits_until
from tests.domain.builders import VISIT_ON
from tests.domain.ready import answer_to, assessed, ready
from tests.domain.small_knowledge import small_knowledge


def _waiting(**days: int | None) -> Knowledge:
    """Return the small pack with rules that know how long to wait."""
    rules = {**small_knowledge().rules}
    rules.update({rule: replace(rules[rule], wait_days=count) for rule, count in days.items()})
    return replace(small_knowledge(), rules=rules)


def _with_fever(answer: Answer = Answer.YES) -> Consultation:
    return answer_question(ready(), question="fever", answer=answer)


def test_a_deferral_lasts_from_the_visit_as_long_as_its_rule_says() -> None:
    knowledge = _waiting(fever=14)
    found = assessed(_with_fever(), knowledge)
    (wait,) = waits(found.findings, visit_on=VISIT_ON, knowledge=knowledge)
    assert (wait.rule, wait.until) == ("fever", VISIT_ON + timedelta(days=14))
    assert found.wait_until == VISIT_ON + timedelta(days=14)


def test_a_rule_that_knows_no_length_proposes_no_day() -> None:
    assert assessed(_with_fever()).wait_until is None


@pytest.mark.parametrize("answer", [Answer.NO, Answer.UNKNOWN, None])
def test_what_is_not_present_makes_nobody_wait(answer: Answer | None) -> None:
    document = answer_question(ready(), question="fever", answer=answer)
    assert assessed(document, _waiting(fever=14)).wait_until is None


def test_the_longest_wait_holds() -> None:
    knowledge = _waiting(fever=7)
    twin = replace(knowledge.rules["fever"], id="vaccinated", wait_days=28)
    knowledge = replace(knowledge, rules={**knowledge.rules, "vaccinated": twin})
    found = assessed(_with_fever(), knowledge)
    assert [wait.rule for wait in waits(found.findings, visit_on=VISIT_ON, knowledge=knowledge)] == ["vaccinated", "fever"]
    assert found.wait_until == VISIT_ON + timedelta(days=28)


def test_an_overridden_deferral_makes_nobody_wait() -> None:
    knowledge = _waiting(fever=14)
    allowed = replace(knowledge.rules["fever"], override_allowed=tuple(Family))
    knowledge = replace(knowledge, rules={**knowledge.rules, "fever": allowed})
    document = _with_fever()
    finding = next(f for f in assessed(document, knowledge).findings if f.rule == "fever")
    document = respond(document, answer_to(finding, ResponseKind.OVERRIDE))
    assert assessed(document, knowledge).wait_until is None


def test_only_a_deferral_lasts() -> None:
    knowledge = _waiting(fever=14)
    finding = next(f for f in assessed(_with_fever(), knowledge).findings if f.rule == "fever")
    assert waits_until(finding, visit_on=VISIT_ON, knowledge=knowledge) == VISIT_ON + timedelta(days=14)
    unsure = replace(finding, certainty=Certainty.UNKNOWN)
    assert waits_until(unsure, visit_on=VISIT_ON, knowledge=knowledge) is None
    of_no_rule = replace(finding, rule="gone")
    assert waits_until(of_no_rule, visit_on=VISIT_ON, knowledge=knowledge) is None


def test_a_wait_past_the_calendar_ends_with_it() -> None:
    knowledge = _waiting(fever=14)
    finding = next(f for f in assessed(_with_fever(), knowledge).findings if f.rule == "fever")
    assert waits_until(finding, visit_on=date.max, knowledge=knowledge) == date.max


TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("eligible_on", "expected"),
    [
        (None, None),
        (TODAY + timedelta(days=1), Standing.AHEAD),
        (TODAY, Standing.COME),
        (TODAY - timedelta(days=JUST_COME_DAYS), Standing.COME),
        (TODAY - timedelta(days=JUST_COME_DAYS + 1), None),
    ],
)
def test_a_day_is_told_while_it_lies_ahead_and_a_month_after(eligible_on: date | None, expected: Standing | None) -> None:
    assert standing(eligible_on, today=TODAY) is expected
