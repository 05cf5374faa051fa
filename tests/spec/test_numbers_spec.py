"""Runs the tables of numbers beside this file on the shipped pack; a misprint in a table is refused by its reader."""

from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Final, TypeVar

import msgspec
import pytest
from msgspec import Struct

from meso_desktop.domain.anaesthetic import estimate_anaesthetic
from meso_desktop.domain.areas import Deposit, Outline, Side
from meso_desktop.domain.assess import Context, assess
from meso_desktop.domain.assessment import LimitCheck, LineEstimate
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.drawing.geometry import lattice
from meso_desktop.domain.drawing.grid import redrawn
from meso_desktop.domain.estimate import estimate_line
from meso_desktop.domain.history import EarlierTreatment, TreatedOn
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.limits import check_limits
from meso_desktop.domain.measures import assess_measures
from meso_desktop.domain.people import Jurisdiction, Sex
from meso_desktop.domain.plan import Anaesthetic, AnaestheticChoice, PlanLine
from meso_desktop.domain.products import LimitKind
from meso_desktop.domain.totals import session_totals
from meso_desktop.knowledge.loader import load_knowledge
from meso_desktop.knowledge.wording import Wording
from meso_desktop.resources import resource_path
from tests.domain.builders import VISIT_ON, consultation, examination, extent, line, patient, target
from tests.spec.written import sized, treated_on, written_line

_HERE: Final = Path(__file__).parent


