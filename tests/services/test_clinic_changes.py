"""The clinic's own changes: what they do, who answers for them, and what they never touch."""

import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from meso_desktop.domain.clinic_changes import Change, Value
from meso_desktop.domain.clinic_notes import is_loosened
from meso_desktop.domain.errors import UserError
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.patient_texts import AdviceKind
from meso_desktop.domain.people import PractitionerCard
from meso_desktop.domain.rules import Family, RuleOutcome
from meso_desktop.knowledge.changes_file import MOST_BYTES, changes_bytes, changes_from
from meso_desktop.knowledge.loader import load_knowledge
from meso_desktop.knowledge.overlay import written
from meso_desktop.knowledge.wording import Wording
from meso_desktop.resources import resource_path
from meso_desktop.services.clinic_changes import (
    change_entry,
    confirm_status,
    conflicts,
    export_changes,
    import_changes,
    keep_own,
    read_changes,
    switch_off,
    take_all_back,
    take_back,
    take_shipped,
)
from meso_desktop.services.clinic_pack import keep_changes
from meso_desktop.services.records import open_record
from meso_desktop.services.session import OpenClinic
from meso_desktop.services.vaults import ClinicSetup, create_clinic, open_clinic
from meso_desktop.services.verification import verify_clinic
from tests.services.opening import CHEAP as CHEAP_KEY
from tests.services.opening import CLINIC, DOCTOR, PASSPHRASE, Counting, StandingClock, a_patient, a_record

PACK = load_knowledge(resource_path("knowledge"))


Reopen = Callable[..., OpenClinic]


@pytest.fixture
def open_clinics() -> Iterator[list[OpenClinic]]:
    """Close whatever a test opened."""
    opened: list[OpenClinic] = []
    yield opened
    for one in opened:
        one.close()


@pytest.fixture
def clinic(tmp_path: Path, open_clinics: list[OpenClinic]) -> OpenClinic:
    made = created(tmp_path / "clinic", DOCTOR)
    open_clinics.append(made)
    return made


@pytest.fixture
def reopened(open_clinics: list[OpenClinic]) -> Reopen:
    """Close a clinic and open it again with a pack."""

    def open_again(clinic: OpenClinic, knowledge: Knowledge = PACK) -> OpenClinic:
        clinic.close()
        again = open_clinic(
            clinic.path, practitioner_id=None, passphrase=PASSPHRASE, knowledge=knowledge, clock=StandingClock(), new_id=Counting(5_000),
        )
        open_clinics.append(again)
        return again

    return open_again


def created(path: Path, doctor: PractitionerCard) -> OpenClinic:
    return create_clinic(
        path, setup=ClinicSetup(clinic=CLINIC, practitioner=doctor), passphrase=PASSPHRASE, knowledge=PACK, clock=StandingClock(),
        new_id=Counting(), cost=CHEAP_KEY,
    ).clinic


def refusal(error: pytest.ExceptionInfo[UserError]) -> str:
    Wording.load(resource_path("wording"), "en", is_strict=True).text(error.value.message)
    return error.value.message.id


def test_a_change_holds_at_once_and_after_opening_again_and_the_shipped_pack_stays_what_it_is(clinic: OpenClinic, reopened: Reopen) -> None:
    change = change_entry(clinic, topic="rules", entry="gallstones", field="outcomes.dca", value="reason")
    assert change is not None
    assert (change.shipped, change.own, change.by_name) == ("inform", "reason", DOCTOR.name)
    again = reopened(clinic)
    assert again.knowledge.rules["gallstones"].outcomes.dca is RuleOutcome.REASON
    assert again.shipped.rules["gallstones"].outcomes.dca is RuleOutcome.INFORM
    assert again.knowledge.changes == (change,)
    assert again.knowledge.digest != again.shipped.digest
    assert again.pack_faults == ()


