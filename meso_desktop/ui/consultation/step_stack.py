"""The seven steps one over the other, each made when it is first gone to."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from meso_desktop.domain.consultation import Step
from meso_desktop.ui.canvas.over_step import CanvasOverStep
from meso_desktop.ui.consultation.advice_step import AdvicePage
from meso_desktop.ui.consultation.areas.areas_step import AreasPage
from meso_desktop.ui.consultation.examination_step import ExaminationPage
from meso_desktop.ui.consultation.history.history_step import HistoryPage
from meso_desktop.ui.consultation.patient_step import PatientPage
from meso_desktop.ui.consultation.plan.plan_step import PlanPage
from meso_desktop.ui.consultation.reading_order import in_reading_order
from meso_desktop.ui.consultation.review_step import ReviewPage
from meso_desktop.ui.consultation.step_page import StepPage
from meso_desktop.ui.consultation.workplace import Workplace

_PAGES: Final[tuple[type[StepPage], ...]] = (PatientPage, HistoryPage, ExaminationPage, AreasPage, PlanPage, AdvicePage, ReviewPage)


class StepStack(QStackedWidget):
    """Passes on what the pages emit: that the last field is done with, and what the review step wants."""

    went_on = Signal()
    sign_wanted = Signal(str)
    preview_wanted = Signal()
    finding_wanted = Signal(str)

    def __init__(self, desk: Workplace, parent: QWidget) -> None:
        """Make no page yet: all seven at once would keep the doctor waiting at the first."""
        super().__init__(parent)
        self._desk = desk
        self._pages: dict[Step, StepPage] = {}
        self.canvas = CanvasOverStep(desk, self)

    def page(self, step: Step) -> StepPage:
        """Return the page of a step."""
        page = self._pages.get(step)
        if page is None:
            page = self._pages[step] = self._made(step)
        return page

    def stops(self, step: Step) -> list[QWidget]:
        """Return what Tab stops at, in order: on the canvas while it lies over the step, else on the step's page."""
        pane = self.canvas.pane
        return list(in_reading_order(pane)) if pane is not None and self.canvas.is_open else self.page(step).stops()

    @property
    def review(self) -> ReviewPage:
        """The page of the last step."""
        page = self.page(Step.REVIEW)
        assert isinstance(page, ReviewPage)  # noqa: S101  # narrows for the type checker
        return page

    def _made(self, step: Step) -> StepPage:
        page = next(made for made in _PAGES if made.step is step)(self._desk, self)
        self.addWidget(page)
        page.went_on.connect(self.went_on)
        if isinstance(page, AreasPage):
            page.canvas_wanted.connect(self.canvas.open_outline)
        if isinstance(page, PlanPage):
            page.canvas_wanted.connect(self.canvas.open_grid)
            page.finding_wanted.connect(self.finding_wanted)
        if isinstance(page, ReviewPage):
            page.sign_wanted.connect(self.sign_wanted)
            page.preview_wanted.connect(self.preview_wanted)
        return page
