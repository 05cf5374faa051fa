"""Writes ``docs/rules.md``: every rule and limit of the shipped packs in words, with its sources and the rows that prove it."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from meso_desktop.domain.evidence import Confidence
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.products import Limit
from meso_desktop.domain.rules import Family, Rule
from meso_desktop.knowledge.condition_words import condition_lines, line_text
from meso_desktop.knowledge.loader import load_knowledge
from meso_desktop.knowledge.wording import Wording
from meso_desktop.resources import resource_path

SPEC = Path(__file__).parent / "spec"
RULE_FILES = ("rules", "allergies", "legal")

_HEAD = """# Rules and limits

Every contraindication rule and every limit of the shipped packs, version {version}: what it asks, on what ground, and the rows of
`tests/spec/` that prove it. Made from packs and tables by `python -m tests.generated_pages --write`: change those, not this page.

*Stop*, *defer*, *letter*, *reason* and *inform* are explained in the [README](../README.md#what-a-finding-asks). A dash: the
rule says nothing of that family.
"""


def rules_page() -> str:
    """Return the page as Markdown."""
    knowledge = load_knowledge(resource_path("knowledge"))
    wording = Wording.load(resource_path("wording"), "en", is_strict=True)
    parts = [_HEAD.format(version=knowledge.version), *_overview(knowledge), "## Rules\n"]
    rows = rule_rows()
    for rule in knowledge.rules.values():
        parts.extend(_rule(rule, rows.get(rule.id, []), knowledge, wording))
    parts.append("## Limits\n")
    parts.extend(_limits(knowledge, wording))
    return "\n".join(parts)


def rule_rows() -> dict[str, list[dict[str, Any]]]:
    """Return the rows of the tables by the rule that they are about."""
    found: dict[str, list[dict[str, Any]]] = {}
    for name in RULE_FILES:
        for case in tomllib.loads((SPEC / f"{name}.toml").read_text(encoding="utf-8"))["cases"]:
            found.setdefault(case["finding"], []).append(case)
    return found


def _overview(knowledge: Knowledge) -> Iterator[str]:
    yield f"{len(knowledge.rules)} rules:\n"
    yield "| rule | " + " | ".join(family.value for family in Family) + " | confidence |"
    yield "|---|" + "---|" * (len(Family) + 1)
    for rule in knowledge.rules.values():
        yield f"| [{rule.id}](#{rule.id}) | " + " | ".join(_outcomes(rule)) + f" | {rule.confidence} |"
    yield ""


def _outcomes(rule: Rule) -> list[str]:
    return [getattr(rule.outcomes, family.value) or "–" for family in Family]


def _rule(rule: Rule, rows: list[dict[str, Any]], knowledge: Knowledge, wording: Wording) -> Iterator[str]:
    yield f"### {rule.id}\n"
    yield wording.term(f"rule.{rule.id}.doctor") + "\n"
    if wording.has(f"rule.{rule.id}.patient"):
        yield f"> To the patient: {wording.term(f'rule.{rule.id}.patient')}\n"
    yield "When, for the patient:\n" if rule.scope == "patient" else "When, for each line of the plan:\n"
    for line in condition_lines(rule.when):
        yield f"{'  ' * line.depth}- {line_text(line, wording)}"
    yield ""
    yield "| " + " | ".join(wording.term(f"family.{family}") for family in Family) + " |"
    yield "|" + "---|" * len(Family)
    yield "| " + " | ".join(_outcomes(rule)) + " |\n"
    facts = [f"*{name}:* {text}" for name, text in _facts(rule, wording) if text]
    yield "  \n".join([*facts, _cited(rule.sources, rule.confidence, str(rule.reviewed_on), knowledge, wording)]) + "\n"
    if rows:
        yield "| row | finding | certainty | bars the line | may end in treatment |"
        yield "|---|---|---|---|---|"
        for row in rows:
            sure = row.get("certainty", "present") if row["outcome"] != "none" else "–"
            yield f"| {row['name']} | {row['outcome']} | {sure} | {_yes(row.get('bars', False))} | {_yes(row['treat'])} |"
        yield ""


def _facts(rule: Rule, wording: Wording) -> Iterator[tuple[str, str]]:
    def named(kind: str, names: tuple[str, ...]) -> str:
        return ", ".join(wording.term(f"{kind}.{name}") for name in names)

    yield "Override allowed", named("family", rule.override_allowed)
    yield "Wait", f"{rule.wait_days} days from the visit" if rule.wait_days else ""
    yield "Only in", named("jurisdiction", rule.jurisdictions)
    yield "Only with products", named("product", rule.products)
    yield "Only with ingredients", named("ingredient", rule.ingredients)
    yield "Only in areas", named("area", rule.areas)
    yield "Only for aims", named("aim", rule.aims)


def _cited(sources: tuple[str, ...], confidence: Confidence, reviewed: str, knowledge: Knowledge, wording: Wording) -> str:
    named = "; ".join(f"{source}: {knowledge.sources[source].citation}" for source in sources)
    return f"*Sources:* {named}  \n*Confidence:* {confidence}, {wording.term(f'confidence.{confidence}')}  \n*Reviewed:* {reviewed}"


def _limits(knowledge: Knowledge, wording: Wording) -> Iterator[str]:
    rows = limit_rows()
    yield "| limit | of | bound | counts | kind | sources | rows |"
    yield "|---|---|---|---|---|---|---|"
    for kind, owners in (("product", knowledge.products), ("protocol", knowledge.protocols)):
        for owner in owners.values():
            for limit in owner.limits:
                proved = "; ".join(rows.get(limit.id, ())) or "–"
                cited = f"{', '.join(limit.sources)} ({limit.confidence})"
                yield (
                    f"| {limit.id} | {wording.term(f'{kind}.{owner.id}')} | {_bound(limit)} | {_counts(limit, wording)} | {limit.kind} "
                    f"| {cited} | {proved} |"
                )
    yield ""


def limit_rows() -> dict[str, list[str]]:
    """Return the names of the rows of the table by each limit that they expect something of."""
    found: dict[str, list[str]] = {}
    for case in tomllib.loads((SPEC / "limits.toml").read_text(encoding="utf-8"))["case"]:
        for limits in case["expected"].values():
            for limit in limits if isinstance(limits, dict | list) else ():
                found.setdefault(limit, []).append(case["name"])
    return found


def _bound(limit: Limit) -> str:
    ends = (("at least", limit.at_least), ("at most", limit.at_most))
    return ", ".join(f"{word} {bound:f}" for word, bound in ends if bound is not None)


def _counts(limit: Limit, wording: Wording) -> str:
    of = "" if limit.ingredient is None else f" of {wording.term(f'ingredient.{limit.ingredient}')}"
    where = [*limit.areas, *limit.jurisdictions]
    return f"{limit.measure}{of} per {limit.per}" + (f" ({', '.join(where)})" if where else "")


def _yes(value: bool) -> str:  # noqa: FBT001  # one cell of a table
    return "yes" if value else "no"
