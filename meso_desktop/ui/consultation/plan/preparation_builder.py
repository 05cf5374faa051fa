"""Composes a preparation in place on a card: rows of products, what they come to, what is found, a name, and its use."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from meso_desktop.domain.begun_preparation import TypedPart, TypedPreparation
from meso_desktop.domain.composition import Composition
from meso_desktop.domain.own_preparations import LONGEST_NAME
from meso_desktop.domain.preparation_trial import Tried
from meso_desktop.domain.products import Product
from meso_desktop.knowledge.wording import Wording
from meso_desktop.ui.consultation.plan.line_choosers import Choice
from meso_desktop.ui.consultation.plan.preparation_draft import is_whole
from meso_desktop.ui.consultation.plan.preparation_figures import PreparationFigures
from meso_desktop.ui.consultation.plan.preparation_notes import PreparationNotes
from meso_desktop.ui.consultation.plan.preparation_products import ProductChooser
from meso_desktop.ui.consultation.plan.preparation_row import STRENGTH_WIDTH, VOLUME_WIDTH, PreparationRow
from meso_desktop.ui.theme import Role, button, label, set_role


class PreparationBuilder(QFrame):
    """Emits `changed` as it is typed in, `wanted` (with whether it is to be kept) to be used, `closed` to go; what is typed stays.

    `left` ends what is typed in one go; `discarded` asks to throw away what is typed.
    """

    changed = Signal()
    wanted = Signal(bool)
    closed = Signal()
    left = Signal()
    discarded = Signal()

    def __init__(
        self, *, wording: Wording, products: Callable[[str], Product | None], needs_strength: Callable[[str], bool],
        parent: QWidget | None = None,
    ) -> None:
        """Build it without rows; `products` gives a product of the pack by its id."""
        super().__init__(parent)
        self._wording = wording
        self._products = products
        self._needs = needs_strength
        self._rows: list[PreparationRow] = []
        self._proposed = ""
        self._build()
        self._connect()

    @property
    def typed(self) -> TypedPreparation:
        """What stands in it."""
        return TypedPreparation(parts=tuple(row.typed for row in self._rows), name=self.name.text())

    @property
    def proposed_name(self) -> str:
        """The name that holds while none is typed."""
        return self._proposed

    @property
    def rows(self) -> tuple[PreparationRow, ...]:
        """The rows, in order."""
        return tuple(self._rows)

    def show_title(self, title: str) -> None:
        """Say what is composed."""
        self._title.setText(title)
        self.setAccessibleName(title)

    def show_typed(self, typed: TypedPreparation) -> None:
        """Show what was typed or kept before; a row of the same product stays where it is, with the cursor in it."""
        known = [part for part in typed.parts if self._products(part.product) is not None]
        if [row.product.id for row in self._rows] != [part.product for part in known]:
            for row in tuple(self._rows):
                self._drop(row)
            for part in known:
                self._add(part.product)
        for row, part in zip(self._rows, known, strict=True):
            row.show_typed(part)
        if self.name.text() != typed.name:
            self.name.setText(typed.name)
        self.refuse("")
        self._heads.setVisible(bool(self._rows))

    def show_begun(self, *, is_begun: bool) -> None:
        """Offer to throw away what is typed, where there is any."""
        self.discard.setVisible(is_begun)

    def show_choices(self, choices: Sequence[Choice]) -> None:
        """Show which products can be added."""
        taken = {row.product.id for row in self._rows}
        self.product.show_choices([choice for choice in choices if choice.key not in taken])

    def show_results(self, made: Composition, found: Tried, *, protocol: str, name: str) -> None:
        """Show what the rows come to by now; `name` is proposed."""
        self.figures.show_composition(made, is_whole=is_whole(self.typed))
        self.notes.show_tried(found, protocol=protocol)
        self._proposed = name
        self.name.setPlaceholderText(name or self.tr("Name"))

    def refuse(self, sentence: str) -> None:
        """Say why it was not used or kept; everything stays as typed."""
        self._refusal.setText(sentence)
        self._refusal.setVisible(bool(sentence))

    def complain(self) -> bool:
        """Say at the first row that cannot be read what is wrong, and go there; False when every row can be."""
        wrong = [field for row in self._rows if (field := row.complain()) is not None]
        if wrong:
            wrong[0].setFocus(Qt.FocusReason.OtherFocusReason)
        return bool(wrong)

    @property
    def first_field(self) -> QWidget:
        """Where one begins."""
        return self._rows[0].volume.edit if self._rows else self.product

    def begin(self) -> None:
        """Put the focus where one begins."""
        self.first_field.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Escape; what is typed stays."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        set_role(self, Role.ENTRY)
        self.setObjectName("preparation_builder")
        self._title = label("", Role.LABEL, is_wrapped=False)
        self.close_button = button(self.tr("Close"), Role.QUIET)
        self.close_button.setToolTip(self.tr("What is typed stays (Escape)"))
        head = QHBoxLayout()
        self.discard = button(self.tr("Discard"), Role.QUIET)
        self.discard.setToolTip(self.tr("Throw away what is typed here"))
        self.discard.hide()
        head.addWidget(self._title, 1)
        head.addWidget(self.discard)
        head.addWidget(self.close_button)
        self._heads = self._build_heads()
        self._column = QVBoxLayout()
        self._column.setSpacing(6)
        self.product = ProductChooser()
        self.figures = PreparationFigures(wording=self._wording)
        self.figures.hide()
        self.notes = PreparationNotes(wording=self._wording)
        self._refusal = label("", Role.REFUSAL)
        self._refusal.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(12, 8, 12, 12)
        whole.setSpacing(8)
        whole.addLayout(head)
        whole.addWidget(self._heads)
        whole.addLayout(self._column)
        for part in (self.product, self.figures, self.notes):
            whole.addWidget(part)
        whole.addLayout(self._build_last())
        whole.addWidget(self._refusal)

    def _build_heads(self) -> QWidget:
        heads = QWidget()
        line = QHBoxLayout(heads)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        line.addWidget(label(self.tr("Product"), Role.MUTED, is_wrapped=False), 1)
        for text, width in ((self.tr("Volume"), VOLUME_WIDTH), (self.tr("Strength, as the vial says"), STRENGTH_WIDTH), ("", 32)):
            named = label(text, Role.MUTED, is_wrapped=False)
            named.setFixedWidth(width)
            line.addWidget(named)
        heads.hide()
        return heads

    def _build_last(self) -> QHBoxLayout:
        self.name = QLineEdit()
        self.name.setObjectName("preparation_name")
        self.name.setAccessibleName(self.tr("Name of the preparation"))
        self.name.setMaxLength(LONGEST_NAME)
        self.use = button(self.tr("Use"))
        self.use.setToolTip(self.tr("Inject it on this line"))
        self.keep = button(self.tr("Use and keep"))
        self.keep.setToolTip(self.tr("Use it here and offer it in later consultations"))
        last = QHBoxLayout()
        last.setSpacing(8)
        last.addWidget(label(self.tr("Name"), Role.MUTED, is_wrapped=False))
        last.addWidget(self.name, 1)
        last.addWidget(self.use)
        last.addWidget(self.keep)
        return last

    def _connect(self) -> None:
        self.product.chosen.connect(self._on_product)
        self.name.textEdited.connect(self._on_changed)
        self.name.returnPressed.connect(self.use.setFocus)
        self.name.editingFinished.connect(self.left)
        self.use.clicked.connect(self._on_use)
        self.keep.clicked.connect(self._on_keep)
        self.close_button.clicked.connect(self.closed)
        self.discard.clicked.connect(self.discarded)

    def _add(self, product_id: str) -> PreparationRow | None:
        product = self._products(product_id)
        if product is None:
            return None
        row = PreparationRow(product, wording=self._wording, needs_strength=self._needs)
        row.changed.connect(self._on_changed)
        row.went_on.connect(self._on_went_on)
        row.removed.connect(self._on_removed)
        row.left.connect(self.left)
        self._rows.append(row)
        self._column.addWidget(row)
        row.show()
        return row

    def _drop(self, row: PreparationRow) -> None:
        self._rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _show_parts(self) -> None:
        """Tell of a row more or less, which is a step of its own."""
        self._heads.setVisible(bool(self._rows))
        self.left.emit()
        self.changed.emit()
        self.left.emit()

    def _on_product(self, product_id: str) -> None:
        row = self._add(product_id)
        if row is not None:
            row.show_typed(TypedPart(product=product_id))
            self._show_parts()
            row.volume.edit.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_removed(self) -> None:
        row = self.sender()
        if isinstance(row, PreparationRow):
            self.product.setFocus(Qt.FocusReason.OtherFocusReason)
            self._drop(row)
            self._show_parts()

    def _on_went_on(self) -> None:
        """Go from the last field of a row to the next row, or to the product to add."""
        row = self.sender()
        place = self._rows.index(row) + 1 if isinstance(row, PreparationRow) else len(self._rows)
        following: QWidget = self._rows[place].volume.edit if place < len(self._rows) else self.product
        following.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_changed(self) -> None:
        self.refuse("")
        self.changed.emit()

    def _on_use(self) -> None:
        self.wanted.emit(False)

    def _on_keep(self) -> None:
        self.wanted.emit(True)
