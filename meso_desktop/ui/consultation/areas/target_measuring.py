"""What is typed and picked on the card of an area, read into the document: kept until it can be read, never thrown away."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace

from meso_desktop.domain import edits
from meso_desktop.domain.areas import Aim, Extent, Outline, TargetArea
from meso_desktop.domain.errors import UserError
from meso_desktop.domain.people import Units
from meso_desktop.domain.quantity import EXTENT_CM, Length, Unit, length, thickness
from meso_desktop.ui.consultation.areas.target_edits import put_accepted, put_refused, put_waiting

if TYPE_CHECKING:
    from collections.abc import Callable

    from meso_desktop.domain.consultation import Consultation
    from meso_desktop.domain.ids import TargetId
    from meso_desktop.ui.consultation.step_page import StepPage


class TargetMeasuring:
    """Reads measures in the units of the clinic and sends edits through the page."""

    def __init__(self, page: StepPage) -> None:
        """Remember no outline yet."""
        self._page = page
        self.unit = Unit.IN if page.desk.editor.document.clinic.units is Units.IMPERIAL else Unit.CM
        self._outlines: dict[TargetId, Outline] = {}

    def outline_of(self, target: TargetArea) -> Outline:
        """Return the outline of the extent, the one that waits with half an extent, or the one chosen for it."""
        if target.extent is not None:
            return target.extent.outline
        waiting = self._page.refused_text(f"target.{target.target_id}.outline")
        return next((o for o in Outline if o.value == waiting), self._outlines.get(target.target_id, Outline.ELLIPSE))

    def shown(self, target: TargetArea, name: str) -> tuple[str, str]:
        """Return what stands in a field, and the sentence that refuses it."""
        refused = self._page.refused_text(f"target.{target.target_id}.{name}")
        if refused is not None:
            return refused, self._refusal(name, refused)
        extent = target.extent
        held = {"length": extent.length if extent else None, "width": extent.width if extent else None, "pinch": target.pinch}[name]
        return ("" if held is None else held.typed), ""

    def pick(self, target: TargetArea, field: str, value: object) -> bool:
        """Record a choice; False when there is nothing yet that it could be recorded with."""
        match field:
            case "outline":
                return not isinstance(value, Outline) or self._pick_outline(target, value)
            case "side":
                self._put(replace(target, side=value))
            case "aim":
                self._put(replace(target, aim=value if isinstance(value, Aim) else None))
            case _:
                self._put(replace(target, deposit=value))
        return True

    def type_text(self, target: TargetArea, name: str, text: str) -> None:
        """Record what was typed into a field."""
        path = f"target.{target.target_id}.{name}"
        if name == "note":
            self._page.edit(partial(edits.put_target, target=replace(target, note=text)), merge_key=path)
        elif name == "pinch":
            self._type_pinch(target, path, text)
        else:
            self._type_extent(target, path, name, text)

    def _put(self, target: TargetArea) -> None:
        self._page.edit(partial(edits.put_target, target=target))

    def _pick_outline(self, target: TargetArea, outline: Outline) -> bool:
        path = f"target.{target.target_id}"
        if outline is Outline.FREE:
            return False  # it is drawn on the canvas; until then what is there stays
        self._outlines[target.target_id] = outline
        if target.extent is not None:
            self._put(replace(target, extent=replace(target.extent, outline=outline, corners=())))
        elif any(self._page.refused_text(f"{path}.{part}") for part in ("length", "width")):
            self._page.edit(partial(edits.refuse_entry, field=f"{path}.outline", text=outline.value))
        else:
            return False
        return True

    def _type_pinch(self, target: TargetArea, path: str, text: str) -> None:
        try:
            pinch = thickness(text) if text.strip() else None
        except UserError:
            self._page.edit(partial(put_refused, target=replace(target, pinch=None), path=path, text=text), merge_key=path)
        else:
            self._page.edit(partial(put_accepted, target=replace(target, pinch=pinch), paths=(path,)), merge_key=path)

    def _type_extent(self, target: TargetArea, path: str, name: str, text: str) -> None:
        """Keep length and width until both can be read; half an extent waits as typed. A new measure is not confirmed yet."""
        other = "width" if name == "length" else "length"
        other_path, outline_path = (f"target.{target.target_id}.{part}" for part in (other, "outline"))
        outline = self.outline_of(target)
        refused = self._page.refused_text(other_path)
        held = "" if target.extent is None else (target.extent.width if other == "width" else target.extent.length).typed
        other_text = held if refused is None else refused
        try:
            this, that = self._measure(text), self._measure(other_text)
        except UserError:
            this = that = None
        if this is not None and that is not None:
            long, wide = (this, that) if name == "length" else (that, this)
            extent = Extent(outline=outline, length=long, width=wide)
            paths = (path, other_path, outline_path)
            change: Callable[[Consultation], Consultation] = partial(put_accepted, target=replace(target, extent=extent), paths=paths)
        else:
            typed = {path: text, other_path: other_text, outline_path: outline.value if (text + other_text).strip() else ""}
            self._outlines[target.target_id] = outline
            change = partial(put_waiting, target=replace(target, extent=None), typed=typed)
        self._page.edit(change, merge_key=path)

    def _measure(self, text: str) -> Length | None:
        return length(text, self.unit, bounds=EXTENT_CM) if text.strip() else None

    def _refusal(self, name: str, text: str) -> str:
        try:
            if name == "pinch":
                thickness(text)
            else:
                self._measure(text)
        except UserError as error:
            return self._page.sentence(error)
        return ""
