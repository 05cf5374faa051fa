"""Says what was answered at an earlier visit, with its list and its note, so that it is read before it is confirmed."""

from msgspec import Struct
from PySide6.QtCore import QCoreApplication

from meso_desktop.domain.history import (
    HAD_EARLIER,
    HAS_ALLERGIES,
    OTHER_CODE,
    TAKES_MEDICINES,
    Answer,
    Answered,
    Carried,
    CodedEntry,
    EarlierTreatment,
)
from meso_desktop.domain.text import folded
from meso_desktop.knowledge.wording import Wording
from meso_desktop.ui.consultation.history.earlier_treatments import treated_on_text
from meso_desktop.ui.typed_day import DayOrder


def _tr(text: str) -> str:
    return QCoreApplication.translate("earlier_words", text)


class EarlierWords(Struct, frozen=True):
    """Writes earlier answers in the doctor's language and order of days."""

    wording: Wording
    day_order: DayOrder

    def waiting(self, told: Answered, carried: Carried) -> str:
        """Return an answer that waits, with the day of its visit and below it what belongs to it."""
        first = f"{self._answer(told)}  ·  {self.wording.day(carried.told_on(told.question))}"
        return "\n".join(part for part in (first, told.note, *self._listed(told.question, carried)) if part)

    def beside(self, answer: Answer, told: Answered, carried: Carried) -> str:
        """Return what stands below today's answer: that it is as before, or what it was before."""
        day = self.wording.day(carried.told_on(told.question))
        if answer is told.answer:
            return _tr("As on %1").replace("%1", day)
        return _tr("Before: %1").replace("%1", f"{self._answer(told)}  ·  {day}")

    def _answer(self, told: Answered) -> str:
        return self.wording.term(f"answer.{told.answer}")

    def _listed(self, question: str, carried: Carried) -> list[str]:
        if question == HAS_ALLERGIES:
            return [", ".join(self._entry(entry, "allergen") for entry in carried.allergies)]
        if question == TAKES_MEDICINES:
            return [", ".join(self._entry(entry, "medicine") for entry in carried.medicines)]
        if question == HAD_EARLIER:
            return [self._treatment(treatment) for treatment in carried.earlier_treatments]
        return []

    def _entry(self, entry: CodedEntry, kind: str) -> str:
        key = f"{kind}.{entry.code}"
        if entry.code in (None, OTHER_CODE) or not self.wording.has(key):
            return entry.text
        term = self.wording.term(key)
        return entry.text if folded(term) == folded(entry.text) else f"{entry.text} ({term})"

    def _treatment(self, treatment: EarlierTreatment) -> str:
        parts = [
            self._named("product", treatment.product) or _tr("Product not known"),
            self._named("area", treatment.area) or _tr("Area not known"),
            treated_on_text(treatment.treated_on, order=self.day_order),
        ]
        if treatment.volume_ml is not None:
            parts.append(f"{self.wording.number(f'{treatment.volume_ml:f}')} {_tr('mL')}")
        return ", ".join(part for part in (*parts, treatment.reaction) if part)

    def _named(self, kind: str, key: str | None) -> str:
        if key is None:
            return ""
        return self.wording.term(f"{kind}.{key}") if self.wording.has(f"{kind}.{key}") else key
