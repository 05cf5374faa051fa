"""Every figure opens, of every line, session and course, whatever the plan; the tables are in ``tests/spec/workings.toml``."""

from datetime import date
from decimal import Decimal

import pytest
from msgspec.structs import replace

from meso_desktop.domain.areas import Side
from meso_desktop.domain.assess import Context, assess
from meso_desktop.domain.assessment import Assessment
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.drawing.grid import redrawn
from meso_desktop.domain.evidence import Confidence
from meso_desktop.domain.ids import LineId
from meso_desktop.domain.plan import OwnPart, OwnPreparation, OwnStrength, Placement, PlanLine
from meso_desktop.domain.rules import Family
from meso_desktop.domain.working.figures_shown import Figure, ShownWorking, course_working_of, session_working_of, working_of
from meso_desktop.knowledge.wording import Wording
from meso_desktop.resources import resource_path
from tests.documents.shipped_papers import shipped
from tests.domain.builders import VISIT_ON, an_id, consultation, extent, line, target

_LANGUAGES = ("en", "fr", "es", "pt_BR")
_LINES = (
    line(1, protocol="dca_submental"),
    line(2, protocol="dca_flank", sessions=3, interval_days=50),
    line(3, protocol="pcdc_body", preparation="pcdc_50_25"),
    line(4, protocol="meso_nappage", preparation="mix_carnitine_caffeine_lidocaine", volume_ml="6"),
    line(5, protocol="deso_body", preparation="deso", dates=(date(2026, 3, 3), date(2026, 3, 9))),
    line(6, protocol="gone", preparation="gone"),
)


def _plan(*lines: PlanLine) -> tuple[Consultation, Assessment]:
    areas = ("submental", "flank", "lower_abdomen", "outer_thigh", "upper_abdomen", "jowl")
    sides = (Side.MIDLINE, Side.BOTH, Side.MIDLINE, Side.BOTH, Side.MIDLINE, Side.LEFT)
    places = enumerate(zip(areas, sides, strict=True), start=1)
    targets = tuple(target(number, area=area, side=side, of=extent("6", "4")) for number, (area, side) in places)
    document = redrawn(consultation(targets=targets, lines=lines), shipped())
    return document, assess(document, shipped(), Context(today=VISIT_ON))


def _said(working: ShownWorking, wording: Wording) -> list[str]:
    return [wording.text(text) for text in (*working.sentence, *working.origins)]


@pytest.mark.parametrize("language", _LANGUAGES)
def test_every_figure_opens_in_every_language(language: str) -> None:
    document, assessment = _plan(*_LINES)
    wording = Wording.load(resource_path("wording"), language, is_strict=True)
    for figure in Figure:
        for planned in document.plan.lines:
            _said(working_of(figure, planned.line_id, document, assessment, shipped()), wording)
        for session in assessment.sessions:
            _said(session_working_of(figure, session.number, document, assessment, shipped()), wording)
        _said(course_working_of(figure, document, assessment, shipped()), wording)


@pytest.mark.parametrize("figure", Figure)
def test_what_is_not_planned_has_an_empty_working(figure: Figure) -> None:
    document, assessment = _plan()
    assert working_of(figure, LineId(an_id(101)), document, assessment, shipped()) == ShownWorking()
    assert session_working_of(figure, 1, document, assessment, shipped()) == ShownWorking()
    assert course_working_of(figure, document, assessment, shipped()).steps == ()


def test_the_limits_of_a_figure_stand_with_the_tightest_first() -> None:
    document, assessment = _plan(line(1, protocol="dca_submental"))
    shown = working_of(Figure.INJECTIONS, document.plan.lines[0].line_id, document, assessment, shipped())
    assert [check.limit for check in shown.limits] == ["dca_points"]
    assert shown.binding[0] == shown.limits[0].text


def test_a_limit_whose_worst_session_is_one_without_the_line_still_holds_for_it() -> None:
    document, assessment = _plan(
        line(1, protocol="dca_submental", dates=(date(2026, 3, 3),)), line(2, protocol="dca_flank", dates=(date(2026, 4, 30),)),
    )  # fmt: skip
    (check,) = (check for check in assessment.limits if check.limit == "dca_points")
    (without,) = (planned.line_id for planned in document.plan.lines if planned.line_id not in check.lines)
    assert check in working_of(Figure.INJECTIONS, without, document, assessment, shipped()).limits


def test_a_session_like_the_worst_one_is_held_against_its_limit() -> None:
    document, assessment = _plan(line(1, protocol="dca_submental", sessions=3))
    last = session_working_of(Figure.VOLUME, 3, document, assessment, shipped())
    assert [check.limit for check in last.limits] == ["dca_volume"]


def test_a_session_unlike_the_worst_one_is_not_held_against_anothers_value() -> None:
    document, assessment = _plan(
        line(1, protocol="dca_submental", dates=(date(2026, 3, 3),)), line(2, protocol="dca_flank", dates=(date(2026, 4, 30),)),
    )  # fmt: skip
    (check,) = (check for check in assessment.limits if check.limit == "dca_points")
    other = next(session.number for session in assessment.sessions if session.number != check.session)
    assert session_working_of(Figure.INJECTIONS, other, document, assessment, shipped()).limits == ()


