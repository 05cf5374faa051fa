"""A preparation of the clinic's own counts on a plan line as one of the pack does: strengths, shares, limits, allergies, caps."""

from decimal import Decimal

import pytest
from msgspec.structs import replace

from meso_desktop.domain.areas import Side
from meso_desktop.domain.assessment import Assessment, Dose, Finding
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.contents import strength_of
from meso_desktop.domain.digests import preparation_meaning
from meso_desktop.domain.drawing.grid import redrawn
from meso_desktop.domain.edits import put_line, put_target, respond, set_allergies
from meso_desktop.domain.errors import UserError
from meso_desktop.domain.history import CodedEntry
from meso_desktop.domain.message import Term
from meso_desktop.domain.own_preparations import (
    LONGEST_NAME,
    as_preparation,
    checked_name,
    is_taken_by,
    preparation_of,
    preparation_term,
)
from meso_desktop.domain.plan import ResponseKind
from meso_desktop.domain.products import Product, Strength
from meso_desktop.domain.rules import Family, FamilyOutcomes, RuleOutcome
from tests.domain.builders import extent, line, target
from tests.domain.own import own_of, part, planned
from tests.domain.ready import answer_to, assessed, with_every_response
from tests.domain.small_knowledge import small_knowledge

MIX = own_of(part("vitamin_c", "3"), part("lidocaine_1", "1"))


def _barriers(document: Consultation) -> set[str]:
    return {barrier.text.id for barrier in assessed(document).barriers}


def _finding(assessment: Assessment, rule: str) -> Finding:
    return next(finding for finding in assessment.findings if finding.rule == rule)


def test_the_same_value_is_read_as_the_same_preparation() -> None:
    assert as_preparation(MIX) is as_preparation(MIX)
    assert as_preparation(MIX).family is Family.MESO


def test_a_line_finds_the_packs_preparation_the_documents_and_no_other() -> None:
    document, knowledge = planned(MIX), small_knowledge()
    assert preparation_of("own-1", document, knowledge) is as_preparation(MIX)
    assert preparation_of("dca_10", document, knowledge) is knowledge.preparations["dca_10"]
    assert preparation_of("own-2", document, knowledge) is None
    assert preparation_term("own-1", document, knowledge) == "Mix"
    assert preparation_term("dca_10", document, knowledge) == Term("preparation.dca_10")
    assert preparation_term("own-2", document, knowledge) == "own-2"


def test_what_calls_itself_by_the_id_of_the_pack_is_the_packs() -> None:
    false = own_of(part("vitamin_c", "1"), own_id="dca_10")
    assert preparation_of("dca_10", planned(false), small_knowledge()) is small_knowledge().preparations["dca_10"]


def test_a_mixture_of_two_products_is_planned_and_signed() -> None:
    assessment = assessed(with_every_response(planned(MIX), small_knowledge(), overrides=False))
    assert assessment.may_sign
    [estimate] = assessment.lines
    assert (estimate.injections, estimate.volume_ml) == (15, Decimal(3))
    assert estimate.doses == (Dose(ingredient="ascorbic_acid", mg=Decimal(225)), Dose(ingredient="lidocaine", mg=Decimal("7.5")))
    assert assessment.sessions[0].preparations[0].vials == 2
    assert assessment.course_doses[0].mg == Decimal(900)


def test_the_strength_of_the_doctors_vial_stands_in_place_of_the_packs() -> None:
    own = own_of(part("vitamin_c", "3", ascorbic_acid="40"), part("lidocaine_1", "1"))
    [estimate] = assessed(planned(own)).lines
    assert estimate.doses == (Dose(ingredient="ascorbic_acid", mg=Decimal(90)), Dose(ingredient="lidocaine", mg=Decimal("7.5")))


def test_a_strength_that_the_pack_does_not_know_is_known_by_the_vial() -> None:
    own = own_of(part("device_dc", "8", deoxycholic_acid="12.5"), family=Family.DEVICE)
    assert strength_of(as_preparation(own), "deoxycholic_acid", small_knowledge()) == Decimal("12.5")


