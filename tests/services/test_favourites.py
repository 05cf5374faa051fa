"""Favourite protocols: each practitioner's own, kept until taken away."""

from uuid import UUID

from msgspec.structs import replace

from meso_desktop.domain.ids import PractitionerId
from meso_desktop.services.favourites import favourites, set_favourite
from meso_desktop.services.session import OpenClinic
from meso_desktop.services.settings import save_practitioner
from tests.services.opening import reopen


def test_nothing_is_a_favourite_until_marked(clinic: OpenClinic) -> None:
    assert favourites(clinic) == frozenset()


def test_a_mark_is_kept_and_setting_it_twice_is_harmless(clinic: OpenClinic) -> None:
    for protocol in ("submental_label", "meso_papules", "submental_label"):
        set_favourite(clinic, protocol=protocol, is_favourite=True)
    path = clinic.path
    clinic.close()
    again = reopen(path)
    assert favourites(again) == {"submental_label", "meso_papules"}
    again.close()


def test_a_mark_taken_away_is_gone_and_taking_it_twice_is_harmless(clinic: OpenClinic) -> None:
    set_favourite(clinic, protocol="one", is_favourite=True)
    set_favourite(clinic, protocol="two", is_favourite=True)
    for _ in range(2):
        set_favourite(clinic, protocol="one", is_favourite=False)
    assert favourites(clinic) == {"two"}


def test_favourites_are_each_practitioners_own(clinic: OpenClinic) -> None:
    set_favourite(clinic, protocol="one", is_favourite=True)
    clinic.practitioner = replace(clinic.practitioner, practitioner_id=PractitionerId(UUID(int=777)), name="Bea Invented")
    save_practitioner(clinic, clinic.practitioner)
    assert favourites(clinic) == frozenset()
    set_favourite(clinic, protocol="two", is_favourite=True)
    assert favourites(clinic) == {"two"}
