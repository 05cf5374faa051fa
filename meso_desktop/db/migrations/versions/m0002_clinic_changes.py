"""The clinic's changes to the knowledge packs."""

from typing import Final

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_TABLE: Final = """
    CREATE TABLE clinic_changes (
        number INTEGER NOT NULL,
        made_at TEXT NOT NULL,
        practitioner_id CHAR(32) NOT NULL,
        data BLOB NOT NULL,
        pack_digest TEXT NOT NULL,
        CONSTRAINT pk_clinic_changes PRIMARY KEY (number),
        CONSTRAINT fk_clinic_changes_practitioner_id FOREIGN KEY(practitioner_id)
            REFERENCES practitioner (practitioner_id) ON DELETE RESTRICT,
        CONSTRAINT fk_clinic_changes_pack_digest FOREIGN KEY(pack_digest) REFERENCES knowledge_pack (digest) ON DELETE RESTRICT
    )
"""


def upgrade() -> None:
    """Add the table and its guards."""
    op.execute(_TABLE)
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER clinic_changes_never_{verb.lower()}d BEFORE {verb} ON clinic_changes "
            "BEGIN SELECT RAISE(ABORT, 'clinic_changes is insert-only'); END",
        )


def downgrade() -> None:
    """Refuse: records are never taken back to an older form."""
    reason = "records are never taken back to an older form"
    raise RuntimeError(reason)