@pytest.mark.parametrize(
    ("topic", "entry", "field", "value"),
    [
        ("rules", "pregnancy", "outcomes.meso", "reason"),
        ("rules", "pregnancy", "outcomes.meso", None),
        ("rules", "pregnancy", "override_allowed", ("meso",)),
        ("rules", "fever", "is_on", False),
        ("products", "dca_10", "limits.dca_points.at_most", "60"),
        ("products", "dca_10", "limits.dca_points.kind", "soft"),
        ("products", "dca_10", "limits.dca_points.is_on", False),
        ("products", "dca_10", "limits.dca_interval.at_least", "21"),
        ("products", "dca_10", "ingredients.deoxycholic_acid.mg_per_ml", "5"),
        ("anaesthetics", "lidocaine_plain", "cap_mg", "400"),
        ("protocols", "meso_point", "spacing_span_cm.low", "1.0"),
    ],
)
def test_loosening_needs_a_reason_and_keeps_it(clinic: OpenClinic, topic: str, entry: str, field: str, value: object) -> None:
    with pytest.raises(UserError) as refused:
        change_entry(clinic, topic=topic, entry=entry, field=field, value=value, reason="  ")  # type: ignore[arg-type]  # a value of any kind
    assert refusal(refused) == "change.reason_missing"
    assert clinic.knowledge is clinic.shipped
    made = change_entry(clinic, topic=topic, entry=entry, field=field, value=value, reason="our data")  # type: ignore[arg-type]  # as above
    assert made is not None
    assert made.reason == "our data"


@pytest.mark.parametrize(
    ("topic", "entry", "field", "value"),
    [
        ("rules", "gallstones", "outcomes.dca", "stop"),
        ("products", "dca_10", "limits.dca_points.at_most", "40"),
        ("protocols", "meso_point", "minutes.low", "20"),
        ("products", "aqualyx", "is_on", False),
    ],
)
def test_what_tightens_or_is_no_limit_needs_none(clinic: OpenClinic, topic: str, entry: str, field: str, value: object) -> None:
    assert change_entry(clinic, topic=topic, entry=entry, field=field, value=value) is not None  # type: ignore[arg-type]  # as above


@pytest.mark.parametrize(
    ("topic", "entry", "field", "value", "why"),
    [
        ("rules", "gallstones", "outcomes.dca", "perhaps", "change.wrong_value"),
        ("rules", "gallstones", "outcomes.meso", 3, "change.wrong_value"),
        ("rules", "gallstones", "when", "x", "change.not_offered"),
        ("rules", "no_such_rule", "is_on", False, "change.unknown_entry"),
        ("sources", "S01", "citation", "x", "change.not_offered"),
        ("products", "dca_10", "limits.dca_points.at_most", "-1", "change.wrong_value"),
        ("products", "dca_10", "limits.dca_points.at_most", "10 mL", "change.wrong_value"),
        ("products", "dca_10", "limits.dca_points.at_most", "1e3", "change.wrong_value"),
        ("products", "dca_10", "limits.dca_points.at_most", None, "pack.limit_without_bound"),
        ("products", "dca_10", "ingredients.deoxycholic_acid.mg_per_ml", "0", "pack.zero"),
        ("protocols", "meso_point", "sessions.low", "99", "pack.low_over_high"),
        ("rules", "fever", "override_allowed", ("nobody",), "change.wrong_value"),
    ],
)
def test_what_the_pack_cannot_hold_is_refused_and_changes_nothing(  # noqa: PLR0913, PLR0917  # one row
    clinic: OpenClinic, reopened: Reopen, topic: str, entry: str, field: str, value: object, why: str,
) -> None:
    with pytest.raises(UserError) as refused:
        change_entry(clinic, topic=topic, entry=entry, field=field, value=value, reason="r")  # type: ignore[arg-type]  # as above
    assert refusal(refused) == why
    assert clinic.knowledge is clinic.shipped
    assert reopened(clinic).knowledge.changes == ()


def test_taking_back_or_choosing_the_shipped_value_leaves_the_shipped_pack(clinic: OpenClinic) -> None:
    change_entry(clinic, topic="rules", entry="gallstones", field="outcomes.dca", value="stop")
    change_entry(clinic, topic="rules", entry="gallstones", field="outcomes.dca", value="inform")
    assert clinic.knowledge is clinic.shipped
    switch_off(clinic, topic="rules", entry="gallstones", reason="r")
    assert "gallstones" not in clinic.knowledge.rules
    take_back(clinic, topic="rules", entry="gallstones", field="is_on")
    assert clinic.knowledge is clinic.shipped


