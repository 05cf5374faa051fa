"""Measures every budget of the program: ``python -m benchmarks [--json FILE] [--quick]``."""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

# Before Qt is imported, and the same on every system.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from msgspec import Struct

from benchmarks import core, drawing, editing, papers, records, starting
from benchmarks.clinic_folder import make_clinic
from benchmarks.report import table, write_json
from benchmarks.timing import Row

_JSON: Final = Path("build") / "benchmarks.json"


class _Runs(Struct, frozen=True):
    """How often each thing is done."""

    starts: int = 15
    memory: int = 3
    calls: int = 200
    saves: int = 300
    rounds: int = 40
    pages: int = 30


_QUICK: Final = _Runs(starts=1, memory=1, calls=3, saves=3, rounds=1, pages=1)


def main() -> int:
    """Measure, print the table, write the JSON; 0 whatever the figures are."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measures the program against its budgets.")
    parser.add_argument("--json", type=Path, default=_JSON, metavar="FILE", help=f"where to write the figures (default: {_JSON})")
    parser.add_argument("--quick", action="store_true", help="few runs, to see that it works; the figures mean little")
    parsed = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="meso-benchmarks-") as folder:
        rows = []
        for row in _measured(Path(folder), _QUICK if parsed.quick else _Runs()):
            rows.append(row)
            print(f"{row.what} …", file=sys.stderr, flush=True)
    write_json(rows, parsed.json)
    print(table(rows))
    return 0


def _measured(folder: Path, runs: _Runs) -> Iterator[Row]:
    clinic = make_clinic(folder)
    yield starting.first_paint(clinic, folder, times=runs.starts)
    yield starting.memory_at_today(clinic, folder, times=runs.memory)
    yield core.assessment(times=runs.calls)
    yield from editing.edits(clinic, rounds=runs.rounds)
    yield from drawing.drag(clinic, frames=runs.calls)
    yield records.autosave(clinic, folder, times=runs.saves)
    yield papers.treatment_plan(times=runs.pages)


if __name__ == "__main__":
    sys.exit(main())
