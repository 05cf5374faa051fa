"""A limit that binds offers what would satisfy it: opened with one key, chosen as one edit, taken back whole."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from meso_desktop.domain.areas import Aim, Side
from meso_desktop.domain.assessment import Finding
from meso_desktop.domain.consultation import Consultation, Step
from meso_desktop.domain.history import Answer
from meso_desktop.domain.plan import Plan, PlanLine
from meso_desktop.domain.ways_out import WayOutKind
from meso_desktop.ui.consultation.consultation_page import ConsultationPage
from meso_desktop.ui.consultation.panel.finding_card import FindingCard
from meso_desktop.ui.consultation.panel.limit_bar import LimitBar
from meso_desktop.ui.consultation.panel.ways_block import WayRow
from meso_desktop.ui.consultation.plan.plan_step import PlanPage
from tests.domain.builders import extent, line, target
from tests.ui.consultation.acts import answer, at, click, painted, retype, step
from tests.ui.consultation.conftest import Opener

Planner = Callable[..., ConsultationPage]

_LARGE_CHIN = target(1, of=extent("10", "6"))
_CHIN = target(1, of=extent("6", "5"))
_FLANKS = target(2, area="flank", side=Side.BOTH, of=extent("6", "2"))
_BELLY = target(3, area="lower_abdomen", aim=Aim.CELLULITE, of=extent("24", "20"))


@pytest.fixture
def planned(open_page: Opener, draft: Consultation) -> Planner:
    """Give a function that opens the window at the plan of these areas and lines."""

    def opener(*areas: object, lines: tuple[PlanLine, ...]) -> ConsultationPage:
        page = open_page(replace(draft, target_areas=areas, plan=Plan(lines=lines)))
        page.go_to(Step.PLAN)
        painted()
        return page

    return opener


def finding(page: ConsultationPage, limit: str) -> Finding | None:
    return next((f for f in page.editor.assessment.findings if f.rule == limit), None)


def card_of(page: ConsultationPage, limit: str) -> FindingCard:
    found = finding(page, limit)
    assert found is not None, limit
    card = page.panel.card(found.key)
    assert card is not None, limit
    return card


def opened(page: ConsultationPage, limit: str) -> dict[WayOutKind, WayRow]:
    """Open the ways out of a limit with the keyboard."""
    card = card_of(page, limit)
    card.ways.opener.setFocus()
    QTest.keyClick(card.ways.opener, Qt.Key.Key_Space)
    painted()
    return {row.way.kind: row for row in card.ways.rows}


def texts(widget: QWidget) -> str:
    return "\n".join(shown.text() for shown in widget.findChildren(QLabel) if shown.isVisible()).replace("\u00a0", " ")


def bars(page: ConsultationPage) -> list[str]:
    return [bar.accessibleName() for bar in page.panel.totals.findChildren(LimitBar) if bar.isVisible()]


def test_a_smaller_extent_is_one_edit_and_the_bar_is_within(planned: Planner) -> None:
    page = planned(_LARGE_CHIN, lines=(line(1, protocol="dca_submental", sessions=2),))
    before = page.editor.document
    assert any(name.endswith(": over") for name in bars(page))
    ways = opened(page, "dca_points")
    assert set(ways) == {WayOutKind.SMALLER}
    assert "instead of 10 × 6 cm" in texts(ways[WayOutKind.SMALLER])
    assert page.editor.document is before
    click(ways[WayOutKind.SMALLER].choose)
    painted()
    assert finding(page, "dca_points") is None
    assert not any(name.endswith(": over") for name in bars(page))
    assert "Within the limit: 45 of 50" in texts(page.panel.taken)
    page.editor.undo()
    assert page.editor.document == before
    assert not page.editor.can_undo


def test_areas_in_turn_show_their_days_before_they_are_chosen(planned: Planner) -> None:
    page = planned(_CHIN, _FLANKS, lines=(line(1, protocol="dca_submental", sessions=3), line(2, protocol="dca_flank", sessions=2)))
    turn = opened(page, "dca_points")[WayOutKind.IN_TURN]
    assert page.editor.document.plan.lines[0].dates == ()
    shown = texts(turn)
    assert "3 Mar, 26 May, 18 Aug 2026" in shown
    assert "14 Apr, 7 Jul 2026" in shown
    assert all(place in shown for place in ("Under the chin", "Flank"))
    click(turn.choose)
    first, second = page.editor.document.plan.lines
    days = sorted((*first.dates, *second.dates))
    assert all((later - earlier).days >= 42 for earlier, later in pairwise(days))
    assert finding(page, "dca_points") is None


def test_a_soft_limit_offers_its_ways_beside_the_reason(planned: Planner) -> None:
    page = planned(_BELLY, lines=(line(3, protocol="meso_point", preparation="organic_silica_5", sessions=4),))
    card = card_of(page, "meso_point_volume")
    assert card.reason.isVisible()
    ways = opened(page, "meso_point_volume")
    assert set(ways) == {WayOutKind.WIDER, WayOutKind.LESS, WayOutKind.SMALLER}
    assert " of 20" in texts(ways[WayOutKind.WIDER])
    QTest.keyClicks(card.reason, "Agreed")
    assert {row.way.kind: row for row in card.ways.rows} == ways
    ways[WayOutKind.WIDER].choose.setFocus()
    QTest.keyClick(ways[WayOutKind.WIDER].choose, Qt.Key.Key_Return)
    assert finding(page, "meso_point_volume") is None
    assert page.editor.document.responses


def test_the_ways_follow_what_is_typed_meanwhile(planned: Planner) -> None:
    page = planned(_LARGE_CHIN, lines=(line(1, protocol="dca_submental", sessions=2),))
    before = opened(page, "dca_points")[WayOutKind.SMALLER].way
    line_id = page.editor.document.plan.lines[0].line_id
    retype(at(step(page, PlanPage), f"line.{line_id}.sessions"), "3")
    painted()
    after = card_of(page, "dca_points").ways.rows[0]
    assert after.way.document.plan.lines[0].sessions == 3
    assert before.document.plan.lines[0].sessions == 2
    click(after.choose)
    assert page.editor.document.plan.lines[0].sessions == 3


def test_where_there_is_no_way_it_says_so(planned: Planner) -> None:
    areas = (target(4, area="upper_abdomen", of=extent("15", "15")), target(5, area="inner_thigh", side=Side.BOTH, of=extent("12", "9")))
    lines = tuple(
        line(number, protocol="pcdc_body", preparation="pcdc_50_25", volume_per_point_ml="0.14", sessions=2) for number in (4, 5)
    )
    page = planned(*areas, lines=lines)
    assert opened(page, "pcdc_50_25_dc") == {}
    assert "change the plan by hand" in texts(card_of(page, "pcdc_50_25_dc").ways)


def test_a_rule_offers_no_ways(page: ConsultationPage) -> None:
    answer(page, "pregnant", Answer.YES)
    assert not card_of(page, "pregnancy").ways.isVisible()


def test_opening_one_limit_closes_the_other(planned: Planner) -> None:
    page = planned(_LARGE_CHIN, lines=(line(1, protocol="dca_submental", sessions=2),))
    opened(page, "dca_points")
    opened(page, "dca_volume")
    assert card_of(page, "dca_volume").ways.is_open
    assert not card_of(page, "dca_points").ways.is_open


def test_what_was_chosen_is_said_where_the_focus_is_and_undone_from_there(planned: Planner) -> None:
    page = planned(_LARGE_CHIN, lines=(line(1, protocol="dca_submental", sessions=2),))
    before = page.editor.document
    click(opened(page, "dca_points")[WayOutKind.SMALLER].choose)
    taken = page.panel.taken
    assert QApplication.focusWidget() is taken
    QTest.keyClick(taken, Qt.Key.Key_Return)  # the key that chose does not take it back
    assert taken.isVisible()
    click(taken.undo)
    painted()
    assert page.editor.document == before
    assert not taken.isVisible()
    focused = QApplication.focusWidget()
    assert focused is not None
    assert card_of(page, "dca_points").isAncestorOf(focused)


def test_what_was_chosen_is_no_longer_said_after_the_next_edit(planned: Planner) -> None:
    page = planned(_LARGE_CHIN, lines=(line(1, protocol="dca_submental", sessions=2),))
    click(opened(page, "dca_points")[WayOutKind.SMALLER].choose)
    assert page.panel.taken.isVisible()
    retype(at(step(page, PlanPage), f"line.{page.editor.document.plan.lines[0].line_id}.sessions"), "3")
    assert not page.panel.taken.isVisible()


def test_what_opens_below_the_fold_is_scrolled_to_and_its_head_stays(planned: Planner) -> None:
    page = planned(_BELLY, lines=(line(3, protocol="meso_point", preparation="organic_silica_5", sessions=4),))
    page.resize(1024, 700)
    painted()
    rows = opened(page, "meso_point_volume")
    opener, first = card_of(page, "meso_point_volume").ways.opener, rows[WayOutKind.WIDER].choose
    for part in (opener, first):
        assert part.visibleRegion().boundingRect().height() == part.height()


def test_a_way_that_changes_several_lines_names_their_areas(planned: Planner) -> None:
    left, right = (
        target(n, area="flank", side=side, aim=Aim.CELLULITE, of=extent("20", "16")) for n, side in ((1, Side.LEFT), (2, Side.RIGHT))
    )
    lines = tuple(line(n, protocol="meso_point", preparation="organic_silica_5", sessions=4) for n in (1, 2))
    page = planned(left, right, lines=lines)
    both = tuple(one.line_id for one in lines)
    limit = next(f.rule for f in page.editor.assessment.findings if f.lines == both and "session" in f.text.id)
    ways = opened(page, limit)
    assert "In: Flank (left), Flank (right)" in texts(ways[WayOutKind.WIDER])
    assert all("In: " not in texts(row) for kind, row in ways.items() if kind is WayOutKind.SMALLER)
