from meso_desktop.domain.advised import advised, applying, consent_paragraphs, planned_families
from meso_desktop.domain.areas import Aim, Side
from meso_desktop.domain.consultation import Advice, Consultation
from meso_desktop.domain.edits import put_line, put_target, set_advice
from meso_desktop.domain.ids import LineId
from meso_desktop.domain.patient_texts import AdviceKind
from meso_desktop.domain.plan import PlanLine
from meso_desktop.domain.rules import Family
from meso_desktop.knowledge.loader import load_knowledge
from meso_desktop.resources import resource_path
from tests.domain.builders import an_id, consultation, extent, target

PACKS = load_knowledge(resource_path("knowledge"))


def chin_planned() -> Consultation:
    chin = target(1, of=extent("4", "3"), aim=Aim.FAT, side=Side.MIDLINE)
    line = PlanLine(line_id=LineId(an_id(9)), target_id=chin.target_id, protocol="dca_submental", preparation="dca_10")
    return put_line(put_target(consultation(), chin), line)


def test_only_the_advice_of_the_family_planned_is_given() -> None:
    document = chin_planned()
    assert planned_families(document, PACKS) == (Family.DCA,)
    for kind in AdviceKind:
        assert all(not e.families or Family.DCA in e.families for e in applying(document, PACKS, kind))


def test_advice_that_contradicts_other_advice_is_given_only_when_chosen() -> None:
    document = chin_planned()
    choice = next(e for e in applying(document, PACKS, AdviceKind.AFTERCARE) if e.choice)
    assert choice not in advised(document, PACKS, AdviceKind.AFTERCARE)
    chosen = set_advice(document, Advice(chosen=(choice.id,)))
    assert choice in advised(chosen, PACKS, AdviceKind.AFTERCARE)


def test_the_consent_names_the_family_planned_and_no_other() -> None:
    held = [text.families for text in consent_paragraphs(chin_planned(), PACKS)]
    assert any(Family.DCA in families for families in held)
    assert all(not families or Family.DCA in families for families in held)
