"""What was judged of an area on clinical scales and where its spot is marked, in words."""

from PySide6.QtCore import QCoreApplication

from meso_desktop.domain.areas import BodyMark, TargetArea
from meso_desktop.domain.grading import graded_told
from meso_desktop.domain.marks import view_of
from meso_desktop.knowledge.wording import Wording
from meso_desktop.ui.body.body_captions import view_name


def mark_words(mark: BodyMark) -> str:
    """Return which view a mark lies on."""
    view = view_of(mark)
    return mark.view if view is None else view_name(view)


def judged_and_marked(target: TargetArea, wording: Wording) -> list[str]:
    """Return the grades of an area and its spot, each in words."""
    told = [wording.text(graded_told(graded)) for graded in target.grades]
    if target.mark is not None:
        told.append(QCoreApplication.translate("judged", "spot marked: %1").replace("%1", mark_words(target.mark)))
    return told
