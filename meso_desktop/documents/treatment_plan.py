"""The treatment plan as PDF: the pages for the patient first, then those for the doctor; or the short form."""

from threading import Lock
from typing import Final

from reportlab.platypus import Flowable, NextPageTemplate, PageBreak

from meso_desktop.documents import figures, findings
from meso_desktop.documents.clinic_notes import clinic_notes
from meso_desktop.documents.examined import examined
from meso_desktop.documents.flow import Words
from meso_desktop.documents.leaf import leaf
from meso_desktop.documents.letterhead import not_worded
from meso_desktop.documents.limits import limits
from meso_desktop.documents.outcome import outcome_page
from meso_desktop.documents.own_preparations import composed
from meso_desktop.documents.paper import PlanPaper
from meso_desktop.documents.sheet import DOCTORS, rendered, text_width
from meso_desktop.documents.style import SMALL, Style
from meso_desktop.documents.typefaces import Face

_DOCTOR_TITLE: Final = Style(15, 19, Face.SEMIBOLD, after=1)
_ONE_AT_A_TIME: Final = Lock()  # a ReportLab font serves one document at a time


def treatment_plan_pdf(paper: PlanPaper) -> bytes:
    """Return the plan as PDF, byte for byte the same for the same paper."""
    with _ONE_AT_A_TIME:
        return rendered(paper, _story(paper))


def _story(paper: PlanPaper) -> list[Flowable]:
    if not paper.is_plan:
        return outcome_page(paper)
    return [*leaf(paper), NextPageTemplate(DOCTORS), PageBreak(), *_doctor_pages(paper.for_doctor)]


def _doctor_pages(paper: PlanPaper) -> list[Flowable]:
    width = text_width(paper.document.clinic.paper)
    return [
        Words(paper.say("title.doctor"), _DOCTOR_TITLE),
        Words(" ".join([paper.say("doctor_note"), *not_worded(paper)]), SMALL),
        *findings.still_open(paper, width),
        *figures.measures(paper),
        *figures.figures(paper, width),
        *examined(paper),
        *composed(paper),
        *limits(paper, width),
        *figures.anaesthetic(paper),
        *findings.findings(paper, width),
        *clinic_notes(paper, width),
        *findings.legal(paper),
        *findings.earlier(paper, width),
        *findings.consent_and_seal(paper),
        *findings.addenda(paper, width),
        *findings.sources(paper, width),
    ]
