"""Every sentence that the program can say is in the English catalogue."""

import ast
from collections.abc import Iterator
from pathlib import Path

from meso_desktop.knowledge.wording import Wording
from meso_desktop.resources import resource_path

_PACKAGE = Path(__file__).parent.parent / "meso_desktop"


def _message_ids() -> Iterator[tuple[str, str]]:
    for file in sorted(_PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "message" and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    yield f"{file.relative_to(_PACKAGE)}:{node.lineno}", first.value


def test_every_message_has_its_sentence() -> None:
    wording = Wording.load(resource_path("wording"), "en")
    found = list(_message_ids())
    assert found
    assert [place for place in found if not wording.has(place[1])] == []
