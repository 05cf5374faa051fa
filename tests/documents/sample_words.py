"""The words of the small invented pack, beside the real catalogue of the paper."""

import tomllib
from decimal import Decimal
from functools import lru_cache
from typing import Final

from meso_desktop.documents.paper import Wording as PaperWording
from meso_desktop.domain.evidence import Confidence
from meso_desktop.domain.patient_texts import AdviceEntry, AdviceKind, Urgency
from meso_desktop.domain.rules import Family
from meso_desktop.knowledge.wording import Wording
from meso_desktop.resources import resource_path
from tests.domain.small_knowledge import small_knowledge

_MONTHS: Final = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_REVIEWED: Final = small_knowledge().devine.reviewed_on

_ADVICE: Final[tuple[tuple[str, AdviceKind, str, tuple[Family, ...], Urgency | None], ...]] = (
    ("drink_water", AdviceKind.PREPARATION, "Drink plenty of water on the day of the session.", (), None),
    ("eat", AdviceKind.PREPARATION, "Do not skip a meal before you come; you will bruise less.", (), None),
    ("skin", AdviceKind.PREPARATION, "Come with clean skin, without cream or make-up on the areas.", (), None),
    ("drive", AdviceKind.PREPARATION, "Ask somebody to drive you home if you have felt faint at injections before.", (), None),
    (
        "swelling",
        AdviceKind.EXPECT,
        "The area swells clearly for about a week; it looks worse before it looks better.",
        (Family.DCA,),
        None,
    ),
    ("numb", AdviceKind.EXPECT, "The skin may feel numb for about four weeks.", (Family.DCA,), None),
    ("burning", AdviceKind.EXPECT, "Burning at the points for about an hour, then tenderness for a day or two.", (Family.MESO,), None),
    ("pcdc_ten", AdviceKind.EXPECT, "Swelling and tenderness for up to ten days.", (Family.PCDC,), None),
    (
        "result",
        AdviceKind.EXPECT,
        "The body clears the released fat over several weeks; results show after four to twelve weeks.",
        (),
        None,
    ),
    ("oedema", AdviceKind.SIDE_EFFECT, "Swelling", (Family.DCA,), None),
    ("bruise", AdviceKind.SIDE_EFFECT, "Bruising", (Family.DCA,), None),
    ("pain", AdviceKind.SIDE_EFFECT, "Pain", (Family.DCA,), None),
    ("numbness", AdviceKind.SIDE_EFFECT, "Numbness", (Family.DCA,), None),
    ("redness", AdviceKind.SIDE_EFFECT, "Redness", (Family.DCA,), None),
    ("hard", AdviceKind.SIDE_EFFECT, "Hardening", (Family.DCA,), None),
    ("nerve", AdviceKind.SIDE_EFFECT, "Weakness of a facial nerve, an uneven smile", (Family.DCA,), None),
    ("swallow", AdviceKind.SIDE_EFFECT, "Difficulty swallowing", (Family.DCA,), None),
    ("meso_bruise", AdviceKind.SIDE_EFFECT, "Small bruises at the points", (Family.MESO,), None),
    ("meso_dizzy", AdviceKind.SIDE_EFFECT, "Dizziness, fever or nausea", (Family.MESO,), None),
    ("cool", AdviceKind.AFTERCARE, "Cool the area for ten to fifteen minutes at a time, never longer on numb skin.", (), None),
    ("pillow", AdviceKind.AFTERCARE, "Sleep with the head raised for two nights.", (Family.DCA,), None),
    ("sun", AdviceKind.AFTERCARE, "No sun, sauna or pool for two days.", (), None),
    ("sport", AdviceKind.AFTERCARE, "No hard exercise for two days.", (), None),
    ("breath", AdviceKind.RED_FLAG, "Trouble breathing, a swollen tongue or throat, or fainting.", (), Urgency.EMERGENCY),
    ("fever", AdviceKind.RED_FLAG, "Fever above 38 °C after the second day, or spreading redness, heat or pus.", (), Urgency.SAME_DAY),
    ("black", AdviceKind.RED_FLAG, "Skin that turns dark, blisters or opens.", (), Urgency.SAME_DAY),
    ("smile", AdviceKind.RED_FLAG, "An uneven smile or difficulty swallowing.", (Family.DCA,), Urgency.SAME_DAY),
    ("lump", AdviceKind.RED_FLAG, "A red or painful lump, one to twelve weeks later.", (), Urgency.LATER),
)
_FREQUENCIES: Final = {"oedema": 87, "bruise": 72, "pain": 70, "numbness": 66, "redness": 27, "hard": 23, "nerve": 4, "swallow": 2}

