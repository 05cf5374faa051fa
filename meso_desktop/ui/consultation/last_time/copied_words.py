"""Says on a read-only page what was copied from an earlier consultation and not accepted."""

from collections import Counter

from PySide6.QtCore import QCoreApplication

from meso_desktop.domain.accepting import not_accepted
from meso_desktop.domain.consultation import Consultation
from meso_desktop.knowledge.wording import Wording
from meso_desktop.ui.sheet import Sheet
from meso_desktop.ui.theme import Role


def _tr(text: str) -> str:
    return QCoreApplication.translate("copied_words", text)


def show_not_accepted(page: Sheet, document: Consultation, wording: Wording) -> None:
    """Add how many values of each area and of the anaesthetic wait, and from which day; nothing where none waits."""
    if document.copied is None or not not_accepted(document):
        return
    lines = {line.target_id: f"line.{line.line_id}" for line in document.plan.lines}
    counts: Counter[str] = Counter()
    for target in document.target_areas:
        prefixes = (f"target.{target.target_id}", lines.get(target.target_id, "line.none"))
        counts[wording.term(f"area.{target.area}")] += sum(len(not_accepted(document, prefix)) for prefix in prefixes)
    counts[_tr("local anaesthetic")] += len(not_accepted(document, "anaesthetic"))
    told = ", ".join(f"{name} ({count})" for name, count in counts.items() if count)
    day = wording.day(document.copied.visit_on)
    page.pair(_tr("From %1").replace("%1", day), _tr("Not yet accepted: %1").replace("%1", told), Role.WARN)
