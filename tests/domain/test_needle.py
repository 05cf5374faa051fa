"""Needle, depth and technique are the doctor's own, or else the protocol's, which stays beside."""

from decimal import Decimal

import pytest
from msgspec.structs import replace

from meso_desktop.domain.message import Message, Term, message
from meso_desktop.domain.needle import HowInjected, NeedleField, needle_of, parts_of
from meso_desktop.domain.plan import PlanLine
from meso_desktop.domain.protocols import Span
from meso_desktop.knowledge.wording import Wording
from meso_desktop.resources import resource_path
from tests.documents.shipped_papers import shipped

from .builders import line

_POINT = shipped().protocols["meso_point"]
_BY_PROTOCOL = HowInjected(
    gauge="27G, 30–32G", length_mm="4 / 6 / 13", depth_mm=Span(low=Decimal(4), high=Decimal(12)),
    technique=Term("technique.point_by_point.short"),
)


def test_what_the_doctor_leaves_open_is_the_protocols() -> None:
    found = needle_of(line(), _POINT)
    assert (found.effective, found.proposed, found.own) == (_BY_PROTOCOL, _BY_PROTOCOL, ())


@pytest.mark.parametrize(
    ("planned", "field", "effective"),
    [
        (replace(line(), needle_gauge="30G"), NeedleField.GAUGE, replace(_BY_PROTOCOL, gauge="30G")),
        (replace(line(), needle_length_mm=Decimal("6.50")), NeedleField.LENGTH, replace(_BY_PROTOCOL, length_mm="6.5")),
        (replace(line(), depth_mm=Decimal(8)), NeedleField.DEPTH, replace(_BY_PROTOCOL, depth_mm=Span(low=Decimal(8), high=Decimal(8)))),
        (replace(line(), technique="fan"), NeedleField.TECHNIQUE, replace(_BY_PROTOCOL, technique="fan")),
    ],
)
def test_the_doctors_own_goes_before_the_protocols(planned: PlanLine, field: NeedleField, effective: HowInjected) -> None:
    found = needle_of(planned, _POINT)
    assert (found.effective, found.proposed, found.own) == (effective, _BY_PROTOCOL, (field,))


def test_each_length_is_a_number() -> None:
    assert _BY_PROTOCOL.lengths_mm == (Decimal(4), Decimal(6), Decimal(13))


def test_without_a_protocol_there_is_what_the_doctor_gave() -> None:
    found = needle_of(replace(line(), needle_gauge="30G"), None)
    assert (found.effective.gauge, found.effective.technique, found.own) == ("30G", "", (NeedleField.GAUGE,))


@pytest.mark.parametrize("protocol", shipped().protocols.values(), ids=lambda protocol: protocol.id)
def test_every_technique_of_the_packs_has_a_short_word(protocol: object) -> None:
    words = Wording.load(resource_path("wording"), "en", is_strict=True)
    technique = needle_of(line(), shipped().protocols[getattr(protocol, "id", "")]).effective.technique
    assert isinstance(technique, Term)
    assert words.term(technique.key)


def test_the_parts_are_said_in_order_with_the_protocols_beside_the_doctors_own() -> None:
    found = parts_of(needle_of(replace(line(), needle_gauge="30G", needle_length_mm=Decimal(6)), _POINT))
    said = [(part.words, part.is_own, part.protocol) for part in found]
    assert said == [
        ("30G", True, "27G, 30–32G"),
        (message("needle.length", length=Decimal(6)), True, message("needle.length", length="4 / 6 / 13")),
        (message("needle.depth.span", low=Decimal(4), high=Decimal(12)), False, None),
        (Message(id="technique.point_by_point.short"), False, None),
    ]
