"""Writes the page of one entry: what it says, when it applies, what it asks, its values and limits, what it rests on."""

from collections.abc import Mapping, Sequence

from msgspec import Struct
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from meso_desktop.domain.changeable import ChangeableField, changeable_fields
from meso_desktop.domain.clinic_changes import CONFIRMATION, IS_ON, Change, Value
from meso_desktop.domain.digests import digest_of, rule_digest
from meso_desktop.domain.evaluate import CONFIRMABLE
from meso_desktop.domain.evidence import Source
from meso_desktop.domain.loosening import is_loosening
from meso_desktop.domain.people import Language
from meso_desktop.domain.products import LegalStatus, Limit
from meso_desktop.domain.protocols import Scale
from meso_desktop.domain.rules import Rule, RuleOutcome
from meso_desktop.knowledge.condition_words import condition_lines, line_text
from meso_desktop.ui.consultation.disclosure import Disclosure
from meso_desktop.ui.consultation.panel.severity import outcome_look
from meso_desktop.ui.knowledge.entry_facts import entry_facts, scale_rows
from meso_desktop.ui.knowledge.entry_sheet import EntrySheet
from meso_desktop.ui.knowledge.entry_words import doctor_texts, patient_texts, title_of
from meso_desktop.ui.knowledge.legal_block import LegalBlock
from meso_desktop.ui.knowledge.limit_rows import LimitBlock, is_switched_off, limit_changes
from meso_desktop.ui.knowledge.related import cited_by, citing, counted_with, related
from meso_desktop.ui.knowledge.shelf import Shelf
from meso_desktop.ui.knowledge.text_block import TextBlock
from meso_desktop.ui.knowledge.topics import EntryRef, entry_in
from meso_desktop.ui.knowledge.value_row import ValueRow
from meso_desktop.ui.knowledge.value_words import field_name
from meso_desktop.ui.theme import SPACE_4, Role

_DIGEST = 12
_KINDS = {
    "rules": "Rule", "questions": "Question", "allergens": "Coded allergy", "medicine_classes": "Class of medicines",
    "products": "Product", "preparations": "Preparation", "ingredients": "Substance", "anaesthetics": "Local anaesthetic",
    "protocols": "Protocol", "areas": "Area", "sites_not_offered": "No target area",
    "scales": "Scale", "advice": "Advice", "consent": "Consent",
    "legal": "Legal status", "sources": "Source",
}


def _tr(text: str) -> str:
    return QCoreApplication.translate("knowledge", text)


