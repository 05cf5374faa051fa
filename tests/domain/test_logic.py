"""The tables of three-valued logic."""

import pytest

from meso_desktop.domain.assessment import Certainty
from meso_desktop.domain.logic import Truth, Verdict, all_of, any_of, certainty, negated
from meso_desktop.domain.message import message

T, F, U, N = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN, Truth.NOT_ASKED


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ((T, T), T), ((T, F), F), ((T, U), U), ((T, N), N), ((F, U), F), ((F, N), F), ((U, N), N), ((), T),
    ],
)
def test_all_is_false_as_soon_as_one_part_is_and_otherwise_as_open_as_its_most_open_part(
    parts: tuple[Truth, ...], expected: Truth,
) -> None:
    assert all_of(Verdict(part) for part in parts).truth is expected


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ((F, F), F), ((T, F), T), ((T, U), T), ((T, N), T), ((F, U), U), ((F, N), N), ((U, N), N), ((), F),
    ],
)
def test_any_is_true_as_soon_as_one_part_is_and_never_false_while_one_is_open(parts: tuple[Truth, ...], expected: Truth) -> None:
    assert any_of(Verdict(part) for part in parts).truth is expected


@pytest.mark.parametrize(("part", "expected"), [(T, F), (F, T), (U, U), (N, N)])
def test_not_leaves_what_is_unknown_unknown(part: Truth, expected: Truth) -> None:
    assert negated(Verdict(part)).truth is expected


def test_only_false_makes_no_finding() -> None:
    assert [certainty(t) for t in (T, U, N, F)] == [Certainty.PRESENT, Certainty.UNKNOWN, Certainty.NOT_ASKED, None]


def test_a_true_alternative_is_told_without_those_that_did_not_hold_but_rests_on_all() -> None:
    held = Verdict(T, (message("held"),), ("a",))
    failed = Verdict(F, (message("failed"),), ("b",))
    joined = any_of((held, failed))
    assert joined.because == (message("held"),)
    assert joined.facts == ("a", "b")


def test_an_open_conjunction_tells_what_holds_beside_what_is_open() -> None:
    joined = all_of((Verdict(T, (message("held"),)), Verdict(U, (message("open"),))))
    assert joined.because == (message("held"), message("open"))
