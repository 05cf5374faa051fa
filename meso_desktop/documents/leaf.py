"""The patient's leaf: two pages, set closer or with the table of the areas moved to the second where that makes them two."""

from typing import Final

from reportlab.platypus import Flowable, PageBreak

from meso_desktop.documents.advice import advice_pages
from meso_desktop.documents.agreed import first_page, legend
from meso_desktop.documents.blocks import stacked_height
from meso_desktop.documents.paper import PlanPaper
from meso_desktop.documents.sheet import first_page_height, later_page_height, text_width
from meso_desktop.documents.style import CLOSE, ROOMY

_SETTINGS: Final = (ROOMY, CLOSE)


def leaf(paper: PlanPaper) -> list[Flowable]:
    """Return the patient's pages; the first stands alone, and what two pages cannot hold goes on behind them."""
    sheet = paper.document.clinic.paper
    first = [first_page(paper, setting) for setting in _SETTINGS]
    advice = [advice_pages(paper, setting) for setting in _SETTINGS]
    whole = _fitting([[*p.head, *p.where, *p.when, *p.table, *p.rest] for p in first], paper, first_page_height(sheet))
    second = _fitting(advice, paper, later_page_height(sheet))
    if not (whole and second):
        whole = _fitting([[*p.head, *p.where, *legend(paper), *p.when, *p.rest] for p in first], paper, first_page_height(sheet))
        second = _fitting([[*p.table, *a] for p, a in zip(first, advice, strict=True)], paper, later_page_height(sheet))
    return [*whole, PageBreak(), *second] if whole and second else _flowing(paper)


def _fitting(pages: list[list[Flowable]], paper: PlanPaper, room: float) -> list[Flowable]:
    """Return the first of the pages that fits into the room, or nothing."""
    width = text_width(paper.document.clinic.paper)
    return next((page for page in pages if stacked_height(page, width) <= room), [])


def _flowing(paper: PlanPaper) -> list[Flowable]:
    """Return the pages of a plan too long for a leaf; what the first would not hold comes last on it: the table, then the sessions."""
    sheet = paper.document.clinic.paper
    width, room = text_width(sheet), first_page_height(sheet)
    first, advice = first_page(paper, ROOMY), advice_pages(paper, ROOMY)
    whole = [*first.head, *first.where, *first.when, *first.table, *first.rest]
    if stacked_height(whole, width) <= room:
        return [*whole, *advice]
    where = [*first.where, *legend(paper)]
    if stacked_height([*first.head, *where, *first.when, *first.rest], width) <= room:
        return [*first.head, *where, *first.when, *first.rest, *first.table, *advice]
    return [*first.head, *where, *first.rest, *first.when, *first.table, *advice]