class _Strict(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A row that refuses a misprint."""


class LatticeGiven(_Strict, frozen=True):
    outline: Outline
    length_cm: str
    width_cm: str
    spacing_cm: str | None = None


class LatticeExpected(_Strict, frozen=True):
    points: int = 0


class LatticeCase(_Strict, frozen=True):
    name: str
    given: LatticeGiven
    expected: LatticeExpected


class MeasuresGiven(_Strict, frozen=True):
    sex: Sex = Sex.NOT_STATED
    height_in: str | None = None
    height_cm: str | None = None
    weight_kg: str | None = None
    birth_on: date | None = None
    visit_on: date = VISIT_ON


class MeasuresExpected(_Strict, frozen=True):
    age_years: int | None = None
    bmi: Decimal | None = None
    bmi_band: str | None = None
    ideal_weight_kg: Decimal | None = None
    over_ideal_percent: Decimal | None = None
    no_ideal_weight: str | None = None


class MeasuresCase(_Strict, frozen=True):
    name: str
    given: MeasuresGiven
    expected: MeasuresExpected


class EstimateGiven(_Strict, frozen=True):
    area: str
    protocol: str
    preparation: str
    side: Side = Side.MIDLINE
    size: str | None = None
    deposit: Deposit | None = None
    spacing_cm: str | None = None
    volume_per_point_ml: str | None = None
    volume_ml: str | None = None
    earlier_sessions: int = 0


class EstimateExpected(_Strict, frozen=True):
    mg: dict[str, str]
    surface_cm2: Decimal | None = None
    points: int | None = None
    volume_ml: Decimal | None = None
    vials: int | None = None
    sessions: int | None = None


class EstimateCase(_Strict, frozen=True):
    name: str
    given: EstimateGiven
    expected: EstimateExpected


class LimitsGiven(_Strict, frozen=True):
    lines: tuple[str, ...]
    jurisdiction: Jurisdiction = Jurisdiction.GB
    sessions: int | None = None
    earlier_sessions: int = 0


class LimitsExpected(_Strict, frozen=True):
    hard: dict[str, Decimal] = {}
    soft: dict[str, Decimal] = {}
    note: dict[str, Decimal] = {}
    within: dict[str, Decimal] = {}


class LimitsCase(_Strict, frozen=True):
    name: str
    given: LimitsGiven
    expected: LimitsExpected


class DatesGiven(_Strict, frozen=True):
    jurisdiction: Jurisdiction
    sessions: int | None = None
    first_session_on: date | None = None
    dates: tuple[date, ...] = ()
    earlier: str | None = None


class DatesExpected(_Strict, frozen=True):
    dates: tuple[date, ...]
    crossed: tuple[str, ...] = ()
    undated: bool = False


class DatesCase(_Strict, frozen=True):
    name: str
    given: DatesGiven
    expected: DatesExpected


class AnaestheticGiven(_Strict, frozen=True):
    agent: str
    weight_kg: str | None = None
    strength_mg_per_ml: Decimal | None = None
    volume_ml: Decimal | None = None
    reduction_percent: Decimal | None = None


class AnaestheticExpected(_Strict, frozen=True):
    mg: Decimal | None = None
    cap_mg: Decimal | None = None
    is_crossed: bool = False


class AnaestheticCase(_Strict, frozen=True):
    name: str
    given: AnaestheticGiven
    expected: AnaestheticExpected


_Case = TypeVar("_Case", LatticeCase, MeasuresCase, EstimateCase, LimitsCase, DatesCase, AnaestheticCase)


def _cases(name: str, kind: type[_Case]) -> tuple[_Case, ...]:
    table = msgspec.toml.decode((_HERE / f"{name}.toml").read_text(encoding="utf-8"), type=dict[str, tuple[kind, ...]])  # type: ignore[valid-type]  # a type at run time
    cases: tuple[_Case, ...] = table["case"]
    return cases


def _name(case: _Case) -> str:
    return case.name


@lru_cache(maxsize=1)
def _pack() -> Knowledge:
    return load_knowledge(resource_path("knowledge"))


def _estimates(document: Consultation) -> tuple[LineEstimate, ...]:
    return tuple(estimate_line(planned, document, _pack(), today=VISIT_ON) for planned in document.plan.lines)


def _checks(document: Consultation) -> tuple[LimitCheck, ...]:
    lines = _estimates(document)
    return check_limits(document, _pack(), lines, session_totals(document, _pack(), lines))


@pytest.mark.parametrize("case", _cases("lattice", LatticeCase), ids=_name)
def test_lattice(case: LatticeCase) -> None:
    given = case.given
    drawn = target(of=extent(given.length_cm, given.width_cm, given.outline))
    planned = line(protocol="dca_jowl_close", spacing_cm=given.spacing_cm)
    document = redrawn(consultation(targets=(drawn,), lines=(planned,)), _pack())
    assert len(document.plan.lines[0].points) == case.expected.points
    if drawn.extent is not None and given.spacing_cm is not None:
        assert document.plan.lines[0].points == lattice(drawn.extent, Decimal(given.spacing_cm))


@pytest.mark.parametrize("case", _cases("measures", MeasuresCase), ids=_name)
def test_measures(case: MeasuresCase) -> None:
    given = case.given
    who = patient(sex=given.sex) if given.birth_on is None else patient(sex=given.sex, birth_on=given.birth_on)
    measured = examination(height_cm=given.height_cm, height_in=given.height_in, weight_kg=given.weight_kg)
    figures = assess_measures(consultation(of=who, measured=measured, visit_on=given.visit_on), _pack(), today=given.visit_on)
    reason = None if figures.no_ideal_weight is None else figures.no_ideal_weight.id
    if given.birth_on is not None:
        assert figures.age_years == case.expected.age_years
        return
    expected = case.expected
    assert figures.bmi == expected.bmi
    assert figures.bmi_band == expected.bmi_band
    assert figures.ideal_weight_kg == expected.ideal_weight_kg
    assert figures.over_ideal_percent == expected.over_ideal_percent
    assert reason == expected.no_ideal_weight


@pytest.mark.parametrize("case", _cases("estimates", EstimateCase), ids=_name)
def test_estimates(case: EstimateCase) -> None:
    given = case.given
    area = target(area=given.area, side=given.side, of=None if given.size is None else sized(given.size), deposit=given.deposit)
    planned = line(
        protocol=given.protocol,
        preparation=given.preparation,
        spacing_cm=given.spacing_cm,
        volume_per_point_ml=given.volume_per_point_ml,
        volume_ml=given.volume_ml,
    )
    earlier = tuple(EarlierTreatment(product=given.preparation, area=given.area) for _ in range(given.earlier_sessions))
    (found,) = _estimates(redrawn(consultation(targets=(area,), lines=(planned,), earlier=earlier), _pack()))
    expected = case.expected
    assert found.surface_cm2 == expected.surface_cm2
    assert found.injections == expected.points
    assert found.volume_ml == expected.volume_ml
    assert {dose.ingredient: "?" if dose.mg is None else str(dose.mg) for dose in found.doses} == expected.mg
    assert found.vials == expected.vials
    assert found.sessions.proposed == expected.sessions


@pytest.mark.parametrize("case", _cases("limits", LimitsCase), ids=_name)
def test_limits(case: LimitsCase) -> None:
    given, expected = case.given, case.expected
    rows = [written_line(written, number, sessions=given.sessions) for number, written in enumerate(given.lines, start=1)]
    document = consultation(
        targets=tuple(drawn for drawn, _ in rows),
        lines=tuple(planned for _, planned in rows),
        jurisdiction=given.jurisdiction,
        earlier=tuple(EarlierTreatment(product=rows[0][1].preparation, area=rows[0][0].area) for _ in range(given.earlier_sessions)),
    )
    checks = _checks(redrawn(document, _pack()))
    crossed = {kind: {c.limit: c.value for c in checks if c.is_crossed and c.kind is kind} for kind in LimitKind}
    assert crossed[LimitKind.HARD] == expected.hard
    assert crossed[LimitKind.SOFT] == expected.soft
    assert crossed[LimitKind.NOTE] == expected.note
    met = [(c.limit, c.value) for c in checks if not c.is_crossed]
    assert [limit for limit in expected.within.items() if limit not in met] == []


@pytest.mark.parametrize("case", _cases("dates", DatesCase), ids=_name)
def test_dates(case: DatesCase) -> None:
    given = case.given
    planned: PlanLine = line(protocol="dca_submental", sessions=given.sessions, dates=given.dates)
    earlier = () if given.earlier is None else (_earlier(given.earlier),)
    document = consultation(
        targets=(target(deposit=None),),
        lines=(planned,),
        jurisdiction=given.jurisdiction,
        first_session_on=given.first_session_on,
        earlier=earlier,
    )
    assert _estimates(document)[0].dates == case.expected.dates
    past = (check for check in _checks(document) if check.is_crossed and check.kind is LimitKind.HARD)
    intervals = tuple(check.limit for check in past if check.is_interval)
    assert intervals == case.expected.crossed
    wanted = {one.text.id for one in assess(document, _pack(), Context(today=VISIT_ON)).missing}
    assert ("missing.earlier_date" in wanted) is case.expected.undated


@pytest.mark.parametrize("case", _cases("anaesthetic", AnaestheticCase), ids=_name)
def test_anaesthetic(case: AnaestheticCase) -> None:
    given = case.given
    chosen = Anaesthetic(
        choice=AnaestheticChoice.INFILTRATED,
        agent=given.agent,
        strength_mg_per_ml=given.strength_mg_per_ml,
        volume_ml=given.volume_ml,
        reduction_percent=given.reduction_percent,
    )
    document = consultation(measured=examination(weight_kg=given.weight_kg), anaesthetic=chosen)
    found, checks = estimate_anaesthetic(document, _pack(), ())
    assert found is not None
    assert found.mg == case.expected.mg
    assert found.cap_mg == case.expected.cap_mg
    assert any(check.is_crossed for check in checks) is case.expected.is_crossed


def test_every_working_and_every_check_of_the_tables_reads_as_a_sentence() -> None:
    wording = Wording.load(resource_path("wording"), "en", is_strict=True)
    sentences = []
    for area, side, protocol, preparation in (
        ("submental", Side.MIDLINE, "dca_submental", "dca_10"),
        ("flank", Side.BOTH, "dca_flank", "dca_10"),
        ("lower_abdomen", Side.MIDLINE, "deso_body", "deso"),
        ("lower_abdomen", Side.MIDLINE, "pcdc_body", "pcdc_50_42"),
        ("lower_abdomen", Side.MIDLINE, "meso_point", "mix_carnitine_caffeine_lidocaine"),
        ("lower_abdomen", Side.MIDLINE, "meso_nappage", "mix_carnitine_caffeine_lidocaine"),
    ):
        for size, spacing in (("rectangle 12 × 6", None), ("ellipse 12 × 6", "4"), (None, None)):
            area_drawn = target(area=area, side=side, of=None if size is None else sized(size))
            planned = line(
                protocol=protocol, preparation=preparation, spacing_cm=spacing, volume_per_point_ml="0.6", volume_ml="30", interval_days=3,
            )
            earlier = (EarlierTreatment(product=preparation, area=area, treated_on=TreatedOn(year=2026, month=2)),)
            document = consultation(
                targets=(area_drawn,), lines=(planned,), earlier=earlier, jurisdiction=Jurisdiction.US, anaesthetic=_ANAESTHETIC,
            )
            sentences += _sentences(redrawn(document, _pack()), wording)
    assert "72 points × 0.6 mL = 43.2 mL" in sentences
    assert any("†" in sentence for sentence in sentences)
    assert not [sentence for sentence in sentences if "{" in sentence or "[" in sentence]


_ANAESTHETIC: Final = Anaesthetic(
    choice=AnaestheticChoice.INFILTRATED, agent="lidocaine_plain", strength_mg_per_ml=Decimal(10), volume_ml=Decimal(3),
    reduction_percent=Decimal(30),
)


def _sentences(document: Consultation, wording: Wording) -> list[str]:
    lines = _estimates(document)
    sessions = session_totals(document, _pack(), lines)
    anaesthetic, doses = estimate_anaesthetic(document, _pack(), sessions)
    told = [working for estimate in lines for working in estimate.workings]
    told += [check.text for check in (*check_limits(document, _pack(), lines, sessions), *doses)]
    return [wording.text(text) for text in (*told, *(() if anaesthetic is None else anaesthetic.workings))]


def _earlier(written: str) -> EarlierTreatment:
    return EarlierTreatment(product="dca_10", area="submental", treated_on=treated_on(written))
