"""Patients: cleaned and checked at the field, found by any part of what is known of them."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from msgspec.structs import replace

from meso_desktop.domain.errors import UserError
from meso_desktop.domain.ids import PatientId
from meso_desktop.domain.people import PatientCard
from meso_desktop.services.patients import find_patients, patient, probable_duplicates, recent_patients, save_patient
from meso_desktop.services.session import OpenClinic
from tests.services.opening import TODAY, a_patient


@pytest.fixture
def crowd(clinic: OpenClinic) -> OpenClinic:
    a_patient(clinic, "Éloïse-Dupont", "Łucja", telephone="+33 6 12 34 56 78", file_number="2023-0145")
    a_patient(clinic, "Nguyễn", "Thị Hương", birth_on=date(1991, 2, 28), former_name="Trần")
    a_patient(clinic, "王", "小明", birth_on=date(1975, 11, 30))
    a_patient(clinic, "O’Brien", "Seán", birth_on=date(1990, 12, 25), telephone="06 99 88 77 66")
    a_patient(clinic, "محمد", "أحمد", birth_on=date(1988, 1, 2))
    a_patient(clinic, "Παπαδοπούλου", "Ελένη", birth_on=date(1966, 6, 6))
    a_patient(clinic, "Щербакова", "Алёна", birth_on=date(2000, 2, 29), telephone="+7 (912) 345-67-89")
    return clinic


@pytest.mark.parametrize(
    ("typed", "family"),
    [
        ("elo", "Éloïse-Dupont"), ("lois", "Éloïse-Dupont"), ("ELOISE", "Éloïse-Dupont"), ("luc dup", "Éloïse-Dupont"),
        ("dupont lucja", "Éloïse-Dupont"), ("eloise-dupont", "Éloïse-Dupont"), ("eloisedup", "Éloïse-Dupont"),
        ("0612345678", "Éloïse-Dupont"), ("06 12 34", "Éloïse-Dupont"), ("+33612", "Éloïse-Dupont"), ("0033 6 12", "Éloïse-Dupont"),
        ("61234567", "Éloïse-Dupont"), ("2023-0145", "Éloïse-Dupont"), ("0145", "Éloïse-Dupont"), ("+33 (0)6 12", "Éloïse-Dupont"),
        ("huong nguyen", "Nguyễn"), ("tran", "Nguyễn"), ("28/02/1991", "Nguyễn"), ("1991-02-28", "Nguyễn"), ("28.2.91", "Nguyễn"),
        ("02/28/1991", "Nguyễn"), ("02/1991", "Nguyễn"), ("nguyen 1991", "Nguyễn"),
        ("王", "王"), ("小明", "王"), ("明", "王"), ("obrien", "O’Brien"), ("o'brien", "O’Brien"), ("brien sean", "O’Brien"),
        ("+33 6 99 88", "O’Brien"), ("احمد", "محمد"), ("παπαδ", "Παπαδοπούλου"), ("щерб ален", "Щербакова"), ("912 345", "Щербакова"),
        ("29/2/2000", "Щербакова"),
    ],
)
def test_a_patient_is_found_by_any_part(crowd: OpenClinic, typed: str, family: str) -> None:
    assert [p.family_name for p in find_patients(crowd, typed)] == [family]


@pytest.mark.parametrize("typed", ["", "   ", "zzz", "elo zzz", "'\"*()", "NEAR(", "starts:elo -", "31/31/1991", "\x00", "-"])
def test_what_matches_nobody_finds_nobody_and_raises_nothing(crowd: OpenClinic, typed: str) -> None:
    assert find_patients(crowd, typed) == ()


def test_the_start_of_a_name_comes_before_its_inside(clinic: OpenClinic) -> None:
    for family in ("Delois", "Loiseau"):
        a_patient(clinic, family)
    assert [p.family_name for p in find_patients(clinic, "lois")] == ["Loiseau", "Delois"]


def test_a_list_is_cut_at_its_limit(clinic: OpenClinic) -> None:
    for i in range(12):
        a_patient(clinic, f"Martin{i}")
    assert len(find_patients(clinic, "m", limit=5)) == 5


def test_a_changed_name_is_found_and_the_old_one_no_longer(clinic: OpenClinic) -> None:
    card = a_patient(clinic, "Martin")
    save_patient(clinic, replace(card, family_name="Zola"))
    assert find_patients(clinic, "martin") == ()
    assert [p.patient_id for p in find_patients(clinic, "zola")] == [card.patient_id]


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"family_name": " \u200b "}, "family_name_missing"), ({"birth_on": TODAY + timedelta(days=1)}, "birth_in_future"),
        ({"birth_on": date(1899, 12, 31)}, "birth_too_early"), ({"email": "ada(at)example"}, "email_unreadable"),
        ({"telephone": "call me"}, "telephone_unreadable"), ({"given_name": "x" * 201}, "too_long"), ({"note": "x" * 20_001}, "too_long"),
    ],
)
def test_an_impossible_card_is_refused_by_its_field(clinic: OpenClinic, changes: dict[str, object], problem: str) -> None:
    card = PatientCard(patient_id=PatientId(UUID(int=7)), family_name="Martin", given_name="Ada", birth_on=date(1984, 3, 7))
    with pytest.raises(UserError) as refused:
        save_patient(clinic, replace(card, **changes))
    assert refused.value.message.id == f"patient.{problem}"
    named = {value.name: value.value for value in refused.value.message.values}
    assert named["field"] == next(iter(changes))
    assert find_patients(clinic, "ada") == ()


def test_born_today_is_accepted(clinic: OpenClinic) -> None:
    assert a_patient(clinic, birth_on=TODAY).birth_on == TODAY


def test_invisible_and_control_characters_are_taken_out_and_text_is_composed(clinic: OpenClinic) -> None:
    card = a_patient(clinic, " Mar\u202etin\u0007 ", "E\u0301lo\u200bise\n ", note="one\r\n\u2066two\u2069\x00")
    assert (card.family_name, card.given_name, card.note) == ("Martin", "Éloise", "one\ntwo")
    assert patient(clinic, card.patient_id).card == card


def test_a_file_number_belongs_to_one_patient(clinic: OpenClinic) -> None:
    card = a_patient(clinic, file_number="A1")
    save_patient(clinic, replace(card, note="saved again"))
    with pytest.raises(UserError, match=r"patient\.file_number_taken"):
        a_patient(clinic, "Other", file_number="A1")


@pytest.mark.parametrize(
    ("changes", "is_alike"),
    [
        ({}, True), ({"family_name": "MARTÍN"}, True), ({"family_name": "Eve", "given_name": "Martin"}, True),
        ({"family_name": "Zola", "given_name": "Émile"}, False), ({"birth_on": date(1984, 3, 8)}, False),
        ({"birth_on": date(1984, 3, 8), "telephone": "+33 6 12 34 56 78"}, True), ({"family_name": "Petit", "former_name": "Martin"}, True),
    ],
)
def test_probable_duplicates_share_a_name_and_the_birth_date_or_the_telephone(
    clinic: OpenClinic, changes: dict[str, object], is_alike: bool,  # noqa: FBT001  # a column of the table
) -> None:
    known = a_patient(clinic, telephone="06 12 34 56 78")
    card = replace(known, patient_id=PatientId(UUID(int=8)), telephone="")
    assert bool(probable_duplicates(clinic, replace(card, **changes))) is is_alike
    assert probable_duplicates(clinic, known) == ()


def test_recent_patients_are_those_changed_last(clinic: OpenClinic) -> None:
    first, second, third = (a_patient(clinic, name) for name in ("A", "B", "C"))
    save_patient(clinic, first)
    assert [p.patient_id for p in recent_patients(clinic, limit=2)] == [first.patient_id, third.patient_id]
    assert second.patient_id not in {p.patient_id for p in recent_patients(clinic, limit=2)}


def test_an_unknown_patient_is_told(clinic: OpenClinic) -> None:
    with pytest.raises(UserError, match=r"patient\.unknown"):
        patient(clinic, PatientId(UUID(int=1)))


@pytest.mark.parametrize("zone", ["Etc/GMT+12", "Etc/GMT-14", "Europe/Paris", "America/Sao_Paulo"])
def test_a_birth_date_is_the_same_in_every_zone(clinic: OpenClinic, zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", zone)
    for day in (date(2000, 2, 29), date(1900, 1, 1), date(1970, 1, 1)):
        assert patient(clinic, a_patient(clinic, birth_on=day).patient_id).card.birth_on == day


def test_hostile_text_is_kept_as_text(clinic: OpenClinic) -> None:
    text = "Robert'); DROP TABLE patient;-- <b>&amp; 😀 " + "x" * 100
    card = a_patient(clinic, text)
    assert patient(clinic, card.patient_id).card.family_name == text
    assert [p.patient_id for p in find_patients(clinic, "drop table")] == [card.patient_id]
