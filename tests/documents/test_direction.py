"""Text that runs both ways is drawn in the order of UAX 9."""

import pytest

from meso_desktop.documents.direction import drawing_order, levels, mirrored, turns

_ALEF, _BET, _GIMEL = "\u05d0", "\u05d1", "\u05d2"


def _drawn(text: str) -> str:
    level = levels(text)
    return "".join(mirrored(text[at]) if level[at] % 2 else text[at] for at in drawing_order(level))


@pytest.mark.parametrize(
    ("typed", "drawn"),
    [
        ("plain text", "plain text"),
        (f"a {_ALEF}{_BET} b", f"a {_BET}{_ALEF} b"),
        (f"a {_ALEF}{_BET} {_GIMEL} b", f"a {_GIMEL} {_BET}{_ALEF} b"),
        (f"{_ALEF}{_BET} abc", f"abc {_BET}{_ALEF}"),
        (f"{_ALEF} 12 {_BET}", f"{_BET} 12 {_ALEF}"),
        (f"{_ALEF}({_BET})", f"({_BET}){_ALEF}"),
        (f"a {_ALEF}{_BET}.", f"a {_BET}{_ALEF}."),
        (f"{_ALEF} 1.5 {_BET}", f"{_BET} 1.5 {_ALEF}"),
    ],
)
def test_each_run_is_drawn_in_its_own_direction(typed: str, drawn: str) -> None:
    assert _drawn(typed) == drawn


def test_arabic_numbers_keep_their_digits_in_order() -> None:
    assert _drawn("م 12") == "12 م"


def test_only_right_to_left_scripts_turn() -> None:
    assert turns("محمد")
    assert not turns("Nguyễn Папа 王 €")
    assert not turns("")
