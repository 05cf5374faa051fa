from decimal import Decimal
from fractions import Fraction

from meso_desktop.domain.exact import floored, to_decimal


def test_a_figure_is_rounded_half_even_and_keeps_no_trailing_zeros() -> None:
    assert str(to_decimal(Fraction(1, 3))) == "0.3333"
    assert str(to_decimal(Fraction(25, 100), places=1)) == "0.2"
    assert str(to_decimal(Fraction(35, 100), places=1)) == "0.4"
    assert str(to_decimal(Decimal("24.0000"))) == "24"
    assert str(to_decimal(Decimal(2500))) == "2500"


def test_a_bound_is_never_loosened_by_rounding() -> None:
    assert floored(Fraction(2, 3)) == Decimal("0.6666")
