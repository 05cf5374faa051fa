"""Reads the turn and the shift of a grid as a person types them, with a sign, and writes the turn so."""

from typing import Final

from meso_desktop.domain.drawing.turning import shortest_way
from meso_desktop.domain.errors import UserError
from meso_desktop.domain.message import message
from meso_desktop.domain.quantity import EXTENT_CM, typed_decimal

_WHOLE_TURN: Final = 360
_STEPS_PER_CM: Final = 100
_MINUS: Final = ("-", "−")


def read_turn(text: str) -> int:
    """Return the whole degrees typed, nothing for none; raises UserError when they are not."""
    sign, digits = _signed(text)
    if not digits:
        return 0
    if not digits.isascii() or not digits.isdecimal() or int(digits) > _WHOLE_TURN:
        raise UserError(message("consultation.count_unreadable", typed=text.strip(), low=-_WHOLE_TURN, high=_WHOLE_TURN))
    return sign * int(digits)


def turn_in_words(degrees: int) -> str:
    """Return a turn as it was typed: three degrees clockwise as −3, not as 357."""
    return str(shortest_way(degrees)).replace("-", "−")


def read_shift(text: str) -> int:
    """Return the cm typed in 0.1 mm, nothing for none; raises UserError when they are no length of an extent."""
    sign, digits = _signed(text)
    if not digits:
        return 0
    value = typed_decimal(digits)
    if value > EXTENT_CM.high:
        raise UserError(message("number.out_of_range", typed=text.strip(), low=-EXTENT_CM.high, high=EXTENT_CM.high, unit="cm"))
    return sign * int(value * _STEPS_PER_CM)


def _signed(text: str) -> tuple[int, str]:
    cleaned = text.strip()
    is_minus = cleaned.startswith(_MINUS)
    return (-1 if is_minus else 1), cleaned[1:].strip() if is_minus or cleaned.startswith("+") else cleaned
