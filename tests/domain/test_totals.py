from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from meso_desktop.domain.areas import Side
from meso_desktop.domain.assessment import Dose, LineEstimate, SessionTotal
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.course import course_total
from meso_desktop.domain.drawing.grid import redrawn
from meso_desktop.domain.estimate import estimate_line
from meso_desktop.domain.products import Part
from meso_desktop.domain.totals import session_totals

from .builders import VISIT_ON, consultation, extent, line, target
from .small_knowledge import small_knowledge

_DAY = date(2026, 3, 3)
_VOLUMES = st.lists(st.decimals(min_value="0.01", max_value="40", places=2), min_size=1, max_size=5)


def _estimates(document: Consultation) -> tuple[Consultation, tuple[LineEstimate, ...]]:
    drawn = redrawn(document, small_knowledge())
    return drawn, tuple(estimate_line(planned, drawn, small_knowledge(), today=VISIT_ON) for planned in drawn.plan.lines)


def _totals(document: Consultation) -> tuple[SessionTotal, ...]:
    drawn, lines = _estimates(document)
    return session_totals(drawn, small_knowledge(), lines)


def _course(document: Consultation) -> dict[str, Decimal | None]:
    drawn, lines = _estimates(document)
    return {dose.ingredient: dose.mg for dose in course_total(drawn, small_knowledge(), lines, _totals(document)).doses}


def _scalps(*volumes: str) -> Consultation:
    lines = tuple(
        line(n, protocol="meso_nappage", preparation="meso_mix", volume_ml=volume, sessions=1) for n, volume in enumerate(volumes, start=1)
    )
    return consultation(targets=tuple(target(n, area="scalp") for n in range(1, len(volumes) + 1)), lines=lines)


def test_lines_of_one_day_are_one_session() -> None:
    targets = (target(1, of=extent("4", "3")), target(2, area="flank", side=Side.BOTH, of=extent("3", "2")))
    (first, second) = _totals(consultation(targets=targets, lines=(line(1, sessions=2), line(2, protocol="flank_dca", sessions=1))))
    assert (first.number, first.on, first.injections, first.volume_ml) == (1, _DAY, 24, Decimal("3.6"))
    assert first.doses == (Dose(ingredient="deoxycholic_acid", mg=Decimal(36)),)
    assert len(first.lines) == 2
    assert first.preparations[0].vials == 2
    assert (second.number, second.injections, len(second.lines)) == (2, 12, 1)


def test_vials_of_a_preparation_are_counted_over_all_its_lines() -> None:
    targets = (target(1, of=extent("3", "1")), target(2, of=extent("3", "1")))
    (total,) = _totals(consultation(targets=targets, lines=(line(1, sessions=1), line(2, sessions=1))))
    assert total.preparations[0].volume_ml == Decimal("1.2")
    assert total.preparations[0].vials == 1


def test_an_unknown_part_leaves_the_total_unknown() -> None:
    document = _scalps("2", "3")
    lines = (document.plan.lines[0], replace(document.plan.lines[1], volume_ml=None))
    (total,) = _totals(replace(document, plan=replace(document.plan, lines=lines)))
    assert total.volume_ml is None
    assert all(dose.mg is None for dose in total.doses)


def test_a_device_beside_a_known_product_leaves_its_ingredient_unknown_and_not_nought() -> None:
    targets = (target(1, of=extent("4", "3")), target(2, area="lower_abdomen", of=extent("6", "3")))
    lines = (line(1, sessions=1), line(2, protocol="device_body", preparation="device_dc", sessions=1))
    (total,) = _totals(consultation(targets=targets, lines=lines))
    assert total.doses == (Dose(ingredient="deoxycholic_acid", mg=None),)
    assert [p.doses[0].mg for p in total.preparations] == [Decimal(24), None]


def test_an_ingredient_of_two_preparations_is_one_total() -> None:
    targets = (target(1, of=extent("4", "3")), target(2, area="lower_abdomen", of=extent("3", "3")))
    lines = (line(1, sessions=1), line(2, protocol="pcdc_body", preparation="pcdc_50_42", volume_per_point_ml="0.5", sessions=1))
    (total,) = _totals(consultation(targets=targets, lines=lines))
    assert {dose.ingredient: dose.mg for dose in total.doses} == {"deoxycholic_acid": Decimal(108), "phosphatidylcholine": Decimal(100)}


def test_a_line_planned_twice_on_one_day_counts_twice() -> None:
    document = consultation(targets=(target(of=extent("4", "3")),), lines=(line(dates=(_DAY, _DAY)),))
    (total,) = _totals(document)
    assert (total.injections, total.volume_ml) == (24, Decimal("4.8"))
    assert len(total.lines) == 1


def test_a_line_whose_preparation_is_not_in_the_pack_is_told_without_a_dose() -> None:
    (total,) = _totals(consultation(targets=(target(of=extent("4", "3"), deposit=None),), lines=(line(preparation="gone"),)))
    assert total.preparations[0].preparation == "gone"
    assert total.doses == ()


def test_no_lines_are_no_sessions() -> None:
    assert _totals(consultation()) == ()


def test_the_course_is_the_sum_of_its_sessions() -> None:
    document = consultation(targets=(target(of=extent("4", "3")),), lines=(line(sessions=3),))
    assert _course(document) == {"deoxycholic_acid": Decimal(72)}


def test_a_course_whose_number_of_sessions_is_missing_has_no_dose() -> None:
    document = consultation(targets=(target(of=extent("4", "3"), deposit=None),), lines=(line(),))
    assert _course(document) == {"deoxycholic_acid": None}


@given(_VOLUMES)
def test_totals_are_exact_sums(volumes: list[Decimal]) -> None:
    (total,) = _totals(_scalps(*(str(volume) for volume in volumes)))
    assert total.volume_ml == sum(volumes)
    assert {dose.ingredient: dose.mg for dose in total.doses} == {"ascorbic_acid": sum(volumes) * 75, "lidocaine": sum(volumes) * 5 / 2}


def test_thirds_add_up_without_a_remainder() -> None:
    knowledge = small_knowledge()
    mix = replace(knowledge.preparations["meso_mix"], parts=(Part(product="vitamin_c", volume_ml=Decimal(1)), *(
        Part(product="lidocaine_1", volume_ml=Decimal(1)) for _ in range(2)
    )))
    thirds = replace(knowledge, preparations={**knowledge.preparations, "meso_mix": mix})
    document = _scalps("1", "1", "1")
    lines = tuple(estimate_line(planned, document, thirds, today=VISIT_ON) for planned in document.plan.lines)
    (total,) = session_totals(document, thirds, lines)
    assert {dose.ingredient: dose.mg for dose in total.doses} == {"ascorbic_acid": Decimal(100), "lidocaine": Decimal(20)}
