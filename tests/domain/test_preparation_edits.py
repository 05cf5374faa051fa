"""Composing puts the preparation whole into the document, and changes no line but its own."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from meso_desktop.domain import edits
from meso_desktop.domain.codec import decode_consultation, encode_consultation
from meso_desktop.domain.consultation import Consultation, Outcome, OutcomeKind
from meso_desktop.domain.ids import LineId
from meso_desktop.domain.own_preparations import preparation_of
from meso_desktop.domain.plan import OwnPart, OwnPreparation, OwnStrength
from meso_desktop.domain.preparation_edits import use_own
from meso_desktop.domain.products import LimitKind
from meso_desktop.domain.rules import Family
from tests.domain.builders import an_id, line
from tests.domain.own import own_of, part, planned
from tests.domain.ready import answer_to, assessed
from tests.domain.small_knowledge import small_knowledge

MIX = own_of(part("vitamin_c", "3"), part("lidocaine_1", "1"))
LINE, OTHER = LineId(an_id(101)), LineId(an_id(102))
PACK = small_knowledge()


def _two_lines() -> Consultation:
    document = planned(MIX)
    second = line(2, protocol="meso_point", preparation="vitamin_c", target_number=1)
    return edits.put_line(document, second)


def _used(document: Consultation) -> list[str]:
    return [held.preparation for held in document.plan.lines]


def test_a_preparation_stands_in_the_document_that_uses_it() -> None:
    own = own_of(part("vitamin_c", "1"), own_id="own-2")
    document = use_own(planned(MIX), line_id=LINE, own=own, copy_id="copy")
    assert _used(document) == ["own-2"]
    assert document.plan.preparations == (MIX, own)


def test_using_the_same_twice_keeps_one() -> None:
    document = use_own(_two_lines(), line_id=OTHER, own=MIX, copy_id="copy")
    assert (_used(document), document.plan.preparations) == (["own-1", "own-1"], (MIX,))


def test_an_edited_preparation_takes_the_place_of_the_one_it_was() -> None:
    own = own_of(part("vitamin_c", "1"), own_id="own-2")
    document = use_own(planned(MIX), line_id=LINE, own=own, copy_id="copy", instead_of="own-1")
    assert (_used(document), document.plan.preparations) == (["own-2"], (own,))


def test_the_one_that_was_edited_stays_while_another_line_uses_it() -> None:
    document = use_own(_two_lines(), line_id=OTHER, own=MIX, copy_id="copy")
    own = own_of(part("vitamin_c", "1"), own_id="own-2")
    document = use_own(document, line_id=LINE, own=own, copy_id="copy", instead_of="own-1")
    assert (_used(document), document.plan.preparations) == (["own-2", "own-1"], (MIX, own))


def test_another_composition_under_the_same_id_changes_no_other_line() -> None:
    document = use_own(_two_lines(), line_id=OTHER, own=MIX, copy_id="copy")
    changed = own_of(part("vitamin_c", "9"))
    document = use_own(document, line_id=LINE, own=changed, copy_id="copy")
    assert _used(document) == ["copy", "own-1"]
    assert document.plan.preparations == (MIX, replace(changed, id="copy"))


def test_the_only_line_of_an_id_takes_its_newer_composition() -> None:
    changed = own_of(part("vitamin_c", "9"))
    document = use_own(planned(MIX), line_id=LINE, own=changed, copy_id="copy")
    assert (_used(document), document.plan.preparations) == (["own-1"], (changed,))


def test_a_line_that_is_gone_changes_nothing() -> None:
    document = planned(MIX)
    assert use_own(document, line_id=OTHER, own=own_of(own_id="own-2"), copy_id="copy") is document


_NAMES = st.sampled_from([*PACK.products, "gone"])
_ML = st.decimals(min_value=0, max_value=20, places=2)
_STRENGTHS = st.lists(
    st.builds(OwnStrength, ingredient=st.sampled_from([*PACK.ingredients]), mg_per_ml=st.decimals(min_value=0, max_value=500, places=2)),
    max_size=2,
).map(tuple)
_PARTS = st.lists(st.builds(OwnPart, product=_NAMES, volume_ml=_ML, strengths=_STRENGTHS), max_size=3).map(tuple)
OWN = st.builds(
    OwnPreparation, id=st.sampled_from(["own-1", "own-2", "dca_10", "meso_mix"]), name=st.sampled_from(["Mix", ""]),
    family=st.sampled_from(list(Family)), parts=_PARTS,
)
STARTS = st.sampled_from([
    planned(MIX),
    planned(MIX, size=("20", "20"), volume_per_point_ml="0.3"),
    planned(own_of(part("pcdc_50_42", "1"), family=Family.PCDC), protocol="pcdc_body", size=("15", "12"), volume_per_point_ml="0.5"),
    planned(own_of(part("dca_10", "2"), family=Family.DCA), protocol="submental_label", area="submental", size=("8", "7")),
])


def _answered(document: Consultation) -> Consultation:
    for finding in assessed(document).findings:
        if finding.takes is not None:
            document = edits.respond(document, answer_to(finding, finding.takes))
    return edits.set_outcome(document, Outcome(kind=OutcomeKind.TREAT))


def _mg_of(document: Consultation, ingredient: str) -> Decimal | None:
    """Reckon the mg of a session without the core's own sums, from what stands in the document alone."""
    [planned_line], [estimate] = document.plan.lines, assessed(document).lines
    preparation = preparation_of(planned_line.preparation, document, PACK)
    assert preparation is not None
    whole, held = Decimal(0), Decimal(0)
    for one in preparation.parts:
        whole += one.volume_ml
        own = {s.ingredient: s.mg_per_ml for s in one.strengths}
        shipped = {s.ingredient: s.mg_per_ml for s in PACK.products[one.product].ingredients}
        strength = own.get(ingredient, shipped.get(ingredient, Decimal(0)))
        if strength is None:
            return None
        held += one.volume_ml * strength if ingredient in shipped else 0
    per_point = planned_line.volume_per_point_ml or PACK.protocols[planned_line.protocol].volume_per_point_ml or Decimal(0)
    assert estimate.volume_ml is not None
    return len(planned_line.points) * per_point * held / whole