def test_switched_off_is_gone_from_the_pack_and_a_product_cannot_be_chosen(clinic: OpenClinic) -> None:
    switch_off(clinic, topic="products", entry="aqualyx")
    switch_off(clinic, topic="protocols", entry="aqualyx_large")
    switch_off(clinic, topic="products", entry="dca_10", limit="dca_points", reason="r")
    assert clinic.knowledge.products["aqualyx"].not_selectable == "by_clinic"
    assert "aqualyx_large" not in clinic.knowledge.protocols
    assert "dca_points" not in {limit.id for limit in clinic.knowledge.products["dca_10"].limits}


def test_a_status_is_confirmed_with_who_when_and_on_what_ground(clinic: OpenClinic, reopened: Reopen) -> None:
    entry = next(e for e in PACK.legal.values() if e.jurisdiction is CLINIC.jurisdiction and e.status == "not_known")
    with pytest.raises(UserError) as refused:
        confirm_status(clinic, entry=entry.id, ground=" ")
    assert refusal(refused) == "change.ground_missing"
    confirm_status(clinic, entry=entry.id, ground="Letter of the agency of 3 May")
    again = reopened(clinic)
    confirmed = again.knowledge.legal[entry.id].confirmation
    assert confirmed is not None
    assert (confirmed.by, confirmed.ground) == (DOCTOR.name, "Letter of the agency of 3 May")
    labelled = next(e for e in PACK.legal.values() if e.status in {"labelled", "prohibited"})
    with pytest.raises(UserError) as refused:
        confirm_status(again, entry=labelled.id, ground="x")
    assert refusal(refused) == "change.not_confirmable"


def with_rule(knowledge: Knowledge, rule_id: str, **values: object) -> Knowledge:
    rules = dict(knowledge.rules)
    rules[rule_id] = replace(rules[rule_id], **values)
    return replace(knowledge, rules=rules, version="next")


def test_where_a_newer_pack_says_something_else_the_clinics_value_holds_until_somebody_decides(
    clinic: OpenClinic, reopened: Reopen,
) -> None:
    change_entry(clinic, topic="rules", entry="gallstones", field="outcomes.dca", value="stop")
    newer = with_rule(PACK, "gallstones", outcomes=replace(PACK.rules["gallstones"].outcomes, dca=RuleOutcome.REASON))
    again = reopened(clinic, newer)
    [conflict] = conflicts(again)
    assert (conflict.change.own, conflict.change.shipped, conflict.shipped_now) == ("stop", "inform", "reason")
    assert again.knowledge.rules["gallstones"].outcomes.dca is RuleOutcome.STOP
    keep_own(again, conflict)
    assert conflicts(again) == ()
    assert again.knowledge.rules["gallstones"].outcomes.dca is RuleOutcome.STOP
    third = reopened(again, PACK)
    [conflict] = conflicts(third)
    take_shipped(third, conflict)
    assert third.knowledge is third.shipped


def test_a_rule_that_means_something_else_now_is_a_conflict_though_its_value_is_the_same(clinic: OpenClinic, reopened: Reopen) -> None:
    change_entry(clinic, topic="rules", entry="gallstones", field="outcomes.dca", value="stop")
    again = reopened(clinic, with_rule(PACK, "gallstones", jurisdictions=("FR",)))
    assert len(conflicts(again)) == 1
    reworded = reopened(again, with_rule(PACK, "gallstones", confidence="V", sources=("S01",)))
    assert conflicts(reworded) == ()