class EntryWriter:
    """Writes one entry onto a sheet and keeps what a person can do there: `rows`, `legal`, `texts`."""

    def __init__(self, shelf: Shelf, ref: EntryRef, *, language: Language, is_read_only: bool) -> None:
        """Take up an entry that is in the packs of the shelf, in force or shipped."""
        self._shelf = shelf
        self._wording = shelf.wording
        self.ref = ref
        self._language = language
        self._is_read_only = is_read_only
        self._shipped = entry_in(shelf.shipped, ref)
        self._own = entry_in(shelf.effective, ref)
        entry = self._own if self._own is not None else self._shipped
        if entry is None:
            raise KeyError(ref)
        self.entry: Struct = entry
        self._changes = shelf.changes_of(ref)
        self._conflicts = shelf.conflicts_of(ref)
        self.sheet = EntrySheet()
        self.rows: list[ValueRow] = []
        self.legal: LegalBlock | None = None
        self.texts: TextBlock | None = None

    def write(self) -> EntrySheet:
        """Return the whole page."""
        sheet = self.sheet
        sheet.title(_tr(_KINDS[self.ref.topic]), title_of(self.ref, self.entry, self._wording))
        self._write_marks()
        self._write_texts()
        if isinstance(self.entry, Rule):
            sheet.section(_tr("When it applies"))
            sheet.lines((line.depth, line_text(line, self._wording)) for line in condition_lines(self.entry.when))
        if isinstance(self.entry, Scale):
            sheet.section(_tr("Grades"))
            sheet.table((_tr("Grade"), _tr("Means")), scale_rows(self.entry, self._wording))
        self._write_values()
        self._write_legal()
        self._write_limits()
        self._write_facts()
        self._write_evidence()
        sheet.end()
        return sheet

    def _write_marks(self) -> None:
        """Say at the top that the entry is switched off, changed, or waits to be decided."""
        if IS_ON in self._changes:
            self.sheet.marked("warn", _tr("Switched off by the clinic. The shipped entry stands below."), Role.WARN)
        elif self._changes and set(self._changes) != {CONFIRMATION}:
            self.sheet.marked("edit", _tr("Changed by the clinic. What differs from the shipped pack is marked below."), Role.WARN)
        if self._conflicts:
            told = _tr("The pack of this version differs from what the clinic saw when it changed this entry. Decide below.")
            self.sheet.marked("warn", told, Role.WARN)

    def _write_texts(self) -> None:
        keys = doctor_texts(self.ref, self.entry, self._wording), patient_texts(self.ref, self.entry, self._wording)
        if any(keys):
            self.texts = TextBlock(
                self._shelf.texts, self._wording, for_doctor=keys[0], for_patient=keys[1], language=self._language,
            )
            self.sheet.section(_tr("Texts"), beside=self.texts.languages)
            self.sheet.add(self.texts)

    def _write_values(self) -> None:
        fields = [field for field in self._fields() if not field.path.startswith("limits.")]
        if not fields:
            return
        rows = {field.path: self._row(field) for field in fields}
        self.sheet.section(_tr("What it asks of the doctor") if isinstance(self.entry, Rule) else _tr("Values"))
        unset = [path for path, row in rows.items() if row.value is None and path not in self._changes and not isinstance(self.entry, Rule)]
        first = [path for path in rows if path != IS_ON and path not in unset]
        for path in first:
            self.sheet.add(rows[path])
        if unset:
            self.sheet.add(_folded(_tr("Figures that are not stated"), [rows[path] for path in unset]))
        if IS_ON in rows:
            self.sheet.add(rows[IS_ON])

    def _write_legal(self) -> None:
        if isinstance(self.entry, LegalStatus) and self.entry.status in CONFIRMABLE:
            self.sheet.section(_tr("Confirmation"))
            self.legal = LegalBlock(self._wording, confirmation=self._changes.get(CONFIRMATION), is_read_only=self._is_read_only)
            self.sheet.add(self.legal)

    def _write_limits(self) -> None:
        shipped = {limit.id: limit for limit in _limits(self._shipped)}
        own = {limit.id: limit for limit in _limits(self._own)}
        if not shipped and not own:
            return
        self.sheet.section(_tr("Limits"))
        fields = self._fields()
        for limit_id in dict.fromkeys((*shipped, *own)):
            limit = own.get(limit_id) or shipped[limit_id]
            shown = (field for field in fields if not self._is_read_only or field.path in self._changes)
            rows = tuple(self._row(field) for field in shown if field.path.startswith(f"limits.{limit_id}."))
            is_off = is_switched_off(limit, self._changes)
            together = () if is_off else counted_with(self._shelf.effective, self.ref, limit)
            self.sheet.add(LimitBlock(
                limit, shipped=shipped.get(limit_id), wording=self._wording, rows=rows, changes=limit_changes(limit, self._changes),
                is_off=is_off, is_read_only=self._is_read_only, together=[name for _, name in self._known(together)],
            ))

    def _write_facts(self) -> None:
        facts = [(name, held) for name, held in entry_facts(self.entry, self._wording) if held]
        bonds = [(name, self._known(refs)) for name, refs in related(self._shelf.effective, self.ref)] if self._own is not None else []
        if isinstance(self.entry, Source):
            self.sheet.section(_tr("Citation"))
            self.sheet.sentence(self.entry.citation)
            bonds = [(name, self._known(refs)) for name, refs in citing(self._shelf.effective, self.entry.id)]
        if not facts and not any(refs for _, refs in bonds):
            return
        self.sheet.section(_tr("Cited by") if isinstance(self.entry, Source) else _tr("Where it counts and what belongs to it"))
        for name, held in facts:
            self.sheet.pair(name, held)
        for name, refs in bonds:
            self.sheet.links(name, refs)

    def _write_evidence(self) -> None:
        self.sheet.section(_tr("What it rests on"))
        sources = self._shelf.effective.sources
        for source in cited_by(self.entry):
            citation = sources[source].citation if source in sources else source
            self.sheet.source(EntryRef("sources", source), citation)
        confidence = getattr(self.entry, "confidence", None)
        if confidence is not None:
            self.sheet.pair(_tr("Confidence"), f"{self._wording.label(f'confidence.{confidence}')} ({confidence})")
        reviewed_on = getattr(self.entry, "reviewed_on", None)
        if reviewed_on is not None:
            self.sheet.pair(_tr("Reviewed"), self._wording.day(reviewed_on))
        digest = rule_digest(self.entry) if isinstance(self.entry, Rule) else digest_of(self.entry)
        version = _tr("%1, digest %2").replace("%1", self._shelf.effective.version).replace("%2", digest[:_DIGEST])
        self.sheet.pair(_tr("Version"), version)
        self.sheet.pair(_tr("Entry"), f"{self.ref.topic}.{self.ref.entry}")

    def _fields(self) -> tuple[ChangeableField, ...]:
        """Return the changeable values as shipped; of an entry that the pack no longer has, as the clinic has it."""
        return changeable_fields(self._shipped if self._shipped is not None else self.entry)

    def _row(self, field: ChangeableField) -> ValueRow:
        row = ValueRow(
            field, name=field_name(field.path, self._wording), wording=self._wording, change=self._changes.get(field.path),
            conflict=self._conflicts.get(field.path), loosens=_Loosening(self._shipped, field), is_read_only=self._is_read_only,
            look=_look(field, self._changes),
        )
        self.rows.append(row)
        return row

    def _known(self, refs: Sequence[EntryRef]) -> list[tuple[EntryRef, str]]:
        """Return the entries that are there, with their names."""
        found = []
        for ref in refs:
            entry = entry_in(self._shelf.effective, ref)
            if entry is not None:
                found.append((ref, title_of(ref, entry, self._wording)))
        return found