@pytest.mark.parametrize(
    ("own", "fault"),
    [
        (own_of(), "barrier.preparation_empty"),
        (own_of(part("vitamin_c", "0"), part("lidocaine_1", "1")), "barrier.part_without_volume"),
        (own_of(part("vitamin_c", "1"), part("vitamin_c", "2")), "barrier.product_twice"),
        (own_of(part("gone", "1"), part("vitamin_c", "2")), "barrier.unknown_product"),
        (own_of(part("buflomedil", "1"), part("vitamin_c", "2")), "barrier.not_selectable"),
        (own_of(part("dca_10", "1"), part("vitamin_c", "2")), "barrier.two_families"),
        (own_of(part("vitamin_c", "2", lidocaine="5")), "barrier.strength_of_nothing"),
        (own_of(part("vitamin_c", "2", ascorbic_acid="0")), "barrier.strength_zero"),
        (own_of(part("vitamin_c", "2"), name=" "), "barrier.preparation_unnamed"),
        (own_of(part("vitamin_c", "2"), family=Family.DEVICE), "barrier.preparation_not_taken"),
    ],
)
def test_what_cannot_be_used_bars_the_line_with_a_sentence(own: object, fault: str) -> None:
    document = planned(own)  # type: ignore[arg-type]  # a row of the table
    assert fault in _barriers(document)
    assert not assessed(document).may_sign


def test_a_labelled_product_has_the_strength_of_its_label() -> None:
    def chin(strength: str) -> Consultation:
        own = own_of(part("dca_10", "2", deoxycholic_acid=strength), family=Family.DCA)
        return planned(own, protocol="submental_label", area="submental", size=("4", "3"))

    assert "barrier.strength_not_the_labels" in _barriers(chin("1"))
    assert "barrier.strength_not_the_labels" not in _barriers(chin("10"))


@pytest.mark.parametrize("ingredient", ["phosphatidylcholine", "deoxycholic_acid"])
def test_both_strengths_of_phosphatidylcholine_with_deoxycholate_are_required(ingredient: str) -> None:
    pack = small_knowledge()
    product = pack.products["pcdc_50_42"]
    held = tuple(Strength(ingredient=s.ingredient) if s.ingredient == ingredient else s for s in product.ingredients)
    unknown = replace(pack, products={**pack.products, product.id: replace(product, ingredients=held)})
    values = {"protocol": "pcdc_body", "volume_per_point_ml": "0.2", "knowledge": unknown}
    without = planned(own_of(part("pcdc_50_42", "1"), family=Family.PCDC), **values)  # type: ignore[arg-type]  # as named
    given = planned(own_of(part("pcdc_50_42", "1", **{ingredient: "40"}), family=Family.PCDC), **values)  # type: ignore[arg-type]  # as named
    assert "barrier.strength_missing" in {b.text.id for b in assessed(without, unknown).barriers}
    assert "barrier.strength_missing" not in {b.text.id for b in assessed(given, unknown).barriers}


def test_a_local_anaesthetic_of_unknown_strength_bars_the_line_for_its_cap_would_count_nothing() -> None:
    pack = small_knowledge()
    vague = replace(pack.products["lidocaine_1"], ingredients=(Strength(ingredient="lidocaine"),))
    knowledge = replace(pack, products={**pack.products, "lidocaine_1": vague})
    document = planned(MIX, knowledge=knowledge)
    assert "barrier.strength_missing" in {b.text.id for b in assessed(document, knowledge).barriers}


def test_two_preparations_of_one_id_bar_the_line() -> None:
    document = planned(MIX)
    document = replace(document, plan=replace(document.plan, preparations=(MIX, replace(MIX, name="Other"))))
    assert "barrier.preparation_twice" in _barriers(document)


def test_a_protocol_takes_what_is_made_of_its_own_products_alone() -> None:
    knowledge = small_knowledge()
    point, label = knowledge.protocols["meso_point"], knowledge.protocols["submental_label"]
    assert is_taken_by(point, as_preparation(MIX), knowledge)
    assert not is_taken_by(label, as_preparation(MIX), knowledge)
    narrow = replace(point, preparations=("vitamin_c",))
    assert not is_taken_by(narrow, as_preparation(MIX), knowledge)
    assert is_taken_by(narrow, as_preparation(own_of(part("vitamin_c", "1"))), knowledge)
    assert not is_taken_by(point, as_preparation(own_of()), knowledge)


