"""What holds up the signature, at the foot of the live panel: each row leads to where it is mended."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from meso_desktop.domain.assessment import Assessment, Barrier, Certainty, Missing
from meso_desktop.domain.consultation import Consultation, Step
from meso_desktop.domain.outcome import may_treat
from meso_desktop.knowledge.wording import Wording
from meso_desktop.ui.consultation.arranging import KeyedColumn
from meso_desktop.ui.consultation.disclosure import Disclosure
from meso_desktop.ui.consultation.link_row import LinkRow
from meso_desktop.ui.theme import Role

_FINDING = "finding"
_HIGHEST = 208
_KEPT = 6
_ASKING = (Step.HISTORY, Step.EXAMINATION, Step.AREAS)


class MissingList(QWidget):
    """Emits `sought` with the `Missing` that the doctor wants to mend; a finding's field is ``finding.<key>``."""

    sought = Signal(object)

    def __init__(self, *, wording: Wording, parent: QWidget | None = None) -> None:
        """Build an open list without rows."""
        super().__init__(parent)
        self._wording = wording
        self.head = Disclosure("")
        self.head.setObjectName("missing_to_sign")
        self.head.setChecked(True)
        self._rows: KeyedColumn[tuple[object, ...], LinkRow] = KeyedColumn(self._make_row, spacing=0, keeps=_KEPT)
        self._scroll = scrolling(self._rows)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 4, 8, 8)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._scroll)
        self.head.opened.connect(self._fit)

    def rows(self) -> tuple[LinkRow, ...]:
        """Return the rows in order."""
        return self._rows.widgets()

    def show_assessment(self, document: Consultation, assessment: Assessment, *, places: Mapping[str, str]) -> None:
        """List findings that bar the plan first, then what is not done; `places` names the areas of plan lines by line id."""
        barring = [m for m in assessment.missing if m.bars_signing]
        stopping: dict[str, Barrier] = {}
        if may_treat(document):
            barring += _misfits(assessment, listed=barring)
            stopping = _stopping(assessment, is_asking=any(m.step in _ASKING for m in barring))
        count = len(barring) + len(stopping)
        if count:
            self.head.setText(self.tr("%n things to do before signing", "", count))
        else:
            self.head.setText(self.tr("Ready to sign") if assessment.may_sign else self.tr("Not ready to sign"))
        self.head.set_openable(is_openable=bool(count))
        keys: list[tuple[object, ...]] = [(_FINDING, key) for key in stopping]
        keys += [(m.step, m.field, m.text) for m in barring]
        self._rows.arrange(keys)
        concerned = {f"{_FINDING}.{f.key}": f.lines for f in assessment.findings}
        certain = {f.key for f in assessment.findings if f.certainty is Certainty.PRESENT}
        shown = [_of_finding(barrier, key, is_certain=key in certain) for key, barrier in stopping.items()]
        shown += [(missing, "open", Role.MUTED) for missing in barring]
        for key, (missing, icon, role) in zip(keys, shown, strict=True):
            row = self._rows.widget(key)
            if row is not None:
                where = ", ".join(dict.fromkeys(place for line in concerned.get(missing.field, ()) if (place := places.get(str(line), ""))))
                row.show_link(self._words(missing, where=where), icon=icon, role=role, target=missing)
        self._fit()

    def _words(self, missing: Missing, *, where: str) -> str:
        """Return what is to be done; a finding is named by its first sentence and its areas, for its card says the rest."""
        text = self._wording.text(missing.text)
        if not missing.field.startswith(f"{_FINDING}."):
            return text
        told = text.partition(". ")[0].rstrip(".")
        return self.tr("Answer: %1").replace("%1", f"{told}  ·  {where}" if where else told)

    def _fit(self) -> None:
        """Be as high as the rows are, until they would crowd out the findings."""
        is_open = bool(self._rows.widgets()) and self.head.isChecked()
        self._scroll.setVisible(is_open)
        if is_open:
            width = max(self.width() - 20, 120)
            self._scroll.setFixedHeight(min(self._rows.heightForWidth(width), _HIGHEST))

    def _make_row(self) -> LinkRow:
        row = LinkRow()
        row.followed.connect(self.sought)
        return row


def _stopping(assessment: Assessment, *, is_asking: bool) -> dict[str, Barrier]:
    """Return what bars the plan by finding; what is only not asked yet is said by the questions still open."""
    certainty = {finding.key: finding.certainty for finding in assessment.findings}
    return {
        b.finding: b for b in assessment.barriers
        if b.finding is not None and not (is_asking and certainty.get(b.finding) is Certainty.NOT_ASKED)
    }


def _misfits(assessment: Assessment, *, listed: Sequence[Missing]) -> list[Missing]:
    """Return what does not fit together in a line, which no finding tells and nothing else lists."""
    told = {missing.text for missing in listed}
    misfits = dict.fromkeys(b.text for b in assessment.barriers if b.finding is None and b.text not in told)
    return [Missing(step=Step.PLAN, text=text, bars_signing=True, field="plan") for text in misfits]


def scrolling(inner: QWidget) -> QScrollArea:
    """Return a frameless area in which `inner` scrolls up and down."""
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setWidget(inner)
    return scroll


def _of_finding(barrier: Barrier, key: str, *, is_certain: bool) -> tuple[Missing, str, Role]:
    missing = Missing(step=Step.PLAN, text=barrier.text, bars_signing=True, field=f"{_FINDING}.{key}")
    return (missing, "stop", Role.STOP) if is_certain else (missing, "missing", Role.DEFER)
