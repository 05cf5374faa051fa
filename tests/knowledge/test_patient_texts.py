"""What the patient is told: the frequencies of the trials, contradicting advice as a choice, and the same figures in every language."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

import pytest

from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.patient_texts import AdviceKind, Urgency
from meso_desktop.domain.rules import Family
from meso_desktop.knowledge.wording import Wording
from meso_desktop.resources import resource_path

LANGUAGES: Final = tuple(sorted(folder.name for folder in resource_path("wording").iterdir() if folder.is_dir()))
TRIALS: Final = {  # of 100 with deoxycholic acid, of 100 with placebo (1 where the source has "<1")
    "dca_any_reaction": (96, 81), "dca_swelling": (87, 43), "dca_bruise": (72, 70), "dca_pain": (70, 32), "dca_numb": (66, 6),
    "dca_redness": (27, 18), "dca_hardening": (23, 3), "dca_tingling": (14, 4), "dca_nodule": (13, 3), "dca_itch": (12, 6),
    "dca_tightness": (5, 1), "dca_warmth": (4, 2), "dca_nerve": (4, 1), "dca_headache": (8, 4), "dca_throat": (3, 1),
    "dca_pressure": (3, 1), "dca_nausea": (2, 1), "dca_swallow": (2, 1),
}
CHOICES: Final = {
    "alcohol_before", "caffeine", "chin_strap", "compression", "drainage", "ice", "massage", "meals", "nsaid_after", "nsaid_before",
}
_THOUSANDS: Final = re.compile(r"(?<=\d)[ ,.\u202f\xa0](?=\d{3}(?!\d))")
_DECIMAL: Final = re.compile(r"(?<=\d),(?=\d)")


def figures(words: str) -> list[str]:
    """Return the figures of a sentence, however its language writes them."""
    plain = _DECIMAL.sub(".", _THOUSANDS.sub("", words))
    return sorted(re.findall(r"\d+(?:\.\d+)?", plain))


def texts_of_the_packs(pack: Knowledge) -> Iterator[str]:
    yield from (f"advice.{entry}" for entry in pack.advice)
    yield from (f"consent.{entry}" for entry in pack.consent)
    yield from (f"technique.{protocol.technique}" for protocol in pack.protocols.values())
    yield from (f"exclusion.{area.exclusion}" for area in pack.areas.values() if area.exclusion)
    yield from (f"not_selectable.{product.not_selectable}" for product in pack.products.values() if product.not_selectable)
    yield from (f"site_not_offered.{site}" for site in pack.sites_not_offered)
    yield from (f"product.{product}" for product in pack.products)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_gives_the_figures_of_the_english_text(shipped: Knowledge, language: str) -> None:
    folder = resource_path("wording")
    english, own = Wording.load(folder, "en", is_strict=True), Wording.load(folder, language, is_strict=True)
    notes = [key for key in english.all_keys() if key.startswith(("legal_note.", "scale_note."))]
    keys = [*dict.fromkeys(texts_of_the_packs(shipped)), *notes]
    assert [key for key in keys if figures(own.term(key)) != figures(english.term(key))] == []


@pytest.mark.parametrize("entry", TRIALS)
def test_side_effect_has_the_frequency_of_the_trials_and_of_the_placebo(shipped: Knowledge, entry: str) -> None:
    treated, placebo = TRIALS[entry]
    assert shipped.advice[entry].frequency_percent == Decimal(treated)
    assert shipped.advice[entry].families == (Family.DCA,)
    assert figures(Wording.load(resource_path("wording"), "en").term(f"advice.{entry}")) == [str(placebo)]


def test_no_other_frequency_is_told_of_the_labelled_product(shipped: Knowledge) -> None:
    told = {entry.id for entry in shipped.advice.values() if entry.frequency_percent is not None and Family.DCA in entry.families}
    assert told == set(TRIALS)


def test_contradicting_advice_is_left_to_the_doctor(shipped: Knowledge) -> None:
    assert {entry.choice for entry in shipped.advice.values() if entry.choice} == CHOICES


@pytest.mark.parametrize("family", Family)
def test_every_family_offers_at_least_two_of_each_choice_it_has(shipped: Knowledge, family: Family) -> None:
    offered = [entry.choice for entry in shipped.advice.values() if not entry.families or family in entry.families]
    assert [choice for choice in CHOICES if offered.count(choice) == 1] == []


@pytest.mark.parametrize("family", Family)
def test_every_family_is_told_whom_to_call_at_once_the_same_day_and_later(shipped: Knowledge, family: Family) -> None:
    flags = [entry for entry in shipped.advice.values() if entry.kind is AdviceKind.RED_FLAG]
    assert {entry.urgency for entry in flags if not entry.families or family in entry.families} == set(Urgency)


EVIDENCE: Final = {"evidence_meso": {"S20", "S55"}, "evidence_pcdc": {"S19", "S17"}, "evidence_dca": {"S32"}, "evidence_device": {"S44"}}
REGULATORS: Final = {"regulator_meso": {"S54"}, "regulator_pcdc": {"S53", "S54", "S56"}, "regulator_device": {"S53", "S54"}}


@pytest.mark.parametrize("paragraph", [*EVIDENCE, *REGULATORS])
def test_consent_names_the_negative_trials_and_the_regulators(shipped: Knowledge, paragraph: str) -> None:
    assert (EVIDENCE | REGULATORS)[paragraph] <= set(shipped.consent[paragraph].sources)