class _Loosening:
    """Tells of a value whether it loosens what is shipped at one field."""

    def __init__(self, shipped: Struct | None, field: ChangeableField) -> None:
        self._shipped = shipped
        self._field = field

    def __call__(self, value: Value) -> bool:
        if self._shipped is None:
            return False
        return is_loosening(self._shipped, self._field.path, shipped=self._field.value, own=value)


def _look(field: ChangeableField, changes: Mapping[str, Change]) -> tuple[str, str]:
    """Return the icon and the colour of an outcome."""
    value = changes[field.path].own if field.path in changes else field.value
    if not field.path.startswith("outcomes.") or value is None:
        return "", ""
    return outcome_look(RuleOutcome(str(value)))


def _limits(entry: Struct | None) -> tuple[Limit, ...]:
    limits: tuple[Limit, ...] = getattr(entry, "limits", ())
    return limits


def _folded(title: str, rows: Sequence[QWidget]) -> QWidget:
    """Return a line that opens to the rows."""
    holder, inside = QWidget(), QWidget()
    column, within = QVBoxLayout(holder), QVBoxLayout(inside)
    for each in (column, within):
        each.setContentsMargins(0, 0, 0, 0)
        each.setSpacing(SPACE_4)
    opener = Disclosure(title, is_quiet=True)
    opener.setAccessibleName(title)
    for row in rows:
        within.addWidget(row)
    column.addWidget(opener)
    column.addWidget(inside)
    inside.hide()
    opener.opened.connect(inside.setVisible)
    return holder
