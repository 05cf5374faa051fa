"""The entries looked at, back and forward."""

from meso_desktop.ui.knowledge.topics import EntryRef


class Trail:
    """Remembers the way from entry to entry."""

    def __init__(self) -> None:
        """Begin nowhere."""
        self._behind: list[EntryRef] = []
        self._ahead: list[EntryRef] = []
        self._here: EntryRef | None = None
        self._is_glance = False

    @property
    def can_go_back(self) -> bool:
        """Whether there is an entry behind."""
        return bool(self._behind)

    @property
    def can_go_forward(self) -> bool:
        """Whether there is an entry ahead."""
        return bool(self._ahead)

    def go(self, ref: EntryRef) -> None:
        """Go on to an entry; what lay ahead is forgotten."""
        if ref != self._here:
            if self._here is not None:
                self._behind.append(self._here)
            self._here = ref
            self._ahead.clear()
        self._is_glance = False

    def glance(self, ref: EntryRef) -> None:
        """Go on to an entry that nobody asked for: no way leads back to it once another takes its place."""
        self.leave()
        self._here, self._is_glance = ref, True

    def leave(self) -> None:
        """Go on to no entry."""
        if self._here is not None and not self._is_glance:
            self._behind.append(self._here)
        self._here = None
        self._ahead.clear()

    def back(self) -> EntryRef | None:
        """Return the entry before this one, which is here from now on; None at the beginning."""
        if not self._behind:
            return None
        if self._here is not None:
            self._ahead.append(self._here)
        self._here, self._is_glance = self._behind.pop(), False
        return self._here

    def forward(self) -> EntryRef | None:
        """Return the entry that was gone back from; None at the end."""
        if not self._ahead or self._here is None:
            return None
        self._behind.append(self._here)
        self._here, self._is_glance = self._ahead.pop(), False
        return self._here
