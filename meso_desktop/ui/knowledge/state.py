"""Reads what the knowledge page shows, off the interface thread, after whatever was done to the clinic's changes."""

from collections.abc import Callable
from dataclasses import dataclass

from meso_desktop.knowledge.wording import Wording
from meso_desktop.services.clinic_changes import conflicts
from meso_desktop.services.session import OpenClinic
from meso_desktop.ui.knowledge.catalogue import Catalogue, catalogue
from meso_desktop.ui.knowledge.shelf import Shelf, Texts, read_texts

Act = Callable[[], object]


@dataclass(frozen=True, kw_only=True)
class PageState:
    """The packs and the list made of them."""

    shelf: Shelf
    catalogue: Catalogue


def read_state(clinic: OpenClinic, wording: Wording, texts: Texts | None, act: Act | None = None) -> PageState:
    """Do `act`, then read; texts are read once and given again from then on."""
    if act is not None:
        act()
    shelf = read_shelf(clinic, wording, texts)
    return PageState(shelf=shelf, catalogue=catalogue(shelf.effective, shelf.shipped, wording, conflicts=shelf.conflicts))


def read_shelf(clinic: OpenClinic, wording: Wording, texts: Texts | None = None) -> Shelf:
    """Return the packs of an open clinic with the texts of every language."""
    return Shelf(
        effective=clinic.knowledge, shipped=clinic.shipped, wording=wording, texts=texts or read_texts(wording),
        conflicts=conflicts(clinic),
    )
