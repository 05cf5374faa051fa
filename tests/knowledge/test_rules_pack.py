"""The shipped questionnaire, rules and coded lists, held against the facts and the decisions."""

from unicodedata import combining, normalize

import msgspec
import pytest

from meso_desktop.domain.condition import AnswerIs, MedicineIn
from meso_desktop.domain.evaluate import walk
from meso_desktop.domain.evidence import Confidence
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.people import Jurisdiction, Sex
from meso_desktop.domain.rules import Family, QuestionScope, RuleOutcome, Validity
from meso_desktop.knowledge.loader import FILES
from meso_desktop.knowledge.wording import Wording
from meso_desktop.resources import resource_path

NEVER_OVERRIDDEN = {
    "pregnancy", "breast_feeding", "age_under_18", "active_cancer", "bleeding_disorder", "immunosuppression", "immunosuppressant",
    "anaphylaxis", "ingredient_allergy", "infection_at_site", "body_dysmorphic_disorder", "legal_prohibited",
    "diabetes_insulin", "diabetes_microangiopathy", "thyroid_autoimmune", "skin_cancer_at_site", "soy_lecithin_allergy",
    "benzyl_alcohol_allergy", "bee_venom_allergy", "anaesthetic_allergy",
}
OUTCOMES = {  # meso, pcdc, dca, device
    "pregnancy": "stop stop stop stop",
    "breast_feeding": "stop stop stop stop",
    "age_under_18": "stop stop stop stop",
    "diabetes": "stop stop reason stop",
    "thyroid": "stop reason reason reason",
    "thyroid_autoimmune": "stop reason reason letter",
    "thyroid_uncontrolled": "stop stop defer stop",
    "bmi_30": "reason reason - reason",
    "bmi_30_dca_leaflet": "- - stop -",
    "bmi_30_dca": "- - reason -",
    "bmi_27_to_30": "inform inform inform inform",
    "over_ideal_weight": "inform inform inform inform",
    "bmi_under_18_5": "reason reason reason reason",
    "deposit_large": "reason reason reason reason",
    "necrosis_after_treatment": "- reason stop reason",
    "egg_allergy": "reason reason - -",
    "antibiotic": "defer defer reason defer",
    "laxity_at_site": "reason reason stop reason",
    "hernia_at_site": "defer defer - defer",
    "facial_weakness_at_site": "- - defer -",
    "procaine_in_preparation": "reason - - -",
    "mixing_in_france": "reason - - -",
    "dca_mixed": "stop stop stop stop",
    "fat_substance_other_aim": "reason - - -",
    "fever": "defer defer defer defer",
    "infection_at_site": "defer defer stop defer",
    "anticoagulant": "stop stop reason stop",
    "antiplatelet": "reason reason reason reason",
    "bleeding_disorder": "stop stop reason stop",
    "ingredient_allergy": "stop stop stop stop",
    "active_cancer": "stop stop stop stop",
    "cancer_in_remission": "letter letter letter letter",
    "autoimmune_disease": "stop letter reason letter",
    "scleroderma": "stop stop reason stop",
    "immunosuppression": "stop reason stop reason",
    "dysphagia": "- - stop -",
    "body_dysmorphic_disorder": "stop stop stop stop",
    "legal_prohibited": "stop stop stop stop",
    "legal_unapproved": "reason reason reason reason",
    "legal_not_known": "reason reason reason reason",
    "off_label": "- - reason -",
    "jowl_no_inject_zone": "- - reason -",
    "no_contraception": "reason reason reason reason",
    "menstruation": "inform inform - inform",
    "age_over_65": "reason reason reason -",
    "age_over_60_device": "- - - reason",
    "diabetes_insulin": "stop stop reason stop",
    "diabetes_microangiopathy": "stop stop reason stop",
    "hormonal_disorder": "stop stop defer stop",
    "neck_swelling": "- - defer -",
    "severe_liver_disease": "stop stop reason stop",
    "severe_kidney_disease": "stop stop reason stop",
    "gallstones": "stop stop inform stop",
    "weight_unstable": "reason reason reason reason",
    "expects_weight_loss": "stop reason reason reason",
    "vaccination": "defer defer inform defer",
    "recent_surgery": "defer defer defer defer",
    "unhealed_at_site": "- - defer -",
    "nsaid_or_supplement": "reason reason reason reason",
    "blood_clots": "stop stop reason stop",
    "recent_haemorrhage": "stop - - -",
    "heart_disease": "stop stop reason stop",
    "several_heart_medicines": "stop stop reason stop",
    "heart_and_stimulant": "reason - - -",
    "heart_and_isoproterenol": "stop - - -",
    "hypertension_grade_3": "stop reason reason reason",
    "low_blood_pressure": "reason reason - reason",
    "pacemaker": "stop inform inform inform",
    "stroke": "stop stop reason stop",
    "fainting": "inform inform inform inform",
    "anaphylaxis": "stop stop reason stop",
    "soy_lecithin_allergy": "reason stop reason stop",
    "benzyl_alcohol_allergy": "reason stop reason stop",
    "bee_venom_allergy": "stop stop - stop",
    "anaesthetic_allergy": "stop stop stop stop",
    "sulfite_with_adrenaline": "reason reason reason reason",
    "anaesthetic_allergy_dca": "- - reason -",
    "skin_cancer_at_site": "stop stop stop stop",
    "immunosuppressant": "stop reason stop reason",
    "corticosteroid": "reason reason reason reason",
    "splenectomy": "reason reason - reason",
    "keloid": "stop stop reason stop",
    "poor_healing": "stop stop reason stop",
    "dermatosis_at_site": "defer defer defer defer",
    "earlier_procedure_at_site": "reason reason reason reason",
    "platysmal_bands_at_site": "- - reason -",
    "lipodystrophy_at_site": "reason stop reason stop",
    "dark_skin_type": "reason reason inform reason",
    "isotretinoin": "reason reason reason reason",
    "retinoid_at_site": "defer defer - defer",
    "retinoid_at_site_dca": "- - defer -",
    "photosensitising_medicine": "reason reason - reason",
    "epilepsy": "reason reason reason reason",
    "psychiatric": "reason reason reason reason",
    "eating_disorder": "reason reason reason reason",
    "smoking": "reason reason reason reason",
    "dependence": "reason reason reason reason",
    "needle_addiction": "reason reason reason reason",
    "pcdc_less_response": "- inform - -",
    "gynaecomastia_at_site": "defer defer defer defer",
    "diabetes_medicine": "reason reason reason reason",
    "glp1_medicine": "reason reason reason reason",
    "thyroid_medicine": "reason reason reason reason",
    "heart_medicine": "reason reason reason reason",
    "cancer_medicine": "reason reason reason reason",
    "antiretroviral": "reason reason reason reason",
    "blood_pressure_180_110": "reason reason reason reason",
    "cold_sores": "inform inform inform inform",
    "hyaluronidase_other_allergies": "reason reason - reason",
    "thin_fat_flank": "- - reason -",
    "injected_recently_at_site": "reason reason reason reason",
    "reaction_at_earlier_treatment": "reason reason reason reason",
    "lump_after_treatment": "defer defer defer defer",
    "anaesthetic_with_dca": "- - inform -",
    "anaesthetic_in_mixture": "inform - - -",
    "lidocaine_in_preparation_reduction": "reason - - -",
    "procaine_without_limit": "reason reason reason reason",
    "anaesthetic_dose_reduction": "reason reason reason reason",
}
OVERRIDES = {  # stops that rest on clinic pages (C) or nothing (U) alone, and are not excepted; two deferrals for dca
    **dict.fromkeys(
        ("hormonal_disorder", "severe_liver_disease", "severe_kidney_disease", "gallstones", "anticoagulant", "blood_clots",
         "heart_disease", "several_heart_medicines", "stroke", "scleroderma", "keloid", "poor_healing"),
        "meso pcdc device",
    ),
    **dict.fromkeys(
        ("recent_haemorrhage", "heart_and_isoproterenol", "pacemaker", "hypertension_grade_3", "autoimmune_disease"), "meso",
    ),
    "lipodystrophy_at_site": "pcdc device",
    **dict.fromkeys(("diabetes", "thyroid", "thyroid_uncontrolled", "facial_weakness_at_site"), "dca"),
}
SECTIONS = [
    "general", "pregnancy", "heart", "blood", "metabolism", "skin", "immune", "nerves", "medicines", "allergies", "aesthetic", "area",
    "expectations",
]
VALID = {
    **dict.fromkeys(("pregnant", "breast_feeding", "fever", "vaccination", "infection_at_site"), Validity.EVERY_VISIT),
    **dict.fromkeys(("immunosuppression", "active_cancer", "psychiatric"), Validity.SIX_MONTHS),
    **dict.fromkeys(("heart_disease", "high_blood_pressure", "thyroid", "has_allergies", "autoimmune_disease"), Validity.YEAR),
    **dict.fromkeys(("diabetes", "keloid", "stroke", "anaphylaxis", "blood_clots", "had_earlier_treatment"), Validity.LIFE),
}


