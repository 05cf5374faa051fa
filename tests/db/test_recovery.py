"""The recovery key: read back as people type it, and checked before it is tried."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meso_desktop.db.recovery import new_recovery_secret, read, written
from meso_desktop.domain.errors import UserError


@given(st.binary(min_size=20, max_size=20))
def test_a_written_key_reads_back_in_any_case_with_any_gaps(secret: bytes) -> None:
    shown = written(secret)
    assert len(shown.split("-")) == 9
    alike = shown.replace("O", "0").replace("I", "1").replace("B", "8")
    for typed in (shown, shown.lower(), shown.replace("-", " "), f"  {shown.replace('-', '')}\n", alike):
        assert read(typed) == secret


def test_one_wrong_letter_is_noticed_wherever_it_is() -> None:
    shown = written(bytes(range(20)))
    for place, letter in enumerate(shown):
        if letter == "-":
            continue
        typed = shown[:place] + ("A" if letter != "A" else "B") + shown[place + 1 :]
        with pytest.raises(UserError, match=r"vault\.recovery_key_mistyped"):
            read(typed)


@pytest.mark.parametrize("typed", ["", "hello", "A" * 36, "é" * 36, "9" * 36])
def test_what_is_no_key_is_told(typed: str) -> None:
    with pytest.raises(UserError, match=r"vault\.recovery_key_mistyped"):
        read(typed)


def test_no_two_keys_are_alike() -> None:
    assert len({new_recovery_secret() for _ in range(50)}) == 50
