"""Whatever a patient is called, the file name offered for the plan is one that every system takes."""

import re
from datetime import date
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meso_desktop.domain.ids import PatientId
from meso_desktop.domain.people import PatientCard
from meso_desktop.ui.file_names import plan_file_name
from tests.domain.builders import an_id

VISIT = date(2026, 3, 2)
_DEVICE = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\.|$)", re.IGNORECASE)


def offered(family: str, given_name: str = "") -> str:
    card = PatientCard(patient_id=PatientId(an_id(1)), family_name=family, given_name=given_name, birth_on=date(1985, 4, 3))
    return plan_file_name(card, VISIT)


@pytest.mark.parametrize(("family", "given_name", "name"), [
    ("Lefèvre", "Éloïse", "LEFÈVRE Éloïse 2026-03-02.pdf"), ("Nguyễn", "Thị Lan", "NGUYỄN Thị Lan 2026-03-02.pdf"),
    ("Щербакова", "Анна", "ЩЕРБАКОВА Анна 2026-03-02.pdf"), ("O'Neill-Smith", "Jo", "O'NEILL-SMITH Jo 2026-03-02.pdf"),
    ("../../etc/passwd", "", "ETC PASSWD 2026-03-02.pdf"), ("C:\\Windows", "a/b", "C WINDOWS a b 2026-03-02.pdf"),
    ('<b>"who?"|*', "", "B WHO 2026-03-02.pdf"), ("Con", "", "CON_ 2026-03-02.pdf"), ("Nul.txt", "", "NUL.TXT_ 2026-03-02.pdf"),
    ("Com1", "", "COM1_ 2026-03-02.pdf"), ("Smith", "Ann...", "SMITH Ann 2026-03-02.pdf"), ("a\tb\nc\0", "", "A B C 2026-03-02.pdf"),
    ("\u202egnp.exe", "", "GNP.EXE 2026-03-02.pdf"), ("...", "", "2026-03-02.pdf"),
])
def test_the_name_offered_is_the_patients_as_far_as_it_goes(family: str, given_name: str, name: str) -> None:
    assert offered(family, given_name) == name


def test_a_plan_without_a_patient_is_named_by_its_day() -> None:
    assert plan_file_name(None, VISIT) == "2026-03-02.pdf"


@pytest.mark.parametrize("family", ["x" * 200, "ж" * 200, "Nguyễn" * 33, "\N{GRINNING FACE}" * 200])
def test_a_very_long_name_is_cut_and_keeps_its_day(family: str, tmp_path: Path) -> None:
    name = offered(family, family)
    assert name.endswith(" 2026-03-02.pdf")
    assert len(name.encode("utf-8")) <= 140
    (tmp_path / name).write_bytes(b"%PDF")


@given(family=st.text(max_size=200), given_name=st.text(max_size=200))
def test_no_name_makes_a_path_a_device_or_a_hidden_file(family: str, given_name: str) -> None:
    name = offered(family, given_name)
    assert PureWindowsPath(name).parts == PurePosixPath(name).parts == (name,)
    assert not set(name) & set('<>:"/\\|?*')
    assert all(c.isprintable() or c in "\u200c\u200d" for c in name)
    assert not name.startswith((".", " "))
    assert name.endswith("2026-03-02.pdf")
    assert not _DEVICE.match(name)
    name.encode("utf-8")
