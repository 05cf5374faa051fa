"""A paper shows the logo that it can read, and prints without one that it cannot."""

from io import BytesIO

import pytest
from msgspec.structs import replace
from PIL import Image

from meso_desktop.documents.logo import picture
from meso_desktop.documents.treatment_plan import treatment_plan_pdf
from tests.documents import sample_papers as samples
from tests.documents.reading import text

_FAKES = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\2\0\0\0\2IEND\xaeB`\x82",
    b"\xff\xd8\xff\xe0 nothing \xff\xd9", b"GIF89a", b"%PDF-1.7", b"\x89PNG\r\n\x1a\n",
)


def _saved(mode: str, form: str, size: tuple[int, int] = (40, 20)) -> bytes:
    held = BytesIO()
    Image.new(mode, size).save(held, form)
    return held.getvalue()


@pytest.mark.parametrize("fake", _FAKES)
def test_a_paper_prints_without_a_logo_that_it_cannot_read(fake: bytes) -> None:
    paper = samples.deferred()
    assert treatment_plan_pdf(replace(paper, logo=fake)) == treatment_plan_pdf(replace(paper, logo=None))


@pytest.mark.parametrize(
    ("mode", "form"),
    [(mode, "PNG") for mode in ("1", "L", "LA", "P", "RGB", "RGBA", "I;16")] + [(mode, "JPEG") for mode in ("L", "RGB", "CMYK")],
)
def test_every_kind_of_picture_that_is_taken_can_be_printed(mode: str, form: str) -> None:
    data, paper = _saved(mode, form), samples.deferred()
    assert picture(data) is not None
    pdf = treatment_plan_pdf(replace(paper, logo=data))
    assert b"/Subtype /Image" in pdf
    assert paper.document.clinic.name in text(pdf)


def test_a_picture_of_too_many_pixels_is_none() -> None:
    assert picture(_saved("1", "PNG", (8_000, 5_000))) is not None
    assert picture(_saved("1", "PNG", (8_000, 5_001))) is None
