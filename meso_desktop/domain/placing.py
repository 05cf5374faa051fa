"""A plan line with all that its ids stand for in document and pack; what they do not stand for is None."""

from collections.abc import Mapping

from msgspec import Struct

from meso_desktop.domain.areas import Aim, TargetArea
from meso_desktop.domain.consultation import Consultation
from meso_desktop.domain.ids import LineId
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.message import Term
from meso_desktop.domain.own_preparations import preparation_of
from meso_desktop.domain.plan import PlanLine
from meso_desktop.domain.products import Preparation, Product
from meso_desktop.domain.protocols import Protocol
from meso_desktop.domain.remembered import remembered_by
from meso_desktop.domain.rules import Family


class PlacedLine(Struct, frozen=True, kw_only=True):
    """A plan line with its target, protocol, preparation and products; `family` is the protocol's, or else the preparation's."""

    line: PlanLine
    target: TargetArea | None
    protocol: Protocol | None
    preparation: Preparation | None
    products: tuple[Product, ...]
    ingredients: frozenset[str]
    family: Family | None

    @property
    def line_id(self) -> LineId:
        """The line's id."""
        return self.line.line_id

    @property
    def area(self) -> str:
        """The area's id; empty when the line has lost its target."""
        return "" if self.target is None else self.target.area

    @property
    def aim(self) -> Aim | None:
        """What the area is treated for."""
        return None if self.target is None else self.target.aim


def placed_lines(document: Consultation, knowledge: Knowledge) -> tuple[PlacedLine, ...]:
    """Return the plan's lines, in order, with what their ids stand for."""
    targets = {t.target_id: t for t in document.target_areas}
    return tuple(_placed(line, targets.get(line.target_id), document, knowledge) for line in document.plan.lines)


def placed_line(line: PlanLine, document: Consultation, knowledge: Knowledge) -> PlacedLine:
    """Return one line with what its ids stand for."""
    target = next((t for t in document.target_areas if t.target_id == line.target_id), None)
    return _placed(line, target, document, knowledge)


def named(kind: str, entry: str, entries: Mapping[str, object]) -> Term | str:
    """Return the term of an entry, or the id as it was written when the pack has no such entry."""
    return Term(f"{kind}.{entry}") if entry in entries else entry


def _what_counts(
    line: PlanLine, target: TargetArea | None, document: Consultation, knowledge: Knowledge,
) -> tuple[object, ...]:
    return line, target, preparation_of(line.preparation, document, knowledge), knowledge


@remembered_by(_what_counts)
def _placed(line: PlanLine, target: TargetArea | None, document: Consultation, knowledge: Knowledge) -> PlacedLine:
    protocol = knowledge.protocols.get(line.protocol)
    preparation = preparation_of(line.preparation, document, knowledge)
    parts = () if preparation is None else preparation.parts
    products = tuple(knowledge.products[p.product] for p in parts if p.product in knowledge.products)
    held = (s.ingredient for product in products for s in product.ingredients)
    added = (e for product in products for e in product.excipients)
    owner = protocol or preparation
    return PlacedLine(
        line=line, target=target, protocol=protocol, preparation=preparation, products=products,
        ingredients=frozenset((*held, *added)), family=None if owner is None else owner.family,
    )
