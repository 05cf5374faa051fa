"""Tell what is wrong with the catalogues of a language, held against the English ones."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from meso_desktop.knowledge.wording import Template

Catalogues = Mapping[str, Mapping[str, Template]]
"""The templates by file name and key."""

_PLACE: Final = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_WHOLE: Final = "text"


def read_catalogues(folder: Path) -> Catalogues:
    """Return every catalogue of one language's folder."""
    return {path.name: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.toml"))}


def read_same(path: Path) -> Sequence[str]:
    """Return the keys whose text is meant to equal the English; none where the file is not there."""
    if not path.exists():
        return ()
    listed: list[str] = tomllib.loads(path.read_text(encoding="utf-8"))["same"]
    return listed


def faults(english: Catalogues, other: Catalogues, *, same: Sequence[str] = ()) -> list[str]:
    """Return every fault of a language, `same` being the keys whose text is meant to equal the English."""
    return [*_files(english, other), *_keys(english, other), *_texts(english, other, frozenset(same)), *_listed(english, other, same)]


def _files(english: Catalogues, other: Catalogues) -> Iterator[str]:
    for name in sorted(english.keys() - other.keys()):
        yield f"{name}: missing"
    for name in sorted(other.keys() - english.keys()):
        yield f"{name}: not among the English"


def _keys(english: Catalogues, other: Catalogues) -> Iterator[str]:
    for name in sorted(english.keys() & other.keys()):
        for key in sorted(english[name].keys() - other[name].keys()):
            yield f"{name}: {key}: missing"
        for key in sorted(other[name].keys() - english[name].keys()):
            yield f"{name}: {key}: not among the English"


def _texts(english: Catalogues, other: Catalogues, same: frozenset[str]) -> Iterator[str]:
    for name, key, here, there in _pairs(english, other):
        if here.keys() != there.keys():
            yield f"{name}: {key}: not of the same plural shape"
            continue
        if any(not text.strip() and here[form].strip() for form, text in there.items()):
            yield f"{name}: {key}: empty"
        if any(_places(here[form]) != _places(there[form]) for form in here):
            yield f"{name}: {key}: other placeholders"
        if key not in same and _is_shared(here, there):
            yield f"{name}: {key}: equal to the English"


def _listed(english: Catalogues, other: Catalogues, same: Sequence[str]) -> Iterator[str]:
    pairs = {key: (here, there) for _, key, here, there in _pairs(english, other)}
    for key, times in Counter(same).items():
        if times > 1:
            yield f"{key}: listed twice as the same"
        if key not in pairs:
            yield f"{key}: listed as the same, and there is no such key"
        elif not _is_shared(*pairs[key]):
            yield f"{key}: listed as the same, and it differs"


def _pairs(english: Catalogues, other: Catalogues) -> Iterator[tuple[str, str, dict[str, str], dict[str, str]]]:
    """Yield the file, the key, and the forms in both languages of every key that both hold."""
    for name in sorted(english.keys() & other.keys()):
        for key in sorted(english[name].keys() & other[name].keys()):
            yield name, key, _forms(english[name][key]), _forms(other[name][key])


def _forms(template: Template) -> dict[str, str]:
    return {_WHOLE: template} if isinstance(template, str) else template


def _is_shared(here: Mapping[str, str], there: Mapping[str, str]) -> bool:
    """Tell whether a form says the same in both languages."""
    return any(there.get(form) == text for form, text in here.items())


def _places(text: str) -> Counter[str]:
    return Counter(_PLACE.findall(text))
