"""What is parted from a copied pair waits to be accepted like the pair itself."""

from msgspec.structs import replace

from meso_desktop.domain.accepting import accept, not_accepted, settled
from meso_desktop.domain.areas import BodyMark, Side
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.copying import copied_plan
from meso_desktop.domain.drawing.grid import redrawn
from meso_desktop.domain.ids import ConsultationId
from meso_desktop.ui.consultation.areas.target_edits import part
from tests.domain.builders import VISIT_ON, an_id, consultation, extent, line, target
from tests.domain.small_knowledge import small_knowledge
from tests.services.opening import Counting


def copied_pair() -> Consultation:
    pair = replace(target(2, area="flank", side=Side.BOTH, of=extent("10", "6")), mark=BodyMark(view="front", x=10, y=20))
    last = consultation(targets=(pair,), lines=(line(2, protocol="meso_point", preparation="meso_mix", interval_days=21),))
    last = replace(last, consultation_id=ConsultationId(an_id(950)), visit_on=VISIT_ON.replace(year=2025))
    return copied_plan(consultation(), redrawn(last, small_knowledge()), knowledge=small_knowledge(), new_id=Counting(3_000))


def names(document: Consultation, prefix: str) -> set[str]:
    return {path.rpartition(".")[2] for path in not_accepted(document, prefix)}


def parted(document: Consultation) -> Consultation:
    """Return it as the editor holds it after the pair was parted."""
    [pair] = document.target_areas
    return settled(document, part(document, pair.target_id, Side.RIGHT, new_id=Counting(7_000)))


def test_both_sides_of_a_copied_pair_wait_to_be_accepted() -> None:
    document = parted(copied_pair())
    left, right = document.target_areas
    here, there = document.plan.lines
    assert names(document, f"target.{left.target_id}") == {"area", "aim", "extent", "deposit", "mark"}
    assert names(document, f"target.{right.target_id}") == {"area", "side", "aim", "extent", "deposit"}
    for planned in (here, there):
        assert names(document, f"line.{planned.line_id}") == {"protocol", "preparation", "interval_days"}


def test_what_was_accepted_of_the_pair_is_accepted_of_both_sides() -> None:
    document = copied_pair()
    document = parted(accept(document, not_accepted(document)))
    assert not_accepted(document) == ()


def test_a_pair_that_was_not_copied_waits_for_nothing() -> None:
    document = replace(copied_pair(), copied=None)
    assert parted(document).copied is None