@pytest.fixture(scope="session")
def english() -> Wording:
    return Wording.load(resource_path("wording"), "en", is_strict=True)


def unaccented(word: str) -> str:
    return "".join(c for c in normalize("NFD", word.replace("œ", "oe")) if not combining(c))


@pytest.mark.parametrize("rule", OUTCOMES)
def test_rule_asks_what_the_decisions_say(shipped: Knowledge, rule: str) -> None:
    outcomes = shipped.rules[rule].outcomes
    said = [outcomes.meso, outcomes.pcdc, outcomes.dca, outcomes.device]
    assert " ".join("-" if outcome is None else outcome.value for outcome in said) == OUTCOMES[rule]


def test_no_rule_is_left_out_of_the_tables(shipped: Knowledge) -> None:
    assert set(OUTCOMES) == set(shipped.rules)
    assert len(OUTCOMES) >= 70


@pytest.mark.parametrize("rule", OUTCOMES)
def test_rule_is_overridden_where_the_decisions_say_and_nowhere_else(shipped: Knowledge, rule: str) -> None:
    allowed = OVERRIDES.get(rule, "").split()
    assert sorted(shipped.rules[rule].override_allowed) == sorted(Family(name) for name in allowed)


def test_obesity_stops_the_labelled_product_in_europe_alone(shipped: Knowledge) -> None:
    stopped, elsewhere = shipped.rules["bmi_30_dca_leaflet"].jurisdictions, shipped.rules["bmi_30_dca"].jurisdictions
    assert set(stopped) == {Jurisdiction.EU, Jurisdiction.FR, Jurisdiction.GB}
    assert set(stopped) | set(elsewhere) == set(Jurisdiction)
    assert not set(stopped) & set(elsewhere)


