"""What the loader takes, and what it makes of it."""

import tomllib
from hashlib import sha256
from pathlib import Path

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meso_desktop.domain.errors import UserError
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.knowledge.loader import FILES, load_knowledge


def rewrite(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{path.name} no longer holds {old!r}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")


def test_digest_is_that_of_the_stored_bytes(shipped: Knowledge) -> None:
    assert shipped.digest == sha256(shipped.stored).hexdigest()


def test_stored_bytes_hold_every_entry(shipped: Knowledge) -> None:
    stored = msgspec.json.decode(shipped.stored)
    for topic in FILES:
        assert [entry["id"] for entry in stored[topic]] == list(getattr(shipped, topic))
    assert stored["version"] == shipped.version
    assert stored["consent_version"] == shipped.consent_version
    assert len(stored["bmi_bands"]) == len(shipped.bmi_bands)


def test_same_content_written_otherwise_has_the_same_digest(packs: Path, shipped: Knowledge) -> None:
    rules = packs / "rules.toml"
    rewrite(rules, 'id = "pregnancy"\nscope = "patient"\n',
            'scope = "patient" # the whole patient\n\nid = \'pregnancy\'\noverride_allowed = []\n')
    rewrite(packs / "products.toml", 'ingredients = [{ ingredient = "deoxycholic_acid", mg_per_ml = "10" }]',
            'ingredients = [\n  { mg_per_ml = "10", ingredient = "deoxycholic_acid" },\n]')
    rewrite(packs / "consent.toml", 'version = "2026.11.4"\nreviewed_on = 2026-11-22', 'reviewed_on = 2026-11-22\nversion = "2026.11.4"')
    assert load_knowledge(packs).digest == shipped.digest


def test_windows_line_ends_leave_the_digest_alone(packs: Path, shipped: Knowledge) -> None:
    for path in packs.glob("*.toml"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert load_knowledge(packs).digest == shipped.digest


def test_one_changed_outcome_changes_the_digest(packs: Path, shipped: Knowledge) -> None:
    rewrite(packs / "rules.toml", 'dca = "stop", device = "stop"', 'dca = "reason", device = "stop"')
    assert load_knowledge(packs).digest != shipped.digest


def test_the_order_of_questions_is_the_order_written(shipped: Knowledge, packs: Path) -> None:
    written = tomllib.loads((packs / "questionnaire.toml").read_text(encoding="utf-8"))["questions"]
    assert list(shipped.questions) == [row["id"] for row in written]


def test_an_own_review_date_counts_before_the_one_of_the_file(packs: Path) -> None:
    rewrite(packs / "rules.toml", 'id = "pregnancy"\n', 'id = "pregnancy"\nreviewed_on = 2027-03-01\n')
    rules = load_knowledge(packs).rules
    assert rules["pregnancy"].reviewed_on.isoformat() == "2027-03-01"
    assert rules["fever"].reviewed_on.isoformat() == "2026-11-22"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from(sorted(FILES.values())), place=st.floats(0, 1, exclude_max=True), length=st.integers(1, 40),
    put=st.sampled_from(["", "7", "[", '"', "-1", "x = 1\n"]),
)
def test_a_spoiled_file_is_refused_in_a_sentence_or_still_whole(packs: Path, name: str, place: float, length: int, put: str) -> None:
    path = packs / name
    whole = path.read_text(encoding="utf-8")
    start = int(place * len(whole))
    try:
        path.write_text(whole[:start] + put + whole[start + length :], encoding="utf-8", newline="\n")
        load_knowledge(packs)
    except UserError as refused:
        assert refused.message.id.startswith("pack.")  # noqa: PT017  # either way out is right; anything but UserError fails
    finally:
        path.write_text(whole, encoding="utf-8", newline="\n")
