"""Trying a preparation says what the consultation would say if the line used it, and changes nothing."""

from msgspec.structs import replace

from meso_desktop.domain.condition import Mixture
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.edits import set_allergies
from meso_desktop.domain.history import CodedEntry
from meso_desktop.domain.ids import LineId
from meso_desktop.domain.plan import OwnPreparation
from meso_desktop.domain.preparation_edits import use_own
from meso_desktop.domain.preparation_trial import Tried, looks_at_content, tried
from meso_desktop.domain.rules import FamilyOutcomes, RuleOutcome
from tests.domain.builders import an_id
from tests.domain.own import own_of, part, planned
from tests.domain.ready import TODAY, assessed
from tests.domain.small_knowledge import small_knowledge

START = own_of(part("vitamin_c", "1"))
MIX = own_of(part("vitamin_c", "3"), part("lidocaine_1", "1"), own_id="own-2")
LINE = LineId(an_id(101))


def _tried(own: OwnPreparation, document: Consultation) -> Tried:
    return tried(own, line_id=LINE, document=document, knowledge=small_knowledge(), context=TODAY)


def test_an_allergy_is_named_with_the_product_and_the_ingredient_that_answers_to_it() -> None:
    entry = CodedEntry(text="dentist's injection", code="amide_anaesthetic")
    document = set_allergies(planned(START), (entry, CodedEntry(text="nuts")))
    [met] = _tried(MIX, document).allergies
    assert (met.product, met.ingredient, met.entry) == ("lidocaine_1", "lidocaine", entry)
    assert _tried(START, document).allergies == ()


def test_what_rules_and_limits_say_is_what_they_say_once_it_is_used() -> None:
    document = set_allergies(planned(START), (CodedEntry(text="as told", code="amide_anaesthetic"),))
    found = _tried(MIX, document)
    used = assessed(use_own(document, line_id=LINE, own=MIX, copy_id="copy"))
    assert [f.rule for f in found.findings] == ["ingredient_allergy"]
    assert {f.key for f in found.findings} <= {f.key for f in used.findings}
    assert found.estimate == next(e for e in used.lines if e.line == LINE)


def test_a_limit_that_would_be_crossed_is_told() -> None:
    strong = own_of(part("vitamin_c", "1"), part("lidocaine_1", "9", lidocaine="400"))
    assert [f.rule for f in _tried(strong, planned(START)).findings if f.is_hard] == ["anaesthetic.lidocaine_plain"]


def test_a_rule_that_does_not_ask_what_is_injected_is_not_repeated() -> None:
    rules = small_knowledge().rules
    assert not looks_at_content(rules["diabetes"])
    assert looks_at_content(rules["ingredient_allergy"])
    assert looks_at_content(replace(rules["diabetes"], products=("vitamin_c",)))
    assert looks_at_content(replace(rules["diabetes"], when=Mixture(), outcomes=FamilyOutcomes(meso=RuleOutcome.REASON)))


def test_faults_are_told_and_a_preparation_that_the_protocol_does_not_take() -> None:
    found = _tried(own_of(part("dca_10", "1"), part("vitamin_c", "0")), planned(START))
    assert [fault.id for fault in found.faults] == ["barrier.two_families", "barrier.part_without_volume"]
    assert not found.is_taken
    assert _tried(MIX, planned(START)).is_taken


def test_what_is_tried_is_itself_whatever_its_id_stands_for_elsewhere() -> None:
    document = planned(START)
    held = (START, own_of(part("vitamin_c", "9"), own_id="own-2"))
    elsewhere = replace(document, plan=replace(document.plan, preparations=held))
    for taken in ("", "dca_10", START.id, "own-2"):
        assert _tried(replace(MIX, id=taken), elsewhere).estimate == _tried(MIX, planned(START)).estimate