def test_a_preparation_of_the_pack_is_taken_by_its_name_alone() -> None:
    knowledge = small_knowledge()
    narrow = replace(knowledge.protocols["meso_point"], preparations=("meso_mix",))
    assert not is_taken_by(narrow, knowledge.preparations["vitamin_c"], knowledge)


def test_an_allergy_to_an_ingredient_or_an_excipient_of_any_part_stops_the_line() -> None:
    pack = small_knowledge()
    other = replace(pack.products["vitamin_c"], id="other", excipients=("benzyl_alcohol",))
    taken = replace(pack.preparations["vitamin_c"], parts=(*pack.preparations["vitamin_c"].parts, *as_preparation(
        own_of(part("other", "1"))).parts))
    knowledge = replace(
        pack, products={**pack.products, "other": other}, preparations={**pack.preparations, "vitamin_c": taken},
    )
    three = own_of(part("vitamin_c", "1"), part("lidocaine_1", "1"), part("other", "1"))
    for code in ("amide_anaesthetic", "benzyl_alcohol"):
        document = set_allergies(planned(three, knowledge=knowledge), (CodedEntry(text="as told", code=code),))
        assessment = assessed(document, knowledge)
        assert _finding(assessment, "ingredient_allergy").bars, code
        assert not assessment.may_sign
    fine = set_allergies(planned(three, knowledge=knowledge), (CodedEntry(text="as told", code="soy"),))
    assert "ingredient_allergy" not in {finding.rule for finding in assessed(fine, knowledge).findings}


def _pcdc_pack() -> tuple[Product, ...]:
    product = small_knowledge().products["pcdc_50_42"]
    limits = tuple(replace(limit, shared=f"family_{limit.ingredient}") for limit in product.limits)
    return (
        replace(product, limits=limits),
        replace(product, id="pcdc_2", limits=tuple(replace(limit, id=f"{limit.id}_2") for limit in limits)),
        replace(product, id="pcdc_3", limits=tuple(replace(limit, id=f"{limit.id}_3") for limit in limits)),
    )


def test_a_limit_of_the_family_counts_once_over_three_products_of_a_mixture() -> None:
    pack = small_knowledge()
    products = {**pack.products, **{product.id: product for product in _pcdc_pack()}}
    parts = tuple(part(name, "1") for name in ("pcdc_50_42", "pcdc_2", "pcdc_3"))
    own = own_of(*parts, family=Family.PCDC)
    whole = replace(as_preparation(own), id="pcdc_50_42")
    knowledge = replace(pack, products=products, preparations={**pack.preparations, "pcdc_50_42": whole})
    document = planned(own, protocol="pcdc_body", size=("15", "12"), volume_per_point_ml="0.5", knowledge=knowledge)
    assessment = assessed(document, knowledge)
    [estimate] = assessment.lines
    assert estimate.volume_ml == Decimal(40)
    [hard] = [check for check in assessment.limits if check.limit.startswith("pcdc_pc_mg")]
    assert (hard.value, hard.is_crossed) == (Decimal(2000), False)
    stronger = own_of(*(replace(p, strengths=part("x", "1", phosphatidylcholine="80").strengths) for p in parts), family=Family.PCDC)
    document = replace(document, plan=replace(document.plan, preparations=(stronger,)))
    assessment = assessed(document, knowledge)
    [hard] = [check for check in assessment.limits if check.limit.startswith("pcdc_pc_mg")]
    assert (hard.value, hard.is_crossed) == (Decimal(3200), True)
    assert not assessment.may_sign


def test_a_limit_of_one_product_counts_its_share_of_three() -> None:
    pack = small_knowledge()
    limits = tuple(replace(limit, at_most=Decimal(1)) for limit in pack.products["dca_10"].limits if limit.id == "dca_volume")
    capped = replace(pack.products["vitamin_c"], id="capped", limits=limits)
    taken = replace(pack.preparations["meso_mix"], parts=as_preparation(own_of(
        part("vitamin_c", "1"), part("lidocaine_1", "1"), part("capped", "1"))).parts)
    knowledge = replace(pack, products={**pack.products, "capped": capped}, preparations={**pack.preparations, "meso_mix": taken})
    three = own_of(part("vitamin_c", "1"), part("lidocaine_1", "1"), part("capped", "1"))
    assessment = assessed(planned(three, knowledge=knowledge), knowledge)
    [check] = [check for check in assessment.limits if check.limit == "dca_volume"]
    assert (check.value, check.is_crossed) == (Decimal(1), False)
    more = own_of(part("vitamin_c", "1"), part("lidocaine_1", "1"), part("capped", "1.01"))
    assessment = assessed(planned(more, knowledge=knowledge), knowledge)
    assert [check.is_crossed for check in assessment.limits if check.limit == "dca_volume"] == [True]
    assert not assessment.may_sign


