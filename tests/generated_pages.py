"""Checks that every generated page is current; run with ``python -m tests.generated_pages``, ``--write`` to make them anew."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

from meso_desktop.domain.codec import consultation_schema
from tests.rules_page import rules_page

_TOP = Path(__file__).resolve().parent.parent


def _schema() -> str:
    return json.dumps(consultation_schema(), indent=2, ensure_ascii=False, sort_keys=True) + "\n"


PAGES: dict[str, Callable[[], str]] = {"docs/consultation-schema.json": _schema, "docs/rules.md": rules_page}


def stale_pages() -> list[str]:
    """Return the generated pages that are missing or not what their command makes."""
    return [name for name, make in PAGES.items() if not (_TOP / name).is_file() or (_TOP / name).read_text(encoding="utf-8") != make()]


def main(arguments: list[str]) -> int:
    """Check the pages, or write them with ``--write``; 1 when one is stale."""
    if arguments == ["--write"]:
        for name, make in PAGES.items():
            (_TOP / name).write_text(make(), encoding="utf-8", newline="\n")
        return 0
    stale = stale_pages()
    for name in stale:
        sys.stderr.write(f"{name} is stale: python -m tests.generated_pages --write\n")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
