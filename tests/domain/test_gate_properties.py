"""No sequence of edits gets a line past a hard limit and signed, and whatever a document holds is assessed."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Final, TypeVar

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from meso_desktop.domain import edits
from meso_desktop.domain.anaesthetic_ways import anaesthetic_ways
from meso_desktop.domain.areas import Aim, Deposit, Extent, Outline, Side, TargetArea
from meso_desktop.domain.assess import Context, assess
from meso_desktop.domain.consent import ConsentKind
from meso_desktop.domain.consultation import Consultation, Outcome, OutcomeKind
from meso_desktop.domain.drawing.grid import redrawn
from meso_desktop.domain.flow import steps
from meso_desktop.domain.history import Answer, CodedEntry, EarlierTreatment, TreatedOn
from meso_desktop.domain.ids import LineId, TargetId
from meso_desktop.domain.people import Jurisdiction, Sex
from meso_desktop.domain.plan import Anaesthetic, AnaestheticChoice, PlanLine, ResponseKind
from meso_desktop.domain.products import LimitKind
from meso_desktop.domain.ways_out import take
from tests.domain.builders import VISIT_ON, an_id, consultation, examination, extent, patient
from tests.domain.ready import answer_to, assessed, consented, ready
from tests.domain.small_knowledge import small_knowledge

Edit = Callable[[Consultation], Consultation]
_T = TypeVar("_T")
PACK: Final = small_knowledge()
SEVERAL: Final = 3


def _or_nonsense(entries: object) -> st.SearchStrategy[str]:
    return st.sampled_from([*entries, "nonsense", ""])  # type: ignore[misc]  # a mapping of the pack


def _maybe(values: st.SearchStrategy[_T]) -> st.SearchStrategy[_T | None]:
    return st.none() | values


def _amounts(low: str, high: str) -> st.SearchStrategy[Decimal]:
    return st.decimals(min_value=low, max_value=high, places=2, allow_nan=False, allow_infinity=False)


NUMBERS = st.integers(min_value=1, max_value=SEVERAL)
DAYS = st.integers(min_value=-400, max_value=800).map(lambda days: VISIT_ON + timedelta(days=days))
ANSWERS = st.sampled_from(list(Answer))
SIZES = st.integers(min_value=1, max_value=160).map(lambda half: str(Decimal(half) / 2))
EXTENTS: st.SearchStrategy[Extent] = st.builds(extent, SIZES, SIZES, st.sampled_from(list(Outline)))
TARGETS: st.SearchStrategy[TargetArea] = st.builds(
    TargetArea,
    target_id=NUMBERS.map(lambda n: TargetId(an_id(n))),
    area=_or_nonsense(PACK.areas),
    side=st.sampled_from(list(Side)),
    aim=_maybe(st.sampled_from(list(Aim))),
    extent=_maybe(EXTENTS),
    deposit=_maybe(st.sampled_from(list(Deposit))),
    answers=st.sampled_from([(), ready().target_areas[0].answers]),
)
LINES: st.SearchStrategy[PlanLine] = st.builds(
    PlanLine,
    line_id=NUMBERS.map(lambda n: LineId(an_id(100 + n))),
    target_id=NUMBERS.map(lambda n: TargetId(an_id(n))),
    protocol=_or_nonsense(PACK.protocols),
    preparation=_or_nonsense(PACK.preparations),
    spacing_cm=_maybe(_amounts("0.1", "5")),
    volume_per_point_ml=_maybe(_amounts("0", "5")),
    volume_ml=_maybe(_amounts("0", "100")),
    sessions=_maybe(st.integers(min_value=0, max_value=20)),
    interval_days=_maybe(st.integers(min_value=0, max_value=400)),
    dates=st.lists(DAYS, max_size=4).map(tuple),
)
ANAESTHETICS = st.builds(
    Anaesthetic,
    choice=st.sampled_from(list(AnaestheticChoice)),
    agent=_maybe(_or_nonsense(PACK.anaesthetics)),
    strength_mg_per_ml=_maybe(_amounts("0", "40")),
    volume_ml=_maybe(_amounts("0", "50")),
    reduction_percent=_maybe(_amounts("0", "100")),
)
EARLIER = st.builds(
    EarlierTreatment,
    product=_maybe(_or_nonsense(PACK.products)),
    area=_maybe(_or_nonsense(PACK.areas)),
    treated_on=_maybe(st.builds(TreatedOn, year=st.integers(min_value=1990, max_value=2030))),
    session_number=_maybe(st.integers(min_value=0, max_value=9)),
)
ENTRIES = st.lists(st.builds(CodedEntry, text=st.just("something"), code=_maybe(_or_nonsense(PACK.allergens))), max_size=2).map(tuple)
OUTCOMES = st.builds(Outcome, kind=st.sampled_from(list(OutcomeKind)), reason=st.sampled_from(["", "why"]), eligible_on=_maybe(DAYS))


def answer_everything(document: Consultation) -> Consultation:
    """Answer each finding in every way, the last of them the one it takes."""
    for finding in assessed(document).findings:
        for kind in ResponseKind:
            document = edits.respond(document, answer_to(finding, kind))
        if finding.takes is not None:
            document = edits.respond(document, answer_to(finding, finding.takes))
    return document


def _redraw(document: Consultation) -> Consultation:
    return redrawn(document, PACK)


def _edit(values: st.SearchStrategy[_T], edit: Callable[[Consultation, _T], Consultation]) -> st.SearchStrategy[Edit]:
    return values.map(lambda value: lambda document: edit(document, value))


EDITS: st.SearchStrategy[Edit] = st.one_of(
    _edit(_maybe(st.builds(patient, birth_on=DAYS, sex=st.sampled_from(list(Sex)))), edits.set_patient),
    _edit(DAYS, edits.set_visit_on),
    _edit(
        st.tuples(_or_nonsense(PACK.questions), _maybe(ANSWERS)), lambda d, v: edits.answer_question(d, question=v[0], answer=v[1]),
    ),
    _edit(ENTRIES, edits.set_allergies),
    _edit(ENTRIES, edits.set_medicines),
    _edit(st.lists(EARLIER, max_size=3).map(tuple), edits.set_earlier_treatments),
    _edit(st.sampled_from(["100", "152", "170", "250"]).map(lambda h: examination(height_cm=h)), edits.set_examination),
    _edit(st.just(examination(height_cm=None, weight_kg=None)), edits.set_examination),
    _edit(TARGETS, edits.put_target),
    _edit(NUMBERS, lambda d, n: edits.remove_target(d, TargetId(an_id(n)))),
    _edit(LINES, edits.put_line),
    _edit(NUMBERS, lambda d, n: edits.remove_line(d, LineId(an_id(100 + n)))),
    _edit(_maybe(DAYS), edits.set_first_session),
    _edit(_maybe(ANAESTHETICS), edits.set_anaesthetic),
    _edit(_maybe(st.sampled_from([consented(kind) for kind in ConsentKind])), edits.set_consent),
    _edit(_maybe(OUTCOMES), edits.set_outcome),
    _edit(st.sampled_from(["line.1.sessions", "nonsense", ""]), lambda d, f: edits.refuse_entry(d, field=f, text="1e3")),
    _edit(
        st.sampled_from(list(Jurisdiction)),
        lambda d, j: replace(d, clinic=replace(d.clinic, jurisdiction=j)),
    ),
    st.just(_redraw),
    st.just(answer_everything),
)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([consultation(), ready()]), st.lists(EDITS, max_size=8), DAYS)
def test_whatever_a_document_holds_is_assessed(document: Consultation, changes: list[Edit], today: date) -> None:
    for change in changes:
        document = change(document)
    assessment = assess(document, PACK, Context(today=today))
    assert len(steps(document, assessment, PACK)) == len({*steps(document, assessment, PACK)})
    assert len(assessment.lines) == len(document.plan.lines)
    assert len({f.key for f in assessment.findings}) == len(assessment.findings)
    assert assessment == assess(document, PACK, Context(today=today))


def _is_infiltrated_within_the_cap(document: Consultation) -> None:
    """Reckon the anaesthetic without the core's own sums: mL times strength, what the caps leave, less the doctor's reduction."""
    chosen, weight = document.plan.anaesthetic, document.examination.weight
    if chosen is None or chosen.choice is not AnaestheticChoice.INFILTRATED:
        return
    agent = PACK.anaesthetics[chosen.agent or ""]
    assert agent.strengths_mg_per_ml
    assert weight is not None
    given = (chosen.strength_mg_per_ml or Decimal(0)) * (chosen.volume_ml or Decimal(0))
    kept = (100 - (chosen.reduction_percent or Decimal(0))) / 100
    for cap in (agent.cap_mg, None if agent.cap_mg_per_kg is None else agent.cap_mg_per_kg * weight.kg):
        assert cap is None or given <= cap * kept


def signs_only_what_is_within_hard_limits(document: Consultation) -> None:
    assessment = assessed(document)
    if document.outcome is None or document.outcome.kind is not OutcomeKind.TREAT or not assessment.may_sign:
        return
    assert not [c for c in assessment.limits if c.kind is LimitKind.HARD and c.is_crossed]
    assert all(day >= document.visit_on for estimate in assessment.lines for day in estimate.dates)
    # And reckoned without the core's own sums: the label's points and millilitres of a day, from what stands in the document.
    injected: dict[date, tuple[int, Decimal]] = {}
    for line, estimate in zip(document.plan.lines, assessment.lines, strict=True):
        if line.preparation != "dca_10":
            continue
        sides = next(t.side.places for t in document.target_areas if t.target_id == line.target_id)
        per_point = line.volume_per_point_ml or PACK.protocols[line.protocol].volume_per_point_ml or Decimal(0)
        for day in estimate.dates:
            points, volume = injected.get(day, (0, Decimal(0)))
            injected[day] = (points + sides * len(line.points), volume + sides * len(line.points) * per_point)
    _is_infiltrated_within_the_cap(document)
    limits = {limit.id: limit.at_most for limit in PACK.products["dca_10"].limits}
    for points, volume in injected.values():
        assert points <= (limits["dca_points"] or 0)
        assert volume <= (limits["dca_volume"] or 0)


@settings(max_examples=150, deadline=None)
@given(st.lists(EDITS, max_size=6))
def test_no_sequence_of_edits_gets_a_line_past_a_hard_limit_and_signed(changes: list[Edit]) -> None:
    document = ready()
    for change in changes:
        document = change(document)
        signs_only_what_is_within_hard_limits(document)
    signs_only_what_is_within_hard_limits(answer_everything(edits.set_outcome(document, Outcome(kind=OutcomeKind.TREAT))))


@settings(max_examples=150, deadline=None)
@given(EXTENTS, _amounts("0.01", "1"), _amounts("0.5", "3"), st.lists(st.integers(min_value=0, max_value=60), max_size=3))
def test_a_plan_of_any_size_under_the_chin_is_signed_only_within_the_label(
    size: Extent, per_point: Decimal, spacing: Decimal, gaps: list[int],
) -> None:
    document = ready()
    [target], [line] = document.target_areas, document.plan.lines
    days = [VISIT_ON]
    for gap in gaps:
        days.append(days[-1] + timedelta(days=gap))
    document = edits.put_target(document, replace(target, extent=size))
    changed = replace(line, volume_per_point_ml=per_point, spacing_cm=spacing, sessions=len(days), dates=tuple(days))
    document = answer_everything(redrawn(edits.put_line(document, changed), PACK))
    signs_only_what_is_within_hard_limits(document)
    if assessed(document).may_sign:
        limit = next(one.at_least for one in PACK.products["dca_10"].limits if one.id == "dca_interval")
        assert all(gap >= (limit or 0) for gap in gaps)


@settings(max_examples=150, deadline=None)
@given(st.lists(ANAESTHETICS, min_size=1, max_size=4), st.sampled_from(["45", "65", "120", None]))
def test_no_sequence_of_anaesthetics_is_signed_past_its_cap(tried: list[Anaesthetic], weight_kg: str | None) -> None:
    document = edits.set_examination(ready(), examination(weight_kg=weight_kg))
    for anaesthetic in tried:
        document = edits.set_anaesthetic(document, anaesthetic)
        signs_only_what_is_within_hard_limits(answer_everything(document))
        for check in assessed(document).limits:
            for way in anaesthetic_ways(check, document, PACK):
                signs_only_what_is_within_hard_limits(answer_everything(take(way, document)))


@settings(max_examples=100, deadline=None)
@given(
    visit=st.integers(min_value=-60, max_value=60), days=st.lists(st.integers(min_value=-60, max_value=90), max_size=3),
    is_first_set=st.booleans(),
)
def test_a_plan_signed_as_treat_has_no_day_before_the_visit(visit: int, days: list[int], *, is_first_set: bool) -> None:
    document = edits.set_visit_on(ready(), VISIT_ON + timedelta(days=visit))
    [line] = document.plan.lines
    dates = tuple(VISIT_ON + timedelta(days=day) for day in days)
    document = edits.put_line(document, replace(line, sessions=len(dates) or 2, dates=dates))
    document = answer_everything(edits.set_first_session(document, VISIT_ON if is_first_set else None))
    assessment = assessed(document)
    planned = [day for estimate in assessment.lines for day in estimate.dates]
    assert planned
    assert not assessment.may_sign or min(planned) >= document.visit_on
