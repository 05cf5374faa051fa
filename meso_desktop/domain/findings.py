"""Findings: what rules and limits say of this patient and each plan line, and what the doctor answered."""

from collections.abc import Iterable, Mapping
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from meso_desktop.domain.assessment import Certainty, Finding, LimitCheck
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.digests import digest_of, limit_digest, preparation_meaning, rule_digest
from meso_desktop.domain.evaluate import evaluate
from meso_desktop.domain.facts import Facts
from meso_desktop.domain.ids import LineId
from meso_desktop.domain.logic import Truth, Verdict, certainty
from meso_desktop.domain.message import message
from meso_desktop.domain.placing import PlacedLine
from meso_desktop.domain.plan import FindingResponse, ResponseKind
from meso_desktop.domain.products import LimitKind
from meso_desktop.domain.rules import Family, Rule, RuleOutcome, RuleScope

_STRICTNESS: Final = {outcome: place for place, outcome in enumerate(RuleOutcome)}
_SURENESS: Final = {sure: place for place, sure in enumerate(Certainty)}
_FAMILIES: Final = tuple(Family)
_GATES: Final = frozenset({RuleOutcome.STOP, RuleOutcome.DEFER})
_ANSWERED_WHEN_PRESENT: Final = frozenset({RuleOutcome.REASON, RuleOutcome.LETTER})


class _Concern(Struct, frozen=True, kw_only=True):
    """Whom one finding concerns, and what the doctor may answer."""

    outcome: RuleOutcome
    families: tuple[Family, ...]
    placed: tuple[PlacedLine, ...] = ()
    line_id: LineId | None = None


def rule_findings(facts: Facts, placed: tuple[PlacedLine, ...]) -> tuple[Finding, ...]:
    """Return what the rules say of the patient and of each line, in the order of the pack."""
    responses = _responses(facts.document)
    in_line = tuple(replace(facts, placed=p) for p in placed)
    found: list[Finding] = []
    for rule in facts.knowledge.rules.values():
        if rule.jurisdictions and facts.document.clinic.jurisdiction not in rule.jurisdictions:
            continue
        if rule.scope is RuleScope.PATIENT:
            found.extend(_patient_findings(rule, facts, placed, responses))
        else:
            found.extend(_line_findings(rule, in_line, responses))
    return tuple(found)


def limit_findings(
    checks: Iterable[LimitCheck], document: Consultation, placed: tuple[PlacedLine, ...], *, is_counted: bool = True,
) -> tuple[Finding, ...]:
    """Return the findings of limits crossed: a hard one stops and takes no answer, a soft one wants a reason.

    A hard limit that cannot be held against what a strength unknown leaves open wants a reason too, once the plan `is_counted`:
    every volume of it is there.
    """
    responses = _responses(document)
    found: dict[str, Finding] = {}
    for check in checks:
        is_open = is_counted and check.kind is LimitKind.HARD and check.is_upper and check.value is None and not check.is_interval
        if not (check.is_crossed or is_open) or check.kind is LimitKind.NOTE:
            continue
        finding = _limit_finding(check, placed, responses)
        told = found.get(finding.key)
        # One key is one question to the doctor: a limit met twice by the same line is told once, with both sentences.
        found[finding.key] = finding if told is None else replace(told, because=(*told.because, finding.text))
    return tuple(found.values())


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Sort strictest first, then what is present before what is not known before what was not asked."""
    return tuple(sorted(findings, key=lambda f: (_STRICTNESS[f.outcome], _SURENESS[f.certainty])))


def _patient_findings(
    rule: Rule, facts: Facts, placed: tuple[PlacedLine, ...], responses: Mapping[str, FindingResponse],
) -> list[Finding]:
    verdict = evaluate(rule.when, facts)
    if verdict.truth is Truth.FALSE:
        return []
    return [f for concern in _concerns(rule, placed) if (f := _finding(rule, concern, verdict, facts, responses)) is not None]


def _line_findings(rule: Rule, in_line: tuple[Facts, ...], responses: Mapping[str, FindingResponse]) -> list[Finding]:
    found = []
    for facts in in_line:
        placed = facts.placed
        if placed is None or placed.family is None or not is_in_scope(rule, placed):
            continue
        outcome = _outcome_for(rule, placed.family)
        if outcome is None:
            continue
        concern = _Concern(outcome=outcome, families=(placed.family,), placed=(placed,), line_id=placed.line_id)
        finding = _finding(rule, concern, evaluate(rule.when, facts), facts, responses)
        if finding is not None:
            found.append(finding)
    return found


def _concerns(rule: Rule, placed: tuple[PlacedLine, ...]) -> list[_Concern]:
    """Group a rule on the patient by its outcome for the plan's families; with no plan yet, at its strictest of all four."""
    known = tuple(p for p in placed if p.family is not None)
    if not known:
        if rule.products or rule.ingredients or rule.areas or rule.aims:
            return []
        outcomes = {family: o for family in _FAMILIES if (o := _outcome_for(rule, family)) is not None}
        if not outcomes:
            return []
        strictest = min(outcomes.values(), key=_STRICTNESS.__getitem__)
        families = tuple(f for f, o in outcomes.items() if o is strictest)
        return [_Concern(outcome=strictest, families=families, placed=placed)]
    grouped: dict[RuleOutcome, list[PlacedLine]] = {}
    for one in known:
        outcome = None if one.family is None else _outcome_for(rule, one.family)
        if outcome is not None and is_in_scope(rule, one):
            grouped.setdefault(outcome, []).append(one)
    return [_Concern(outcome=o, families=_families(lines), placed=tuple(lines)) for o, lines in grouped.items()]


