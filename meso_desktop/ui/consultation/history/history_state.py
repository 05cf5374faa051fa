"""How the history stands: the questions shown, their answers, and the earlier ones that wait."""

from typing import Self

from msgspec import Struct

from meso_desktop.domain.asking import answers_of, questions_shown
from meso_desktop.domain.carrying import waiting
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.history import Answer, Answered, Carried
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.rules import Question
from meso_desktop.ui.consultation.history.section_list import Count


class HistoryState(Struct, frozen=True):
    """What the pages of the history show of one document."""

    shown: tuple[Question, ...] = ()
    answers: dict[str, Answer] = {}
    waiting: dict[str, Answered] = {}
    carried: Carried | None = None

    @classmethod
    def of(cls, document: Consultation, knowledge: Knowledge) -> Self:
        """Return how the document stands."""
        history = document.history
        return cls(questions_shown(document, knowledge), answers_of(history.answers), waiting(document), history.carried)

    @property
    def asked(self) -> list[str]:
        """The questions shown, in order."""
        return [q.id for q in self.shown]

    def here(self, section: str) -> list[str]:
        """Return the questions of a section, in order."""
        return [q.id for q in self.shown if q.section == section]

    def open_from(self, section: str) -> str | None:
        """Return the first question without an answer of the section, or of those after it."""
        asked, here = self.asked, self.here(section)
        begin = asked.index(here[0]) if here else 0
        return next((q for q in asked[begin:] if q not in self.answers), None)

    def told(self, question: str) -> Answered | None:
        """Return what was answered before, whether or not it waits still."""
        return None if self.carried is None else next((a for a in self.carried.answers if a.question == question), None)

    def count(self, section: str) -> Count:
        """Return how a section stands."""
        here = self.here(section)
        return Count(
            answered=sum(q in self.answers for q in here), asked=len(here), waiting=sum(q in self.waiting for q in here),
        )
