"""The tables that a clinician can read, run on the shipped pack."""

from collections import Counter
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

import msgspec
import pytest
from msgspec import Struct
from msgspec.structs import replace

from meso_desktop.domain.areas import Aim, Deposit, Outline, Side, TargetArea
from meso_desktop.domain.assess import Context, assess
from meso_desktop.domain.assessment import Assessment, Certainty, Finding
from meso_desktop.domain.consultation import Consultation, Outcome, OutcomeKind
from meso_desktop.domain.drawing.grid import redrawn
from meso_desktop.domain.edits import answer_for_target, answer_question, respond, set_outcome, set_patient
from meso_desktop.domain.examination import Examination, SkinType
from meso_desktop.domain.history import Answer, CodedEntry, EarlierTreatment, History, TreatedOn
from meso_desktop.domain.ids import LineId, PractitionerId, TargetId
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.people import Jurisdiction, Sex
from meso_desktop.domain.plan import (
    Anaesthetic,
    AnaestheticChoice,
    FindingResponse,
    OwnPart,
    OwnPreparation,
    Plan,
    PlanLine,
    ResponseKind,
)
from meso_desktop.domain.quantity import BODY_HEIGHT_CM, Unit, length, mass, thickness
from meso_desktop.domain.rules import RuleOutcome
from meso_desktop.knowledge.loader import load_knowledge
from meso_desktop.knowledge.wording import Wording
from meso_desktop.resources import resource_path
from tests.domain.builders import VISIT_ON, an_id, clinic, consultation, extent, patient
from tests.domain.ready import consented, with_all_answered

HERE = Path(__file__).parent
CANNOT_BE_UNKNOWN = {
    "age_under_18": "every patient has a date of birth",
    "age_over_65": "every patient has a date of birth",
    "age_over_60_device": "every patient has a date of birth",
    "pcdc_less_response": "every plan line has its area",
    "legal_unapproved": "the clinic has its jurisdiction, and no family is unapproved for some aims and not for others",
    "mixing_in_france": "every plan line has its preparation",
    "dca_mixed": "every plan line has its preparation",
    "off_label": "every plan line has its preparation and its area",
    "jowl_no_inject_zone": "every plan line has its preparation and its area",
    "anaesthetic_with_dca": "an agent is chosen for infiltration, or nothing is infiltrated",
    "procaine_without_limit": "an agent is chosen for infiltration, or nothing is infiltrated",
}


