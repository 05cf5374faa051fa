"""Favourite protocols: starred in the chooser, first in its list, and the only one that fits taken with one key."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox
from sqlalchemy import event
from sqlalchemy.engine.interfaces import DBAPIConnection

from meso_desktop.domain.areas import Deposit
from meso_desktop.domain.consultation import Consultation, Step
from meso_desktop.domain.plan import Plan, PlanLine
from meso_desktop.services.favourites import favourites, set_favourite
from meso_desktop.services.session import OpenClinic
from meso_desktop.ui.consultation.consultation_page import ConsultationPage
from meso_desktop.ui.consultation.plan.favourite_protocols import FavouriteProtocols
from meso_desktop.ui.consultation.plan.line_card import LineCard
from meso_desktop.ui.consultation.plan.plan_step import PlanPage
from tests.domain.builders import extent, line, target
from tests.ui.consultation.acts import painted, step
from tests.ui.consultation.conftest import Opener

_CHIN = target(1, of=extent("5", "4"), deposit=Deposit.SMALL)

Planner = Callable[..., ConsultationPage]


@pytest.fixture
def planned(open_page: Opener, draft: Consultation) -> Planner:
    """Give a function that opens the window at the plan of a chin, once the favourites are read."""

    def opener(*lines: PlanLine) -> ConsultationPage:
        page = open_page(replace(draft, target_areas=(_CHIN,), plan=Plan(lines=lines)))
        page.go_to(Step.PLAN)
        page.desk.tasks.wait_until_idle()
        painted()
        page.go_to(Step.PLAN)
        return page

    return opener


def card_of(page: ConsultationPage) -> LineCard:
    card = step(page, PlanPage).card(_CHIN.target_id)
    assert card is not None
    return card


def protocols(page: ConsultationPage) -> list[str]:
    return [held.protocol for held in page.editor.document.plan.lines]


def entries(box: QComboBox) -> list[str]:
    return [box.itemText(place) for place in range(box.count())]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_the_star_makes_a_favourite_and_takes_it_back(planned: Planner, clinic: OpenClinic, key: Qt.Key) -> None:
    page = planned(line(1, protocol="dca_submental"))
    star = card_of(page).choosers.star
    for held in (frozenset({"dca_submental"}), frozenset[str]()):
        star.setFocus()
        QTest.keyClick(star, key)
        page.desk.tasks.wait_until_idle()
        assert favourites(clinic) == held
        assert star.isChecked() == bool(held)
    assert not page.editor.can_undo


def test_favourites_stand_first_under_a_heading_that_cannot_be_chosen(planned: Planner, clinic: OpenClinic) -> None:
    set_favourite(clinic, protocol="meso_papules", is_favourite=True)
    box = card_of(planned()).protocol
    assert entries(box)[0] == "Favourites"
    assert entries(box)[1].startswith("Intradermal papules")
    assert entries(box)[2] == "Others that fit"
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert box.currentData() == "meso_papules"


def test_without_favourites_there_is_no_heading(planned: Planner) -> None:
    box = card_of(planned()).protocol
    assert "Favourites" not in entries(box)
    assert all(box.itemData(place) for place in range(box.count()))


def test_the_only_favourite_that_fits_is_proposed_and_enter_takes_it(planned: Planner, clinic: OpenClinic) -> None:
    set_favourite(clinic, protocol="dca_submental", is_favourite=True)
    set_favourite(clinic, protocol="dca_flank", is_favourite=True)
    page = planned()
    favourite = card_of(page).choosers.favourite
    assert favourite.text() == "Plan with Submental, label"
    assert protocols(page) == []
    assert QApplication.focusWidget() is favourite
    QTest.keyClick(favourite, Qt.Key.Key_Return)
    assert protocols(page) == ["dca_submental"]
    assert QApplication.focusWidget() is card_of(page).protocol
    page.editor.undo()
    assert protocols(page) == []


def test_of_two_favourites_that_fit_none_is_proposed(planned: Planner, clinic: OpenClinic) -> None:
    for protocol in ("dca_submental", "meso_papules"):
        set_favourite(clinic, protocol=protocol, is_favourite=True)
    assert not card_of(planned()).choosers.favourite.isVisible()


def test_a_mark_made_while_the_favourites_are_read_still_stands(page: ConsultationPage, clinic: OpenClinic) -> None:
    set_favourite(clinic, protocol="dca_flank", is_favourite=True)
    held = FavouriteProtocols(page.desk, page)
    held.mark("dca_submental", is_favourite=True)
    assert held.held == {"dca_submental"}
    page.desk.tasks.wait_until_idle()
    assert held.held == favourites(clinic) == {"dca_flank", "dca_submental"}


def test_a_mark_that_cannot_be_kept_is_told_and_taken_back(page: ConsultationPage, clinic: OpenClinic) -> None:
    held, told = FavouriteProtocols(page.desk, page), list[str]()
    held.refused.connect(told.append)
    page.desk.tasks.wait_until_idle()
    with clinic.store.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()

    def fill_the_disk(connection: DBAPIConnection, *_: object) -> None:
        connection.cursor().execute(f"PRAGMA max_page_count = {pages}")

    event.listen(clinic.store.engine, "checkout", fill_the_disk)  # whichever connection the work behind takes
    held.mark("long " * 20_000, is_favourite=True)
    assert held.held
    page.desk.tasks.wait_until_idle()
    assert held.held == favourites(clinic) == frozenset()
    assert len(told) == 1
    assert "disk" in told[0]
