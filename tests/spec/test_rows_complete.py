"""Every limit, protocol, legal status and jurisdiction of the shipped packs has its rows in the tables beside this file."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import msgspec
import pytest

from meso_desktop.domain.people import Jurisdiction
from meso_desktop.domain.products import LegalStatus, Limit, LimitMeasure
from meso_desktop.knowledge.loader import load_knowledge
from meso_desktop.resources import resource_path

_HERE: Final = Path(__file__).parent
_PACK: Final = load_knowledge(resource_path("knowledge"))
_NEVER_EXACTLY: Final = {"pcdc_50_42_dc", "pcdc_25_21_dc"}
"""Limits that no volume of the product meets exactly: 100 mg is no finite number of mL at these strengths."""


def _table(name: str) -> dict[str, Any]:
    table: dict[str, Any] = msgspec.toml.decode((_HERE / f"{name}.toml").read_bytes())
    return table


def _limits() -> Iterator[Limit]:
    for product in _PACK.products.values():
        yield from product.limits
    for protocol in _PACK.protocols.values():
        yield from protocol.limits


def _name(entry: Limit | LegalStatus) -> str:
    return entry.id


@pytest.mark.parametrize("limit", list(_limits()), ids=_name)
def test_every_limit_has_a_row_at_it_and_one_past_it(limit: Limit) -> None:
    expected = [case["expected"] for case in _table("limits")["case"]]
    within = [Decimal(row["within"][limit.id]) for row in expected if limit.id in row.get("within", {})]
    past = [row[limit.kind.value] for row in expected if limit.id in row.get(limit.kind.value, {})]
    assert within
    assert past
    if limit.measure is not LimitMeasure.INTERVAL_MONTHS and limit.id not in _NEVER_EXACTLY:
        assert (limit.at_least if limit.at_most is None else limit.at_most) in within


@pytest.mark.parametrize("name", sorted({limit.shared for limit in _limits() if limit.shared}))
def test_every_shared_limit_has_a_row_of_lines_that_are_past_it_only_together(name: str) -> None:
    members = {limit.id for limit in _limits() if limit.shared == name}
    rows = [case for case in _table("limits")["case"] if len(case["given"]["lines"]) > 1]
    assert [row for row in rows if members & {*row["expected"].get("hard", {}), *row["expected"].get("soft", {})}]


@pytest.mark.parametrize("protocol", list(_PACK.protocols))
def test_every_protocol_has_a_row_of_what_it_comes_to(protocol: str) -> None:
    assert protocol in {case["given"]["protocol"] for case in _table("estimates")["case"]}


@pytest.mark.parametrize("agent", [agent.id for agent in _PACK.anaesthetics.values() if agent.cap_mg is not None])
def test_every_anaesthetic_with_a_cap_has_a_row_at_it_and_one_past_it(agent: str) -> None:
    expected = [case["expected"] for case in _table("anaesthetic")["case"] if case["given"]["agent"] == agent]
    assert [row for row in expected if "mg" in row and row["mg"] == row.get("cap_mg")]
    assert [row for row in expected if row.get("is_crossed")]


@pytest.mark.parametrize("jurisdiction", Jurisdiction)
def test_every_jurisdiction_has_a_row_of_the_days_between_sessions(jurisdiction: Jurisdiction) -> None:
    rows = [case["expected"] for case in _table("limits")["case"] if case["given"].get("jurisdiction") == jurisdiction]
    assert any({"dca_interval", "dca_interval_month"} & {*row.get("within", {}), *row.get("hard", {})} for row in rows)


@pytest.mark.parametrize("status", list(_PACK.legal.values()), ids=_name)
def test_every_legal_status_has_a_row_of_what_follows(status: LegalStatus) -> None:
    table = _table("legal")
    found = set()
    for case in table["cases"]:
        planned = table["plans"][case["plan"]]
        is_of_family = _PACK.protocols[planned["protocol"]].family is status.family
        is_of_aim = not status.aims or planned["aim"] in status.aims
        if is_of_family and is_of_aim and case["jurisdiction"] == status.jurisdiction:
            found.add(case["outcome"] if case["outcome"] == "none" else case["finding"])
    assert ("none" if status.status in {"labelled", "device"} else f"legal_{status.status}") in found
