"""The triggers that keep signed records from being changed, which only SQLite has, and whether they stand."""

from typing import Final

from sqlalchemy import text
from sqlalchemy.orm import Session

INSERT_ONLY: Final = ("sealed_document", "signing_key", "knowledge_pack", "clinic_changes")

_STATEMENTS: Final = {
    f"{table}_never_{verb.lower()}d": (
        f"CREATE TRIGGER {table}_never_{verb.lower()}d BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, '{table} is insert-only'); END"
    )
    for table in INSERT_ONLY
    for verb in ("UPDATE", "DELETE")
} | {
    "seal_head_never_deleted": (
        "CREATE TRIGGER seal_head_never_deleted BEFORE DELETE ON seal_head BEGIN SELECT RAISE(ABORT, 'seal_head is kept'); END"
    ),
}
GUARDS: Final = tuple(_STATEMENTS)
"""The names of the triggers that must stand after every migration."""


def missing_guards(session: Session) -> tuple[str, ...]:
    """Return the names of the guards that are gone, or that are no longer what a migration made."""
    rows = session.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
    found: dict[str, str] = {str(name): " ".join(str(statement).split()) for name, statement in rows}
    return tuple(name for name, statement in _STATEMENTS.items() if found.get(name) != statement)
