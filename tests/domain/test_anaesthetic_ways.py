"""An anaesthetic over its cap shows what would keep it within, and a reduction is proposed where the pack's rule holds."""

from datetime import date
from decimal import Decimal
from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from meso_desktop.domain.anaesthetic_reduction import REDUCTION_RULE, proposed_reduction
from meso_desktop.domain.anaesthetic_ways import anaesthetic_ways, most_volume_ml
from meso_desktop.domain.assess import Context, assess
from meso_desktop.domain.assessment import Assessment, LimitCheck
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.edits import answer_question, set_allergies, set_anaesthetic, set_examination
from meso_desktop.domain.history import Answer, CodedEntry
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.plan import Anaesthetic, AnaestheticChoice
from meso_desktop.domain.products import LimitKind
from meso_desktop.domain.ways_out import WayOut, WayOutKind, take
from meso_desktop.knowledge.loader import load_knowledge
from meso_desktop.knowledge.wording import Wording
from meso_desktop.resources import resource_path
from tests.domain.builders import VISIT_ON, consultation, examination, line, patient, target
from tests.domain.small_knowledge import small_knowledge


@lru_cache(maxsize=1)
def pack() -> Knowledge:
    return load_knowledge(resource_path("knowledge"))


def infiltrated(
    volume: str, *, agent: str = "lidocaine_plain", strength: str = "10", less: str | None = None, weight_kg: str = "60",
) -> Consultation:
    chosen = Anaesthetic(
        choice=AnaestheticChoice.INFILTRATED, agent=agent, strength_mg_per_ml=Decimal(strength), volume_ml=Decimal(volume),
        reduction_percent=None if less is None else Decimal(less),
    )
    return consultation(anaesthetic=chosen, measured=examination(weight_kg=weight_kg))


def without_allergy(document: Consultation) -> Consultation:
    return answer_question(document, question="has_allergies", answer=Answer.NO)


def assessed(document: Consultation, knowledge: Knowledge | None = None) -> Assessment:
    return assess(document, knowledge or pack(), Context(today=VISIT_ON))


def caps(document: Consultation, knowledge: Knowledge | None = None) -> list[LimitCheck]:
    return [check for check in assessed(document, knowledge).limits if check.limit.startswith("anaesthetic.")]


def offered(document: Consultation, knowledge: Knowledge | None = None) -> dict[WayOutKind, WayOut]:
    """Return the ways offered, each tried: within every cap, one edit of the anaesthetic, a sentence in every language."""
    found = {}
    for check in caps(document, knowledge):
        for way in anaesthetic_ways(check, document, knowledge or pack()):
            assert not [one for one in caps(way.document, knowledge) if one.is_crossed]
            assert replace(document, plan=replace(document.plan, anaesthetic=way.document.plan.anaesthetic)) == way.document
            assert take(way, document) == way.document
            for language in ("en", "fr", "es", "pt_BR"):
                assert Wording.load(resource_path("wording"), language, is_strict=True).text(way.text)
            found[way.kind] = way
    return found


def _chosen(way: WayOut) -> tuple[str | None, Decimal | None, Decimal | None]:
    held = way.document.plan.anaesthetic
    assert held is not None
    return held.agent, held.strength_mg_per_ml, held.volume_ml


def test_within_the_cap_nothing_is_offered_and_exactly_at_it_neither() -> None:
    assert offered(infiltrated("26.9")) == {}
    assert offered(infiltrated("27")) == {}
    assert offered(infiltrated("27.01")) != {}


def test_the_most_of_the_strength_is_rounded_down() -> None:
    document = infiltrated("20", strength="20", weight_kg="55.2")  # 248.4 mg: 12.42 mL
    ways = offered(document)
    assert _chosen(ways[WayOutKind.LESS]) == ("lidocaine_plain", Decimal(20), Decimal("12.4"))
    assert ways[WayOutKind.LESS].value == 248
    assert most_volume_ml(assessed(document).anaesthetic, strength_mg_per_ml=Decimal(20)) == Decimal("12.4")


