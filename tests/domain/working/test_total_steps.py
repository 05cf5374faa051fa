"""The steps of a total say what is shared and what is not decided, and only that; the tables are in ``tests/spec/workings.toml``."""

from msgspec.structs import replace

from meso_desktop.domain.areas import Side
from meso_desktop.domain.assess import Context, assess
from meso_desktop.domain.assessment import Assessment
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.drawing.grid import redrawn
from meso_desktop.domain.plan import PlanLine
from meso_desktop.domain.working.figures_shown import Figure, course_working_of, session_working_of, working_of
from tests.documents.shipped_papers import shipped
from tests.domain.builders import VISIT_ON, consultation, extent, line, target

_CHIN = line(1, protocol="dca_submental", sessions=2)
_FLANKS = line(2, protocol="dca_flank", sessions=2)
_FACE = line(3, protocol="deso_face", preparation="deso")


def _plan(*lines: PlanLine) -> tuple[Consultation, Assessment]:
    targets = (
        target(1, of=extent("6", "4")), target(2, area="flank", side=Side.BOTH, of=extent("6", "4")),
        target(3, area="jowl", side=Side.LEFT, of=extent("3", "2")),
    )
    document = redrawn(consultation(targets=targets, lines=lines), shipped())
    return document, assess(document, shipped(), Context(today=VISIT_ON))


def _vials(*lines: PlanLine) -> list[str]:
    document, assessment = _plan(*lines)
    return [step.id for step in session_working_of(Figure.VIALS, 1, document, assessment, shipped()).steps]


def _sessions(*lines: PlanLine) -> dict[str, str]:
    document, assessment = _plan(*lines)
    steps = course_working_of(Figure.SESSIONS, document, assessment, shipped()).steps
    return {step.id: next((value.value for value in step.values if value.name == "count"), "") for step in steps}


def test_vials_that_areas_share_are_told_and_those_of_one_area_are_not() -> None:
    assert "working.vials.shared" in _vials(_CHIN, _FLANKS)
    assert "working.vials.shared" not in _vials(_CHIN)


def test_areas_whose_number_of_sessions_is_not_decided_are_counted() -> None:
    assert _sessions(_CHIN, _FACE)["working.course.undecided"] == "1"
    assert "working.course.undecided" not in _sessions(_CHIN, replace(_FACE, sessions=2))


def test_the_programs_convention_stands_behind_a_number_that_it_chose_and_no_other() -> None:
    chosen, fixed = (replace(one, sessions=None) for one in (_CHIN, _FLANKS))
    document, assessment = _plan(chosen, fixed)
    shown = [working_of(Figure.SESSIONS, one.line_id, document, assessment, shipped()) for one in document.plan.lines]
    assert ["origin.program" in [origin.id for origin in one.origins] for one in shown] == [True, False]
    assert ["program" in one.sources for one in shown] == [True, False]
