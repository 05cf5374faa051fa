"""Changes the clinic's card, its logo and the practitioner's card."""

from meso_desktop.domain.people import ClinicCard, PractitionerCard
from meso_desktop.services.session import OpenClinic


def save_clinic(clinic: OpenClinic, card: ClinicCard) -> ClinicCard:
    """Save the clinic's card and return it as stored; `clinic.clinic` follows. Raises UserError ``clinic.*``."""
    raise NotImplementedError


def save_practitioner(clinic: OpenClinic, card: PractitionerCard) -> PractitionerCard:
    """Save the signed-in practitioner's card and return it as stored. Raises UserError ``practitioner.*``."""
    raise NotImplementedError


def set_logo(clinic: OpenClinic, data: bytes | None) -> ClinicCard:
    """Set the logo (PNG or JPEG up to 2 MB), or None for none. Raises UserError: ``logo.too_large``, ``logo.not_a_picture``."""
    raise NotImplementedError


def logo(clinic: OpenClinic) -> bytes | None:
    """Return the logo's bytes."""
    raise NotImplementedError
