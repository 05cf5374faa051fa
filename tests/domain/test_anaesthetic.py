from decimal import Decimal
from fractions import Fraction

import pytest
from msgspec.structs import replace

from meso_desktop.domain.anaesthetic import cap_of, estimate_anaesthetic
from meso_desktop.domain.assessment import AnaestheticEstimate, LimitCheck
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.estimate import estimate_line
from meso_desktop.domain.plan import Anaesthetic, AnaestheticChoice, PlanLine
from meso_desktop.domain.products import LimitKind
from meso_desktop.domain.totals import session_totals

from .builders import VISIT_ON, consultation, examination, line, target
from .small_knowledge import small_knowledge

_PLAIN = small_knowledge().anaesthetics["lidocaine_plain"]


def _infiltrated(
    volume: str | None, *, agent: str = "lidocaine_plain", strength: str | None = "10", less: str | None = None,
) -> Anaesthetic:
    return Anaesthetic(
        choice=AnaestheticChoice.INFILTRATED, agent=agent, reduction_percent=None if less is None else Decimal(less),
        strength_mg_per_ml=None if strength is None else Decimal(strength), volume_ml=None if volume is None else Decimal(volume),
    )


def _estimated(document: Consultation) -> tuple[AnaestheticEstimate | None, tuple[LimitCheck, ...]]:
    lines = tuple(estimate_line(planned, document, small_knowledge(), today=VISIT_ON) for planned in document.plan.lines)
    return estimate_anaesthetic(document, small_knowledge(), session_totals(document, small_knowledge(), lines))


def _with(anaesthetic: Anaesthetic | None, *, weight_kg: str | None = "60", lines: tuple[PlanLine, ...] = ()) -> Consultation:
    targets = tuple(target(n, area="scalp") for n in range(1, len(lines) + 1))
    return consultation(targets=targets, lines=lines, anaesthetic=anaesthetic, measured=examination(weight_kg=weight_kg))


def _mixed(volume: str | None) -> PlanLine:
    return line(protocol="meso_nappage", preparation="meso_mix", volume_ml=volume, sessions=1)


@pytest.mark.parametrize(("volume", "mg", "is_crossed"), [("27", "270", False), ("27.01", "270.1", True), ("5", "50", False)])
def test_the_cap_exactly_met_is_not_crossed(volume: str, mg: str, is_crossed: bool) -> None:  # noqa: FBT001  # a table's column
    found, (check,) = _estimated(_with(_infiltrated(volume)))
    assert found is not None
    assert (found.mg, found.cap_mg) == (Decimal(mg), Decimal(270))
    assert (check.is_crossed, check.kind, check.is_upper) == (is_crossed, LimitKind.HARD, True)


def test_the_lower_of_both_caps_binds() -> None:
    assert cap_of(_PLAIN, weight_kg=Decimal(60)) == 270
    assert cap_of(_PLAIN, weight_kg=Decimal(90)) == 300
    assert cap_of(_PLAIN, weight_kg=Decimal("66.67")) == 300
    assert cap_of(replace(_PLAIN, cap_mg=None), weight_kg=Decimal(90)) == 405
    assert cap_of(replace(_PLAIN, cap_mg_per_kg=None), weight_kg=None) == 300


def test_the_doctors_reduction_is_taken_off_the_cap() -> None:
    found, (check,) = _estimated(_with(_infiltrated("19", less="30")))
    assert found is not None
    assert found.cap_mg == 189
    assert check.is_crossed
    assert cap_of(_PLAIN, weight_kg=Decimal(60), reduction_percent=Decimal(100)) == 0
    assert cap_of(_PLAIN, weight_kg=Decimal(60), reduction_percent=Decimal("33.33")) == Fraction("180.009")


@pytest.mark.parametrize("document", [_with(_infiltrated(None)), _with(_infiltrated("27.01", strength=None))])
def test_a_dose_that_is_not_known_is_not_checked(document: Consultation) -> None:
    found, checks = _estimated(document)
    assert found is not None
    assert (found.mg, checks) == (None, ())


def test_without_the_weight_there_is_no_cap_and_no_check() -> None:
    found, checks = _estimated(_with(_infiltrated("27"), weight_kg=None))
    assert found is not None
    assert (found.mg, found.cap_mg, checks) == (Decimal(270), None, ())


def test_what_the_fullest_session_contains_counts_in() -> None:
    found, (check,) = _estimated(_with(_infiltrated("26"), lines=(_mixed("4"), replace(_mixed("8"), line_id=line(2).line_id))))
    assert found is not None
    assert (found.contained_mg, found.mg) == (Decimal(30), Decimal(290))
    assert check.is_crossed


def test_what_is_contained_and_not_known_leaves_the_sum_unknown() -> None:
    found, checks = _estimated(_with(_infiltrated("26"), lines=(_mixed(None),)))
    assert found is not None
    assert (found.mg, checks) == (None, ())


def test_an_anaesthetic_in_the_preparation_alone_is_held_against_the_lowest_cap() -> None:
    found, (check,) = _estimated(_with(None, lines=(_mixed("120"),)))
    assert found is None
    assert (check.limit, check.value, check.is_crossed) == ("anaesthetic.lidocaine_plain", Decimal(300), True)


def test_an_agent_without_a_sourced_cap_is_not_checked() -> None:
    found, checks = _estimated(_with(_infiltrated("50", agent="procaine_plain", strength="20")))
    assert found is not None
    assert (found.mg, found.cap_mg, checks) == (Decimal(1000), None, ())
    assert found.workings[-1].id == "working.anaesthetic.no_cap"


@pytest.mark.parametrize(
    "anaesthetic",
    [None, Anaesthetic(choice=AnaestheticChoice.ICE), Anaesthetic(choice=AnaestheticChoice.INFILTRATED), _infiltrated("1", agent="gone")],
)
def test_nothing_infiltrated_or_nothing_chosen_is_no_estimate(anaesthetic: Anaesthetic | None) -> None:
    assert _estimated(_with(anaesthetic)) == (None, ())


def test_an_agent_with_adrenaline_never_raises_the_cap_of_what_a_preparation_holds_without() -> None:
    # meso_mix: 2.5 mg lidocaine in 1 mL; 112 mL hold 280 mg, past the 270 mg of the plain agent at 60 kg.
    _, (with_both, alone) = _estimated(_with(_infiltrated("1", agent="lidocaine_adrenaline"), lines=(_mixed("112"),)))
    assert (with_both.limit, with_both.value, with_both.is_crossed) == ("anaesthetic.lidocaine_adrenaline", Decimal(290), False)
    assert (alone.limit, alone.value, alone.is_crossed) == ("anaesthetic.lidocaine_plain", Decimal(280), True)
    assert alone.text.id == "limit.anaesthetic.contained"


def test_what_a_preparation_holds_is_counted_once_with_the_plain_agent() -> None:
    _, checks = _estimated(_with(_infiltrated("1"), lines=(_mixed("112"),)))
    assert [(check.limit, check.value) for check in checks] == [("anaesthetic.lidocaine_plain", Decimal(290))]


def test_what_the_doctor_takes_off_the_cap_is_off_what_a_preparation_holds_too() -> None:
    document = _with(_infiltrated("1", agent="lidocaine_adrenaline", less="30"), lines=(_mixed("8"),))
    _, (_, alone) = _estimated(document)
    assert alone.text.id == "limit.anaesthetic.contained"
    assert alone.bound == Decimal(189)
