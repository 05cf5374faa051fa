"""Every figure opened to its working: how it came about, where it comes from, and the limit that binds it."""

from enum import StrEnum

from msgspec import Struct

from meso_desktop.domain.assessment import Assessment, LimitCheck
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.evidence import Confidence
from meso_desktop.domain.ids import LineId
from meso_desktop.domain.knowledge import Knowledge
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
    the product's, the program's own convention. `limits` are those that the figure meets, the tightest first; `binding` is the sentence
    of the first that is more than a comparison. `sources` are those of the origins, ids of the pack, with their `confidence`: None
    where nothing comes from a source.
    """

    steps: tuple[Message, ...] = ()
    origins: tuple[Message, ...] = ()
    limits: tuple[LimitCheck, ...] = ()
    binding: Message | None = None
    sources: tuple[str, ...] = ()
    confidence: Confidence | None = None


def working_of(figure: Figure, line: LineId, document: Consultation, assessment: Assessment, knowledge: Knowledge) -> ShownWorking:
    """Return the working of a line's figure; an empty one for a line that is not planned."""
    del figure, line, document, assessment, knowledge
    return ShownWorking()


def session_working_of(figure: Figure, number: int, document: Consultation, assessment: Assessment, knowledge: Knowledge) -> ShownWorking:
    """Return the working of a session's total; an empty one for a session that is not planned, or a figure that sessions have not."""
    del figure, number, document, assessment, knowledge
    return ShownWorking()


def course_working_of(figure: Figure, document: Consultation, assessment: Assessment, knowledge: Knowledge) -> ShownWorking:
    """Return the working of the course's total; an empty one for a figure that a course has not."""
    del figure, document, assessment, knowledge
    return ShownWorking()
