from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from meso_desktop.domain.areas import Outline, Point, Side
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.drawing.grid import redrawn
from meso_desktop.domain.edits import put_target
from tests.domain.builders import consultation, extent, line, target
from tests.domain.small_knowledge import small_knowledge

_CENTIMETRES = st.decimals(min_value="0.1", max_value="25", places=2).map(str)


def _points(document: Consultation) -> int:
    return len(redrawn(document, small_knowledge()).plan.lines[0].points)


def test_the_grid_follows_the_extent() -> None:
    document = redrawn(consultation(targets=(target(of=extent("4", "3")),), lines=(line(),)), small_knowledge())
    assert len(document.plan.lines[0].points) == 12
    assert _points(put_target(document, target(of=extent("10", "6")))) == 60
    assert _points(put_target(document, target(of=None))) == 0


def test_the_doctors_spacing_replaces_the_protocols() -> None:
    assert _points(consultation(targets=(target(of=extent("4", "3")),), lines=(line(spacing_cm="2"),))) == 2


def test_both_sides_draw_the_grid_of_one_side() -> None:
    flanks = target(area="flank", side=Side.BOTH, of=extent("4", "3"))
    assert _points(consultation(targets=(flanks,), lines=(line(protocol="flank_dca"),))) == 12


def test_a_line_that_cannot_be_drawn_loses_points_of_an_earlier_state() -> None:
    stale = (Point(0, 0),)
    sized = target(of=extent("4", "3"), area="jowl")
    assert _points(consultation(targets=(sized,), lines=(replace(line(protocol="jowl_close"), points=stale),))) == 0
    assert _points(consultation(targets=(sized,), lines=(replace(line(protocol="unknown"), points=stale),))) == 0
    assert _points(consultation(targets=(sized,), lines=(replace(line(target_number=9), points=stale),))) == 0
    assert _points(consultation(targets=(sized,), lines=(replace(line(protocol="meso_nappage"), points=stale),))) == 0


@given(_CENTIMETRES, _CENTIMETRES, st.sampled_from((Outline.RECTANGLE, Outline.ELLIPSE)))
def test_drawing_again_changes_nothing(length_cm: str, width_cm: str, outline: Outline) -> None:
    document = consultation(targets=(target(of=extent(length_cm, width_cm, outline)),), lines=(line(),))
    once = redrawn(document, small_knowledge())
    assert redrawn(once, small_knowledge()) is once
