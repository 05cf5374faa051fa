"""The tables of the records, one class each."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CHAR, CheckConstraint, Date, Dialect, ForeignKey, Index, LargeBinary, MetaData, Text, TypeDecorator, Uuid, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Instant(TypeDecorator[datetime]):
    """An aware instant, stored as text in UTC with Z, so that text order is time order."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """Write the instant in UTC; refuse one without zone."""
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            reason = "an instant needs its zone"
            raise ValueError(reason)
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:  # noqa: ANN401  # SQLAlchemy's own signature
        """Read the instant back."""
        del dialect
        return None if value is None else datetime.fromisoformat(value)


class Sealed(TypeDecorator[bytes]):
    """Bytes of the chain; read as they lie there, whatever a tool made of them, so that verification can name it."""

    impl = LargeBinary
    cache_ok = True

    def process_result_value(self, value: Any | None, dialect: Dialect) -> bytes | None:  # noqa: ANN401  # SQLAlchemy's own signature
        """Read text or a number put in place of the bytes as bytes."""
        del dialect
        return value if value is None or isinstance(value, bytes) else str(value).encode("utf-8", errors="surrogateescape")


class SealedId(TypeDecorator[UUID]):
    """An id in the chain; what is no id is read as the nil one, so that verification can name it."""

    impl = CHAR(32)
    cache_ok = True

    def process_bind_param(self, value: UUID | None, dialect: Dialect) -> str | None:
        """Write the id as 32 hex digits."""
        del dialect
        return None if value is None else value.hex

    def process_result_value(self, value: Any | None, dialect: Dialect) -> UUID | None:  # noqa: ANN401  # SQLAlchemy's own signature
        """Read the id back."""
        del dialect
        try:
            return None if value is None else UUID(str(value))
        except ValueError:
            return UUID(int=0)


class Base(DeclarativeBase):
    """What all tables share: names of constraints, so that a migration can name them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s", "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s", "fk": "fk_%(table_name)s_%(column_0_N_name)s", "pk": "pk_%(table_name)s",
        },
    )
    type_annotation_map = {  # noqa: RUF012  # SQLAlchemy's own way to say it
        str: Text(), bytes: LargeBinary(), UUID: Uuid(), date: Date(), datetime: Instant(),
    }


class ClinicRow(Base):
    """The one clinic of the vault."""

    __tablename__ = "clinic"
    __table_args__ = (CheckConstraint("id = 1", name="one"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    clinic_id: Mapped[UUID]
    name: Mapped[str]
    jurisdiction: Mapped[str]
    letterhead: Mapped[str]
    address: Mapped[str]
    telephone: Mapped[str]
    urgent_telephone: Mapped[str]
    logo_digest: Mapped[str]
    paper: Mapped[str]
    units: Mapped[str]
    working_days: Mapped[str]
    is_sample: Mapped[bool]


class LogoRow(Base):
    """A logo under its digest."""

    __tablename__ = "logo"

    digest: Mapped[str] = mapped_column(primary_key=True)
    data: Mapped[bytes]


class PractitionerRow(Base):
    """A practitioner's card."""

    __tablename__ = "practitioner"

    practitioner_id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str]
    title: Mapped[str]
    registration_number: Mapped[str]


class SigningKeyRow(Base):
    """A public key that a practitioner signs or once signed with; insert-only."""

    __tablename__ = "signing_key"

    public_key: Mapped[bytes] = mapped_column(primary_key=True)
    practitioner_id: Mapped[UUID] = mapped_column(ForeignKey("practitioner.practitioner_id", ondelete="RESTRICT"), index=True)
    made_at: Mapped[datetime]


class KnowledgePackRow(Base):
    """An effective pack that a record was signed with, under its digest; insert-only."""

    __tablename__ = "knowledge_pack"

    digest: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[str]
    data: Mapped[bytes]


class ClinicChangesRow(Base):
    """All of the clinic's changes to the packs as they stood after one act, and the pack they made; insert-only."""

    __tablename__ = "clinic_changes"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    made_at: Mapped[datetime]
    practitioner_id: Mapped[UUID] = mapped_column(ForeignKey("practitioner.practitioner_id", ondelete="RESTRICT"))
    data: Mapped[bytes]
    pack_digest: Mapped[str] = mapped_column(ForeignKey("knowledge_pack.digest", ondelete="RESTRICT"))


class PatientRow(Base):
    """A patient's card, with folded keys to sort by and to find duplicates by; `number` ties it to the search index."""

    __tablename__ = "patient"
    __table_args__ = (
        Index("ix_patient_touched_at", "touched_at"), Index("ix_patient_birth_on", "birth_on"),
        Index("ix_patient_phone_key", "phone_key"), Index("ix_patient_file_number", "file_number"),
    )

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    patient_id: Mapped[UUID] = mapped_column(unique=True)
    family_name: Mapped[str]
    given_name: Mapped[str]
    former_name: Mapped[str]
    birth_on: Mapped[date]
    sex: Mapped[str]
    telephone: Mapped[str]
    email: Mapped[str]
    address: Mapped[str]
    language: Mapped[str]
    file_number: Mapped[str]
    family_doctor: Mapped[str]
    note: Mapped[str]
    sort_key: Mapped[str]
    phone_key: Mapped[str]
    touched_at: Mapped[datetime]


class PatientStateRow(Base):
    """What the signed records say of a patient now; rebuilt from them."""

    __tablename__ = "patient_state"

    patient_id: Mapped[UUID] = mapped_column(ForeignKey("patient.patient_id", ondelete="RESTRICT"), primary_key=True)
    consultation_id: Mapped[UUID]
    last_visit_on: Mapped[date]
    eligible_on: Mapped[date | None] = mapped_column(index=True)
    eligible_reason: Mapped[str]


class DraftRow(Base):
    """A consultation not yet signed."""

    __tablename__ = "draft"

    consultation_id: Mapped[UUID] = mapped_column(primary_key=True)
    patient_id: Mapped[UUID | None] = mapped_column(ForeignKey("patient.patient_id", ondelete="RESTRICT"), index=True)
    visit_on: Mapped[date]
    begun_at: Mapped[datetime]
    saved_at: Mapped[datetime]
    step_hint: Mapped[str]
    document: Mapped[bytes]


class SealedDocumentRow(Base):
    """A sealed consultation or addendum, in the order of the chain; insert-only, never altered by a batch migration."""

    __tablename__ = "sealed_document"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str]
    record_id: Mapped[UUID] = mapped_column(SealedId, unique=True)
    consultation_id: Mapped[UUID] = mapped_column(SealedId, index=True)
    document: Mapped[bytes] = mapped_column(Sealed)
    assessment: Mapped[bytes] = mapped_column(Sealed)
    envelope: Mapped[bytes] = mapped_column(Sealed)
    signature: Mapped[bytes] = mapped_column(Sealed)
    link: Mapped[bytes] = mapped_column(Sealed)


