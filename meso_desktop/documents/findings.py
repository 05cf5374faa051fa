"""For the doctor: what the rules found and how it was answered, the law, the consent, earlier treatments, and the seal."""

from datetime import date

from reportlab.platypus import Flowable

from meso_desktop.documents.agreed import legal_lines
from meso_desktop.documents.blocks import Beside, Room, Stack, section
from meso_desktop.documents.flow import Cell, Column, Grid, Words, run_in
from meso_desktop.documents.lines import Span
from meso_desktop.documents.paper import PaperAddendum, PlanPaper, titled, unbroken
from meso_desktop.documents.signature import DrawnSignature
from meso_desktop.documents.style import ACCENT, CLOSE_CELL, CLOSE_HEADING, CLOSE_PAD, CLOSE_TEXT, INK, MUTED, SMALL, WARN
from meso_desktop.documents.typefaces import Face
from meso_desktop.domain.assessment import Certainty, Finding
from meso_desktop.domain.consent import ConsentKind
from meso_desktop.domain.history import EarlierTreatment, TreatedOn
from meso_desktop.domain.message import Term
from meso_desktop.domain.plan import FindingResponse
from meso_desktop.domain.rules import RuleOutcome

_UNDER = CLOSE_TEXT._replace(indent=12, after=1)


def findings(paper: PlanPaper, width: float) -> list[Flowable]:
    """Return each finding with what it rests on, and what the doctor answered, when and why."""
    parts = [part for finding in paper.assessment.findings for part in _finding(paper, finding, width)]
    heading = Words(paper.say("heading.findings"), CLOSE_HEADING)
    if not parts:
        return section(heading, Words(paper.say("no_findings"), CLOSE_TEXT), width=width)
    tops = [part for part in parts if not isinstance(part, Room)]
    return [*section(heading, *tops[:1], width=width), *parts[parts.index(tops[0]) + 1 :]]


def _finding(paper: PlanPaper, finding: Finding, width: float) -> list[Flowable]:
    outcome = paper.say("hard") if finding.is_hard else paper.wording.term(f"rule_outcome.{finding.outcome.value}")
    colour = WARN if finding.outcome in {RuleOutcome.STOP, RuleOutcome.DEFER} else ACCENT
    head = [Span(outcome, Face.SEMIBOLD, colour), Span("  "), Span(paper.wording.text(finding.text), Face.MEDIUM)]
    numbers = [str(line.number) for line in paper.lines if line.line.line_id in finding.lines]
    if numbers and len(numbers) < len(paper.lines):
        head.append(Span("  " + unbroken(paper.say("concerns", areas=", ".join(numbers))), colour=MUTED))
    why = [paper.wording.text(reason) for reason in finding.because]
    if finding.certainty is not Certainty.PRESENT:
        why.append(paper.say(f"certainty.{finding.certainty.value}"))
    basis = " · ".join([*why, paper.sources(finding.sources, finding.confidence.value)])
    top = Words([*head, Span(f"\u2003{basis}", colour=MUTED)], CLOSE_TEXT._replace(after=0, before=3))
    if finding.response is not None:
        return section(top, Words(_response(paper, finding.response), _UNDER), width=width)
    if finding.bars:
        return section(top, Words([Span(paper.say("unanswered"), Face.MEDIUM, WARN)], _UNDER), width=width)
    return [top]


def _response(paper: PlanPaper, response: FindingResponse) -> list[Span]:
    signer = paper.document.practitioner
    by = titled(signer) if response.by == signer.practitioner_id else paper.say("another_doctor")
    said = paper.say(f"response.{response.kind.value}", by=by, at=paper.instant(response.at))
    spans = [Span(said, Face.MEDIUM)]
    if response.letter_on is not None:
        spans.append(Span(" " + paper.say("letter_on", day=response.letter_on)))
    if response.text.strip():
        spans.append(Span(" " + paper.say("quoted", text=response.text)))
    return spans


def legal(paper: PlanPaper) -> list[Flowable]:
    """Return the legal and the off-label lines."""
    lines = [
        paper.say("off_label", area=paper.named(line.target), preparation=paper.preparation(line.line.preparation))
        for line in paper.lines
        if line.figures.is_off_label
    ]
    said = " ".join([*legal_lines(paper), *lines])
    return [run_in(paper.say("heading.legal"), said)] if said else []


def consent_and_seal(paper: PlanPaper) -> list[Flowable]:
    """Return how consent was given beside who signed the record; they stand together."""
    return [Beside(Stack(*_consent(paper)), Stack(*_seal(paper)), left_share=0.44, before=CLOSE_HEADING.before)]


def _consent(paper: PlanPaper) -> list[Flowable]:
    """Return how consent was given, to which text, and the signature drawn."""
    heading = Words(paper.say("heading.consent"), CLOSE_HEADING)
    given = paper.document.consent
    if given is None:
        return [heading, Words(paper.say("no_consent"), CLOSE_TEXT)]
    text = paper.say(
        "consent",
        kind=Term(f"consent_kind.{given.kind.value}"),
        at=paper.instant(given.given_at),
        version=given.text_version,
        digest=given.text_digest[:12],
    )
    text = f"{text} {paper.say('consent_language', language=Term(f'language.{given.language.value}'))}"
    parts: list[Flowable] = [heading, Words(text, CLOSE_TEXT)]
    if given.kind is ConsentKind.SIGNED_HERE and any(given.strokes):
        parts += [DrawnSignature(tuple(stroke for stroke in given.strokes if stroke)), Words(paper.patient_name, SMALL, most=2)]
    return parts


