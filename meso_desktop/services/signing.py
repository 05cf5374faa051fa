"""Signs a consultation, and adds to a signed one."""

from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.ids import ConsultationId
from meso_desktop.services.session import OpenClinic
from meso_desktop.services.summaries import Addendum, SealedRecord

__all__ = ["Addendum", "SealedRecord", "add_addendum", "sign_consultation"]


def sign_consultation(clinic: OpenClinic, document: Consultation, *, passphrase: str) -> SealedRecord:
    """Seal a draft as the signed-in practitioner; it never changes afterwards.

    Raises UserError: ``sign.not_ready``, ``sign.wrong_passphrase``, ``sign.already_signed``, ``sign.visit_in_future``, ``draft.gone``.
    """
    raise NotImplementedError


def add_addendum(clinic: OpenClinic, consultation_id: ConsultationId, *, text: str, reason: str, passphrase: str) -> Addendum:
    """Add a text to a signed record, sealed like it. Raises UserError: ``addendum.*``, ``sign.wrong_passphrase``, ``record.unknown``."""
    raise NotImplementedError
