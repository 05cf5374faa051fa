"""How thickly a volume lies on a surface."""

from decimal import Decimal

import pytest

from meso_desktop.domain.areas import Side
from meso_desktop.domain.assessment import LineEstimate
from meso_desktop.domain.drawing.spread import ml_per_cm2
from tests.domain.builders import extent, line, target

_LINE = line(1)


def an_estimate(volume: str | None, surface: str | None) -> LineEstimate:
    return LineEstimate(
        line=_LINE.line_id, target=_LINE.target_id, family=None,
        volume_ml=None if volume is None else Decimal(volume), surface_cm2=None if surface is None else Decimal(surface),
    )


@pytest.mark.parametrize(
    ("volume", "surface", "side", "then"),
    [
        ("6", "126", Side.BOTH, "0.024"), ("6", "126", Side.LEFT, "0.048"), ("3", "12", Side.MIDLINE, "0.25"),
        (None, "126", Side.BOTH, None), ("6", None, Side.BOTH, None), ("6", "0", Side.BOTH, None),
    ],
)
def test_the_volume_is_spread_over_all_sides(volume: str | None, surface: str | None, side: Side, then: str | None) -> None:
    area = target(1, area="outer_thigh", side=side, of=extent("14", "9"))
    assert ml_per_cm2(an_estimate(volume, surface), area) == (None if then is None else Decimal(then))