def _finding(
    rule: Rule, concern: _Concern, verdict: Verdict, facts: Facts, responses: Mapping[str, FindingResponse],
) -> Finding | None:
    sure = certainty(verdict.truth)
    if sure is None:
        return None
    meaning = rule_digest(rule)
    key = f"{rule.id}/{concern.outcome.value}" + ("" if concern.line_id is None else f"/{concern.line_id}")
    jurisdiction = f"jurisdiction:{facts.document.clinic.jurisdiction.value}"
    finding = Finding(
        key=key, rule=rule.id, rule_digest=meaning, basis=_basis(meaning, (jurisdiction, *verdict.facts), concern.placed),
        outcome=concern.outcome, families=concern.families, certainty=sure, text=message(f"rule.{rule.id}.doctor"),
        because=verdict.because, sources=rule.sources, confidence=rule.confidence,
        lines=tuple(p.line_id for p in concern.placed), takes=_takes(rule, concern),
    )
    return _answered(finding, responses.get(key))


def _limit_finding(check: LimitCheck, placed: tuple[PlacedLine, ...], responses: Mapping[str, FindingResponse]) -> Finding:
    is_hard = check.kind is LimitKind.HARD and check.is_crossed
    outcome = RuleOutcome.STOP if is_hard else RuleOutcome.REASON
    concerned = tuple(p for p in placed if not check.lines or p.line_id in check.lines)
    key = "/".join((check.limit, outcome.value, *(str(line) for line in check.lines[:1])))
    meaning = limit_digest(check)
    value = "value:?" if check.value is None else f"value:{check.value.normalize():f}"
    finding = Finding(
        key=key, rule=check.limit, rule_digest=meaning, basis=_basis(meaning, (value,), concerned),
        outcome=outcome, families=_families(concerned), certainty=Certainty.PRESENT, text=check.text, because=(),
        sources=check.sources, confidence=check.confidence, lines=tuple(p.line_id for p in concerned), is_hard=is_hard,
        takes=None if is_hard else ResponseKind.REASON,
    )
    return _answered(finding, responses.get(key))


def _answered(finding: Finding, given: FindingResponse | None) -> Finding:
    """Put the doctor's answer to a finding: it counts while it is complete and its basis is the finding's own."""
    counts = given is not None and given.basis == finding.basis and given.kind is finding.takes and _is_complete(given)
    has_lapsed = given is not None and given.basis != finding.basis
    return replace(
        finding, response=given if counts else None, lapsed=given if has_lapsed else None, is_open=not counts,
        bars=not counts and _needs_answer(finding),
    )


def _needs_answer(finding: Finding) -> bool:
    if finding.outcome in _GATES:
        return True
    return finding.outcome in _ANSWERED_WHEN_PRESENT and finding.certainty is Certainty.PRESENT


def _is_complete(given: FindingResponse) -> bool:
    match given.kind:
        case ResponseKind.TOLD:
            return True
        case ResponseKind.LETTER:
            return bool(given.text.strip()) and given.letter_on is not None
        case ResponseKind.OVERRIDE | ResponseKind.REASON:
            return bool(given.text.strip())


def _takes(rule: Rule, concern: _Concern) -> ResponseKind | None:
    match concern.outcome:
        case RuleOutcome.REASON:
            return ResponseKind.REASON
        case RuleOutcome.LETTER:
            return ResponseKind.LETTER
        case RuleOutcome.INFORM:
            return ResponseKind.TOLD
        case RuleOutcome.STOP | RuleOutcome.DEFER:
            return ResponseKind.OVERRIDE if set(concern.families) <= set(rule.override_allowed) else None


def is_in_scope(rule: Rule, placed: PlacedLine) -> bool:
    """Tell whether a rule speaks of what this line injects, where and for what."""
    return (
        (not rule.products or any(product.id in rule.products for product in placed.products))
        and (not rule.ingredients or not placed.ingredients.isdisjoint(rule.ingredients))
        and (not rule.areas or placed.area in rule.areas)
        and (not rule.aims or placed.aim in rule.aims)
    )


def _outcome_for(rule: Rule, family: Family) -> RuleOutcome | None:
    outcome: RuleOutcome | None = getattr(rule.outcomes, family.value)
    return outcome


def _families(placed: Iterable[PlacedLine]) -> tuple[Family, ...]:
    present = {p.family for p in placed}
    return tuple(family for family in _FAMILIES if family in present)


def _basis(meaning: str, facts: Iterable[str], placed: Iterable[PlacedLine]) -> str:
    injected = {p.line.preparation if p.preparation is None else preparation_meaning(p.preparation) for p in placed}
    return digest_of([meaning, sorted(set(facts)), sorted(injected)])


def _responses(document: Consultation) -> dict[str, FindingResponse]:
    return {r.finding: r for r in document.responses}
