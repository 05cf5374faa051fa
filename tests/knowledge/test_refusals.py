"""Every fault of a pack is refused with the file and the key."""

import tomllib
from pathlib import Path

import pytest

from meso_desktop.domain.errors import UserError
from meso_desktop.domain.message import Message
from meso_desktop.knowledge.loader import FILES, load_knowledge
from meso_desktop.knowledge.wording import Wording
from meso_desktop.resources import resource_path

ALL_FILES = sorted({*FILES.values(), "measures.toml", "pack.toml"})

FAULTS = {fault["name"]: fault for fault in tomllib.loads(Path(__file__).with_name("faults.toml").read_text(encoding="utf-8"))["faults"]}


def refusal(packs: Path) -> Message:
    with pytest.raises(UserError) as refused:
        load_knowledge(packs)
    return refused.value.message


def spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{path.name} no longer holds {old!r}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")


@pytest.mark.parametrize("fault", FAULTS)
def test_fault_is_refused_with_file_and_key(packs: Path, fault: str) -> None:
    table = FAULTS[fault]
    spoil(packs / table["file"], table["old"], table["new"])
    said = refusal(packs)
    values = {value.name: value.value for value in said.values}
    assert (said.id, values["file"]) == (table["refused"], table["file"])
    assert values.get("key") == table.get("key")


@pytest.mark.parametrize("fault", FAULTS)
def test_refusal_has_a_sentence_that_names_the_file(packs: Path, fault: str) -> None:
    table = FAULTS[fault]
    spoil(packs / table["file"], table["old"], table["new"])
    sentence = Wording.load(resource_path("wording"), "en", is_strict=True).text(refusal(packs))
    assert table["file"] in sentence
    assert table.get("key", "") in sentence


@pytest.mark.parametrize("name", ALL_FILES)
def test_missing_file_is_refused(packs: Path, name: str) -> None:
    (packs / name).unlink()
    said = refusal(packs)
    assert said.id == "pack.missing_file"
    assert said.values[0].value == name


@pytest.mark.parametrize("name", ALL_FILES)
@pytest.mark.parametrize("share", [0.25, 0.5, 0.75])
def test_half_a_file_is_refused(packs: Path, name: str, share: float) -> None:
    path = packs / name
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: int(len(text) * share)], encoding="utf-8", newline="\n")
    assert refusal(packs).values[0].value == name


@pytest.mark.parametrize("topic", FILES)
def test_file_cut_between_two_entries_is_refused(packs: Path, topic: str) -> None:
    path = packs / FILES[topic]
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.rindex(f"[[{topic}]]")], encoding="utf-8", newline="\n")
    assert refusal(packs).id in {"pack.cut_short", "pack.missing_key"}


def test_product_of_a_family_the_line_rule_does_not_concern_is_refused(packs: Path) -> None:
    spoil(packs / "rules.toml", 'id = "jowl_no_inject_zone"\n', 'id = "jowl_no_inject_zone"\nproducts = ["deso"]\n')
    said = refusal(packs)
    assert said.id == "pack.family_mismatch"


def test_file_of_no_topic_is_refused(packs: Path) -> None:
    (packs / "rules2.toml").write_text("", encoding="utf-8")
    assert refusal(packs).id == "pack.unexpected_file"


def test_file_that_is_not_utf_8_is_refused(packs: Path) -> None:
    (packs / "rules.toml").write_bytes(b"\xff\xfe")
    assert refusal(packs).id == "pack.not_toml"


def test_topic_that_is_no_list_of_tables_is_refused(packs: Path) -> None:
    (packs / "sources.toml").write_text("entries = 1\nsources = 3\n", encoding="utf-8")
    assert refusal(packs).id == "pack.wrong_value"
