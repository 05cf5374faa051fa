"""The rows as a table to read and as JSON to compare."""

import os
import platform
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import msgspec

from benchmarks.timing import Row
from meso_desktop import __version__

_HEADINGS: Final = ("what", "measured", "baseline", "ratio", "budget", "kept", "note")


def table(rows: Sequence[Row]) -> str:
    """Return the rows as a table in Markdown."""
    cells = [_HEADINGS, *(_cells(row) for row in rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(_HEADINGS))]
    lines = [" | ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)) for line in cells]
    lines.insert(1, " | ".join("-" * width for width in widths))
    return "\n".join(f"| {line} |" for line in lines)


def write_json(rows: Sequence[Row], file: Path) -> None:
    """Write the rows with what they were measured on; no name of the machine or its person."""
    whole = {
        "version": __version__, "system": platform.system(), "python": platform.python_version(), "processors": os.cpu_count(),
        "rows": [msgspec.to_builtins(row) | {"ratio": row.ratio} for row in rows],
    }
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(msgspec.json.format(msgspec.json.encode(whole), indent=2) + b"\n")


def _cells(row: Row) -> tuple[str, ...]:
    baseline = "" if row.baseline is None else _figure(row.baseline, row.unit)
    ratio = "" if row.ratio is None else f"{row.ratio:.2f} ×"
    return (row.what, _figure(row.figure, row.unit), baseline, ratio, row.budget, "yes" if row.is_kept else "no", row.note)


def _figure(value: float, unit: str) -> str:
    return f"{value:.0f} {unit}" if abs(value) >= 100 else f"{value:.2f} {unit}" if abs(value) < 10 else f"{value:.1f} {unit}"  # noqa: PLR2004  # three digits
