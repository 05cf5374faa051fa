"""What holds up the signature is listed whole, and a line that has nothing to open cannot be opened."""

from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from meso_desktop.domain.consultation import OutcomeKind
from meso_desktop.domain.edits import put_target, refuse_entry, set_outcome
from meso_desktop.domain.ids import TargetId
from meso_desktop.ui.consultation.consultation_page import ConsultationPage
from meso_desktop.ui.consultation.link_row import LinkRow
from meso_desktop.ui.consultation.reading_order import in_reading_order
from tests.domain.builders import an_id
from tests.ui.consultation.acts import end
from tests.ui.consultation.test_steps import plan_a_chin


def _rows(page: ConsultationPage) -> list[str]:
    return [row.accessibleName() for row in page.panel.missing_rows() if isinstance(row, LinkRow)]


def test_ready_to_sign_opens_nothing(page: ConsultationPage) -> None:
    review = end(page, OutcomeKind.DEFER)
    QTest.keyClicks(review.reason, "Fever")
    head = page.panel.missing_head
    assert head.text() == "Ready to sign"
    assert not head.isEnabled()
    assert head not in list(in_reading_order(page.panel))
    page.editor.edit(partial(set_outcome, outcome=None))
    assert head.isEnabled()
    assert head in list(in_reading_order(page.panel))
    assert _rows(page)


def test_a_line_that_does_not_fit_is_listed_with_what_to_do(page: ConsultationPage) -> None:
    plan_a_chin(page)
    first = page.editor.document.target_areas[0]
    page.editor.edit(partial(put_target, target=replace(first, target_id=TargetId(an_id(70)))))
    assert any("This area is chosen twice" in row for row in _rows(page))


def test_an_outline_that_waits_keeps_nobody_from_signing(page: ConsultationPage) -> None:
    plan_a_chin(page)
    target = page.editor.document.target_areas[0]
    review = end(page, OutcomeKind.DEFER)
    QTest.keyClicks(review.reason, "Fever")
    page.editor.edit(partial(refuse_entry, field=f"target.{target.target_id}.outline", text="ellipse"))
    assert page.editor.assessment.may_sign
    assert page.panel.missing_head.text() == "Ready to sign"
    QTest.keyClick(page.panel.missing_head, Qt.Key.Key_Space)
    assert _rows(page) == []
