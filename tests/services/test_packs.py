"""The packs a program starts with: the shipped ones, or the last good ones with a sentence that says so."""

import shutil
from pathlib import Path

import pytest

from meso_desktop.domain.errors import UserError
from meso_desktop.domain.people import Language
from meso_desktop.knowledge.wording import Wording
from meso_desktop.resources import resource_path
from meso_desktop.services.packs import Packs, load_packs
from meso_desktop.services.spoken import spoken_in


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    for part in ("knowledge", "wording"):
        shutil.copytree(resource_path(part), tmp_path / "shipped" / part)
    return tmp_path / "shipped"


def loaded(shipped: Path) -> Packs:
    return load_packs(shipped, kept=shipped.parent / "kept", language="en")


def half(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


def test_good_packs_are_the_shipped_ones_and_say_nothing(shipped: Path) -> None:
    packs = loaded(shipped)
    assert packs.faults == ()
    assert packs.wording.folder == shipped / "wording"


@pytest.mark.parametrize("file", ["knowledge/rules.toml", "knowledge/products.toml", "wording/en/rules.toml", "wording/fr/advice.toml"])
def test_half_a_file_starts_with_the_last_good_packs_and_names_the_file(shipped: Path, file: str) -> None:
    good = loaded(shipped)
    half(shipped / file)
    packs = loaded(shipped)
    assert packs.knowledge == good.knowledge
    assert [fault.id for fault in packs.faults][-1] == "pack.last_good"
    said = [packs.wording.text(fault) for fault in packs.faults]
    assert Path(file).name in said[0]
    assert good.knowledge.version in said[1]


def test_a_misspelt_key_starts_with_the_last_good_packs(shipped: Path) -> None:
    loaded(shipped)
    path = shipped / "knowledge" / "rules.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('confidence = "L"', 'confidense = "L"', 1), encoding="utf-8")
    assert loaded(shipped).faults[0].id == "pack.unknown_key"


def test_without_a_good_copy_the_fault_itself_is_told(shipped: Path) -> None:
    half(shipped / "knowledge" / "rules.toml")
    with pytest.raises(UserError, match="pack"):
        loaded(shipped)


def test_a_copy_that_was_altered_is_not_trusted(shipped: Path) -> None:
    loaded(shipped)
    [copy] = (shipped.parent / "kept").iterdir()
    rules = copy / "knowledge" / "rules.toml"
    rules.write_text(rules.read_text(encoding="utf-8").replace('meso = "stop"', 'meso = "inform"'), encoding="utf-8")
    half(shipped / "knowledge" / "rules.toml")
    with pytest.raises(UserError):
        loaded(shipped)


def test_a_copy_that_was_damaged_is_made_anew_while_the_shipped_packs_are_good(shipped: Path) -> None:
    good = loaded(shipped)
    [copy] = (shipped.parent / "kept").iterdir()
    half(copy / "knowledge" / "rules.toml")
    loaded(shipped)
    half(shipped / "knowledge" / "rules.toml")
    assert loaded(shipped).knowledge == good.knowledge


def test_only_the_newest_good_packs_are_kept(shipped: Path) -> None:
    loaded(shipped)
    path = shipped / "knowledge" / "pack.toml"
    path.write_text(path.read_text(encoding="utf-8") + "\n# newer\n", encoding="utf-8")
    loaded(shipped)
    assert len(list((shipped.parent / "kept").iterdir())) == 1


def test_a_place_that_cannot_be_written_does_not_stop_the_start(shipped: Path) -> None:
    (shipped.parent / "kept").write_text("a file where the folder should be", encoding="utf-8")
    assert loaded(shipped).faults == ()


def test_the_kept_wording_is_the_one_that_speaks(shipped: Path) -> None:
    loaded(shipped)
    shutil.rmtree(shipped / "wording" / "en")
    (shipped / "knowledge" / "rules.toml").unlink()
    assert isinstance(loaded(shipped).wording, Wording)
    assert loaded(shipped).wording.has("pack.last_good")


def test_a_patients_language_is_read_beside_the_words_at_work(shipped: Path) -> None:
    loaded(shipped)
    half(shipped / "wording" / "fr" / "advice.toml")
    spoken = spoken_in(Language.FRENCH, loaded(shipped).wording)
    assert spoken.missing is None
    assert spoken.wording.term("family.dca") != loaded(shipped).wording.term("family.dca")
