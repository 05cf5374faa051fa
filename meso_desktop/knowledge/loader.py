"""Reads the knowledge packs of a folder into one checked value with its digest."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

from meso_desktop.domain.errors import UserError
from meso_desktop.domain.knowledge import BmiBand, Devine, Knowledge
from meso_desktop.domain.message import message
from meso_desktop.knowledge.assembling import TOPICS, assembled
from meso_desktop.knowledge.checks import check_knowledge
from meso_desktop.knowledge.reading import Table, check_keys, decode_entry, read_entries, read_table, read_text, refuse

FILES: Final[Mapping[str, str]] = {topic: file for topic, (file, _) in TOPICS.items()}
"""The file of each topic."""

_PACK_FILE: Final = "pack.toml"
_MEASURES_FILE: Final = "measures.toml"


def load_knowledge(folder: Path) -> Knowledge:
    """Return the packs of `folder`, checked whole; raises UserError naming file and key."""
    _refuse_strangers(folder)
    pack = read_table(folder / _PACK_FILE)
    check_keys(pack, file=_PACK_FILE, allowed=frozenset({"version"}))
    version = read_text(pack, file=_PACK_FILE, key="version")
    tables = {topic: _read_topic(folder / file, topic) for topic, file in FILES.items()}
    consent_version = read_text(tables["consent"], file=FILES["consent"], key="version")
    topics: dict[str, Any] = {
        topic: read_entries(tables[topic], kind, file=file, topic=topic) for topic, (file, kind) in TOPICS.items()
    }
    bands, devine = _read_measures(folder / _MEASURES_FILE)
    knowledge = assembled(version=version, consent_version=consent_version, bmi_bands=bands, devine=devine, topics=topics)
    check_knowledge(knowledge, files={**FILES, "bmi_bands": _MEASURES_FILE, "devine": _MEASURES_FILE})
    return knowledge


def _refuse_strangers(folder: Path) -> None:
    known = {*FILES.values(), _PACK_FILE, _MEASURES_FILE}
    for path in sorted(folder.glob("*.toml")):
        if path.name not in known:
            raise UserError(message("pack.unexpected_file", file=path.name))


def _read_topic(path: Path, topic: str) -> Table:
    table = read_table(path)
    head = {"entries", topic}
    if "reviewed_on" in TOPICS[topic][1].__struct_fields__:
        head.add("reviewed_on")
    if topic == "consent":
        head.add("version")
    check_keys(table, file=path.name, allowed=frozenset(head))
    if type(table.get("reviewed_on", date.min)) is not date:
        refuse("pack.wrong_value", file=path.name, key="reviewed_on")
    return table


def _read_measures(path: Path) -> tuple[tuple[BmiBand, ...], Devine]:
    table = read_table(path)
    check_keys(table, file=path.name, allowed=frozenset({"entries", "reviewed_on", "bmi_bands", "devine"}))
    bands = read_entries(table, BmiBand, file=path.name, topic="bmi_bands")
    if not isinstance(table["devine"], dict):
        refuse("pack.wrong_value", file=path.name, key="devine")
    devine = decode_entry(table["devine"], Devine, file=path.name, key="devine", reviewed_on=table["reviewed_on"])
    return tuple(bands.values()), devine
