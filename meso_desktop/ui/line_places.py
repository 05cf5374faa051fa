"""Names where the lines of a plan lie, so that two sides of an area that are planned apart are told apart."""

from PySide6.QtCore import QCoreApplication

from meso_desktop.domain.areas import Side, TargetArea
from meso_desktop.domain.consultation import Consultation
from meso_desktop.knowledge.wording import Wording


def place_of(target: TargetArea, wording: Wording) -> str:
    """Return an area, with its side where it is one side only."""
    name = wording.term(f"area.{target.area}")
    if target.side not in {Side.LEFT, Side.RIGHT}:
        return name
    said = QCoreApplication.translate("line_places", "{area} ({side})")
    return said.format(area=name, side=wording.term(f"side.{target.side}"))


def line_places(document: Consultation, wording: Wording) -> dict[str, str]:
    """Return the areas of the plan's lines by line id; nothing for a line that has lost its area."""
    names = {target.target_id: place_of(target, wording) for target in document.target_areas}
    return {str(line.line_id): names.get(line.target_id, "") for line in document.plan.lines}
