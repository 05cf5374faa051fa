"""Saving a draft, durably, beside the same bytes written through the raw driver."""

import secrets
import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from sqlcipher3 import dbapi2

from benchmarks.clinic_folder import opened
from benchmarks.full_consultation import filled
from benchmarks.timing import Row, paired, seconds
from meso_desktop.db.migrate import make_records
from meso_desktop.domain.codec import encode_consultation
from meso_desktop.domain.consultation import Consultation
from meso_desktop.services.drafts import begin_consultation, save_draft
from meso_desktop.services.patients import recent_patients

_BUDGET: Final = 2.0
# A write-ahead log grows until its first checkpoint, and a file that grows is slower to make durable: both are past it when measured.
_TO_FULL_LOG: Final = 300
_UPDATE: Final = "UPDATE draft SET patient_id=?, visit_on=?, saved_at=?, step_hint=?, document=? WHERE consultation_id=?"


def autosave(clinic_path: Path, folder: Path, *, times: int) -> Row:
    """Measure `save_draft` with the service's own encoding, and one raw transaction on a vault file of the same form."""
    clinic = opened(clinic_path)
    try:
        someone = recent_patients(clinic, limit=1)[0].patient_id
        document = filled(begin_consultation(clinic, patient_id=someone, visit_on=clinic.clock.today()))
        data = encode_consultation(document)
        with _raw(folder / "raw.db", document) as driver:
            for _ in range(_TO_FULL_LOG):
                save_draft(clinic, document)
                _write(driver, document, data)
            ours, raw = paired(lambda: save_draft(clinic, document), lambda: _write(driver, document, data), times=times)
    finally:
        clinic.close()
    coded = statistics.median(seconds(lambda: encode_consultation(document), times=times)) * 1000
    return Row(
        what="autosave commit, durable", figure=ours * 1000, unit="ms", baseline=raw * 1000, budget=f"≤ {_BUDGET:g} × the raw driver",
        is_kept=ours <= _BUDGET * raw, note=f"{len(data) // 1024} KiB; {coded:.2f} ms of it make the bytes",
    )


@contextmanager
def _raw(file: Path, document: Consultation) -> Iterator[Any]:
    """Give a connection of the raw driver to an encrypted file with the program's tables, settings and one draft."""
    key = secrets.token_bytes(32)
    make_records(file, data_key=key)
    driver = dbapi2.connect(str(file), isolation_level=None)
    for statement in (f"PRAGMA key = \"x'{key.hex()}'\"", "PRAGMA synchronous=FULL", "PRAGMA foreign_keys=OFF"):
        driver.execute(statement)
    driver.execute(
        "INSERT INTO draft (consultation_id, visit_on, begun_at, saved_at, step_hint, document) VALUES (?, ?, ?, ?, ?, ?)",
        (document.consultation_id.hex, document.visit_on.isoformat(), "", "", "", b""),
    )
    try:
        yield driver
    finally:
        driver.close()


def _write(driver: Any, document: Consultation, data: bytes) -> None:  # noqa: ANN401  # the driver has no types
    """Write the row that `save_draft` writes, its bytes made beforehand."""
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    patient = document.patient.patient_id.hex if document.patient else None
    driver.execute("BEGIN IMMEDIATE")
    driver.execute(_UPDATE, (patient, document.visit_on.isoformat(), now, "review", data, document.consultation_id.hex))
    driver.execute("COMMIT")
