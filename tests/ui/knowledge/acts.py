"""What a doctor does on the knowledge page, and what stands on it then."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from meso_desktop.domain.clinic_changes import Value
from meso_desktop.ui.choice_field import ChoiceField
from meso_desktop.ui.fields import LineField
from meso_desktop.ui.knowledge.knowledge_page import KnowledgePage
from meso_desktop.ui.knowledge.topics import EntryRef
from meso_desktop.ui.knowledge.value_editor import FamiliesField
from meso_desktop.ui.knowledge.value_row import ValueRow


def settle(page: QWidget) -> None:
    """Wait until every task is answered and what was replaced is gone."""
    desk = page._desk  # type: ignore[attr-defined]  # noqa: SLF001  # every page that works with tasks has one
    assert desk.tasks.wait_until_idle()
    QApplication.processEvents()


def go(page: KnowledgePage, topic: str, entry: str) -> None:
    """Go to an entry."""
    assert page.show_entry(EntryRef(topic, entry)), (topic, entry)


def texts(within: QWidget) -> str:
    """Return what stands on the labels, line by line."""
    return "\n".join(child.text() for child in within.findChildren(QLabel) if not child.isHidden())


def press(button: QWidget) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def begin(page: KnowledgePage, field: str, value: Value, *, reason: str = "") -> ValueRow:
    """Open the field of a value and put another one into it."""
    row = page.view.row(field)
    row.open_editor()
    match row.editor.field:
        case ChoiceField() as choice:
            choice.set_value(value)
        case FamiliesField() as families:
            families.set_families(value if isinstance(value, tuple) else ())
        case LineField() as line:
            line.set_text(str(value))
        case other:
            raise TypeError(other)
    row.editor.edited.emit()
    row.reason.set_text(reason)
    return row


def change(page: KnowledgePage, field: str, value: Value, *, reason: str = "") -> None:
    """Change a value for the clinic."""
    press(begin(page, field, value, reason=reason).save_button)
    settle(page)
