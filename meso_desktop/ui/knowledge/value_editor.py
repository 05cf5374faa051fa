"""The field in which a value of an entry is changed, by the kind of value."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from meso_desktop.domain.changeable import ChangeableField, FieldKind
from meso_desktop.domain.clinic_changes import Value
from meso_desktop.domain.errors import UserError
from meso_desktop.domain.message import message
from meso_desktop.domain.quantity import typed_decimal
from meso_desktop.domain.rules import Family
from meso_desktop.knowledge.wording import Wording
from meso_desktop.ui.choice_field import ChoiceField, Option
from meso_desktop.ui.fields import Field, LineField
from meso_desktop.ui.knowledge.value_words import value_words
from meso_desktop.ui.painted import TickBox

_SIDE_BY_SIDE = 3


class FamiliesField(Field):
    """Any of the four families, each with its box."""

    def __init__(self, label: str, wording: Wording) -> None:
        """Make the field with no box ticked."""
        boxes = QWidget()
        column = QVBoxLayout(boxes)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._boxes = {family: TickBox(wording.label(f"family.{family}")) for family in Family}
        for box in self._boxes.values():
            column.addWidget(box)
            box.toggled.connect(self._react)
        boxes.setFocusProxy(self._boxes[Family.MESO])
        super().__init__(label, boxes)

    def families(self) -> tuple[str, ...]:
        """Return the families ticked, in their order."""
        return tuple(family.value for family, box in self._boxes.items() if box.isChecked())

    def set_families(self, names: tuple[str, ...]) -> None:
        """Tick these and no other."""
        for family, box in self._boxes.items():
            box.setChecked(family.value in names)

    @Slot()
    def _react(self) -> None:
        self.clear_error()
        self.edited.emit()


class ValueEditor(QWidget):
    """Edits one value; `edited` follows each change by the person."""

    edited = Signal()

    def __init__(self, field: ChangeableField, value: Value, *, name: str, wording: Wording) -> None:
        """Show `value` in the field that fits its kind."""
        super().__init__()
        self._kind = field.kind
        self._wording = wording
        self.field = self._made(field, value, name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.field)
        self.setFocusProxy(self.field)
        self.field.edited.connect(self.edited)

    def value(self) -> Value:
        """Return what stands in the field, as a pack writes it; raises UserError ``number.*`` where it cannot be read."""
        match self.field:
            case FamiliesField():
                return self.field.families()
            case ChoiceField():
                held: Value = self.field.value()
                return held
            case LineField():
                return self._typed(self.field.text)
            case _:
                return None

    def _typed(self, text: str) -> Value:
        if self._kind is FieldKind.TEXT:
            return text
        if not text:
            return None
        number = typed_decimal(text)
        if self._kind is not FieldKind.COUNT:
            return f"{number:f}"
        if number != int(number):
            raise UserError(message("knowledge.refused.count"))
        return int(number)

    def _made(self, field: ChangeableField, value: Value, name: str) -> Field:
        match field.kind:
            case FieldKind.FAMILIES:
                families = FamiliesField(name, self._wording)
                families.set_families(value if isinstance(value, tuple) else ())
                return families
            case FieldKind.SWITCH:
                return self._choice(field, value, name, (True, False))
            case FieldKind.OUTCOME | FieldKind.CHOICE:
                return self._choice(field, value, name, field.choices)
            case _:
                line = LineField(f"{name} ({field.unit})" if field.unit else name, at_most=40)
                line.set_text("" if value is None else self._wording.number(str(value)))
                return line

    def _choice(self, field: ChangeableField, value: Value, name: str, choices: tuple[Value, ...]) -> ChoiceField[Value]:
        options = [Option(value=choice, text=value_words(field, choice, self._wording)) for choice in choices]
        made: ChoiceField[Value] = ChoiceField(name, options, is_list=len(options) > _SIDE_BY_SIDE)
        made.set_value(value)
        return made
