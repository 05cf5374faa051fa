"""A preparation that was begun stays in the document until it is used, discarded or its line goes, and bars signing meanwhile."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meso_desktop.domain.begun_preparation import (
    TypedPart,
    TypedPreparation,
    begun_line,
    begun_path,
    begun_preparation,
    origin_of,
    put_begun,
    without_blanks,
)
from meso_desktop.domain.consultation import Consultation, Step
from meso_desktop.domain.edits import refuse_entry, remove_line, remove_target
from meso_desktop.domain.message import Term, message
from meso_desktop.domain.preparation_edits import use_begun
from meso_desktop.domain.refusals import standing_refusals
from tests.domain.own import own_of, part
from tests.domain.ready import assessed, ready

LINE = ready().plan.lines[0].line_id
MIX = TypedPreparation(parts=(TypedPart(product="caffeine", volume="2", strengths={"caffeine": "50"}),), name="Mix")

texts = st.text(max_size=8)
strengths = st.dictionaries(texts, texts, max_size=2)
parts = st.builds(TypedPart, product=st.sampled_from(["caffeine", "dca_10"]), volume=texts, strengths=strengths)
preparations = st.builds(TypedPreparation, parts=st.lists(parts, max_size=3).map(tuple), name=texts)


def begun(typed: TypedPreparation = MIX, *, origin: str = "") -> Consultation:
    return put_begun(ready(), begun_path(LINE, origin=origin), typed)


@given(preparations, st.sampled_from(["", "kept-1", "a.b"]))
def test_what_was_typed_reads_back_as_it_was(typed: TypedPreparation, origin: str) -> None:
    held = begun_preparation(begun(typed, origin=origin), begun_path(LINE, origin=origin))
    assert (held or TypedPreparation()) == without_blanks(typed)


@pytest.mark.parametrize("origin", ["", "kept-1", "a.b"])
def test_what_is_begun_bars_and_names_its_area_and_field(origin: str) -> None:
    document = begun(origin=origin)
    [lack] = [lack for lack in assessed(document).missing if lack.text.id == "missing.composition"]
    area = Term(f"area.{document.target_areas[0].area}")
    assert lack.text == message("missing.composition", area=area)
    assert (lack.step, lack.line, lack.field) == (Step.PLAN, LINE, begun_path(LINE, origin=origin))
    assert assessed(ready()).may_sign
    assert not assessed(document).may_sign


def test_what_was_begun_anew_and_as_an_edit_stand_side_by_side() -> None:
    document = put_begun(begun(), begun_path(LINE, origin="kept-1"), TypedPreparation(name="Edit"))
    assert begun_preparation(document, begun_path(LINE)) == MIX
    assert begun_preparation(document, begun_path(LINE, origin="kept-1")) == TypedPreparation(name="Edit")


def test_what_is_used_is_begun_no_more_and_nothing_else_goes() -> None:
    document = put_begun(begun(), begun_path(LINE, origin="kept-1"), MIX)
    own = own_of(part("caffeine", "2", caffeine="50"), own_id="mix")
    document = use_begun(document, line_id=LINE, own=own, copy_id="copy", instead_of="kept-1")
    assert document.plan.lines[0].preparation == "mix"
    assert begun_preparation(document, begun_path(LINE)) == MIX
    assert begun_preparation(document, begun_path(LINE, origin="kept-1")) is None


def test_what_is_emptied_or_loses_its_line_is_forgotten() -> None:
    assert put_begun(begun(), begun_path(LINE), TypedPreparation()) == ready()
    assert standing_refusals(remove_line(begun(), LINE)) == ()
    assert standing_refusals(remove_target(begun(), ready().target_areas[0].target_id)) == ()


def test_the_same_again_changes_nothing() -> None:
    document = refuse_entry(begun(), field="examination.weight", text="1e3")
    assert put_begun(document, begun_path(LINE), MIX) is document


@pytest.mark.parametrize("text", ["", "2 mL", "[]", '{"parts": 1}', '{"parts": [{"volume": "2"}]}', '{"name": "Mix", "kept": true}'])
def test_what_is_no_preparation_is_not_read_as_one_and_still_bars(text: str) -> None:
    document = refuse_entry(ready(), field=begun_path(LINE), text=text)
    assert begun_preparation(document, begun_path(LINE)) is None
    assert not assessed(document).may_sign


@pytest.mark.parametrize("path", [
    "", "line", f"line.{LINE}", f"line.{LINE}.compositions", f"line.{LINE}.date.0",
    f"target.{LINE}.composition",
])
def test_no_other_path_is_one_of_a_preparation_begun(path: str) -> None:
    assert origin_of(path) is None
    assert begun_line(ready(), path) is None
