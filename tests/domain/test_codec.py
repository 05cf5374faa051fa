"""The codec: what is written reads back the same, and whatever is not exactly a document is refused by its key."""

import contextlib
import json
import unicodedata
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from meso_desktop.domain.areas import Point
from meso_desktop.domain.codec import consultation_schema, decode_consultation, encode_consultation
from meso_desktop.domain.consent import Consent, ConsentKind
from meso_desktop.domain.consultation import SCHEMA_VERSION, Consultation, Outcome, OutcomeKind, RefusedEntry, Step, StepNote
from meso_desktop.domain.errors import UserError
from meso_desktop.domain.history import Answer, Answered, Carried, CodedEntry, EarlierTreatment, History, QuestionNote, TreatedOn
from meso_desktop.domain.ids import ConsultationId, PractitionerId
from meso_desktop.domain.people import Language, PractitionerCard
from meso_desktop.domain.plan import Anaesthetic, AnaestheticChoice, FindingResponse, Plan, ResponseKind
from meso_desktop.domain.quantity import BODY_MASS_KG, Unit, in_unit, mass
from tests.domain.builders import clinic, examination, extent, line, patient, target

_NOW = datetime(2026, 3, 2, 9, 30, 15, 250_000, tzinfo=UTC)
_DOCTOR = PractitionerCard(practitioner_id=PractitionerId(UUID(int=501)), name="Ada Invented")


def _full() -> Consultation:
    return Consultation(
        consultation_id=ConsultationId(UUID(int=1)), visit_on=date(2026, 3, 2), begun_at=_NOW, utc_offset="+01:00",
        clinic=clinic(), practitioner=_DOCTOR, patient=patient(), request='less "fat" \u2028 ½ 小 é', examination=examination(),
        history=History(
            answers=(Answered(question="fever", answer=Answer.UNKNOWN, note="since\nyesterday"),), allergies=(CodedEntry(text="nuts"),),
            earlier_treatments=(
                EarlierTreatment(product=None, area="flank", treated_on=TreatedOn(year=2024, month=2), volume_ml=Decimal("2.50")),
            ),
            notes=(QuestionNote(question="diabetes", note="ask the son"),),
            carried=Carried(visit_on=date(2025, 3, 2), answers=(Answered(question="thyroid", answer=Answer.NO),)),
        ),
        target_areas=(target(of=extent("4", "3")),),
        plan=Plan(
            lines=(replace(line(volume_per_point_ml="0.2"), points=(Point(-5, 5), Point(5, -5)), dates=(date(2026, 3, 3),)),),
            anaesthetic=Anaesthetic(
                choice=AnaestheticChoice.INFILTRATED, strength_mg_per_ml=Decimal(10), reduction_percent=Decimal("30.5"),
            ),
        ),
        responses=(FindingResponse(finding="a/b", basis="c", kind=ResponseKind.REASON, by=_DOCTOR.practitioner_id, at=_NOW, text="so"),),
        consent=Consent(
            kind=ConsentKind.SIGNED_HERE, text_version="1", text_digest="x", language=Language.FRENCH, given_at=_NOW,
            strokes=((Point(1, 2),),),
        ),
        outcome=Outcome(kind=OutcomeKind.DEFER, eligible_on=date(2028, 2, 29)), step_notes=(StepNote(step=Step.PLAN, text="n"),),
        refused_entries=(RefusedEntry(field="examination.weight", text="1e3"),),
    )


def _plain() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(encode_consultation(_full()))
    return found


def _refusal(plain: object) -> tuple[str, str]:
    data = plain if isinstance(plain, bytes) else json.dumps(plain).encode()
    with pytest.raises(UserError) as refused:
        decode_consultation(data)
    values = {v.name: v.value for v in refused.value.message.values}
    return refused.value.message.id.removeprefix("document."), values.get("key", "")


def test_a_full_document_reads_back_the_same_and_writes_the_same_bytes() -> None:
    data = encode_consultation(_full())
    assert decode_consultation(data) == _full()
    assert encode_consultation(decode_consultation(data)) == data


def test_a_document_of_the_first_version_is_read_and_written_as_the_present_one() -> None:
    data = (Path(__file__).parents[1] / "data" / "consultation-1.json").read_bytes()
    first = json.loads(data)
    assert first["schema_version"] == 1
    assert not {"carried", "notes"} & set(first["history"])
    document = decode_consultation(data)
    assert (document.schema_version, document.history.carried, document.history.notes) == (SCHEMA_VERSION, None, ())
    assert len(document.history.answers) == len(first["history"]["answers"])
    assert decode_consultation(encode_consultation(document)) == document


def test_a_document_of_the_second_version_is_read_with_nothing_in_what_the_third_adds() -> None:
    data = (Path(__file__).parents[1] / "data" / "consultation-2.json").read_bytes()
    second = json.loads(data)
    assert second["schema_version"] == 2
    assert "copied" not in second
    document = decode_consultation(data)
    assert (document.schema_version, document.copied, document.plan.preparations) == (SCHEMA_VERSION, None, ())
    assert len(document.plan.lines) == len(second["plan"]["lines"])
    assert decode_consultation(encode_consultation(document)) == document


