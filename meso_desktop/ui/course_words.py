"""The total of a course in words, as a record shows it."""

from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from meso_desktop.domain.assessment import CourseTotal
from meso_desktop.knowledge.wording import Wording


def course_words(course: CourseTotal, wording: Wording) -> str:
    """Return injections, mL, doses, vials and minutes of all sessions; nothing of a record sealed before courses were totalled."""
    if not course.sessions:
        return ""
    parts = [
        _tr("{injections} injections, {volume} mL").format(
            injections=_figure(course.injections, wording), volume=_figure(course.volume_ml, wording),
        ),
        *(
            _tr("{mg} mg {ingredient}").format(mg=_figure(dose.mg, wording), ingredient=wording.term(f"ingredient.{dose.ingredient}"))
            for dose in course.doses
        ),
    ]
    if course.vials is not None:
        parts.append(_tr("vials: {count}, {unused} mL unused").format(
            count=course.vials, unused=_figure(course.unused_ml, wording),
        ))
    if course.minutes is not None:
        low, high = _figure(course.minutes.low, wording), _figure(course.minutes.high, wording)
        told = _tr("{minutes} minutes, not known of every area") if course.untimed else _tr("{minutes} minutes")
        parts.append(told.format(minutes=low if low == high else f"{low}–{high}"))
    return " · ".join(parts)


def _figure(value: Decimal | int | None, wording: Wording) -> str:
    return "–" if value is None else wording.number(f"{value:f}" if isinstance(value, Decimal) else str(value))


def _tr(text: str) -> str:
    return QCoreApplication.translate("course_words", text)
