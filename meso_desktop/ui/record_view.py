"""A signed record as one page, read-only: what was decided, why, what was planned, and whether the seal holds now."""

from decimal import Decimal

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QFrame, QScrollArea

from meso_desktop.domain.assessment import LineEstimate
from meso_desktop.domain.history import Answer, TreatedOn
from meso_desktop.domain.quantity import Length, Mass, Thickness
from meso_desktop.knowledge.wording import Wording
from meso_desktop.services.summaries import Addendum, SealedRecord
from meso_desktop.ui.anaesthetic_words import anaesthetic_in_words
from meso_desktop.ui.consultation.last_time.copied_words import show_not_accepted
from meso_desktop.ui.course_words import course_words
from meso_desktop.ui.instants import instant
from meso_desktop.ui.judged import judged_and_marked
from meso_desktop.ui.language_names import LANGUAGE_NAMES
from meso_desktop.ui.line_places import line_places
from meso_desktop.ui.needle_words import needle_words
from meso_desktop.ui.preparation_words import preparation_whole
from meso_desktop.ui.record_findings import show_clinic_notes, show_findings
from meso_desktop.ui.sheet import Sheet
from meso_desktop.ui.theme import Role


class RecordView(QScrollArea):
    """Shows one record; `show_record` replaces it."""

    def __init__(self, wording: Wording) -> None:
        """Begin with an empty page."""
        super().__init__()
        self._wording = wording
        self.setObjectName("record_view")
        self.setAccessibleName(self.tr("Record"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._page = Sheet()

    def show_record(self, record: SealedRecord) -> None:
        """Show `record` from its top."""
        self._page = Sheet()
        self._head(record)
        places = line_places(record.document, self._wording)
        show_clinic_notes(self._page, record.assessment.clinic_notes, self._wording, places=places)
        show_findings(self._page, record.assessment.findings, self._wording, places=places)
        self._plan(record)
        self._history(record)
        self._examination(record)
        self._notes(record)
        self._addenda(record.addenda)
        self._page.end()
        self.setWidget(self._page)

    def _head(self, record: SealedRecord) -> None:
        words, page = self._wording, self._page
        document = record.document
        page.title(self.tr("Consultation of {day}").format(day=words.day(document.visit_on)))
        signer = " ".join(part for part in (document.practitioner.title, document.practitioner.name) if part)
        signed = self.tr("Signed by {name}, {at}").format(name=signer, at=instant(record.envelope.signed_at))
        if record.seal_holds:
            page.sentence(self.tr("✓ Seal verified now. {signed}").format(signed=signed), Role.OK)
        else:
            page.sentence(self.tr("✕ The seal does not hold. What stands here may have been changed: do not rely on it."), Role.STOP)
            for fault in record.faults:
                page.sentence(words.text(fault), Role.STOP)
            page.sentence(signed, Role.MUTED)
        page.pair(self.tr("Wish"), document.request)
        if document.outcome is not None:
            page.pair(self.tr("Outcome"), words.term(f"outcome.{document.outcome.kind.value}"), "body")
            page.pair(self.tr("Reason"), document.outcome.reason)
            if document.outcome.eligible_on is not None:
                page.pair(self.tr("May be treated from"), words.day(document.outcome.eligible_on), Role.DEFER)

    def _plan(self, record: SealedRecord) -> None:
        page, document = self._page, record.document
        if document.target_areas:
            page.section(self.tr("Target areas"))
            show_not_accepted(page, document, self._wording)
            for target in document.target_areas:
                size = self._extent(target.extent.length, target.extent.width) if target.extent else ""
                pinch = self.tr("pinch {figure}").format(figure=self._measure(target.pinch)) if target.pinch else ""
                deposit = self._wording.term(f"deposit.{target.deposit.value}") if target.deposit else ""
                aim = self._wording.term(f"aim.{target.aim.value}") if target.aim else ""
                told = (aim, size, pinch, deposit, *judged_and_marked(target, self._wording), target.note)
                page.pair(self._place(target.area, target.side.value), " · ".join(part for part in told if part))
        if record.assessment.lines:
            page.section(self.tr("Plan"))
            heads = [self.tr("Area"), self.tr("Protocol"), self.tr("Injections"), self.tr("mL"), self.tr("Sessions"), self.tr("From")]
            rows = [self._plan_row(record, line) for line in record.assessment.lines]
            page.table(heads, rows, numbers=frozenset({2, 3, 4}))
            self._totals(record)

    def _plan_row(self, record: SealedRecord, line: LineEstimate) -> list[str]:
        words = self._wording
        target = next((t for t in record.document.target_areas if t.target_id == line.target), None)
        planned = next((p for p in record.document.plan.lines if p.line_id == line.line), None)
        place = self._place(target.area, target.side.value) if target else ""
        protocol = words.label(f"protocol.{planned.protocol}") if planned else ""
        mixed = preparation_whole(planned.preparation, record.document, words) if planned else ""
        mixed = mixed[:1].upper() + mixed[1:]
        off_label = self.tr("off label") if line.is_off_label else ""
        return [
            place, "\n".join(part for part in (protocol, mixed, needle_words(line.needle, words), off_label) if part),
            self._figure(line.injections), self._figure(line.volume_ml), self._figure(line.sessions.chosen),
            words.day(line.dates[0]) if line.dates else "–",
        ]

    def _totals(self, record: SealedRecord) -> None:
        for total in record.assessment.sessions[:1]:
            doses = ", ".join(
                self.tr("{mg} mg {ingredient}").format(mg=self._figure(d.mg), ingredient=self._wording.term(f"ingredient.{d.ingredient}"))
                for d in total.doses
            )
            told = self.tr("{injections} injections, {volume} mL")
            counted = told.format(injections=total.injections, volume=self._figure(total.volume_ml))
            self._page.pair(self.tr("First session in all"), ". ".join(part for part in (counted, doses) if part))
        self._page.pair(self.tr("Whole course"), course_words(record.assessment.course, self._wording))
        count = len(record.assessment.sessions)
        if count:
            days = " · ".join(self._wording.day(s.on) for s in record.assessment.sessions)
            self._page.pair(self.tr("%n sessions", "", count), days)
        told = anaesthetic_in_words(record.document.plan.anaesthetic, record.assessment.anaesthetic, self._wording)
        self._page.pair(self.tr("Local anaesthetic"), told)
        if record.document.consent is not None:
            consent = record.document.consent
            kind, language = self._wording.term(f"consent_kind.{consent.kind.value}"), LANGUAGE_NAMES[consent.language]
            self._page.pair(self.tr("Consent"), self.tr("{kind}, text in {language}").format(kind=kind, language=language))

    def _history(self, record: SealedRecord) -> None:
        page, words, history = self._page, self._wording, record.document.history
        page.section(self.tr("History"))
        names = {Answer.YES: self.tr("Yes"), Answer.UNKNOWN: self.tr("Not known"), Answer.NO: self.tr("No")}
        for answer, name in names.items():
            told = [
                words.term(f"question.{a.question}") + (f" ({a.note})" if a.note else "") for a in history.answers if a.answer is answer
            ]
            is_quiet = answer is Answer.NO
            page.pair(name, (" · " if is_quiet else "\n").join(told), Role.MUTED if is_quiet else Role.SMALL)
        if not history.answers:
            page.sentence(self.tr("Nothing was asked."), Role.MUTED)
        page.pair(self.tr("Not answered"), "\n".join(f"{words.term(f'question.{n.question}')} ({n.note})" for n in history.notes))
        page.pair(self.tr("Allergies"), ", ".join(entry.text for entry in history.allergies))
        page.pair(self.tr("Medicines"), ", ".join(entry.text for entry in history.medicines))
        earlier = [
            " · ".join(
                part for part in (
                    words.term(f"product.{t.product}") if t.product else self.tr("product not known"),
                    words.term(f"area.{t.area}") if t.area else "", self._treated_on(t.treated_on), t.reaction,
                ) if part
            )
            for t in history.earlier_treatments
        ]
        page.pair(self.tr("Earlier treatments"), "\n".join(earlier))

    def _examination(self, record: SealedRecord) -> None:
        page, seen, measures = self._page, record.document.examination, record.assessment.measures
        page.section(self.tr("Examination"))
        body = [self._measure(m) for m in (seen.height, seen.weight) if m is not None]
        if measures.bmi is not None:
            band = self._wording.term(f"bmi_band.{measures.bmi_band}") if measures.bmi_band else ""
            body.append(self.tr("BMI {figure}").format(figure=self._figure(measures.bmi)) + (f" ({band})" if band else ""))
        if measures.over_ideal_percent is not None:
            body.append(self.tr("{figure} % over ideal weight").format(figure=self._figure(measures.over_ideal_percent)))
        page.pair(self.tr("Measures"), " · ".join(body) or self.tr("Not measured"))
        if seen.systolic_mmhg is not None and seen.diastolic_mmhg is not None:
            page.pair(self.tr("Blood pressure"), self.tr("{high}/{low} mmHg").format(high=seen.systolic_mmhg, low=seen.diastolic_mmhg))
        page.pair(self.tr("Girths"), " · ".join(f"{self._wording.term(f'girth.{g.site}')} {self._measure(g.length)}" for g in seen.girths))
        if seen.skin_type is not None:
            page.pair(self.tr("Skin type"), self._wording.term(f"skin_type.{int(seen.skin_type)}"))

    def _notes(self, record: SealedRecord) -> None:
        document = record.document
        if not document.note and not document.step_notes:
            return
        self._page.section(self.tr("Notes"))
        for note in document.step_notes:
            self._page.pair(self._wording.term(f"step.{note.step.value}"), note.text)
        self._page.pair(self.tr("On the whole"), document.note)

    def _addenda(self, addenda: tuple[Addendum, ...]) -> None:
        if not addenda:
            return
        self._page.section(self.tr("Added afterwards"))
        for added in addenda:
            seal = self.tr("✓ Seal verified now") if added.seal_holds else self.tr("✕ The seal does not hold")
            head = self.tr("{name}, {at}. Reason: {reason}").format(name=added.by.name, at=instant(added.at), reason=added.reason)
            lines = [(added.text, Role.SMALL), (head, Role.MUTED), (seal, Role.OK if added.seal_holds else Role.STOP)]
            self._page.marked(self.tr("Addendum"), Role.MUTED, lines, icon_name="addendum")

    def _place(self, area: str, side: str) -> str:
        name = self._wording.label(f"area.{area}")
        return name if side == "midline" else self.tr("{area}, {side}").format(area=name, side=self._wording.term(f"side.{side}"))

    def _extent(self, length: Length, width: Length) -> str:
        return self.tr("{length} × {width}").format(length=self._measure(length), width=self._measure(width))

    def _measure(self, measured: Mass | Length | Thickness) -> str:
        return f"{measured.typed} {measured.unit.value}"

    def _figure(self, value: Decimal | int | None) -> str:
        return "–" if value is None else self._wording.number(f"{value:f}" if isinstance(value, Decimal) else str(value))

    def _treated_on(self, on: TreatedOn | None) -> str:
        if on is None:
            return ""
        if on.month is None:
            return str(on.year)
        month = QLocale().standaloneMonthName(on.month)
        return f"{month} {on.year}" if on.day is None else f"{on.day} {month} {on.year}"