def test_override_is_allowed_only_on_clinic_pages_or_unsourced(shipped: Knowledge) -> None:
    for rule in shipped.rules.values():
        if rule.override_allowed and not rule.id.startswith("thyroid") and rule.id != "diabetes":
            assert rule.confidence in {Confidence.C, Confidence.U}, rule.id


@pytest.mark.parametrize("rule", sorted(NEVER_OVERRIDDEN))
def test_stop_that_the_decisions_except_is_never_overridden(shipped: Knowledge, rule: str) -> None:
    assert shipped.rules[rule].override_allowed == ()


def test_diabetes_and_thyroid_are_overridden_for_the_labelled_product_alone(shipped: Knowledge) -> None:
    for rule in ("diabetes", "thyroid", "thyroid_uncontrolled"):
        assert shipped.rules[rule].override_allowed == (Family.DCA,)
    assert shipped.rules["thyroid_autoimmune"].override_allowed == ()


def test_a_deferral_is_never_overridden_but_for_thyroid_and_face(shipped: Knowledge) -> None:
    for rule in shipped.rules.values():
        for family in rule.override_allowed:
            if getattr(rule.outcomes, family.value) is RuleOutcome.DEFER:
                assert rule.id in {"thyroid_uncontrolled", "facial_weakness_at_site"}


def test_fixed_questions_are_there(shipped: Knowledge) -> None:
    fixed = "has_allergies takes_medicines had_earlier_treatment pregnant breast_feeding diabetes thyroid fever infection_at_site"
    assert set(fixed.split()) <= set(shipped.questions)
    assert shipped.questions["infection_at_site"].scope is QuestionScope.AREA
    for question in ("pregnant", "breast_feeding"):
        assert set(shipped.questions[question].asked_of) == {Sex.FEMALE, Sex.NOT_STATED}


def test_sections_stand_in_the_order_in_which_a_doctor_asks(shipped: Knowledge) -> None:
    sections = list(dict.fromkeys(q.section for q in shipped.questions.values()))
    assert sections == SECTIONS
    assert [q.section for q in shipped.questions.values()] == sorted(
        (q.section for q in shipped.questions.values()), key=sections.index,
    )
    assert {q.scope for q in shipped.questions.values() if q.section == "area"} == {QuestionScope.AREA}


@pytest.mark.parametrize("section", [section for section in SECTIONS if section != "area"])
def test_a_section_fits_one_screen_before_its_follow_ups(shipped: Knowledge, section: str) -> None:
    asked = [q for q in shipped.questions.values() if q.section == section and q.follows is None]
    assert 1 <= len(asked) <= 9


def test_a_follow_up_stands_in_the_section_of_its_question_and_after_it(shipped: Knowledge) -> None:
    order = list(shipped.questions)
    for question in shipped.questions.values():
        if question.follows is not None:
            assert shipped.questions[question.follows].section == question.section
            assert order.index(question.follows) < order.index(question.id)


