"""What a field refused holds up the signature while its field is there, and is always listed when it does."""

import pytest
from msgspec.structs import replace

from meso_desktop.domain.consultation import Consultation, OutcomeKind, RefusedEntry
from meso_desktop.domain.edits import refuse_entry, set_earlier_treatments
from meso_desktop.domain.history import EarlierTreatment
from meso_desktop.domain.refusals import standing_refusals
from tests.domain.builders import an_id
from tests.domain.ready import assessed, ended, ready

TARGET, LINE = str(ready().target_areas[0].target_id), str(ready().plan.lines[0].line_id)


def _refused(field: str, document: Consultation | None = None) -> Consultation:
    return refuse_entry(document or ready(), field=field, text="1e3")


def _listed(document: Consultation) -> bool:
    return any(m.text.id == "missing.refused" for m in assessed(document).missing)


@pytest.mark.parametrize(
    "field",
    ["examination.weight", f"target.{TARGET}.pinch", f"line.{LINE}.spacing_cm", "line", "visit_on", "outline", f"line.{LINE}.outline"],
)
def test_what_was_refused_is_listed_and_bars(field: str) -> None:
    assert _listed(_refused(field))
    assert not assessed(_refused(field)).may_sign


@pytest.mark.parametrize(
    "field",
    [
        f"target.{an_id(999)}.pinch", f"line.{an_id(999)}.spacing_cm", "earlier_treatment.0.volume_ml", f"target.{TARGET}.outline",
        f"target.{an_id(999)}.outline",
    ],
)
def test_what_belongs_to_something_removed_or_waits_with_half_an_extent_asks_nothing(field: str) -> None:
    assert standing_refusals(_refused(field)) == ()
    assert not _listed(_refused(field))
    assert assessed(_refused(field)).may_sign


def test_an_earlier_treatment_that_is_there_is_asked_about() -> None:
    document = set_earlier_treatments(ready(), (EarlierTreatment(product=None, area="flank"),))
    assert standing_refusals(_refused("earlier_treatment.0.volume_ml", document)) == (
        RefusedEntry(field="earlier_treatment.0.volume_ml", text="1e3"),
    )
    assert standing_refusals(_refused("earlier_treatment.1.volume_ml", document)) == ()


@pytest.mark.parametrize("kind", list(OutcomeKind))
def test_nothing_bars_the_signature_without_being_listed(kind: OutcomeKind) -> None:
    for field in ("note", f"target.{TARGET}.outline", f"line.{an_id(999)}.spacing_cm"):
        document = ended(_refused(field), kind, reason="as told")
        found = assessed(replace(document))
        assert found.may_sign or any(m.bars_signing for m in found.missing)
