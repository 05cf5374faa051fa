"""What the shipped packs say, held against the decisions."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import product

import pytest

from meso_desktop.domain.areas import Aim
from meso_desktop.domain.evidence import Confidence
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.patient_texts import AdviceKind
from meso_desktop.domain.people import Jurisdiction
from meso_desktop.domain.products import LimitKind, LimitMeasure
from meso_desktop.domain.protocols import CountedBy
from meso_desktop.domain.rules import Family
from meso_desktop.knowledge.loader import FILES
from meso_desktop.knowledge.wording import Wording
from meso_desktop.resources import resource_path

NAMED_BY_ID = {
    "questions": "question", "areas": "area", "products": "product", "preparations": "preparation", "protocols": "protocol",
    "ingredients": "ingredient", "allergens": "allergen", "medicine_classes": "medicine", "anaesthetics": "anaesthetic",
    "advice": "advice", "consent": "consent", "scales": "scale",
    "sites_not_offered": "site_not_offered",
}
LEGAL = {  # US, EU, GB, FR, BR
    (Family.DCA, Aim.FAT): "labelled labelled labelled not_known not_known",
    (Family.PCDC, Aim.FAT): "unapproved not_known not_known prohibited prohibited",
    (Family.DEVICE, Aim.FAT): "unapproved device device prohibited not_known",
    (Family.MESO, Aim.FAT): "not_known not_known not_known prohibited not_known",
    (Family.MESO, Aim.SKIN): "not_known not_known not_known not_known not_known",
    (Family.MESO, Aim.CELLULITE): "not_known not_known not_known not_known not_known",
}
PROTOCOLS = {  # spacing, mL a point, sessions, days
    "dca_submental": "1.0 0.2 2-4 28",
    "dca_jowl_wide": "1.0 0.2 1-2 28",
    "dca_jowl_close": "- 0.1 1-2 28",
    "dca_flank": "1.0 0.1 2-2 42",
    "dca_bra_strap": "1.0 0.2 3-3 28",
    "dca_inner_thigh": "- 0.11 2-4 28",
    "pcdc_body": "1.5 - 2-4 56",
    "pcdc_submental": "1.5 - 1-5 28",
    "deso_face": "1.0 0.2 - 42",
    "deso_body": "1.5 0.3 - 42",
    "aqualyx_small": "- - 1-3 -",
    "aqualyx_large": "- - 2-8 -",
    "meso_point": "2.0 0.2 4-10 14",
    "meso_papules": "1.0 - 4-10 14",
    "meso_nappage": "- - 4-10 14",
}
AREAS = [
    "submental", "jowl", "cheek", "neck_front", "nape", "scalp", "face", "decollete", "upper_arm", "hand_dorsum",
    "periaxillary_anterior", "bra_strap", "upper_back", "lower_back", "upper_abdomen", "periumbilical", "lower_abdomen", "flank",
    "male_chest", "outer_thigh", "anterior_thigh", "inner_thigh", "posterior_thigh", "buttock", "infragluteal", "knee_inner",
    "lipoma_site",
]


@pytest.fixture(scope="session")
def english() -> Wording:
    return Wording.load(resource_path("wording"), "en", is_strict=True)


def wanted_keys(knowledge: Knowledge) -> Iterator[str]:
    for topic, prefix in NAMED_BY_ID.items():
        yield from (f"{prefix}.{entry_id}" for entry_id in getattr(knowledge, topic))
    yield from (f"rule.{rule}.doctor" for rule in knowledge.rules)
    yield from (f"section.{question.section}" for question in knowledge.questions.values())
    yield from (f"{kind}.{area.exclusion}" for kind in ("exclusion", "kept_out") for area in knowledge.areas.values() if area.exclusion)
    yield from (f"technique.{protocol.technique}{how}" for protocol in knowledge.protocols.values() for how in ("", ".short"))
    yield from (f"not_selectable.{product.not_selectable}" for product in knowledge.products.values() if product.not_selectable)
    yield from (f"advice_choice.{entry.choice}" for entry in knowledge.advice.values() if entry.choice)
    yield from (f"legal.{entry.status}" for entry in knowledge.legal.values())
    yield from (f"bmi_band.{band.id}" for band in knowledge.bmi_bands)
    for scale in knowledge.scales.values():
        yield from (f"grade.{scale.id}_{grade}" for grade in scale.grades)
        yield from (f"scale_item.{scale.id}_{item}" for item in scale.items)
        yield from (f"scale_band.{scale.id}_{band.id}" for band in scale.bands)


def statuses(knowledge: Knowledge, family: Family, jurisdiction: Jurisdiction, aim: Aim) -> list[str]:
    there = [entry for entry in knowledge.legal.values() if (entry.family, entry.jurisdiction) == (family, jurisdiction)]
    return [entry.status for entry in there if not entry.aims or aim in entry.aims]


def test_every_id_has_its_words(shipped: Knowledge, english: Wording) -> None:
    assert [key for key in wanted_keys(shipped) if not english.has(key)] == []


def test_no_words_are_left_over(shipped: Knowledge, english: Wording) -> None:
    prefixes = {
        *NAMED_BY_ID.values(), "technique", "exclusion", "not_selectable", "advice_choice", "section", "grade", "scale_item", "scale_band",
    }
    wanted = {*wanted_keys(shipped), "allergen.other", "medicine.other", "not_selectable.by_clinic"}
    assert sorted(key for key in english.all_keys() - wanted if key.partition(".")[0] in prefixes) == []
    noted = {key.partition(".")[2] for key in english.all_keys() if key.startswith(("legal_note.", "scale_note."))}
    assert noted <= {*shipped.legal, *shipped.scales}
    ruled = {key.split(".")[1] for key in english.all_keys() if key.startswith("rule.")}
    assert ruled == set(shipped.rules)


def test_words_of_the_packs_take_no_values_and_keep_the_house_style(shipped: Knowledge, english: Wording) -> None:
    patient = {f"rule.{rule}.patient" for rule in shipped.rules if english.has(f"rule.{rule}.patient")}
    for key in {*wanted_keys(shipped), *patient}:
        words = english.term(key)
        assert words.strip() == words
        assert words
        assert not any(sign in words.lower() for sign in ("!", "please", "successfully", "  ", "{"))


def test_every_entry_has_a_known_source(shipped: Knowledge) -> None:
    topics = [topic for topic in FILES if topic not in {"sources", "allergens", "medicine_classes"}]
    for entry in (entry for topic in topics for entry in getattr(shipped, topic).values()):
        assert entry.sources
        assert set(entry.sources) <= set(shipped.sources)


def test_an_entry_without_any_source_but_u_is_marked_unsourced(shipped: Knowledge) -> None:
    for topic in ("questions", "rules", "ingredients", "preparations", "protocols", "areas", "legal", "anaesthetics", "advice", "consent"):
        for entry in getattr(shipped, topic).values():
            if set(entry.sources) <= {"U", "program"}:
                assert entry.confidence is Confidence.U, entry.id


def test_every_place_has_exactly_one_legal_status_for_every_aim(shipped: Knowledge) -> None:
    for family, jurisdiction, aim in product(Family, Jurisdiction, Aim):
        assert len(statuses(shipped, family, jurisdiction, aim)) == 1, (family, jurisdiction, aim)


@pytest.mark.parametrize("place", LEGAL)
def test_legal_table_is_that_of_the_decisions(shipped: Knowledge, place: tuple[Family, Aim]) -> None:
    family, aim = place
    said = []
    for jurisdiction in (Jurisdiction.US, Jurisdiction.EU, Jurisdiction.GB, Jurisdiction.FR, Jurisdiction.BR):
        said += statuses(shipped, family, jurisdiction, aim)
    assert " ".join(said) == LEGAL[place]


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_protocol_has_the_figures_of_the_decisions(shipped: Knowledge, protocol: str) -> None:
    found = shipped.protocols[protocol]
    sessions = "-" if found.sessions is None else f"{found.sessions.low}-{found.sessions.high}"
    said = (found.spacing_cm, found.volume_per_point_ml, sessions, found.interval_days)
    assert " ".join("-" if figure is None else str(figure) for figure in said) == PROTOCOLS[protocol]


def test_there_is_no_other_protocol(shipped: Knowledge) -> None:
    assert set(shipped.protocols) == set(PROTOCOLS)


def test_areas_are_those_of_the_decisions(shipped: Knowledge) -> None:
    assert list(shipped.areas) == AREAS


def test_places_that_are_not_offered_are_those_of_the_decisions(shipped: Knowledge) -> None:
    assert set(shipped.sites_not_offered) == {"eyelids", "infra_orbital", "female_breast", "kneecap", "below_knee"}
    assert not set(shipped.sites_not_offered) & set(shipped.areas)


@pytest.mark.parametrize("area", ["submental", "jowl", "cheek", "neck_front", "face", "periaxillary_anterior"])
def test_exclusion_zone_has_the_sourced_margin(shipped: Knowledge, area: str) -> None:
    margin = shipped.areas[area].exclusion_margin_cm
    assert margin is not None
    assert (margin.low, margin.high) == (Decimal(1), Decimal("1.5"))


def test_an_area_with_an_exclusion_zone_has_its_margin(shipped: Knowledge) -> None:
    assert [area.id for area in shipped.areas.values() if (area.exclusion is None) != (area.exclusion_margin_cm is None)] == []


SCALES = {
    "cr_smfrs": "0-4", "pr_smfrs": "0-4", "ssrs": "0-6", "smslg": "1-4", "gais": "1-5", "nurnberger_muller": "0-3", "css": "0-3",
}


@pytest.mark.parametrize("scale", SCALES)
def test_scale_has_its_grades(shipped: Knowledge, scale: str) -> None:
    grades = shipped.scales[scale].grades
    assert f"{grades[0]}-{grades[-1]}" == SCALES[scale]
    assert list(grades) == list(range(grades[0], grades[-1] + 1))


def test_there_is_no_other_scale(shipped: Knowledge) -> None:
    assert set(shipped.scales) == set(SCALES)


def test_cellulite_severity_sums_five_items_into_bands(shipped: Knowledge) -> None:
    css = shipped.scales["css"]
    assert len(css.items) * css.grades[-1] == 15
    assert [(band.id, band.at_least) for band in css.bands] == [("mild", 1), ("moderate", 6), ("severe", 11)]


def test_the_patient_judges_the_scales_of_the_patient(shipped: Knowledge) -> None:
    assert {scale.id for scale in shipped.scales.values() if scale.is_of_patient} == {"pr_smfrs", "ssrs"}


def test_male_chest_and_lipoma_have_no_default_protocol(shipped: Knowledge) -> None:
    covered = {area for protocol in shipped.protocols.values() for area in protocol.areas}
    assert set(shipped.areas) - covered == {"male_chest", "lipoma_site"}


def test_protocol_preparation_and_area_share_an_aim(shipped: Knowledge) -> None:
    for protocol in shipped.protocols.values():
        for preparation in protocol.preparations:
            assert set(shipped.preparations[preparation].aims) & set(protocol.aims), (protocol.id, preparation)
        for area in protocol.areas:
            assert set(shipped.areas[area].aims) & set(protocol.aims), (protocol.id, area)


def test_only_nappage_is_counted_by_volume(shipped: Knowledge) -> None:
    assert [p.id for p in shipped.protocols.values() if p.counted_by is CountedBy.VOLUME] == ["meso_nappage"]


def test_hard_limits_are_the_label_and_the_phosphatidylcholine_of_a_session(shipped: Knowledge) -> None:
    limits = [limit for p in shipped.products.values() for limit in p.limits]
    assert {limit.id: limit.at_most or limit.at_least for limit in limits if limit.kind is LimitKind.HARD} == {
        "dca_points": Decimal(50), "dca_volume": Decimal(10), "dca_mg": Decimal(100), "dca_sessions": Decimal(6),
        "dca_interval": Decimal(28), "dca_interval_month": Decimal(1),
        "pcdc_50_25_pc": Decimal(2500), "pcdc_50_42_pc": Decimal(2500), "pcdc_25_21_pc": Decimal(2500),
    }
    assert not [limit for p in shipped.protocols.values() for limit in p.limits if limit.kind is LimitKind.HARD]


def test_every_figure_of_a_protocol_is_held_against_what_sources_have(shipped: Knowledge) -> None:
    for found in shipped.protocols.values():
        assert found.spacing_cm is None or found.spacing_span_cm is not None, found.id
        is_observed = any(limit.measure is LimitMeasure.VOLUME_PER_POINT_ML for limit in found.limits)
        assert found.volume_per_point_ml is None or found.volume_per_point_span_ml is not None or is_observed, found.id


def test_no_session_follows_another_unquestioned(shipped: Knowledge) -> None:
    for found in shipped.protocols.values():
        parts = [part.product for name in found.preparations for part in shipped.preparations[name].parts]
        limits = [limit for name in parts for limit in shipped.products[name].limits] + list(found.limits)
        least = [limit.at_least for limit in limits if limit.measure is LimitMeasure.INTERVAL_DAYS and limit.at_least]
        assert least, found.id
        assert found.interval_span_days is None or found.interval_span_days.low in least, found.id


def test_every_phosphatidylcholine_product_states_both_strengths_and_both_limits(shipped: Knowledge) -> None:
    for found in (p for p in shipped.products.values() if p.family is Family.PCDC and p.not_selectable is None):
        assert {s.ingredient for s in found.ingredients if s.mg_per_ml} == {"phosphatidylcholine", "deoxycholic_acid"}
        kinds = {(limit.ingredient, limit.kind) for limit in found.limits if limit.measure is LimitMeasure.MG}
        assert kinds == {("phosphatidylcholine", LimitKind.HARD), ("deoxycholic_acid", LimitKind.SOFT)}


def test_strength_of_device_products_is_not_known(shipped: Knowledge) -> None:
    for found in (p for p in shipped.products.values() if p.family is Family.DEVICE):
        assert {s.mg_per_ml for s in found.ingredients} == {None}


def test_every_selectable_product_is_a_preparation_of_one(shipped: Knowledge) -> None:
    alone = {p.parts[0].product for p in shipped.preparations.values() if len(p.parts) == 1}
    assert alone == {p.id for p in shipped.products.values() if p.not_selectable is None}


def test_withdrawn_products_are_shown_and_not_selectable(shipped: Knowledge) -> None:
    assert {p.id for p in shipped.products.values() if p.not_selectable} == {
        "buflomedil", "thyroid_hormones", "qwo", "sodium_deoxycholate", "lemon_bottle",
    }


def test_local_anaesthetics_have_the_sourced_caps(shipped: Knowledge) -> None:
    caps = {a.id: (a.cap_mg_per_kg, a.cap_mg) for a in shipped.anaesthetics.values()}
    assert caps == {
        "lidocaine_plain": (Decimal("4.5"), Decimal(300)), "lidocaine_adrenaline": (Decimal(7), Decimal(500)),
        "procaine_plain": (None, None), "lidocaine_prilocaine_topical": (None, None),
    }


@pytest.mark.parametrize("family", Family)
def test_every_family_has_advice_of_every_kind_and_its_own_consent(shipped: Knowledge, family: Family) -> None:
    for kind in AdviceKind:
        given = [entry for entry in shipped.advice.values() if not entry.families or family in entry.families]
        assert any(entry.kind is kind and entry.choice is None for entry in given), kind
    for paragraph in ("what", "evidence", "regulator", "risks"):
        assert shipped.consent[f"{paragraph}_{family.value}"].families == (family,)


def test_a_choice_of_contradicting_advice_offers_at_least_two(shipped: Knowledge) -> None:
    choices = [(e.choice, e.kind) for e in shipped.advice.values() if e.choice]
    for choice in set(choices):
        assert choices.count(choice) >= 2, choice


