"""Whatever a document of this version holds is refused by its key when it is read, or assessed and barred: it never stops the program."""

import json
from collections.abc import Callable
from decimal import Decimal
from math import cos, pi, sin
from typing import Any, Final

import pytest
from msgspec.structs import replace

from meso_desktop.domain.areas import BodyMark, Graded, Outline, Point, TargetArea, Zone
from meso_desktop.domain.assessment import Assessment
from meso_desktop.domain.codec import decode_consultation, encode_consultation
from meso_desktop.domain.consultation import Consultation, Copied
from meso_desktop.domain.drawing.grid import redrawn
from meso_desktop.domain.errors import UserError
from meso_desktop.domain.ids import ConsultationId
from meso_desktop.domain.plan import OwnPart, OwnPreparation, OwnStrength, Placement, PlanLine
from meso_desktop.domain.rules import Family

from .builders import VISIT_ON, an_id, extent
from .ready import assessed, ready
from .small_knowledge import small_knowledge

_MANY: Final = 10_000
_ROUND: Final = tuple(Point(round(900 * cos(2 * pi * n / _MANY)), round(900 * sin(2 * pi * n / _MANY))) for n in range(_MANY))


def _with_target(**changes: object) -> Consultation:
    document = ready()
    target: TargetArea = replace(document.target_areas[0], **changes)
    return replace(document, target_areas=(target, *document.target_areas[1:]))


def _with_line(**changes: object) -> Consultation:
    document = ready()
    line: PlanLine = replace(document.plan.lines[0], **changes)
    return replace(document, plan=replace(document.plan, lines=(line, *document.plan.lines[1:])))


def _with_own(*own: OwnPreparation) -> Consultation:
    document = _with_line(preparation=own[0].id)
    return replace(document, plan=replace(document.plan, preparations=own))


def _own(*parts: OwnPart, family: Family = Family.DCA, own_id: str = "own") -> OwnPreparation:
    return OwnPreparation(id=own_id, name="Mix", family=family, parts=parts)


def _read(document: Consultation) -> Assessment:
    """Assess the document as it comes back from what is stored of it."""
    return assessed(redrawn(decode_consultation(encode_consultation(document)), small_knowledge()))


_BARRED: Final[dict[str, tuple[Consultation, str]]] = {
    "a zone without corners": (_with_target(zones=(Zone(kind="scar", corners=()),)), "missing.target.zones"),
    "a zone of one corner": (_with_target(zones=(Zone(kind="scar", corners=(Point(0, 0),)),)), "missing.target.zones"),
    "a zone of 10 000 corners": (_with_target(zones=(Zone(kind="nonsense", corners=_ROUND),)), "missing.target.zones"),
    "a drawing without corners": (_with_target(extent=replace(extent("4", "3"), outline=Outline.FREE)), "missing.target.outline"),
    "a drawing of 10 000 corners": (
        _with_target(extent=replace(extent("18", "18"), outline=Outline.FREE, corners=_ROUND)), "missing.target.outline",
    ),
    "a million sessions": (_with_line(sessions=1_000_000), "limit.sessions.course"),
    "two preparations of one id": (_with_own(_own(OwnPart(product="dca_10", volume_ml=Decimal(2))), _own()), "barrier.preparation_twice"),
    "a preparation of nothing": (_with_own(_own()), "barrier.preparation_empty"),
    "a preparation of another family": (
        _with_own(_own(OwnPart(product="dca_10", volume_ml=Decimal(2)), family=Family.MESO)), "barrier.two_families",
    ),
    "a strength of what is not in it": (
        _with_own(_own(OwnPart(product="dca_10", volume_ml=Decimal(2), strengths=(OwnStrength(ingredient="x", mg_per_ml=Decimal(1)),)))),
        "barrier.strength_of_nothing",
    ),
}


@pytest.mark.parametrize("what", _BARRED)
def test_what_cannot_be_meant_is_assessed_and_not_signed(what: str) -> None:
    document, said = _BARRED[what]
    assessment = _read(document)
    told = {*(one.text.id for one in assessment.barriers), *(one.text.id for one in assessment.missing)}
    assert said in told
    assert not assessment.may_sign


_HARMLESS: Final[dict[str, Consultation]] = {
    "a spot on a view that is not drawn": _with_target(mark=BodyMark(view="<b>nowhere", x=-1_000_000, y=1_000_000)),
    "grades of no scale and beside every scale": _with_target(
        grades=(Graded(scale="x", grade=999_999, item="y"), Graded(scale="", grade=0)),
    ),
    "a needle of 10 000 characters": _with_line(needle_gauge="x" * _MANY, technique="<i>" * _MANY, minutes=1_000_000),
    "a grid turned and shifted far away": _with_line(placement=Placement(turn_degrees=1_000_000, shift=Point(1_000_000, -1_000_000))),
    "paths of copied values that are none": replace(
        ready(), copied=Copied(consultation_id=ConsultationId(an_id(7)), visit_on=VISIT_ON, fields=("", "line..", "target.x.y.z")),
    ),
}


@pytest.mark.parametrize("what", _HARMLESS)
def test_what_says_nothing_is_assessed_all_the_same(what: str) -> None:
    assert _read(_HARMLESS[what]).lines


def test_a_preparation_of_the_packs_id_is_the_packs() -> None:
    weak = _own(OwnPart(product="dca_10", volume_ml=Decimal(2), strengths=()), own_id="dca_10", family=Family.MESO)
    assert _read(_with_own(weak)).lines[0].doses == _read(ready()).lines[0].doses


def _first_line(plain: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = plain["plan"]["lines"][0]
    return found


_REFUSED: Final[dict[str, tuple[str, Callable[[dict[str, Any]], object]]]] = {
    "negative minutes": ("plan.lines[0].minutes", lambda plain: _first_line(plain).update(minutes=-5)),
    "minutes that are no number": ("plan.lines[0].minutes", lambda plain: _first_line(plain).update(minutes=True)),
    "a negative depth": ("plan.lines[0].depth_mm", lambda plain: _first_line(plain).update(depth_mm="-5")),
    "a length with an exponent": ("plan.lines[0].needle_length_mm", lambda plain: _first_line(plain).update(needle_length_mm="1e3")),
    "a negative grade": (
        "target_areas[0].grades[0].grade", lambda plain: plain["target_areas"][0].update(grades=[{"scale": "x", "grade": -1}]),
    ),
    "a spot with a third place": (
        "target_areas[0].mark.z", lambda plain: plain["target_areas"][0].update(mark={"view": "front", "x": 1, "y": 1, "z": 1}),
    ),
    "a family that is none": (
        "plan.preparations[0].family",
        lambda plain: plain["plan"].update(preparations=[{"id": "a", "name": "b", "family": "none", "parts": []}]),
    ),
    "a copied path that is no text": (
        "copied.fields[0]", lambda plain: plain.update(copied={"consultation_id": str(an_id(7)), "visit_on": "2026-01-01", "fields": [1]}),
    ),
}


@pytest.mark.parametrize("what", _REFUSED)
def test_what_is_no_value_of_its_field_is_refused_by_its_key(what: str) -> None:
    key, change = _REFUSED[what]
    plain = json.loads(encode_consultation(ready()))
    change(plain)
    with pytest.raises(UserError) as caught:
        decode_consultation(json.dumps(plain).encode())
    assert [value.value for value in caught.value.message.values if value.name == "key"] == [key]
