"""Short ways to compose a preparation in a test, and consultations that use it."""

from decimal import Decimal

from msgspec.structs import replace

from meso_desktop.domain.areas import Side
from meso_desktop.domain.consultation import Consultation, OutcomeKind
from meso_desktop.domain.drawing.grid import redrawn
from meso_desktop.domain.edits import set_anaesthetic, set_consent
from meso_desktop.domain.knowledge import Knowledge
from meso_desktop.domain.plan import Anaesthetic, AnaestheticChoice, OwnPart, OwnPreparation, OwnStrength
from meso_desktop.domain.rules import Family
from tests.domain.builders import consultation, extent, line, target
from tests.domain.ready import consented, ended, with_all_answered
from tests.domain.small_knowledge import small_knowledge


def part(product: str, volume_ml: str, **strengths: str) -> OwnPart:
    """Return a part, with its own strengths in mg/mL by ingredient."""
    own = tuple(OwnStrength(ingredient=name, mg_per_ml=Decimal(value)) for name, value in strengths.items())
    return OwnPart(product=product, volume_ml=Decimal(volume_ml), strengths=own)


def own_of(*parts: OwnPart, family: Family = Family.MESO, name: str = "Mix", own_id: str = "own-1") -> OwnPreparation:
    """Return a preparation of the clinic's own."""
    return OwnPreparation(id=own_id, name=name, family=family, parts=parts)


def planned(  # noqa: PLR0913  # one argument a figure of the line
    own: OwnPreparation, *, protocol: str = "meso_point", area: str = "flank", size: tuple[str, str] = ("10", "6"),
    volume_per_point_ml: str | None = None, knowledge: Knowledge | None = None,
) -> Consultation:
    """Return a consultation about one area, complete, whose line injects `own`."""
    pack = knowledge or small_knowledge()
    side = Side.MIDLINE if area in {"submental", "lower_abdomen", "upper_abdomen"} else Side.LEFT
    document = consultation(
        targets=(target(1, area=area, side=side, of=extent(*size)),),
        lines=(line(1, protocol=protocol, preparation=own.id, sessions=4, volume_per_point_ml=volume_per_point_ml),),
    )
    document = replace(document, plan=replace(document.plan, preparations=(own,)))
    document = with_all_answered(document, pack)
    document = set_anaesthetic(document, Anaesthetic(choice=AnaestheticChoice.DECLINED))
    document = set_consent(document, consented(knowledge=pack))
    return redrawn(ended(document, OutcomeKind.TREAT), pack)
