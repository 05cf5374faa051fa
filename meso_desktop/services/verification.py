"""Checks every seal of the clinic and the chain that ties them."""

from meso_desktop.services.session import OpenClinic, Progress
from meso_desktop.services.summaries import VerificationReport

__all__ = ["VerificationReport", "verify_clinic"]


def verify_clinic(clinic: OpenClinic, *, progress: Progress | None = None) -> VerificationReport:
    """Check each sealed entry, the chain, its head and what is shown of it, and name every fault."""
    raise NotImplementedError
