"""How thickly a volume lies on a surface, for techniques that are not counted by point."""

from decimal import Decimal
from fractions import Fraction
from typing import Final

from meso_desktop.domain.areas import TargetArea
from meso_desktop.domain.assessment import LineEstimate
from meso_desktop.domain.exact import to_decimal

_PLACES: Final = 3


def ml_per_cm2(estimate: LineEstimate, target: TargetArea) -> Decimal | None:
    """Return the mL of a session on each cm² over all sides, to 0.001; None where volume or surface is not known."""
    if estimate.volume_ml is None or not estimate.surface_cm2:
        return None
    return to_decimal(Fraction(estimate.volume_ml) / (Fraction(estimate.surface_cm2) * target.side.places), places=_PLACES)
