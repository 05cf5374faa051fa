"""Goes through the last three steps of a consultation as a script tells: plan, advice and consent, review and signature."""

from math import cos, sin

from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QWidget

from meso_desktop.demo import hands
from meso_desktop.demo.composing import choose_kept, compose, open_builder
from meso_desktop.demo.drawing import leave, open_canvas, turn_grid
from meso_desktop.demo.script import Line, Response, Way
from meso_desktop.demo.visit import Visit
from meso_desktop.domain.assessment import Finding
from meso_desktop.domain.consent import ConsentKind
from meso_desktop.domain.consultation import Step
from meso_desktop.domain.plan import AnaestheticChoice, ResponseKind
from meso_desktop.ui.consultation.advice_step import AdvicePage
from meso_desktop.ui.consultation.panel.finding_card import FindingCard
from meso_desktop.ui.consultation.plan.line_card import LineCard
from meso_desktop.ui.consultation.plan.plan_step import PlanPage
from meso_desktop.ui.consultation.review_step import ReviewPage
from meso_desktop.ui.typed_day import day_as_typed

_EVERY = "*"


class Decision(Visit):
    """The second half of a visit."""

    def plan(self) -> None:
        """Choose protocol and preparation for each area, answer the findings, choose the anaesthetic."""
        self.go_to(Step.PLAN)
        page = self.page.page(Step.PLAN)
        assert isinstance(page, PlanPage)  # noqa: S101  # narrows for the type checker
        for line in self.script.plan:
            self._plan_line(page, line)
            self.take(f"plan-{line.area}")
        if self.script.first_session is not None:
            hands.bring_into_view(page.first)
            hands.type_text(page.first.edit, day_as_typed(self.script.first_session, order=self.day_order))
        self._choose_anaesthetic(page)
        for way in self.script.ways:
            self._take_way(way)
        self.write_note(Step.PLAN)
        self.take("plan-before-answers" if self.script.responses else "plan")
        self._respond()
        if self.script.responses:
            self.take("plan")

    def _plan_line(self, page: PlanPage, told: Line) -> None:
        target = hands.need(next((t for t in self.document.target_areas if t.area == told.area), None), f"target area {told.area}")
        card = hands.need(page.card(target.target_id), told.area)
        hands.choose(card.protocol, told.protocol)
        self._choose_preparation(card, told.preparation)
        typed = {
            "spacing_cm": told.spacing, "volume_per_point_ml": told.volume_per_point, "volume_ml": told.volume,
            "sessions": told.sessions, "interval_days": told.interval,
        }
        for name, text in typed.items():
            if text:
                hands.type_text(card.quantities[name], text)
        if told.turn:
            self._lay_grid(card, told)

    def _lay_grid(self, card: LineCard, told: Line) -> None:
        """Turn the grid on the canvas."""
        hands.click(card.results.picture)
        pane = open_canvas(self.page)
        turn_grid(pane, told.turn)
        self.take(f"plan-{told.area}-grid")
        leave(pane)

    def _choose_preparation(self, card: LineCard, wanted: str) -> None:
        """Choose one of the pack's, or one of the clinic's own, composed where it is first asked for."""
        own = next((p for p in self.script.preparations if p.name == wanted), None)
        if own is None:
            hands.choose(card.preparation, wanted)
        elif any(held.name == wanted for held in self.document.plan.preparations):
            choose_kept(card.preparation, wanted)
        else:
            builder = open_builder(card)
            compose(builder, own)
            self.take("plan-composing")
            hands.click(builder.keep)
            self.settle_tasks()

    def _choose_anaesthetic(self, page: PlanPage) -> None:
        told = self.script.anaesthetic
        if told is None:
            return
        block = page.anaesthetic
        hands.bring_into_view(block.choice)
        hands.click(block.choice.button(told.choice))
        if told.choice in (AnaestheticChoice.INFILTRATED, AnaestheticChoice.TOPICAL) and told.agent:
            hands.choose(block.agent, told.agent)
        for name, text in (("strength_mg_per_ml", told.strength), ("volume_ml", told.volume)):
            if text:
                hands.bring_into_view(hands.need(block.field(name), name))
                hands.type_text(hands.need(block.field(name), name), text)

    def _take_way(self, told: Way) -> None:
        """Ask what would satisfy the limit and choose one of the ways."""
        found = (finding.key for finding in self.page.editor.assessment.findings if finding.rule == told.limit)
        key = hands.need(next(found, None), f"the limit {told.limit}")
        self.page.panel.focus_finding(key)
        card = hands.need(self.page.panel.card(key), told.limit)
        hands.bring_into_view(card.ways.opener)
        self.take(f"plan-{told.limit.replace('_', '-')}-crossed")
        hands.click(card.ways.opener)
        row = hands.need(next((row for row in card.ways.rows if row.way.kind is told.take), None), told.take)
        hands.bring_into_view(row.choose)
        self.take(f"plan-{told.limit.replace('_', '-')}-ways")
        hands.click(row.choose)

    def _respond(self) -> None:
        """Answer the findings one after the other; answering one may open or close others."""
        answered: set[str] = set()
        while (found := self._next_finding(answered)) is not None:
            finding, told = found
            answered.add(finding.key)
            self.page.panel.focus_finding(finding.key)
            self._answer_finding(hands.need(self.page.panel.card(finding.key), finding.key), finding, told)

    def _next_finding(self, answered: set[str]) -> tuple[Finding, Response] | None:
        for finding in self.page.editor.assessment.findings:
            if finding.takes is None or not finding.is_open or finding.key in answered or self.page.panel.card(finding.key) is None:
                continue
            told = next((r for r in self.script.responses if r.rule in (finding.rule, _EVERY)), None)
            if told is not None:
                return finding, told
        return None

    def _answer_finding(self, card: FindingCard, finding: Finding, told: Response) -> None:
        match finding.takes:
            case ResponseKind.TOLD:
                hands.click(card.told)
            case ResponseKind.LETTER:
                hands.type_text(card.letter_from, told.text)
                hands.type_text(card.letter_on.edit, day_as_typed(told.letter_on or self.script.today, order=self.day_order))
            case _:
                hands.type_text(card.reason, told.text)

    def advice(self) -> None:
        """Choose the advice that sources contradict each other about, and record the consent."""
        self.go_to(Step.ADVICE)
        page = self.page.page(Step.ADVICE)
        assert isinstance(page, AdvicePage)  # noqa: S101  # as in plan
        for entry in self.script.advice:
            row = hands.need(page.choice(entry), entry)
            hands.bring_into_view(row)
            hands.click(row)
        told = self.script.consent
        if told is not None:
            hands.bring_into_view(page.kind)
            hands.click(page.kind.button(told.kind))
            if told.kind is ConsentKind.SIGNED_HERE:
                hands.bring_into_view(page.pad)
                hands.draw(page.pad, _signature(page.pad))
        self.write_note(Step.ADVICE)
        self.take("advice")

    def write_up(self) -> ReviewPage:
        """Record how the consultation ends."""
        self.go_to(Step.REVIEW)
        page = self.page.page(Step.REVIEW)
        assert isinstance(page, ReviewPage)  # noqa: S101  # as in plan
        told = self.script.outcome
        hands.bring_into_view(page.outcome)
        hands.click(page.outcome.button(told.kind))
        if told.reason:
            hands.bring_into_view(page.reason)
            hands.type_text(page.reason, told.reason)
        if told.eligible_on is not None:
            hands.bring_into_view(page.eligible)
            hands.type_text(page.eligible.field.edit, day_as_typed(told.eligible_on, order=self.day_order))
        elif page.eligible.take.isVisible():
            hands.bring_into_view(page.eligible)
            hands.press(Qt.Key.Key_Return, on=page.eligible.field.edit)
        if self.script.note:
            hands.bring_into_view(page.whole_note)
            hands.type_text(page.whole_note, self.script.note)
        self.write_note(Step.REVIEW)
        return page

    def review(self, passphrase: str) -> None:
        """Record how it ends, look at the plan as it will print, and sign."""
        page = self.write_up()
        self._preview(page)
        hands.bring_into_view(page.sign)
        hands.type_text(page.passphrase.line, passphrase)
        self.take("review")
        hands.click(page.sign)

    def _preview(self, page: ReviewPage) -> None:
        hands.bring_into_view(page.preview)
        hands.click(page.preview)
        hands.wait_until(self.page.preview.isVisible, what="the preview of the plan")
        self.take("plan-preview")
        hands.click(hands.button(self.page.preview, "Back"))


def _signature(pad: QWidget) -> list[QPointF]:
    """Return a flowing line across the field, as a hand would draw it."""
    width, height = pad.width(), pad.height()
    steps = 60
    return [
        QPointF(width * (0.12 + 0.7 * t) + 14 * cos(t * 31), height * (0.52 - 0.1 * t) + height * 0.22 * sin(t * 23) * (1 - 0.55 * t))
        for t in (n / steps for n in range(steps + 1))
    ]
