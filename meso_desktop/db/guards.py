"""The triggers that keep signed records from being changed, which only SQLite has, and whether they stand."""

from typing import Final

from sqlalchemy import text
from sqlalchemy.orm import Session

INSERT_ONLY: Final = ("sealed_document", "signing_key", "knowledge_pack")
GUARDS: Final = (
    *(f"{table}_never_{verb}" for table in INSERT_ONLY for verb in ("updated", "deleted")),
    "seal_head_never_deleted",
)
"""The names of the triggers that must stand after every migration."""


def missing_guards(session: Session) -> tuple[str, ...]:
    """Return the names of the guards that are gone."""
    found = set(session.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%RAISE(ABORT%'")).scalars())
    return tuple(name for name in GUARDS if name not in found)