class SealHeadRow(Base):
    """Where the chain of seals ends: how many, the last link, and the keyed proof of both."""

    __tablename__ = "seal_head"
    __table_args__ = (CheckConstraint("id = 1", name="one"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    count: Mapped[int]
    link: Mapped[bytes]
    proof: Mapped[bytes]


class RecordRow(Base):
    """A signed consultation as lists show it; rebuilt from the sealed documents."""

    __tablename__ = "record_projection"
    __table_args__ = (
        Index("ix_record_projection_patient_visit", "patient_id", "visit_on"), Index("ix_record_projection_signed_at", "signed_at"),
    )

    consultation_id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[int]
    patient_id: Mapped[UUID] = mapped_column(ForeignKey("patient.patient_id", ondelete="RESTRICT"))
    visit_on: Mapped[date]
    signed_at: Mapped[datetime]
    signed_by: Mapped[str]
    outcome: Mapped[str]
    eligible_on: Mapped[date | None]
    eligible_reason: Mapped[str]
    areas: Mapped[str]
    families: Mapped[str]
    addenda: Mapped[int]


class PlannedSessionRow(Base):
    """A day on which part of a signed plan is to be carried out; rebuilt from the sealed documents."""

    __tablename__ = "planned_session"
    __table_args__ = (Index("ix_planned_session_planned_on", "planned_on"),)

    consultation_id: Mapped[UUID] = mapped_column(ForeignKey("record_projection.consultation_id", ondelete="RESTRICT"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    planned_on: Mapped[date]


class OwnPreparationRow(Base):
    """A preparation that the clinic composed and kept to use again; one put away stays, and gives its name free."""

    __tablename__ = "own_preparation"
    __table_args__ = (Index("ix_own_preparation_name_key", "name_key", unique=True, sqlite_where=text("put_away_at IS NULL")),)

    preparation_id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    name_key: Mapped[str]
    family: Mapped[str]
    data: Mapped[bytes]
    practitioner_id: Mapped[UUID] = mapped_column(ForeignKey("practitioner.practitioner_id", ondelete="RESTRICT"))
    kept_at: Mapped[datetime]
    used_at: Mapped[datetime]
    put_away_at: Mapped[datetime | None]


class FavouriteProtocolRow(Base):
    """A protocol that a practitioner has marked to find it first."""

    __tablename__ = "favourite_protocol"

    practitioner_id: Mapped[UUID] = mapped_column(ForeignKey("practitioner.practitioner_id", ondelete="RESTRICT"), primary_key=True)
    protocol: Mapped[str] = mapped_column(primary_key=True)
    chosen_at: Mapped[datetime]
