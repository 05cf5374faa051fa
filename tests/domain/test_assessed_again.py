"""What is remembered from one edit to the next is what would be found anew: every part of a plan that counts is asked for."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Final

import pytest
from msgspec.structs import replace

from meso_desktop.domain.areas import Deposit, Side
from meso_desktop.domain.assess import Context, assess
from meso_desktop.domain.codec import decode_consultation, encode_consultation
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.drawing.grid import redrawn
from meso_desktop.domain.history import EarlierTreatment, TreatedOn
from meso_desktop.domain.people import Jurisdiction
from meso_desktop.domain.plan import OwnPart, OwnPreparation, PlanLine
from meso_desktop.domain.rules import Family

from .builders import VISIT_ON, consultation, extent, line, target
from .small_knowledge import small_knowledge

_EARLIER: Final = EarlierTreatment(
    product="dca_10", area="submental", treated_on=TreatedOn(year=2026, month=2, day=20), volume_ml=Decimal(3), session_number=2,
)
_OWN: Final = OwnPreparation(id="own", name="Mixture", family=Family.MESO, parts=(OwnPart(product="vitamin_c", volume_ml=Decimal(2)),))


def _planned() -> Consultation:
    targets = (target(1, of=extent("4", "3")), target(2, area="flank", side=Side.BOTH, of=extent("5", "4")), target(3, area="scalp"))
    lines = (line(1), line(2, protocol="flank_dca"), line(3, protocol="meso_nappage", preparation="own", volume_ml="4", sessions=2))
    document = consultation(targets=targets, lines=lines)
    return redrawn(replace(document, plan=replace(document.plan, preparations=(_OWN,))), small_knowledge())


def _of_line(**changes: object) -> Callable[[Consultation], Consultation]:
    def edited(document: Consultation) -> Consultation:
        first: PlanLine = replace(document.plan.lines[0], **changes)
        return redrawn(replace(document, plan=replace(document.plan, lines=(first, *document.plan.lines[1:]))), small_knowledge())

    return edited


def _of_target(**changes: object) -> Callable[[Consultation], Consultation]:
    def edited(document: Consultation) -> Consultation:
        targets = (replace(document.target_areas[0], **changes), *document.target_areas[1:])
        return redrawn(replace(document, target_areas=targets), small_knowledge())

    return edited


_EDITS: Final[dict[str, Callable[[Consultation], Consultation]]] = {
    "extent": _of_target(extent=extent("5", "5")),
    "deposit": _of_target(deposit=Deposit.LARGE),
    "area": _of_target(area="jowl", side=Side.LEFT),
    "spacing": _of_line(spacing_cm=Decimal("0.5")),
    "sessions": _of_line(sessions=5),
    "interval": _of_line(interval_days=60),
    "minutes": _of_line(minutes=40),
    "dates": _of_line(dates=(date(2026, 6, 1),)),
    "preparation": _of_line(preparation="pcdc_50_42"),
    "protocol": _of_line(protocol="pcdc_body"),
    "visit": lambda document: replace(document, visit_on=date(2026, 5, 4)),
    "first day": lambda document: replace(document, plan=replace(document.plan, first_session_on=date(2026, 7, 1))),
    "jurisdiction": lambda document: replace(document, clinic=replace(document.clinic, jurisdiction=Jurisdiction.US)),
    "working days": lambda document: replace(document, clinic=replace(document.clinic, working_days=(1,))),
    "earlier treatment": lambda document: replace(document, history=replace(document.history, earlier_treatments=(_EARLIER,))),
    "own preparation": lambda document: replace(
        document,
        plan=replace(document.plan, preparations=(replace(_OWN, parts=(OwnPart(product="lidocaine_1", volume_ml=Decimal(2)),)),)),
    ),
    "line taken out": lambda document: replace(document, plan=replace(document.plan, lines=document.plan.lines[1:])),
}


@pytest.mark.parametrize("edit", _EDITS)
def test_after_an_edit_the_assessment_is_that_of_the_same_consultation_read_anew(edit: str) -> None:
    before = _planned()
    context = Context(today=VISIT_ON)
    assess(before, small_knowledge(), context)
    edited = _EDITS[edit](before)
    found = assess(edited, small_knowledge(), context)
    assert found == assess(decode_consultation(encode_consultation(edited)), small_knowledge(), context)
    assert found != assess(before, small_knowledge(), context)