@settings(max_examples=150, deadline=None)
@given(STARTS, st.lists(OWN, max_size=4), st.booleans())
def test_no_sequence_of_compositions_gets_a_line_past_a_hard_limit_and_signed(
    document: Consultation, owns: list[OwnPreparation], keeps_former: bool,  # noqa: FBT001  # drawn by hypothesis
) -> None:
    for own in owns:
        [used] = _used(document)
        document = use_own(document, line_id=LINE, own=own, copy_id="copy", instead_of="" if keeps_former else used)
        assessment = assessed(document)
        assert len({f.key for f in assessment.findings}) == len(assessment.findings)
    document = _answered(document)
    assessment = assessed(document)
    if not assessment.may_sign:
        return
    assert not [check for check in assessment.limits if check.kind is LimitKind.HARD and check.is_crossed]
    [placed] = [preparation_of(name, document, PACK) for name in _used(document)]
    assert placed is not None
    assert {PACK.products[one.product].family for one in placed.parts} == {placed.family}
    assert all(one.volume_ml for one in placed.parts)
    caps = {"phosphatidylcholine": Decimal(2500), "lidocaine": Decimal("4.5") * 65}
    for ingredient, cap in caps.items():
        mg = _mg_of(document, ingredient)
        assert mg is not None
        assert mg <= cap + Decimal("0.0001")


@settings(max_examples=100, deadline=None)
@given(STARTS, st.lists(OWN, max_size=3))
def test_a_document_reads_back_with_its_preparations_as_it_was(document: Consultation, owns: list[OwnPreparation]) -> None:
    for own in owns:
        document = use_own(document, line_id=LINE, own=own, copy_id="copy")
    again = decode_consultation(encode_consultation(document))
    assert again.plan == document.plan
    assert assessed(again) == assessed(document)
