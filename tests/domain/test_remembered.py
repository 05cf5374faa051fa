"""What was made of the very same values is not made again, and other values never get its result."""

from msgspec import Struct

from meso_desktop.domain.remembered import remembered


class Value(Struct, frozen=True):
    number: int


def test_the_same_values_are_asked_once_and_equal_ones_again() -> None:
    asked: list[int] = []

    @remembered
    def doubled(value: Value, name: str) -> str:
        asked.append(value.number)
        return f"{name}{2 * value.number}"

    one = Value(1)
    assert [doubled(one, "a"), doubled(one, "a"), doubled(one, "b"), doubled(Value(1), "a")] == ["a2", "a2", "b2", "a2"]
    assert asked == [1, 1, 1]


def test_a_value_made_where_another_lay_gets_its_own_result() -> None:
    @remembered
    def number_of(value: Value) -> int:
        return value.number

    assert [number_of(Value(n)) for n in range(5_000)] == list(range(5_000))


def test_named_arguments_count() -> None:
    @remembered
    def joined(value: Value, *, other: Value) -> int:
        return value.number + other.number

    one, two, three = Value(1), Value(2), Value(3)
    assert (joined(one, other=two), joined(one, other=three), joined(one, other=two)) == (3, 4, 3)
