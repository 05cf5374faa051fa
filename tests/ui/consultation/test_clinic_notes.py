"""What the clinic loosened or confirmed is said beside every step, on the review step and in the record."""

from datetime import date
from functools import partial

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from meso_desktop.domain.clinic_changes import ClinicNote, ClinicNoteKind
from meso_desktop.domain.consultation import Consultation, OutcomeKind
from meso_desktop.domain.edits import answer_question
from meso_desktop.domain.history import Answer
from meso_desktop.domain.ids import LineId
from meso_desktop.domain.message import message
from meso_desktop.knowledge.wording import Wording
from meso_desktop.services.clinic_changes import change_entry
from meso_desktop.services.session import OpenClinic
from meso_desktop.ui.clinic_notes import note_origin, note_told
from meso_desktop.ui.consultation.consultation_page import ConsultationPage
from meso_desktop.ui.consultation.panel.clinic_notes_block import ClinicNotesBlock
from meso_desktop.ui.record_view import RecordView
from tests.domain.builders import an_id
from tests.ui.consultation.acts import end, sign
from tests.ui.consultation.conftest import Opener

LINE = LineId(an_id(31))
NOTE = ClinicNote(
    kind=ClinicNoteKind.LOOSENED, text=message("missing.plan"), reason="Own series of 40 patients", by="Dr Ada Invented",
    on=date(2026, 2, 3), lines=(LINE,),
)


def _shown(within: QWidget) -> str:
    return "\n".join(label.text() for label in within.findChildren(QLabel) if label.isVisibleTo(within))


def test_a_note_says_what_where_why_who_and_when(wording: Wording) -> None:
    assert note_told(NOTE, wording, {str(LINE): "Flank"}) == "No area is planned. (Flank)"
    assert note_told(NOTE, wording, {}) == "No area is planned."
    assert note_origin(NOTE, wording) == "Dr Ada Invented, 3 February 2026. Reason: Own series of 40 patients"


def test_a_confirmation_names_its_ground(wording: Wording) -> None:
    confirmed = ClinicNote(kind=ClinicNoteKind.CONFIRMED, text=NOTE.text, reason="Letter of the agency", by="Dr B", on=NOTE.on)
    assert note_origin(confirmed, wording) == "Dr B, 3 February 2026. Ground: Letter of the agency"
    silent = ClinicNote(kind=ClinicNoteKind.LOOSENED, text=NOTE.text, reason=" ", by="Dr B", on=NOTE.on)
    assert note_origin(silent, wording) == "Dr B, 3 February 2026."


@pytest.mark.usefixtures("theme")
def test_the_block_is_there_only_with_notes(wording: Wording) -> None:
    block = ClinicNotesBlock(wording=wording)
    assert block.isHidden()
    block.show_notes((NOTE, NOTE), {})
    assert not block.isHidden()
    assert _shown(block).count("Own series") == 2
    block.show_notes((), {})
    assert block.isHidden()
    block.deleteLater()


@pytest.fixture
def loosened(clinic: OpenClinic, draft: Consultation, open_page: Opener) -> ConsultationPage:
    """A consultation with fever, in a clinic where fever no longer defers mesotherapy."""
    change_entry(clinic, topic="rules", entry="fever", field="outcomes.meso", value="inform", reason="Low fever is no bar here")
    page = open_page(draft)
    page.editor.edit(partial(answer_question, question="fever", answer=Answer.YES))
    return page


def test_a_loosened_rule_is_marked_beside_the_step_on_the_review_and_in_the_record(
    loosened: ConsultationPage, wording: Wording, qtbot: QtBot,
) -> None:
    assert "Low fever is no bar here" in _shown(loosened.panel.clinic_notes)
    assert "Changed by the clinic" in _shown(loosened.panel.clinic_notes)
    review = end(loosened, OutcomeKind.DEFER)
    QApplication.processEvents()
    assert "Low fever is no bar here" in _shown(review)
    review.reason.setPlainText("Fever")
    review.reason.written.emit("Fever")
    record = sign(loosened, qtbot)
    view = RecordView(wording)
    qtbot.addWidget(view)
    view.show_record(record)
    shown = _shown(view)
    assert "Changed by the clinic" in shown
    assert "Loosened" in shown
    assert "Low fever is no bar here" in shown


def test_what_does_not_bear_on_the_visit_is_not_marked(clinic: OpenClinic, draft: Consultation, open_page: Opener) -> None:
    change_entry(clinic, topic="rules", entry="fever", field="outcomes.meso", value="inform", reason="Low fever is no bar here")
    page = open_page(draft)
    page.editor.edit(partial(answer_question, question="fever", answer=Answer.NO))
    assert page.panel.clinic_notes.isHidden()