def test_a_document_of_required_keys_alone_is_read() -> None:
    plain = _plain()
    short = {key: plain[key] for key in ("schema_version", "consultation_id", "visit_on", "begun_at", "clinic", "practitioner")}
    assert decode_consultation(json.dumps(short).encode()).patient is None


_texts = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=40).map(lambda t: unicodedata.normalize("NFC", t))
_decimals = st.decimals(min_value=0, max_value=99_999, places=4, allow_nan=False, allow_infinity=False)
_instants = st.datetimes(min_value=datetime(1950, 1, 1), max_value=datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001  # bounds
_typed = st.integers(2_000, 35_000).map(lambda n: f"{n // 100}.{n % 100:02}")


@settings(max_examples=150, deadline=None)
@given(
    note=_texts, request=_texts, amounts=st.lists(_decimals, max_size=4), at=_instants, weight=_typed,
    day=st.dates(min_value=date(1900, 1, 1)), points=st.lists(st.tuples(st.integers(-9999, 9999), st.integers(-9999, 9999)), max_size=5),
    answers=st.lists(st.tuples(_texts, st.sampled_from(Answer)), max_size=4),
)
def test_every_document_reads_back_the_same(  # noqa: PLR0913  # one argument a drawn value
    *, note: str, request: str, amounts: list[Decimal], at: datetime, weight: str, day: date, points: list[tuple[int, int]],
    answers: list[tuple[str, Answer]],
) -> None:
    document = _full()
    earlier = tuple(EarlierTreatment(product="p", area=None, volume_ml=amount) for amount in amounts)
    lines = (replace(document.plan.lines[0], points=tuple(Point(x, y) for x, y in points), dates=(day,)),)
    document = replace(
        document, note=note, request=request, begun_at=at, visit_on=day, plan=replace(document.plan, lines=lines),
        history=replace(
            document.history, earlier_treatments=earlier, answers=tuple(Answered(question=q, answer=a) for q, a in answers),
        ),
        examination=replace(document.examination, weight=mass(weight, Unit.KG)),
    )
    assert decode_consultation(encode_consultation(document)) == document


def test_what_was_typed_in_pounds_reads_back() -> None:
    high = str(in_unit(BODY_MASS_KG.high, Unit.LB) - 1)
    document = replace(_full(), examination=replace(_full().examination, weight=mass(high, Unit.LB)))
    assert decode_consultation(encode_consultation(document)) == document


def test_text_is_written_composed_and_without_lone_surrogates() -> None:
    document = replace(_full(), note="e\u0301 \ud83d")
    assert decode_consultation(encode_consultation(document)).note == "é ?"


@pytest.mark.parametrize("value", [Decimal("NaN"), Decimal(-1), Decimal("0.00001"), Decimal(10) ** 12])
def test_a_quantity_that_could_not_be_read_back_is_not_written(value: Decimal) -> None:
    document = replace(_full(), plan=replace(_full().plan, lines=(replace(line(), volume_ml=value),)))
    with pytest.raises(ValueError, match="decimal"):
        encode_consultation(document)


def test_an_exponent_inside_is_written_plainly() -> None:
    document = replace(_full(), plan=replace(_full().plan, lines=(replace(line(), volume_ml=Decimal("1E+2")),)))
    assert b'"volume_ml":"100"' in encode_consultation(document)


@pytest.mark.parametrize("at", [datetime(2026, 3, 2, 9), datetime(2026, 3, 2, 9, tzinfo=timezone(timedelta(hours=2)))])  # noqa: DTZ001  # refused
def test_an_instant_outside_utc_is_not_written(at: datetime) -> None:
    with pytest.raises(ValueError, match="UTC"):
        encode_consultation(replace(_full(), begun_at=at))


def _set(*path: str | int, to: object) -> Callable[[dict[str, Any]], None]:
    def change(plain: dict[str, Any]) -> None:
        place: Any = plain
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = to

    return change


_LINE = ("plan", "lines", 0)


@pytest.mark.parametrize(
    ("change", "problem", "key"),
    [
        (_set("colour", to=1), "unknown_key", "colour"),
        (_set("history", "answers", 0, "colour", to=1), "unknown_key", "history.answers[0].colour"),
        (_set("visit_on", to=None), "wrong_type", "visit_on"), (_set("visit_on", to="2026-02-30"), "not_a_day", "visit_on"),
        (_set("visit_on", to="20260302"), "not_a_day", "visit_on"), (_set("visit_on", to="2026-W10-1"), "not_a_day", "visit_on"),
        (_set("begun_at", to="2026-03-02T09:30:00"), "not_an_instant", "begun_at"),
        (_set("begun_at", to="2026-03-02T09:30:00+02:00"), "not_an_instant", "begun_at"),
        (_set("begun_at", to="2026-03-02T25:30:00Z"), "not_an_instant", "begun_at"),
        (_set(*_LINE, "volume_per_point_ml", to="1e3"), "not_a_decimal", "plan.lines[0].volume_per_point_ml"),
        (_set(*_LINE, "volume_per_point_ml", to="NaN"), "not_a_decimal", "plan.lines[0].volume_per_point_ml"),
        (_set(*_LINE, "volume_per_point_ml", to="-1"), "not_a_decimal", "plan.lines[0].volume_per_point_ml"),
        (_set(*_LINE, "volume_per_point_ml", to="0,2"), "not_a_decimal", "plan.lines[0].volume_per_point_ml"),
        (_set(*_LINE, "volume_per_point_ml", to="0.00001"), "not_a_decimal", "plan.lines[0].volume_per_point_ml"),
        (_set(*_LINE, "volume_per_point_ml", to="٣"), "not_a_decimal", "plan.lines[0].volume_per_point_ml"),
        (_set(*_LINE, "volume_per_point_ml", to=2), "wrong_type", "plan.lines[0].volume_per_point_ml"),
        (_set("plan", "anaesthetic", "reduction_percent", to="30.555"), "not_a_decimal", "plan.anaesthetic.reduction_percent"),
        (_set(*_LINE, "sessions", to=True), "wrong_type", "plan.lines[0].sessions"),
        (_set(*_LINE, "sessions", to=-1), "wrong_value", "plan.lines[0].sessions"),
        (_set(*_LINE, "sessions", to=10**9), "wrong_value", "plan.lines[0].sessions"),
        (_set(*_LINE, "points", 0, to=[1]), "wrong_type", "plan.lines[0].points[0]"),
        (_set(*_LINE, "points", 0, to={"x": 1, "y": 2}), "wrong_type", "plan.lines[0].points[0]"),
        (_set(*_LINE, "line_id", to="7"), "not_an_id", "plan.lines[0].line_id"),
        (_set("consultation_id", to="{00000000-0000-0000-0000-000000000001}"), "not_an_id", "consultation_id"),
        (_set("history", "answers", 0, "answer", to="maybe"), "wrong_value", "history.answers[0].answer"),
        (_set("examination", "skin_type", to=7), "wrong_value", "examination.skin_type"),
        (_set("examination", "skin_type", to=True), "wrong_value", "examination.skin_type"),
        (_set("examination", "weight", "kg", to="66"), "wrong_value", "examination.weight"),
        (_set("history", "earlier_treatments", 0, "treated_on", to={"year": 2023, "month": 2, "day": 29}), "wrong_value",
         "history.earlier_treatments[0].treated_on"),
        (_set("note", to="e\u0301"), "not_nfc", "note"), (_set("note", to="\ud83d"), "not_nfc", "note"),
        (_set("clinic", "is_sample", to=1), "wrong_type", "clinic.is_sample"), (_set("target_areas", to={}), "wrong_type", "target_areas"),
        (_set("schema_version", to=SCHEMA_VERSION + 1), "newer", ""), (_set("schema_version", to="1"), "no_version", ""),
        (_set("schema_version", to=0), "wrong_value", "schema_version"), (_set("patient", to=[]), "wrong_type", "patient"),
    ],
)
def test_what_does_not_fit_is_refused_by_its_key(change: Callable[[dict[str, Any]], None], problem: str, key: str) -> None:
    plain = _plain()
    change(plain)
    assert _refusal(plain) == (problem, key)


@pytest.mark.parametrize("key", ["consultation_id", "visit_on", "begun_at", "clinic", "practitioner"])
def test_a_missing_key_is_named(key: str) -> None:
    plain = _plain()
    del plain[key]
    assert _refusal(plain) == ("missing_key", key)


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "unreadable"), (b"{", "unreadable"), (b"[]", "not_an_object"), (b"null", "not_an_object"), (b"\xff{}", "not_utf8"),
        (b'{"a": 1, "a": 1}', "repeated_key"), (b'{"a": {"b": 1, "b": 2}}', "repeated_key"), (b'{"a": 1.5}', "bare_number"),
        (b'{"a": 1e3}', "bare_number"), (b'{"a": NaN}', "bare_number"), (b'{"a": -Infinity}', "bare_number"), (b"{} {}", "unreadable"),
        (b"[" * 100_000, "unreadable"), (b'{"schema_version": ' + b"9" * 5_000 + b"}", "unreadable"), (b"\xef\xbb\xbf{}", "unreadable"),
    ],
)
def test_what_is_not_one_json_object_is_refused(data: bytes, problem: str) -> None:
    assert _refusal(data)[0] == problem


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_a_damaged_document_is_read_or_refused_and_never_breaks(data: st.DataObject) -> None:
    whole = bytearray(encode_consultation(_full()))
    place = data.draw(st.integers(0, len(whole) - 1))
    whole[place] = data.draw(st.integers(0, 255))
    with contextlib.suppress(UserError):
        decode_consultation(bytes(whole))


def test_the_schema_lets_nothing_unnamed_in_and_bounds_decimals() -> None:
    schema = consultation_schema()
    objects = [schema, *(s for s in schema["$defs"].values() if s["type"] == "object")]
    assert all(s["additionalProperties"] is False for s in objects)
    assert schema["$defs"]["PlanLine"]["properties"]["volume_ml"]["anyOf"][0]["pattern"].endswith(r"{1,4})?$")
    assert "schema_version" in schema["required"]
