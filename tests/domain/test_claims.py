"""Limits of one shared name are held against one total, once, at the strictest bound."""

from decimal import Decimal

from msgspec.structs import replace

from meso_desktop.domain.assessment import LimitCheck
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.drawing.grid import redrawn
from meso_desktop.domain.estimate import estimate_line
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.limits import check_limits
from meso_desktop.domain.products import Limit, LimitKind, LimitMeasure, LimitPer
from meso_desktop.domain.totals import session_totals

from .builders import VISIT_ON, consultation, extent, line, target
from .small_knowledge import small_knowledge


def _volume(name: str, at_most: str, *, shared: str | None = "session_volume", kind: LimitKind = LimitKind.SOFT) -> Limit:
    known = small_knowledge().products["dca_10"].limits[1]
    return replace(
        known, id=name, kind=kind, measure=LimitMeasure.VOLUME_ML, per=LimitPer.SESSION, at_most=Decimal(at_most), shared=shared,
    )


def _pack(submental: Limit, jowl: Limit) -> Knowledge:
    pack = small_knowledge()
    protocols = dict(pack.protocols)
    for protocol, limit in (("submental_label", submental), ("jowl_close", jowl)):
        protocols[protocol] = replace(protocols[protocol], limits=(limit,))
    return replace(pack, protocols=protocols)


def _plan(*, reverse: bool = False) -> Consultation:
    """Plan 2.4 mL under the chin and 0.3 mL at the jowl on one day."""
    targets = (target(1, of=extent("4", "3")), target(2, area="jowl", of=extent("1.5", "0.5")))
    lines = (line(1, sessions=1), line(2, protocol="jowl_close", spacing_cm="0.5", sessions=1))
    return consultation(targets=targets, lines=lines[::-1] if reverse else lines)


def _checks(document: Consultation, knowledge: Knowledge) -> list[LimitCheck]:
    drawn = redrawn(document, knowledge)
    lines = tuple(estimate_line(planned, drawn, knowledge, today=VISIT_ON) for planned in drawn.plan.lines)
    found = check_limits(drawn, knowledge, lines, session_totals(drawn, knowledge, lines))
    return [check for check in found if check.limit in {"submental_session", "jowl_session"}]


def test_two_protocols_that_share_a_limit_are_counted_together_and_asked_once() -> None:
    [check] = _checks(_plan(), _pack(_volume("submental_session", "2.5"), _volume("jowl_session", "2.5")))
    assert (check.value, check.bound, check.is_crossed) == (Decimal("2.7"), Decimal("2.5"), True)
    assert len(check.lines) == 2


def test_a_shared_limit_exactly_met_is_not_crossed() -> None:
    [check] = _checks(_plan(), _pack(_volume("submental_session", "2.7"), _volume("jowl_session", "2.7")))
    assert (check.value, check.is_crossed) == (Decimal("2.7"), False)


def test_without_the_shared_name_each_protocol_counts_its_own() -> None:
    found = _checks(_plan(), _pack(_volume("submental_session", "2.5", shared=None), _volume("jowl_session", "2.5", shared=None)))
    assert [(check.limit, check.value, check.is_crossed) for check in found] == [
        ("submental_session", Decimal("2.4"), False), ("jowl_session", Decimal("0.3"), False),
    ]


def test_the_strictest_of_the_limits_that_share_a_name_holds() -> None:
    for submental, jowl in (("2.5", "9"), ("9", "2.5")):
        [check] = _checks(_plan(), _pack(_volume("submental_session", submental), _volume("jowl_session", jowl)))
        assert (check.bound, check.is_crossed) == (Decimal("2.5"), True)


def test_one_limit_stands_for_all_whatever_the_order_of_the_lines() -> None:
    pack = _pack(_volume("submental_session", "2.5"), _volume("jowl_session", "2.5"))
    assert {check.limit for reverse in (False, True) for check in _checks(_plan(reverse=reverse), pack)} == {"jowl_session"}


def test_a_shared_limit_is_told_of_the_family() -> None:
    [check] = _checks(_plan(), _pack(_volume("submental_session", "2.5"), _volume("jowl_session", "2.5")))
    assert ("owner", "family.dca") in {(value.name, value.value) for value in check.text.values}


def test_the_limit_of_one_protocol_planned_alone_is_told_of_the_protocol() -> None:
    alone = consultation(targets=(target(1, of=extent("4", "3")),), lines=(line(1, sessions=1),))
    [check] = _checks(alone, _pack(_volume("submental_session", "2.5"), _volume("jowl_session", "2.5")))
    assert (check.limit, check.value) == ("submental_session", Decimal("2.4"))
    assert ("owner", "protocol.submental_label") in {(value.name, value.value) for value in check.text.values}


def test_a_limit_that_a_clinic_made_softer_leaves_the_hard_one_of_the_same_name_alone() -> None:
    pack = _pack(_volume("submental_session", "2", kind=LimitKind.HARD), _volume("jowl_session", "0.2"))
    assert [(check.limit, check.kind, check.is_crossed) for check in _checks(_plan(), pack)] == [
        ("submental_session", LimitKind.HARD, True), ("jowl_session", LimitKind.SOFT, True),
    ]


def test_mg_of_an_ingredient_is_asked_once_for_two_products_of_a_session() -> None:
    pack = small_knowledge()
    product, preparation = pack.products["pcdc_50_42"], pack.preparations["pcdc_50_42"]
    limits = tuple(replace(limit, shared=limit.ingredient) for limit in product.limits)
    other = replace(product, id="pcdc_other", limits=tuple(replace(limit, id=f"other_{limit.id}") for limit in limits))
    mixed = replace(preparation, id="pcdc_other", parts=(replace(preparation.parts[0], product="pcdc_other"),))
    knowledge = replace(
        pack, products={**pack.products, product.id: replace(product, limits=limits), other.id: other},
        preparations={**pack.preparations, mixed.id: mixed},
    )
    areas = (target(1, area="upper_abdomen", of=extent("15", "6")), target(2, area="lower_abdomen", of=extent("15", "6")))
    planned = (
        line(1, protocol="pcdc_body", preparation="pcdc_50_42", volume_per_point_ml="0.2", sessions=1),
        line(2, protocol="pcdc_body", preparation="pcdc_other", volume_per_point_ml="0.2", sessions=1),
    )
    drawn = redrawn(consultation(targets=areas, lines=planned), knowledge)
    lines = tuple(estimate_line(one, drawn, knowledge, today=VISIT_ON) for one in drawn.plan.lines)
    checks = check_limits(drawn, knowledge, lines, session_totals(drawn, knowledge, lines))
    [asked] = [check for check in checks if check.limit.endswith("pcdc_dc_mg")]
    assert (asked.value, len(asked.lines)) == (Decimal(672), 2)