def test_every_question_states_how_long_its_answer_holds() -> None:
    file = resource_path("knowledge") / FILES["questions"]
    entries = msgspec.toml.decode(file.read_bytes())["questions"]
    assert [entry["id"] for entry in entries if "valid" not in entry] == []


@pytest.mark.parametrize("question", VALID)
def test_an_answer_holds_as_long_as_is_clinically_sound(shipped: Knowledge, question: str) -> None:
    assert shipped.questions[question].valid is VALID[question]


def test_every_question_is_asked_for_a_rule_or_for_a_list(shipped: Knowledge) -> None:
    looked_at = {c.question for rule in shipped.rules.values() for c in walk(rule.when) if isinstance(c, AnswerIs)}
    assert set(shipped.questions) - looked_at == {"takes_medicines", "has_allergies", "had_earlier_treatment"}


def test_a_finding_about_a_medicine_says_never_to_stop_it_without_its_prescriber(shipped: Knowledge, english: Wording) -> None:
    rules = [rule.id for rule in shipped.rules.values() if any(isinstance(c, MedicineIn) for c in walk(rule.when))]
    assert len(rules) > 10
    for rule in rules:
        said = english.term(f"rule.{rule}.doctor").lower()
        assert "never stop a prescribed drug without its prescriber" in said, rule
        if english.has(f"rule.{rule}.patient"):
            told = english.term(f"rule.{rule}.patient").lower()
            assert "never stop" in told or "as prescribed" in told or rule == "active_cancer", rule


def test_a_deferral_lasts_as_long_as_its_source_says(shipped: Knowledge) -> None:
    waits = {rule.id: rule.wait_days for rule in shipped.rules.values() if rule.wait_days is not None}
    assert waits == {"vaccination": 7, "antibiotic": 14, "retinoid_at_site": 7, "retinoid_at_site_dca": 2}


def test_words_of_allergies_and_medicines_are_lower_case_and_name_one_class(shipped: Knowledge) -> None:
    for topic in (shipped.allergens, shipped.medicine_classes):
        words = [word for entry in topic.values() for word in entry.words]
        assert [word for word in words if word != word.lower() or word != word.strip()] == []
        assert sorted({word for word in words if words.count(word) > 1}) == []


def test_a_word_with_accents_is_found_without_them(shipped: Knowledge) -> None:
    for topic in (shipped.allergens, shipped.medicine_classes):
        for entry in topic.values():
            assert [w for w in entry.words if unaccented(w) not in entry.words] == [], entry.id


@pytest.mark.parametrize(
    ("brand", "code"),
    [("eliquis", "anticoagulant"), ("xarelto", "anticoagulant"), ("sintrom", "anticoagulant"), ("previscan", "anticoagulant"),
     ("coumadin", "anticoagulant"), ("kardégic", "antiplatelet"), ("levothyrox", "thyroid_hormone"), ("metformin", "diabetes_medicine"),
     ("marevan", "anticoagulant"), ("fluindione", "anticoagulant"), ("enoxaparina", "anticoagulant"), ("brilinta", "antiplatelet"),
     ("aas", "antiplatelet"), ("puran t4", "thyroid_hormone"), ("glifage", "diabetes_medicine"), ("lantus", "insulin"),
     ("ozempic", "glp1"), ("curacne", "isotretinoin"), ("roacutan", "isotretinoin"), ("humira", "immunosuppressant"),
     ("prelone", "corticosteroid"), ("xeloda", "chemotherapy"), ("doxycycline", "photosensitising_antibiotic"),
     ("benzetacil", "antibiotic"), ("ancoron", "amiodarone"), ("entresto", "heart_medicine"), ("selozok", "beta_blocker"),
     ("voltarène", "nsaid"), ("ketum", "photosensitising_nsaid"), ("millepertuis", "st_johns_wort"), ("tanakan", "supplement"),
     ("biktarvy", "antiretroviral"), ("hyzaar", "thiazide"), ("tylenol", "painkiller")],
)
def test_brand_finds_its_class(shipped: Knowledge, brand: str, code: str) -> None:
    assert brand in shipped.medicine_classes[code].words


def test_every_ingredient_that_can_be_planned_answers_to_a_coded_allergy(shipped: Knowledge) -> None:
    planned = [entry for entry in shipped.products.values() if entry.not_selectable is None]
    held = {name for entry in planned for name in (*(s.ingredient for s in entry.ingredients), *entry.excipients)}
    held |= {agent.ingredient for agent in shipped.anaesthetics.values()}
    assert sorted(name for name in held if not shipped.ingredients[name].allergens) == []
