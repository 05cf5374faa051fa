"""What a clinic changes in the shipped packs, and what a consultation says of it."""

from datetime import date, datetime
from enum import StrEnum

from msgspec import Struct

from meso_desktop.domain.ids import LineId, PractitionerId
from meso_desktop.domain.message import Message

Value = str | bool | int | tuple[str, ...] | None
"""A value that a clinic can change, as a pack writes it: decimals as text."""

IS_ON = "is_on"
"""The field that switches an entry, or a limit of one, off."""

CONFIRMATION = "confirmation"
"""The field of a legal entry that holds the ground on which the clinic answers for it."""


class Change(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One value that the clinic has changed.

    `topic` and `entry` name the entry (``rules``, ``diabetes``), `field` the path in it (``outcomes.dca``,
    ``limits.dca_volume.at_most``, ``is_on``, ``confirmation``). `shipped` is the value that stood there, `base` the whole entry as
    shipped, as JSON; both so that a newer pack is compared with what the clinic saw. `now` is the entry as the present pack ships
    it, where it is not `base`: written anew whenever the change is laid over a pack, so that no change vouches for itself. `is_held` when
    somebody decided to hold it although the pack has no such place any more.
    """

    topic: str
    entry: str
    field: str
    shipped: Value
    own: Value
    base: str
    by: PractitionerId
    by_name: str
    at: datetime
    reason: str = ""
    now: str = ""
    is_held: bool = False

    @property
    def place(self) -> tuple[str, str, str]:
        """What is changed: topic, entry and field."""
        return self.topic, self.entry, self.field


class Conflict(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A change whose shipped value is no longer what the clinic saw; `is_gone` when the pack has no such entry any more."""

    change: Change
    shipped_now: Value
    is_gone: bool = False


class ClinicNoteKind(StrEnum):
    """What the clinic did to the packs that bears on a consultation."""

    LOOSENED = "loosened"
    CONFIRMED = "confirmed"


class ClinicNote(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """That a shipped stop or limit was loosened, or a legal status confirmed, which bears on this consultation.

    `text` says what; `reason` is the doctor's, `by` and `on` who and when. `lines` are those concerned, empty for the patient.
    """

    kind: ClinicNoteKind
    text: Message
    reason: str
    by: str
    on: date
    lines: tuple[LineId, ...] = ()