def test_a_weaker_strength_keeps_all_the_millilitres_or_the_most_that_fit() -> None:
    assert _chosen(offered(infiltrated("20", strength="20"))[WayOutKind.WEAKER]) == ("lidocaine_plain", Decimal(10), Decimal(20))
    assert _chosen(offered(infiltrated("40", strength="20"))[WayOutKind.WEAKER]) == ("lidocaine_plain", Decimal(10), Decimal(27))
    assert WayOutKind.WEAKER not in offered(infiltrated("40", strength="10"))


def test_an_agent_with_adrenaline_is_offered_with_the_same_dose_where_its_cap_holds_it() -> None:
    ways = offered(without_allergy(infiltrated("40")))
    assert _chosen(ways[WayOutKind.ADRENALINE]) == ("lidocaine_adrenaline", Decimal(10), Decimal(40))
    assert ways[WayOutKind.ADRENALINE].value is None
    assert WayOutKind.ADRENALINE not in offered(without_allergy(infiltrated("42.01")))
    assert WayOutKind.ADRENALINE not in offered(without_allergy(infiltrated("45", agent="lidocaine_adrenaline")))
    assert WayOutKind.ADRENALINE not in offered(infiltrated("40")), "whether sulfites are tolerated was not asked"


def test_adrenaline_is_not_offered_where_a_rule_speaks_or_the_cap_is_to_be_reduced() -> None:
    document = without_allergy(infiltrated("40"))
    assert WayOutKind.ADRENALINE in offered(document)
    sulfite = answer_question(document, question="has_allergies", answer=Answer.YES)
    sulfite = set_allergies(sulfite, (CodedEntry(text="sulfites", code="sulfite"),))
    assert set(offered(sulfite)) == {WayOutKind.LESS}
    heart = answer_question(document, question="heart_disease", answer=Answer.YES)
    assert set(offered(heart)) == {WayOutKind.LESS}


def test_without_an_agent_of_the_pack_with_adrenaline_none_is_offered() -> None:
    agents = {key: agent for key, agent in pack().anaesthetics.items() if not agent.has_adrenaline}
    assert set(offered(without_allergy(infiltrated("40")), replace(pack(), anaesthetics=agents))) == {WayOutKind.LESS}


def test_the_doctors_reduction_binds_every_way() -> None:
    ways = offered(infiltrated("20", strength="20", less="30"))
    assert _chosen(ways[WayOutKind.LESS]) == ("lidocaine_plain", Decimal(20), Decimal("9.4"))
    assert _chosen(ways[WayOutKind.WEAKER]) == ("lidocaine_plain", Decimal(10), Decimal("18.9"))


def test_what_the_preparation_contains_counts_against_every_way() -> None:
    document = infiltrated("27")
    planned = line(protocol="meso_nappage", preparation="meso_mix", volume_ml="8", sessions=1)
    document = replace(
        document, target_areas=(target(1, area="scalp"),), plan=replace(document.plan, lines=(planned,)),
    )
    ways = offered(document, small_knowledge())
    assert _chosen(ways[WayOutKind.LESS])[2] == Decimal(25)
    alone = replace(document, plan=replace(document.plan, lines=(replace(planned, volume_ml=Decimal(112)),)))
    assert WayOutKind.LESS not in offered(alone, small_knowledge())


@settings(max_examples=60, deadline=None)
@given(
    volume=st.decimals("0.1", "90", places=1), strength=st.sampled_from(["5", "10", "20", "40"]), weight=st.integers(35, 160),
    less=st.sampled_from([None, "0", "30", "100"]), agent=st.sampled_from(["lidocaine_plain", "lidocaine_adrenaline"]),
)
def test_whatever_is_offered_is_within_the_cap(volume: Decimal, strength: str, weight: int, less: str | None, agent: str) -> None:
    document = infiltrated(str(volume), strength=strength, weight_kg=str(weight), less=less, agent=agent)
    ways = offered(document, small_knowledge())
    for way in ways.values():
        held = way.document.plan.anaesthetic
        assert held is not None
        assert held.volume_ml
        assert held.volume_ml <= volume
    is_crossed = any(check.is_crossed for check in caps(document, small_knowledge()))
    assert is_crossed or not ways
    if is_crossed and less != "100":
        assert WayOutKind.LESS in ways


