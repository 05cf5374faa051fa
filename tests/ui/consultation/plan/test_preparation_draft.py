"""What is typed into the builder of a preparation is read, or refused in a sentence."""

from decimal import Decimal

import pytest

from meso_desktop.domain.begun_preparation import TypedPart, TypedPreparation
from meso_desktop.domain.errors import UserError
from meso_desktop.ui.consultation.plan.preparation_draft import is_whole, read_parts, read_strength, read_volume


@pytest.mark.parametrize(
    ("typed", "read"), [("", None), ("  ", None), ("0.01", Decimal("0.01")), ("0,5", Decimal("0.5")), (" 1000 ", Decimal(1000))],
)
def test_a_strength_is_read_and_an_empty_field_is_none(typed: str, read: Decimal | None) -> None:
    assert read_strength(typed) == read


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("0", "out_of_range"), ("1000.1", "out_of_range"), ("0.001", "ambiguous"), ("-5", "unreadable"),
        ("1e3", "unreadable"), ("nan", "unreadable"),
    ],
)
def test_a_strength_that_no_vial_has_is_refused(typed: str, why: str) -> None:
    with pytest.raises(UserError) as refused:
        read_strength(typed)
    assert refused.value.message.id == f"number.{why}"


def test_a_volume_has_to_be_typed() -> None:
    with pytest.raises(UserError) as refused:
        read_volume(" ")
    assert refused.value.message.id == "own_preparation.volume_missing"


def test_rows_that_cannot_be_read_are_left_out_and_the_whole_is_none() -> None:
    whole, wrong = TypedPart(product="a", volume="2"), TypedPart(product="b", volume="2", strengths={"x": "1e3"})
    assert [part.product for part in read_parts(TypedPreparation(parts=(wrong, whole)))] == ["a"]
    assert is_whole(TypedPreparation(parts=(whole,)))
    assert not is_whole(TypedPreparation(parts=(wrong, whole)))
