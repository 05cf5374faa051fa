"""Of the limits that a figure meets the one that leaves least binds; comparisons and what is not known never do."""

from decimal import Decimal

import pytest
from msgspec.structs import replace

from meso_desktop.domain.assessment import LimitCheck
from meso_desktop.domain.evidence import Confidence, Source
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.message import message
from meso_desktop.domain.products import LimitKind, LimitMeasure
from meso_desktop.domain.working.binding import binding_of, limits_on, measure_of, source_titles, told
from meso_desktop.domain.working.figure import Figure
from meso_desktop.knowledge.wording import Wording
from meso_desktop.resources import resource_path
from tests.domain.small_knowledge import small_knowledge

_WORDS = Wording.load(resource_path("wording"), "en", is_strict=True)


def _titled() -> Knowledge:
    sources = {"S01": Source(id="S01", citation="a.example/x — Invented label"), "S42": Source(id="S42", citation="no title ; two")}
    return replace(small_knowledge(), sources=sources)


def _check(  # noqa: PLR0913  # one argument a field
    name: str, value: str | None, bound: str, *, kind: LimitKind = LimitKind.HARD, is_upper: bool = True, text: str = "volume_ml.session",
) -> LimitCheck:
    at = None if value is None else Decimal(value)
    past = at is not None and (at > Decimal(bound) if is_upper else at < Decimal(bound))
    return LimitCheck(
        limit=name, kind=kind, text=message(f"limit.{text}"), value=at, bound=Decimal(bound), is_upper=is_upper, is_crossed=past,
        sources=("S01",), confidence=Confidence.L,
    )


def test_the_limit_that_leaves_least_of_itself_comes_first() -> None:
    checks = (
        _check("half", "5", "10"), _check("nothing known", None, "10"), _check("compared", "9.9", "10", kind=LimitKind.NOTE),
        _check("near", "18", "20"), _check("past", "21", "20"),
    )  # fmt: skip
    assert [check.limit for check in limits_on(Figure.VOLUME, checks)] == ["past", "near", "half", "nothing known", "compared"]


def test_a_comparison_or_an_unknown_value_never_binds() -> None:
    assert binding_of((_check("compared", "9", "10", kind=LimitKind.NOTE), _check("nothing known", None, "10"))) is None
    found = binding_of(limits_on(Figure.VOLUME, (_check("compared", "12", "10", kind=LimitKind.NOTE), _check("held", "1", "10"))))
    assert found is not None
    assert found.limit == "held"


def test_a_figure_meets_the_limits_of_its_own_measures() -> None:
    days = _check("day", "30", "28", text="interval_days", is_upper=False)
    checks = (_check("ml", "1", "2"), _check("mg", "1", "2", text="mg.session"), days)
    found = {figure: [check.limit for check in limits_on(figure, checks)] for figure in Figure}
    assert {figure: limits for figure, limits in found.items() if limits} == {
        Figure.VOLUME: ["ml"], Figure.DOSE: ["mg"], Figure.INTERVAL: ["day"], Figure.DATES: ["day"],
    }  # fmt: skip


@pytest.mark.parametrize("measure", [*(measure.value for measure in LimitMeasure), "anaesthetic"])
def test_every_measure_is_met_by_a_figure_and_says_what_is_left(measure: str) -> None:
    check = _check("x", "1", "2", text=f"{measure}.session")
    assert measure_of(check) == measure
    assert any(limits_on(figure, (check,)) for figure in Figure)
    assert _WORDS.text(told(check, small_knowledge())[1]).startswith("1 ")


def test_a_range_of_sources_is_met_by_the_figure_it_is_of() -> None:
    assert measure_of(_check("x", "1", "2", text="span.volume_ml.one")) == "volume_ml"


@pytest.mark.parametrize(
    ("value", "is_upper", "said"),
    [
        ("7.5", True, "2.5 mL left (limit); Invented label"), ("10", True, "0 mL left (limit); Invented label"),
        ("12", True, "2 mL over (limit); Invented label"), ("12", False, "2 mL to spare (limit); Invented label"),
        ("7.5", False, "2.5 mL short (limit); Invented label"),
    ],
)
def test_what_is_left_is_said_with_the_source(value: str, is_upper: bool, said: str) -> None:  # noqa: FBT001  # a column of the table
    assert _WORDS.text(told(_check("x", value, "10", is_upper=is_upper), _titled())[1]) == said


def test_of_a_value_that_is_not_known_there_is_the_limit_alone() -> None:
    assert len(told(_check("x", None, "10"), small_knowledge())) == 1


def test_a_source_is_called_by_its_title_or_else_by_its_first_address_and_one_that_is_gone_by_its_id() -> None:
    assert source_titles(("S01", "S42", "gone"), _titled()) == "Invented label; no title; gone"
    assert source_titles((), _titled()) == "–"
