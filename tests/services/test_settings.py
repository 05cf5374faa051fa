"""Settings: cards checked, followed by the header and by drafts; the logo is a picture of bounded size."""

import struct
import zlib
from io import BytesIO

import pytest
from msgspec.structs import replace
from PIL import Image

from meso_desktop.domain.errors import UserError
from meso_desktop.domain.people import Jurisdiction
from meso_desktop.services.drafts import open_draft
from meso_desktop.services.header import peek
from meso_desktop.services.session import OpenClinic
from meso_desktop.services.settings import logo, save_clinic, save_practitioner, set_logo
from tests.services.opening import a_draft, a_patient, a_record, reopen


def _png(width: int = 2, height: int = 2) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\x00" * (width + 1) * height)) + chunk(b"IEND", b"")


def test_a_changed_clinic_is_kept_named_in_the_header_and_followed_by_drafts(clinic: OpenClinic) -> None:
    document, record = a_draft(clinic, a_patient(clinic)), a_record(clinic, a_patient(clinic, "Other"))
    stored = save_clinic(clinic, replace(clinic.clinic, name=" New  name ", jurisdiction=Jurisdiction.FR, working_days=(5, 1, 1)))
    assert (stored.name, stored.working_days, clinic.clinic) == ("New name", (1, 5), stored)
    assert open_draft(clinic, document.consultation_id).clinic == stored
    assert record.document.clinic.name == "Invented clinic"
    summary = peek(clinic.path)
    assert summary is not None
    assert summary.clinic_name == "New name"
    path = clinic.path
    clinic.close()
    again = reopen(path)
    assert again.clinic == stored
    again.close()


def test_the_practitioner_follows(clinic: OpenClinic) -> None:
    stored = save_practitioner(clinic, replace(clinic.practitioner, name="Renamed", title="Prof."))
    assert clinic.practitioner == stored
    summary = peek(clinic.path)
    assert summary is not None
    assert [p.name for p in summary.practitioners] == ["Renamed"]


def test_a_sample_stays_a_sample_and_identity_stays(clinic: OpenClinic) -> None:
    before = clinic.clinic
    stored = save_clinic(clinic, replace(before, is_sample=True, logo_digest="x"))
    assert stored == before


@pytest.mark.parametrize(
    ("changes", "problem"),
    [({"name": " "}, "name_missing"), ({"working_days": ()}, "working_days_missing"), ({"working_days": (0,)}, "working_days_missing"),
     ({"telephone": "none"}, "telephone_unreadable"), ({"name": "x" * 201}, "too_long")],
)
def test_an_impossible_clinic_is_refused_and_nothing_changes(clinic: OpenClinic, changes: dict[str, object], problem: str) -> None:
    before = clinic.clinic
    with pytest.raises(UserError) as refused:
        save_clinic(clinic, replace(before, **changes))
    assert refused.value.message.id == f"clinic.{problem}"
    assert clinic.clinic == before


def test_a_logo_is_kept_and_taken_away_and_old_papers_keep_theirs(clinic: OpenClinic) -> None:
    data = _png()
    name = set_logo(clinic, data).logo_digest
    assert logo(clinic) == data
    assert set_logo(clinic, None).logo_digest == ""
    assert logo(clinic) is None
    assert logo(clinic, logo_digest=name) == data


@pytest.mark.parametrize(
    ("data", "problem"),
    [(b"", "not_a_picture"), (b"GIF89a", "not_a_picture"), (_png()[:-5], "not_a_picture"), (_png()[:20], "not_a_picture"),
     (b"\x89PNG\r\n\x1a\n" + b"x" * 2_000_000, "too_large"), (b"%PDF-1.7", "not_a_picture"), (b"\xff\xd8\xff only", "not_a_picture")],
)
def test_what_is_no_logo_is_refused(clinic: OpenClinic, data: bytes, problem: str) -> None:
    with pytest.raises(UserError, match=rf"logo\.{problem}"):
        set_logo(clinic, data)
    assert logo(clinic) is None


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
@pytest.mark.parametrize("keep", [0.2, 0.6])
def test_a_picture_that_breaks_off_is_refused(clinic: OpenClinic, form: str, keep: float) -> None:
    held = BytesIO()
    Image.effect_noise((64, 64), 40).save(held, form)
    whole = held.getvalue()
    spoiled = whole[: int(len(whole) * keep)] + (whole[-12:] if form == "PNG" else b"")
    with pytest.raises(UserError, match=r"logo\.not_a_picture"):
        set_logo(clinic, spoiled)
    set_logo(clinic, whole)
    assert logo(clinic) == whole


@pytest.mark.parametrize("fake", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\2\0\0\0\2IEND\xaeB`\x82", b"\xff\xd8\xff\xe0 nothing \xff\xd9"])
def test_bytes_with_the_marks_of_a_picture_are_refused(clinic: OpenClinic, fake: bytes) -> None:
    with pytest.raises(UserError, match=r"logo\.not_a_picture"):
        set_logo(clinic, fake)


def test_a_picture_of_endless_pixels_is_refused(clinic: OpenClinic) -> None:
    bomb = bytearray(_png())
    bomb[16:24] = struct.pack(">II", 100_000, 100_000)
    with pytest.raises(UserError, match=r"logo\.not_a_picture"):
        set_logo(clinic, bytes(bomb))
