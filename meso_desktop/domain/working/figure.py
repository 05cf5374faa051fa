"""The figures that open to their working, and a working as it is shown."""

from enum import StrEnum

from msgspec import Struct

from meso_desktop.domain.assessment import LimitCheck
from meso_desktop.domain.evidence import Confidence
from meso_desktop.domain.message import Message


class Figure(StrEnum):
    """A figure of a line, of a session or of the course."""

    SURFACE = "surface"
    INJECTIONS = "injections"
    VOLUME = "volume"
    DOSE = "dose"
    VIALS = "vials"
    SESSIONS = "sessions"
    INTERVAL = "interval"
    DATES = "dates"
    MINUTES = "minutes"


class ShownWorking(Struct, frozen=True, kw_only=True):
    """How a figure came about, in sentences.

    `steps` are inputs, formula and rule, in reading order; `origins` say whose the inputs are: measured, the doctor's, the protocol's,
    the product's, the program's own convention. `limits` are those that the figure meets, the tightest first; `binding` says the first
    of them that is more than a comparison, with what is left and the source. `sources` are ids of the pack, those of the origins before
    those of the binding limit, with the `confidence` of the first; None where nothing comes from a source.
    """

    steps: tuple[Message, ...] = ()
    origins: tuple[Message, ...] = ()
    limits: tuple[LimitCheck, ...] = ()
    binding: tuple[Message, ...] = ()
    sources: tuple[str, ...] = ()
    confidence: Confidence | None = None

    @property
    def sentence(self) -> tuple[Message, ...]:
        """What is read in one breath: the steps, then the limit that binds."""
        return (*self.steps, *self.binding)
