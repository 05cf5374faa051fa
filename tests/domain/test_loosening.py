"""What loosens an entry of the packs and what tightens it, one row for each value that a clinic may change."""

from functools import lru_cache

import pytest

from meso_desktop.domain.changeable import changeable_field
from meso_desktop.domain.clinic_changes import Value
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.loosening import is_loosening
from meso_desktop.knowledge.loader import load_knowledge
from meso_desktop.resources import resource_path


@lru_cache(maxsize=1)
def pack() -> Knowledge:
    return load_knowledge(resource_path("knowledge"))


ROWS: tuple[tuple[str, str, str, Value, Value, Value], ...] = (
    # topic, entry, field, shipped, looser, stricter
    ("rules", "fever", "outcomes.meso", "defer", "letter", "stop"),
    ("rules", "fever", "outcomes.meso", "inform", None, "reason"),
    ("rules", "pregnancy", "override_allowed", ("dca",), ("dca", "meso"), ()),
    ("rules", "fever", "wait_days", 14, 13, 15),
    ("products", "dca_10", "limits.dca_points.at_most", "50", "51", "49"),
    ("products", "dca_10", "limits.dca_interval.at_least", "28", "27", "29"),
    ("products", "dca_10", "limits.dca_points.kind", "soft", "note", "hard"),
    ("products", "dca_10", "ingredients.deoxycholic_acid.mg_per_ml", "10", "5", "12"),
    ("protocols", "meso_point", "spacing_cm", "2", "1.5", "2.5"),
    ("protocols", "meso_point", "spacing_span_cm.low", "1.5", "1", "1.6"),
    ("protocols", "meso_point", "volume_per_point_ml", "0.2", "0.3", "0.1"),
    ("protocols", "meso_point", "volume_per_point_span_ml.high", "0.3", "0.4", "0.2"),
    ("protocols", "meso_point", "volume_span_ml.high", "20", "21", "19"),
    ("protocols", "meso_point", "sessions.high", "10", "11", "9"),
    ("protocols", "meso_point", "interval_days", 14, 13, 15),
    ("protocols", "meso_point", "interval_span_days.low", "7", "6", "8"),
    ("anaesthetics", "lidocaine_plain", "cap_mg", "300", "301", "299"),
    ("anaesthetics", "lidocaine_plain", "cap_mg_per_kg", "4.5", "4.6", "4.4"),
    ("anaesthetics", "lidocaine_plain", "proposed_reduction_percent", "30", "20", "40"),
    ("legal", "pcdc_fr", "status", "prohibited", "not_known", "prohibited"),
    ("legal", "pcdc_fr", "status", "unapproved", "labelled", "prohibited"),
)


@pytest.mark.parametrize(("topic", "entry", "field", "shipped", "looser", "stricter"), ROWS)
def test_only_what_lets_more_through_loosens(  # noqa: PLR0913, PLR0917  # one row
    topic: str, entry: str, field: str, shipped: Value, looser: Value, stricter: Value,
) -> None:
    holder = getattr(pack(), topic)[entry]
    assert is_loosening(holder, field, shipped=shipped, own=looser)
    assert not is_loosening(holder, field, shipped=shipped, own=stricter)
    assert not is_loosening(holder, field, shipped=shipped, own=shipped)


@pytest.mark.parametrize(
    ("topic", "entry", "field", "shipped"),
    [
        ("rules", "fever", "wait_days", 14),
        ("protocols", "meso_point", "interval_days", 14),
        ("anaesthetics", "lidocaine_plain", "cap_mg", "300"),
        ("products", "dca_10", "ingredients.deoxycholic_acid.mg_per_ml", "10"),
    ],
)
def test_a_figure_taken_away_loosens_and_one_put_where_none_was_does_not(topic: str, entry: str, field: str, shipped: Value) -> None:
    holder = getattr(pack(), topic)[entry]
    assert is_loosening(holder, field, shipped=shipped, own=None)
    assert not is_loosening(holder, field, shipped=None, own=shipped)


@pytest.mark.parametrize(
    ("topic", "entry", "field", "is_loose"),
    [
        ("rules", "fever", "is_on", True), ("products", "dca_10", "limits.dca_points.is_on", True),
        ("products", "dca_10", "is_on", False), ("protocols", "meso_point", "is_on", False),
    ],
)
def test_a_rule_or_a_limit_switched_off_loosens_and_a_product_or_a_protocol_does_not(
    topic: str, entry: str, field: str, *, is_loose: bool,
) -> None:
    holder = getattr(pack(), topic)[entry]
    assert changeable_field(holder, field) is not None
    assert is_loosening(holder, field, shipped=True, own=False) is is_loose


@pytest.mark.parametrize("field", ["minutes.low", "depth_mm.high", "needle.gauge"])
def test_what_is_no_limit_is_never_loosened(field: str) -> None:
    assert not is_loosening(pack().protocols["meso_point"], field, shipped="10", own="1")
    assert not is_loosening(pack().protocols["meso_point"], field, shipped="10", own="100")
