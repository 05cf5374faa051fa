"""The clinic's own preparations, and the protocols that a practitioner reaches for first."""

from typing import Final

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_TABLES: Final = (
    """
    CREATE TABLE own_preparation (
        preparation_id TEXT NOT NULL,
        name TEXT NOT NULL,
        name_key TEXT NOT NULL,
        family TEXT NOT NULL,
        data BLOB NOT NULL,
        practitioner_id CHAR(32) NOT NULL,
        kept_at TEXT NOT NULL,
        used_at TEXT NOT NULL,
        put_away_at TEXT,
        CONSTRAINT pk_own_preparation PRIMARY KEY (preparation_id),
        CONSTRAINT fk_own_preparation_practitioner_id FOREIGN KEY(practitioner_id)
            REFERENCES practitioner (practitioner_id) ON DELETE RESTRICT
    )
    """,
    """
    CREATE UNIQUE INDEX ix_own_preparation_name_key ON own_preparation (name_key) WHERE put_away_at IS NULL
    """,
    """
    CREATE TABLE favourite_protocol (
        practitioner_id CHAR(32) NOT NULL,
        protocol TEXT NOT NULL,
        chosen_at TEXT NOT NULL,
        CONSTRAINT pk_favourite_protocol PRIMARY KEY (practitioner_id, protocol),
        CONSTRAINT fk_favourite_protocol_practitioner_id FOREIGN KEY(practitioner_id)
            REFERENCES practitioner (practitioner_id) ON DELETE RESTRICT
    )
    """,
)


def upgrade() -> None:
    """Add the tables."""
    for statement in _TABLES:
        op.execute(statement)


def downgrade() -> None:
    """Refuse: records are never taken back to an older form."""
    reason = "records are never taken back to an older form"
    raise RuntimeError(reason)
