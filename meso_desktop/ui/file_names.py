"""Names for files that are made from what people typed, good on Linux, macOS and Windows alike."""

import unicodedata
from datetime import date
from typing import Final

from meso_desktop.domain.people import PatientCard
from meso_desktop.ui.patient_words import name_of

_FORBIDDEN: Final = frozenset('<>:"/\\|?*')
_JOINERS: Final = frozenset("\u200c\u200d")
_PORTS: Final = frozenset(f"{port}{number}" for port in ("COM", "LPT") for number in "0123456789¹²³")
_DEVICES: Final = _PORTS | {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"}
_MOST_BYTES: Final = 120
"""Of the name's stem: a file name may have 255 bytes, a whole path on Windows 260 characters, and the folder is not known yet."""


def plan_file_name(patient: PatientCard | None, visit_on: date) -> str:
    """Return the name offered for a plan saved as a file: the patient's name as far as it goes, and the day of the visit."""
    name = _safe(name_of(patient)) if patient is not None else ""
    return f"{name} {visit_on.isoformat()}.pdf".strip()


def _safe(text: str) -> str:
    """Return `text` without what a file system refuses, hides or reads as a path."""
    shown = (" " if c in _FORBIDDEN or c.isspace() else c for c in unicodedata.normalize("NFC", text))
    kept = "".join(c for c in shown if c.isprintable() or c in _JOINERS)
    words = " ".join(kept.split()).strip(". ")
    words = words.encode("utf-8")[:_MOST_BYTES].decode("utf-8", errors="ignore").strip(". ")
    return f"{words}_" if words.partition(".")[0].strip().upper() in _DEVICES else words