def test_an_entry_that_the_newer_pack_no_longer_has_is_held_as_the_clinic_knew_it(clinic: OpenClinic, reopened: Reopen) -> None:
    change_entry(clinic, topic="rules", entry="gallstones", field="outcomes.dca", value="stop")
    rules = {name: rule for name, rule in PACK.rules.items() if name != "gallstones"}
    again = reopened(clinic, replace(PACK, rules=rules))
    [conflict] = conflicts(again)
    assert conflict.is_gone
    assert again.knowledge.rules["gallstones"].outcomes.dca is RuleOutcome.STOP
    keep_own(again, conflict)
    assert conflicts(again) == ()
    assert again.knowledge.rules["gallstones"].outcomes.dca is RuleOutcome.STOP
    take_shipped(again, conflict)
    assert "gallstones" not in again.knowledge.rules


def test_changes_that_do_not_fit_a_newer_pack_leave_the_last_good_pack_and_say_so(clinic: OpenClinic, reopened: Reopen) -> None:
    change_entry(clinic, topic="rules", entry="gallstones", field="outcomes.dca", value="stop")
    questions = {name: question for name, question in PACK.questions.items() if name != "gallstones"}
    rules = {name: rule for name, rule in PACK.rules.items() if name != "gallstones"}
    again = reopened(clinic, replace(PACK, rules=rules, questions=questions))
    assert [m.id for m in again.pack_faults] == ["pack.unknown_reference", "change.kept_pack"]
    assert again.knowledge.rules["gallstones"].outcomes.dca is RuleOutcome.STOP
    take_all_back(again)
    assert again.pack_faults == ()
    assert again.knowledge is again.shipped


def test_a_change_never_touches_signed_records(clinic: OpenClinic) -> None:
    record = a_record(clinic, a_patient(clinic))
    before = open_record(clinic, record.document.consultation_id)
    switch_off(clinic, topic="rules", entry="fever", reason="r")
    after = open_record(clinic, record.document.consultation_id)
    assert (after.assessment, after.envelope, after.seal_holds) == (before.assessment, before.envelope, True)
    assert verify_clinic(clinic).faults == ()


def test_every_state_of_the_changes_is_kept_and_none_can_be_rewritten(clinic: OpenClinic) -> None:
    switch_off(clinic, topic="rules", entry="fever", reason="r")
    take_back(clinic, topic="rules", entry="fever", field="is_on")
    with clinic.store.read() as session:
        rows = session.execute(text("SELECT number, data FROM clinic_changes ORDER BY number")).all()
    assert [number for number, _ in rows] == [1, 2]
    assert json.loads(rows[0][1])[0]["entry"] == "fever"
    for statement in ("UPDATE clinic_changes SET data = ''", "DELETE FROM clinic_changes"):
        with pytest.raises(IntegrityError, match="insert-only"), clinic.store.write() as session:
            session.execute(text(statement))


def test_an_exported_file_makes_the_same_changes_in_another_clinic(
    clinic: OpenClinic, tmp_path: Path, open_clinics: list[OpenClinic],
) -> None:
    switch_off(clinic, topic="rules", entry="fever", reason="seen each day")
    change_entry(clinic, topic="products", entry="dca_10", field="limits.dca_points.at_most", value="40")
    other = created(tmp_path / "other", replace(DOCTOR, name="Bo Other"))
    open_clinics.append(other)
    changes = read_changes(other, export_changes(clinic), file="ours.json")
    assert not other.knowledge.changes
    import_changes(other, changes)
    assert "fever" not in other.knowledge.rules
    assert {c.by_name for c in other.knowledge.changes} == {"Bo Other"}
    assert {c.reason for c in other.knowledge.changes} == {"seen each day", ""}


