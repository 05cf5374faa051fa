"""The first tables, their search index and their guards."""

from typing import Final

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_TABLES: Final = (
    """
    CREATE TABLE clinic (
        id INTEGER NOT NULL,
        clinic_id CHAR(32) NOT NULL,
        name TEXT NOT NULL,
        jurisdiction TEXT NOT NULL,
        letterhead TEXT NOT NULL,
        address TEXT NOT NULL,
        telephone TEXT NOT NULL,
        urgent_telephone TEXT NOT NULL,
        logo_digest TEXT NOT NULL,
        paper TEXT NOT NULL,
        units TEXT NOT NULL,
        working_days TEXT NOT NULL,
        is_sample BOOLEAN NOT NULL,
        CONSTRAINT pk_clinic PRIMARY KEY (id),
        CONSTRAINT ck_clinic_one CHECK (id = 1)
    )
    """,
    """
    CREATE TABLE knowledge_pack (
        digest TEXT NOT NULL,
        version TEXT NOT NULL,
        data BLOB NOT NULL,
        CONSTRAINT pk_knowledge_pack PRIMARY KEY (digest)
    )
    """,
    """
    CREATE TABLE logo (
        digest TEXT NOT NULL,
        data BLOB NOT NULL,
        CONSTRAINT pk_logo PRIMARY KEY (digest)
    )
    """,
    """
    CREATE TABLE patient (
        number INTEGER NOT NULL,
        patient_id CHAR(32) NOT NULL,
        family_name TEXT NOT NULL,
        given_name TEXT NOT NULL,
        former_name TEXT NOT NULL,
        birth_on DATE NOT NULL,
        sex TEXT NOT NULL,
        telephone TEXT NOT NULL,
        email TEXT NOT NULL,
        address TEXT NOT NULL,
        language TEXT NOT NULL,
        file_number TEXT NOT NULL,
        family_doctor TEXT NOT NULL,
        note TEXT NOT NULL,
        sort_key TEXT NOT NULL,
        phone_key TEXT NOT NULL,
        touched_at TEXT NOT NULL,
        CONSTRAINT pk_patient PRIMARY KEY (number),
        CONSTRAINT uq_patient_patient_id UNIQUE (patient_id)
    )
    """,
    """
    CREATE INDEX ix_patient_birth_on ON patient (birth_on)
    """,
    """
    CREATE INDEX ix_patient_file_number ON patient (file_number)
    """,
    """
    CREATE INDEX ix_patient_phone_key ON patient (phone_key)
    """,
    """
    CREATE INDEX ix_patient_touched_at ON patient (touched_at)
    """,
    """
    CREATE TABLE practitioner (
        practitioner_id CHAR(32) NOT NULL,
        name TEXT NOT NULL,
        title TEXT NOT NULL,
        registration_number TEXT NOT NULL,
        CONSTRAINT pk_practitioner PRIMARY KEY (practitioner_id)
    )
    """,
    """
    CREATE TABLE seal_head (
        id INTEGER NOT NULL,
        count INTEGER NOT NULL,
        link BLOB NOT NULL,
        proof BLOB NOT NULL,
        CONSTRAINT pk_seal_head PRIMARY KEY (id),
        CONSTRAINT ck_seal_head_one CHECK (id = 1)
    )
    """,
    """
    CREATE TABLE sealed_document (
        number INTEGER NOT NULL,
        kind TEXT NOT NULL,
        record_id CHAR(32) NOT NULL,
        consultation_id CHAR(32) NOT NULL,
        document BLOB NOT NULL,
        assessment BLOB NOT NULL,
        envelope BLOB NOT NULL,
        signature BLOB NOT NULL,
        link BLOB NOT NULL,
        CONSTRAINT pk_sealed_document PRIMARY KEY (number),
        CONSTRAINT uq_sealed_document_record_id UNIQUE (record_id)
    )
    """,
    """
    CREATE INDEX ix_sealed_document_consultation_id ON sealed_document (consultation_id)
    """,
    """
    CREATE TABLE draft (
        consultation_id CHAR(32) NOT NULL,
        patient_id CHAR(32),
        visit_on DATE NOT NULL,
        begun_at TEXT NOT NULL,
        saved_at TEXT NOT NULL,
        step_hint TEXT NOT NULL,
        document BLOB NOT NULL,
        CONSTRAINT pk_draft PRIMARY KEY (consultation_id),
        CONSTRAINT fk_draft_patient_id FOREIGN KEY(patient_id) REFERENCES patient (patient_id) ON DELETE RESTRICT
    )
    """,
    """
    CREATE INDEX ix_draft_patient_id ON draft (patient_id)
    """,
    """
    CREATE TABLE patient_state (
        patient_id CHAR(32) NOT NULL,
        consultation_id CHAR(32) NOT NULL,
        last_visit_on DATE NOT NULL,
        eligible_on DATE,
        eligible_reason TEXT NOT NULL,
        CONSTRAINT pk_patient_state PRIMARY KEY (patient_id),
        CONSTRAINT fk_patient_state_patient_id FOREIGN KEY(patient_id) REFERENCES patient (patient_id) ON DELETE RESTRICT
    )
    """,
    """
    CREATE INDEX ix_patient_state_eligible_on ON patient_state (eligible_on)
    """,
    """
    CREATE TABLE record_projection (
        consultation_id CHAR(32) NOT NULL,
        number INTEGER NOT NULL,
        patient_id CHAR(32) NOT NULL,
        visit_on DATE NOT NULL,
        signed_at TEXT NOT NULL,
        signed_by TEXT NOT NULL,
        outcome TEXT NOT NULL,
        eligible_on DATE,
        eligible_reason TEXT NOT NULL,
        areas TEXT NOT NULL,
        families TEXT NOT NULL,
        addenda INTEGER NOT NULL,
        CONSTRAINT pk_record_projection PRIMARY KEY (consultation_id),
        CONSTRAINT fk_record_projection_patient_id FOREIGN KEY(patient_id) REFERENCES patient (patient_id) ON DELETE RESTRICT
    )
    """,
    """
    CREATE INDEX ix_record_projection_patient_visit ON record_projection (patient_id, visit_on)
    """,
    """
    CREATE INDEX ix_record_projection_signed_at ON record_projection (signed_at)
    """,
    """
    CREATE TABLE signing_key (
        public_key BLOB NOT NULL,
        practitioner_id CHAR(32) NOT NULL,
        made_at TEXT NOT NULL,
        CONSTRAINT pk_signing_key PRIMARY KEY (public_key),
        CONSTRAINT fk_signing_key_practitioner_id FOREIGN KEY(practitioner_id) REFERENCES practitioner (practitioner_id) ON DELETE RESTRICT
    )
    """,
    """
    CREATE INDEX ix_signing_key_practitioner_id ON signing_key (practitioner_id)
    """,
    """
    CREATE TABLE planned_session (
        consultation_id CHAR(32) NOT NULL,
        number INTEGER NOT NULL,
        planned_on DATE NOT NULL,
        CONSTRAINT pk_planned_session PRIMARY KEY (consultation_id, number),
        CONSTRAINT fk_planned_session_consultation_id FOREIGN KEY(consultation_id)
            REFERENCES record_projection (consultation_id) ON DELETE RESTRICT
    )
    """,
    """
    CREATE INDEX ix_planned_session_planned_on ON planned_session (planned_on)
    """,
)

_SEARCH: Final = """
    CREATE VIRTUAL TABLE patient_search USING fts5(
        starts, inside, content='', contentless_delete=1, detail=column, prefix='1 2 3', tokenize="unicode61 remove_diacritics 0"
    )
"""

_INSERT_ONLY: Final = ("sealed_document", "signing_key", "knowledge_pack")


def upgrade() -> None:
    """Make everything."""
    for statement in (*_TABLES, _SEARCH, *_guards()):
        op.execute(statement)


def downgrade() -> None:
    """Refuse: records are never taken back to an older form."""
    reason = "records are never taken back to an older form"
    raise RuntimeError(reason)


def _guards() -> tuple[str, ...]:
    made = [
        f"CREATE TRIGGER {table}_never_{verb.lower()}d BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is insert-only'); END"
        for table in _INSERT_ONLY
        for verb in ("UPDATE", "DELETE")
    ]
    made.append("CREATE TRIGGER seal_head_never_deleted BEFORE DELETE ON seal_head BEGIN SELECT RAISE(ABORT, 'seal_head is kept'); END")
    return tuple(made)
