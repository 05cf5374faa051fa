"""What was made of the very same values is not made again, and other values never get its result."""

from concurrent.futures import ThreadPoolExecutor

from msgspec import Struct

from meso_desktop.domain.remembered import remembered, remembered_by


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


def test_what_counts_is_named_and_nothing_else_is_looked_at() -> None:
    asked: list[int] = []

    def what_counts(value: Value, _aside: str) -> tuple[object, ...]:
        return (value,)

    @remembered_by(what_counts)
    def doubled(value: Value, _aside: str) -> str:
        asked.append(value.number)
        return f"{_aside}{2 * value.number}"

    one = Value(1)
    assert [doubled(one, "a"), doubled(one, "b"), doubled(Value(1), "b")] == ["a2", "a2", "b2"]
    assert asked == [1, 1]


def test_no_more_is_kept_than_is_asked_for_and_the_one_not_used_longest_goes() -> None:
    asked: list[int] = []

    @remembered_by(lambda value: (value,), most=2)
    def number_of(value: Value) -> int:
        asked.append(value.number)
        return value.number

    values = [Value(number) for number in range(3)]
    assert [number_of(values[place]) for place in (0, 1, 0, 2, 0, 1)] == [0, 1, 0, 2, 0, 1]
    assert asked == [0, 1, 2, 1]


def test_what_counts_is_held_so_that_nothing_else_takes_its_place() -> None:
    @remembered_by(lambda value: (value,))
    def number_of(value: Value) -> int:
        return value.number

    assert [number_of(Value(n)) for n in range(5_000)] == list(range(5_000))


def test_several_threads_may_ask_at_once() -> None:
    @remembered_by(lambda value: (value,), most=3)
    def number_of(value: Value) -> int:
        return value.number

    values = [Value(number) for number in range(20)]
    with ThreadPoolExecutor(max_workers=8) as pool:
        found = list(pool.map(lambda at: number_of(values[at % len(values)]), range(4_000)))
    assert found == [at % len(values) for at in range(4_000)]