def _edited(data: bytes, **values: object) -> bytes:
    table = json.loads(data)
    table["changes"][0] |= values
    plain = table["changes"]
    from meso_desktop.knowledge.changes_file import _digest  # noqa: PLC0415  # a file made whole again after a hand changed it

    table["digest"] = _digest(plain)
    return json.dumps(table).encode()


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"entri": 1}, "pack.unknown_key"),
        ({"topic": "ruls"}, "pack.unknown_key"),
        ({"field": "outcomes.meso.x"}, "change.not_offered"),
        ({"field": "when"}, "change.not_offered"),
        ({"own": "yes"}, "change.wrong_value"),
        ({"entry": "gallstones"}, "pack.wrong_value"),
        ({"base": "{"}, "pack.wrong_value"),
        ({"at": "yesterday"}, "pack.wrong_value"),
        ({"shipped": False}, "pack.wrong_value"),
    ],
)
def test_a_file_with_a_fault_is_refused_naming_it_and_changes_nothing(clinic: OpenClinic, values: dict[str, object], why: str) -> None:
    switch_off(clinic, topic="rules", entry="fever", reason="r")
    data = export_changes(clinic)
    take_all_back(clinic)
    with pytest.raises(UserError) as refused:
        read_changes(clinic, _edited(data, **values), file="theirs.json")
    assert refusal(refused) == why
    assert clinic.knowledge is clinic.shipped