def test_local_anaesthetic_in_the_mixture_counts_against_its_cap() -> None:
    weak = own_of(part("vitamin_c", "9"), part("lidocaine_1", "1"))
    strong = own_of(part("vitamin_c", "1"), part("lidocaine_1", "9", lidocaine="40"))
    [cap] = [check for check in assessed(planned(weak)).limits if check.limit.startswith("anaesthetic.")]
    assert (cap.value, cap.is_crossed) == (Decimal(3), False)
    document = planned(strong, size=("20", "20"), volume_per_point_ml="0.3")
    [cap] = [check for check in assessed(document).limits if check.limit.startswith("anaesthetic.")]
    assert cap.is_crossed
    assert not assessed(document).may_sign


def test_an_ingredient_counts_over_own_and_shipped_preparations_of_a_session() -> None:
    document = planned(MIX)
    document = put_target(document, target(2, area="flank", side=Side.RIGHT, of=extent("10", "6")))
    document = redrawn(put_line(document, line(2, protocol="meso_point", preparation="meso_mix", sessions=4)), small_knowledge())
    [first, *_] = assessed(document).sessions
    assert {dose.ingredient: dose.mg for dose in first.doses} == {"ascorbic_acid": Decimal(450), "lidocaine": Decimal(15)}
    assert [p.preparation for p in first.preparations] == ["own-1", "meso_mix"]


@pytest.mark.parametrize(
    "changed",
    [
        own_of(part("vitamin_c", "2"), part("lidocaine_1", "1")),
        own_of(part("vitamin_c", "3", ascorbic_acid="40"), part("lidocaine_1", "1")),
        own_of(part("vitamin_c", "3", ascorbic_acid="40.5"), part("lidocaine_1", "1")),
        own_of(part("vitamin_c", "3")),
        replace(MIX, id="own-2"),
    ],
)
def test_an_answer_holds_for_the_very_composition_it_was_given_to(changed: object) -> None:
    pack = small_knowledge()
    rule = replace(pack.rules["diabetes"], when=pack.rules["ingredient_allergy"].when, outcomes=FamilyOutcomes(meso=RuleOutcome.REASON))
    knowledge = replace(pack, rules={"diabetes": replace(rule, scope=pack.rules["ingredient_allergy"].scope)})
    document = set_allergies(planned(MIX), (CodedEntry(text="as told", code="amide_anaesthetic"),))
    finding = _finding(assessed(document, knowledge), "diabetes")
    document = respond(document, answer_to(finding, ResponseKind.REASON))
    assert not _finding(assessed(document, knowledge), "diabetes").bars
    assert preparation_meaning(as_preparation(changed)) != preparation_meaning(as_preparation(MIX))  # type: ignore[arg-type]  # a row
    renamed = replace(document, plan=replace(document.plan, preparations=(replace(MIX, name="Other name"),)))
    assert not _finding(assessed(renamed, knowledge), "diabetes").bars


def test_what_the_packs_preparations_mean_is_what_it_was_before_strengths_could_be_typed() -> None:
    assert preparation_meaning(small_knowledge().preparations["meso_mix"]) == "preparation:meso_mix[vitamin_c=3;lidocaine_1=1]"


@pytest.mark.parametrize("text", ["", "   ", "\u200b", "\n\t"])
def test_a_preparation_needs_a_name(text: str) -> None:
    with pytest.raises(UserError, match=r"own_preparation\.name_missing"):
        checked_name(text)


def test_a_name_is_plain_text_of_one_line_and_bounded() -> None:
    assert checked_name("  Me\u0301lange \u202e\x07de\njour ") == "Mélange de jour"
    assert checked_name("x" * LONGEST_NAME) == "x" * LONGEST_NAME
    with pytest.raises(UserError, match=r"own_preparation\.name_long"):
        checked_name("x" * (LONGEST_NAME + 1))