_TERMS: Final = {
    "area.submental": "Under the chin",
    "area.flank": "Flank",
    "area.jowl": "Jowl",
    "area.outer_thigh": "Outer thigh",
    "area.inner_thigh": "Inner thigh",
    "area.lower_abdomen": "Lower abdomen",
    "area.upper_abdomen": "Upper abdomen",
    "area.periumbilical": "Around the navel",
    "area.upper_arm": "Upper arm",
    "area.buttock": "Buttock",
    "area.knee_inner": "Inner knee",
    "area.posterior_thigh": "Back of the thigh",
    "area.lower_back": "Lower back",
    "area.nape": "Nape",
    "side.left": "left",
    "side.right": "right",
    "side.both": "both sides",
    "side.midline": "middle",
    "preparation.dca_10": "Deoxycholic acid 10 mg/mL",
    "preparation.meso_mix": "Vitamin C and lidocaine mixture",
    "preparation.device_dc": "Deoxycholate device",
    "product.dca_10": "Deoxycholic acid 10 mg/mL",
    "protocol.submental_label": "Under the chin, label",
    "protocol.meso_point": "Point by point, body",
    "protocol.flank_dca": "Flank, off-label",
    "protocol.device_body": "Body, device",
    "technique.point.short": "point by point",
    "technique.nappage.short": "nappage",
    "needle.length": "{length} mm",
    "ingredient.deoxycholic_acid": "deoxycholic acid",
    "ingredient.ascorbic_acid": "ascorbic acid",
    "ingredient.lidocaine": "lidocaine",
    "family.dca": "Deoxycholic acid with a label",
    "family.meso": "Classical mesotherapy",
    "family.device": "Deoxycholate device",
    "family.pcdc": "Phosphatidylcholine with deoxycholate",
    "language.en": "English",
    "language.es": "Spanish",
    "language.fr": "French",
    "jurisdiction.US": "the United States",
    "legal.labelled": "approved for its labelled area",
    "legal.not_known": "not known",
    "legal.unapproved": "not approved",
    "urgency.emergency": "At once",
    "urgency.same_day": "The same day",
    "urgency.later": "Also weeks later",
    "urgency.routine": "When you can",
    "confidence.L": "label",
    "confidence.C": "clinic page",
    "confidence.O": "observational",
    "confidence.U": "unsourced",
    "bmi_band.normal": "normal",
    "bmi_band.overweight": "overweight",
    "rule_outcome.stop": "Stop",
    "rule_outcome.reason": "Give reason",
    "rule_outcome.inform": "Inform",
    "rule_outcome.defer": "Defer",
    "rule_outcome.letter": "Letter",
    "rule.diabetes.doctor": "Diabetes",
    "rule.fever.doctor": "Fever",
    "rule.fever.patient": "You have a fever. It has to be over before a treatment.",
    "rule.off_label.doctor": "A labelled product outside its labelled area",
    "rule.needles.doctor": "Faints at needles",
    "consent_kind.signed_here": "Signed here",
    "consent_kind.later": "Later",
    "anaesthetic.lidocaine_plain": "Lidocaine, plain",
    "because.diabetes": "Diabetes? Yes.",
    "because.fever": "Fever today? Yes.",
    "because.label": "The label covers the area under the chin only.",
    "because.needles": "Fainted at injections before? Yes.",
    "working.points": "{nx} × {ny} cells of {spacing} cm: {points} points on each side.",
    "working.volume": "{points} points × {volume} mL = {total} mL.",
    "working.dose": "{total} mL × {strength} mg/mL = {mg} mg of {ingredient}.",
    "working.sessions": "Deposit medium: {count} sessions † of {low} to {high}.",
    "limit.at_most": "at most",
    "limit.flank": "{value} of at most {bound} mL a flank",
    "missing.consent": "Consent is not recorded.",
    "anaesthetic.working": "4.5 mg/kg × 65 kg = 292.5 mg; the cap of 300 mg is higher.",
}


def sample_advice() -> dict[str, AdviceEntry]:
    """Return the advice of the small pack."""
    return {
        name: AdviceEntry(
            id=name,
            kind=kind,
            families=families,
            urgency=urgency,
            frequency_percent=_percent(name),
            sources=("S42",),
            confidence=Confidence.C,
            reviewed_on=_REVIEWED,
        )
        for name, kind, _, families, urgency in _ADVICE
    }


def _percent(name: str) -> Decimal | None:
    return Decimal(_FREQUENCIES[name]) if name in _FREQUENCIES else None


@lru_cache(maxsize=1)
def sample_wording() -> PaperWording:
    """Return the words, strictly: a key that is not there is an error."""
    paper = tomllib.loads(resource_path("wording", "en", "paper.toml").read_text(encoding="utf-8"))
    months = {f"format.month_{number}": month for number, month in enumerate(_MONTHS, start=1)}
    form = {"format.day": "{day} {month} {year}", "format.decimal_sign": "."}
    advice = {f"advice.{name}": text for name, _, text, _, _ in _ADVICE}
    return Wording({**_TERMS, **advice, **months, **form, **paper}, language="en", is_strict=True)