def test_half_a_file_an_altered_one_and_a_newer_one_are_refused(clinic: OpenClinic) -> None:
    switch_off(clinic, topic="rules", entry="fever", reason="r")
    data = export_changes(clinic)
    newer = json.dumps(json.loads(data) | {"version": 2}).encode()
    altered = data.replace(b'"reason": "r"', b'"reason": "q"')
    twice = json.loads(data)
    for wrong, why in (
        (data[: len(data) // 2], "change.file_unreadable"), (b"\xff", "change.file_unreadable"), (b"[]", "change.file_unreadable"),
        (altered, "change.file_cut_short"), (newer, "change.file_newer"),
        (json.dumps(twice | {"extra": 1}).encode(), "pack.unknown_key"),
        (json.dumps({k: v for k, v in twice.items() if k != "digest"}).encode(), "pack.missing_key"),
    ):
        with pytest.raises(UserError) as refused:
            read_changes(clinic, wrong, file="f.json")
        assert refusal(refused) == why


def test_a_confirmation_lapses_when_the_status_is_another_one(clinic: OpenClinic, reopened: Reopen) -> None:
    entry = next(e for e in PACK.legal.values() if e.jurisdiction is CLINIC.jurisdiction and e.status == "not_known")
    confirm_status(clinic, entry=entry.id, ground="g")
    legal = dict(PACK.legal)
    legal[entry.id] = replace(entry, status="prohibited")
    again = reopened(clinic, replace(PACK, legal=legal))
    assert again.knowledge.legal[entry.id].confirmation is None
    assert len(conflicts(again)) == 1


def with_limit(knowledge: Knowledge, product: str, limit: str, **values: object) -> Knowledge:
    """Return a newer pack in which a limit is another one, or gone without values."""
    entry = knowledge.products[product]
    limits = tuple(replace(known, **values) if known.id == limit else known for known in entry.limits if values or known.id != limit)
    return replace(knowledge, products={**knowledge.products, product: replace(entry, limits=limits)}, version="next")


def test_a_value_that_a_newer_pack_makes_a_loosening_is_one_at_once_and_is_kept_only_with_a_reason(
    clinic: OpenClinic, reopened: Reopen,
) -> None:
    change_entry(clinic, topic="rules", entry="gallstones", field="outcomes.dca", value="reason")
    newer = with_rule(PACK, "gallstones", outcomes=replace(PACK.rules["gallstones"].outcomes, dca=RuleOutcome.STOP))
    again = reopened(clinic, newer)
    [held] = again.knowledge.changes
    assert is_loosened(held)
    [conflict] = conflicts(again)
    with pytest.raises(UserError) as refused:
        keep_own(again, conflict, reason=" ")
    assert refusal(refused) == "change.reason_missing"
    assert conflicts(again) == (conflict,)
    keep_own(again, conflict, reason="seen with the surgeon")
    [kept] = again.knowledge.changes
    assert (kept.shipped, kept.own, kept.reason, is_loosened(kept)) == ("stop", "reason", "seen with the surgeon", True)
    assert conflicts(again) == ()


def test_a_value_that_a_newer_pack_ships_too_loosens_nothing_any_more(clinic: OpenClinic, reopened: Reopen) -> None:
    change_entry(clinic, topic="rules", entry="gallstones", field="outcomes.dca", value=None, reason="r")
    newer = with_rule(PACK, "gallstones", outcomes=replace(PACK.rules["gallstones"].outcomes, dca=None))
    [held] = reopened(clinic, newer).knowledge.changes
    assert not is_loosened(held)


@pytest.mark.parametrize(
    "values", [{"per": "area"}, {"measure": "points"}, {"kind": "soft"}, {"jurisdictions": ("FR",)}, {"areas": ("jowl",)}],
)
@pytest.mark.parametrize(("field", "own"), [("at_most", "9"), ("is_on", False)])
def test_a_limit_that_means_something_else_now_is_a_conflict_though_its_value_is_the_same(
    clinic: OpenClinic, reopened: Reopen, field: str, own: Value, values: dict[str, object],
) -> None:
    change_entry(clinic, topic="products", entry="dca_10", field=f"limits.dca_volume.{field}", value=own, reason="r")
    assert len(conflicts(reopened(clinic, with_limit(PACK, "dca_10", "dca_volume", **values)))) == 1


def test_a_limit_whose_evidence_alone_is_another_is_no_conflict(clinic: OpenClinic, reopened: Reopen) -> None:
    change_entry(clinic, topic="products", entry="dca_10", field="limits.dca_volume.at_most", value="9")
    assert conflicts(reopened(clinic, with_limit(PACK, "dca_10", "dca_volume", confidence="V", sources=("S01",)))) == ()


def test_a_limit_that_the_newer_pack_no_longer_has_can_be_kept(clinic: OpenClinic, reopened: Reopen) -> None:
    change_entry(clinic, topic="products", entry="dca_10", field="limits.dca_points.at_most", value="40")
    again = reopened(clinic, with_limit(PACK, "dca_10", "dca_points"))
    [conflict] = conflicts(again)
    keep_own(again, conflict)
    assert {limit.id: limit.at_most for limit in again.knowledge.products["dca_10"].limits}["dca_points"] == 40


def a_file(topic: str, entry: str, field: str, *, value: Value, base: Struct) -> bytes:
    """Return a file, whole by its digest, in which a change vouches by its own `base` that it changes nothing."""
    change = Change(
        topic=topic, entry=entry, field=field, shipped=value, own=value, base=written(base), now=written(base), by=DOCTOR.practitioner_id,
        by_name="x", at=StandingClock().now(),
    )
    return changes_bytes((change,), pack_version="1")


def test_a_file_cannot_vouch_for_what_is_shipped(clinic: OpenClinic) -> None:
    prohibited = PACK.legal["pcdc_fr"]
    data = a_file("legal", "pcdc_fr", "status", value="labelled", base=replace(prohibited, status="labelled"))
    [read] = read_changes(clinic, data, file="theirs.json")
    assert is_loosened(read)
    with pytest.raises(UserError) as refused:
        import_changes(clinic, (read,))
    assert refusal(refused) == "change.reason_missing"
    with pytest.raises(UserError) as refused:
        import_changes(clinic, changes_from(data, file="theirs.json"))
    assert refusal(refused) == "change.reason_missing"
    assert clinic.knowledge is clinic.shipped


@pytest.mark.parametrize(("topic", "known", "field"), [("legal", "pcdc_fr", "status"), ("protocols", "meso_point", "interval_days")])
def test_a_file_adds_no_entry_that_the_pack_does_not_have(clinic: OpenClinic, topic: str, known: str, field: str) -> None:
    entry = getattr(PACK, topic)[known]
    data = a_file(topic, "another", field, value=getattr(entry, field), base=replace(entry, id="another"))
    with pytest.raises(UserError) as refused:
        read_changes(clinic, data, file="theirs.json")
    assert refusal(refused) == "change.unknown_entry"


def test_a_file_confirms_no_prohibition(clinic: OpenClinic) -> None:
    entry = next(e for e in PACK.legal.values() if e.status == "not_known")
    confirm_status(clinic, entry=entry.id, ground="g")
    data = export_changes(clinic)
    take_all_back(clinic)
    with pytest.raises(UserError) as refused:
        read_changes(clinic, _edited(data, shipped="prohibited"), file="theirs.json")
    assert refusal(refused) == "pack.wrong_value"


def test_beside_changes_that_cannot_be_read_nothing_is_changed_until_all_are_taken_back(clinic: OpenClinic, reopened: Reopen) -> None:
    kept = replace(PACK, stored=b"{}")
    keep_changes(clinic.store, (), kept, by=DOCTOR.practitioner_id, clock=StandingClock())
    with clinic.store.write() as session:
        session.execute(
            text("INSERT INTO clinic_changes SELECT number + 1, made_at, practitioner_id, :data, pack_digest FROM clinic_changes"),
            {"data": b'[{"of_a_newer_program": 1}]'},
        )
    again = reopened(clinic)
    assert [fault.id for fault in again.pack_faults] == ["pack.unreadable", "change.shipped_only"]
    with pytest.raises(UserError) as refused:
        switch_off(again, topic="rules", entry="fever", reason="r")
    assert refused.value.message == again.pack_faults[0]
    take_all_back(again)
    assert again.pack_faults == ()
    assert switch_off(again, topic="rules", entry="fever", reason="r") is not None


def test_a_file_that_changes_one_place_twice_or_is_too_large_is_refused(clinic: OpenClinic) -> None:
    made = switch_off(clinic, topic="rules", entry="fever", reason="r")
    assert made is not None
    for data, why in (
        (changes_bytes((made, made), pack_version="1"), "change.duplicate"),
        (changes_bytes((made,), pack_version="1") + b" " * MOST_BYTES, "change.file_unreadable"),
    ):
        with pytest.raises(UserError) as refused:
            read_changes(clinic, data, file="theirs.json")
        assert refusal(refused) == why


def test_an_outcome_that_no_longer_bars_takes_its_override_along(clinic: OpenClinic) -> None:
    gates = {RuleOutcome.STOP, RuleOutcome.DEFER}
    rule = next(r for r in PACK.rules.values() if r.override_allowed and getattr(r.outcomes, r.override_allowed[0].value) in gates)
    family = rule.override_allowed[0]
    change_entry(clinic, topic="rules", entry=rule.id, field=f"outcomes.{family.value}", value="reason", reason="r")
    assert clinic.knowledge.rules[rule.id].override_allowed == rule.override_allowed[1:]


def test_a_rule_that_defers_nobody_any_more_has_no_wait(clinic: OpenClinic) -> None:
    rule = next(r for r in PACK.rules.values() if r.wait_days is not None)
    for family in Family:
        if getattr(rule.outcomes, family.value) is RuleOutcome.DEFER:
            change_entry(clinic, topic="rules", entry=rule.id, field=f"outcomes.{family.value}", value="stop")
    assert clinic.knowledge.rules[rule.id].wait_days is None


def test_a_number_that_a_newer_pack_writes_with_other_zeros_is_no_conflict(clinic: OpenClinic, reopened: Reopen) -> None:
    change_entry(clinic, topic="areas", entry="submental", field="plausible_cm", value="13")
    areas = dict(PACK.areas)
    areas["submental"] = replace(areas["submental"], plausible_cm=Decimal("12.0"))
    assert conflicts(reopened(clinic, replace(PACK, areas=areas))) == ()


def test_when_to_call_can_never_be_switched_off(clinic: OpenClinic) -> None:
    flag = next(entry for entry in PACK.advice.values() if entry.kind is AdviceKind.RED_FLAG)
    with pytest.raises(UserError) as refused:
        switch_off(clinic, topic="advice", entry=flag.id, reason="r")
    assert refusal(refused) == "change.not_offered"


def test_a_prohibition_is_not_confirmed_by_way_of_another_status(clinic: OpenClinic) -> None:
    entry = next(e for e in PACK.legal.values() if e.status == "prohibited")
    change_entry(clinic, topic="legal", entry=entry.id, field="status", value="not_known", reason="r")
    with pytest.raises(UserError) as refused:
        confirm_status(clinic, entry=entry.id, ground="g")
    assert refusal(refused) == "change.not_confirmable"