# --- the reduction


def _reduction(document: Consultation) -> tuple[Decimal, bool] | None:
    found = proposed_reduction(document, pack(), assessed(document).findings)
    return None if found is None else (found.percent, found.is_indicated)


def test_the_rule_that_says_for_whom_is_in_the_pack() -> None:
    assert REDUCTION_RULE in pack().rules


@pytest.mark.parametrize("question", ["heart_disease", "severe_liver_disease"])
def test_a_reduction_is_proposed_for_heart_and_liver_with_its_reason_and_source(question: str) -> None:
    document = infiltrated("5")
    assert _reduction(document) == (Decimal(30), False)
    document = answer_question(document, question=question, answer=Answer.YES)
    found = proposed_reduction(document, pack(), assessed(document).findings)
    assert found is not None
    assert (found.percent, found.is_indicated, found.confidence.value) == (Decimal(30), True, "T")
    assert found.sources == ("S52", "program")
    assert [reason.id for reason in found.because] == ["because.answer"]


def test_a_reduction_is_proposed_over_the_age_that_the_rule_names() -> None:
    document = infiltrated("5")
    old = replace(document, patient=patient(birth_on=date(1950, 1, 1)))
    assert _reduction(old) == (Decimal(30), True)


def test_not_known_proposes_nothing_by_itself_and_the_button_stays() -> None:
    document = answer_question(infiltrated("5"), question="heart_disease", answer=Answer.UNKNOWN)
    assert _reduction(document) == (Decimal(30), False)


def test_no_reduction_without_a_source_for_the_agent_or_without_an_infiltration() -> None:
    assert _reduction(infiltrated("5", agent="procaine_plain")) is None
    assert _reduction(set_anaesthetic(infiltrated("5"), Anaesthetic(choice=AnaestheticChoice.ICE))) is None
    assert _reduction(infiltrated("5", agent="nonsense")) is None


# --- gates


def test_what_is_for_the_skin_is_not_injected_past_every_cap() -> None:
    document = infiltrated("500", agent="lidocaine_prilocaine_topical")
    assert caps(document) == []
    wanted = [m for m in assessed(document).missing if m.text.id == "missing.anaesthetic.not_injected"]
    assert [m.bars_signing for m in wanted] == [True]
    cream = set_anaesthetic(document, Anaesthetic(choice=AnaestheticChoice.TOPICAL, agent="lidocaine_prilocaine_topical"))
    assert not [m for m in assessed(cream).missing if m.field.startswith("anaesthetic.")]


def test_the_cap_is_hard_for_every_infiltration() -> None:
    for agent in ("lidocaine_plain", "lidocaine_adrenaline"):
        [check] = caps(infiltrated("60", agent=agent))
        assert (check.kind, check.is_crossed) == (LimitKind.HARD, True)


def test_the_most_is_not_known_without_weight_strength_or_cap() -> None:
    weightless = set_examination(infiltrated("5"), examination(weight_kg=None))
    assert most_volume_ml(assessed(weightless).anaesthetic, strength_mg_per_ml=Decimal(10)) is None
    assert most_volume_ml(assessed(infiltrated("5")).anaesthetic, strength_mg_per_ml=None) is None
    assert most_volume_ml(assessed(infiltrated("5", agent="procaine_plain")).anaesthetic, strength_mg_per_ml=Decimal(10)) is None
    assert most_volume_ml(None, strength_mg_per_ml=Decimal(10)) is None