class Planned(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One line of a plan, as the tables write it; `own` composes a preparation of the clinic's own, by the name given."""

    area: str
    aim: str
    protocol: str
    preparation: str
    sessions: int
    side: Side = Side.MIDLINE
    extent_cm: tuple[str, str] = ("4", "3")
    volume_per_point_ml: str | None = None
    interval_days: int | None = None
    dates: tuple[date, ...] = ()
    own: tuple[OwnPart, ...] = ()


class Earlier(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Earlier treatments of one area, each on a day of its own, as the tables write them; no product is *not known*."""

    area: str
    on: tuple[date, ...]
    product: str | None = None
    reaction: str = ""

    def treatments(self) -> tuple[EarlierTreatment, ...]:
        """Return one treatment a day."""
        return tuple(
            EarlierTreatment(
                product=self.product, area=self.area, treated_on=TreatedOn(year=d.year, month=d.month, day=d.day), reaction=self.reaction,
            )
            for d in self.on
        )


class Given(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The patient of a row."""

    name: str
    jurisdiction: Jurisdiction = Jurisdiction.GB
    sex: Sex = Sex.FEMALE
    born_on: date = date(1986, 1, 15)
    height_cm: str = "170"
    weight_kg: str = "65"
    systolic_mmhg: int | None = None
    diastolic_mmhg: int | None = None
    skin_type: SkinType | None = None
    pinch_mm: str = ""
    answers: dict[str, Answer] = {}
    not_asked: tuple[str, ...] = ()
    site_answers: dict[str, Answer] = {}
    site_not_asked: tuple[str, ...] = ()
    allergies: tuple[CodedEntry, ...] = ()
    medicines: tuple[CodedEntry, ...] = ()
    deposit: str = "small"
    anaesthetic: str = ""
    earlier: tuple[Earlier, ...] = ()


class RuleCase(Given, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A row with one plan line and the finding expected of it."""

    plan: str
    finding: str
    outcome: str
    certainty: Certainty = Certainty.PRESENT
    bars: bool = False
    treat: bool


class OutcomeCase(Given, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A row with a plan and the way the consultation ends."""

    plans: tuple[str, ...]
    ends: str
    may_sign: bool
    reason: str = ""
    eligible_on: date | None = None
    answered: bool = False
    overridden: bool = False
    has_patient: bool = True
    open: tuple[str, ...] = ()
    hard: tuple[str, ...] = ()
    on_record: str = ""


class RuleTable(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A file of rows about rules."""

    plans: dict[str, Planned]
    cases: tuple[RuleCase, ...]


class OutcomeTable(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A file of rows about outcomes."""

    plans: dict[str, Planned]
    cases: tuple[OutcomeCase, ...]


@lru_cache(maxsize=1)
def pack() -> Knowledge:
    """Return the shipped pack, read once."""
    return load_knowledge(resource_path("knowledge"))


@lru_cache(maxsize=1)
def _english() -> Wording:
    return Wording.load(resource_path("wording"), "en", is_strict=True)


def _rule_rows() -> list[tuple[RuleCase, Planned]]:
    tables = [msgspec.toml.decode((HERE / f"{name}.toml").read_bytes(), type=RuleTable) for name in ("rules", "allergies", "legal")]
    return [(case, table.plans[case.plan]) for table in tables for case in table.cases]


def _outcome_rows() -> list[tuple[OutcomeCase, tuple[Planned, ...]]]:
    table = msgspec.toml.decode((HERE / "outcomes.toml").read_bytes(), type=OutcomeTable)
    return [(case, tuple(table.plans[name] for name in case.plans)) for case in table.cases]


RULE_ROWS, OUTCOME_ROWS = _rule_rows(), _outcome_rows()


def _target(number: int, planned: Planned, given: Given) -> TargetArea:
    long, wide = planned.extent_cm
    return TargetArea(
        target_id=TargetId(an_id(number)), area=planned.area, side=planned.side, aim=Aim(planned.aim) if planned.aim else None,
        extent=extent(long, wide, Outline.RECTANGLE), deposit=Deposit(given.deposit) if given.deposit else None,
        pinch=thickness(given.pinch_mm) if given.pinch_mm else None,
    )


def _line(number: int, planned: Planned) -> PlanLine:
    return PlanLine(
        line_id=LineId(an_id(100 + number)), target_id=TargetId(an_id(number)), protocol=planned.protocol,
        preparation=planned.preparation, sessions=planned.sessions, interval_days=planned.interval_days, dates=planned.dates,
        volume_per_point_ml=None if planned.volume_per_point_ml is None else Decimal(planned.volume_per_point_ml),
    )


def _own(planned: Planned) -> OwnPreparation:
    family = pack().protocols[planned.protocol].family
    return OwnPreparation(id=planned.preparation, name="Composed", family=family, parts=planned.own)


def _anaesthetic(given: Given) -> Anaesthetic:
    if not given.anaesthetic:
        return Anaesthetic(choice=AnaestheticChoice.DECLINED)
    return Anaesthetic(
        choice=AnaestheticChoice.INFILTRATED, agent=given.anaesthetic, strength_mg_per_ml=Decimal(10), volume_ml=Decimal(2),
    )


def document_of(given: Given, plans: tuple[Planned, ...]) -> Consultation:
    """Return the consultation of a row: complete but for what the row leaves out."""
    document = replace(
        consultation(of=patient(birth_on=given.born_on, sex=given.sex)),
        clinic=clinic(jurisdiction=given.jurisdiction),
        history=History(
            allergies=given.allergies, medicines=given.medicines,
            earlier_treatments=tuple(one for of_area in given.earlier for one in of_area.treatments()),
        ),
        examination=Examination(
            height=length(given.height_cm, Unit.CM, bounds=BODY_HEIGHT_CM) if given.height_cm else None,
            weight=mass(given.weight_kg, Unit.KG) if given.weight_kg else None,
            systolic_mmhg=given.systolic_mmhg, diastolic_mmhg=given.diastolic_mmhg, skin_type=given.skin_type,
        ),
        target_areas=tuple(_target(n, planned, given) for n, planned in enumerate(plans, start=1)),
        plan=Plan(
            lines=tuple(_line(n, planned) for n, planned in enumerate(plans, start=1)), anaesthetic=_anaesthetic(given),
            preparations=tuple(_own(planned) for planned in plans if planned.own),
        ),
        consent=consented(knowledge=pack()),
    )
    for question, answer in given.answers.items():
        document = answer_question(document, question=question, answer=answer)
    for target in document.target_areas:
        for question, answer in given.site_answers.items():
            document = answer_for_target(document, target_id=target.target_id, question=question, answer=answer)
    document = with_all_answered(document, pack())
    for question in given.not_asked:
        document = answer_question(document, question=question, answer=None)
    for target in document.target_areas:
        for question in given.site_not_asked:
            document = answer_for_target(document, target_id=target.target_id, question=question, answer=None)
    return redrawn(document, pack())


def assessed(document: Consultation) -> Assessment:
    """Return the assessment by the shipped pack on the day of the visit."""
    return assess(document, pack(), Context(today=VISIT_ON))


def answered(document: Consultation, *, overrides: bool) -> Consultation:
    """Return the consultation with each finding answered as far as it can be; not its overrides when `overrides` is false."""
    for finding in assessed(document).findings:
        if finding.takes is not None and (overrides or finding.takes is not ResponseKind.OVERRIDE):
            document = respond(document, _response(finding, finding.takes))
    return document


def assert_it_can_be_said(assessment: Assessment) -> None:
    """Render every sentence of the assessment; a word that is missing raises."""
    said = [f.text for f in assessment.findings] + [told for f in assessment.findings for told in f.because]
    said += [m.text for m in assessment.missing] + [b.text for b in assessment.barriers] + [c.text for c in assessment.limits]
    said += [told for line in assessment.lines for told in line.workings]
    for one in said:
        assert _english().text(one)


def _response(finding: Finding, kind: ResponseKind) -> FindingResponse:
    return FindingResponse(
        finding=finding.key, basis=finding.basis, kind=kind, by=PractitionerId(an_id(903)),
        at=datetime(2026, 3, 2, 9, 30, tzinfo=UTC), text="Discussed with the patient", letter_on=date(2026, 2, 1),
    )


@pytest.mark.parametrize(("case", "planned"), [pytest.param(*row, id=row[0].name) for row in RULE_ROWS])
def test_the_rules_say_what_the_table_says(case: RuleCase, planned: Planned) -> None:
    assert case.finding in pack().rules
    assert set(case.answers) | set(case.not_asked) | set(case.site_answers) | set(case.site_not_asked) <= set(pack().questions)
    document = set_outcome(document_of(case, (planned,)), Outcome(kind=OutcomeKind.TREAT))
    found = [f for f in assessed(document).findings if f.rule == case.finding]
    if case.outcome == "none":
        assert found == []
    else:
        [finding] = found
        assert (finding.outcome, finding.certainty, finding.bars) == (RuleOutcome(case.outcome), case.certainty, case.bars)
        assert finding.lines == tuple(line.line_id for line in document.plan.lines)
        assert finding.because
    assert_it_can_be_said(assessed(document))
    document = answered(document, overrides=True)
    assert assessed(document).may_sign is case.treat
    closed = set_outcome(document, Outcome(kind=OutcomeKind.DEFER, reason="To be settled"))
    assert assessed(closed).may_sign


def _certainties(rule: str) -> set[str]:
    return {"none" if case.outcome == "none" else case.certainty.value for case, _ in RULE_ROWS if case.finding == rule}


@pytest.mark.parametrize("rule", sorted(pack().rules))
def test_each_rule_has_a_row_where_it_fires_one_where_it_does_not_and_one_with_the_fact_unknown(rule: str) -> None:
    said = _certainties(rule)
    assert Certainty.PRESENT.value in said, "no row where it fires"
    assert "none" in said, "no row where it does not fire"
    has_unknown = bool(said & {Certainty.UNKNOWN.value, Certainty.NOT_ASKED.value})
    assert has_unknown is (rule not in CANNOT_BE_UNKNOWN), CANNOT_BE_UNKNOWN.get(rule, "no row with the fact unknown")


@pytest.mark.parametrize("rule", sorted(pack().rules))
def test_each_rule_has_its_text_and_its_source(rule: str) -> None:
    assert pack().rules[rule].sources
    assert _english().has(f"rule.{rule}.doctor")


def test_names_of_rows_are_their_own() -> None:
    names = Counter(case.name for case, _ in RULE_ROWS)
    assert [name for name, times in names.items() if times > 1] == []


def _selectable() -> list[str]:
    products = pack().products
    return [p.id for p in pack().preparations.values() if all(products[part.product].not_selectable is None for part in p.parts)]


@pytest.mark.parametrize("preparation", _selectable())
@pytest.mark.parametrize(
    ("answer", "allergies"), [(Answer.YES, (CodedEntry(text="something in a cream"),)), (Answer.UNKNOWN, ())],
)
def test_an_allergy_that_is_not_known_bars_every_preparation(preparation: str, answer: Answer, allergies: tuple[CodedEntry, ...]) -> None:
    protocol = next(p for p in pack().protocols.values() if preparation in p.preparations)
    area = pack().areas[protocol.areas[0]]
    planned = Planned(
        area=area.id, aim=protocol.aims[0].value, protocol=protocol.id, preparation=preparation, sessions=2,
        side=Side.LEFT if area.has_sides else Side.MIDLINE,
    )
    given = Given(name=preparation, answers={"has_allergies": answer}, allergies=allergies)
    document = answered(set_outcome(document_of(given, (planned,)), Outcome(kind=OutcomeKind.TREAT)), overrides=True)
    assessment = assessed(document)
    [finding] = [f for f in assessment.findings if f.rule == "ingredient_allergy"]
    assert (finding.outcome, finding.certainty, finding.bars) == (RuleOutcome.STOP, Certainty.UNKNOWN, True)
    assert finding.key in {b.finding for b in assessment.barriers}
    assert not assessment.may_sign


@pytest.mark.parametrize(("case", "plans"), [pytest.param(*row, id=row[0].name) for row in OUTCOME_ROWS])
def test_a_consultation_ends_as_the_table_says(case: OutcomeCase, plans: tuple[Planned, ...]) -> None:
    document = document_of(case, plans)
    if not case.has_patient:
        document = set_patient(document, None)
    if case.ends:
        document = set_outcome(document, Outcome(kind=OutcomeKind(case.ends), reason=case.reason, eligible_on=case.eligible_on))
    if case.answered:
        document = answered(document, overrides=case.overridden)
    assessment = assessed(document)
    assert_it_can_be_said(assessment)
    assert assessment.may_sign is case.may_sign
    assert assessment.eligible_on == case.eligible_on
    assert set(case.open) <= {f.rule for f in assessment.findings if f.bars and f.is_open}
    assert {f.rule for f in assessment.findings if f.is_hard} == set(case.hard)
    if case.on_record:
        [recorded] = [f for f in assessment.findings if f.rule == case.on_record]
        assert recorded.response is not None
        assert recorded.response in document.responses
        assert (recorded.bars, recorded.is_open) == (False, False)