def earlier(paper: PlanPaper, width: float) -> list[Flowable]:
    """Return the earlier treatments."""
    known = paper.document.history.earlier_treatments
    if not known:
        return []
    columns = [
        Column(paper.say("label.date"), 22),
        Column(paper.say("label.product"), 28),
        Column(paper.say("label.area"), 20),
        Column(paper.say("label.number"), 12, "right"),
        Column(paper.say("label.volume_short"), 14, "right"),
        Column(paper.say("label.reaction"), 34),
    ]
    rows = [_earlier_row(paper, treatment) for treatment in known]
    return section(Words(paper.say("heading.earlier"), CLOSE_HEADING), Grid(columns, rows, style=CLOSE_CELL, pad=CLOSE_PAD), width=width)


def _earlier_row(paper: PlanPaper, treatment: EarlierTreatment) -> list[Cell]:
    where = paper.say("elsewhere") if treatment.is_elsewhere else paper.say("here")
    return [
        f"{_treated_on(paper, treatment.treated_on)}, {where}",
        _named(paper, "product", treatment.product),
        _named(paper, "area", treatment.area),
        paper.number(treatment.session_number),
        paper.quantity(treatment.volume_ml, "ml"),
        treatment.reaction or "–",
    ]


def _named(paper: PlanPaper, kind: str, code: str | None) -> str:
    if code is None:
        return paper.say("unknown")
    for key in (f"{kind}.{code}", f"preparation.{code}"):
        if paper.wording.has(key):
            return paper.wording.term(key)
    return code


def _treated_on(paper: PlanPaper, on: TreatedOn | None) -> str:
    if on is None:
        return paper.say("unknown")
    if on.month is None:
        return str(on.year)
    if on.day is None:
        return paper.say("year_month", year=str(on.year), month=f"{on.month:02d}")
    return paper.day(_date(on))


def _date(on: TreatedOn) -> date:
    return date(on.year, on.month or 1, on.day or 1)


def still_open(paper: PlanPaper, width: float) -> list[Flowable]:
    """Return what is still missing from a draft."""
    if paper.signature is not None:
        return []
    items = [Words(paper.wording.text(item.text), CLOSE_TEXT._replace(indent=11), bullet="•") for item in paper.assessment.missing]
    return section(Words(paper.say("heading.missing"), CLOSE_HEADING), *items, width=width)


def signed_by(paper: PlanPaper, *, before: float = 0) -> Words:
    """Return who signed the record and when, or that it is a draft; `before` is the space above."""
    style = CLOSE_TEXT._replace(before=before)
    signed = paper.signature
    if signed is None:
        return Words(paper.say("not_signed"), style)
    number = signed.by.registration_number
    by = paper.say("registered", name=titled(signed.by), number=number) if number else titled(signed.by)
    return Words(paper.say("signed", by=by, at=paper.instant(signed.at), visit=paper.document.visit_on), style, most=6)


def _seal(paper: PlanPaper) -> list[Flowable]:
    """Return who signed and when, the head of the chain of seals and whether the seal holds."""
    signed = paper.signature
    parts: list[Flowable] = [Words(paper.say("heading.seal"), CLOSE_HEADING), signed_by(paper)]
    if signed is None:
        return parts
    if not signed.holds:
        parts.append(Words([Span(paper.say("seal_broken"), Face.SEMIBOLD, WARN)], CLOSE_TEXT))
    said = paper.say("head_whole", head=signed.head, pack=paper.knowledge.version, digest=paper.knowledge.digest[:12])
    return [*parts, Words(said, SMALL)]


def addenda(paper: PlanPaper, width: float) -> list[Flowable]:
    """Return what was added after signing."""
    parts = [part for addendum in paper.addenda for part in _addendum(paper, addendum)]
    return section(Words(paper.say("heading.addenda"), CLOSE_HEADING), *parts, width=width)


def _addendum(paper: PlanPaper, addendum: PaperAddendum) -> list[Flowable]:
    head = [Span(paper.say("addendum", by=titled(addendum.by), at=paper.instant(addendum.at)), Face.MEDIUM)]
    if not addendum.holds:
        head.append(Span(" " + paper.say("seal_broken"), Face.SEMIBOLD, WARN))
    parts = [Words(head, CLOSE_TEXT._replace(after=0, before=3))]
    if addendum.reason.strip():
        parts.append(Words(paper.say("addendum_reason", reason=addendum.reason), _UNDER))
    return [*parts, Words(addendum.text, _UNDER)]


def sources(paper: PlanPaper, width: float) -> list[Flowable]:
    """Return the citations of every source named on the doctor's pages."""
    found = paper.assessment
    named = {name for finding in found.findings for name in finding.sources} | {name for check in found.limits for name in check.sources}
    if found.anaesthetic is not None:
        named |= set(found.anaesthetic.sources)
    cited = [paper.knowledge.sources[name] for name in sorted(named) if name in paper.knowledge.sources]
    listed = [
        span
        for source in cited
        for span in (Span("\u2002  "), Span(unbroken(f"{source.id} "), Face.MEDIUM, INK), Span(source.citation))
    ]
    return section(Words(paper.say("heading.sources"), CLOSE_HEADING), Words(listed[1:], SMALL), width=width) if listed else []
