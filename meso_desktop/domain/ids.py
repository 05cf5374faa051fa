"""Identifiers that name one thing each; all are UUIDs and none can stand in for another."""

from typing import NewType
from uuid import UUID

PatientId = NewType("PatientId", UUID)
PractitionerId = NewType("PractitionerId", UUID)
ClinicId = NewType("ClinicId", UUID)
ConsultationId = NewType("ConsultationId", UUID)
AddendumId = NewType("AddendumId", UUID)
TargetId = NewType("TargetId", UUID)
LineId = NewType("LineId", UUID)
