"""Whole patients made up across families and jurisdictions, with every finding that the facts and decisions ask for."""

from datetime import date

import msgspec
import pytest
from msgspec import Struct

from meso_desktop.domain.assessment import Certainty
from meso_desktop.domain.consultation import Outcome, OutcomeKind
from meso_desktop.domain.edits import set_outcome
from meso_desktop.domain.people import Jurisdiction
from meso_desktop.domain.rules import Family
from tests.spec.test_rules_spec import HERE, Given, Planned, answered, assert_it_can_be_said, assessed, document_of, pack


class Case(Given, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A patient with a plan, the row of facts or decisions that the case follows, and all that is found."""

    follows: str
    plans: tuple[str, ...]
    present: tuple[str, ...]
    cannot_rule_out: tuple[str, ...] = ()
    hard: tuple[str, ...] = ()
    answered: bool
    overridden: bool
    wait_until: date | None = None


class CaseTable(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A file of whole patients."""

    plans: dict[str, Planned]
    cases: tuple[Case, ...]


TABLE = msgspec.toml.decode((HERE / "cases.toml").read_bytes(), type=CaseTable)


@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in TABLE.cases])
def test_a_whole_patient_comes_out_as_the_facts_and_decisions_say(case: Case) -> None:
    document = set_outcome(document_of(case, tuple(TABLE.plans[name] for name in case.plans)), Outcome(kind=OutcomeKind.TREAT))
    assessment = assessed(document)
    assert_it_can_be_said(assessment)
    ruled = [f for f in assessment.findings if f.rule in pack().rules]
    assert {f"{f.rule}: {f.outcome}" for f in ruled if f.certainty is Certainty.PRESENT} == set(case.present)
    assert {f"{f.rule}: {f.outcome}" for f in ruled if f.certainty is not Certainty.PRESENT and f.bars} == set(case.cannot_rule_out)
    assert {f.rule for f in assessment.findings if f.is_hard} == set(case.hard)
    assert assessment.wait_until == case.wait_until
    assert assessed(answered(document, overrides=False)).may_sign is case.answered
    assert assessed(answered(document, overrides=True)).may_sign is case.overridden


def test_the_cases_are_fifty_and_more_and_stand_in_every_jurisdiction_and_family() -> None:
    assert len(TABLE.cases) >= 50
    assert {case.jurisdiction for case in TABLE.cases} == set(Jurisdiction)
    families = {pack().protocols[TABLE.plans[name].protocol].family for case in TABLE.cases for name in case.plans}
    assert families == set(Family)
    assert len({case.name for case in TABLE.cases}) == len(TABLE.cases)
    assert all(case.follows for case in TABLE.cases)