def test_the_hand_that_laid_the_grid_is_named() -> None:
    planned = line(1, protocol="dca_submental")
    document, _ = _plan(planned)
    points = document.plan.lines[0].points
    laid = Placement(turn_degrees=15, shift=document.plan.lines[0].points[0], removed=points[:1])
    document, assessment = _plan(replace(planned, placement=laid))
    shown = working_of(Figure.INJECTIONS, planned.line_id, document, assessment, shipped())
    assert [origin.id for origin in shown.origins] == [
        "origin.measured", "origin.protocol", "origin.turned", "origin.shifted", "origin.by_hand",
    ]  # fmt: skip


def test_points_taken_out_and_put_in_are_in_the_sum() -> None:
    planned = line(1, protocol="dca_submental")
    document, _ = _plan(planned)
    points = document.plan.lines[0].points
    far = replace(points[0], x=points[0].x + 33)
    document, assessment = _plan(replace(planned, placement=Placement(removed=points[:2], added=(far,))))
    shown = working_of(Figure.INJECTIONS, planned.line_id, document, assessment, shipped())
    words = Wording.load(resource_path("wording"), "en", is_strict=True)
    assert "Lattice of 24 + 1 put in − 2 taken out = 23" in [words.text(step) for step in shown.steps]


def test_what_the_doctor_gives_has_no_source() -> None:
    document, assessment = _plan(replace(line(2, protocol="dca_flank"), minutes=30))
    shown = working_of(Figure.MINUTES, document.plan.lines[0].line_id, document, assessment, shipped())
    assert (shown.sources, shown.confidence) == ((), None)


def test_a_surface_is_arithmetic() -> None:
    document, assessment = _plan(line(1, protocol="dca_submental"))
    shown = working_of(Figure.SURFACE, document.plan.lines[0].line_id, document, assessment, shipped())
    assert (shown.sources, shown.confidence) == ((), Confidence.D)


def test_shown_figures_come_from_the_assessment_and_are_counted_nowhere_else() -> None:
    document, assessment = _plan(line(1, protocol="dca_submental"))
    changed = replace(assessment, lines=(replace(assessment.lines[0], workings=(), volume_ml=Decimal(99)),))
    shown = working_of(Figure.VOLUME, document.plan.lines[0].line_id, document, changed, shipped())
    assert shown.steps == ()


def test_a_strength_of_the_doctors_own_vial_is_said_to_be_so() -> None:
    strength = OwnStrength(ingredient="vitamin_c", mg_per_ml=Decimal(100))
    own = OwnPreparation(
        id="own", name="Mixture", family=Family.MESO,
        parts=(
            OwnPart(product="vitamin_c", volume_ml=Decimal(1), strengths=(strength,)),
            OwnPart(product="carnitine_200", volume_ml=Decimal(1)),
        ),
    )
    document = consultation(
        targets=(target(area="lower_abdomen", of=extent("6", "4")),),
        lines=(line(protocol="meso_nappage", preparation="own", volume_ml="6", sessions=1),),
    )
    document = replace(document, plan=replace(document.plan, preparations=(own,)))
    assessment = assess(document, shipped(), Context(today=VISIT_ON))
    shown = working_of(Figure.DOSE, document.plan.lines[0].line_id, document, assessment, shipped())
    assert [origin.id for origin in shown.origins] == ["origin.vial_of_doctor", "origin.product"]
    assert shown.sources == shipped().products["carnitine_200"].sources


def _dose_of(*parts: OwnPart, family: Family, protocol: str, volume_ml: str | None = None) -> ShownWorking:
    own = OwnPreparation(id="own", name="Mixture", family=family, parts=parts)
    document = consultation(
        targets=(target(area="lower_abdomen", of=extent("6", "4")),),
        lines=(line(protocol=protocol, preparation="own", volume_per_point_ml="0.2", volume_ml=volume_ml, sessions=1),),
    )
    document = redrawn(replace(document, plan=replace(document.plan, preparations=(own,))), shipped())
    assessment = assess(document, shipped(), Context(today=VISIT_ON))
    return working_of(Figure.DOSE, document.plan.lines[0].line_id, document, assessment, shipped())


def test_no_source_stands_for_a_dose_whose_strengths_are_all_the_doctors() -> None:
    strengths = tuple(OwnStrength(ingredient=name, mg_per_ml=Decimal(20)) for name in ("phosphatidylcholine", "deoxycholic_acid"))
    part = OwnPart(product="pcdc_50_25", volume_ml=Decimal(5), strengths=strengths)
    shown = _dose_of(part, family=Family.PCDC, protocol="pcdc_body")
    assert [origin.id for origin in shown.origins] == ["origin.vial_of_doctor"]
    assert not set(shipped().products["pcdc_50_25"].sources) & set(shown.sources)


def test_a_strength_that_the_doctors_vial_leaves_open_is_still_the_packs() -> None:
    strengths = (OwnStrength(ingredient="phosphatidylcholine", mg_per_ml=Decimal(20)),)
    part = OwnPart(product="pcdc_50_25", volume_ml=Decimal(5), strengths=strengths)
    shown = _dose_of(part, family=Family.PCDC, protocol="pcdc_body")
    assert [origin.id for origin in shown.origins] == ["origin.vial_of_doctor", "origin.product"]
    assert set(shipped().products["pcdc_50_25"].sources) <= set(shown.sources)


def test_a_dose_of_several_products_is_known_no_better_than_the_least_of_them() -> None:
    parts = (OwnPart(product="lidocaine_10", volume_ml=Decimal(1)), OwnPart(product="organic_silica_5", volume_ml=Decimal(1)))
    shown = _dose_of(*parts, family=Family.MESO, protocol="meso_nappage", volume_ml="6")
    assert shown.confidence is Confidence.U
