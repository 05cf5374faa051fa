"""The lists of the history that a yes opens: allergies, medicines, earlier treatments."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from meso_desktop.domain import edits
from meso_desktop.domain.errors import UserError
from meso_desktop.domain.history import HAD_EARLIER, HAS_ALLERGIES, TAKES_MEDICINES, Answer, CodedEntry, EarlierTreatment
from meso_desktop.ui.consultation.history.coded_list import CodedList
from meso_desktop.ui.consultation.history.earlier_treatments import EarlierTreatmentList, EarlierTreatmentRow, treated_on_text
from meso_desktop.ui.consultation.history.vocabulary import Vocabulary
from meso_desktop.ui.consultation.plan.treatment_edits import (
    accept_treatment,
    add_treatment,
    change_treatment,
    change_typed,
    is_same_day,
    is_same_volume,
    refuse_treatment,
    remove_treatment,
    replaced,
)

if TYPE_CHECKING:
    from meso_desktop.ui.consultation.step_page import StepPage


class HistoryLists(QObject):
    """The three lists of the history page, which lays them out below their questions; edits go through the page.

    `left` tells the question of the list that the doctor is done with.
    """

    left = Signal(str)

    def __init__(self, page: StepPage) -> None:
        """Build the lists empty."""
        super().__init__(page)
        self._page = page
        self._build()
        self._connect()

    def refresh(self, answers: Mapping[str, Answer], here: Collection[str]) -> None:
        """Show each list whose question is among those `here` and answered yes, or that holds something."""
        history = self._page.document.history
        pairs = ((self.allergies, HAS_ALLERGIES, history.allergies), (self.medicines, TAKES_MEDICINES, history.medicines))
        for widget, question, entries in pairs:
            is_shown = question in here and (answers.get(question) is Answer.YES or bool(entries))
            widget.setVisible(is_shown)
            if is_shown:
                widget.show_entries(entries)
        treatments = history.earlier_treatments
        is_shown = HAD_EARLIER in here and (answers.get(HAD_EARLIER) is Answer.YES or bool(treatments))
        self.earlier.setVisible(is_shown)
        if is_shown:
            for row in self.earlier.show_rows(treatments):
                self._connect_treatment(row)
            for place, treatment in enumerate(treatments):
                self._show_quantities(self.earlier.rows[place], treatment)

    def _show_quantities(self, row: EarlierTreatmentRow, treatment: EarlierTreatment) -> None:
        order = self._page.desk.day_order
        volume = "" if treatment.volume_ml is None else self._page.desk.wording.number(f"{treatment.volume_ml:f}")
        number = "" if treatment.session_number is None else str(treatment.session_number)
        texts = (treated_on_text(treatment.treated_on, order=order), volume, number)
        for field, text in zip(row.quantities, texts, strict=True):
            refused = self._page.refused_text(field.path)
            if refused is None:
                shown = field.edit.text()
                is_same = is_same_volume(shown, treatment) if field is row.volume else is_same_day(shown, treatment, order)
                if not (is_same and field is not row.session):
                    field.show_value(text)
                else:
                    field.show_value(field.edit.text())
            else:
                field.show_value(refused, refusal=self._refusal(field.path.rpartition(".")[2], refused))

    def _refusal(self, name: str, text: str) -> str:
        try:
            change_typed(name, text, self._page.desk.day_order)
        except UserError as error:
            return self._page.sentence(error)
        return ""

    def _build(self) -> None:
        self.vocabularies = {HAS_ALLERGIES: self._allergy_words(), TAKES_MEDICINES: self._medicine_words()}
        self.allergies = CodedList(
            self.vocabularies[HAS_ALLERGIES], name=self.tr("Add an allergy, Enter after each"), object_name="add_allergy",
        )
        self.medicines = CodedList(
            self.vocabularies[TAKES_MEDICINES], name=self.tr("Add a medicine, Enter after each"), object_name="add_medicine",
        )
        words = self._page.desk.wording
        knowledge = self._page.desk.clinic.knowledge
        self.earlier = EarlierTreatmentList(
            products={p: words.term(f"product.{p}") for p in knowledge.products},
            areas={a: words.term(f"area.{a}") for a in knowledge.areas}, day_order=self._page.desk.day_order,
        )

    def _connect(self) -> None:
        self.allergies.changed_to.connect(self._on_allergies)
        self.medicines.changed_to.connect(self._on_medicines)
        self.allergies.went_on.connect(partial(self.left.emit, HAS_ALLERGIES))
        self.medicines.went_on.connect(partial(self.left.emit, TAKES_MEDICINES))
        self.earlier.added.connect(self._on_treatment_added)

    def _allergy_words(self) -> Vocabulary:
        words, allergens = self._page.desk.wording, self._page.desk.clinic.knowledge.allergens
        return Vocabulary(terms={a: words.term(f"allergen.{a}") for a in allergens}, words={a.id: a.words for a in allergens.values()})

    def _medicine_words(self) -> Vocabulary:
        words, classes = self._page.desk.wording, self._page.desk.clinic.knowledge.medicine_classes
        return Vocabulary(terms={m: words.term(f"medicine.{m}") for m in classes}, words={m.id: m.words for m in classes.values()})

    def _connect_treatment(self, row: EarlierTreatmentRow) -> None:
        row.picked.connect(self._on_treatment_picked)
        row.typed.connect(self._on_treatment_typed)
        row.removed.connect(self._on_treatment_removed)
        row.left.connect(self._page.desk.editor.end_merge)

    def _on_allergies(self, entries: tuple[CodedEntry, ...]) -> None:
        self._page.edit(partial(edits.set_allergies, entries=entries))

    def _on_medicines(self, entries: tuple[CodedEntry, ...]) -> None:
        self._page.edit(partial(edits.set_medicines, entries=entries))

    def _on_treatment_added(self) -> None:
        self._page.edit(add_treatment)
        last = len(self._page.document.history.earlier_treatments) - 1
        self.earlier.rows[last].product.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_treatment_picked(self, place: int, treatment: EarlierTreatment) -> None:
        self._page.edit(partial(change_treatment, place=place, change=partial(replaced, to=treatment)))

    def _on_treatment_typed(self, place: int, name: str, text: str) -> None:
        path = f"earlier_treatment.{place}.{name}"
        try:
            change = change_typed(name, text, self._page.desk.day_order)
        except UserError:
            emptied = change_typed(name, "", self._page.desk.day_order)
            self._page.edit(partial(refuse_treatment, place=place, path=path, emptied=emptied, text=text), merge_key=path)
        else:
            self._page.edit(partial(accept_treatment, place=place, path=path, change=change), merge_key=path)

    def _on_treatment_removed(self, place: int) -> None:
        self._page.edit(partial(remove_treatment, place=place))
        self.earlier.add.setFocus(Qt.FocusReason.OtherFocusReason)
