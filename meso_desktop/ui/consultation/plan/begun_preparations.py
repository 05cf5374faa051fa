"""What the builders of the plan hold for each line, kept in the document as it is typed, anew or in place of a preparation."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from meso_desktop.domain import edits
from meso_desktop.domain.begun_preparation import TypedPreparation, begun_path, begun_preparation, put_begun, without_blanks
from meso_desktop.domain.own_preparations import own_preparation
from meso_desktop.ui.consultation.plan.preparation_draft import as_typed

if TYPE_CHECKING:
    from meso_desktop.domain.ids import LineId
    from meso_desktop.domain.plan import OwnPreparation
    from meso_desktop.ui.consultation.step_page import StepPage


class BegunPreparations:
    """Reads and writes what was begun through one page; of each line it knows in place of what one composes."""

    def __init__(self, page: StepPage) -> None:
        """Begin without any."""
        self._page = page
        self._origins: dict[LineId, str] = {}

    def begin(self, line_id: LineId, *, origin: str) -> None:
        """Compose for a line in place of `origin`, or anew where it is empty."""
        self._origins[line_id] = origin

    def origin(self, line_id: LineId) -> str:
        """Return in place of what one composes for a line."""
        return self._origins.get(line_id, "")

    def edited(self, line_id: LineId) -> OwnPreparation | None:
        """Return the preparation that is edited."""
        return own_preparation(self.origin(line_id), self._page.document, self._page.desk.clinic.knowledge)

    def is_begun(self, line_id: LineId) -> bool:
        """Tell whether something is typed."""
        return self._page.refused_text(self._path(line_id)) is not None

    def is_gone(self, line_id: LineId) -> bool:
        """Tell whether what is edited went before anything was typed in its place."""
        return bool(self.origin(line_id)) and self.edited(line_id) is None and not self.is_begun(line_id)

    def held(self, line_id: LineId) -> TypedPreparation:
        """Return what stands in the builder by the document: what was typed, else what is edited."""
        begun = begun_preparation(self._page.document, self._path(line_id))
        return self._untouched(line_id) if begun is None else begun

    def keep(self, line_id: LineId, typed: TypedPreparation) -> bool:
        """Keep what is typed, and tell whether the document changed; what is as before anything was typed is no beginning."""
        path, before = self._path(line_id), self._page.document
        is_same = without_blanks(typed) == without_blanks(self._untouched(line_id))
        self._page.edit(partial(put_begun, path=path, typed=TypedPreparation() if is_same else typed), merge_key=path)
        return self._page.document is not before

    def discard(self, line_id: LineId) -> None:
        """Throw away what was typed."""
        self._page.edit(partial(edits.accept_entry, field=self._path(line_id)))

    def _path(self, line_id: LineId) -> str:
        return begun_path(line_id, origin=self.origin(line_id))

    def _untouched(self, line_id: LineId) -> TypedPreparation:
        own = self.edited(line_id)
        return TypedPreparation() if own is None else as_typed(own, self._page.desk.wording)
