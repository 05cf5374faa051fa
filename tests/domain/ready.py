"""A consultation that may be signed as *treat* with the small pack, and the answers a doctor can give to findings."""

from datetime import UTC, date, datetime

from msgspec.structs import replace

from meso_desktop.domain.areas import Point
from meso_desktop.domain.asking import questions_to_ask, target_questions
from meso_desktop.domain.assess import Context, assess
from meso_desktop.domain.assessment import Assessment, Finding
from meso_desktop.domain.consent import Consent, ConsentKind
from meso_desktop.domain.consultation import Consultation, Outcome, OutcomeKind
from meso_desktop.domain.drawing.grid import redrawn
from meso_desktop.domain.edits import answer_for_target, answer_question, respond, set_anaesthetic, set_consent, set_outcome
from meso_desktop.domain.history import Answer
from meso_desktop.domain.ids import PractitionerId
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.people import Jurisdiction, Language
from meso_desktop.domain.plan import Anaesthetic, AnaestheticChoice, FindingResponse, ResponseKind
from tests.domain.builders import VISIT_ON, an_id, consultation, extent, line, target
from tests.domain.small_knowledge import small_knowledge

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
TODAY = Context(today=VISIT_ON)


def assessed(document: Consultation, knowledge: Knowledge | None = None) -> Assessment:
    """Return the assessment on the day of the visit."""
    return assess(document, knowledge or small_knowledge(), TODAY)


def with_all_answered(document: Consultation, knowledge: Knowledge, *, answer: Answer = Answer.NO) -> Consultation:
    """Return the consultation with `answer` to every question that has none."""
    given = {a.question for a in document.history.answers}
    for question in questions_to_ask(document, knowledge):
        if question.id not in given:
            document = answer_question(document, question=question.id, answer=answer)
    for one in document.target_areas:
        known = {a.question for a in one.answers}
        for question in target_questions(one, document, knowledge):
            if question.id not in known:
                document = answer_for_target(document, target_id=one.target_id, question=question.id, answer=answer)
    return document


def consented(kind: ConsentKind = ConsentKind.SIGNED_HERE, *, knowledge: Knowledge | None = None) -> Consent:
    """Return a consent to the whole text of the pack, the small one unless named; the signature is a zigzag of 50 mm."""
    pack = knowledge or small_knowledge()
    strokes = (tuple(Point(x=50 * i, y=20 * (i % 2)) for i in range(11)),)
    return Consent(
        kind=kind, text_version=pack.consent_version, text_digest="0" * 64, paragraphs=tuple(pack.consent), language=Language.ENGLISH,
        given_at=AT, strokes=strokes,
    )


def ended(document: Consultation, kind: OutcomeKind, *, reason: str = "") -> Consultation:
    """Return the consultation with its outcome."""
    return set_outcome(document, Outcome(kind=kind, reason=reason))


def ready() -> Consultation:
    """Return a consultation about a chin of 4 × 3 cm, complete and free of findings, ending in treatment."""
    document = consultation(
        targets=(target(1, of=extent("4", "3")),), lines=(line(1, sessions=2),), jurisdiction=Jurisdiction.US,
    )
    document = with_all_answered(document, small_knowledge())
    document = set_anaesthetic(document, Anaesthetic(choice=AnaestheticChoice.DECLINED))
    document = set_consent(document, consented())
    return redrawn(ended(document, OutcomeKind.TREAT), small_knowledge())


def answer_to(finding: Finding, kind: ResponseKind) -> FindingResponse:
    """Return a complete response to a finding, whether or not it takes one of this kind."""
    return FindingResponse(
        finding=finding.key, basis=finding.basis, kind=kind, by=PractitionerId(an_id(903)), at=AT,
        text="Agreed after discussion", letter_on=date(2026, 2, 1),
    )


def with_every_response(document: Consultation, knowledge: Knowledge, *, overrides: bool = True) -> Consultation:
    """Return the consultation with each finding answered as far as it can be; not its overrides when `overrides` is false."""
    for finding in assessed(document, knowledge).findings:
        if finding.takes is not None and (overrides or finding.takes is not ResponseKind.OVERRIDE):
            document = respond(document, answer_to(finding, finding.takes))
    return document


def with_line(document: Consultation, **values: object) -> Consultation:
    """Return the consultation with other values in its first line, its grid drawn anew."""
    first, *others = document.plan.lines
    lines = (replace(first, **values), *others)
    return redrawn(replace(document, plan=replace(document.plan, lines=lines)), small_knowledge())


def with_target(document: Consultation, **values: object) -> Consultation:
    """Return the consultation with other values in its first target area, the grid drawn anew."""
    first, *others = document.target_areas
    return redrawn(replace(document, target_areas=(replace(first, **values), *others)), small_knowledge())
