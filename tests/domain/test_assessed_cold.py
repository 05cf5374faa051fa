"""What is remembered from edit to edit never shows: after any edits, steps back and forth, packs and days, all is as found anew."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Final
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from meso_desktop.domain.accepting import accept, not_accepted
from meso_desktop.domain.areas import Outline, Point, Side, Zone
from meso_desktop.domain.assess import Context, assess
from meso_desktop.domain.codec import decode_consultation, encode_consultation
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.copying import copied_plan
from meso_desktop.domain.drawing.drawing_edits import confirm_extent, mirror_to_other_side, set_outline, set_zones
from meso_desktop.domain.drawing.grid import redrawn
from meso_desktop.domain.drawing.laying import shifted, turned
from meso_desktop.domain.edits import put_line
from meso_desktop.domain.errors import UserError
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.plan import OwnPart, OwnPreparation, OwnStrength, PlanLine
from meso_desktop.domain.preparation_edits import use_own
from meso_desktop.domain.products import Product
from meso_desktop.domain.rules import Family
from meso_desktop.domain.working.figures_shown import Figure, working_of

from .builders import VISIT_ON, consultation, extent, line, target
from .small_knowledge import small_knowledge
from .test_gate_properties import EDITS, Edit

_IDS = iter(range(1, 10**9))


def _new_id() -> UUID:
    return UUID(int=5_000_000 + next(_IDS))


def _of_each_line(change: Callable[[PlanLine, Consultation], PlanLine]) -> Edit:
    def edited(document: Consultation) -> Consultation:
        for one in document.plan.lines:
            document = put_line(document, change(one, document))
        return document

    return edited


def _moved(by: Point, degrees: int) -> Edit:
    def laid(one: PlanLine, document: Consultation) -> PlanLine:
        held = next((t for t in document.target_areas if t.target_id == one.target_id), None)
        if held is None or held.extent is None:
            return one
        spacing = one.spacing_cm or Decimal(1)
        placement = shifted(one.placement, by=by, extent=held.extent, spacing_cm=spacing)
        return replace(one, placement=turned(placement, to_degrees=degrees, extent=held.extent, spacing_cm=spacing))

    return _of_each_line(laid)


def _tried(change: Edit) -> Edit:
    def edited(document: Consultation) -> Consultation:
        try:
            return change(document)
        except UserError:
            return document

    return edited


def _outlined(corners: tuple[Point, ...]) -> Edit:
    return _tried(lambda d: set_outline(d, d.target_areas[0].target_id, corners) if d.target_areas else d)


def _zoned(corners: tuple[Point, ...]) -> Edit:
    zone = Zone(kind="scar", corners=corners)
    return _tried(lambda d: set_zones(d, d.target_areas[0].target_id, (zone,)) if d.target_areas else d)


def _own(volume: Decimal, strength: Decimal, number: int) -> Edit:
    parts = (
        OwnPart(product="vitamin_c", volume_ml=volume),
        OwnPart(product="lidocaine_1", volume_ml=Decimal(1), strengths=(OwnStrength(ingredient="lidocaine", mg_per_ml=strength),)),
    )
    own = OwnPreparation(id=f"own-{number}", name="Mixture", family=Family.MESO, parts=parts)
    return lambda d: use_own(d, line_id=d.plan.lines[-1].line_id, own=own, copy_id=f"copy-{number}") if d.plan.lines else d


_LAST: Final = redrawn(
    consultation(
        targets=(target(41, of=extent("5", "3")), target(42, area="flank", side=Side.BOTH, of=extent("9", "4", Outline.ELLIPSE))),
        lines=(line(41), replace(line(42, protocol="flank_dca"), minutes=20)),
    ),
    small_knowledge(),
)
_STEPS = st.integers(min_value=-600, max_value=600)
_CORNERS = st.lists(st.builds(Point, _STEPS, _STEPS), min_size=3, max_size=6).map(tuple)
_MORE: st.SearchStrategy[Edit] = st.one_of(
    st.builds(_moved, st.builds(Point, _STEPS, _STEPS), st.integers(min_value=0, max_value=359)),
    st.builds(_outlined, _CORNERS),
    st.builds(_zoned, _CORNERS),
    st.builds(_own, st.sampled_from([Decimal(1), Decimal("2.5")]), st.sampled_from([Decimal(10), Decimal(20)]), st.integers(1, 2)),
    st.just(lambda d: copied_plan(d, _LAST, knowledge=small_knowledge(), new_id=_new_id)),
    st.just(lambda d: accept(d, not_accepted(d)[:2])),
    st.just(lambda d: mirror_to_other_side(d, d.target_areas[-1].target_id, new_id=_new_id) if d.target_areas else d),
    st.just(lambda d: confirm_extent(d, d.target_areas[0].target_id) if d.target_areas else d),
    st.just(_of_each_line(lambda one, _: replace(one, minutes=15, depth_mm=Decimal(6)))),
)
_BACK: Final = "back"
_FORTH: Final = "forth"
_WHAT = st.one_of(EDITS, _MORE, st.just(_BACK), st.just(_FORTH))


def _other_pack() -> Knowledge:
    """Return a pack with the same ids and other meanings: weaker limits, other vials, a wider spacing."""
    pack = small_knowledge()
    products = {name: _halved(product) for name, product in pack.products.items()}
    protocols = {name: replace(p, spacing_cm=None if p.spacing_cm is None else p.spacing_cm * 2) for name, p in pack.protocols.items()}
    return replace(pack, products=products, protocols=protocols)


def _halved(product: Product) -> Product:
    limits = tuple(replace(one, at_most=None if one.at_most is None else one.at_most / 2) for one in product.limits)
    return replace(product, limits=limits, vial_ml=None if product.vial_ml is None else product.vial_ml / 2)


PACKS: Final = (small_knowledge(), _other_pack())


def _told(document: Consultation, knowledge: Knowledge, today: date) -> tuple[object, ...]:
    """Return everything that is shown of a consultation, written out: equal numbers written otherwise are not the same here."""
    found = assess(document, knowledge, Context(today=today))
    workings = tuple(
        repr(working_of(figure, one.line_id, document, found, knowledge)) for one in document.plan.lines for figure in Figure
    )
    return repr(found), workings


def _anew(document: Consultation, knowledge: Knowledge, today: date) -> tuple[object, ...]:
    """Return the same of values and a pack that nobody has seen before."""
    return _told(decode_consultation(encode_consultation(document)), replace(knowledge), today)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(_WHAT, st.integers(0, 1), st.sampled_from([VISIT_ON, date(2026, 3, 3), date(2031, 1, 1)])), max_size=9),
    st.sampled_from([consultation(), _LAST]),
)
def test_edits_steps_back_packs_and_days_in_any_order_show_what_is_found_anew(
    sequence: list[tuple[Edit | str, int, date]], document: Consultation,
) -> None:
    undo: list[Consultation] = []
    redo: list[Consultation] = []
    other = replace(_LAST, plan=replace(_LAST.plan, first_session_on=date(2026, 9, 1)))
    for what, pack, today in sequence:
        if what == _BACK:
            if undo:
                redo.append(document)
                document = undo.pop()
        elif what == _FORTH:
            if redo:
                undo.append(document)
                document = redo.pop()
        else:
            assert callable(what)
            undo.append(document)
            document = redrawn(what(document), PACKS[pack])
        _told(other, PACKS[pack], today)  # another consultation is open beside it
        assert _told(document, PACKS[pack], today) == _anew(document, PACKS[pack], today)
