"""How preparations are called on the screen: the pack's words, the clinic's own name with its parts, in record and review."""

from decimal import Decimal

from msgspec.structs import replace
from PySide6.QtWidgets import QLabel, QWidget

from meso_desktop.domain.assess import Context, assess
from meso_desktop.domain.assessment import AnaestheticEstimate
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.drawing.grid import redrawn
from meso_desktop.domain.edits import set_anaesthetic
from meso_desktop.domain.plan import Anaesthetic, AnaestheticChoice
from meso_desktop.domain.rules import Family
from meso_desktop.knowledge.wording import Wording
from meso_desktop.services.drafts import begin_consultation
from meso_desktop.services.own_preparations import keep_preparation, put_away, rename_preparation
from meso_desktop.services.records import open_record
from meso_desktop.services.session import OpenClinic
from meso_desktop.services.signing import sign_consultation
from meso_desktop.ui.anaesthetic_words import anaesthetic_in_words
from meso_desktop.ui.consultation.summary import summary_sheet
from meso_desktop.ui.preparation_words import preparation_name, preparation_whole
from meso_desktop.ui.record_view import RecordView
from meso_desktop.ui.theme import Theme
from tests.domain.own import own_of, part, planned
from tests.domain.ready import with_all_answered
from tests.services.opening import PASSPHRASE, TODAY
from tests.ui.scene import a_person, packs, with_responses

OWN = own_of(part("caffeine", "2", caffeine="12.5"), part("carnitine_200", "5"), name="Evening")
PARTS = "Caffeine 2 mL (strength as on the vial: caffeine 12.5 mg/mL), L-carnitine 20 % 5 mL"


def _document() -> Consultation:
    return redrawn(planned(OWN), packs())


def _shown(widget: QWidget) -> str:
    return "\n".join(found.text() for found in widget.findChildren(QLabel))


def test_a_preparation_is_called_by_the_packs_word_or_the_clinics_name(wording: Wording) -> None:
    document = _document()
    assert preparation_name("dca_10", document, wording) == wording.term("preparation.dca_10")
    assert preparation_name("own-1", document, wording) == "Evening"
    assert preparation_name("gone", document, wording) == "gone"
    assert preparation_whole("own-1", document, wording) == f"Evening: {PARTS}"
    assert preparation_whole("dca_10", document, wording) == wording.term("preparation.dca_10")


def test_the_review_says_what_it_is_made_of(theme: Theme, wording: Wording) -> None:
    assert theme is not None
    document = _document()
    sheet = summary_sheet(document, assess(document, packs(), Context(today=document.visit_on)), wording)
    assert f"Evening: {PARTS}" in _shown(sheet)
    sheet.deleteLater()


def test_the_review_names_a_preparation_of_the_pack_and_the_anaesthetic(theme: Theme, wording: Wording) -> None:
    assert theme is not None
    document = _document()
    line = replace(document.plan.lines[0], preparation="carnitine_200")
    numbed = Anaesthetic(
        choice=AnaestheticChoice.INFILTRATED, agent="lidocaine_plain", strength_mg_per_ml=Decimal(10), volume_ml=Decimal("2.5"),
    )
    document = set_anaesthetic(replace(document, plan=replace(document.plan, lines=(line,))), numbed)
    found = assess(document, packs(), Context(today=document.visit_on))
    sheet = summary_sheet(document, found, wording)
    shown = _shown(sheet)
    assert wording.term("preparation.carnitine_200") in shown
    assert f"infiltrated, {wording.term('anaesthetic.lidocaine_plain')}, 2.5 mL × 10 mg/mL, 25 mg" in shown
    sheet.deleteLater()


def test_an_anaesthetic_stands_against_its_cap(wording: Wording) -> None:
    ice = Anaesthetic(choice=AnaestheticChoice.ICE)
    assert anaesthetic_in_words(None, None, wording) == ""
    assert anaesthetic_in_words(ice, None, wording) == "ice"
    numbed = replace(ice, choice=AnaestheticChoice.INFILTRATED)
    estimate = AnaestheticEstimate(agent="lidocaine_plain", mg=Decimal(286), cap_mg=Decimal("290.25"))
    assert anaesthetic_in_words(numbed, estimate, wording) == "infiltrated, 286 mg of at most 290.25 mg"


def test_a_record_shows_what_was_injected_whatever_became_of_the_kept_one(clinic: OpenClinic, theme: Theme, wording: Wording) -> None:
    assert theme is not None
    card = a_person(clinic, "Lefèvre", "Éloïse")
    draft = begin_consultation(clinic, patient_id=card.patient_id, visit_on=TODAY)
    own = keep_preparation(clinic, own_of(part("dca_10", "2"), family=Family.DCA, name="From the fridge"))
    made = planned(own, protocol="dca_submental", area="submental", size=("4", "3"), knowledge=packs())
    line = replace(made.plan.lines[0], sessions=2)
    document = replace(
        draft, history=made.history, examination=made.examination, target_areas=made.target_areas, plan=replace(made.plan, lines=(line,)),
        consent=made.consent, outcome=made.outcome,
    )
    document = with_responses(redrawn(with_all_answered(document, packs()), packs()), clinic)
    signed = sign_consultation(clinic, document, passphrase=PASSPHRASE)
    rename_preparation(clinic, own.id, name="Renamed")
    put_away(clinic, own.id)
    record = open_record(clinic, signed.document.consultation_id)
    assert record.seal_holds
    assert record.document.plan.preparations == (own,)
    view = RecordView(wording)
    view.show_record(record)
    assert "From the fridge: Deoxycholic acid 10 mg/mL (Kybella, Belkyra) 2 mL" in _shown(view)
    view.deleteLater()
