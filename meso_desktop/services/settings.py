"""Changes the clinic's card, its logo and the practitioner's card."""

from typing import Final

from msgspec.structs import replace

from meso_desktop.db.cards import clinic_row, practitioner_row
from meso_desktop.db.tables import LogoRow
from meso_desktop.domain.errors import UserError
from meso_desktop.domain.message import message
from meso_desktop.domain.people import ClinicCard, PractitionerCard
from meso_desktop.domain.seal import digest
from meso_desktop.services.cards import checked_clinic, checked_practitioner
from meso_desktop.services.session import OpenClinic
from meso_desktop.services.vaults import name_in_header

_LOGO_MB: Final = 2


def save_clinic(clinic: OpenClinic, card: ClinicCard) -> ClinicCard:
    """Save the clinic's card and return it as stored; `clinic.clinic` follows. Raises UserError ``clinic.*``.

    Identity, logo and sample mark stay what they are; the logo has its own call.
    """
    kept = clinic.clinic
    stored = replace(checked_clinic(card), clinic_id=kept.clinic_id, logo_digest=kept.logo_digest, is_sample=kept.is_sample)
    _keep(clinic, stored)
    name_in_header(clinic)
    return stored


def save_practitioner(clinic: OpenClinic, card: PractitionerCard) -> PractitionerCard:
    """Save the signed-in practitioner's card and return it as stored. Raises UserError ``practitioner.*``."""
    stored = replace(checked_practitioner(card), practitioner_id=clinic.practitioner.practitioner_id)
    with clinic.store.write() as session:
        session.merge(practitioner_row(stored))
    clinic.practitioner = stored
    name_in_header(clinic)
    return stored


def set_logo(clinic: OpenClinic, data: bytes | None) -> ClinicCard:
    """Set the logo (PNG or JPEG up to 2 MB), or None for none. Raises UserError: ``logo.too_large``, ``logo.not_a_picture``.

    Earlier logos stay in the vault for the papers of earlier records.
    """
    if data is not None:
        _check_picture(data)
    name = "" if data is None else digest(data)
    if data is not None:
        with clinic.store.write() as session:
            session.merge(LogoRow(digest=name, data=data))
    stored = replace(clinic.clinic, logo_digest=name)
    _keep(clinic, stored)
    return stored


def logo(clinic: OpenClinic, *, logo_digest: str | None = None) -> bytes | None:
    """Return the bytes of the clinic's logo, or of the one that a signed record names."""
    wanted = clinic.clinic.logo_digest if logo_digest is None else logo_digest
    if not wanted:
        return None
    with clinic.store.read() as session:
        row = session.get(LogoRow, wanted)
        return None if row is None else row.data


def _keep(clinic: OpenClinic, card: ClinicCard) -> None:
    with clinic.store.write() as session:
        session.merge(clinic_row(card))
    clinic.clinic = card


def _check_picture(data: bytes) -> None:
    if len(data) > _LOGO_MB * 1_000_000:
        raise UserError(message("logo.too_large", limit=_LOGO_MB))
    from meso_desktop.documents.logo import picture  # noqa: PLC0415  # brings the paper library, needed for this only

    if picture(data) is None:
        raise UserError(message("logo.not_a_picture"))
