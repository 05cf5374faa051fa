"""Kept preparations: names of their own, the one used last first, put away but never lost to a document that holds its copy."""

from datetime import date

import pytest
from msgspec.structs import replace
from sqlalchemy import text

from meso_desktop.domain.errors import UserError
from meso_desktop.domain.plan import OwnPreparation
from meso_desktop.domain.preparation_edits import use_own
from meso_desktop.services.drafts import open_draft, save_draft
from meso_desktop.services.own_preparations import keep_preparation, note_used, own_preparations, put_away, rename_preparation
from meso_desktop.services.session import OpenClinic
from tests.domain.builders import line, target
from tests.domain.own import own_of, part
from tests.services.opening import a_draft, a_patient, reopen

FIRST = own_of(part("vitamin_c", "3", ascorbic_acid="40"), part("lidocaine_1", "1"), name="Mélange A", own_id="own-1")
SECOND = own_of(part("vitamin_c", "2"), name="Other", own_id="own-2")


def _names(clinic: OpenClinic) -> list[str]:
    return [own.name for own in own_preparations(clinic)]


def _refusal(clinic: OpenClinic, own: OwnPreparation) -> str:
    with pytest.raises(UserError) as refused:
        keep_preparation(clinic, own)
    return refused.value.message.id


def test_nothing_is_kept_at_first(clinic: OpenClinic) -> None:
    assert own_preparations(clinic) == ()


def test_what_is_kept_is_itself_again_after_closing(clinic: OpenClinic) -> None:
    assert keep_preparation(clinic, FIRST) == FIRST
    path = clinic.path
    clinic.close()
    again = reopen(path)
    assert own_preparations(again) == (FIRST,)
    again.close()


def test_the_one_used_last_stands_first(clinic: OpenClinic) -> None:
    keep_preparation(clinic, FIRST)
    keep_preparation(clinic, SECOND)
    assert _names(clinic) == ["Other", "Mélange A"]
    note_used(clinic, "own-1")
    note_used(clinic, "never kept")
    assert _names(clinic) == ["Mélange A", "Other"]


@pytest.mark.parametrize("name", ["melange a", "  MÉLANGE   A ", "Me\u0301lange A"])
def test_a_name_is_given_once_however_it_is_written(clinic: OpenClinic, name: str) -> None:
    keep_preparation(clinic, FIRST)
    assert _refusal(clinic, replace(SECOND, name=name)) == "own_preparation.name_taken"
    assert _names(clinic) == ["Mélange A"]


def test_keeping_under_the_same_id_changes_what_is_kept(clinic: OpenClinic) -> None:
    keep_preparation(clinic, FIRST)
    changed = replace(FIRST, parts=SECOND.parts)
    assert keep_preparation(clinic, changed) == changed
    assert own_preparations(clinic) == (changed,)


@pytest.mark.parametrize(
    ("own", "refusal"),
    [
        (replace(FIRST, name=" \n "), "own_preparation.name_missing"),
        (replace(FIRST, name="x" * 41), "own_preparation.name_long"),
        (replace(FIRST, parts=()), "barrier.preparation_empty"),
        (replace(FIRST, parts=(part("dca_10", "1"), part("vitamin_c", "1"))), "barrier.two_families"),
    ],
)
def test_what_has_no_name_or_cannot_be_used_is_not_kept(clinic: OpenClinic, own: OwnPreparation, refusal: str) -> None:
    assert _refusal(clinic, own) == refusal
    assert own_preparations(clinic) == ()


def test_a_name_is_kept_as_plain_text(clinic: OpenClinic) -> None:
    assert keep_preparation(clinic, replace(FIRST, name=" Mix \u202e\x00<b>of</b>\nday")).name == "Mix <b>of</b> day"


def test_a_preparation_is_renamed_and_its_former_name_is_free(clinic: OpenClinic) -> None:
    keep_preparation(clinic, FIRST)
    keep_preparation(clinic, SECOND)
    assert rename_preparation(clinic, "own-1", name="Third") == replace(FIRST, name="Third")
    with pytest.raises(UserError, match=r"own_preparation\.name_taken"):
        rename_preparation(clinic, "own-1", name="OTHER")
    rename_preparation(clinic, "own-2", name="Mélange A")
    assert _names(clinic) == ["Mélange A", "Third"]


def test_what_is_put_away_is_offered_no_more_and_gives_its_name_free(clinic: OpenClinic) -> None:
    keep_preparation(clinic, FIRST)
    for _ in range(2):
        put_away(clinic, "own-1")
    assert own_preparations(clinic) == ()
    with pytest.raises(UserError, match=r"own_preparation\.gone"):
        rename_preparation(clinic, "own-1", name="Back")
    keep_preparation(clinic, replace(SECOND, name="Mélange A"))
    assert _names(clinic) == ["Mélange A"]
    with clinic.store.read() as session:
        assert session.execute(text("SELECT count(*) FROM own_preparation")).scalar_one() == 2


def test_what_was_put_away_is_offered_again_when_it_is_kept_again(clinic: OpenClinic) -> None:
    keep_preparation(clinic, FIRST)
    put_away(clinic, "own-1")
    keep_preparation(clinic, FIRST)
    assert own_preparations(clinic) == (FIRST,)


def test_a_document_keeps_its_copy_whatever_becomes_of_the_kept_one(clinic: OpenClinic) -> None:
    keep_preparation(clinic, FIRST)
    document = a_draft(clinic, a_patient(clinic), visit_on=date(2026, 3, 2))
    planned = line(1, protocol="meso_point", preparation="")
    document = replace(
        document, target_areas=(target(1, area="flank"),), plan=replace(document.plan, lines=(planned,)),
    )
    document = use_own(document, line_id=planned.line_id, own=FIRST, copy_id="unused")
    save_draft(clinic, document)
    keep_preparation(clinic, replace(FIRST, parts=SECOND.parts))
    rename_preparation(clinic, "own-1", name="Renamed")
    put_away(clinic, "own-1")
    again = open_draft(clinic, document.consultation_id)
    assert again.plan.preparations == (FIRST,)
    assert again.plan.lines[0].preparation == "own-1"


def test_a_row_that_cannot_be_read_leaves_the_others(clinic: OpenClinic) -> None:
    keep_preparation(clinic, FIRST)
    keep_preparation(clinic, SECOND)
    with clinic.store.write() as session:
        session.execute(text("UPDATE own_preparation SET data = x'7b7d' WHERE preparation_id = 'own-2'"))
    assert own_preparations(clinic) == (FIRST,)
