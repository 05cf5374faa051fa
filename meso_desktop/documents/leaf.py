"""The patient's leaf: two pages, set closer or with the table of the areas moved to the second where that makes them two."""

from collections.abc import Callable
from functools import cache, partial
from typing import Final

from reportlab.platypus import Flowable, PageBreak

from meso_desktop.documents.advice import advice_pages
from meso_desktop.documents.agreed import FirstPage, first_page, legend
from meso_desktop.documents.blocks import stacked_height
from meso_desktop.documents.paper import PlanPaper
from meso_desktop.documents.sheet import first_page_height, later_page_height, text_width
from meso_desktop.documents.style import CLOSE, ROOMY, Setting

_SETTINGS: Final = (ROOMY, CLOSE)


def leaf(paper: PlanPaper) -> list[Flowable]:
    """Return the patient's pages; the first stands alone, and what two pages cannot hold goes on behind them."""
    sheet = paper.document.clinic.paper
    first = cache(partial(first_page, paper))
    advice = cache(partial(advice_pages, paper))
    second = _fitting(advice, paper, later_page_height(sheet))
    if second:
        whole = _fitting(lambda setting: first(setting).whole, paper, first_page_height(sheet))
        if not whole:
            whole = _fitting(lambda setting: first(setting).without_table(legend(paper)), paper, first_page_height(sheet))
            second = _fitting(lambda setting: [*first(setting).table, *advice(setting)], paper, later_page_height(sheet))
        if whole and second:
            return [*whole, PageBreak(), *second]
    return [*_flowing(paper, first(ROOMY)), *advice(ROOMY)]


def _fitting(page: Callable[[Setting], list[Flowable]], paper: PlanPaper, room: float) -> list[Flowable]:
    """Return the page in the first setting in which it fits into the room, or nothing."""
    width = text_width(paper.document.clinic.paper)
    return next((parts for parts in map(page, _SETTINGS) if stacked_height(parts, width) <= room), [])


def _flowing(paper: PlanPaper, first: FirstPage) -> list[Flowable]:
    """Return a first page too long for a leaf; what it would not hold comes last on it: the table, then the sessions."""
    sheet = paper.document.clinic.paper
    width, room = text_width(sheet), first_page_height(sheet)
    if stacked_height(first.whole, width) <= room:
        return first.whole
    named = legend(paper)
    if stacked_height(first.without_table(named), width) <= room:
        return [*first.without_table(named), *first.table]
    return [*first.head, *first.where, *named, *first.rest, *first.when, *first.table]
