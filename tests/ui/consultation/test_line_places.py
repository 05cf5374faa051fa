"""Two sides of an area that are planned apart are told apart wherever a line is named by its area."""

from typing import Final

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from meso_desktop.domain.areas import Aim, Side
from meso_desktop.domain.consultation import Consultation
from meso_desktop.knowledge.wording import Wording
from meso_desktop.resources import resource_path
from meso_desktop.ui.consultation.consultation_page import ConsultationPage
from meso_desktop.ui.consultation.plan.plan_step import PlanPage
from meso_desktop.ui.line_places import line_places
from meso_desktop.ui.record_findings import show_findings
from meso_desktop.ui.sheet import Sheet
from tests.domain.builders import consultation, extent, line, target
from tests.ui.consultation.acts import step
from tests.ui.consultation.conftest import Opener

_WORDS: Final = Wording.load(resource_path("wording"), "en", is_strict=True)
_FLANK: Final = target(1, area="flank", side=Side.LEFT, aim=Aim.CELLULITE, of=extent("6", "4"))
_LEFT, _RIGHT = _FLANK, replace(_FLANK, target_id=target(2).target_id, side=Side.RIGHT)
_LINES: Final = tuple(line(n, protocol="meso_point", preparation="organic_silica_5") for n in (1, 2))


@pytest.fixture
def apart(open_page: Opener, draft: Consultation) -> ConsultationPage:
    """The plan of two flanks that are planned apart."""
    page = open_page(replace(draft, target_areas=(_LEFT, _RIGHT), plan=replace(draft.plan, lines=_LINES)))
    step(page, PlanPage)
    return page


def _asked(page: ConsultationPage) -> list[str]:
    return [f.key for f in page.editor.assessment.findings if f.rule == "legal_not_known"]


def test_an_area_of_one_side_is_named_with_it_and_a_pair_is_not() -> None:
    pair = target(3, area="outer_thigh", side=Side.BOTH)
    document = consultation(targets=(_LEFT, pair, target(4)), lines=(_LINES[0], line(3), line(4), line(5)))
    assert list(line_places(document, _WORDS).values()) == ["Flank (left)", "Outer thigh", "Under the chin", ""]


def test_cards_of_two_sides_name_them(apart: ConsultationPage) -> None:
    cards = [apart.panel.card(key) for key in _asked(apart)]
    shown = [{part.text() for part in card.findChildren(QLabel)} for card in cards if card is not None]
    assert ["Flank (left)" in texts for texts in shown] == [True, False]
    assert ["Flank (right)" in texts for texts in shown] == [False, True]


def test_what_is_missing_names_the_side_of_a_finding_to_answer(apart: ConsultationPage) -> None:
    rows = [row.accessibleName() for row in apart.panel.missing_rows()]
    assert len(set(rows)) == len(rows)
    assert any("Flank (left)" in row for row in rows)
    assert any("Flank (right)" in row for row in rows)


def test_a_record_names_the_side_of_each_finding(apart: ConsultationPage, qtbot: QtBot) -> None:
    document, assessment = apart.editor.document, apart.editor.assessment
    page = Sheet()
    qtbot.addWidget(page)
    found = [f for f in assessment.findings if f.key in _asked(apart)]
    show_findings(page, found, _WORDS, places=line_places(document, _WORDS))
    shown = "\n".join(part.text() for part in page.findChildren(QLabel))
    assert shown.count("Flank (left)") == shown.count("Flank (right)") == 1
